"""What layouts make of texts: printed as they are, in a layout of one's own, with room to grow."""

import re
from collections import Counter
from typing import Any

import pytest
from lxml import etree

from tests.layout.changed import changed
from tests.pdf.packets import KINDS, harbor, write
from tests.pdf.seeing import outside, overlapping
from toolkit_builder.content.words import Line, Text
from toolkit_builder.layout import Filler
from toolkit_builder.layout.packets import text_packets
from toolkit_builder.project import layouts_path
from toolkit_builder.readback.pdf.structure import Pdf


def filled(toolkit, packet="p1-artifact", layouts=None):
    plan = next(plan for plan in text_packets(toolkit) if plan.packet.id == packet)
    return Filler(toolkit, layouts or (layouts_path(),)).fill(plan)


def words(manuscript):
    return " ".join("".join(map(str, etree.fromstring(manuscript.body).itertext())).split())


def test_a_layout_of_the_toolkit_wins_over_the_built_in_one(tmp_path):
    (tmp_path / "artifact").mkdir()
    (tmp_path / "artifact" / "body.html").write_text(
        "{% macro cover_lines(it) %}{{ it.title }}{% endmacro %}"
        "{% macro body(it, depth) %}<section id=\"{{ address(it, 'part-own') }}\">"
        "<h2>{{ it.purpose }}</h2></section>{% endmacro %}",
        encoding="utf-8",
    )

    manuscript = filled(harbor().toolkit, layouts=(tmp_path, layouts_path()))

    assert b'<section id="p1_letter__part_own">' in manuscript.body
    assert b"Dear families" not in manuscript.body
    assert b'class="cover"' in manuscript.body  # all else is still the built-in layout's


@pytest.mark.parametrize("packet", KINDS)
def test_markup_and_expressions_in_any_text_are_printed_as_they_are(packet):
    said = "<script>alert(1)</script> {{ 7*7 }} {% if %} &amp; <!-- x --> ]]>"
    # In a text with marks a backslash makes them signs; titles hold what no check has let through.
    signs = re.sub(r"([<{&])", r"\\\1", said)
    kinds = {Text: said, Line: signs}
    toolkit = changed(
        harbor().toolkit, lambda text: f"{text} {kinds[type(text)]}" if type(text) in kinds else text
    )

    manuscript = filled(toolkit, packet)

    main = etree.fromstring(manuscript.body)
    assert said in words(manuscript)
    assert not [node for node in main.iter() if node.tag == "script"]
    assert "49" not in words(manuscript).replace("49 minutes", "")
    assert words(manuscript).count("<script>") == words(manuscript).count(said)


def test_a_card_that_is_cut_out_still_says_who_tells_it():
    main = etree.fromstring(filled(harbor().toolkit, "artifact-others").body)

    card = next(node for node in main.iter("section") if node.get("id", "").endswith("__library"))
    assert "Name of the person or organisation, Title of the report" in "".join(map(str, card.itertext()))
    assert [link.get("href") for link in card.iter("a")] == ["https://example.org/report"]


@pytest.mark.parametrize("packet", KINDS)
def test_marks_of_rich_text_are_never_printed(packet):
    toolkit = changed(harbor().toolkit, lambda text: f"{text} *marked*" if isinstance(text, Line) else text)

    manuscript = filled(toolkit, packet)

    names = [
        node.get(name, "") for node in etree.fromstring(manuscript.body).iter() for name in ("title", "alt")
    ]
    assert "marked" in words(manuscript)
    assert "*" not in words(manuscript)
    assert "*" not in " ".join(names)


def test_a_place_in_another_packet_is_named_without_a_link():
    inside = etree.fromstring(filled(harbor().toolkit, "book").body)
    without = etree.fromstring(filled(harbor().toolkit, "p2").body)

    addresses = {node.get("id") for node in inside.iter()}
    links = [node.get("href") for node in inside.iter("a") if node.get("href", "").startswith("#")]

    assert "#p1_sa__shared_aim" in links
    assert {str(link)[1:] for link in links} <= addresses
    assert not [node for node in without.iter("a") if node.get("href", "").startswith("#p1")]


@pytest.mark.parametrize("packet", ["book", "p1", "p2"])
def test_every_entry_of_the_contents_is_a_link(packet):
    (contents,) = etree.fromstring(harbor().manuscripts[packet].body).iterfind(".//nav")

    entries = [*contents.iter("li")]

    assert len(entries) > 2
    assert all(entry[0].tag == "a" for entry in entries)


def test_no_address_stands_in_two_kinds_of_thing():
    for manuscript in harbor().manuscripts.values():
        addresses = Counter(
            str(node.get("id")) for node in etree.fromstring(manuscript.body).iter() if node.get("id")
        )

        assert set(addresses.values()) == {1}
        assert not [name for name in addresses if not name.replace("_", "").isalnum()]


def test_same_toolkit_same_manuscripts():
    again = Filler(harbor().toolkit, (layouts_path(),))

    for plan in reversed(harbor().plans):
        assert again.fill(plan) == harbor().manuscripts[plan.packet.id]


def longer(text):
    """A quarter more, in words of the length that other languages have."""
    more, wanted = "", max(len(text) // 4, 2)
    while len(more) < wanted:
        more += " weiterhin"[: max(wanted - len(more) + 1, 3)]
    return f"{text}{more}"


@pytest.mark.slow
@pytest.mark.parametrize("packet", KINDS)
def test_there_is_room_for_texts_a_quarter_longer(packet):
    manuscript = filled(changed(harbor().toolkit, longer), packet)

    data = write(harbor().task(manuscript), harbor().house).data

    assert len(manuscript.body) > len(harbor().manuscripts[packet].body)
    assert outside(data) == []
    assert overlapping(data) == []
    said = "".join(block.words.replace(" ", "") for block in Pdf(data).blocks()).casefold()
    main: Any = etree.fromstring(manuscript.body)
    for hidden in main.xpath("//*[@data-only and @data-only!='form' and @data-only!='small'] | //select"):
        hidden.clear()
    for word in " ".join(main.xpath("//text()[not(ancestor::span[@class='footnote'])]")).split():
        assert word.casefold() in said
