"""Which file and line a block of a packet comes from, and which block a line of a file became.

An address names a thing; most things have several texts, and paragraphs and items of a text only have
addresses counted in order. So a block meets its text by its words, the texts of its own thing first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ..content.comparing.state import name_of
from ..content.model import Material, Node, Principle
from ..content.texts import PrintedText, texts_of
from ..content.toolkit import Source
from ..content.walk import walk
from ..layout.changed_blocks import own_words, passages, thing_of, tight
from ..machine.xml import parse
from .line_map import moved
from .packet_page import name_blocks
from .source_cache import CachedFile

_SHORTEST = 4  # letters; fewer are found by chance
_FAR = 12  # letters that words of another material must at least have
_BEGIN = 5  # words that the line of a paragraph is looked for by


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A part of a text that a layout may print in a block of its own: all of it, a paragraph, an item.

    Args:
        tight: its words without spaces.
        line, column: where they begin in the text that was right last, counted from 1.
        text: the whole.
        file: the file.
    """

    tight: str
    line: int
    column: int
    text: PrintedText
    file: CachedFile = field(repr=False)

    @property
    def is_shared(self) -> bool:
        """Whether it belongs to the whole toolkit, so that any packet may print it."""
        return self.file.source is not None and not isinstance(self.file.source.node, Material | Principle)


@dataclass(frozen=True, slots=True)
class BlockOrigin:
    """Where a block is written.

    Args:
        file: the file.
        line, last: of its words in the file as it is now, counted from 1.
        column: of the first.
        name: material/thing, as editors write it.
        field: of the text; empty where no text says the words: a layout does, from what stands at the line.
    """

    file: CachedFile = field(repr=False)
    line: int
    last: int
    column: int
    name: str
    field: str


class SourceMap:
    """Remembers the passages of every file that has been asked about."""

    def __init__(self) -> None:
        # Name of a file -> what it says, and its passages. The same text may say other words: the name of a
        # level that it mentions stands in another file.
        self._known: dict[str, tuple[Source | None, tuple[SourcePassage, ...]]] = {}

    def origin(self, body: bytes, name: str, files: Iterable[CachedFile], toolkit: str) -> BlockOrigin | None:
        """Where a block is written.

        Args:
            body: of the manuscript.
            name: of the block, as `name_blocks` gives it.
            files: of the whole toolkit.
            toolkit: id of the toolkit.

        Returns:
            None where there is no such block, or nothing in the sources that it belongs to.
        """
        block = name_blocks(parse(body)).get(name)
        if block is None:
            return None
        files = [file for file in files if file.source]
        read = [passage for file in files for passage in self._passages(file, toolkit)]
        here = _led_to(block) or thing_of(block)
        if passage := _best(tight(_words(block)), here, read):
            return _origin(passage)
        return _at_thing(here, files)

    def blocks_at(
        self, body: bytes, lines: Mapping[str, Iterable[int]], files: Iterable[CachedFile], toolkit: str
    ) -> dict[tuple[str, int], str]:
        """The blocks that some lines of files became.

        Args:
            body: of the manuscript.
            lines: name of a file -> lines of it as it is now.
            files: that the manuscript is made from.
            toolkit: id of the toolkit.

        Returns:
            File and line -> name of a block; what has none is missing.
        """
        blocks: dict[str, list[tuple[str, str]]] = {}
        for name, block in name_blocks(parse(body)).items():
            blocks.setdefault(tight(_words(block)), []).append((thing_of(block), name))
        names = {}
        for file in files:
            for line in lines.get(file.name, ()):
                good_line = moved(file.lines, file.good_lines, line)
                if file.source and (near := _near(good_line, self._passages(file, toolkit), blocks)):
                    names[file.name, line] = near
        return names

    def forget(self, files: Mapping[str, CachedFile]) -> None:
        """Keep nothing of files that are gone."""
        self._known = {name: known for name, known in self._known.items() if name in files}

    def _passages(self, file: CachedFile, toolkit: str) -> tuple[SourcePassage, ...]:
        known = self._known.get(file.name)
        if known is None or known[0] is not file.source:
            known = self._known[file.name] = file.source, tuple(_read(file, toolkit))
        return known[1]


def _read(file: CachedFile, toolkit: str) -> Iterator[SourcePassage]:
    assert file.source is not None
    for text in texts_of(file.source, toolkit):
        if text.place.line:  # not what the model adds by itself
            for words in passages(text.text):
                line, column = _place(words, text, file)
                yield SourcePassage(tight(words), line, column, text, file)


def _words(block: etree._Element) -> str:
    """Words of a block; of a row or figure those of its first block."""
    if block.tag == "tr" and len(block):
        return own_words(block[0])
    return own_words(block)


def _led_to(block: etree._Element) -> str:
    """What an entry of a list of contents is about: the thing that it leads to."""
    first = block[0] if len(block) and not (block.text or "").strip() else None
    target = first.get("href", "") if first is not None and first.tag == "a" else ""
    return target[1:] if target.startswith("#") else ""


def _best(words: str, here: str, passages: Iterable[SourcePassage]) -> SourcePassage | None:
    """The passage that a block most likely prints: the same words before a part of them, near before far."""

    def rank(passage: SourcePassage) -> tuple[int, int, int]:
        near = _near_to(passage.text.address, here)
        return (2 * (passage.tight == words) + (near == 2), near, len(passage.tight))

    fitting = [passage for passage in passages if _fits(passage, words, here)]
    return max(fitting, key=rank, default=None)


def _fits(passage: SourcePassage, words: str, here: str) -> bool:
    near, same = _near_to(passage.text.address, here), passage.tight == words
    if same and (near or passage.is_shared):
        return bool(words)
    least = _SHORTEST if near else _FAR
    return len(passage.tight) >= least and passage.tight in words


def _near_to(address: str, here: str) -> int:
    """2 for the same thing, 1 for the same material, 0 for anything else."""
    if address == here:
        return 2
    return int(address.partition("__")[0] == here.partition("__")[0])


def _origin(passage: SourcePassage) -> BlockOrigin:
    file, text = passage.file, passage.text
    whole = tight(text.text) == passage.tight
    last = max(passage.line, text.end[0] - (text.end[1] == 1)) if whole else passage.line
    line = moved(file.good_lines, file.lines, passage.line)
    return BlockOrigin(
        file, line, line + last - passage.line, passage.column, name_of(text.address), text.field
    )


def _place(passage: str, text: PrintedText, file: CachedFile) -> tuple[int, int]:
    """Line and column where the words of a passage begin; in a text on several lines they are looked for."""
    place, words = text.place, passage.split()
    rows = file.good_lines[place.line - 1 : text.end[0]]
    for number in range(min(_BEGIN, len(words)), 0, -1):
        wanted = " ".join(words[:number]).rstrip(".,;:!?")  # which a note or mark may part from its word
        if number == 1 and len(wanted) < _SHORTEST:
            break
        for row, line in enumerate(rows):
            if wanted in line.replace("*", "")[place.column - 1 if row == 0 else 0 :]:
                return place.line + row, max(0, line.find(words[0])) + 1
    return place.line, place.column


def _at_thing(here: str, files: Iterable[CachedFile]) -> BlockOrigin | None:
    """Where a thing begins, or what is around it."""
    material, _, thing = here.partition("__")
    for file in files:
        assert file.source is not None
        node, marks = file.source.node, file.source.marks
        if getattr(node, "id", "") != name_of(material):
            continue
        inside = (
            path for path, value, _ in walk(node) if path and isinstance(value, Node)
            and getattr(value, "id", None) == name_of(thing)
        )  # fmt: skip
        place = marks.value((*next(inside, ()), "id"))
        line = moved(file.good_lines, file.lines, place.line)
        return BlockOrigin(file, line, line, place.column, name_of(here), "")
    return None


def _near(
    line: int, passages: Iterable[SourcePassage], blocks: Mapping[str, Iterable[tuple[str, str]]]
) -> str | None:
    """The block of the last text that begins at a line or before it."""

    def distance(passage: SourcePassage) -> tuple[int, bool, int]:
        return line - passage.text.place.line, passage.line > line, abs(line - passage.line)

    before = [passage for passage in passages if passage.text.place.line <= line]
    for passage in sorted(before, key=distance):
        named = [*blocks.get(passage.tight, ())]
        own = [name for thing, name in named if thing == passage.text.address]
        if own or named:
            return own[0] if own else named[0][1]
    return None
