"""A toolkit that is being written: read again after every save."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Place, Problem
from ..project import Project
from .sealed_cache import Past, SealedCache
from .snapshot import Moment, moment
from .source_cache import SourceCache, SourceState

TellFault = Callable[[BaseException], object]
"""Told of a fault of ours, which must not end the preview."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a moment was made of."""

    reading: SourceState
    past: Past
    look: tuple[object, ...]

    def is_like(self, other: "_Seen | None") -> bool:
        """Whether nothing is different; readings stay the same value until a file changes."""
        if other is None:
            return False
        return self.reading is other.reading and self.past is other.past and self.look == other.look


class Preview:
    """Every method may be called by any thread.

    Args:
        project: which toolkit.
        tell_fault: see there.
    """

    def __init__(self, project: Project, tell_fault: TellFault) -> None:
        self.project, self._tell_fault = project, tell_fault
        self._library = SourceCache(project.sources, project.name)
        self._archive = SealedCache(project.sources, project.name)
        self._seen: _Seen | None = None
        self._moment = Moment(SourceState({}, None, None, (), ()), None, (), ())
        self._saved: tuple[str, ...] = ()
        self._looking = threading.Lock()
        # A browser that outlives this process must not take the next one's numbers for those it knows.
        self._version = time.time_ns() // 1_000_000
        self._changed = threading.Condition()
        self.refresh()

    @property
    def moment(self) -> Moment:
        """The toolkit now."""
        return self._moment

    @property
    def saved(self) -> tuple[str, ...]:
        """Names of the files that were saved last, or are gone."""
        return self._saved

    @property
    def version(self) -> int:
        """A number that grows whenever a page may look different."""
        return self._version

    def wait(self, version: int, seconds: float) -> int:
        """Wait until the version is another one, but not longer than some seconds; gives it."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, seconds)
            return self._version

    def tell(self) -> None:
        """Wake everybody who waits."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def refresh(self) -> bool:
        """Look at the disk; whether anything was different."""
        with self._looking:
            layouts = self.project.layouts
            seen = _Seen(self._library.read(), self._archive.read(), tuple(_look(layouts)))
            if seen.is_like(self._seen):
                return False
            if self._seen is not None:
                self._saved = tuple(_differing(self._seen.reading, seen.reading)) or self._saved
            self._seen = seen
            self._moment = self._next(seen, layouts)
        self.tell()
        return True

    def _next(self, seen: _Seen, layouts: tuple[Path, ...]) -> Moment:
        try:
            return moment(seen.reading, seen.past, layouts, seen.look, self._moment)
        except Exception as error:
            self._tell_fault(error)
            problems = (*seen.reading.problems, fault(self.project.name, error))
            return replace(self._moment, reading=seen.reading, problems=problems)


def fault(where: str, error: BaseException) -> Problem:
    """A fault of ours, as a problem that people are shown; the terminal has its traceback."""
    hint = "this is a fault of the program; the terminal shows more"
    return Problem(Place(where), "O561", f"this cannot be shown: {type(error).__name__}: {error}", hint)


def _look(layouts: tuple[Path, ...]) -> Iterator[object]:
    """Name, size and time of every layout."""
    for folder in layouts:
        for parent, folders, files in os.walk(folder):
            folders.sort()
            for name in sorted(files):
                path = os.path.join(parent, name)  # noqa: PTH118 - asked of many files, several times a second
                try:
                    state = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                yield path, state.st_size, state.st_mtime_ns


def _differing(before: SourceState, after: SourceState) -> Iterator[str]:
    """Names of files that were saved, are new or are gone."""
    for name in {**before.files, **after.files}:
        was, now = before.files.get(name), after.files.get(name)
        if was is None or now is None or was.sum != now.sum:
            yield name
