"""A whole proof on one page: every built file of an edition is read and held to the rules of its variant."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..content.load import load_toolkit
from ..content.toolkit import Toolkit
from ..errors import OutputError, Place, Problem, collect
from ..layout.manuscript import Packet
from ..layout.names import WHAT, Names
from ..machine.files import Batch, disk
from ..machine.lock import locked
from ..output.run import Run
from ..project import Project, Request
from ..proof import Subject, prove
from ..proof.record import NAME, Proved, as_json, read, sum_of
from . import manifest
from .conformance import conformance
from .manifest import About, Row

_SECONDS, _SECONDS_PER_PAGE = 60.0, 2.0


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof found.

    Args:
        toolkit, edition, folder: what was proved, and where it lies.
        files: those that were asked for.
        again: how many of them had to be read; the others were known.
        unproved: files of the edition that nothing has proved yet.
        pages: names of the conformance pages.
    """

    toolkit: str
    edition: str
    folder: str
    files: tuple[Proved, ...]
    again: int
    unproved: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing was found in the files asked for."""
        return not any(file.findings for file in self.files)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to prove, with all that is read of it.

    Args:
        row, about: as the manifest has them.
        data, manuscript: the file, and what it was written from.
        fields: what its form asks.
        seen: sum of all this, by which a proof is known again.
    """

    row: Row
    about: About
    data: bytes
    manuscript: bytes
    fields: tuple[dict[str, Any], ...]
    seen: str


def warm_up() -> None:
    """Nothing is left to load: importing this module has loaded what a proof needs."""


def prove_one(job: Job) -> Proved:
    """Hold one file to the rules of its variant; called in a worker."""
    row = job.row
    subject = Subject(
        name=row.path, data=job.data, packet=row.packet, kind=row.kind, variant=row.variant,
        language=row.language, title=row.title, edition=job.about.edition, label=job.about.label,
        pages=row.pages, fonts=job.about.fonts, manuscript=job.manuscript, fields=job.fields,
    )  # fmt: skip
    return Proved(row.path, job.seen, tuple(dict.fromkeys(prove(subject))))


def prove_edition(request: Request, run: Run) -> Proof:
    """Prove the built files of the newest edition.

    Args:
        request: packets and variants; none for all that was built.
        run: toolkit, workers, and who is told of progress.

    Raises:
        SourceError: the sources or the strings of layouts hold something wrong.
        LayoutError: L101 to L110 the conformance page cannot be filled.
        OutputError: O541 nothing of what is asked for is built; O542 a file is not as the manifest says; else
            see `prove_all`, or the record cannot be written.
        UnknownName: a packet that was not built.
    """
    project = run.project
    with locked(project.lock):
        toolkit = load_toolkit(project.sources, project.name)
        folder = project.output / toolkit.editions[-1].id
        rows = manifest.read(folder)
        wanted = _wanted(rows, request) if rows else []
        if not wanted:
            place = Place(f"output/{toolkit.name}/{folder.name}")
            raise OutputError(
                [Problem(place, "O541", "there is nothing to prove yet", "run `toolkit build`")]
            )
        about, remembered = manifest.about(folder), read(folder)
        jobs = collect(lambda row: _job(folder, row, about), wanted)
        new_jobs = [job for job in jobs if _still_proved(remembered, job) is None]
        others = [row for row in rows if row not in wanted]
        new = prove_all(new_jobs, run)
        standing = _current([*jobs, *_whole(folder, others, about)], remembered)
        current = {proved.path: proved for proved in (*standing, *new)}
        names = _write(toolkit, project, folder, rows, current)
        return Proof(
            project.toolkit, folder.name, str(folder),
            tuple(current[job.row.path] for job in jobs), len(new_jobs),
            tuple(row.path for row in rows if row.path not in current), names,
        )  # fmt: skip


def prove_all(jobs: Sequence[Job], run: Run) -> list[Proved]:
    """Hold files to the rules of their variants, one a worker.

    Raises:
        OutputError: O511 to O513 see `Pool.run`.
    """
    done: list[Proved] = []

    def count(job: Job, proved: Proved) -> None:
        done.append(proved)
        run.listener(len(done), len(jobs), job.row.path)

    run.pool.run(prove_one, jobs, deadline=_deadline, name=_name, on_done=count)
    return done


def _wanted(rows: tuple[Row, ...], request: Request) -> list[Row]:
    built = (Packet(row.packet, row.kind, row.principle, row.materials, row.access) for row in rows)
    packets = Names.of(built).packets_of(request.packets, f"built {WHAT}")
    return [
        row
        for row in rows
        if (not packets or row.packet in packets)
        and (not request.variants or row.variant in request.variants)
    ]


def _job(folder: Path, row: Row, about: About) -> Job:
    """Read a file and what lies beside it.

    Raises:
        OutputError: O542.
    """
    fields, manuscript = (folder / name for name in manifest.names_beside(row.id))
    try:
        data = (folder / row.path).read_bytes()
        job = job_of(row, about, data, manuscript.read_bytes(), fields.read_bytes())
    except (OSError, ValueError) as error:
        raise _not_as_built(row, f"cannot be read: {error}") from None
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise _not_as_built(row, "is not the file that the manifest names")
    return job


def job_of(row: Row, about: About, data: bytes, manuscript: bytes, fields: bytes) -> Job:
    """The proof of one file.

    Args:
        row, about: as the manifest has them.
        data: the file.
        manuscript, fields: what it was written from, and its questions as JSON.

    Raises:
        ValueError: the questions are no JSON.
    """
    seen = sum_of(data, manuscript, fields, repr((row, about)).encode())
    return Job(row, about, data, manuscript, tuple(json.loads(fields)), seen)


def _not_as_built(row: Row, what: str) -> OutputError:
    problem = Problem(Place(row.path), "O542", what, "run `toolkit build` to make it again")
    return OutputError([problem])


def _still_proved(remembered: Mapping[str, Proved], job: Job) -> Proved | None:
    """The proof that is remembered of a file, if it is still the same."""
    proved = remembered.get(job.row.path)
    return proved if proved is not None and proved.seen == job.seen else None


def _whole(folder: Path, rows: Sequence[Row], about: About) -> Iterator[Job]:
    """Files that were not asked for, where they are still as the manifest says."""
    for row in rows:
        with suppress(OutputError):
            yield _job(folder, row, about)


def _current(jobs: Iterable[Job], remembered: Mapping[str, Proved]) -> list[Proved]:
    """The proofs that are remembered of files that are still the same."""
    return [proved for job in jobs if (proved := _still_proved(remembered, job)) is not None]


def _deadline(job: Job) -> float:
    return _SECONDS + _SECONDS_PER_PAGE * (job.row.pages or len(job.data) / 2000)


def _name(job: Job) -> str:
    return job.row.path


def _write(
    toolkit: Toolkit, project: Project, folder: Path, rows: tuple[Row, ...], current: Mapping[str, Proved]
) -> tuple[str, ...]:
    """Put the record and the conformance pages beside the files."""
    files = proof_files(toolkit, project, rows, current, draft=not manifest.is_sealed(folder))
    with disk(folder), Batch(folder) as batch:
        for name, data in files.items():
            batch.add(name, data)
        batch.commit()
    return tuple(name for name in files if name != NAME)


def proof_files(
    toolkit: Toolkit, project: Project, rows: tuple[Row, ...], proved: Mapping[str, Proved], draft: bool
) -> dict[str, bytes]:
    """The conformance pages and proof.json of an edition, by name.

    Args:
        toolkit: the sources.
        project: layouts, and the cache that keeps the page.
        rows: all files of the edition.
        proved: what is known of them, by file name.
        draft: whether the edition is not sealed yet.

    Raises:
        SourceError, LayoutError, OutputError: as `conformance`.
    """
    pages = conformance(toolkit, project, rows, proved, draft)
    return {**pages, NAME: as_json(toolkit.name, toolkit.editions[-1].id, proved.values())}
