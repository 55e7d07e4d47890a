"""What a district fills in once: name, contact and logo; and what empty controls say."""

import io
import zipfile
from hashlib import sha256

import pytest
from lxml import etree

from tests.pdf.packets import KINDS, harbor
from toolkit_builder.output.word.controls import block_name
from toolkit_builder.output.word.custom_xml import STORE
from toolkit_builder.readback.word.nodes import W

TEXTS = ("word/document.xml", "word/footer1.xml", "word/footer2.xml")


@pytest.fixture(scope="module", params=KINDS)
def package(request):
    return zipfile.ZipFile(io.BytesIO(harbor().word(request.param)))


def tree(package, name):
    return etree.fromstring(package.read(name))


def tagged(package, tag):
    """All controls of a tag, with the part that each stands in."""
    return [
        (name, sdt)
        for name in TEXTS
        for sdt in tree(package, name).iter(f"{W}sdt")
        if sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag
    ]


def test_the_districts_name_stands_on_cover_page_and_in_footers_and_is_kept_once(package):
    places = [*tagged(package, "district-name"), *tagged(package, "foot-name")]
    bindings = {
        (each.get(f"{W}storeItemID"), each.get(f"{W}xpath"))
        for _, sdt in places
        for each in sdt.iter(f"{W}dataBinding")
    }

    assert [part for part, _ in places] == [
        *["word/document.xml"] * 2,
        "word/footer1.xml",
        "word/footer2.xml",
    ]
    assert bindings == {(STORE, "/s:slots[1]/s:district-name[1]")}
    assert all(sdt.find(f".//{W}dataBinding") is not None for _, sdt in places)


def test_the_store_holds_every_bound_node(package):
    store = tree(package, "customXml/item1.xml")
    item = tree(package, "customXml/itemProps1.xml")
    names = {"s": "urn:toolkit-builder:slots"}

    assert item.get("{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID") == STORE
    for part in TEXTS:
        for binding in tree(package, part).iter(f"{W}dataBinding"):
            assert len(store.xpath(binding.get(f"{W}xpath"), namespaces=names)) == 1


def test_the_logo_has_a_place_that_a_click_fills(package):
    ((_, logo),) = tagged(package, "district-logo")
    (about,) = logo.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")

    assert logo.find(f"{W}sdtPr/{W}picture") is not None
    assert about.get("descr") == "Logo"
    assert package.read("word/media/district-logo.png").startswith(b"\x89PNG")


def test_every_placeholder_is_a_building_block(package):
    glossary = tree(package, "word/glossary/document.xml")
    blocks = {
        block.find(f"{W}docPartPr/{W}name").get(f"{W}val"): "".join(text.text for text in block.iter(f"{W}t"))
        for block in glossary.iter(f"{W}docPart")
    }
    used = {
        sdt.find(f".//{W}placeholder/{W}docPart").get(f"{W}val"): sdt.findtext(f".//{W}t")
        for part in TEXTS
        for sdt in tree(package, part).iter(f"{W}sdt")
        if sdt.find(f".//{W}placeholder") is not None
    }

    assert used == blocks
    assert {block_name(words) for words in blocks.values()} == set(blocks)
    styles = tree(package, "word/glossary/styles.xml")
    assert styles.xpath("//w:style[@w:styleId='PlaceholderText']", namespaces={"w": W[1:-1]})


def test_a_building_block_has_a_lasting_number():
    digits = sha256(b"Your answer").hexdigest().upper()
    glossary = zipfile.ZipFile(io.BytesIO(harbor().word("p1-case-study"))).read("word/glossary/document.xml")

    assert f'w:val="{{{digits[:8]}-{digits[8:12]}-'.encode() in glossary
