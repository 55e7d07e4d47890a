"""The sealed editions of a toolkit, read again only where one was added or its standing changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..content.comparing.state import State
from ..errors import BuildError, Problem
from ..publish.sealed_editions import EDITIONS, SealedEdition, sealed_editions


@dataclass(frozen=True, slots=True)
class Past:
    """What was sealed.

    Args:
        editions: the oldest first.
        states: what they say, in that order.
        problems: what cannot be read of them; then there are none.
    """

    editions: tuple[SealedEdition, ...] = ()
    states: tuple[State, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()


class SealedCache:
    """Looks at the sealed editions of one toolkit.

    Args:
        sources: its folder.
        shown: how messages name it.
    """

    def __init__(self, sources: Path, shown: str) -> None:
        self._sources = sources
        self._shown = shown
        self._seen: tuple[object, ...] | None = None
        self._past = Past()

    def read(self) -> Past:
        """All of them; the same value as before where nothing has changed."""
        seen = tuple(self._look())
        if seen != self._seen:
            self._past, self._seen = self._read(), seen
        return self._past

    def _read(self) -> Past:
        try:
            editions = sealed_editions(self._sources, self._shown)
            return Past(editions, tuple(each.state() for each in editions))
        except BuildError as error:
            return Past(problems=error.problems)

    def _look(self) -> Iterator[object]:
        folder = self._sources / EDITIONS
        for path in sorted(
            [*folder.glob("*/seal.json"), *folder.glob("*/bundle.zip"), *folder.glob("status.yaml")]
        ):
            try:
                state = path.stat()
            except OSError:
                continue
            yield path.name, path.parent.name, state.st_size, state.st_mtime_ns
