"""The files of a toolkit as they lie on the disk: read again only where they changed."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..content.load import assemble, file_bytes, read_pictures, read_source
from ..content.model import Material
from ..content.reading.find import REQUIRED, Finder, SourceFile
from ..content.rules import BETWEEN, RULES, WARNINGS, Sheet
from ..content.toolkit import Source, Toolkit
from ..errors import Problem, SourceError

# Some programs save by deleting a file and writing it anew; what is gone is looked for once more.
_BACK_AGAIN = 0.15  # seconds
# A clock ticks in steps, so two saves of one length may carry one time: what is as young is read again.
_YOUNG = 100_000_000  # nanoseconds

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CachedFile:
    """One file.

    Args:
        found: its name and what it must hold.
        path: as messages name it.
        stamp: size, time and number of the file on the disk; None where it must be read again in any case.
        sum: of what it says now.
        lines: what it says now.
        problems: what is wrong with it by itself.
        source: what it says, or said when it was right last; None where it has never been right.
        good_lines, good_sum: of that.
        sheet: for rules.
    """

    found: SourceFile
    path: str
    stamp: Stamp | None
    sum: str
    lines: tuple[str, ...] = field(repr=False)
    problems: tuple[Problem, ...]
    source: Source | None
    good_lines: tuple[str, ...] = field(default=(), repr=False)
    good_sum: str = ""
    sheet: Sheet | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Path below the toolkit's folder."""
        return self.found.name


@dataclass(frozen=True, slots=True)
class SourceState:
    """Everything that is known of the sources at one moment.

    Args:
        files: name -> file, in order.
        toolkit: made of the last good text of each file; None where a file that every toolkit needs has none.
        drafts: the same as if every material were approved, so that what is being written can be shown.
        problems: all of them, sorted.
        warnings: what stands in nobody's way.
    """

    files: Mapping[str, CachedFile]
    toolkit: Toolkit | None
    drafts: Toolkit | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether every file is right, or was once."""
        return all(held.source is not None for held in self.files.values())

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong and the toolkit says what the files say."""
        return self.toolkit is not None and not self.problems


class SourceCache:
    """Reads one toolkit again and again.

    Args:
        folder: the toolkit.
        shown: how messages name it.
    """

    def __init__(self, folder: Path, shown: str) -> None:
        self._folder = folder
        self._shown = shown
        self._held: dict[str, CachedFile] = {}
        self._stamps: dict[str, Stamp | None] = {}
        self._pictures: dict[str, bytes] = {}
        self._seen: object = None
        self._reading = SourceState({}, None, None, (), ())

    def read(self) -> SourceState:
        """What the files say now; the same value as before where nothing has changed."""
        finder = self._look()
        # What is not there any more is forgotten, so that no number of saves fills the memory.
        self._held = {found.name: self._hold(found) for found in finder.files}
        self._look_at_pictures(finder.pictures)
        sums = [(name, each.sum, each.problems) for name, each in self._held.items()]
        seen = (sums, finder.problems, self._pictures)
        if seen != self._seen:
            self._seen = seen
            self._reading = self._put_together(finder.problems)
        return self._reading

    def _look(self) -> Finder:
        finder = self._finder()
        if self._held.keys() - {found.name for found in finder.files}:
            time.sleep(_BACK_AGAIN)
            finder = self._finder()
        return finder

    def _finder(self) -> Finder:
        finder = Finder(self._folder, self._shown)
        finder.look()
        return finder

    def _hold(self, found: SourceFile) -> CachedFile:
        before = self._held.get(found.name)
        stamp = _stamp(self._folder / found.name)
        if before is not None and before.stamp is not None and before.stamp == stamp:
            return before
        path = f"{self._shown}/{found.name}"
        try:
            data = file_bytes(self._folder, self._shown, found)
        except SourceError as error:
            return _wrong(CachedFile(found, path, None, "", (), (), None), error, before)
        total = hashlib.sha256(data).hexdigest()
        if before is not None and before.sum == total:
            return replace(before, stamp=stamp)
        lines = tuple(data.decode("utf-8-sig", "replace").splitlines())
        now = CachedFile(found, path, stamp, total, lines, (), None)
        try:
            source = read_source(path, found, data)
        except SourceError as error:
            return _wrong(now, error, before)
        sheet = Sheet.of(source)
        if problems := [problem for rule in RULES for problem in rule(sheet)]:
            return _wrong(now, SourceError(problems), before)
        return replace(now, source=source, good_lines=lines, good_sum=total, sheet=sheet)

    def _look_at_pictures(self, names: Iterable[str]) -> None:
        stamps = {name: _stamp(self._folder / name) for name in names}
        if stamps != self._stamps or None in stamps.values():
            self._stamps, self._pictures = stamps, read_pictures(self._folder, stamps)

    def _put_together(self, misplaced: Iterable[Problem]) -> SourceState:
        held = self._held.values()
        sources = [each.source for each in held if each.source is not None]
        problems = [*misplaced, *(problem for each in held for problem in each.problems)]
        name = self._folder.resolve().name
        toolkit = drafts = None
        warnings: tuple[Problem, ...] = ()
        if {*REQUIRED} <= {source.name for source in sources}:
            toolkit = assemble(name, sources, self._pictures)
            drafts = assemble(name, [*_approved(sources)], self._pictures)
            # Where a file has never been right, all that refers to it would be told too.
            if len(sources) == len(held):
                sheets = tuple(each.sheet for each in held if each.sheet is not None)
                problems += [problem for rule in BETWEEN for problem in rule(toolkit, sheets)]
                warnings = tuple(problem for rule in WARNINGS for problem in rule(toolkit, sheets))
        return SourceState(dict(self._held), toolkit, drafts, tuple(sorted(set(problems))), warnings)


def _wrong(now: CachedFile, error: SourceError, before: CachedFile | None) -> CachedFile:
    """A file that holds something wrong, with its last good text."""
    last = before or now
    return replace(
        now, problems=error.problems, source=last.source, sheet=last.sheet,
        good_lines=last.good_lines, good_sum=last.good_sum,
    )  # fmt: skip


def _approved(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        node = source.node
        if isinstance(node, Material) and node.status != "approved":
            yield replace(source, node=node.model_copy(update={"status": "approved"}))
        else:
            yield source


def _stamp(path: Path) -> Stamp | None:
    try:
        state = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - asked of every file, many times a minute
    except OSError:
        return None
    young = time.time_ns() - state.st_mtime_ns < _YOUNG
    return None if young else (state.st_size, state.st_mtime_ns, state.st_ino)
