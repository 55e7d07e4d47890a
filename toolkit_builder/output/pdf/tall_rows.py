"""Rows and cards that no page holds: they may break, and the head of their table stands on every page.

Rows stay whole, so one that is higher than a page is pushed to the next and overflows it; WeasyPrint then
leaves out the table's head to make room (its issue 2462). Such rows are found in what was laid out, and that
is done again. Like `objects`, this module knows the insides of WeasyPrint 70: its boxes, by the names of
their classes.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ...errors import Place, Problem

# What each pass finds may move what follows onto other pages.
PASSES = 3
_BREAKS = "break-inside:auto;break-before:auto"


class _Row(NamedTuple):
    """What should stand on one page.

    Args:
        element: of a row or card.
        around: elements that would stand on one page too.
    """

    element: Any
    around: tuple[Any, ...]


def let_break(pages: Sequence[Any]) -> bool:
    """Mark the elements of rows and cards that must break, and what holds them; gives whether any is new.

    Args:
        pages: of WeasyPrint's document; its elements are changed.
    """
    first_page: dict[Any, int] = {}
    found: list[_Row] = []
    for number, page in enumerate(pages):
        rows = [*_rows(page._page_box, ())]
        found += [row for row in rows if first_page.setdefault(row.element, number) < number]
        without = {row for table in _headless_tables(page._page_box, "") for row in table.rows}
        found += [row for row in rows if row.element in without]
    elements = dict.fromkeys(element for row in found for element in (row.element, *row.around))
    new = [element for element in elements if element.get("style") != _BREAKS]
    for element in new:
        element.set("style", _BREAKS)
    return bool(new)


def _rows(box: Any, around: tuple[Any, ...]) -> Iterator[_Row]:
    box = getattr(box, "_box", box)  # out of the flow, a placeholder stands for the box
    if type(box).__name__ == "MarginBox":
        return
    element = box.element
    if element is not None and ":" not in box.element_tag and element not in around:
        if _is_row(box):
            yield _Row(element, around)
        elif box.style["break_inside"] != "auto":
            around = (*around, element)
    for child in getattr(box, "children", ()):
        yield from _rows(child, around)


def _is_row(box: Any) -> bool:
    return type(box).__name__ == "TableRowBox" or box.element.get("class") == "card"


def headless(pages: Sequence[Any], packet: str) -> Iterator[Problem]:
    """O115 for each table that still goes on without its head: a note in a long row may leave it no room.

    Args:
        pages: of WeasyPrint's document.
        packet: its id.
    """
    told = set()
    for page in pages:
        for table in _headless_tables(page._page_box, ""):
            if table.address not in told:
                told.add(table.address)
                message = "a row is higher than a page, and its table's head cannot stand above it"
                hint = f"shorten its longest cell to {table.letters} letters, or divide the row"
                yield Problem(Place(f"{packet}#{table.address}"), "O115", message, hint)


class _Table(NamedTuple):
    """A table on a page where its head is missing.

    Args:
        address: nearest one.
        rows: their elements.
        letters: of the longest cell, as many as the page holds.
    """

    address: str
    rows: tuple[Any, ...]
    letters: int


def _headless_tables(box: Any, address: str) -> Iterator[_Table]:
    box = getattr(box, "_box", box)
    children = getattr(box, "children", ())
    element = box.element
    address = (element.get("id") if element is not None else "") or address
    if type(box).__name__ != "TableBox" or element is None or element.find("thead") is None:
        for child in children:
            yield from _headless_tables(child, address)
        return
    groups = [group for group in children if type(group).__name__ == "TableRowGroupBox"]
    if any(group.is_header for group in groups):
        return
    rows = [row for group in groups for row in group.children if row.element is not None]
    letters = max((_letters(cell) for row in rows for cell in row.children), default=0)
    named = next((row.element.get("id") for row in rows if row.element.get("id")), address)
    yield _Table(named, tuple(row.element for row in rows), letters)


def _letters(box: Any) -> int:
    if type(box).__name__ == "TextBox":
        return len(box.text)
    return sum(map(_letters, getattr(box, "children", ())))
