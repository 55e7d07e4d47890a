"""The pages of things: what a reader is told to look up, or to take out of a binder."""

from collections.abc import Iterator

import pypdfium2
import pytest
from lxml import etree

from tests.pdf.packets import KINDS, harbor
from tests.projects import make_project, run
from toolkit_builder.layout.manuscript import Places
from toolkit_builder.layout.vocabulary import HEADINGS
from toolkit_builder.machine.cache import Cache
from toolkit_builder.output.variant_view import view
from toolkit_builder.project import Request

PAPER = ("screen", "copier", "large-print")


def pages_of(data: bytes) -> list[str]:
    """All that stands on each page, without spaces and capitals."""
    document = pypdfium2.PdfDocument(data)
    try:
        words = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return ["".join(each.split()).casefold() for each in words]


def headed(packet: str, variant: str) -> Iterator[tuple[str, str]]:
    """Address and words of each thing that begins with a heading."""
    main = view(harbor().manuscripts[packet].body, variant, harbor().imprint.label)
    for section in main.iter("section"):
        first = next((child for child in section if child.get("class") != "eyebrow"), None)
        if section.get("id", "").count("__") == 1 and first is not None and first.tag in HEADINGS:
            yield section.get("id", ""), "".join("".join(map(str, first.itertext())).split()).casefold()


@pytest.mark.parametrize("variant", PAPER)
@pytest.mark.parametrize("packet", KINDS)
def test_a_thing_begins_on_the_page_that_shows_its_heading(packet, variant):
    file = harbor().file(packet, variant)
    known = {address: (first, last) for address, first, last in file.places}
    said = pages_of(file.data)

    found = [*headed(packet, variant)]

    assert len(found) > 2
    for address, words in found:
        first, last = known[address]
        assert words in said[first - 1], address
        assert 1 <= first <= last <= file.pages


@pytest.mark.parametrize("variant", PAPER)
def test_the_packet_itself_stands_on_all_its_pages(variant):
    file = harbor().file("p1-self-assessment", variant)

    assert file.places[0] == ("p1_sa", 1, file.pages)
    assert file.places[1] == ("p1_sa__part_cover", 1, 1)


def test_things_stand_in_printed_order_and_once():
    places: Places = harbor().file("p1", "copier").places

    firsts = [first for _, first, _ in places]

    assert len({address for address, _, _ in places}) == len(places)
    assert firsts == sorted(firsts)
    assert all(address.count("__") < 2 for address, _, _ in places)


def test_every_thing_of_a_manuscript_has_pages():
    for packet in KINDS:
        main = etree.fromstring(harbor().manuscripts[packet].body)
        wanted = {
            node.get("id", "")
            for node in main.iter()
            if node.get("id", "").count("__") < 2
            and node.get("id")
            and "screen" in node.get("data-only", "screen").split()
        }

        assert {address for address, _, _ in harbor().file(packet, "screen").places} == wanted


def test_a_word_file_has_no_pages_to_tell():
    assert harbor().file("p1-artifact", "word").places == ()


@pytest.mark.slow
def test_a_build_keeps_the_pages_beside_the_file(tmp_path):
    project = make_project(tmp_path)
    run(project, Request(("p1-artifact",), ("copier",)))
    cache = Cache(project.cache)

    (facts,) = (
        found
        for entry in project.cache.glob("[0-9a-f][0-9a-f]/*")
        if (found := cache.facts(entry.name)) is not None
    )

    assert facts.places[0] == ("p1_letter", 1, facts.pages)
