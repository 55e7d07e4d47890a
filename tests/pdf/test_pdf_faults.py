"""What the renderer would only warn of is an error that names character, picture or link, and its place."""

import random
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from tests.layout.changed import changed
from tests.pdf.packets import harbor, write
from tests.pdf.seeing import lines, outside, overlapping
from tests.projects import make_project, run
from toolkit_builder.errors import OutputError
from toolkit_builder.layout import Filler, packets
from toolkit_builder.output.in_sources import in_sources
from toolkit_builder.output.missing_letters import Letters
from toolkit_builder.project import layouts_path


def with_body(old, new, packet="p1-artifact"):
    manuscript = harbor().manuscripts[packet]
    assert old in manuscript.body.decode()
    return replace(manuscript, body=manuscript.body.replace(old.encode(), new.encode(), 1))


def refused(manuscript):
    with pytest.raises(OutputError) as caught:
        write(harbor().task(manuscript), harbor().house)
    return caught.value


OWN = (
    "write it another way; or put a font file that has it, such as one of the Noto fonts, into fonts/ beside "
    "brand.yaml, list it under `fonts: own:`, and name its family under `fonts: fallback:`"
)


def known(family, package):
    return (
        f'write "{family}" under `fonts: fallback:` in brand.yaml, or write it another way; '
        f"the font comes with: pip install {package}"
    )


LETTERS = [
    ("\U0001f600", "U+1F600, grinning face", OWN),
    ("学", "U+5B66, cjk unified ideograph-5b66", OWN),
    ("☐", "U+2610, ballot box", OWN),
    ("\u2011", "U+2011, non-breaking hyphen", OWN),
    ("✝", "U+271D, latin cross", OWN),
    ("ﬁ", "U+FB01, latin small ligature fi", known("Noto Sans", "fontpkg-noto-sans")),
    ("ꞌ", "U+A78C, latin small letter saltillo", known("Noto Sans", "fontpkg-noto-sans")),
    ("ɓ", "U+0253, latin small letter b with hook", known("Noto Sans", "fontpkg-noto-sans")),
    ("ש", "U+05E9, hebrew letter shin", known("Heebo", "fontpkg-heebo")),
    ("م", "U+0645, arabic letter meem", known("IBM Plex Sans Arabic", "fontpkg-ibm-plex-sans-arabic")),
]


@pytest.mark.parametrize(("letter", "name", "hint"), LETTERS)
def test_a_character_that_no_font_has_is_named_with_its_address(letter, name, hint):
    manuscript = with_body("Dear families", f"Dear {letter} families")
    error = refused(manuscript)

    assert [str(problem) for problem in error.problems] == [
        f'p1-artifact#p1_letter__letter__h1: O111 no font of the brand has the character "{letter}" '
        f"({name})\n"
        f"    hint: {hint}"
    ]
    assert Letters.of(harbor().house).problems(manuscript) == [*error.problems]


# Letters that a font need not have: parts make them, or they are parts, or have no shape.
FINE = ["é", "e\u0301", "ǟ", "Ḃ", "\u00ad", "\u200b", "\u2003", "\u202f", "a\ufe0e"]


@pytest.mark.parametrize("letter", FINE)
def test_a_character_that_can_be_printed_is_not_named(letter):
    manuscript = with_body("Dear families", f"Dear {letter} families")

    assert Letters.of(harbor().house).problems(manuscript) == []
    assert write(harbor().task(manuscript), harbor().house).pages


@pytest.mark.slow
def test_check_and_renderer_agree_on_every_kind_of_letter():
    sample = random.Random(7).sample(PRINTABLE, 400)
    lines = "".join(f"<p id='p1_letter__x{number}'>a{letter}b</p>" for number, letter in enumerate(sample))
    manuscript = with_body("</main>", f"{lines}</main>")

    found = {*Letters.of(harbor().house).problems(manuscript)}

    assert found == {problem for problem in refused(manuscript).problems if problem.code == "O111"}


PRINTABLE = [
    chr(code) for code in range(0xA0, 0x30000)
    if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co", "Cc") and not 0x3400 <= code < 0xFB00
]  # fmt: skip


def test_a_missing_character_is_found_in_the_sources():
    error = in_sources(refused(with_body("Dear families", "Dear ☐ families")), harbor().toolkit)

    (problem,) = error.problems
    assert problem.place.path.endswith("principles/shared-aim/artifacts/family-letter.yaml")
    assert "Dear families" in problem.place.text


def test_a_character_missing_in_a_drawing_is_named_too():
    manuscript = harbor().manuscripts["p1-case-study"]
    drawings = {name: data.replace(b"5 plans", "5 学".encode()) for name, data in manuscript.assets.items()}

    error = refused(replace(manuscript, assets=drawings))

    (problem,) = error.problems
    assert str(problem.place) == "p1-case-study#p1_north__plans_chart"
    assert '"学" (U+5B66, cjk' in problem.message


@pytest.mark.parametrize(
    "source", ["asset:nothing", "file:///etc/passwd", "https://example.org/a.png", "x.png"]
)
def test_a_picture_that_does_not_belong_to_the_packet_is_refused(source):
    error = refused(with_body('src="asset:logo"', f'src="{source}"'))

    (problem,) = error.problems
    assert (problem.code, problem.place.path) == ("O111", "p1-artifact#p1_letter__part_cover")
    assert source.removeprefix("asset:") in problem.message


@pytest.mark.parametrize("reference", ["file:///etc/passwd", "https://example.org/a.png"])
def test_a_picture_cannot_fetch_another(reference):
    image = f'<image href="{reference}" width="9" height="9"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{image}</svg>'
    house = harbor().house

    with pytest.raises(OutputError) as caught:
        write(
            harbor().tasks["p1-artifact", "screen"],
            replace(house, assets={**house.assets, "asset:logo": svg.encode()}),
        )

    assert reference in caught.value.problems[0].message


def test_a_link_to_nowhere_is_named():
    error = refused(with_body('href="https://creativecommons.org/licenses/by/4.0/"', 'href="#gone"'))

    assert [str(problem) for problem in error.problems] == [
        "p1-artifact#p1_letter__part_sources__p1: O111 a link leads to '#gone', which is not in this packet"
    ]


def test_a_style_that_the_renderer_does_not_know_is_an_error():
    house = harbor().house
    styles = {name: sheet + "\np{colour:red}" for name, sheet in house.styles.items()}

    with pytest.raises(OutputError) as caught:
        write(harbor().tasks["p1-artifact", "screen"], replace(house, styles=styles, sha256="0"))

    assert [str(problem) for problem in caught.value.problems] == [
        "layouts/styles: O111 the renderer says: Ignored `colour:red`, unknown property."
    ]


def test_all_faults_of_a_packet_are_told_at_once():
    error = refused(with_body("Dear families", "Dear ☐ 学 families ☐"))

    assert [problem.message.split('"')[1] for problem in error.problems] == ["☐", "学"]


def test_an_error_does_not_spoil_the_next_packet():
    before = harbor().pdf("p1-artifact")

    refused(with_body("Dear families", "Dear ☐ families"))

    assert write(harbor().tasks["p1-artifact", "screen"], harbor().house).data == before


# A line may end anywhere in it, since it is no word; `test_fit.py` is about words.
LONG = "donaudampfschifffahrtsgesellschaft_kapitänsmützenabzeichen_verordnungsentwurfsvorlage_" * 2


def written(packet, change):
    toolkit = changed(harbor().toolkit, change)
    plan = next(plan for plan in packets(toolkit) if plan.packet.id == packet)
    return write(harbor().task(Filler(toolkit, (layouts_path(),)).fill(plan)), harbor().house).data


@pytest.mark.slow
@pytest.mark.parametrize(
    "packet", ["p1-self-assessment", "p1-case-study", "p1-companion-guide", "p1-artifact"]
)
def test_a_file_name_wider_than_its_place_is_broken_and_not_clipped(packet):
    on_covers = (
        "Placeholder content.",
        "One sentence",
        "Name of",
    )  # room for pages is not what this is about

    data = written(
        packet, lambda text: f"{text} {LONG}" if len(text) > 22 and not text.startswith(on_covers) else text
    )

    assert not any(LONG in line.words for line in lines(data))
    assert outside(data) == []
    assert overlapping(data) == []


def test_a_cover_that_runs_over_leaves_the_next_page_as_it_is():
    data = written("p1-artifact", lambda text: f"{text} {LONG}" if text == "Letter to families" else text)

    heading = next(line for line in lines(data) if line.words == "About this document")

    assert heading.left > 53


@pytest.mark.slow
def test_a_letter_without_a_font_is_pointed_at_in_its_own_line(tmp_path: Path):
    project = make_project(tmp_path)
    file = project.sources / "principles" / "calm-days" / "self-assessments" / "main.yaml"
    words = file.read_text(encoding="utf-8")
    start = words.index("- ", words.index("look_fors:")) + 2
    file.write_text(words[:start] + "Smile 😀 " + words[start:], encoding="utf-8")

    with pytest.raises(OutputError) as caught:
        run(project)

    [problem] = caught.value.problems
    assert "Smile 😀" in problem.place.text
    assert problem.place.text[problem.place.column - 1] == "😀"
