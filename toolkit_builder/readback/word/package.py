"""A Word file, read once: its parts as trees, what they point at, and where in the text an element stands.

Source: ECMA-376 Part 2 (packages, relationships), Part 1, 17 (WordprocessingML).
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from ...errors import Unreadable
from ...machine.limits import Limits
from ...machine.xml import XmlError, parse
from ...machine.zips import ZipError, unzipped
from .fields import Field, fields
from .nodes import NOTHING, Node, W, around
from .styles import Styles

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_XML = (".xml", ".rels")
_STORIES = frozenset({"officeDocument", "header", "footer", "footnotes", "endnotes", "comments"})
_FLOW = frozenset({f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}tab"})


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at.

    Args:
        part: name of the part that points.
        id: as the part names it.
        kind: last word of the relationship type, such as hyperlink.
        target: name of a part, or an address outside.
        external: whether it lies outside of the package.
    """

    part: str
    id: str
    kind: str
    target: str
    external: bool


@dataclass(eq=False)
class WordStory:
    """One part with text: the document itself, a header, a footer, notes.

    Args:
        part: name.
        root: its tree.
        index: tag -> all elements of that tag, in order.
        places: paragraph -> address of the bookmark in it, or of the nearest before it.
        flow: what fields are made of, and words, in order.
    """

    part: str
    root: Node
    index: dict[str, list[Node]] = field(default_factory=dict)
    places: dict[Node, str] = field(default_factory=dict)
    flow: list[Node] = field(default_factory=list)

    def __post_init__(self) -> None:
        place, paragraph, own = "", NOTHING, False
        for node in self.root.iter(etree.Element):
            tag = str(node.tag)
            self.index.setdefault(tag, []).append(node)
            if tag == f"{W}p":
                paragraph, own = node, False
                self.places[node] = place
            elif tag == f"{W}bookmarkStart":
                name = node.get(f"{W}name", "")
                if name.startswith("_b_") or (name.startswith("_a_") and not own):
                    place, own = name[3:], own or name.startswith("_b_")
                    self.places[paragraph] = place
            elif tag in _FLOW:
                self.flow.append(node)

    def all(self, tag: str) -> list[Node]:
        """All elements of WordprocessingML with this name, in order."""
        return self.index.get(f"{W}{tag}", [])

    @cached_property
    def paragraphs(self) -> list[Node]:
        """All paragraphs in order."""
        return self.all("p")

    def where(self, node: Node) -> str:
        """The address nearest to an element, else the part."""
        paragraph = node if node.tag == f"{W}p" else around(node, "p")
        if paragraph is None:
            paragraph = node.find(f".//{W}p")
        return (self.places.get(paragraph, "") if paragraph is not None else "") or self.part


class Word:
    """A Word file, each part parsed once.

    Args:
        data: the bytes.
        limits: for a file from outside, see `open_word`.

    Raises:
        Unreadable: the bytes are no whole ZIP archive, or a part is not well formed; see `unzipped`, `parse`.
    """

    def __init__(self, data: bytes, limits: Limits | None = None) -> None:
        try:
            self.parts = unzipped(data, limits)
            self._trees = _trees(self.parts, limits)
        except (ZipError, XmlError) as error:
            raise Unreadable(str(error)) from error
        self.relations = [
            relation for name in sorted(self.parts) if name.endswith(".rels") for relation in self._read(name)
        ]
        document = next(
            (relation.target for relation in self.relations if relation.kind == "officeDocument"), ""
        )
        # The glossary has styles of its own: only what package and document point at counts here.
        self._near = [
            relation
            for relation in self.relations
            if relation.part in ("", document) and not relation.external
        ]
        parts = dict.fromkeys(relation.target for relation in self._near if relation.kind in _STORIES)
        self.stories = [WordStory(part, self.tree(part)) for part in parts if part in self.parts]

    def tree(self, name: str) -> Node:
        """The tree of a part; an empty element where there is no such part."""
        return self._trees.get(name, NOTHING)

    def _read(self, name: str) -> Iterator[Relation]:
        folder, file = posixpath.split(posixpath.dirname(name))[0], posixpath.basename(name)[:-5]
        part = posixpath.join(folder, file)
        for element in self.tree(name).iter(f"{_RELATIONS}Relationship"):
            external, target = element.get("TargetMode") == "External", element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            yield Relation(part, element.get("Id", ""), kind, target, external)

    def target(self, kind: str) -> str:
        """Name of the one part that is pointed at as this kind; empty when there is none."""
        return next((relation.target for relation in self._near if relation.kind == kind), "")

    def root(self, kind: str) -> Node:
        """Tree of the one part of this kind: styles, settings, numbering, theme, core-properties."""
        return self.tree(self.target(kind))

    @cached_property
    def document(self) -> WordStory:
        """The main text."""
        part = self.target("officeDocument")
        return next((story for story in self.stories if story.part == part), WordStory(part, NOTHING))

    @cached_property
    def styles(self) -> Styles:
        """Styles and theme."""
        return Styles(self.root("styles"), self.root("theme"), self.root("settings"))

    @cached_property
    def fields(self) -> list[tuple[WordStory, Field]]:
        """All fields of all stories."""
        return [
            (story, word_field) for story in self.stories for word_field in fields(story.root, story.flow)
        ]

    @cached_property
    def bookmarks(self) -> dict[str, tuple[WordStory, Node]]:
        """Lower-case name (Word tells no cases apart) -> where the bookmark starts."""
        return {
            mark.get(f"{W}name", "").lower(): (story, mark)
            for story, mark in reversed([*self.elements("bookmarkStart")])
        }

    def elements(self, *tags: str) -> Iterator[tuple[WordStory, Node]]:
        """All elements with one of these names in all stories."""
        for story in self.stories:
            for tag in tags:
                yield from ((story, node) for node in story.all(tag))


def open_word(data: bytes, limits: Limits) -> Word:
    """A Word file from outside, to be read in a process of its own, see `read_apart`.

    Addresses outside of it are told of (`Relation.external`) and never followed.

    Raises:
        Unreadable: it is damaged, no Word file, or holds more than it may.
    """
    word = Word(data, limits)
    if word.document.root is NOTHING:
        raise Unreadable("it is no Word file: it has no document part")
    return word


def _trees(parts: Mapping[str, bytes], limits: Limits | None) -> dict[str, Node]:
    """The trees of all parts that are XML; those of a file from outside have its marks among them."""
    trees, left = {}, limits.marks if limits else 0
    for name, part in parts.items():
        if name.endswith(_XML):
            trees[name] = parse(part, left)
            if limits:
                _check_depth(name, trees[name], limits.depth)
                left = max(1, left - part.count(b"<") - part.count(b"="))
    return trees


def _check_depth(name: str, root: Node, most: int) -> None:
    """Refuse elements that lie deeper than any program writes them; readers call themselves for each."""
    level, depth = [root], 0
    while level:
        level = [child for node in level for child in node.iterchildren(etree.Element)]
        depth += 1
        if depth > most:
            raise Unreadable(f"{name} has more than {most} elements inside each other")
