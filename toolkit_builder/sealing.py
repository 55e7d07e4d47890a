"""How an edition is sealed, on one page.

Everything is read, made and proved before anything is kept. Then, each whole or not at all: the files into
the archive, the bundle, the seal, the edition's folder, `latest`. A run that is killed before the seal has
sealed nothing; after it, it has sealed all, and the next `publish` or `build` brings the folder up.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from .build import Work, guard, is_usual, make_missing, news_since, prepare
from .content import Toolkit, load_toolkit
from .content.compare import Change
from .content.model import MATERIALS
from .content.state import as_json, name_of, state
from .errors import EditionError, Place, Problem
from .files import Batch, Cache, disk, layouts_path, locked, sweep, write
from .making import Listener
from .output.contents import Pages, page_numbers, placeholders
from .output.keys import key
from .output.standing import Places
from .output.style import families, letters
from .output.task import Task
from .proof.record import NAME as PROOF
from .proof.record import Proved, read
from .proof.record import as_json as proof_json
from .proving import job_of, prove_all, record
from .publish import manifest
from .publish import seal as form
from .publish.archive import Archive
from .publish.bundle import FONT, Makings, Record, fonts, pack
from .publish.folder import add, beside, remove, row_of
from .publish.manifest import About, Row
from .publish.seal import Before, Seal, Sum, summed
from .publish.sealed import EDITIONS, Sealed, differences, order, sealed, working
from .publish.words import page_sums
from .request import Misuse, Request
from .restoring import restore
from .versions import packages
from .workers import Pool

LATEST = "latest"
# Folders of layouts/ that no packet is made from.
_NOT_FOR_PACKETS = ("changes", "schema", "serve", "site", "starter")
_NOTHING = Proved("", "", ())
_FINDINGS = 20  # that are told of one proof
_SECONDS = 120.0  # for reading the words of one file


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` did.

    Args:
        toolkit, edition, label, folder: what was sealed, and where its files lie.
        files, pages, bytes: of its packets.
        bundle: size of bundle.zip in bytes.
        archived: files that were new to the archive.
        before: the edition sealed before; empty for the first.
        known: whether it was sealed before with the same content.
        trial: whether nothing was kept.
    """

    toolkit: str
    edition: str
    label: str
    folder: str
    files: int
    pages: int
    bytes: int
    bundle: int
    archived: int
    before: str
    known: bool
    trial: bool


@dataclass(frozen=True, slots=True)
class _Ready:
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


def publish(
    request: Request, edition: str, pool: Pool, listener: Listener, numbered: bool = True, trial: bool = False
) -> Published:
    """Seal the newest edition.

    Args:
        edition: its number.
        numbered: whether the contents lists of Word files get page numbers, which needs LibreOffice.
        trial: make and prove everything, and keep nothing.

    Raises:
        Misuse: another edition than the newest.
        SourceError, LayoutError, OutputError: as `build`; O221 to O223 see `output.contents`.
        EditionError: P101 it is sealed with other content; P103 the proof found something; P104 the file of a
            sealed edition is gone; P105 a change that readers must know of has no note.
    """
    with locked(request.cache / "lock"):
        Cache(request.cache).sweep()
        toolkit = load_toolkit(request.sources, request.name)
        before = sealed(request.sources, request.name)
        _is_newest(toolkit, edition)
        _in_order(toolkit, before, request)
        if before and before[-1].id == edition:
            return _again(before[-1], before[:-1], request, pool, listener)
        guard(toolkit, before)
        _have_notes(toolkit, before, request)
        ready = _ready(toolkit, before, request, pool, listener, numbered)
        if trial:
            return _told(ready.seal, before, request, trial=True)
        return _told(ready.seal, before, request, archived=_keep(ready, request))


def _is_newest(toolkit: Toolkit, edition: str) -> None:
    newest = toolkit.editions[-1].id
    if edition != newest:
        raise Misuse(f"only the newest edition can be sealed, which is {newest}", f"toolkit publish {newest}")


def _in_order(toolkit: Toolkit, before: Sequence[Sealed], request: Request) -> None:
    """P104: no edition may be sealed below one that is sealed already."""
    newest = toolkit.editions[-1].id
    if before and order(before[-1].id) > order(newest):
        last = before[-1].id
        place = Place(f"{request.name}/{EDITIONS}/{last}.yaml")
        message = f"edition {last} is sealed, and its file is gone"
        raise EditionError([Problem(place, "P104", message, "take the file from version control again")])


def _have_notes(toolkit: Toolkit, before: Sequence[Sealed], request: Request) -> None:
    """P105: readers are told of what changes their answers, figures or shelves."""
    news = news_since(toolkit, before)
    silent = [each for each in news.changes if _is_major(each) and not each.note] if news else []
    file = f"{request.name}/{EDITIONS}/{toolkit.editions[-1].id}.yaml"
    problems = [
        Problem(
            Place(file), "P105", f'no note says why the {each.thing} "{each.title}" is {each.kind}',
            f"notes:\n  - about:\n      - {name_of(each.address)}\n    weight: major\n"
            "    text: One sentence for readers.",
        )
        for each in silent
    ]  # fmt: skip
    if problems:
        raise EditionError(problems)


def _is_major(change: Change) -> bool:
    whole = change.kind in ("added", "removed") and not change.field
    counts = change.thing in (*MATERIALS, "principle", "indicator", "section")
    return (
        (whole and counts)
        or change.kind == "rescaled"
        or (change.kind == "revalued" and change.thing == "result")
    )


def _again(
    known: Sealed, before: Sequence[Sealed], request: Request, pool: Pool, listener: Listener
) -> Published:
    """The edition is sealed: with the same content that is good, and its folder is brought up.

    Raises:
        EditionError: P101 a source or layout is another now.
    """
    now = {each.path: each for each in _inputs(request)}
    then = {each.path: each for each in known.seal.inputs if not each.path.startswith("fonts/")}
    for name, how in differences(then, now):
        words = {"new": "was not there", "gone": "is gone", "changed": "has changed"}[how]
        message = f"edition {known.id} is sealed and does not change, and this file {words} since"
        hint = "start the next one: `toolkit new edition`"
        raise EditionError([Problem(Place(_shown(name, request)), "P101", message, hint)])
    restore(known, replace(request, packets=(), variants=()), pool, listener)
    _flip(request, known.id)
    return _told(known.seal, before, request, known=True)


def _shown(name: str, request: Request) -> str:
    return f"{request.name}/{name.removeprefix('sources/')}" if name.startswith("sources/") else name


def _inputs(request: Request) -> list[Sum]:
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


def _ready(
    toolkit: Toolkit,
    before: Sequence[Sealed],
    request: Request,
    pool: Pool,
    listener: Listener,
    numbered: bool,
) -> _Ready:
    """Make and prove everything, and write the seal.

    Raises:
        see `publish`.
    """
    work = prepare(toolkit, before, request, draft=False, with_book=True)
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
    return _Ready(rows, more, cut, seal, bundle)


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
    facts = cache.facts(task.key)
    assert facts is not None, "it was just made"
    name = manifest.file_name(toolkit.name, task.manuscript.packet, task.variant, task.imprint.edition)
    return row_of(task, name, facts)


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
    facts = cache.facts(row.key)
    assert facts is not None, "it was just made"
    return tuple((address, first, last) for address, first, last in facts["places"])


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
        inputs=(*_inputs(request), *fonts(work.house)),
        files=rows,
        beside=tuple(summed(name, data) for name, data in more.items()),
    )


def _keep(ready: _Ready, request: Request) -> int:
    """Put everything in its place; how many files were new to the archive.

    The folder's files are on disk, under other names, before anything is sealed: a folder that may not be
    written or a full disk is found while nothing has changed.
    """
    archive, cache, seal = Archive(request.archive), Cache(request.cache), ready.seal
    folder, kept = request.output / seal.edition, request.sources / EDITIONS / seal.edition
    _sweep(request, archive)
    gone = [row for row in manifest.read(folder) if row.path not in {each.path for each in ready.rows}]
    sums = manifest.sums((each.path, each.sha256) for each in seal.outputs)
    with disk(folder), Batch(folder) as batch:
        sweep(folder)
        add(batch, ready.rows, lambda row: cache.data(row.key), {**ready.beside, manifest.SUMS: sums})
        files = [*(cache.data(row.key) for row in ready.rows), *ready.beside.values()]
        new = sum(archive.put(data) for data in files)
        for data in ready.fonts:
            archive.put(data)
        write(kept / form.BUNDLE, ready.bundle)
        write(kept / form.NAME, form.as_json(seal))
        remove(folder, gone)
        batch.commit()
    _flip(request, seal.edition)
    return new


def _sweep(request: Request, archive: Archive) -> None:
    """Delete what killed runs left half written."""
    archive.sweep()
    sweep(request.sources / EDITIONS)


def _flip(request: Request, edition: str) -> None:
    """Let `latest` name an edition; at every moment it names the old or the new one.

    Where the system has no links, such as on Windows without a right to them, there is none.
    """
    link = request.output / LATEST
    if link.is_symlink() and link.readlink() == Path(edition):
        return
    new = link.with_name(f".{LATEST}-{os.getpid()}.tmp")
    with suppress(NotImplementedError), disk(link):
        new.unlink(missing_ok=True)
        new.symlink_to(edition, target_is_directory=True)
        new.replace(link)


def _told(
    seal: Seal, before: Sequence[Sealed], request: Request, archived: int = 0, known: bool = False,
    trial: bool = False,
) -> Published:  # fmt: skip
    return Published(
        toolkit=seal.toolkit,
        edition=seal.edition,
        label=seal.label,
        folder=str(request.output / seal.edition),
        files=len(seal.files),
        pages=sum(row.pages for row in seal.files),
        bytes=sum(row.bytes for row in seal.files),
        bundle=seal.bundle.bytes,
        archived=archived,
        before=before[-1].id if before else "",
        known=known,
        trial=trial,
    )
