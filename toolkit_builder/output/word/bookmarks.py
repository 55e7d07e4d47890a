"""Bookmarks: every address of the manuscript is found in Word under its name.

Source: ECMA-376 Part 1, 17.13.6 (bookmarks). python-docx knows none.
"""

import re
from collections.abc import Iterator, Sequence

from ...layout.manuscript import Manuscript
from ...layout.vocabulary import FIELDS
from .oxml import Element, element
from .tree import Node, fault

_ADDRESS = re.compile(r"[a-z][a-z0-9_]*\Z")
_LENGTH = 40  # 17.13.6.2: Word takes no longer name of a bookmark.


class Bookmarks:
    """The bookmarks of one document.

    Args:
        manuscript: the packet.
        main: what Word shows of it.
        numbers: gives numbers that nothing else in the document has.

    Raises:
        OutputError: O204, an address stands twice, or makes no bookmark name.
    """

    def __init__(self, manuscript: Manuscript, main: Node, numbers: Iterator[int]) -> None:
        self.names = _names(manuscript, main)
        self._manuscript = manuscript
        self._numbers = numbers
        self._placed: set[str] = set()

    def mark(self, node: Node) -> tuple[Element, Element]:
        """Start and end of the bookmark of a node's address; what they stand around is its content.

        Raises:
            OutputError: O204, the address stands twice.
        """
        name = self.names[node.get("id", "")]
        if name in self._placed:
            fault(self._manuscript, node, "O204", f"the address {node.get('id')} stands twice")
        self._placed.add(name)
        number = str(next(self._numbers))
        return element("w:bookmarkStart", id=number, name=name), element("w:bookmarkEnd", id=number)

    def put_around(self, nodes: Sequence[Node], into: Element, start: int = 0) -> None:
        """Put the bookmarks of nodes around what an element holds: wholly inside its paragraph.

        Args:
            nodes: the outermost first.
            into: the paragraph, or the link in it.
            start: the first child that stands between them.

        Raises:
            OutputError: O204, an address stands twice.
        """
        marks = [self.mark(node) for node in nodes]
        for place, (begin, _) in enumerate(marks, start):
            into.insert(place, begin)
        into.extend(end for _, end in reversed(marks))

    def check_all_placed(self) -> None:
        """Every address must have found its paragraph.

        Raises:
            OutputError: O205, an address has no block in Word.
        """
        missing = sorted(set(self.names.values()) - self._placed)
        if missing:
            message = f"the address {missing[0][3:]} stands on nothing that Word shows"
            fault(self._manuscript, None, "O205", message, "give it words")


def _names(manuscript: Manuscript, main: Node) -> dict[str, str]:
    """Address -> bookmark, for every id of the body: `_a_` around a control, `_b_` in a block."""
    names: dict[str, str] = {}
    for node in main.iter():
        address = node.get("id")
        if address is None:
            continue
        name = f"{'_a_' if node.tag in FIELDS else '_b_'}{address}"
        if address in names:
            fault(manuscript, node, "O204", f"the address {address} stands twice")
        if not _ADDRESS.match(address) or len(name) > _LENGTH:
            fault(manuscript, node, "O204", f"{address} cannot be the name of a bookmark",
                  "at most 37 small letters, digits and _")  # fmt: skip
        names[address] = name
    return names
