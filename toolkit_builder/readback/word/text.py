"""What a Word file says between one address and the next, and in its footnotes."""

from collections.abc import Iterator

from lxml import etree

from ..manuscript import AddressedWords, WordCollector
from .nodes import NOTHING, Node, W, folded, value
from .package import Word

_SPACE = frozenset({f"{W}p", f"{W}tab", f"{W}br"})


def by_address(word: Word) -> list[AddressedWords]:
    """Words between bookmarks of addresses; without fields and slots to fill in, and lists of contents."""
    collector = WordCollector()
    for node in _nodes(word.document.root):
        name = node.get(f"{W}name", "")
        if node.tag == f"{W}bookmarkStart" and name.startswith("_b_"):
            collector.begin(name[3:])
        elif node.tag == f"{W}t":
            collector.say(node.text)
        elif node.tag == f"{W}footnoteReference":
            collector.call()
        elif node.tag in _SPACE:
            collector.say(" ")
    return collector.passages()


def notes(word: Word) -> list[str]:
    """Words of the footnotes in the order of their calls; empty for one that is called and not there."""
    written = {note.get(f"{W}id"): note for note in word.root("footnotes").iter(f"{W}footnote")}
    calls = (reference.get(f"{W}id") for reference in word.document.all("footnoteReference"))
    return [_words(written.get(call, NOTHING)) for call in calls]


def _words(node: Node) -> str:
    return folded("".join(element.text or "" for element in node.iter(f"{W}t")))


def _nodes(element: Node) -> Iterator[Node]:
    for child in element.iterchildren(etree.Element):
        if not _is_control(child) and not _is_entry(child):
            yield child
            yield from _nodes(child)


def _is_control(node: Node) -> bool:
    """A content control with a tag is a field or a slot; one without only holds a list of contents."""
    return node.tag == f"{W}sdt" and node.find(f"{W}sdtPr/{W}tag") is not None


def _is_entry(node: Node) -> bool:
    """TOC1 to TOC9 are the styles of entries."""
    name = value(node, "pPr/pStyle") if node.tag == f"{W}p" else ""
    return name.startswith("TOC") and name[3:].isdigit()
