"""Where the figures of a PDF say that they are, and where their ink is."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from ...readback.pdf.geometry import Box
from ...readback.pdf.pages import Page
from ...readback.pdf.structure import Pdf, is_element, kids
from ..finding import Finding, Rule

RULES = (
    Rule(
        "O666",
        "The box of every figure lies on its page and around what is drawn of the figure.",
        "ISO 32000-1, 14.8.5.4.3 (BBox)",
    ),
)

_SLACK = 1.0  # points: a line may stand out by half its width
_SHARE = 0.25  # part of a box that ink has to reach over, both ways, but for what is as thin as a line


class TaggedFigure(NamedTuple):
    """A figure, counted through the file.

    Args:
        number: its place among the figures.
        box: as the file says; None where it says nothing.
        marks: numbers of its marked content.
    """

    number: int
    box: Box | None
    marks: frozenset[int]


def figures(pdf: Pdf) -> list[list[TaggedFigure]]:
    """The figures of each page."""
    pages = {page.objgen: index for index, page in enumerate(pdf.file.pages)}
    found: list[list[TaggedFigure]] = [[] for _ in pages]
    number = 0
    for element in pdf.elements():
        if element.S == "/Figure" and "/Pg" in element:
            number += 1
            found[pages[element.Pg.objgen]].append(
                TaggedFigure(number, _box(element), frozenset(_marks(element)))
            )
    return found


def check_figures(page: Page, on_page: list[TaggedFigure]) -> Iterator[Finding]:
    """What is wrong with the boxes of the figures of a page.

    Args:
        page: as it is shown.
        on_page: its figures.
    """
    for figure in on_page:
        where, box = f"figure {figure.number}", figure.box
        ink = page.ink(figure.marks)
        if box is None:
            yield Finding("O666", where, f"has no box on page {page.number}")
        elif box.left >= box.right or box.bottom >= box.top or not page.sheet.holds(box):
            yield Finding("O666", where, f"has a box that is not on page {page.number}")
        elif ink is not None and not (box.holds(ink, _SLACK) and _fills(ink, box)):
            yield Finding("O666", where, f"has its box elsewhere on page {page.number} than its ink")


def _fills(ink: Box, box: Box) -> bool:
    wide, high = ink.right - ink.left, ink.top - ink.bottom
    return wide >= _SHARE * (box.right - box.left) or high >= _SHARE * (box.top - box.bottom)


def _box(element: Any) -> Box | None:
    attributes = element.get("/A")
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(each, pikepdf.Dictionary) and "/BBox" in each:
            return Box(*map(float, each.BBox))
    return None


def _marks(element: Any) -> Iterator[int]:
    for kid in kids(element):
        if isinstance(kid, int):
            yield kid
        elif is_element(kid):
            yield from _marks(kid)
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield int(kid.MCID)
