"""The texts table: every printed text of a toolkit, once, with its address and its place."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import Place
from .addresses import address
from .model import Brand, EditionFile, Glossary, Material, Node, Principle
from .reading.spans import Path
from .toolkit import Source, Toolkit
from .words import Text


@dataclass(frozen=True, slots=True)
class PrintedText:
    """One text.

    Args:
        address: of the nearest thing around it that has an address.
        field: dotted path below that thing; where items of a list have ids, these stand instead of positions.
            Unique together with the address.
        place: the first line of the text in its file.
        end: line and column just after it, counted from 1.
        text: the words as they are printed, with their marks; `text.written` is what stands in the file.
        sha256: of the words as written, in UTF-8 and hexadecimal digits: another label of a level that they
            mention is no other text.
    """

    address: str
    field: str
    place: Place
    end: tuple[int, int]
    text: Text
    sha256: str


def texts(toolkit: Toolkit, drafts: bool = False) -> Iterator[PrintedText]:
    """Every text of the files that an edition is made from, file by file, from the top down.

    Args:
        drafts: also those of materials that are not approved.
    """
    for source in toolkit.sources:
        if drafts or not isinstance(source.node, Material) or source.node.status == "approved":
            yield from texts_of(source, toolkit.file.id)


def texts_of(source: Source, toolkit: str) -> Iterator[PrintedText]:
    """Every text of one file, whether or not it is approved.

    Args:
        toolkit: id of the toolkit, which speaks for files without an address of their own.
    """
    node = source.node
    if isinstance(node, Material | Principle | Glossary):
        yield from _Walk(source, node.id, whole=True).walk(node, (), None, ())
    else:
        yield from _Walk(source, toolkit, whole=False).walk(node, (), None, _prefix(node))


def _prefix(node: Node) -> tuple[str, ...]:
    """Files without an address of their own speak for the toolkit; their fields say which file."""
    if isinstance(node, EditionFile):
        return ("editions", node.id)
    return ("brand",) if isinstance(node, Brand) else ()


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through one file.

    Args:
        source: the file.
        owner: the id that its addresses begin with.
        whole: whether things with an id in it have addresses of their own.
    """

    source: Source
    owner: str
    whole: bool

    def walk(
        self, value: Any, path: Path, thing: str | None, field: tuple[str, ...]
    ) -> Iterator[PrintedText]:
        if isinstance(value, Text):
            yield self._text(value, path, thing, field)
        elif isinstance(value, Node | dict):
            fields = value.__dict__ if isinstance(value, Node) else value
            for name, child in fields.items():
                yield from self._part(child, (*path, name), thing, (*field, name))
        elif isinstance(value, tuple):
            for number, child in enumerate(value):
                name = getattr(child, "id", str(number))
                yield from self._part(child, (*path, number), thing, (*field, name))

    def _part(
        self, value: Any, path: Path, thing: str | None, field: tuple[str, ...]
    ) -> Iterator[PrintedText]:
        name = getattr(value, "id", None) if self.whole else None
        yield from self.walk(value, path, name or thing, () if name else field)

    def _text(self, value: Text, path: Path, thing: str | None, field: tuple[str, ...]) -> PrintedText:
        marks = self.source.marks
        digest = hashlib.sha256(value.written.encode()).hexdigest()
        name = address(self.owner, thing)
        if path not in marks:  # a default of the model: it stands in no file
            return PrintedText(name, ".".join(field), Place(self.source.path), (0, 0), value, digest)
        mark = marks[path]
        return PrintedText(name, ".".join(field), mark.value, mark.end, value, digest)
