"""A toolkit as one frozen value: everything that its sources say, and where they say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import Problem
from .model import Brand, EditionFile, Glossary, Material, Node, Principle, Reference, ToolkitFile
from .reading.spans import MarkTable, Path, Spans

__all__ = ["Path", "Shelf", "Source", "Spans", "Toolkit"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the sources.

    Args:
        path: as shown in messages, with forward slashes.
        name: below the toolkit's folder, with forward slashes.
        node: what it says.
        marks: place of every value.
    """

    path: str
    name: str
    node: Node
    marks: MarkTable = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The materials of one principle, or (principle None) of the toolkit as a whole; approved ones only.

    Materials stand in the order of `FOLDERS`, then by file name.
    """

    principle: Principle | None
    materials: tuple[Material, ...]


@dataclass(frozen=True, slots=True)
class Toolkit:
    """One publication.

    Args:
        name: folder name.
        file: toolkit.yaml.
        brand: brand.yaml.
        references: id -> reference.
        shelves: one a principle in printed order, then one for the toolkit as a whole where it has materials.
        glossary: glossary.yaml, if there is one.
        editions: from the oldest to the newest.
        pictures: file name beside brand.yaml -> bytes; pictures, and the colour profile of a press.
        sources: every file read, in order of path.
        warnings: what editors should know of, though packets can be made.
        fonts: path below the folder -> bytes of each font file of the brand's own.
    """

    name: str
    file: ToolkitFile
    brand: Brand
    references: Mapping[str, Reference]
    shelves: tuple[Shelf, ...]
    glossary: Glossary | None
    editions: tuple[EditionFile, ...]
    pictures: Mapping[str, bytes] = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)
    warnings: tuple[Problem, ...] = ()
    fonts: Mapping[str, bytes] = field(default_factory=dict, repr=False)
