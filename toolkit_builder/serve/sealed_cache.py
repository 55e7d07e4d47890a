"""The sealed editions of a toolkit, read again only where one was added or its standing changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..content.comparing.state import State
from ..errors import BuildError, Problem
from ..publish.sealed_editions import EDITIONS, SealedEdition, sealed_editions, states


@dataclass(frozen=True, slots=True)
class SealedState:
    """Everything that is known of the sealed editions at one moment.

    Args:
        editions: the oldest first.
        states: what they say, the newest first.
        problems: what cannot be read of them; then there are none.
    """

    editions: tuple[SealedEdition, ...] = ()
    states: tuple[State, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()


class SealedCache:
    """Looks at the sealed editions of one toolkit.

    Args:
        sources: its folder.
        name: how messages call it.
    """

    def __init__(self, sources: Path, name: str) -> None:
        self._sources, self._name = sources, name
        self._stamps: tuple[object, ...] | None = None
        self._state = SealedState()

    def read(self) -> SealedState:
        """All of them; the same value as before where nothing has changed."""
        stamps = tuple(self._look())
        if stamps != self._stamps:
            self._state, self._stamps = self._read(), stamps
        return self._state

    def _read(self) -> SealedState:
        try:
            editions = sealed_editions(self._sources, self._name)
            return SealedState(editions, tuple(states(editions)))
        except BuildError as error:
            return SealedState(problems=error.problems)

    def _look(self) -> Iterator[object]:
        """Name, size and time of every file that says something about them."""
        folder = self._sources / EDITIONS
        for path in sorted(
            [*folder.glob("*/seal.json"), *folder.glob("*/bundle.zip"), *folder.glob("status.yaml")]
        ):
            try:
                status = path.stat()
            except OSError:
                continue
            yield path.name, path.parent.name, status.st_size, status.st_mtime_ns
