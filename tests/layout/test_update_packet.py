"""Update packets: what has changed in a packet, as sheets to print, with citations of their own."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from tests.pdf.packets import harbor
from tests.revised import filler, news, told, update
from toolkit_builder.content.comparing.state import state
from toolkit_builder.layout import Filler, packets
from toolkit_builder.layout.news import News
from toolkit_builder.layout.update_packet import OldPacket


def tree(packet, variant="copier") -> Any:
    manuscript = update(packet, variant)
    assert manuscript is not None
    return etree.fromstring(manuscript.body)


def words(node):
    return " ".join(" ".join(map(str, node.itertext())).split())


def table(main):
    """What the list says: one pair of cells a row."""
    listed = main.find("section[@class='news']/table/tbody")
    return [tuple(words(cell) for cell in row) for row in listed]


@pytest.mark.parametrize("packet", ["p1-artifact", "p2-self-assessment", "artifact-others"])
def test_a_packet_without_changes_has_no_update(packet):
    assert update(packet) is None


def test_the_list_says_what_goes_and_what_comes():
    ((out, come),) = table(tree("p1-self-assessment"))

    assert out == "Pages 1 to 4"
    assert come.startswith("Cover (changed) About this self-assessment (changed) How to use it (changed)")
    assert "1 Direction (changed)" in come


def test_every_part_of_the_list_is_there_and_no_other():
    main = tree("p1")

    listed = [link.get("href")[1:] for link in main.find("section[@class='news']/table").iter("a")]
    sheets = [part.get("id") for sheet in main.findall("section[@class='material']") for part in sheet]

    assert listed == sheets


def test_in_a_packet_of_several_materials_the_list_names_them():
    rows = table(tree("p1"))

    assert [
        row[1].split(" Self-assessment (")[0].split(" Case study (")[0] for row in (rows[0], rows[2])
    ] == [
        "Name of the self-assessment",
        "One aim in every plan",
    ]


def test_the_first_part_in_each_place_says_whose_place_it_takes():
    heads = [words(sheet[0][0]) for sheet in tree("p1").findall("section[@class='material']")]

    assert len(heads) == 3
    assert all(head.startswith("For a binder with edition 2026.1 of “One shared aim”") for head in heads)
    assert "Take out pages 5 to 6 and put this in their place." in heads[0]


def test_what_is_new_is_put_in_after_what_was_before_it():
    rows = table(tree("p2"))

    assert rows[0][0] == "Nothing"
    assert rows[0][1].startswith("After “Value 2: Calm days”: A quiet first hour Case study (new)")


def test_a_material_that_is_gone_is_taken_out_and_nothing_comes():
    rows = table(tree("p2"))

    assert rows[-1] == ("Pages 5 to 6", "Sources (as before) Nothing replaces “Letter to families”.")


def test_a_packet_that_is_gone_is_taken_out_as_a_whole():
    main = tree("p2-artifact")

    assert table(main) == [("Pages 1 to 3", "Nothing replaces “Letter to families”.")]
    assert "Take all of it out of your binder" in words(main)
    assert main.find("section[@class='material']") is None


def test_pages_are_those_of_the_variant_that_was_printed():
    assert [out for out, _ in table(tree("p2", "screen"))] == ["Pages 3 to 5"]
    assert [out for out, _ in table(tree("p2", "copier"))] == ["Nothing", "Pages 5 to 6"]
    manuscripts = update("p1-case-study"), update("p1-case-study", "screen")
    assert [each.packet.id for each in manuscripts if each] == [
        "p1-case-study-update-since-2026.1",
        "p1-case-study-update-since-2026.1-screen",
    ]


def test_notes_count_from_one_and_every_number_has_its_source():
    main = tree("p1")

    called = [
        (node.get("class"), node.get("data-reference") or words(node))
        for node in main.iter("span", "a")
        if node.get("class") in ("footnote", "again")
    ]

    assert called[0] == ("footnote", "example-report")
    assert all(each == ("again", "1") for each in called[1:])
    assert [each.get("id") for each in main.iterfind(".//ol[@class='references']/li")] == [
        "p1__part_sources__n1"
    ]


def test_headings_begin_below_the_title_on_every_sheet():
    for packet in ("p1", "p2", "p1-self-assessment", "book"):
        for sheet in tree(packet).findall("section[@class='material']"):
            levels = [int(each.tag[1]) for each in sheet.iter("h1", "h2", "h3", "h4", "h5", "h6")]
            assert min(levels) == 2


def test_it_has_the_pictures_that_its_sheets_show():
    made, whole = update("p1"), told()["p1"]

    assert made is not None
    assert 0 < len(made.assets) <= len(whole.assets)
    assert all(f'"asset:{name}"'.encode() in made.body for name in made.assets)


def test_a_list_of_sources_that_shared_a_sheet_comes_again_with_the_numbers_of_old():
    main = tree("p2")

    kept, own = main.find(".//section[@id='p2__part_kept']"), main.find("section[@id='p2__part_sources']")

    body: Any = etree.fromstring(harbor().manuscripts["p2"].body)
    was = body.find("section[@class='end']")
    assert words(kept)[len(words(kept[0])) :].strip() == words(was)
    assert [words(each) for each in own.iter("li")] == [words(each) for each in was.iter("li")]


def test_parts_are_listed_in_the_order_of_the_packet():
    ((_, first), _) = table(tree("p1", "screen"))

    places = [first.index(name) for name in ("Value 1: One", "Self-assessment (", "Companion guide (")]
    assert places == sorted(places)


def test_other_numbers_make_a_part_another_one():
    toolkit = harbor().toolkit
    now = _with_first_section_twice(toolkit)
    since = News.between((state(toolkit), state(now)), "First", ())
    plan = next(plan for plan in packets(now) if plan.packet.id == "p1-self-assessment")
    fill = Filler(now, harbor().project.layouts)

    old = OldPacket(
        harbor().manuscripts["p1-self-assessment"], "copier",
        harbor().file("p1-self-assessment", "copier").places,
    )  # fmt: skip
    made = fill.update_packet(fill.fill(plan), old, since)

    assert made is not None
    listed = words(etree.fromstring(made.body).find(".//table[@class='grid']"))
    assert "1 Before (new)" in listed
    assert "2 Direction (changed)" in listed


def _with_first_section_twice(toolkit):
    """The self-assessment with a section before its own."""
    shelf = toolkit.shelves[0]
    found = next(each for each in shelf.materials if each.id == "p1-sa")
    (section,) = found.sections
    (indicator,) = section.indicators
    first = section.model_copy(
        update={
            "id": "before", "title": type(section.title)("Before"),
            "indicators": (indicator.model_copy(update={"id": "before-that"}),),
        }
    )  # fmt: skip
    other = found.model_copy(update={"sections": (first, section)})
    materials = tuple(other if each is found else each for each in shelf.materials)
    return replace(toolkit, shelves=(replace(shelf, materials=materials), *toolkit.shelves[1:]))


def test_lists_that_only_name_things_are_compared_by_their_words():
    main = tree("index")

    assert "By reader (changed)" in words(main)
    assert news().changes
    assert filler().update_packet(harbor().manuscripts["index"], _old("index"), news()) is None


def _old(packet):
    return OldPacket(harbor().manuscripts[packet], "copier", harbor().file(packet, "copier").places)
