"""Bookmarks: every address of the manuscript is found in Word under its name.

Source: ECMA-376 Part 1, 17.13.6 (bookmarks). python-docx knows none.
"""

from collections.abc import Iterator, Sequence

from ...errors import OutputError
from ...layout.manuscript import Manuscript
from .names import bookmark_names, note_name
from .oxml import Element, element
from .tree import Node, fault, nothing_shown


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
        self.names = bookmark_names(manuscript, main)
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

    def mark_note(self, source: str) -> tuple[Element, Element]:
        """Start and end of the bookmark of a footnote's mark, for the fields that call it again.

        Args:
            source: address of what the note names.
        """
        number = str(next(self._numbers))
        start = element("w:bookmarkStart", id=number, name=note_name(source))
        return start, element("w:bookmarkEnd", id=number)

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
        missing = sorted(address for address, name in self.names.items() if name not in self._placed)
        if missing:
            raise OutputError([nothing_shown(self._manuscript, missing[0])])
