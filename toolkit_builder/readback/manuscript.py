"""What a manuscript says, in the two cuts that a PDF and a Word file can be read in: by block, by address."""

import re
from collections import Counter
from typing import NamedTuple

from lxml import etree

from ..content.variants import VARIANTS
from ..layout.vocabulary import FIELDS
from ..machine.unicode import seen

Node = etree._Element

# Where words of their own stand: what assistive technology reads as one block.
BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "caption", "figcaption"})


class AddressedWords(NamedTuple):
    """Words, and where they stand.

    Args:
        addresses: that begin at one place; one for a block.
        words: on one line.
    """

    addresses: tuple[str, ...]
    words: str

    @property
    def where(self) -> str:
        """The innermost address."""
        return self.addresses[-1] if self.addresses else ""


class WordCollector:
    """Collects words, cut where addresses begin; those without words between them begin at one place."""

    def __init__(self) -> None:
        self._addresses: list[str] = []
        self._words: list[str] = []
        self._done: list[AddressedWords] = []
        self._notes = 0

    def begin(self, address: str) -> None:
        """The words that follow stand at this address."""
        if tight("".join(self._words)):
            self._done.append(self._last())
            self._addresses, self._words = [], []
        self._addresses.append(address)

    def say(self, words: str | None) -> None:
        """More words; the space between them is theirs."""
        self._words.append(words or "")

    def call(self) -> None:
        """Here the next footnote is called."""
        self._notes += 1
        self.say(str(self._notes))

    def passages(self) -> list[AddressedWords]:
        """All that was said, in order."""
        return [*self._done, self._last()]

    def _last(self) -> AddressedWords:
        return AddressedWords(tuple(self._addresses), spaced("".join(self._words)))


def by_address(main: Node) -> list[AddressedWords]:
    """Words between one address and the next; calls of footnotes as their numbers, no entries of contents.

    Args:
        main: what a variant shows. Word makes the entries of a list of contents itself, from the headings.
    """
    collector = WordCollector()
    _say(main, collector)
    return collector.passages()


def _say(element: Node, collector: WordCollector) -> None:
    if element.get("id"):
        collector.begin(element.get("id", ""))
    collector.say(f" {element.text or ''}" if element.tag in BLOCKS else element.text)
    for child in element:
        if child.tag == "nav":
            for paragraph in child.iter("p"):
                _say(paragraph, collector)
        elif child.get("class") == "footnote":
            collector.call()
        elif child.tag not in FIELDS:
            _say(child, collector)
        collector.say(child.tail)


def by_block(main: Node) -> list[AddressedWords]:
    """Words of each block in reading order, calls of footnotes as their numbers."""
    cutter = _BlockCutter()
    cutter.block(main, "")
    return [AddressedWords((address,), spaced(words)) for address, words in cutter.blocks if tight(words)]


class _BlockCutter:
    """A tree cut into blocks: address and words of each."""

    def __init__(self) -> None:
        self.blocks: list[tuple[str, str]] = [("", "")]
        self._notes = 0

    def block(self, element: Node, address: str) -> None:
        address = element.get("id") or address
        if element.tag in BLOCKS:
            self.blocks.append((address, ""))
        here = len(self.blocks)
        self._say(element.text)
        for child in element:
            if child.get("class") == "footnote":
                self._notes += 1
                self._say(str(self._notes))
            elif child.tag not in FIELDS:
                self.block(child, address)
            if tight(child.tail or ""):
                if len(self.blocks) > here:  # words after a block inside this one
                    self.blocks.append((address, ""))
                    here = len(self.blocks)
                self._say(child.tail)

    def _say(self, words: str | None) -> None:
        address, before = self.blocks[-1]
        self.blocks[-1] = (address, before + (words or ""))


def notes(main: Node) -> list[AddressedWords]:
    """Words of the footnotes in the order of their calls, each with the address where it is called."""
    passages, address = [], ""
    for element in main.iter(etree.Element):
        address = element.get("id") or address
        if element.get("class") == "footnote":
            passages.append(AddressedWords((address,), spaced("".join(map(str, element.itertext())))))
    return passages


class Vocabulary:
    """How often each word is said of each thing, heads of columns and addresses of links apart.

    Parts of a thing (its rows, cells, paragraphs) count together: a variant may lay them out in another way.

    Args:
        main: a manuscript as the layouts left it, or what a variant shows of one.
        variant: whose parts count.
    """

    def __init__(self, main: Node, variant: str) -> None:
        self._only = {None, *VARIANTS[variant].shows}
        self._owner = ""
        self.of: dict[str, Counter[str]] = {}
        self.heads: Counter[str] = Counter()
        self.links: Counter[str] = Counter()
        self._count(main)

    def _count(self, element: Node) -> None:
        if element.tag == "thead":
            for cell in element.iterfind("tr/*"):
                if cell.get("data-only") in self._only:
                    self.heads.update(_tokens(" ".join(map(str, cell.itertext()))))
            return
        self._owner = owner(element.get("id", "")) or self._owner
        self.links.update(_tokens(element.get("href", "")))
        self._said(element.text)
        for child in element:
            if child.get("data-only") in self._only and child.tag not in FIELDS:
                self._count(child)
            self._said(child.tail)

    def _said(self, words: str | None) -> None:
        if tokens := _tokens(words or ""):
            self.of.setdefault(self._owner, Counter()).update(tokens)


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", words)


def owner(address: str) -> str:
    """The thing that an address is of or belongs to: `material__thing` without the part."""
    return "__".join(address.split("__")[:2])


def spaced(words: str) -> str:
    """On one line, with one space between words."""
    return " ".join(words.split())


def tight(words: str) -> str:
    """Without spaces and what is not seen: lines and words of another style are drawn and written apart."""
    return seen("".join(words.split()))
