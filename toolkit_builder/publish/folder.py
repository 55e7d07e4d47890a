"""The folder of an edition: changes only as a whole, file by file by rename, its manifest last."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..files import Batch, Cache, below, disk, sweep
from ..output.fields import questions
from ..output.task import Task
from ..request import Built
from . import manifest
from .manifest import About, Row


@dataclass(frozen=True, slots=True)
class Edition:
    """The folder of an edition as the last run left it.

    Args:
        folder: output/<toolkit>/<edition>.
        toolkit, id: what lies in it.
        rows: of its manifest.
    """

    folder: Path
    toolkit: str
    id: str
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, output: Path, toolkit: str, edition: str) -> "Edition":
        """Read a folder; an absent one has no rows."""
        folder = output / edition
        return cls(folder, toolkit, edition, manifest.read(folder))

    def holds(self, packet: str) -> bool:
        """Whether a packet was made here before."""
        return any(row.packet == packet for row in self.rows)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a run knows when all files are made.

    Args:
        tasks: every file of the toolkit in its current state.
        usual: those that a build makes unless it is asked for less or more.
        wanted: those that were asked for; all of them are in the cache.
        made: keys of those laid out in this run.
        left_out: path and status of materials that are in no packet.
        about: what holds for all files.
    """

    tasks: tuple[Task, ...]
    usual: tuple[Task, ...]
    wanted: tuple[Task, ...]
    made: frozenset[str]
    left_out: tuple[tuple[str, str], ...]
    about: About


def publish(edition: Edition, shown: Shown, cache: Cache, whole: bool) -> tuple[Built, tuple[str, ...]]:
    """Bring the folder to the state of the files that were asked for.

    Args:
        whole: everything was asked for, so what no packet explains is removed.

    Returns:
        What was done, and the names of all files that belong to the folder now.

    Raises:
        OutputError: see `files.disk`; while files are being written nothing has changed yet.
    """
    current = {_name(edition, task): task for task in shown.tasks}
    new = {_name(edition, task): _row(edition, task, cache) for task in shown.wanted}
    gone = [row for row in edition.rows if whole and row.path not in current]
    rows = {row.path: row for row in edition.rows if row not in gone} | new
    stale = [path for path, row in rows.items() if path not in current or row.key != current[path].key]
    complete = not stale and all(_name(edition, task) in rows for task in shown.usual)
    beside = {name: data for task in shown.wanted for name, data in _beside(task)}
    sheet = manifest.manifest(edition.toolkit, edition.id, rows.values(), shown.about, complete)
    with disk(edition.folder):
        sweep(edition.folder)
        touched = _write(edition, new, beside, sheet, cache, gone)
    restored = [path for path in touched if path in new and new[path].key not in shown.made]
    return Built(
        toolkit=edition.toolkit,
        edition=edition.id,
        folder=str(edition.folder),
        made=tuple(sorted(path for path, row in new.items() if row.key in shown.made)),
        restored=tuple(sorted(restored)),
        unchanged=len(new) - len(restored) - sum(row.key in shown.made for row in new.values()),
        removed=tuple(sorted(row.path for row in gone)),
        stale=tuple(sorted(stale)),
        left_out=shown.left_out,
        pages=sum(row.pages for row in new.values()),
        complete=complete,
    ), (*new, *beside, manifest.NAME)


def _write(
    edition: Edition,
    new: dict[str, Row],
    beside: dict[str, bytes],
    sheet: bytes,
    cache: Cache,
    gone: Iterable[Row],
) -> list[str]:
    """Put on disk what differs there; names of the files that changed."""
    changed = []
    with Batch(edition.folder) as batch:
        for name, row in new.items():
            if _sum(edition.folder / name) != row.sha256:
                batch.add(name, cache.data(row.key))
                changed.append(name)
        for name, data in (*beside.items(), (manifest.NAME, sheet)):
            if _sum(edition.folder / name) != hashlib.sha256(data).hexdigest():
                batch.add(name, data)
                changed.append(name)
        _remove(edition.folder, gone)
        batch.commit()
    return changed


def _remove(folder: Path, gone: Iterable[Row]) -> None:
    """Delete the files of packets that no longer exist; never one that no manifest has named."""
    for row in gone:
        for name in (row.path, *(manifest.beside(row.packet, row.language))):
            with suppress(FileNotFoundError):
                below(folder, name).unlink()


def _name(edition: Edition, task: Task) -> str:
    return manifest.file_name(edition.toolkit, task.manuscript.packet, task.variant, edition.id)


def _row(edition: Edition, task: Task, cache: Cache) -> Row:
    facts = cache.facts(task.key)
    assert facts is not None, "every file that was asked for is in the cache"
    packet = task.manuscript.packet
    return Row(
        path=_name(edition, task),
        packet=packet.id,
        kind=packet.kind,
        principle=packet.principle,
        materials=packet.materials,
        variant=task.variant,
        format=manifest.file_format(task.variant),
        language=task.manuscript.language,
        access=packet.access,
        title=task.manuscript.title,
        pages=facts["pages"],
        bytes=facts["bytes"],
        sha256=facts["sha256"],
        key=task.key,
    )


def _beside(task: Task) -> Iterator[tuple[str, bytes]]:
    """What lies beside a packet, the same for all its variants: what its form asks, and what it says."""
    fields, manuscript = manifest.beside(task.manuscript.packet.id, task.manuscript.language)
    asked = list(questions(task.manuscript))
    yield fields, json.dumps(asked, indent=1, ensure_ascii=False).encode() + b"\n"
    yield manuscript, task.manuscript.body + b"\n"


def _sum(path: Path) -> str:
    """sha256 of a file, empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
