"""Where changes stand in a filled packet: the blocks that say what is new.

A change names a thing and a field; what a layout made of them is found by the thing's address and the words.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree

from ..content import richtext
from ..content.comparing.compare import GONE, Change
from ..content.comparing.state import State, Thing
from ..content.markdown import CITATION
from .vocabulary import FIELDS, HEADINGS

Node = etree._Element

BLOCKS = frozenset({"p", "li", "th", "td", "caption", "figcaption", *HEADINGS})
# What only repeats words of other parts, or says what every packet says.
_APART = frozenset({"contents", "parts", "news", "district"})
_OF_LAYOUTS = frozenset({"footnote", "between-notes", "again", "number", "tag", "change"})
_SHORTEST = 4  # letters; fewer are found by chance
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """A change in a packet.

    Args:
        change: what changed.
        home: the thing, or the nearest around it that the packet shows; None where the packet shows neither.
        blocks: elements that say what is new: a whole thing, or the blocks with its new words. Empty where
            something went, or where nothing that is printed tells of it.
    """

    change: Change
    home: Node | None
    blocks: tuple[Node, ...]


class ChangedBlocks:
    """Finds changes in one packet.

    Args:
        main: the packet.
        before: what the toolkit said in the earlier edition.
    """

    def __init__(self, main: Node, before: State) -> None:
        self.main = main
        self._before = {thing.address: thing for thing in before.things}
        self._at = {node.get("id", ""): node for node in main.iter() if node.get("id")}
        self._cited = [
            str(note.get("data-reference")) for note in main.iterfind(".//span[@class='footnote']")
        ]

    def find(self, change: Change) -> ChangedBlock:
        """Where a change can be seen."""
        node = self._at.get(change.address)
        if not change.field:
            return self._whole(change, node)
        scope = self.main if node is None else node
        blocks = tuple(self._blocks(change, scope))
        if not blocks and node is not None and change.kind != "removed" and "__" in change.address:
            blocks = (node,)
        return ChangedBlock(change, self._around(change) if node is None else node, blocks)

    def _whole(self, change: Change, node: Node | None) -> ChangedBlock:
        """A thing that came, went or moved; a list that only names it has no address of it."""
        if change.kind in GONE:
            return ChangedBlock(change, self._around(change), ())
        if node is not None:
            return ChangedBlock(change, node, (node,))
        named = [block for block in self.main.iter(*BLOCKS) if tight(own_words(block)) == tight(change.title)]
        return ChangedBlock(change, None, tuple(block for block in named if not _is_apart(block)))

    def place_left(self, change: Change) -> tuple[Node | None, Node | None]:
        """Where a thing stood: a part, and what of it the thing came after, if that is there.

        Args:
            change: of a thing that is not there any more, or moved.
        """
        thing = self._before[change.address]
        row = [other.address for other in self._before.values() if _in_one_list(other, thing)]
        above = (self._at.get(other) for other in reversed(row[: row.index(change.address)]))
        last = next((node for node in above if node is not None and node.tag == "section"), None)
        owner = self._at.get(thing.owner)
        if last is not None and owner is not None and owner in last.iterancestors():
            return last.getparent(), last
        return self._around(change), None

    def at(self, name: str) -> Node | None:
        """What the packet shows at an address."""
        return self._at.get(name)

    def opening(self, home: Node) -> Node:
        """The first part of a packet or material that holds its texts; of anything smaller, itself."""
        if not {"packet", "material", "principle"} & {home.get("class")}:
            return home
        parts = home.iterfind("section")
        return next((part for part in parts if part.get("class") not in {"cover", *_APART}), home)

    def _around(self, change: Change) -> Node | None:
        """Where a thing was: the part that holds others of its list, or the nearest thing around it."""
        thing = self._before.get(change.address)
        siblings = [other.address for other in self._before.values() if thing and _in_one_list(other, thing)]
        place = siblings.index(change.address) if thing else 0
        for name in (*reversed(siblings[:place]), *siblings[place + 1 :]):
            if name in self._at and (part := next(self._at[name].iterancestors("section"), None)) is not None:
                return part
        name, top = change.address, change.address.partition("__")[0]
        # What a packet only names, or not at all, holds no place where something in it was.
        while name not in self._at and name in self._before and (name != top or name == change.address):
            name = self._before[name].owner
        return self._at.get(name)

    def _blocks(self, change: Change, scope: Node) -> Iterator[Node]:
        """The blocks that say it, those of the thing itself before those of things in it."""
        inside = [block for block in scope.iter(*BLOCKS) if not _is_apart(block)]
        own = [block for block in inside if thing_of(block) == change.address]
        for blocks in (own, inside):
            telling = [*self._telling(change, blocks)]
            if telling:
                yield from telling
                return

    def _telling(self, change: Change, blocks: list[Node]) -> Iterator[Node]:
        """Those of some blocks that say what is new."""
        if change.kind == "re-sourced":
            references = _references(change)
            yield from (block for block in blocks if references & {*self._notes(block)})
            return
        new = _stretches(change.after) - _stretches(change.before)
        words = {block: own_words(block) for block in blocks}
        exact = [block for block in blocks if tight(words[block]) in new]
        if exact:
            yield from exact
        elif change.kind in ("revalued", "rescaled"):
            if _FIGURE.search(change.after):
                figure = re.compile(rf"(?<![\w.,+-]){re.escape(change.after)}(?!\w)")
                yield from (block for block in blocks if figure.search(words[block]))
        else:
            long = [stretch for stretch in new if len(stretch) >= _SHORTEST]
            yield from (block for block in blocks if any(stretch in tight(words[block]) for stretch in long))

    def _notes(self, block: Node) -> Iterator[str]:
        """Ids of the references that a block calls, or in the list of sources is about."""
        for note in block.iterfind(".//span[@class='footnote']"):
            yield note.get("data-reference", "")
        links = (link.get("href", "") for link in block.iterfind(".//a[@class='again']"))
        for name in (*links, block.get("id", "")):
            if match := re.fullmatch(r"#?\w+__part_sources__n(\d+)", name):
                yield self._cited[int(match[1]) - 1]


def _in_one_list(first: Thing, second: Thing) -> bool:
    return (first.owner, first.among) == (second.owner, second.among)


def own_words(block: Node) -> str:
    """Words of a block on one line: without those of blocks in it, fields and notes."""
    return " ".join("".join(_own(block)).split())


def tight(words: str) -> str:
    """Without spaces."""
    return "".join(words.split())


def _own(node: Node) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if is_own(child):
            yield from _own(child)
        yield child.tail or ""


def is_own(child: Node) -> bool:
    """Whether the words of an element are words of the block that it stands in."""
    inner = child.tag in BLOCKS or child.tag in ("ul", "ol", "table", *FIELDS)
    return not inner and child.get("class") not in _OF_LAYOUTS


def _is_apart(block: Node) -> bool:
    return any(node.get("class") in _APART for node in block.iterancestors())


def thing_of(block: Node) -> str:
    """Address of the thing that a block belongs to: parts of a packet belong to the material itself."""
    for node in (block, *block.iterancestors()):
        if name := node.get("id"):
            material, _, rest = name.partition("__")
            own = rest.partition("__")[0]
            return material if not own or own.startswith("part_") else f"{material}__{own}"
    return ""


def _references(change: Change) -> set[str]:
    """Ids of the references that are new there, or whose own words are."""
    if change.thing == "reference":
        return {change.address.rpartition("__")[2].replace("_", "-")}
    cited = CITATION.findall(change.after)
    return {*cited} - {*CITATION.findall(change.before)} if cited else {change.after}


def _stretches(words: str) -> set[str]:
    """What a layout may print in one block of a text, without spaces."""
    return {tight(passage) for passage in passages(words)} - {""}


def passages(words: str) -> tuple[str, ...]:
    """What a layout may print in one block of a text: all of it, a paragraph, an item of a list."""
    parts = [words]
    for part in words.split(" | "):
        parts.append(part)
        # In a plain text signs mean nothing, and not all of them can be read.
        with suppress(richtext.RichTextError):
            parts += _plain(richtext.parse(part, blocks=True))
    return tuple(dict.fromkeys(parts))


def _plain(blocks: tuple[richtext.Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, richtext.Paragraph):
            yield richtext.plain(block.children)
            continue
        for item in block.items:
            yield richtext.plain(tuple(node for node in item if isinstance(node, richtext.Paragraph)))
            yield from _plain(tuple(node for node in item if isinstance(node, richtext.ListBlock)))
