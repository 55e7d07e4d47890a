"""The files of a toolkit as they lie on the disk: read again only where they changed."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..content.load import assemble, file_bytes, read_pictures, read_source
from ..content.model import Material
from ..content.placeholders import texts_of_starter
from ..content.reading.discovery import REQUIRED, Finder, SourceFile
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
        source_file: its name and what it must hold.
        path: as messages name it.
        stamp: size, time and number of the file on the disk; None where it must be read again in any case.
        sum: of what it says now.
        lines: what it says now.
        problems: what is wrong with it by itself.
        source: what it says, or said when it was right last; None where it has never been right.
        good_lines, good_sum: of that.
        sheet: for rules.
        ours: its texts that nobody has rewritten since the program wrote them.
    """

    source_file: SourceFile
    path: str
    stamp: Stamp | None
    sum: str
    lines: tuple[str, ...] = field(repr=False)
    problems: tuple[Problem, ...]
    source: Source | None
    good_lines: tuple[str, ...] = field(default=(), repr=False)
    good_sum: str = ""
    sheet: Sheet | None = field(default=None, repr=False)
    ours: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Path below the toolkit's folder."""
        return self.source_file.name


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
        return all(file.source is not None for file in self.files.values())

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong and the toolkit says what the files say."""
        return self.toolkit is not None and not self.problems


class SourceCache:
    """Reads one toolkit again and again.

    Args:
        folder: the toolkit.
        name: how messages call it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._files: dict[str, CachedFile] = {}
        self._stamps: dict[str, Stamp | None] = {}
        self._pictures: dict[str, bytes] = {}
        self._sums: object = None
        self._state = SourceState({}, None, None, (), ())

    def read(self) -> SourceState:
        """What the files say now; the same value as before where nothing has changed."""
        finder = self._look()
        # What is not there any more is forgotten, so that no number of saves fills the memory.
        self._files = {source_file.name: self._read(source_file) for source_file in finder.files}
        self._look_at_pictures([*finder.pictures, *finder.fonts])
        files = [(name, file.sum, file.problems) for name, file in self._files.items()]
        sums = (files, finder.problems, self._pictures)
        if sums != self._sums:
            self._sums = sums
            self._state = self._put_together(finder.problems)
        return self._state

    def _look(self) -> Finder:
        finder = self._finder()
        if self._files.keys() - {source_file.name for source_file in finder.files}:
            time.sleep(_BACK_AGAIN)
            finder = self._finder()
        return finder

    def _finder(self) -> Finder:
        finder = Finder(self._folder, self._name)
        finder.look()
        return finder

    def _read(self, source_file: SourceFile) -> CachedFile:
        before = self._files.get(source_file.name)
        stamp = _stamp(self._folder / source_file.name)
        if before is not None and before.stamp is not None and before.stamp == stamp:
            return before
        path = f"{self._name}/{source_file.name}"
        try:
            data = file_bytes(self._folder, self._name, source_file)
        except SourceError as error:
            return _wrong(CachedFile(source_file, path, None, "", (), (), None), error, before)
        total = hashlib.sha256(data).hexdigest()
        if before is not None and before.sum == total:
            return replace(before, stamp=stamp)
        lines = tuple(data.decode("utf-8-sig", "replace").splitlines())
        file = CachedFile(source_file, path, stamp, total, lines, (), None)
        try:
            source = read_source(path, source_file, data)
        except SourceError as error:
            return _wrong(file, error, before)
        sheet = Sheet.of(source)
        if problems := [problem for rule in RULES for problem in rule(sheet)]:
            return _wrong(file, SourceError(problems), before)
        ours = texts_of_starter(source)
        return replace(file, source=source, good_lines=lines, good_sum=total, sheet=sheet, ours=ours)

    def _look_at_pictures(self, names: Iterable[str]) -> None:
        stamps = {name: _stamp(self._folder / name) for name in names}
        if stamps != self._stamps or None in stamps.values():
            self._stamps, self._pictures = stamps, read_pictures(self._folder, stamps)

    def _put_together(self, misplaced: Iterable[Problem]) -> SourceState:
        files = self._files.values()
        sources = [file.source for file in files if file.source is not None]
        problems = [*misplaced, *(problem for file in files for problem in file.problems)]
        name = self._folder.resolve().name
        toolkit = drafts = None
        warnings: tuple[Problem, ...] = ()
        if {*REQUIRED} <= {source.name for source in sources}:
            toolkit = assemble(name, sources, self._pictures)
            drafts = assemble(name, [*_approved(sources)], self._pictures)
            # Where a file has never been right, all that refers to it would be told too.
            if len(sources) == len(files):
                raw = (file.sheet for file in files if file.sheet is not None)
                sheets = tuple(map(Sheet.anew, raw, toolkit.sources))
                problems += [problem for rule in BETWEEN for problem in rule(toolkit, sheets)]
                warnings = tuple(problem for rule in WARNINGS for problem in rule(toolkit, sheets))
        spelt = dict(_spelt(self._files, toolkit))
        return SourceState(spelt, toolkit, drafts, tuple(sorted(set(problems))), warnings)


def _wrong(file: CachedFile, error: SourceError, before: CachedFile | None) -> CachedFile:
    """A file that holds something wrong, with its last good text."""
    last = before or file
    return replace(
        file, problems=error.problems, source=last.source, sheet=last.sheet,
        good_lines=last.good_lines, good_sum=last.good_sum, ours=last.ours,
    )  # fmt: skip


def _spelt(files: Mapping[str, CachedFile], toolkit: Toolkit | None) -> Iterator[tuple[str, CachedFile]]:
    """Files with what they say in print: a level that they mention has its name in another file."""
    printed = {source.name: source for source in toolkit.sources} if toolkit else {}
    for name, file in files.items():
        source = printed.get(name)
        yield name, file if source is None or source is file.source else replace(file, source=source)


def _approved(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        node = source.node
        if isinstance(node, Material) and node.status != "approved":
            yield replace(source, node=node.model_copy(update={"status": "approved"}))
        else:
            yield source


def _stamp(path: Path) -> Stamp | None:
    try:
        status = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - asked of every file, many times a minute
    except OSError:
        return None
    young = time.time_ns() - status.st_mtime_ns < _YOUNG
    return None if young else (status.st_size, status.st_mtime_ns, status.st_ino)
