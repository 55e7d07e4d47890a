"""An edition made and proved, with its seal written, before anything of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..content.comparing.crosswalk import Crosswalk, crosswalk
from ..content.comparing.crosswalk import as_json as crosswalk_json
from ..content.comparing.state import as_json, state
from ..content.toolkit import Toolkit
from ..content.variants import VARIANTS
from ..errors import EditionError, Place, Problem
from ..layout.manuscript import PacketId
from ..machine.files import entries, write
from ..machine.versions import packages
from ..machine.zips import Parts, ZipError
from ..output.accents import accented
from ..output.fonts import faces_among
from ..output.keys import key
from ..output.prepare import Work, is_usual, make_missing, plan, prepare
from ..output.run import Run
from ..output.style import families, letters, words
from ..output.task import Task
from ..project import Project, layouts_path
from ..proof.record import NAME as PROOF
from ..proof.record import Proved, read
from ..proof.record import as_json as proof_json
from . import manifest
from . import seal as seal_file
from .bundle import MAX_BYTES, MAX_PART, Makings, Record, font_sums, pack
from .folder import files_beside, row_of
from .manifest import About, Row
from .news import news_since
from .page_numbers import Pages, page_numbers, placeholders
from .page_words import page_sums
from .prove import job_of, proof_files, prove_all
from .seal import Before, Seal, Sum, file_sum
from .sealed_editions import SealedEdition, source_files
from .sums import unified

# Folders of layouts/ that no packet is made from.
_NOT_FOR_PACKETS = ("changes", "schema", "serve", "site", "starter")
_NOTHING = Proved("", "", ())
_FINDINGS = 20  # that are told of one proof
_SECONDS = 120.0  # for reading the words of one file


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition that is made and proved.

    Args:
        rows: its packets; the finished files are in the cache.
        beside: what else goes into its folder; the manifest last.
        fonts: as they were cut.
        seal: complete.
        bundle: bundle.zip.
    """

    rows: tuple[Row, ...]
    beside: Mapping[str, bytes]
    fonts: tuple[bytes, ...]
    seal: Seal
    bundle: bytes


@dataclass(frozen=True, slots=True)
class _Made:
    """An edition of which all files are made and lie in the cache.

    Args:
        work: what they were made from.
        contents: document -> page numbers of its contents list in Word.
        layouter: what counted them; empty where nothing did.
        rows: one a file.
        packets: what lies beside the files, by name: their questions and manuscripts.
    """

    work: Work
    contents: Mapping[PacketId, Pages]
    layouter: str
    rows: tuple[Row, ...]
    packets: Mapping[str, bytes]

    @property
    def about(self) -> About:
        """What holds for all files."""
        return About.of(self.work.imprint, families(self.work.house))

    @property
    def made_by(self) -> dict[str, str]:
        """Name -> version of everything that decides the bytes of a file."""
        layouter = {"libreoffice": self.layouter} if self.layouter else {}
        return {**manifest.built_with(), **packages(), **layouter}


def make_ready(toolkit: Toolkit, before: Sequence[SealedEdition], run: Run, numbered: bool) -> Ready:
    """Make and prove everything, and write the seal.

    Args:
        toolkit: the sources.
        before: the sealed editions, the oldest first.
        run: workers, and where everything lies.
        numbered: whether the contents lists of Word files get page numbers.

    Raises:
        SourceError, LayoutError, OutputError: as `build`; O221 to O223 see `page_numbers`.
        EditionError: P103 the proof found something; P123 the bundle of the edition before is not whole;
            P148 that of this one could not be read.
    """
    project = run.project
    plans = plan(toolkit, also_named=True)
    work = prepare(toolkit, plans, news_since(toolkit, before), project.layouts, draft=False)
    made = _make(work, run, numbered)
    proved = _proved(made, run)
    proof = proof_files(toolkit, project, made.rows, proved, draft=False)
    table = manifest.as_json(made.about, made.rows, made.made_by, complete=True, sealed=True)
    more = {**made.packets, **proof, manifest.NAME: table}
    bundle = _bundle(made, proof, before, run)
    seal = _seal(made, before, bundle, [file_sum(name, data) for name, data in more.items()], inputs(project))
    fonts = tuple(faces_among(made.work.house.assets).values())
    return Ready(made.rows, more, fonts, seal, bundle)


def _make(work: Work, run: Run, numbered: bool) -> _Made:
    """Make every file that a build makes unasked."""
    usual = [task for task in work.tasks if is_usual(task, work.toolkit)]
    contents, layouter = _numbers(usual, work, run) if numbered else ({}, "")
    tasks = [_with_numbers(task, contents, work) for task in usual]
    make_missing(tasks, work, run)
    language = work.toolkit.file.language
    rows = sorted((row_of(task, language, run.cache) for task in tasks), key=lambda row: row.path)
    packets = {name: data for task in tasks for name, data in files_beside(task.manuscript).items()}
    return _Made(work, contents, layouter, tuple(rows), packets)


def _bundle(made: _Made, proof: Mapping[str, bytes], before: Sequence[SealedEdition], run: Run) -> bytes:
    """What is kept of an edition.

    Args:
        made: its packets.
        proof: files that say what a proof found.
        before: the sealed editions, the oldest first.
        run: toolkit and cache.
    """
    work, project, now = made.work, run.project, state(made.work.toolkit)
    printed = words(work.toolkit, project.layouts)
    became = crosswalk(before[-1].state(), now) if before else Crosswalk(after=now.edition)
    record = Record(
        sources=source_files(project.sources),
        layouts=_layouts(),
        beside=proof,
        letters=letters(printed),
        accents=accented(printed),
        words=_words(made.rows, run),
        places={row.path: run.cache.held(row.key).places for row in made.rows if row.format == "pdf"},
        state=as_json(now),
        crosswalk=crosswalk_json(became),
    )
    bundle = pack(Makings(work.manuscripts, work.house, work.imprint, made.contents), record)
    _require_readable(bundle, f"{project.name}/editions/{now.edition}/{seal_file.BUNDLE}")
    return bundle


def _require_readable(bundle: bytes, place: str) -> None:
    """P148: nobody seals what could not be opened again.

    Args:
        bundle: the zip.
        place: how messages name it.
    """
    why = f"it has {len(bundle) / 1e6:.0f} MB" if len(bundle) > MAX_BYTES else ""
    try:
        Parts(bundle, MAX_PART)
    except ZipError as error:
        why = why or str(error)
    if why:
        message = f"this bundle could not be opened again: {why}"
        hint = "keep what no packet prints outside of the toolkit's folder, and large pictures smaller"
        raise EditionError([Problem(Place(place), "P148", message, hint)])


def _numbers(usual: Sequence[Task], work: Work, run: Run) -> tuple[dict[PacketId, Pages], str]:
    """Page numbers of the contents lists in Word files, and what counted them."""
    drafts = []
    for task in usual:
        pages = placeholders(task.manuscript) if VARIANTS[task.variant].is_packet_in_word else ()
        if pages:
            drafts.append(_with_numbers(task, {task.manuscript.id: pages}, work))
    make_missing(drafts, work, run)
    numbered = page_numbers({task.manuscript.id: run.cache.data(task.key) for task in drafts})
    return dict(numbered.pages), numbered.layouter


def _with_numbers(task: Task, contents: Mapping[PacketId, Pages], work: Work) -> Task:
    pages = contents.get(task.manuscript.id, ()) if VARIANTS[task.variant].is_packet_in_word else ()
    if not pages:
        return task
    name = key(task.manuscript, task.variant, work.imprint, work.house, pages)
    return replace(task, key=name, contents=pages)


def _proved(made: _Made, run: Run) -> dict[str, Proved]:
    """The proof of every file; what was proved for an earlier attempt is remembered.

    Raises:
        EditionError: P103 it found something.
    """
    edition, project = made.work.imprint.edition, run.project
    memory = project.cache / "proof" / project.toolkit
    remembered, jobs = read(memory), []
    for row in made.rows:
        fields, manuscript = (made.packets[name] for name in manifest.names_beside(row.id))
        jobs.append(job_of(row, made.about, run.cache.data(row.key), manuscript, fields))
    new_jobs = [job for job in jobs if remembered.get(job.row.path, _NOTHING).seen != job.seen]
    proved = {job.row.path: remembered[job.row.path] for job in jobs if job not in new_jobs}
    proved |= {file.path: file for file in prove_all(new_jobs, run)}
    write(memory / PROOF, proof_json(project.toolkit, edition, proved.values()))
    problems = [
        Problem(Place(f"{file.path} {finding.where}".strip()), "P103", f"{finding.code} {finding.message}")
        for file in proved.values()
        for finding in file.findings
    ]
    if problems:
        raise EditionError(_first(problems))
    return proved


def _first(problems: Sequence[Problem]) -> list[Problem]:
    """As many as fit a screen; the last says how many more there are."""
    more = len(problems) - _FINDINGS
    if more <= 0:
        return [*problems]
    rest = Problem(Place("~"), "P103", f"and {more} more; `toolkit build` and `toolkit proof` list them all")
    return [*problems[:_FINDINGS], rest]


def _words(rows: Sequence[Row], run: Run) -> dict[str, tuple[str, ...]]:
    """Sums of the words of every page, by file."""
    jobs = [(run.cache.data(row.key), row.format) for row in rows]
    sums = run.pool.run(_sums, jobs, deadline=lambda _: _SECONDS, name=lambda job: f"words of a {job[1]}")
    return {row.path: pages for row, pages in zip(rows, sums, strict=True)}


def _sums(job: tuple[bytes, str]) -> tuple[str, ...]:
    return page_sums(*job)


def _seal(
    made: _Made, before: Sequence[SealedEdition], bundle: bytes, more: Sequence[Sum], inputs: Sequence[Sum]
) -> Seal:
    toolkit, file, edition = made.work.toolkit, made.work.toolkit.file, made.work.toolkit.editions[-1]
    last = before[-1] if before else None
    return Seal(
        toolkit=toolkit.name,
        edition=edition.id,
        label=str(edition.label),
        date=edition.date,
        language=file.language,
        title=str(file.title),
        publisher=str(file.publisher.name),
        licence={"id": file.licence.id, "name": str(file.licence.name), "url": file.licence.url},
        citation=f"{file.cite_as}, {edition.label}.",
        number=last.seal.number + 1 if last else 1,
        before=Before(last.id, last.sha256) if last else None,
        built_with=made.made_by,
        fonts=tuple(sorted(families(made.work.house))),
        bundle=file_sum(seal_file.BUNDLE, bundle),
        inputs=(*inputs, *font_sums(made.work.house)),
        files=made.rows,
        beside=tuple(more),
    )


def inputs(project: Project) -> list[Sum]:
    """Sources and layouts as they are now."""
    sources = [file_sum(f"sources/{name}", data) for name, data in source_files(project.sources).items()]
    return sources + [file_sum(f"layouts/{name}", data) for name, data in _layouts().items()]


def _layouts() -> dict[str, bytes]:
    """The built-in layouts that packets are made from; a toolkit's own are among its sources."""
    root = layouts_path()
    return {
        name: unified(path.name, path.read_bytes())
        for name, path, is_file in sorted(entries(root), key=lambda entry: entry[1])
        if is_file and name.partition("/")[0] not in _NOT_FOR_PACKETS
    }
