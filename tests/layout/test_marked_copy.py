"""Marked copies: every block that changed says so in words, once, and nothing else does."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from tests.pdf.packets import harbor
from tests.revised import filler, marked, news, told
from toolkit_builder.content.comparing.compare import Change
from toolkit_builder.layout.vocabulary import HEADINGS

NEW, CHANGED, GONE = "New since 2026.1", "Changed since 2026.1", "Removed here since 2026.1:"


def words(node):
    return " ".join("".join(map(str, node.itertext())).split())


def tree(manuscript) -> Any:
    return etree.fromstring(manuscript.body)


def label_spans(node):
    return [each for each in node.iter("span") if each.get("class") == "change"]


def labels(manuscript):
    """Address of each marked block, or of the row that it is in -> its label."""
    found = {}
    for block in tree(manuscript).iterfind(".//*[@data-changed]"):
        found[block.get("id") or block.getparent().get("id")] = words(label_spans(block)[0])
    return found


def with_changes(packet, *changes):
    """A packet marked with changes of one's own."""
    return filler().marked_copy(told()[packet], replace(news(), changes=changes, by_tier={}))


def change(kind, address, field="", before="", after="", thing="self-assessment", title="Name"):
    material = address.partition("__")[0].replace("_", "-")
    return Change(kind, address, thing, material, title, field, before, after)


def test_each_change_is_labelled_at_the_block_that_says_it():
    assert labels(marked("p1-self-assessment")) == {
        "p1_sa__part_cover__p5": CHANGED,  # minutes
        "p1_sa__part_about__r4": CHANGED,
        "p1_sa__part_howto__i3": NEW,
        "p1_sa__shared_aim__h1": CHANGED,
        "p1_sa__shared_aim__i2": NEW,
        "p1_sa__budget": NEW,
    }


def test_of_several_paragraphs_only_the_new_one_is_marked():
    (approach,) = [
        block
        for name, block in labels(marked("p1-case-study")).items()
        if name.startswith("p1_north__part_appr")
    ]

    assert approach == CHANGED
    main = tree(marked("p1-case-study"))
    (block,) = main.iterfind(".//section[@id='p1_north__part_approach']//*[@data-changed]")
    assert words(block) == f"{CHANGED} Then it asked the schools what had helped, and wrote that down too."


def test_what_is_gone_is_named_in_the_part_where_it_was():
    main = tree(marked("p1-case-study"))
    part = main.find(".//section[@id='p1_north__part_questions']")

    assert part[0].tag in HEADINGS
    assert words(part[1]) == f"{GONE} Question: What would be our first step?"


def test_a_material_that_is_gone_is_named_at_the_opening_of_its_principle():
    main = tree(marked("p2"))

    (note,) = main.iterfind(".//p[@data-changed='gone']")

    assert words(note) == f"{GONE} Artifact: Letter to families"
    assert note.getparent().get("id") == "p2__part_about"


def test_inside_something_new_nothing_is_marked_again():
    main = tree(marked("p2"))

    (material,) = main.iterfind(".//section[@data-changed='new']")

    assert material.get("id") == "p2_south"
    assert len(label_spans(material)) == 1


def test_a_block_with_two_changes_has_one_label():
    twice = with_changes(
        "p1-artifact",
        change("reworded", "p1_letter__letter", "text", "x", "This year every school works on one aim."),
        change("re-sourced", "p1_letter__letter", "text", "", "x"),
        change("reworded", "p1_letter__letter", "text", "y", "This year every school works on one aim."),
    )

    assert list(labels(twice).values()).count(CHANGED) == 2  # the paragraph, and what cites something else


def test_a_value_that_is_printed_nowhere_is_told_at_the_opening():
    told_there = with_changes("p1-artifact", change("revalued", "p1_letter", "topics", "aims", "trust, aims"))
    main = tree(told_there)

    (note,) = main.iterfind(".//p[@data-changed]")

    assert words(note) == "Changed here since 2026.1: topics: trust, aims (before: aims)"
    assert note.getparent().get("id") == "p1_letter__part_about"


def test_what_moved_says_so():
    moved = with_changes("p1-case-study", change("moved", "p1_north__alike", before="", after="p1_north"))

    assert labels(moved).pop("p1_north__alike") == "Moved since 2026.1"


def test_an_item_that_went_is_quoted_where_it_was():
    gone = with_changes(
        "p1-self-assessment",
        change("removed", "p1_sa__budget", "look_fors.1", "It is read aloud.", "", thing="indicator"),
    )
    main = tree(gone)

    (note,) = main.iterfind(".//section[@id='p1_sa__budget']/p[@data-changed]")

    assert words(note) == f"{GONE} It is read aloud."
    assert words(note.find("del")) == "It is read aloud."


@pytest.mark.parametrize("packet", ["p1-self-assessment", "p1", "p2", "book", "index", "p1-overview"])
def test_apart_from_labels_and_notes_a_marked_copy_says_what_the_packet_says(packet):
    main = tree(marked(packet))
    for added in [*main.iterfind(".//p[@data-derived='']")]:
        if added.get("id", "").rpartition("__")[2].startswith("x"):
            added.getparent().remove(added)
    for label in (*label_spans(main), *main.iter("del")):
        label.text = ""

    assert "".join(words(main).split()) == "".join(words(tree(told()[packet])).split())


def test_the_cover_says_that_it_is_a_marked_copy_or_that_nothing_has_changed():
    changed = tree(marked("p1")).find("section[@class='cover']")
    same = tree(marked("p1-artifact"))

    assert "Marked copy. A bar in the margin" in words(changed)
    assert "Nothing here has changed since edition 2026.1." in words(same.find("section[@class='cover']"))
    assert same.find(".//*[@data-changed]") is None


def test_a_marked_copy_has_another_name_and_the_same_packet_stays_as_it_was():
    copy = marked("p1")

    assert copy.packet.id == "p1-marks-since-2026.1"
    assert copy.title == "One shared aim, changes since 2026.1 marked"
    assert b"data-changed" not in told()["p1"].body


def test_addresses_of_the_packet_stay_and_stand_once():
    for packet in ("p1", "p2", "book"):
        before = [node.get("id") for node in tree(told()[packet]).iter() if node.get("id")]
        after = [node.get("id") for node in tree(marked(packet)).iter() if node.get("id")]

        assert set(before) <= set(after)
        assert len(after) == len(set(after))


def test_a_label_and_level_of_the_toolkit_is_marked_in_packets_that_print_it():
    level = Change(
        "retitled", "harbor__scales__practice__levels__emerging", "level", "harbor", "Emerging", "label",
        "Beginning", "Emerging",
    )  # fmt: skip

    found = with_changes("p1-self-assessment", level)

    main = tree(found)
    assert [words(each) for each in main.iterfind(".//th[@data-changed]")] == [
        f"{CHANGED} Beginning Emerging"
    ] * 2
    assert harbor().toolkit.file.scales[0].levels[1].label == "Emerging"
