"""An edition made and proved, with its seal written, before anything of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..content.comparing.state import as_json, state
from ..content.toolkit import Toolkit
from ..errors import EditionError, Place, Problem
from ..machine.cache import Cache
from ..machine.files import write
from ..machine.pool import Pool
from ..machine.versions import packages
from ..output.keys import key
from ..output.make import Listener
from ..output.pdf.places import Places
from ..output.prepare import Work, is_usual, make_missing, prepare
from ..output.style import families, letters
from ..output.task import Task
from ..project import Request, layouts_path
from ..proof.record import NAME as PROOF
from ..proof.record import Proved, read
from ..proof.record import as_json as proof_json
from . import manifest
from . import seal as form
from .bundle import FONT, Makings, Record, fonts, pack
from .folder import beside, row_of
from .manifest import About, Row
from .news import news_since
from .page_numbers import Pages, page_numbers, placeholders
from .page_words import page_sums
from .prove import job_of, prove_all, record
from .seal import Before, Seal, Sum, summed
from .sealed_editions import Sealed, working

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


def make_ready(
    toolkit: Toolkit,
    before: Sequence[Sealed],
    request: Request,
    pool: Pool,
    listener: Listener,
    numbered: bool,
) -> Ready:
    """Make and prove everything, and write the seal.

    Raises:
        SourceError, LayoutError, OutputError: as `build`; O221 to O223 see `output.contents`.
        EditionError: P103 the proof found something.
    """
    work = prepare(toolkit, news_since(toolkit, before), request, draft=False, with_book=True)
    usual = [task for task in work.tasks if is_usual(task, toolkit)]
    contents, layouter = _numbers(usual, work, request, pool, listener) if numbered else ({}, "")
    tasks = [_with_numbers(task, contents, work) for task in usual]
    make_missing(tasks, work, request, pool, listener)
    cache = Cache(request.cache)
    rows = tuple(sorted((_row(task, toolkit, cache) for task in tasks), key=lambda row: row.path))
    packets = {name: data for task in tasks for name, data in beside(task.manuscript).items()}
    about = About(str(toolkit.editions[-1].label), families(work.house))
    proved = _proved(rows, packets, about, work, request, pool, listener)
    proof = record(toolkit, request, rows, proved, draft=False)
    made_by = {**manifest.built_with(), **packages(), **({"libreoffice": layouter} if layouter else {})}
    sheet = manifest.manifest(toolkit.name, toolkit.editions[-1].id, rows, about, True, made_by, sealed=True)
    more = {**packets, **proof, manifest.NAME: sheet}
    makings = Makings(work.manuscripts, work.house, work.imprint, contents)
    kept = Record(
        sources=working(request.sources),
        layouts=_layouts(),
        beside=proof,
        letters=letters(toolkit, request.layouts),
        words=_words(rows, cache, pool),
        places={row.path: _places(row, cache) for row in rows if row.format == "pdf"},
        state=as_json(state(toolkit)),
    )
    bundle = pack(makings, kept)
    seal = _seal(work, before, request, bundle, rows, more, made_by)
    cut = tuple(data for name, data in work.house.assets.items() if name.startswith(FONT))
    return Ready(rows, more, cut, seal, bundle)


def _numbers(
    usual: Sequence[Task], work: Work, request: Request, pool: Pool, listener: Listener
) -> tuple[dict[str, Pages], str]:
    """Page numbers of the contents lists in Word files, and what counted them."""
    drafts = []
    for task in usual:
        places = placeholders(task.manuscript) if task.variant == "word" else ()
        if places:
            drafts.append(_with_numbers(task, {task.manuscript.packet.id: places}, work))
    make_missing(drafts, work, request, pool, listener)
    cache = Cache(request.cache)
    counted = page_numbers({task.manuscript.packet.id: cache.data(task.key) for task in drafts})
    return dict(counted.pages), counted.layouter


def _with_numbers(task: Task, contents: Mapping[str, Pages], work: Work) -> Task:
    pages = contents.get(task.manuscript.packet.id, ()) if task.variant == "word" else ()
    if not pages:
        return task
    name = key(task.manuscript, task.variant, work.imprint, work.house, pages)
    return replace(task, key=name, contents=pages)


def _row(task: Task, toolkit: Toolkit, cache: Cache) -> Row:
    name = manifest.file_name(toolkit.name, task.manuscript.packet, task.variant, task.imprint.edition)
    return row_of(task, name, cache.held(task.key))


def _proved(
    rows: Sequence[Row], packets: Mapping[str, bytes], about: About, work: Work, request: Request,
    pool: Pool, listener: Listener,
) -> dict[str, Proved]:  # fmt: skip
    """The proof of every file; what was proved for an earlier attempt is remembered.

    Raises:
        EditionError: P103 it found something.
    """
    cache, edition = Cache(request.cache), work.imprint.edition
    memory = request.cache / "proof" / request.toolkit
    known, jobs = read(memory), []
    for row in rows:
        asked, said = manifest.beside(row.packet, row.language)
        jobs.append(job_of(row, edition, about, cache.data(row.key), packets[said], packets[asked]))
    new = [job for job in jobs if known.get(job.row.path, _NOTHING).seen != job.seen]
    proved = {job.row.path: known[job.row.path] for job in jobs if job not in new}
    proved |= {each.path: each for each in prove_all(new, pool, listener)}
    write(memory / PROOF, proof_json(request.toolkit, edition, proved.values()))
    found = [
        Problem(Place(f"{each.path} {one.where}".strip()), "P103", f"{one.code} {one.message}")
        for each in proved.values()
        for one in each.findings
    ]
    if found:
        raise EditionError(found[:_FINDINGS])
    return proved


def _words(rows: Sequence[Row], cache: Cache, pool: Pool) -> dict[str, tuple[str, ...]]:
    """Sums of the words of every page, by file."""
    jobs = [(cache.data(row.key), row.format) for row in rows]
    sums = pool.run(_sums, jobs, deadline=lambda _: _SECONDS, name=lambda job: f"words of a {job[1]}")
    return {row.path: found for row, found in zip(rows, sums, strict=True)}


def _places(row: Row, cache: Cache) -> Places:
    return cache.held(row.key).places


def _sums(job: tuple[bytes, str]) -> tuple[str, ...]:
    return page_sums(*job)


def _seal(
    work: Work, before: Sequence[Sealed], request: Request, bundle: bytes,
    rows: tuple[Row, ...], more: Mapping[str, bytes], made_by: Mapping[str, str],
) -> Seal:  # fmt: skip
    toolkit, file, edition = work.toolkit, work.toolkit.file, work.toolkit.editions[-1]
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
        built_with=made_by,
        fonts=tuple(sorted(families(work.house))),
        bundle=summed(form.BUNDLE, bundle),
        inputs=(*inputs(request), *fonts(work.house)),
        files=rows,
        beside=tuple(summed(name, data) for name, data in more.items()),
    )


def inputs(request: Request) -> list[Sum]:
    """Sources and layouts as they are now."""
    found = [summed(f"sources/{name}", data) for name, data in working(request.sources).items()]
    return found + [summed(f"layouts/{name}", data) for name, data in _layouts().items()]


def _layouts() -> dict[str, bytes]:
    """The built-in layouts that packets are made from; a toolkit's own are among its sources."""
    root = layouts_path()
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and path.relative_to(root).parts[0] not in _NOT_FOR_PACKETS
        and not path.name.startswith(".")
    }
