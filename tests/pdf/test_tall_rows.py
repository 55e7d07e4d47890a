"""A cell that no page holds: it breaks under the head of its table, and no page has a heading alone."""

import re
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from tests.pdf.packets import harbor, write
from tests.projects import NAME
from tests.proof.subjects import subject
from toolkit_builder.errors import OutputError
from toolkit_builder.machine.xml import parse
from toolkit_builder.machine.zips import part_of
from toolkit_builder.proof.parity import prove_parity
from toolkit_builder.proof.word.proof import prove_word
from toolkit_builder.readback.manuscript import tight
from toolkit_builder.readback.pdf.structure import Pdf

SENTENCES = [
    f"In week {number} a teacher had moved the desks, and two students explained to us why that was." + " "
    for number in range(1, 90)
]
LONG = "".join(SENTENCES)
# Packet, class of a table in it, and whether its first or last row becomes long.
TABLES = [
    ("p1-self-assessment", "rubric", 0),
    ("p1-self-assessment", "facts", -1),
    ("self-assessment", "snapshot", 0),
    ("p1-companion-guide", "agenda", 0),
    ("p1-companion-guide", "grid", -1),
    ("p1-case-study", "facts", 0),
    ("p1-case-study", "grid", 0),
    ("p1-self-assessment", "consensus", -1),
]
FILES = [(*table, variant) for table in TABLES for variant in ("screen", "copier")]
FILES += [(*table, "large-print") for table in TABLES[:4]] + [(*table, "press") for table in TABLES[3:5]]
COLUMN = {"snapshot": 0, "consensus": 0, "results": 1}  # else the last one
FEW = 12  # lines that a page has at least: more than a heading and a head


@cache
def made(packet, name, row, variant):
    """The packet with a long cell in the first table of a class; the file, and its manuscript.

    Where the rest of the row happens to fit on its last page without the head alone, it is refused; another
    length is not.
    """
    try:
        return written(packet, name, row, variant, LONG)
    except OutputError as error:
        if {problem.code for problem in error.problems} != {"O115"}:
            raise
        return written(packet, name, row, variant, LONG + "".join(SENTENCES[:9]))


def written(packet, name, row, variant, words):
    kit = harbor()
    manuscript = kit.manuscripts[packet]
    main = parse(manuscript.body)
    table = next(each for each in main.iter("table") if each.get("class") == name)
    cell = [each for each in table.findall("tbody/tr")[row] if not [*each.iter("textarea", "select")]][
        COLUMN.get(name, -1)
    ]
    for child in [*cell]:
        cell.remove(child)
    cell.text = words
    changed = replace(manuscript, body=etree.tostring(main))
    return write(kit.task(changed, variant), kit.house), changed


def read_as(file, manuscript, packet, variant):
    """The subject of a proof."""
    kit: Any = SimpleNamespace(
        file=lambda *_: file, manuscripts={packet: manuscript}, imprint=harbor().imprint, house=harbor().house
    )
    return subject(kit, packet, variant)


def heads(pdf, page):
    return [block for block in pdf.blocks() if block.page == page and block.head]


@pytest.mark.slow
@pytest.mark.parametrize(("packet", "name", "row", "variant"), FILES)
def test_a_row_higher_than_a_page_breaks_under_its_head(packet, name, row, variant):
    file, _ = made(packet, name, row, variant)

    pdf = Pdf(file.data)
    held = pages_of_long(pdf)
    assert len(held) > 1
    for page in held if variant != "large-print" else ():  # there each cell says its head itself
        assert heads(pdf, page), f"page {page + 1} lacks the head"
    with pypdfium2.PdfDocument(file.data) as document:
        for page in range(max(held[0] - 1, 1), held[-1]):
            lines = document[page].get_textpage().get_text_range().splitlines()
            assert len(lines) > FEW, f"page {page + 1}: {lines}"


def pages_of_long(pdf):
    """Where its sentences stand; the last ones included."""
    pages = sorted({block.page for block in pdf.blocks() if "teacher had moved the desks" in block.words})
    said = "".join(tight(block.words) for block in pdf.blocks() if not block.head)
    assert all(tight(f"In week {number} a teacher") in said for number in (1, 45, 89))
    return pages


@pytest.mark.slow
@pytest.mark.parametrize(("packet", "name", "row", "variant"), FILES)
def test_no_word_is_lost_where_a_row_breaks(packet, name, row, variant):
    file, manuscript = made(packet, name, row, variant)

    assert [*prove_parity(read_as(file, manuscript, packet, variant))] == []


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["screen", "copier", "press"])
def test_a_row_whose_note_leaves_its_head_no_room_is_told_with_what_fits(variant):
    with pytest.raises(OutputError) as caught:
        written("p1-case-study", "results", 0, variant, LONG)

    (problem,) = [each for each in caught.value.problems if each.code == "O115"]
    assert str(problem.place.path) == "p1-case-study#p1_north__plans"
    letters = int(re.sub(r".* to (\d+) letters.*", r"\1", problem.hint))
    assert 1000 < letters < len(LONG)
    written("p1-case-study", "results", 0, variant, LONG[: letters // 2])


def test_word_parts_a_long_row_and_keeps_short_ones_whole():
    rows = word_rows("p1-case-study", "results", 0)

    long = [row for row in rows if "".join(row.itertext()).count("teacher had moved") > 5]
    assert len(long) == 1
    assert long[0].find("{*}trPr/{*}cantSplit") is None
    assert not [*long[0].iter("{*}keepNext")]
    assert all(row.find("{*}trPr/{*}cantSplit") is not None for row in rows if row not in long)


def test_the_head_of_a_table_with_a_long_row_repeats_in_word():
    rows = word_rows("p1-companion-guide", "grid", -1)

    assert [row for row in rows if row.find("{*}trPr/{*}tblHeader") is not None]


@pytest.mark.parametrize(("packet", "name", "row"), [TABLES[0], TABLES[3], TABLES[5]])
def test_a_word_file_with_a_long_row_proves_clean(packet, name, row):
    file, manuscript = made(packet, name, row, "word")

    whole = replace(read_as(file, manuscript, packet, "word"), name=f"{NAME}-{packet}.docx")
    assert [*prove_word(whole)] == []


def word_rows(packet, name, row):
    file, _ = made(packet, name, row, "word")
    return [*parse(part_of(file.data, "word/document.xml")).iter("{*}tr")]
