"""The folder of an edition: changes only as a whole, file by file by rename, its manifest last."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..content.packet_kinds import PACKET_KINDS
from ..content.toolkit import Toolkit
from ..content.variants import VARIANTS
from ..layout.manuscript import Manuscript
from ..layout.questions import questions
from ..machine.cache import Cache
from ..machine.files import Batch, below, disk, sweep
from ..output.task import Task
from . import manifest
from .built import Built
from .manifest import About, Row


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """The folder of an edition as the last run left it.

    Args:
        folder: output/<toolkit>/<edition>.
        toolkit, id, language: what lies in it; the language is the toolkit's own.
        rows: of its manifest.
    """

    folder: Path
    toolkit: str
    id: str
    language: str
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, folder: Path, toolkit: Toolkit) -> "EditionFolder":
        """Read a folder of the newest edition; an absent one has no rows."""
        edition, language = toolkit.editions[-1].id, toolkit.file.language
        return cls(folder, toolkit.name, edition, language, manifest.read(folder))

    def holds(self, packet: str) -> bool:
        """Whether a packet was made here before."""
        return any(row.packet == packet for row in self.rows)


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run of which all files are made, before anything of it lies in a folder.

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


def update(
    edition: EditionFolder, finished: FinishedRun, cache: Cache, whole: bool
) -> tuple[Built, tuple[str, ...]]:
    """Bring the folder to the state of the files that were asked for.

    Args:
        edition: the folder as the last run left it.
        finished: what there is to be in it.
        cache: holds all files that were asked for.
        whole: everything was asked for, so what no packet explains is removed.

    Returns:
        What was done, and the names of all files that belong to the folder now.

    Raises:
        OutputError: see `machine.files.disk`, while files are being written nothing has changed yet; O505 a
            file of the cache is damaged.
    """
    current = {_name(task, edition.language): task for task in finished.tasks}
    new_rows = {row.path: row for row in (row_of(task, edition.language, cache) for task in finished.wanted)}
    gone_rows = [row for row in edition.rows if whole and row.path not in current]
    rows = {row.path: row for row in edition.rows if row not in gone_rows} | new_rows
    stale = [path for path, row in rows.items() if path not in current or row.key != current[path].key]
    complete = not stale and all(_name(task, edition.language) in rows for task in finished.usual)
    more = {name: data for task in finished.wanted for name, data in files_beside(task.manuscript).items()}
    table = manifest.as_json(finished.about, rows.values(), manifest.built_with(), complete)
    with disk(edition.folder), Batch(edition.folder) as batch:
        sweep(edition.folder)
        changed = add_changed(
            batch, new_rows.values(), lambda row: cache.data(row.key), {**more, manifest.NAME: table}
        )
        remove_files(edition.folder, gone_rows)
        batch.commit()
    restored = [path for path in changed if path in new_rows and new_rows[path].key not in finished.made]
    return Built(
        toolkit=edition.toolkit,
        edition=edition.id,
        folder=str(edition.folder),
        made=tuple(sorted(path for path, row in new_rows.items() if row.key in finished.made)),
        restored=tuple(sorted(restored)),
        unchanged=len(new_rows) - len(restored) - sum(row.key in finished.made for row in new_rows.values()),
        removed=tuple(sorted(row.path for row in gone_rows)),
        stale=tuple(sorted(stale)),
        left_out=finished.left_out,
        **totals(new_rows.values()),
        complete=complete,
    ), (*new_rows, *more, manifest.NAME)


def add_changed(
    batch: Batch, rows: Iterable[Row], data: Callable[[Row], bytes], more: Mapping[str, bytes]
) -> list[str]:
    """Keep ready what differs on disk; names of the files that will change.

    Args:
        batch: of the folder.
        rows: files that belong in the folder of the batch.
        data: gives what is in one of them; only called where it has to be written.
        more: what lies beside them, by name; changes in this order.

    Raises:
        OutputError: see `machine.files.disk`.
    """
    changed = []
    for row in rows:
        if not is_whole(batch.folder / row.path, row.sha256):
            batch.add(row.path, data(row))
            changed.append(row.path)
    for name, content in more.items():
        if not is_whole(batch.folder / name, hashlib.sha256(content).hexdigest()):
            batch.add(name, content)
            changed.append(name)
    return changed


def remove_files(folder: Path, rows: Iterable[Row]) -> None:
    """Delete the files of packets that no longer exist; never one that no manifest has named.

    Raises:
        OutputError: O504 a manifest names a file outside the folder.
        OSError: the disk refuses; see `machine.files.disk`.
    """
    for row in rows:
        for name in (row.path, *manifest.names_beside(row.id)):
            with suppress(FileNotFoundError):
                below(folder, name).unlink()


def _name(task: Task, language: str) -> str:
    imprint = task.imprint
    return manifest.file_name(imprint.toolkit, task.manuscript, task.variant, imprint.edition, language)


def totals(rows: Collection[Row]) -> dict[str, Any]:
    """How many packets and pages some files are, as `Built` tells it."""
    pages: Counter[str] = Counter()
    for row in rows:
        pages[row.variant] += row.pages
    printed = tuple((variant, pages[variant]) for variant in VARIANTS if pages[variant])
    packets = {row.id for row in rows if PACKET_KINDS[row.kind].has_texts}
    return {"packets": len(packets), "pages": pages.total(), "printed": printed}


def row_of(task: Task, language: str, cache: Cache) -> Row:
    """The row of a finished file.

    Args:
        task: what it was made from.
        language: the toolkit's own.
        cache: holds the file.

    Raises:
        OutputError: O505 it does not.
    """
    packet, facts = task.manuscript.packet, cache.held(task.key)
    return Row(
        path=_name(task, language),
        packet=packet.id,
        kind=packet.kind,
        principle=packet.principle,
        materials=packet.materials,
        variant=task.variant,
        format=manifest.file_format(task.variant),
        language=task.manuscript.language,
        access=packet.access,
        title=task.manuscript.title,
        pages=facts.pages,
        bytes=facts.bytes,
        sha256=facts.sha256,
        key=task.key,
    )


def files_beside(manuscript: Manuscript) -> dict[str, bytes]:
    """What lies beside a packet, the same for all its variants: what its form asks, and what it says."""
    fields_name, manuscript_name = manifest.names_beside(manuscript.id)
    fields = json.dumps(list(questions(manuscript)), indent=1, ensure_ascii=False).encode()
    return {fields_name: fields + b"\n", manuscript_name: manuscript.body + b"\n"}


def is_whole(path: Path, sha256: str) -> bool:
    """Whether a file is there with just the content that a sum names."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False
