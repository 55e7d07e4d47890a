"""What a packet tells of the edition before: its own changes, to whom it may, or nothing."""

from dataclasses import replace

import pytest
from lxml import etree

from tests.pdf.packets import harbor
from tests.revised import revised, told
from toolkit_builder.content.comparing.state import state
from toolkit_builder.content.model import ChangeNote
from toolkit_builder.content.toolkit import Shelf
from toolkit_builder.content.words import Line
from toolkit_builder.layout import Filler
from toolkit_builder.layout.news import News
from toolkit_builder.layout.packets import text_packets

WITH_NEWS = ("p1-self-assessment", "p1-companion-guide", "p1-case-study", "p1", "p2", "p2-member", "book")
WITHOUT = ("p1-artifact", "p2-self-assessment", "self-assessment", "artifact-others", "artifact-tide-table")


def part(manuscript):
    """The part that tells what is new; None where there is none."""
    return etree.fromstring(manuscript.body).find(".//section[@class='news']")


def words(node):
    return " ".join("".join(map(str, node.itertext())).split())


def filled(toolkit, since, packet):
    plan = next(plan for plan in text_packets(toolkit) if plan.packet.id == packet)
    return Filler(toolkit, harbor().project.layouts, since).fill(plan)


@pytest.mark.parametrize("packet", WITHOUT)
def test_a_packet_without_changes_is_byte_for_byte_that_of_the_edition_before(packet):
    assert told()[packet] == harbor().manuscripts[packet]


@pytest.mark.parametrize("packet", WITH_NEWS)
def test_a_packet_with_changes_tells_of_them_in_one_part(packet):
    found = etree.fromstring(told()[packet].body).findall(".//section[@class='news']")

    assert len(found) == 1
    assert "First edition, 2026 (2026.1)" in words(found[0])
    assert found[0].findall(".//li")


def test_the_first_edition_has_nothing_to_tell():
    assert all(part(manuscript) is None for manuscript in harbor().manuscripts.values())


def test_a_packet_tells_only_of_what_it_holds():
    said = words(part(told()["p1-case-study"]))

    assert "Six more plans name the aim, not five" in said
    assert "budget" not in said
    assert "A quiet first hour" not in said


def test_notes_of_the_editors_come_first_the_weightiest_before_the_others():
    labels = [words(label) for label in part(told()["book"]).iterfind(".//p[@class='label']")]

    notes = [label for label in labels if label in ("Major change", "Correction", "Small change")]
    assert labels[: len(notes)] == notes
    assert notes == sorted(notes, key=["Major change", "Correction", "Small change"].index)
    assert labels[len(notes) :] == ["New", "Other figures and facts", "Reworded"]


def test_one_note_about_several_things_stands_once():
    found = part(told()["p1-self-assessment"])

    (note,) = found.findall("div[@class='keep']")
    assert words(note).count("asks about the budget") == 1
    assert [link.get("href") for link in note.iter("a")] == ["#p1_sa__shared_aim", "#p1_sa__budget"]


def test_things_are_called_as_they_are_in_print_and_never_by_address():
    said = words(part(told()["p1"]))

    assert "Indicator 1.2: The budget says what each large sum does for the aim." in said
    assert "Self-assessment: Name of the self-assessment, How to use it" in said
    assert "p1" not in said


def test_a_part_of_the_only_material_is_called_by_its_heading():
    links = [words(link) for link in part(told()["p1-self-assessment"]).iter("a")]

    assert "How to use it" in links


def test_what_is_gone_is_named_without_a_link():
    (entry,) = [
        each
        for each in part(told()["p1-case-study"]).iter("li")
        if "What would be our first step" in words(each)
    ]

    assert words(entry).endswith("(no longer here)")
    assert entry.find("a") is None


def test_a_new_material_says_so_at_its_opening_and_has_no_part_of_its_own():
    alone, whole = etree.fromstring(told()["p2-case-study"].body), etree.fromstring(told()["p2"].body)

    assert "New in this edition" in words(alone.find("section[@class='cover']"))
    assert alone.find(".//section[@class='news']") is None
    assert "New in this edition" in words(whole.find(".//section[@id='p2_south__part_head']"))
    assert "New in this edition" not in words(etree.fromstring(told()["p1"].body))


def test_a_material_that_is_gone_is_told_where_it_was():
    assert "Artifact: Letter to families (no longer here)" in words(part(told()["p2"]))
    assert "Letter to families" not in words(part(told()["p1"]))


@pytest.mark.parametrize("packet", ["p2", "book"])
def test_what_only_members_had_is_not_told_to_the_public(packet):
    kit = harbor()
    shelves = tuple(
        Shelf(shelf.principle, tuple(each for each in shelf.materials if each.id != "p2-sa"))
        for shelf in kit.toolkit.shelves
    )
    now = replace(kit.toolkit, shelves=shelves)
    since = News.between((state(kit.toolkit), state(now)), "First edition", ())

    filled_in = filled(now, since, packet)

    assert [each.address for each in since.changes] == ["p2_sa"]
    assert part(filled_in) is None


def test_a_paragraph_about_the_whole_edition_stands_in_the_book_alone():
    summary = "A second case study has joined"

    assert summary in words(part(told()["book"]))
    assert not any(summary.encode() in told()[packet].body for packet in WITH_NEWS if packet != "book")


def test_a_note_may_cite_and_emphasise():
    before, after = state(harbor().toolkit), state(revised().toolkit)
    note = ChangeNote(about=("p1-sa/budget",), weight="minor", text=Line("As *they* say [@example-report]."))
    since = News.between((before, after), "First edition", [note])

    found = part(filled(revised().toolkit, since, "p1-self-assessment"))

    assert words(found.find(".//em")) == "they"
    assert found.find(".//span[@class='footnote']") is not None
