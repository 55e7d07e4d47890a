"""What Word's own accessibility checker and WCAG 2.1 ask of a Word file, apart from controls and colours."""

import re
from collections.abc import Iterator

from ...content.style.generic_links import is_generic
from ...readback.word.nodes import NOTHING, WP, A, Node, W, local, on, quoted, value, words
from ...readback.word.styles import HEADING
from ..finding import DESIGN
from .check import BuiltWord, Fault, checks

_NAME_OF_A_FILE = re.compile(r"\S+\.(png|jpe?g|gif|svg|bmp|tiff?|emf|wmf)", re.IGNORECASE)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
# Twips of a narrow letter, and lines of half a page.
_LETTER, _HALF_A_PAGE = 90, 20
_BLANKS = re.compile(r"[ \u00a0]{4,}")
# What a paragraph shows, apart from words.
_SHOWS = tuple(
    f"{W}{tag}"
    for tag in ("drawing", "pict", "object", "sym", "fldSimple", "instrText", "footnoteRef", "endnoteRef",
                "footnoteReference", "separator", "continuationSeparator", "sdt", "annotationRef")
)  # fmt: skip


@checks(
    "O720",
    "Every picture has alternative text that is no file name, or is marked as decoration.",
    "WCAG 2.1, 1.1.1; ECMA-376 Part 1, 20.4.2 (docPr, descr); [MS-ODRAWXML] 2.24 (decorative)",
)
def alternative_text(word: BuiltWord) -> Iterator[Fault]:
    for story in word.stories:
        for about in story.index.get(f"{WP}docPr", []):
            text = about.get("descr", "").strip()
            if not text and not any(mark.get("val") in ("1", "true") for mark in about.iter(_DECORATIVE)):
                yield story.where(about), f"the picture {about.get('name')} has no alternative text"
            elif _NAME_OF_A_FILE.fullmatch(text):
                yield story.where(about), f"the alternative text {text} is the name of a file"


@checks(
    "O721",
    "Headings begin at level 1 and step down one level at a time.",
    "WCAG 2.1, 1.3.1 and 2.4.6; Word: heading order",
)
def heading_order(word: BuiltWord) -> Iterator[Fault]:
    above = 0
    for paragraph in word.document.paragraphs:
        level = word.styles.level(paragraph)
        if level is None:
            continue
        if level > above:
            before = f"one of level {above}" if above else "no other"
            message = f"the heading {quoted(paragraph)} of level {level + 1} follows {before}"
            yield word.document.where(paragraph), message
        above = level + 1


@checks(
    "O722",
    "Only Word's own heading styles say that a paragraph is a heading.",
    "ECMA-376 Part 1, 17.3.1.20 (outlineLvl); WCAG 2.1, 1.3.1",
)
def heading_styles(word: BuiltWord) -> Iterator[Fault]:
    for style_id, style in word.styles.of_type("paragraph"):
        level, name = word.styles.outline(style_id), value(style, "name")
        built_in = HEADING.fullmatch(name)
        if built_in and level != int(built_in[1]) - 1:
            yield word.target("styles"), f"the style {name} does not have its own outline level"
        elif not built_in and level is not None:
            yield word.target("styles"), f"the style {name} has an outline level"
    for story, mark in word.elements("outlineLvl"):
        yield story.where(mark), "a paragraph has an outline level of its own"


@checks(
    "O723",
    "Every table begins with rows that are marked as header and have words in each cell, and goes on with "
    "rows that are not.",
    "WCAG 2.1, 1.3.1; ECMA-376 Part 1, 17.4 (tblHeader); Word: header row",
)
def header_rows(word: BuiltWord) -> Iterator[Fault]:
    for story, table in word.elements("tbl"):
        rows = table.findall(f"{W}tr")
        marked = [on(row.find(f"{W}trPr"), "tblHeader") for row in rows]
        heads = marked.index(False) if False in marked else len(marked)
        if not heads:
            yield story.where(table), f"the table that begins {quoted(table)} has no header row"
        elif heads == len(rows) or any(marked[heads:]):
            yield story.where(table), f"rows below the top of the table {quoted(table)} are marked as header"
        for cell in (cell for row in rows[:heads] for cell in row.findall(f"{W}tc") if not words(cell)):
            yield story.where(cell), "a cell of a header row is empty"


@checks(
    "O724",
    "No row of a table may be split between pages, unless a cell of it is half a page high.",
    f"{DESIGN}; ECMA-376 Part 1, 17.4 (cantSplit)",
)
def whole_rows(word: BuiltWord) -> Iterator[Fault]:
    for story, row in word.elements("tr"):
        if not on(row.find(f"{W}trPr"), "cantSplit") and not any(map(_is_high, row.findall(f"{W}tc"))):
            yield story.where(row), f"the row {quoted(row)} may be split"


def _is_high(cell: Node) -> bool:
    """Whether its letters fill half a page: the narrowest ones, in the column's width."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    twips = int(width.get(f"{W}w", "0")) if width is not None else 0
    return twips > 0 and len(words(cell)) * _LETTER / twips > _HALF_A_PAGE


@checks(
    "O725",
    "No cells are merged or split, no table stands within another, and every row has a cell for each column.",
    "WCAG 2.1, 1.3.1 and 1.3.2; Word: simple table structure",
)
def plain_tables(word: BuiltWord) -> Iterator[Fault]:
    for story, mark in word.elements("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter"):
        if local(mark) != "gridSpan" or mark.get(f"{W}val") != "1":
            yield story.where(mark), f"a cell is merged ({local(mark)})"
    for story, table in word.elements("tbl"):
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            yield story.where(table), "a table stands within a table"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            if len(row.findall(f"{W}tc")) != columns and row.find(f".//{W}gridSpan") is None:
                yield story.where(row), f"the row {quoted(row)} does not have {columns} cells"


@checks(
    "O726",
    "Every table has a title.",
    "ECMA-376 Part 1, 17.4 (tblCaption); Word: alternative text of tables",
)
def table_titles(word: BuiltWord) -> Iterator[Fault]:
    for story, table in word.elements("tbl"):
        if not value(table, "tblPr/tblCaption").strip():
            yield story.where(table), f"the table that begins {quoted(table)} has no title"


@checks(
    "O763",
    "The description of a table says what it holds, and is not its title once more.",
    "ECMA-376 Part 1, 17.4 (tblDescription); Word: alternative text of tables",
)
def table_descriptions(word: BuiltWord) -> Iterator[Fault]:
    for story, table in word.elements("tbl"):
        described = value(table, "tblPr/tblDescription").strip()
        if not described:
            yield story.where(table), f"nothing says what the table that begins {quoted(table)} holds"
        elif described.casefold() == value(table, "tblPr/tblCaption").strip().casefold():
            yield story.where(table), f"the description “{described}” of a table is only its title"


@checks(
    "O727",
    "Every link has words, and they say more than “click here” and the like.",
    "WCAG 2.1, 2.4.4; Word: meaningful hyperlink text",
)
def link_words(word: BuiltWord) -> Iterator[Fault]:
    links = [(story, link, words(link)) for story, link in word.elements("hyperlink")]
    links += [(story, field.begin, field.shown) for story, field in word.fields if field.kind == "HYPERLINK"]
    for story, link, text in links:
        if not text.strip() and not any(about.get("descr") for about in link.iter(f"{WP}docPr")):
            yield story.where(link), "a link has no words"
        elif is_generic(text):
            yield story.where(link), f"the link “{text.strip()}” does not say where it leads"


@checks(
    "O728",
    "No empty paragraph and no row of blanks makes room.",
    "WCAG 2.1, 1.3.2, failure F33; Word: repeated blank characters",
)
def empty_paragraphs(word: BuiltWord) -> Iterator[Fault]:
    for story in word.stories:
        for paragraph in story.paragraphs:
            if _BLANKS.search("".join(text.text or "" for text in paragraph.iter(f"{W}t"))):
                yield story.where(paragraph), f"blanks make room in {quoted(paragraph)}"
            if (
                not words(paragraph)
                and next(paragraph.iter(*_SHOWS), None) is None
                and not _must_be(paragraph)
            ):
                yield story.where(paragraph), f"an empty paragraph{_after(paragraph)}"


def _must_be(paragraph: Node) -> bool:
    """Whether Word needs an empty paragraph here.

    Between two tables (they would become one), after the last table of a cell or text, as the only one of its
    cell, header or text, and to end a section.
    """
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return True
    before, after = paragraph.getprevious(), paragraph.getnext()
    headed = before is not None and before.tag not in (f"{W}tcPr", f"{W}footnotePr")
    followed = after is not None and after.tag != f"{W}sectPr"
    after_table = before is not None and before.tag == f"{W}tbl"
    before_table = after is not None and after.tag == f"{W}tbl"
    return (not headed and not followed) or (after_table and (before_table or not followed))


def _after(paragraph: Node) -> str:
    before = paragraph.getprevious()
    return f" after {quoted(before)}" if before is not None and words(before) else ""


@checks(
    "O729",
    "Nothing floats: no text boxes, frames, drawn shapes or floating pictures and tables.",
    "WCAG 2.1, 1.3.2; Word: image or object not inline",
)
def floating(word: BuiltWord) -> Iterator[Fault]:
    for story, mark in word.elements("framePr", "tblpPr", "txbxContent", "pict"):
        yield story.where(mark), f"{_FLOATING[local(mark)]} stands outside of the lines"
    for story in word.stories:
        for mark in story.index.get(f"{WP}anchor", []):
            about = mark.find(f"{WP}docPr")
            name = (NOTHING if about is None else about).get("name", "")
            yield story.where(mark), f"the picture {name} floats"
        for mark in story.index.get(f"{A}graphicData", []):
            if mark.get("uri") != _PIC[1:-1]:
                yield story.where(mark), "a drawn shape or chart stands in place of a picture"


_FLOATING = {
    "framePr": "a paragraph in a frame",
    "tblpPr": "a floating table",
    "txbxContent": "a text box",
    "pict": "an old (VML) shape",
}

ACCESSIBILITY = (
    alternative_text,
    heading_order,
    heading_styles,
    header_rows,
    whole_rows,
    plain_tables,
    table_titles,
    table_descriptions,
    link_words,
    empty_paragraphs,
    floating,
)
