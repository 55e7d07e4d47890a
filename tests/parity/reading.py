"""A manuscript and its Word file as one row of words, cut where something with an address begins."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from toolkit_builder.layout.vocabulary import FIELDS
from toolkit_builder.output import Imprint
from toolkit_builder.output.shown import shown

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Stretch = tuple[frozenset[str], str]
"""Addresses that begin at one place, and the words up to the next place; without spaces."""

# Where words of their own stand: what assistive technology reads as one block.
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "caption", "figcaption"}


class Row:
    """Collects stretches; addresses without words between them begin at one place."""

    def __init__(self) -> None:
        self._addresses: set[str] = set()
        self._words = ""
        self._done: list[Stretch] = []

    def begin(self, address: str) -> None:
        if self._words:
            self._done.append((frozenset(self._addresses), self._words))
            self._addresses, self._words = set(), ""
        self._addresses.add(address)

    def say(self, words: str | None) -> None:
        self._words += re.sub(r"\s", "", words or "")

    def stretches(self) -> list[Stretch]:
        return [*self._done, (frozenset(self._addresses), self._words)]


class Shown:
    """What a variant shows of a manuscript.

    Args:
        body: of the manuscript.
        variant: one of `VARIANTS`.
        imprint: for the name of the edition.
    """

    def __init__(self, body: bytes, variant: str, imprint: Imprint) -> None:
        self.main = shown(body, variant, imprint)
        self.notes: list[str] = []

    def stretches(self) -> list[Stretch]:
        """Without the titles in lists of contents: Word makes its own from the headings."""
        row, self.notes = Row(), []
        self._say(self.main, row)
        return row.stretches()

    def _say(self, element: etree._Element, row: Row) -> None:
        if element.get("id") and element.tag not in FIELDS:
            row.begin(element.get("id", ""))
        row.say(element.text)
        for child in element:
            if child.get("class") == "footnote":
                self.notes.append(tight("".join(map(str, child.itertext()))))
            elif child.tag == "nav":
                for about in child.iter("p"):
                    self._say(about, row)
            elif child.tag not in FIELDS:
                self._say(child, row)
            row.say(child.tail)

    def blocks(self) -> list[tuple[str, str]]:
        """Address and words of each block in reading order; calls of footnotes as their numbers."""
        self.notes = []
        found: list[list[str]] = [["", ""]]
        self._block(self.main, "", found)
        return [(address, words) for address, words in ((a, tight(w)) for a, w in found) if words]

    def _block(self, element: etree._Element, address: str, found: list[list[str]]) -> None:
        address = element.get("id") or address
        if element.tag in BLOCKS:
            found.append([address, ""])
        here = len(found)
        found[-1][1] += element.text or ""
        for child in element:
            if child.get("class") == "footnote":
                self.notes.append(tight("".join(map(str, child.itertext()))))
                found[-1][1] += str(len(self.notes))
            elif child.tag not in FIELDS:
                self._block(child, address, found)
            if tight(child.tail or ""):
                if len(found) > here:  # words after a block inside this one
                    found.append([address, ""])
                    here = len(found)
                found[-1][1] += child.tail or ""


class Word:
    """A Word file read back.

    Args:
        data: the file.
    """

    def __init__(self, data: bytes) -> None:
        package = zipfile.ZipFile(io.BytesIO(data))
        (self.body,) = etree.fromstring(package.read("word/document.xml"))
        names = package.namelist()
        self.footnotes = (
            etree.fromstring(package.read("word/footnotes.xml")) if "word/footnotes.xml" in names else None
        )

    def stretches(self) -> list[Stretch]:
        """Words between bookmarks of addresses; without fields and slots to fill in."""
        row = Row()
        for node in self._nodes(self.body):
            if node.tag == f"{W}bookmarkStart" and node.get(f"{W}name", "").startswith("_b_"):
                row.begin(node.get(f"{W}name", "")[3:])
            elif node.tag == f"{W}t":
                row.say(node.text)
        return row.stretches()

    def notes(self) -> list[str]:
        """Words of the footnotes, in the order of their calls."""
        calls = [node.get(f"{W}id") for node in self.body.iter(f"{W}footnoteReference")]
        if self.footnotes is None:
            return []
        words = {note.get(f"{W}id"): note for note in self.footnotes}
        return [tight("".join(node.text or "" for node in words[call].iter(f"{W}t"))) for call in calls]

    def _nodes(self, element: etree._Element) -> Iterator[etree._Element]:
        for child in element:
            if child.tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}tag") is not None:
                continue
            style = child.find(f"{W}pPr/{W}pStyle")
            if (
                style is not None
                and style.get(f"{W}val", "").startswith("TOC")
                and len(style.get(f"{W}val", "")) == 4
            ):
                continue
            yield child
            yield from self._nodes(child)


def tight(words: str) -> str:
    return re.sub(r"\s", "", words)
