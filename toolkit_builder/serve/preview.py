"""A toolkit that is being written: read again after every save."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import LayoutError, Place, Problem
from ..project import Project, layouts_path
from .sealed_cache import SealedCache
from .snapshot import Inputs, Snapshot, take_snapshot
from .source_cache import SourceCache, SourceState

TellFault = Callable[[BaseException], object]
"""Told of a fault of ours, which must not end the preview."""


class Preview:
    """Every method may be called by any thread.

    Args:
        project: which toolkit.
        tell_fault: see there.
    """

    def __init__(self, project: Project, tell_fault: TellFault) -> None:
        self.project, self._tell_fault = project, tell_fault
        self._source_cache = SourceCache(project.sources, project.name)
        self._sealed_cache = SealedCache(project.sources, project.name)
        self._inputs: Inputs | None = None
        self._snapshot = Snapshot(SourceState({}, None, None, (), ()), None, (layouts_path(),), (), ())
        self._saved: tuple[str, ...] = ()
        self._looking = threading.Lock()
        # A browser that outlives this process must not take the next one's numbers for those it knows.
        self._version = time.time_ns() // 1_000_000
        self._changed = threading.Condition()
        self.refresh()

    @property
    def snapshot(self) -> Snapshot:
        """The toolkit now."""
        return self._snapshot

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
            layouts, refused = self._layouts()
            stamp = tuple(_layouts_stamp(layouts))
            inputs = Inputs(self._source_cache.read(), self._sealed_cache.read(), layouts, stamp, refused)
            if inputs.is_like(self._inputs):
                return False
            if self._inputs is not None:
                self._saved = tuple(_differing(self._inputs.sources, inputs.sources)) or self._saved
            self._inputs = inputs
            self._snapshot = self._next(inputs)
        self.tell()
        return True

    def _layouts(self) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
        """Folders of layouts, and why the toolkit's own are not among them: they may come at any time."""
        try:
            return self.project.layouts, ()
        except LayoutError as error:
            return (layouts_path(),), error.problems

    def _next(self, inputs: Inputs) -> Snapshot:
        try:
            return take_snapshot(inputs, self._snapshot)
        except Exception as error:
            self._tell_fault(error)
            problems = (*inputs.sources.problems, fault(self.project.name, error))
            return replace(self._snapshot, sources=inputs.sources, problems=problems)


def fault(where: str, error: BaseException) -> Problem:
    """A fault of ours, as a problem that people are shown; the terminal has its traceback."""
    hint = "this is a fault of the program; the terminal shows more"
    return Problem(Place(where), "O561", f"this cannot be shown: {type(error).__name__}: {error}", hint)


def _layouts_stamp(layouts: tuple[Path, ...]) -> Iterator[object]:
    """Name, size and time of every layout."""
    for folder in layouts:
        for parent, folders, files in os.walk(folder):
            folders.sort()
            for name in sorted(files):
                path = os.path.join(parent, name)  # noqa: PTH118 - asked of many files, several times a second
                try:
                    status = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                yield path, status.st_size, status.st_mtime_ns


def _differing(before: SourceState, after: SourceState) -> Iterator[str]:
    """Names of files that were saved, are new or are gone."""
    for name in {**before.files, **after.files}:
        old, new = before.files.get(name), after.files.get(name)
        if old is None or new is None or old.sum != new.sum:
            yield name
