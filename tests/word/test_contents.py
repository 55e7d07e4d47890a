"""Page numbers in contents lists: one layout pass, numbers that stay, the same words as before."""

import io
import os
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from tests.pdf.packets import harbor
from tests.word import sample
from tests.word.proved import findings
from toolkit_builder.errors import OutputError
from toolkit_builder.layout.manuscript import PacketId
from toolkit_builder.output.keys import key
from toolkit_builder.output.word.document import write_word
from toolkit_builder.publish.page_numbers import PLACEHOLDER, page_numbers, placeholders
from toolkit_builder.readback.word.nodes import W

PACKETS = ("p1", "p2", "p2-member", "book", "p1-artifact")


def document(packet):
    return harbor().manuscripts[packet].id


def written(packet, pages):
    kit = harbor()
    return write_word(replace(kit.tasks[packet, "word"], contents=pages), kit.house).data


def numbers(data):
    """What stands after the leader of each entry."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    found = []
    for link in body.iter(f"{W}hyperlink"):
        if link.find(f".//{W}tab") is not None:
            found.append((link.get(f"{W}anchor", "")[3:], int([*link.iter(f"{W}t")][-1].text or 0)))
    return tuple(found)


@pytest.fixture(scope="module")
def placed():
    """Files with placeholders, and what the pass found."""
    files = {document(name): written(name, placeholders(harbor().manuscripts[name])) for name in PACKETS}
    return files, page_numbers(files)


@pytest.mark.slow
@pytest.mark.soffice
def test_every_entry_gets_the_page_of_its_heading(placed):
    _, found = placed

    assert found.layouter.startswith("LibreOffice ")
    assert [each.packet for each in found.pages] == list(PACKETS)
    assert found.pages[document("p1-artifact")] == ()
    for name in PACKETS:
        assert [a for a, _ in found.pages[document(name)]] == [
            a for a, _ in placeholders(harbor().manuscripts[name])
        ]
        pages = [page for _, page in found.pages[document(name)]]
        assert pages == sorted(pages)
    assert found.pages[document("book")][0][1] == 4  # after cover, district page and the list itself


@pytest.mark.slow
@pytest.mark.soffice
def test_a_second_layout_finds_the_same_numbers_and_words(placed):
    _, found = placed
    again = {document(name): written(name, found.pages[document(name)]) for name in PACKETS}

    assert {name: numbers(data) for name, data in again.items()} == found.pages
    assert page_numbers(again) == found
    for each, data in again.items():
        assert findings(harbor(), each.packet, data) == []


@pytest.mark.slow
@pytest.mark.soffice
def test_headings_that_the_layout_does_not_show_are_an_error(placed):
    files, _ = placed
    package = zipfile.ZipFile(io.BytesIO(files[PacketId("p2", "en-US")]))
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as copy:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/styles.xml":  # a heading that has lost its level is none
                data = data.replace(b'<w:outlineLvl w:val="1"/>', b"")
            copy.writestr(name, data)

    with pytest.raises(OutputError) as caught:
        page_numbers({document("p2"): changed.getvalue()})

    assert [problem.code for problem in caught.value.problems] == ["O223"]


@pytest.mark.slow
@pytest.mark.soffice
def test_a_file_that_libreoffice_cannot_read_is_named():
    sound = zipfile.ZipFile(io.BytesIO(written("p2", ())))
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as package:
        package.writestr("word/document.xml", sound.read("word/document.xml"))

    with pytest.raises(OutputError) as caught:
        page_numbers({document("p2"): broken.getvalue()})

    assert str(caught.value.problems[0]).startswith("p2: O222 ")


def test_a_machine_without_libreoffice_is_told_so(monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)

    with pytest.raises(OutputError) as caught:
        page_numbers({})

    assert [problem.code for problem in caught.value.problems] == ["O221"]


def test_an_entry_shows_leader_and_number_in_a_field_inside_its_link():
    data = write_word(replace(sample.task(), contents=(("sa__use", 4), ("sa__s1i2", 7))), sample.HOUSE).data
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()

    assert numbers(data) == (("sa__use", 4), ("sa__s1i2", 7))
    assert r" PAGEREF _b_sa__use \h " in xml
    assert "TOC " not in xml  # Word would make the described entries bare


def test_without_numbers_there_is_no_leader():
    data = write_word(sample.task(), sample.HOUSE).data

    assert numbers(data) == ()
    assert b"PAGEREF" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def test_placeholders_stand_for_every_entry():
    assert placeholders(sample.task().manuscript) == tuple(
        (name, PLACEHOLDER) for name in ("sa__use", "sa__s1", "sa__s1i1", "sa__s1i2", "sa__plan")
    )


def test_numbers_are_in_the_key():
    kit = harbor()
    given = kit.manuscripts["p2"], "word", kit.imprint, kit.house

    assert key(*given) == key(*given, ()) == kit.tasks["p2", "word"].key
    assert len({key(*given), key(*given, (("a", 1),)), key(*given, (("a", 2),))}) == 3


def test_an_entry_stays_with_its_note_and_the_note_stands_below_it():
    data = write_word(sample.task(), sample.HOUSE).data
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    looks = [
        (style, paragraph.find(f"{W}pPr/{W}keepNext") is not None)
        for paragraph in body.iter(f"{W}p")
        for mark in paragraph.iter(f"{W}pStyle")
        if (style := mark.get(f"{W}val", "")).startswith(("TOC", "ContentsNote")) and style != "TOCHeading"
    ]

    assert looks == [
        ("TOC1", True), ("ContentsNote", False),
        ("TOC1", True), ("ContentsNote", True), ("TOC2", False), ("TOC2", False),
        ("TOC1", False),
    ]  # fmt: skip
