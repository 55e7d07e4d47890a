"""What does not fit a laid-out page: words that had to be broken, words and pictures that leave their place.

Like `objects`, this module knows the insides of WeasyPrint 70: its boxes, by the names of their classes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from ...errors import Place, Problem
from ...layout.vocabulary import INLINE
from ..bidi import NAME

INCH, SLACK = 96, 3  # CSS pixels; a letter may lean out of its place a little
# A line may end inside of what holds one of these, an address or a number, and between any two letters of the
# scripts from U+0E00 to U+17FF and from U+2E80 on, most of which are written without spaces.
_MAY_BREAK = re.compile("[/.@_\\d\u0e00-\u17ff\u2e80-\uffff\U00020000-\U0003ffff]")
_EDGES = "\"'.,;:!?()[]\u2018\u2019\u201c\u201d\u2026"
_PART = "put a soft hyphen (U+00AD) where it may part"
_ROOM = f"have fewer columns, give its column a larger `width`, or {_PART}"
_SHORTER = "shorten it, or divide it"
_PICTURES = ("BlockReplacedBox", "InlineReplacedBox")


@dataclass(frozen=True, slots=True)
class _Container:
    """What the words and pictures of a box must stay in.

    Args:
        address: nearest one around the box.
        name: page or cell.
        left, right, bottom: its sides, in CSS pixels.
    """

    address: str
    name: str
    left: float
    right: float
    bottom: float


def misfits(pages: Sequence[Any], main: etree._Element, packet: str) -> list[Problem]:
    """O112 for each word that is broken, O113 for what leaves its page or cell; each once.

    Args:
        pages: of WeasyPrint's document.
        main: the tree that was laid out.
        packet: its id.
    """
    tokens = _tokens(main)
    problems = (problem for page in pages for problem in _of_page(page._page_box, tokens, packet))
    return [*dict.fromkeys(problems)]


def _tokens(main: etree._Element) -> frozenset[str]:
    """All that spaces part, without the marks at the edges of words."""
    parts: list[str] = []
    for event, element in etree.iterwalk(main, events=("start", "end")):
        joins = element.tag in (*INLINE, NAME) and element.tag != "br"
        inline = joins and element.get("class") != "footnote"
        parts += ["" if inline else " ", (element.text if event == "start" else element.tail) or ""]
    return frozenset(map(_bare, "".join(parts).split()))


def _bare(token: str) -> str:
    return token.strip(_EDGES).casefold()


def _of_page(page: Any, tokens: frozenset[str], packet: str) -> Iterator[Problem]:
    left, bottom = page.content_box_x(), page.margin_height()
    area = _Container("", "page", left, left + page.width, bottom)
    paper = _Container("", "page", 0, page.margin_width(), bottom)
    for child in page.children:
        container = paper if type(child).__name__ == "MarginBox" else area
        for address, code, message, hint in _look(child, container, tokens):
            yield Problem(Place(f"{packet}#{address}" if address else packet), code, message, hint)


Fault = tuple[str, str, str, str]
"""Address, code, message, hint."""


def _look(box: Any, container: _Container, tokens: frozenset[str]) -> Iterator[Fault]:
    """The faults of a box and of all within it."""
    box = getattr(box, "_box", box)  # out of the flow, a placeholder stands for the box
    kind = type(box).__name__
    if kind == "TextBox" or kind in _PICTURES:
        yield from _outside(box, container)
        return
    if box.element is not None and box.element.get("id"):
        container = replace(container, address=box.element.get("id"))
    if kind == "TableCellBox":
        left = box.border_box_x()
        container = replace(container, name="cell", left=left, right=left + box.border_width())
    lines = [child for child in box.children if type(child).__name__ == "LineBox"]
    if len(lines) > 1:
        for word in _broken([_words(line) for line in lines], tokens):
            message = f'the word "{word}" does not fit a line of {box.width / INCH:.2f} in and is broken'
            yield container.address, "O112", message, _ROOM if container.name == "cell" else _PART
    for child in box.children:
        yield from _look(child, container, tokens)


def _outside(box: Any, container: _Container) -> Iterator[Fault]:
    left, right = box.position_x, box.position_x + box.width
    bottom = box.position_y + box.height
    if (
        container.left - SLACK < left
        and right < container.right + SLACK
        and bottom < container.bottom + SLACK
    ):
        return
    subject = f'"{box.text.strip()[:60]}"' if type(box).__name__ == "TextBox" else "a picture"
    if any(letter.isalnum() for letter in subject):  # a mark alone follows a word that is named
        yield container.address, "O113", f"{subject} does not fit and leaves its {container.name}", _SHORTER


def _words(box: Any) -> str:
    """What a line says; a field or picture in it is no part of a word."""
    if type(box).__name__ == "TextBox":
        return str(box.text)
    return "".join(_words(child) for child in box.children) if box.children else " "


def _broken(lines: Sequence[str], tokens: frozenset[str]) -> Iterator[str]:
    """Tokens of the packet that begin on one line and end on another.

    Where a space was, WeasyPrint has dropped it, so two words that a third one consists of may stand there.
    """
    begun: list[tuple[str, ...]] = []
    for line in lines:
        parts = line.split()
        if not parts:
            begun = []
            continue
        for pieces in [(*token_parts, parts[0]) for token_parts in begun]:
            word = "".join(pieces).strip(_EDGES)
            known = _bare(word) in tokens and not all(_bare(piece) in tokens for piece in pieces)
            if known and not _MAY_BREAK.search(word):
                yield word.replace("\u00ad", "")
        goes_on = [(*token_parts, parts[0]) for token_parts in begun[-8:]] if len(parts) == 1 else []
        begun = [*goes_on, (parts[-1],)] if line[-1].isalpha() else []
