"""Packet and language are the identity of a document; today a toolkit has one language."""

import json
from dataclasses import replace

import pytest

from tests.pdf.packets import harbor
from toolkit_builder.layout.manuscript import PacketId
from toolkit_builder.machine.zips import unzipped
from toolkit_builder.publish.archive import Archive
from toolkit_builder.publish.bundle import Bundle, Makings, Record, pack
from toolkit_builder.publish.manifest import file_name, names_beside

RECORD = Record(
    sources={}, layouts={}, beside={}, letters="", words={}, places={}, state=b"{}", crosswalk=b""
)
HERE, THERE = PacketId("p1", "en-US"), PacketId("p1", "es")
PAGES = {HERE: (("p1__about", 3),), THERE: (("p1__about", 4),)}


@pytest.fixture(scope="module")
def makings() -> Makings:
    """One packet in two languages."""
    kit = harbor()
    manuscript = kit.manuscripts["p1"]
    other = replace(manuscript, language="es", title="Una meta", body=b"<main/>")
    house = replace(kit.house, assets={})  # fonts are looked for elsewhere
    return Makings((manuscript, other), house, kit.imprint, PAGES)


def test_a_bundle_keeps_a_packet_in_two_languages(makings, tmp_path):
    again = Bundle.read("bundle.zip", pack(makings, RECORD)).makings(Archive(tmp_path))

    assert [manuscript.id for manuscript in again.manuscripts] == [HERE, THERE]
    assert again.manuscript(THERE) == makings.manuscripts[1]
    assert again.manuscript(HERE).body == makings.manuscripts[0].body
    assert again.contents == PAGES


def test_files_name_a_language_that_is_not_the_toolkits_own(makings):
    names = [file_name("harbor", each, "copier", "2026.1", HERE.language) for each in makings.manuscripts]

    assert names == ["harbor-p1-copier-2026.1.pdf", "harbor-p1-copier-es-2026.1.pdf"]
    assert names_beside(THERE) == ("fields/p1.es.json", "manuscripts/p1.es.html")


def test_a_bundle_whose_page_numbers_name_packets_alone_is_read(makings, tmp_path):
    one = replace(makings, manuscripts=makings.manuscripts[:1], contents={HERE: PAGES[HERE]})
    parts = {**unzipped(pack(one, RECORD)), "contents.json": json.dumps({"p1": PAGES[HERE]}).encode()}

    assert Bundle("bundle.zip", parts).makings(Archive(tmp_path)).contents == {HERE: PAGES[HERE]}
