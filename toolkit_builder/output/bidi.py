"""Bidirectional text: names in Arabic, Hebrew, Thai and their like among other letters.

Unicode's rules put a number or bracket that follows a name from right to left on its other side, as if it
belonged to it: "Haddad (2019)" would be read with the year first. A name of its own element is laid out by
itself, and `pdf.objects` can say what its glyphs, joined and reordered, stand for.
"""

import re
from collections.abc import Iterator

from lxml import etree

from ..layout.vocabulary import FIELDS

NAME = "bdi"
# Letters that run from right to left, or join and change places, and what may stand between words of a name.
# Source: Unicode 16, chapters 9, 12, 13 and 16, and the presentation forms of Hebrew and Arabic.
_LETTER = "\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f"([{_LETTER}](?:[{_LETTER} \u00a0.'\u2019-]*[{_LETTER}])?)")
_MARK = "\u200e"  # left-to-right mark
# What the margins of pages show has no elements.
_RUNNING = ("data-running", "data-edition")


def isolate(main: etree._Element) -> None:
    """Give each such name an element of its own, and in the words of page margins a mark after it.

    Args:
        main: what is laid out; changed in place.
    """
    for element in [*main.iter()]:
        if element.text and element.tag not in (*FIELDS, "option"):
            element.text, names = _parted(element.text)
            element[:0] = names
        parent = element.getparent()
        if element.tail and parent is not None:
            element.tail, names = _parted(element.tail)
            after = parent.index(element) + 1
            parent[after:after] = names
        for name in _RUNNING:
            if name in element.attrib:
                element.set(name, _RUN.sub(rf"\1{_MARK}", element.get(name, "")))


def _parted(words: str) -> tuple[str, list[etree._Element]]:
    """Words before the first name, and the names with what follows each."""
    before, *parts = _RUN.split(words)
    return before, [*_elements(parts)]


def _elements(parts: list[str]) -> Iterator[etree._Element]:
    for name, after in zip(parts[::2], parts[1::2], strict=True):
        element = etree.Element(NAME)
        element.text, element.tail = name, after
        yield element
