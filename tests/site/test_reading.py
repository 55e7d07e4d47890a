"""A page to read says what the manuscript says, under the same addresses."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree, html

from tests.pdf.packets import harbor, real
from tests.projects import ROOT
from toolkit_builder.content.model import MATERIALS
from toolkit_builder.layout import Manuscript
from toolkit_builder.layout.vocabulary import DERIVED, FIELDS
from toolkit_builder.layout.wording import Wording, read_strings
from toolkit_builder.output.variant_view import view
from toolkit_builder.site.reading_page import ReadingPage, excerpt, reading_page

SAY = Wording(read_strings((ROOT / "layouts",), "en-US"))
LABEL = "First edition"
SINGLE = [name for name, each in harbor().manuscripts.items() if each.packet.kind in MATERIALS]
CITING = [
    name for name, each in real().manuscripts.items() if "case-study" in name and b"footnote" in each.body
]
# What only one of the two has: notes, fields, places.
ALONE = {"note", "back", "footnote", "again", "place", "box", "options"}


def read(manuscript: Manuscript) -> tuple[ReadingPage, "html.HtmlElement"]:
    text = reading_page(manuscript, LABEL, SAY)
    return text, html.fragment_fromstring(f"<div>{text.head}{text.body}</div>")


def of(kind: str) -> Manuscript:
    return next(
        each
        for each in harbor().manuscripts.values()
        if each.packet.kind == kind and each.packet.id.startswith("p1")
    )


def words(element: etree._Element) -> str:
    """Without what only one of the two has, such as blanks between the cells of a table."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for each in [*copy.iter("a", "span", *FIELDS)]:
        if each.get("class") in ALONE or each.tag in FIELDS:
            each.text = None
            each[:] = []
    return "".join("".join(map(str, copy.itertext())).split())


def blocks(main: etree._Element) -> Iterator[tuple[str, str]]:
    for element in main.iter(*DERIVED):
        if element.get("id") and words(element):
            yield str(element.get("id")), words(element)


@pytest.mark.parametrize("name", SINGLE)
def test_every_address_has_the_same_words(name: str):
    manuscript = harbor().manuscripts[name]
    main = view(manuscript.body, "screen", LABEL)
    left_out = {element.get("id") for element in main.iterfind(".//p[@class='numeral']")}
    left_out |= {
        each.get("id") for part in main.iterfind(".//section[@class='parts']") for each in part.iter()
    }
    asked = {
        each
        for each in blocks(main)
        if each[0] not in left_out and each[1] != "".join(SAY.prepared_for.split())
    }

    _, page = read(manuscript)

    assert asked - {*blocks(page)} == set()
    assert [address for address, _ in blocks(page)] == [
        address for address, _ in blocks(main) if address in dict(blocks(page))
    ]


@pytest.mark.parametrize("name", SINGLE)
def test_every_field_is_a_place_under_its_address(name: str):
    manuscript = harbor().manuscripts[name]
    main = view(manuscript.body, "screen", LABEL)
    asked = [field.get("id") for field in main.iter("select", "textarea", "input")]

    _, page = read(manuscript)

    assert not [*page.iter("select", "textarea", "input", "img")]
    assert [
        each.get("id") for each in page.iter("span") if each.get("class") in ("place", "box", "options")
    ] == asked


def test_choices_are_told_by_name():
    _, page = read(of("self-assessment"))

    options = page.xpath(".//*[@class='options']")[0]

    assert [span.text for span in options] == ["Not yet", "Emerging", "Established", "Don't know"]


@pytest.mark.parametrize("name", CITING)
def test_notes_lead_to_their_source_and_back(name: str):
    _, page = read(real().manuscripts[name])
    ids = {element.get("id"): element for element in page.iter() if element.get("id")}

    calls = page.xpath(".//a[@class='note']")
    backs = page.xpath(".//a[@class='back']")

    assert len(calls) == len(backs) > 0
    for call in calls:
        source = ids[call.get("href")[1:]]
        assert call.get("id") in [
            back.get("href")[1:] for back in source.iter("a") if back.get("class") == "back"
        ]
        assert call.text in call.get("aria-label")
    numbers = [int(call.text) for call in calls]
    firsts = list(dict.fromkeys(numbers))
    assert firsts == sorted(firsts) == list(range(1, len(firsts) + 1))


def test_drawings_stand_in_the_page_with_their_words():
    _, page = read(of("case-study"))

    drawings = page.xpath(".//*[local-name()='svg']")

    assert [drawing.get("class") for drawing in drawings] == ["drawing small", "drawing large"]
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")
        assert not drawing.xpath(".//*[local-name()='style']")
    assert not re.findall(r"xmlns|ns0:", html.tostring(drawings[0], encoding="unicode"))


def test_cells_of_tables_know_their_column():
    _, page = read(of("self-assessment"))

    for table in page.iter("table"):
        heads = [" ".join(cell.text_content().split()) for cell in table.xpath("./thead/tr/th")]
        assert not table.xpath(".//@role | @role")  # what the elements say by themselves
        for row in table.xpath("./tbody/tr"):
            assert [cell.get("data-head") for cell in row] == heads[: len(row)]


def test_nothing_of_the_frame_of_a_packet_is_left():
    for name in SINGLE:
        text, page = read(harbor().manuscripts[name])

        assert len(page.xpath(".//h1")) == 1
        assert not page.xpath(
            ".//*[@class='slot' or @class='logo' or @class='foot-slot' or @class='numeral']"
        )
        assert not page.xpath(".//*[@data-only or @data-derived or @style]")
        assert SAY.district_page not in text.body


def test_contents_lead_to_what_they_name():
    text, page = read(of("companion-guide"))
    ids = {element.get("id"): element for element in page.iter() if element.get("id")}

    for entry in text.entries:
        assert entry.words in " ".join(ids[entry.address].text_content().split())
    assert len(text.entries) == len(page.xpath(".//h2"))


@pytest.mark.parametrize(
    ("heading", "listed"),
    [
        ('Warm-up <span class="tag">10 minutes</span>', "Warm-up"),
        (
            '<span class="number">2</span> Sort and name <span class="tag">0:15, 20 min</span>',
            "2 Sort and name",
        ),
        ('A round <span class="tag">For members</span> for two', "A round for two"),
        ("A talk of 45 minutes", "A talk of 45 minutes"),
        ("What <em>counts</em> as <strong>one</strong> aim", "What counts as one aim"),
    ],
)
def test_contents_leave_out_data_that_old_headings_end_in(heading: str, listed: str):
    manuscript = of("companion-guide")
    written = rb"\1" + heading.encode() + rb"\2"
    body = re.sub(rb'(<h2 id="p1_guide__hard_moments__h1"[^>]*>).*?(</h2>)', written, manuscript.body)

    text, page = read(replace(manuscript, body=body))

    assert [each.words for each in text.entries if each.address == "p1_guide__hard_moments"] == [listed]
    (shown,) = page.xpath(".//h2[@id='p1_guide__hard_moments__h1']")
    assert shown.text_content() == re.sub("<[^>]*>", "", heading)


def test_an_excerpt_holds_a_section_and_the_sources_that_it_calls():
    found = excerpt(real().manuscripts["p1"], "p1__part_about", LABEL, SAY)

    assert found
    assert "<h2" not in found.body.split("<p", 1)[0]
    calls = set(re.findall(r'href="#(p1__part_sources__n\d+)"', found.body))
    assert calls == set(re.findall(r'<li id="([^"]+)"', found.notes)) != set()


def test_an_excerpt_of_what_is_not_there_is_none():
    assert excerpt(of("artifact"), "p1__part_about", LABEL, SAY) is None
