"""Where the letters of a PDF stand on the page."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pypdfium2


class Line(NamedTuple):
    """Letters that stand in a row, as a viewer selects them; points from the lower left."""

    page: int
    words: str
    left: float
    bottom: float
    right: float
    top: float


def lines(data: bytes) -> Iterator[Line]:
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                words = text.get_text_bounded(left, bottom, right, top)
                yield Line(number, " ".join(words.split()), left, bottom, right, top)
    finally:
        document.close()


def outside(data: bytes) -> list[Line]:
    """Lines that do not stay between the margins of their page.

    A word that is broken by force may stand out by part of a letter.
    """
    margin, width, height, letter = 54, 612, 792, 3
    return [
        line
        for line in lines(data)
        if not margin - letter < line.left <= line.right < width - margin + letter
        or line.bottom < 18
        or line.top > height
    ]


def overlapping(data: bytes) -> list[tuple[Line, Line]]:
    """Lines printed over one another; raised numbers of notes touch their neighbours by right."""
    by_page: dict[int, list[Line]] = {}
    for line in lines(data):
        by_page.setdefault(line.page, []).append(line)
    return [
        (one, other)
        for page in by_page.values()
        for one, other in combinations(page, 2)
        if min(one.right, other.right) - max(one.left, other.left) > 2
        and min(one.top, other.top) - max(one.bottom, other.bottom) > 3
    ]


def text(data: bytes) -> str:
    """All words as a viewer selects them, page after page."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "".join(
        f"--- page {number}\n" + "\n".join(line.rstrip() for line in words.splitlines()) + "\n"
        for number, words in enumerate(pages, 1)
    )
