"""The semantics of a PDF: headings, tables, lists, links and notes along its structure tree."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

import pikepdf

from ...content.style.generic_links import is_generic
from ...readback.manuscript import tight
from ...readback.pdf.structure import Pdf, is_element, kids
from ..finding import DESIGN, Finding, Rule, Subject

RULES = (
    Rule("O610", "There is one heading of level 1, and no heading skips a level.", "ISO 14289-1, 7.4.2"),
    Rule(
        "O611",
        "Bookmarks are the headings of levels 2 to 4: same words, order and depth.",
        "ISO 14289-1, 7.17",
    ),
    Rule("O612", "Every header cell of a table says whether it heads a column or a row.", "ISO 14289-1, 7.5"),
    Rule("O613", "Every table has header cells, and all its rows are equally wide.", "ISO 14289-1, 7.5"),
    Rule(
        "O614",
        "No table is a row alone among others like it; in large print no table is one row at all.",
        "WCAG 2.1, 1.3.1",
    ),
    Rule("O615", "Every figure has an alternative text.", "ISO 14289-1, 7.3; WCAG 2.1, 1.1.1"),
    Rule(
        "O616",
        "Every link has a description, and one that says more than “click here” and the like.",
        "ISO 14289-1, 7.18.5; WCAG 2.1, 2.4.4",
    ),
    Rule("O617", "Every link within the file leads to a place that exists.", "ISO 32000-1, 12.3.2"),
    Rule("O618", "Every link has the Print flag.", f"{DESIGN}; ISO 32000-1, 12.5.3"),
    Rule("O619", "Lists hold items, and items hold a label and a body.", "ISO 14289-1, 7.6"),
    Rule("O620", "Every footnote has an ID of its own.", "ISO 14289-1, 7.9"),
    Rule(
        "O621",
        "All words are held by the structure tree or are artifacts.",
        "ISO 14289-1, 7.1",
    ),
    Rule(
        "O622",
        "Every page after the first has edition, page and count of pages in head or foot, as artifacts.",
        f"{DESIGN}; ISO 14289-1, 7.8 (artifacts)",
    ),
)

_NUMBER = re.compile(r"(?<!\w)\d+")  # not one within an address such as p2_sa
HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
IN_BOOKMARKS = ("H2", "H3", "H4")
_WRAPPERS = ("/NonStruct", "/Div")  # stand around others without a meaning of their own


def check_semantics(subject: Subject, pdf: Pdf) -> Iterator[Finding]:
    """What is wrong with the structure of a file.

    Args:
        subject: the file.
        pdf: the same, read.

    Raises:
        Unreadable: its pages or its tree cannot be read.
    """
    by_tag: dict[str, list[Any]] = {}
    elements = [*pdf.elements()]
    for element in elements:
        by_tag.setdefault(str(element.S), []).append(element)
    yield from _headings(elements)
    yield from _bookmarks(pdf)
    yield from _tables(subject, by_tag.get("/Table", []))
    yield from _one_rows(subject, elements)
    yield from _figures(by_tag.get("/Figure", []))
    yield from _links(subject, pdf)
    yield from _lists(by_tag)
    yield from _notes(by_tag.get("/Note", []))
    yield from _pages(subject, pdf)


def reading_order(pdf: Pdf) -> list[list[int]]:
    """For each page the numbers of its marked content as the structure tree has them."""
    pages = {page.objgen: number for number, page in enumerate(pdf.file.pages)}
    marks: list[list[int]] = [[] for _ in pages]
    for element in pdf.elements():
        number = pages.get(element.Pg.objgen) if "/Pg" in element else None
        if number is not None:
            marks[number] += [kid for kid in kids(element) if isinstance(kid, int)]
    return marks


# --- headings --------------------------------------------------------------------------------------


def _headings(elements: list[Any]) -> Iterator[Finding]:
    levels = [HEADINGS.index(str(element.S)) + 1 for element in elements if str(element.S) in HEADINGS]
    if levels.count(1) != 1:
        yield Finding("O610", "structure tree", f"there are {levels.count(1)} headings of level 1")
    for above, level in pairwise([0, *levels]):
        if level > above + 1:
            yield Finding(
                "O610", "structure tree", f"a heading of level {level} follows one of level {above}"
            )


def _bookmarks(pdf: Pdf) -> Iterator[Finding]:
    headings = [
        (int(block.tag[1]) - 1, tight(block.words)) for block in pdf.blocks() if block.tag in IN_BOOKMARKS
    ]
    with pdf.file.open_outline() as outline:
        bookmarks = list(_flat(outline.root, 1))
    for heading, bookmark in zip(headings, bookmarks, strict=False):
        if heading != bookmark:
            where = f'bookmark "{bookmark[1][:60]}"'
            if heading[1] == bookmark[1]:
                yield Finding("O611", where, f"is at depth {bookmark[0]}, its heading at {heading[0]}")
            else:
                yield Finding("O611", where, f'stands where the heading "{heading[1][:60]}" should')
            return  # all that follow are moved by one
    if len(headings) != len(bookmarks):
        yield Finding("O611", "bookmarks", f"there are {len(bookmarks)} for {len(headings)} headings")


def _flat(items: Any, depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, tight(item.title)
        yield from _flat(item.children, depth + 1)


# --- tables ----------------------------------------------------------------------------------------


def _tables(subject: Subject, tables: list[Any]) -> Iterator[Finding]:
    for number, table in enumerate(tables, 1):
        where = f"table {number}"
        rows = [[*_inside(row, ("/TH", "/TD"))] for row in _inside(table, ("/TR",))]
        heads = [cell for row in rows for cell in row if cell.S == "/TH"]
        if not heads:
            yield Finding("O613", where, "has no head cell")
        if any(_attribute(head, "/Scope") is None for head in heads):
            yield Finding("O612", where, "has a head cell without Scope")
        widths = sorted(set(_widths(rows)))
        if len(widths) > 1:
            yield Finding("O613", where, f"has rows of {widths[0]} and of {widths[-1]} cells")
        if subject.form.large_type and len(rows) < 2:
            yield Finding("O614", where, "is one row")


def _widths(rows: list[list[Any]]) -> Iterator[int]:
    """How many columns each row takes, with those that cells of rows above reach down into."""
    carried: list[int] = []  # how many more rows each such column goes on
    for row in rows:
        spans = [
            (int(_attribute(cell, "/ColSpan") or 1), int(_attribute(cell, "/RowSpan") or 1)) for cell in row
        ]
        yield sum(across for across, _ in spans) + len(carried)
        reaching = [down for across, down in spans for _ in range(across) if down > 1]
        carried = [down - 1 for down in (*carried, *reaching) if down > 1]


def _one_rows(subject: Subject, elements: list[Any]) -> Iterator[Finding]:
    """A table that a stylesheet turns into blocks is tagged as a table for each of its rows."""
    if subject.form.large_type:
        return  # where one alone is a fault already
    for element in elements:
        single = [
            kid.S == "/Table" and len([*_inside(kid, ("/TR",))]) < 2
            for kid in kids(element)
            if is_element(kid)
        ]
        if any(before and after for before, after in pairwise(single)):
            yield Finding("O614", f"{str(element.S)[1:]}", f"holds {sum(single)} tables of one row")


def _attribute(element: Any, name: str) -> Any:
    """From its attribute objects (ISO 32000-1, 14.7.5): one or several."""
    given = element.get("/A", pikepdf.Array())
    for attributes in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(attributes, pikepdf.Dictionary) and name in attributes:
            return attributes[name]
    return None


def _inside(element: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """Elements of some types below one, not those of a table within it."""
    for kid in kids(element):
        if not is_element(kid):
            continue
        if str(kid.S) in tags:
            yield kid
        elif kid.S != "/Table":
            yield from _inside(kid, tags)


# --- figures, lists, notes ---------------------------------------------------------------------------


def _figures(figures: list[Any]) -> Iterator[Finding]:
    for number, figure in enumerate(figures, 1):
        if not str(figure.get("/Alt", "")).strip():
            yield Finding("O615", f"figure {number}", "has no alternative text")


def _lists(by_tag: dict[str, list[Any]]) -> Iterator[Finding]:
    for message, count in Counter(chain(_list_kids(by_tag), _list_places(by_tag))).items():
        yield Finding("O619", "lists", f"{message} ({count} times)" if count > 1 else message)


def _list_kids(by_tag: dict[str, list[Any]]) -> Iterator[str]:
    for tag, inside in (("/L", {"/LI", "/Caption"}), ("/LI", {"/Lbl", "/LBody"})):
        for element in by_tag.get(tag, []):
            tags = [str(kid.S) for kid in _unwrapped(element)]
            wrong = sorted({tag_inside[1:] for tag_inside in tags if tag_inside not in inside})
            if wrong:
                yield f"{tag[1:]} holds {', '.join(wrong)}"
            elif not tags:
                yield f"{tag[1:]} is empty"
            elif tag == "/LI" and tags.count("/LBody") != 1:
                yield f"LI has {tags.count('/LBody')} LBody"


def _list_places(by_tag: dict[str, list[Any]]) -> Iterator[str]:
    for tag, around in (("/LI", {"/L"}), ("/Lbl", {"/LI", "/Note"}), ("/LBody", {"/LI"})):
        for element in by_tag.get(tag, []):
            above = element.get("/P", pikepdf.Dictionary())
            while above.get("/S") in _WRAPPERS:
                above = above.P
            if above.get("/S") not in around:
                yield f"{tag[1:]} stands in {str(above.get('/S', '/nothing'))[1:]}"


def _unwrapped(element: Any) -> Iterator[Any]:
    for kid in kids(element):
        if is_element(kid) and str(kid.S) in _WRAPPERS:
            yield from _unwrapped(kid)
        elif is_element(kid):
            yield kid


def _notes(notes: list[Any]) -> Iterator[Finding]:
    ids = [str(note.get("/ID", "")) for note in notes]
    if "" in ids:
        yield Finding("O620", "notes", f"{ids.count('')} of {len(ids)} have no ID")
    twice = sorted({note_id for note_id in ids if note_id and ids.count(note_id) > 1})
    if twice:
        yield Finding("O620", "notes", f'the ID "{twice[0]}" stands twice')


# --- links -------------------------------------------------------------------------------------------


def _links(subject: Subject, pdf: Pdf) -> Iterator[Finding]:
    known = _places(pdf)
    for number, page in enumerate(pdf.file.pages, 1):
        where = f"page {number}"
        for link in page.get("/Annots", pikepdf.Array()):
            if link.get("/Subtype") != "/Link":
                continue
            description = " ".join(str(link.get("/Contents", "")).split())
            name = f'the link "{description[:60]}"'
            if is_generic(description):
                yield Finding("O616", where, f"{name} does not say where it goes")
            if not _arrives(link, known):
                yield Finding("O617", where, f"{name} leads nowhere")
            if subject.form.is_tagged and not int(link.get("/F", 0)) & 4:
                yield Finding("O618", where, f"{name} has no Print flag")


def _places(pdf: Pdf) -> set[str]:
    """Names of the places that links can lead to (ISO 32000-1, 12.3.2.3)."""
    root = pdf.file.Root
    named = {str(name)[1:] for name in root.get("/Dests", pikepdf.Dictionary())}
    tree = root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    return named | ({str(name) for name in pikepdf.NameTree(tree)} if tree is not None else set())


def _arrives(link: Any, known: set[str]) -> bool:
    action = link.get("/A", pikepdf.Dictionary())
    if action.get("/S") == "/URI":
        return bool(str(action.get("/URI", "")))
    target = link.get("/Dest", action.get("/D"))
    if isinstance(target, pikepdf.Array):
        return (
            len(target) > 0
            and isinstance(target[0], pikepdf.Dictionary)
            and target[0].get("/Type") == "/Page"
        )
    if isinstance(target, pikepdf.Name):
        return str(target)[1:] in known
    return isinstance(target, pikepdf.String) and str(target) in known


# --- pages -------------------------------------------------------------------------------------------


def _pages(subject: Subject, pdf: Pdf) -> Iterator[Finding]:
    count = len(pdf.file.pages)
    for index in range(count):
        where = f"page {index + 1}"
        if pdf.loose(index):
            words = " ".join(pdf.outside(index).split())
            yield Finding("O621", where, f'no element holds "{words[:60]}"')
        words = pdf.artifacts(index)
        numbers = _NUMBER.findall(words.replace(subject.edition, " "))
        missing = [] if subject.edition in words else [subject.edition]
        missing += [number for number in (str(index + 1), str(count)) if number not in numbers]
        if index and missing:
            yield Finding("O622", where, f"neither head nor foot shows {' or '.join(missing)}")
