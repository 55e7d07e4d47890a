"""Every rule of the proof catches a file that breaks it, and none fires on good files."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from tests.pdf.packets import harbor, real
from tests.proof.breaking_pdf import BREAKS, Break, drawn, said
from tests.proof.subjects import subject
from toolkit_builder.proof.finding import Finding, Subject
from toolkit_builder.proof.pdf.proof import RULES, prove_pdf

VARIANTS = ("screen", "copier", "large-print", "press")
PACKETS = [
    pytest.param(packet, marks=pytest.mark.slow) if packet in ("p1", "book") else packet
    for packet in harbor().manuscripts
]


@cache
def good(packet: str, variant: str) -> tuple[Subject, frozenset[Finding]]:
    """A file as it is built, and what is found in it."""
    whole = subject(harbor(), packet, variant)
    return whole, frozenset(prove_pdf(whole))


def found(fault: Break) -> set[str]:
    """Codes of what is found in a broken file and not in the good one."""
    whole, before = good(fault.packet, fault.variant)
    after = prove_pdf(replace(whole, data=fault.broken(whole.data)))
    return {each.code for each in set(after) - before}


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("packet", PACKETS)
def test_nothing_is_wrong_with_what_is_built(packet: str, variant: str) -> None:
    _, wrong = good(packet, variant)

    assert sorted(map(str, wrong)) == []


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_is_wrong_with_real_packets(variant: str) -> None:
    """The first of each kind but the book, which holds the same again and takes a minute for each variant."""
    first: dict[str, str] = {}
    for packet, manuscript in real().manuscripts.items():
        first.setdefault(manuscript.packet.kind, packet)
    del first["book"]
    wrong = {packet: [*map(str, prove_pdf(subject(real(), packet, variant)))] for packet in first.values()}

    assert {packet: each for packet, each in wrong.items() if each} == {}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_caught(name: str) -> None:
    fault = BREAKS[name]

    assert found(fault) == {*fault.codes}


def test_every_rule_is_broken_once() -> None:
    broken = {fault.codes[0] for fault in BREAKS.values()} | {"O674", "O600"}

    assert {rule.code for rule in RULES} == broken


@pytest.mark.parametrize("name", BREAKS)
def test_what_a_rule_finds_it_is_counted_for(name: str) -> None:
    """Else the conformance page would not name the files that it was held against."""
    held = {rule.code for rule in RULES if rule.holds_for(BREAKS[name].variant)}

    assert {*BREAKS[name].codes} <= held


def test_a_rule_is_not_counted_for_files_that_it_passes_over() -> None:
    sheets = replace(BREAKS["another paper"], variant="press")
    held = {rule.code for rule in RULES if rule.holds_for("press")}

    assert "O644" not in found(sheets) | held


def test_rules_have_codes_of_their_own_and_say_what_holds() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.sentence.endswith(".") and rule.source for rule in RULES)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"<html>"])
def test_what_is_no_pdf_is_said_to_be_unreadable(data: bytes) -> None:
    whole, _ = good("p1-artifact", "screen")

    assert [each.code for each in prove_pdf(replace(whole, data=data))] == ["O600"]


def test_an_object_of_another_type_is_damage_and_no_error_of_ours() -> None:
    def change(pdf: Any) -> None:
        pdf.Root.ViewerPreferences = 7

    assert "O600" in found(Break((), change))


def test_half_a_pdf_is_caught() -> None:
    whole, _ = good("p1-artifact", "screen")

    assert [*prove_pdf(replace(whole, data=whole.data[: len(whole.data) // 2]))]


def test_a_raised_number_behind_a_word_may_be_small() -> None:
    note = Break((), said("one", size=12, at="1 0 0 1 300 10"))
    call: Any = said("1", size=7, at="1 0 0 1 326 15")

    def change(pdf: Any) -> None:
        note.change(pdf)
        call(pdf)

    assert found(Break((), change)) == set()


@pytest.mark.parametrize(("size", "codes"), [(18, set()), (17, {"O640"})])
def test_large_letters_may_be_paler(size: int, codes: set[str]) -> None:
    assert found(Break((), said("one", size=size, colour="0.55 g", at="1 0 0 1 300 5"))) == codes


@pytest.mark.parametrize("rise", [step / 8 for step in range(8)])
@pytest.mark.parametrize("size", [8.5, 9.75, 12])
def test_an_underline_is_no_ground_wherever_it_falls(rise: float, size: float) -> None:
    teal = "0.043 0.396 0.376"
    line: Any = drawn(f"{teal} RG {size / 14} w 300 {8.8 + rise} m 330 {8.8 + rise} l S")
    words = Break((), said("group", size=size, colour=f"{teal} rg", at=f"1 0 0 1 300 {10 + rise}"))

    def change(pdf: Any) -> None:
        words.change(pdf)
        line(pdf)

    assert found(Break((), change)) == set()


def test_a_tenth_of_grey_and_lines_of_half_a_point_copy_well() -> None:
    surfaces = drawn("0.9 g 300 60 20 20 re f 0 G 0.5 w 300 90 m 400 90 l S")

    assert found(Break((), surfaces, variant="copier")) == set()


def test_capitals_of_the_text_are_no_fault_in_large_print() -> None:
    fault = BREAKS["capitals in large print"]
    whole, _ = good(fault.packet, fault.variant)
    text = whole.manuscript.replace(b"</main>", b"<p>DEAD</p></main>")

    found = prove_pdf(replace(whole, data=fault.broken(whole.data), manuscript=text))

    assert "O662" not in {each.code for each in found}
