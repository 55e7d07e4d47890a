"""Large print: 18 points and more, one column, no tables, for every packet kind."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import page as validator
import pypdfium2
import pytest
from lxml import etree

from tests.pdf.packets import KINDS, harbor, real, write
from tests.pdf.seeing import Line, lines, overlapping
from tests.proof.subjects import subject
from toolkit_builder.output.cards import replace_by_cards
from toolkit_builder.proof.parity import prove_parity
from toolkit_builder.readback.pdf.pages import TextRun, pages
from toolkit_builder.readback.pdf.structure import Pdf

LEFT, RIGHT = 72, 612 - 72  # margins of an inch
LETTER = 3  # points by which a word broken by force may stand out


@pytest.fixture(scope="module", params=KINDS)
def packet(request):
    return request.param


@pytest.fixture(scope="module")
def data(packet):
    return harbor().file(packet, "large-print").data


def texts(data: bytes) -> Iterator[tuple[int, TextRun, str]]:
    """Page, text and its words, of every piece of text that any page draws."""
    for page in pages(pypdfium2.PdfDocument(data)):
        for text in page.texts:
            yield page.number, text, page.words(text)


def small(data: bytes) -> list[tuple[int, float, str]]:
    return [(number, text.size, words) for number, text, words in texts(data) if text.size < 17.95]


def beside(data: bytes) -> list[Line]:
    """Lines that leave the column of 6.5 inches."""
    return [line for line in lines(data) if line.left < LEFT - LETTER or line.right > RIGHT + LETTER]


def broken_rules(data: bytes) -> list[str]:
    return [str(failure) for failure in validator.validate_pdf_bytes(data, profile="ua1").failures]


def all_words(data: bytes) -> str:
    return " ".join(line.words for line in lines(data))


# --- whole packets -------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_packet_kind_is_pdf_ua(data):
    assert broken_rules(data) == []


def test_no_text_is_smaller_than_18_points(data):
    assert small(data) == []


def test_the_only_typeface_is_the_one_for_large_print_and_it_stands_upright(data):
    assert {text.font for _, text, _ in texts(data)} == {
        "Atkinson-Hyperlegible",
        "Atkinson-Hyperlegible-Bold",
    }
    assert not [words for _, text, words in texts(data) if text.slanted]


def test_there_is_no_table_but_lists_of_cards(data):
    kinds = {str(element.S) for element in Pdf(data).elements()}

    assert not kinds & {"/Table", "/THead", "/TBody", "/TR", "/TH", "/TD"}
    assert {"/L", "/LI"} <= kinds


def test_all_words_of_the_manuscript_are_there_in_their_order(packet):
    assert [*prove_parity(subject(harbor(), packet, "large-print"))] == []


def test_all_text_stands_in_one_column_and_nothing_lies_over_another(data):
    assert beside(data) == []
    assert overlapping(data) == []


@pytest.mark.slow
def test_what_stands_side_by_side_elsewhere_stands_below_here():
    data = harbor().file("p1", "large-print").data
    begins = (
        "Look for",
        "Evidence to bring",
        "My rating",
        "Our evidence",
        "How we treat",
        "For the facilitator",
    )
    starts = {line.words: line.left for line in lines(data) if line.words.startswith(begins)}

    assert len(starts) >= len(begins)
    assert {words: left for words, left in starts.items() if left > LEFT + 18} == {}


def test_no_word_is_divided(packet, data):
    body = harbor().manuscripts[packet].body.decode()
    ends = [line.words for line in lines(data) if line.words.endswith("-")]

    assert [words for words in ends if words.rsplit(" ", 1)[-1] not in body] == []


def test_nothing_is_in_capitals_for_emphasis(data):
    assert "Draft" in all_words(data)
    assert "DRAFT" not in all_words(data)
    assert "SELF-ASSESSMENT" not in all_words(data)


def test_every_page_but_the_cover_can_be_traced(packet, data):
    pdf = Pdf(data)
    count = len(pdf.file.pages)

    for number in range(1, count):
        said = " ".join(pdf.artifacts(number).split())
        assert f"Page {number + 1} of {count}" in said
        assert "The Harbor Toolkit, Edition 2026.1" in said
    assert pdf.artifacts(0) == ""


def test_links_to_notes_and_things_lead_somewhere(data):
    pdf = Pdf(data)
    names = {str(name) for name in pdf.file.Root.Names.Dests.Names[::2]}
    targets = {
        str(note.Dest if "/Dest" in note else note.A.D)
        for each in pdf.file.pages
        for note in each.get("/Annots", [])
        if note.Subtype == "/Link" and ("/Dest" in note or note.A.S == "/GoTo")
    }

    assert targets <= names


def test_there_are_no_blank_pages(data):
    for number, each in enumerate(pypdfium2.PdfDocument(data)):
        said = each.get_textpage().get_text_bounded()
        assert len(said.split()) > 15 or number == 0, said  # head and foot have 13


@pytest.mark.slow
def test_every_real_packet_is_large_and_whole():
    wrong = {}
    for name, made in real().manuscripts.items():
        if made.packet.kind != "book":  # holds what the others hold
            data = real().file(name, "large-print").data
            layout = [*broken_rules(data), *small(data), *beside(data), *overlapping(data)]
            wrong[name] = [*layout, *prove_parity(subject(real(), name, "large-print"))]

    assert {name: found for name, found in wrong.items() if found} == {}


# --- texts that are hard to set ------------------------------------------------------------------


def set_with(old: bytes, new: str, packet: str = "p1-case-study") -> bytes:
    """A packet of the fixture in large print with some words replaced."""
    made = harbor().manuscripts[packet]
    assert old in made.body
    changed = replace(made, body=made.body.replace(old, new.encode(), 1))
    return write(harbor().task(changed, "large-print"), harbor().house).data


def test_a_soft_hyphen_divides_no_word():
    data = set_with(b"What was wrong", "What was wrong " + "under\u00adstanding " * 9)

    assert all_words(data).replace("\u00ad", "").count("understanding") == 9
    assert not [line.words for line in lines(data) if line.words.endswith(("-", "\u00ad", "\u2010"))]


def test_a_long_address_stays_in_the_column():
    address = "https://example.org/" + "a_very_long_address_without_any_space" * 4

    data = set_with(b"What was wrong", f"What was wrong {address}")

    assert beside(data) == []
    assert address in "".join(all_words(data).split())


def test_a_long_title_stays_on_the_cover_or_goes_on_over_a_page_with_head_and_foot():
    title = "What a School Board and Its Superintendent Decided in One Long Evening " * 5

    data = set_with(b"One aim in every plan</h1>", f"{title}</h1>")

    assert beside(data) == []
    assert overlapping(data) == []
    assert "Page 2 of" in " ".join(line.words for line in lines(data) if line.page == 1)


def test_a_long_running_head_keeps_clear_of_the_text():
    data = set_with(b'data-running="', 'data-running="A running head that takes up two lines of the page ')

    assert overlapping(data) == []
    assert min(line.bottom for line in lines(data)) > 18
    assert max(line.top for line in lines(data)) < 792 - 18


# --- cards ---------------------------------------------------------------------------------------


def stacked(table: str) -> str:
    """What becomes of a table, without the element around it."""
    root = etree.fromstring(f"<x>{table}</x>")
    replace_by_cards(root[0])
    return etree.tostring(root, encoding="unicode").removeprefix("<x>").removesuffix("</x>")


def test_a_level_of_a_rubric_is_a_card_with_its_name_as_title():
    assert stacked(
        '<table class="rubric"><thead><tr id="h"><th>Not yet</th><th>Emerging</th></tr>'
        '</thead><tbody><tr id="r"><td id="l1">No <em>plan</em>.</td>'
        '<td id="l2">Some.</td></tr></tbody></table>'
    ) == (
        '<ul class="cards" id="h">'
        '<li class="card" id="r"><p class="head"><strong>Not yet</strong></p>'
        '<p id="l1">No <em>plan</em>.</p></li>'
        '<li class="card"><p class="head"><strong>Emerging</strong></p><p id="l2">Some.</p></li></ul>'
    )


def test_a_row_is_a_card_and_each_cell_has_the_name_of_its_column():
    assert stacked(
        '<table class="agenda"><thead><tr id="h"><th>Time</th><th>Min</th><th>What happens</th></tr></thead>'
        '<tbody><tr id="r"><th scope="row">9:00–9:10</th><td>10</td>'
        '<td><span class="number">1</span> Welcome</td></tr></tbody></table> after'
    ) == (
        '<ul class="cards" id="h"><li class="card" id="r">'
        '<p class="head"><strong>Time:</strong> 9:00–9:10</p>'
        "<p><strong>Min</strong> 10</p>"
        '<p><strong>What happens:</strong> <span class="number">1</span> Welcome</p></li></ul> after'
    )


def test_a_step_is_called_by_its_number():
    assert '<p class="head"><strong>Step</strong> 1</p>' in stacked(
        '<table class="grid"><thead><tr><th>Step</th><th>What</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td>Speak.</td></tr></tbody></table>'
    )


def test_facts_have_their_label_as_title_and_a_line_above_that_says_what_they_are():
    assert stacked(
        '<table class="facts"><thead><tr id="h"><th>Level</th><th>What it means</th></tr></thead>'
        '<tbody><tr id="r"><th scope="row">Not yet</th><td>Nobody <em>does</em> it.</td></tr></tbody></table>'
    ) == (
        '<p class="label" id="h">Level · What it means</p>'
        '<ul class="cards"><li class="card" id="r"><p class="head">Not yet</p>'
        "<p>Nobody <em>does</em> it.</p></li></ul>"
    )


def test_room_stands_below_the_name_of_its_column_and_a_row_without_a_head_has_no_title():
    assert stacked(
        '<table class="plan"><thead><tr><th>Action</th><th>Who</th></tr></thead><tbody><tr id="r">'
        '<td><span class="room" data-rows="3"/></td><td><span class="room" data-rows="3"/></td>'
        "</tr></tbody></table>"
    ) == (
        '<ul class="cards"><li class="card" id="r">'
        '<p><strong>Action</strong> <span class="room" data-rows="3"/></p>'
        '<p><strong>Who</strong> <span class="room" data-rows="3"/></p></li></ul>'
    )


def test_cells_that_hold_blocks_keep_them_below_the_name_of_the_column():
    assert stacked(
        '<table class="grid"><thead><tr><th>Ask</th><th>Listen for</th></tr></thead><tbody><tr>'
        '<td id="c">\n<p id="p1">One.</p><ul><li id="i1">Two</li></ul> three <em>four</em></td>'
        "<td>First <ul><li>then</li></ul></td></tr></tbody></table>"
    ) == (
        '<ul class="cards"><li class="card"><div id="c"><p><strong>Ask</strong> </p><p id="p1">One.</p>'
        '<ul><li id="i1">Two</li></ul><p> three <em>four</em></p></div>'
        "<p><strong>Listen for:</strong> First </p><ul><li>then</li></ul></li></ul>"
    )


def test_a_table_with_an_address_and_a_caption_keeps_both():
    assert stacked(
        '<table id="t" class="grid"><caption id="c">A <em>plan</em></caption>'
        '<thead><tr id="h"><th>One</th></tr>'
        "</thead><tbody><tr><td/></tr></tbody></table>!"
    ) == (
        '<div id="t"><p class="label" id="c">A <em>plan</em></p><ul class="cards" id="h">'
        '<li class="card"><p><strong>One</strong> </p></li></ul></div>!'
    )


def words(element: Any) -> set[str]:
    return {word for text in element.itertext() for word in re.findall(r"\w+", text)}


def test_every_address_and_every_word_of_the_tables_stays(packet):
    root: Any = etree.fromstring(harbor().manuscripts[packet].body)
    addresses, said = sorted(root.xpath("//@id")), words(root)

    for table in [*root.iter("table")]:
        replace_by_cards(table)

    assert sorted(root.xpath("//@id")) == addresses
    assert words(root) == said
    assert not [*root.iter("table")]
