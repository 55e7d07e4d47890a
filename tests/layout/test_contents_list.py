"""Lists of contents: every packet of eight pages or more has one, filled with its headings."""

import json

import pytest
from lxml import etree

from tests.pdf.packets import Kit, harbor
from tests.projects import ROOT
from toolkit_builder.layout.contents import LONG, place_contents
from toolkit_builder.layout.tree import finish
from toolkit_builder.output.variant_view import view

WORDS = "Every word here is read by somebody. "  # 37 letters


def packet(inside, words=0, rows=0, contents=False):
    """A packet of so many letters and rows to write in, as finished; `contents`: with a page of contents."""
    text = WORDS * (words // len(WORDS))
    fields = "".join(
        f'<textarea id="m__x__n{number}" name="m__x__n{number}" title="x" rows="20"></textarea>'
        for number in range(rows // 20)
    )
    own = (
        '<section class="contents" id="m__own"><h2>Contents</h2>'
        '<nav class="entries"><ol><li><a href="#m__x">X</a></li></ol></nav></section>'
    )
    body = (
        f'<main class="packet" id="m" lang="en">{own if contents else ""}{inside}'
        f'<section id="m__x"><h2>X</h2><p>{text}</p>{fields}</section></main>'
    )
    return etree.fromstring(finish(body, "layout"))


def place(name="m__part_contents"):
    return (
        f'<section class="parts" id="{name}"><p class="label">Contents</p>'
        '<nav class="entries"><ol></ol></nav></section>'
    )


def part(number, inside=""):
    return f'<section id="m__s{number}"><h2><span class="number">{number}</span> Part</h2>{inside}</section>'


def listed(main):
    """Depth, words and target of each entry."""
    return [
        (len([*link.iterancestors("ol")]), link.text, link.get("href"))
        for link in main.iterfind(".//section[@class='parts']//a")
    ]


@pytest.mark.parametrize("shelf", ["p1-companion-guide", "self-assessment", "p1-self-assessment"])
def test_a_long_packet_lists_every_part_on_its_first_page(shelf):
    main = etree.fromstring(harbor().manuscripts[shelf].body)
    headings = [f"#{heading.get('id')}" for heading in main.iter("h2")]

    assert [target for depth, _, target in listed(main) if depth == 1] == [
        target for target in headings if main.find(f".//*[@id='{target[1:]}']/..[@data-only='word']") is None
    ] or [target for depth, _, target in listed(main) if depth == 1] == headings
    assert next(main.iterfind(".//section[@class='parts']/..")).get("id", "").endswith("__part_about")


@pytest.mark.parametrize(
    ("words", "rows", "shown_in"),
    [
        (1_000, 0, set()),
        (6_000, 0, {"large-print"}),
        (2_000, 60, {"large-print"}),
        (16_000, 0, {"large-print", "screen", "copier", "word"}),
        (9_000, 200, {"large-print", "screen", "copier", "word"}),
    ],
)
def test_the_list_is_in_the_forms_that_are_long_enough(words, rows, shown_in):
    main = packet(place() + "".join(map(part, range(1, 8))), words, rows)
    body = etree.tostring(main)

    shown = {
        variant
        for variant in ("screen", "copier", "large-print", "word")
        if view(body, variant, "").find(".//section[@class='parts']//a") is not None
    }

    assert shown == shown_in


def test_a_packet_has_one_list_and_a_page_of_contents_is_enough():
    assert len(listed(packet(place() + place("m__part_second") + part(1), 20_000))) == 2
    assert listed(packet(place() + part(1), 20_000, contents=True)) == []


def test_few_parts_are_listed_with_their_own_parts():
    few = part(1, "<h3>One</h3><h3>Two</h3>") + part(2, "<h3>Three</h3>")

    assert [line[:2] for line in listed(packet(place() + few, 20_000))] == [
        (1, "1 Part"), (2, "One"), (2, "Two"), (1, "2 Part"), (2, "Three"), (1, "X"),
    ]  # fmt: skip
    many = few + "".join(map(part, range(3, 8)))
    assert {depth for depth, *_ in listed(packet(place() + many, 20_000))} == {1}


def test_entries_say_the_words_of_headings_without_their_notes():
    note = '<span class="footnote" data-reference="a">Somebody, A book.</span>'
    headed = f'<section id="m__h"><h2>Who <em>decides</em>{note} today?</h2></section>'

    assert listed(packet(place() + headed, 20_000))[0][1] == "Who decides today?"


def test_what_only_word_shows_is_listed_in_word_alone():
    district = '<section class="district" data-only="word" id="m__d"><h2>Make it yours</h2></section>'
    body = etree.tostring(packet(place() + district + part(1), 20_000))

    def entries(variant):
        return [link.text for link in view(body, variant, "").iterfind(".//section[@class='parts']//a")]

    assert entries("word") == ["Make it yours", "1 Part", "X"]
    assert entries("screen") == ["1 Part", "X"]


def test_layouts_without_a_place_have_no_list():
    main = etree.fromstring('<main class="packet"><p>Words</p></main>')

    place_contents(main)

    assert main.find("section") is None


@pytest.mark.parametrize("packet_id", [*harbor().manuscripts])
def test_no_heading_ends_in_data(packet_id):
    """Scope, minutes and the like stand beside headings, or bookmarks and navigation would say them."""
    main = etree.fromstring(harbor().manuscripts[packet_id].body)

    glued = [heading for level in range(1, 7) for heading in main.iter(f"h{level}")
             if heading.find(".//span[@class='tag']") is not None]  # fmt: skip

    assert glued == []


@pytest.mark.parametrize("packet_id", ["p1-companion-guide", "p1-self-assessment", "p1", "book"])
def test_what_is_said_beside_a_heading_has_a_lasting_address(packet_id):
    main = etree.fromstring(harbor().manuscripts[packet_id].body)
    lines = main.iterfind(".//p[@class='meta']/span[@class='tag']/..")
    above = ((line, line.getprevious()) for line in lines)
    beside = [line for line, node in above if node is not None and node.tag in ("h2", "h3", "h4", "h5")]

    assert beside
    for line in beside:
        assert line.get("id", "").endswith("__tag")
        assert line.get("data-derived") is None


def test_eight_pages_are_long():
    assert LONG == 8


@pytest.mark.slow
@pytest.mark.parametrize("name", ["public-education-promise", "districts-at-work", "future-of-learning"])
def test_files_that_had_eight_pages_when_they_were_sealed_have_a_list_today(name):
    """Estimates against real layouts, in each form."""
    kit = Kit(ROOT, name)
    newest = sorted((ROOT / "sources" / name / "editions").glob("*/seal.json"))[-1]
    files = json.loads(newest.read_bytes())["files"]

    without = []
    for file in files:
        manuscript = kit.manuscripts.get(file["packet"])
        if manuscript is None or file["pages"] < LONG:
            continue
        shown = view(manuscript.body, file["variant"], "")
        if shown.find(".//nav[@class='entries']//a") is None:
            without.append((file["packet"], file["variant"], file["pages"]))

    assert without == []
