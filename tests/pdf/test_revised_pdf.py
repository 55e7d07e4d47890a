"""What tells of an earlier edition as PDF: news, marked copies and updates keep the rules of any file."""

import re
from io import BytesIO
from typing import Any, NamedTuple

import page as validator
import pikepdf
import pytest

from tests.pdf.seeing import lines, outside
from tests.pdf.test_places import pages_of
from tests.revised import made, marked, subject, told, update
from toolkit_builder.layout import Manuscript
from toolkit_builder.proof import prove
from toolkit_builder.readback.pdf.structure import Pdf

MARKED = ("screen", "copier", "large-print")
PACKETS = ("p1-self-assessment", "p1-case-study", "p2")


def broken_rules(data: bytes) -> list[str]:
    return [str(failure) for failure in validator.validate_pdf_bytes(data, profile="ua1").failures]


@pytest.mark.slow
@pytest.mark.parametrize("variant", [*MARKED, "press"])
@pytest.mark.parametrize("packet", [*PACKETS, "book"])
def test_packets_with_news_break_no_rule(packet, variant):
    assert [*prove(subject(told()[packet], variant))] == []


@pytest.mark.slow
@pytest.mark.parametrize("variant", MARKED)
@pytest.mark.parametrize("packet", [*PACKETS, "p1-overview", "p1-artifact"])
def test_marked_copies_break_no_rule(packet, variant):
    found = subject(marked(packet), variant)

    assert [*prove(found)] == []
    assert broken_rules(found.data) == []


def sheets(packet: str, variant: str) -> Manuscript:
    found = update(packet, variant)
    assert found is not None
    return found


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["copier", "screen"])
@pytest.mark.parametrize("packet", [*PACKETS, "p1", "p2-artifact", "p1-overview", "book"])
def test_update_packets_break_no_rule(packet, variant):
    found = subject(sheets(packet, variant), variant)

    assert [*prove(found)] == []
    assert broken_rules(found.data) == []


@pytest.mark.parametrize("variant", MARKED)
def test_a_screen_reader_hears_what_has_changed(variant):
    blocks = [block.words for block in Pdf(made(marked("p1-case-study"), variant).data).blocks()]

    heard = [words for words in blocks if "since 2026.1" in words and "Marked copy" not in words]

    assert len(heard) == 7
    for words in heard:
        # In a card the name of the column comes first.
        assert re.match(r"(\w+: )?(New|Changed|Removed here) since 2026\.1:? \S", words)


def test_the_label_is_heard_with_the_words_that_changed():
    blocks = [block.words for block in Pdf(made(marked("p1-self-assessment"), "screen").data).blocks()]

    assert "New since 2026.1 Say which evidence you used." in [" ".join(each.split()) for each in blocks]


@pytest.mark.parametrize("variant", MARKED)
def test_words_that_went_and_came_say_so_and_have_their_strokes(variant):
    data = made(marked("p1-self-assessment"), variant).data

    with pikepdf.open(BytesIO(data)) as pdf:
        spans = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        said = {
            str(each.ActualText): str(each.A.TextDecorationType) for each in spans if "/ActualText" in each
        }

    words = " ".join(said)
    assert {*said.values()} == {"/LineThrough", "/Underline"}
    assert "removed: school's, end of removed words" in words
    assert words.count("added: ") == words.count("end of added words") > 0
    for sentence, stroke in said.items():
        if sentence.startswith(("removed:", "added:")):
            assert stroke == ("/LineThrough" if sentence.startswith("removed:") else "/Underline")


def test_packets_that_are_not_marked_hear_nothing_of_it():
    assert b"/LineThrough" not in made(told()["p1-self-assessment"], "screen").data


class Bar(NamedTuple):
    """A bar in the margin; points from the lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def bars(data: bytes) -> list[Bar]:
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            artifact = False
            instruction: Any
            for instruction in pikepdf.parse_content_stream(page, "BDC EMC re"):
                operands, operator = instruction
                match str(operator):
                    case "BDC":
                        artifact = operands[0] == "/Artifact" and operands[1].get("/Type") == "/Layout"
                    case "EMC":
                        artifact = False
                    case "re" if artifact:
                        left, bottom, width, height = map(float, operands)
                        found.append(Bar(number, left, bottom, left + width, bottom + height))
    return found


@pytest.mark.parametrize("variant", MARKED)
@pytest.mark.parametrize("packet", PACKETS)
def test_beside_every_label_is_a_bar_and_no_bar_is_without_one(packet, variant):
    data = made(marked(packet), variant).data
    said = [line for line in lines(data) if re.search(r"(New|Changed|Removed here|Moved) since", line.words)]

    found = bars(data)

    for line in said:
        middle = (line.top + line.bottom) / 2
        beside = [bar for bar in found if bar.page == line.page and bar.bottom <= middle <= bar.top]
        assert len(beside) == 1, line
        assert beside[0].right < line.left
    for bar in found:
        begins = [line for line in said if line.page == bar.page and bar.bottom <= line.bottom <= bar.top]
        # What is new as a whole has its label on the page where it begins.
        assert begins or any(other.page < bar.page for other in found), bar


@pytest.mark.slow
@pytest.mark.parametrize("variant", MARKED)
def test_bars_stand_in_the_margin_where_copiers_print_and_touch_no_words(variant):
    data = made(marked("p1"), variant).data

    for bar in bars(data):
        assert bar.left >= 36
        assert not [
            line
            for line in lines(data)
            if line.page == bar.page and line.left < bar.right and line.right > bar.left
            and line.bottom < bar.top and line.top > bar.bottom
        ]  # fmt: skip


def test_packets_that_are_not_marked_have_no_bars():
    assert bars(made(told()["p1-case-study"], "screen").data) == []


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["screen", "copier"])
@pytest.mark.parametrize("packet", ["p1", "p2"])
def test_labels_and_entries_stay_between_the_margins(packet, variant):
    assert outside(made(told()[packet], variant).data) == []
    assert outside(made(marked(packet), variant).data) == []


@pytest.mark.parametrize("packet", ["p1", "p2", "p1-self-assessment", "book"])
def test_what_comes_in_another_place_begins_on_a_sheet_of_its_own(packet):
    pages = pages_of(made(sheets(packet, "copier"), "copier").data)

    begins = [number for number, words in enumerate(pages, 1) if "forabinderwithedition2026.1" in words]

    assert begins
    assert all(number % 2 == 1 for number in begins)
    assert 1 not in begins


@pytest.mark.parametrize("variant", ["copier", "screen"])
def test_the_list_tells_on_which_page_each_part_comes(variant):
    file = made(sheets("p1", variant), variant)
    known = {address: first for address, first, _ in file.places}
    listed = [line.words for line in lines(file.data) if line.page == 0]

    for name, address in (
        ("How to use it (changed)", "p1_sa__part_howto"),
        ("What they did (changed)", "p1_north__part_approach"),
    ):
        place = next(number for number, words in enumerate(listed) if name in words)
        said = next(words for words in listed[place + 1 :] if words.isdigit())
        assert int(said) == known[address]
