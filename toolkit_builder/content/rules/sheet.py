"""One file as the rules look at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from ...errors import Problem
from ..model import Material, Node
from ..reading.spans import Path
from ..toolkit import Source
from ..walk import SourcePart, walk

Kind = TypeVar("Kind", bound=Node)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file and everything in it.

    Args:
        source: the file.
        parts: every node and text, from the top down.
    """

    source: Source
    parts: tuple[SourcePart, ...] = field(repr=False)

    @classmethod
    def of(cls, source: Source) -> "Sheet":
        """The sheet of a file."""
        return cls(source, tuple(walk(source.node)))

    def anew(self, source: Source) -> "Sheet":
        """The sheet of this file as it is printed, or this one where it is printed as it is written."""
        return self if source is self.source else Sheet.of(source)

    @property
    def printed(self) -> bool:
        """Whether an edition holds it: drafts and retired materials only keep their ids."""
        return not isinstance(self.source.node, Material) or self.source.node.status == "approved"

    def nodes(self, kind: type[Kind]) -> Iterator[tuple[Path, Kind]]:
        """Every node of a kind, with its path."""
        for part in self.parts:
            if isinstance(part.value, kind):
                yield part.path, part.value

    def problem(self, path: Path, code: str, message: str, hint: str, words: str = "") -> Problem:
        """A problem with the value at `path`, or with the first of `words` in it.

        Args:
            path: in the file.
            code, message, hint: as of a `Problem`.
            words: some of the value.
        """
        return Problem(self.source.marks.value(path, words), code, message, hint)

    def missing(self, path: Path, code: str, message: str, hint: str) -> Problem:
        """A problem with what is not there: shown at the key of what should hold it.

        Args:
            path: where it would be.
            code, message, hint: as of a `Problem`.
        """
        return Problem(self.source.marks.key(path), code, message, hint)
