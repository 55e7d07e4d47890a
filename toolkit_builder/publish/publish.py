"""How an edition is sealed, on one page.

Everything is read, made and proved before anything is kept. Then, each whole or not at all: the files into
the archive, the bundle, the seal, the edition's folder, `latest`. A run that is killed before the seal has
sealed nothing; after it, it has sealed all, and the next `publish` or `build` brings the folder up.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..content.load import load_toolkit
from ..content.placeholders import placeholders
from ..content.rules.published import guard
from ..content.toolkit import Toolkit
from ..errors import EditionError, Misuse, Place, Problem, UnknownName
from ..machine.cache import Cache
from ..machine.files import Batch, disk, sweep, write
from ..machine.lock import locked
from ..output.run import Run
from ..project import Project, Request
from . import manifest
from . import seal as seal_file
from .access_changes import closed, opened
from .archive import Archive
from .folder import add_changed, remove_files
from .notes import require_told
from .prepare import Ready, inputs, make_ready
from .restore import restore
from .seal import Seal
from .sealed_editions import (
    EDITIONS,
    SealedEdition,
    check_inputs,
    edition_order,
    is_sealed,
    sealed_editions,
    states,
)
from .verify import EditionPlaces, check_chain

LATEST = "latest"


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
        remarks: texts that other readers have now than had them before.
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
    remarks: tuple[Problem, ...] = ()


def publish(edition: str, run: Run, numbered: bool = True, trial: bool = False) -> Published:
    """Seal the newest edition.

    Args:
        edition: its number.
        run: toolkit, workers, and who is told of progress.
        numbered: whether the contents lists of Word files get page numbers, which needs LibreOffice.
        trial: make and prove everything, and keep nothing.

    Raises:
        Misuse: another edition than the newest.
        SourceError, LayoutError, OutputError: as `build`; O221 to O223 see `page_numbers`.
        EditionError: P101 it is sealed with other content; P103 the proof found something; P104 the file
            of a sealed edition is gone; P105, P108 see `require_told`; P118 it holds words of the starter;
            P120 to P122 a seal before it is not as it was; P123, P124 a bundle is not whole, or a font of
            it is not to be had.
    """
    project = run.project
    with locked(project.lock):
        run.cache.sweep()
        toolkit = load_toolkit(project.sources, project.name)
        check_chain(EditionPlaces.of(project))
        before = sealed_editions(project.sources, project.name)
        _require_newest(toolkit, edition, before)
        _require_order(toolkit, before, project)
        if is_sealed(toolkit, before):
            return _sealed_before(before[-1], before[:-1], run)
        guard(toolkit, states(before))
        _require_own_words(toolkit)
        require_told(toolkit, before, project)
        ready = make_ready(toolkit, before, run, numbered)
        remarks = (*closed(toolkit, before), *opened(toolkit, before))
        published = replace(_published(ready.seal, before, project), remarks=remarks)
        if trial:
            return replace(published, trial=True)
        return replace(published, archived=_keep(ready, project))


def _require_newest(toolkit: Toolkit, edition: str, before: Sequence[SealedEdition]) -> None:
    """Nothing but the newest edition can be sealed: one below it would say today's words under an old number.

    Raises:
        Misuse: another one is named; it is sealed already, or its file stands below that of another.
        UnknownName: there is no such edition.
    """
    numbers = [each.id for each in toolkit.editions]
    newest = numbers[-1]
    if edition == newest:
        return
    if edition in (each.id for each in before):
        raise Misuse(
            f"edition {edition} is sealed already, and never changes", f"the newest edition is {newest}"
        )
    if edition not in numbers:
        raise UnknownName("edition", edition, numbers)
    message = (
        f"edition {edition} is not sealed yet, and {newest} stands above it; only the newest can be sealed"
    )
    raise Misuse(message, f"seal {newest}; or take editions/{newest}.yaml out until {edition} is sealed")


def _require_order(toolkit: Toolkit, before: Sequence[SealedEdition], project: Project) -> None:
    """P104: no edition may be sealed below one that is sealed already."""
    newest = toolkit.editions[-1].id
    if before and edition_order(before[-1].id) > edition_order(newest):
        last = before[-1].id
        place = Place(f"{project.name}/{EDITIONS}/{last}.yaml")
        message = f"edition {last} is sealed, and its file is gone"
        raise EditionError([Problem(place, "P104", message, "take the file from version control again")])


def _require_own_words(toolkit: Toolkit) -> None:
    """P118: nobody seals what the program wrote to start from."""
    found = placeholders(toolkit)
    hint = f"write your own words; `toolkit check --ours` lists all {len(found)}"
    problems = [
        Problem(each.place, "P118", f'"{" ".join(each.text.split())[:60]}" is {each.what}', hint)
        for each in found
    ]
    if problems:
        raise EditionError(problems)


def _sealed_before(edition: SealedEdition, before: Sequence[SealedEdition], run: Run) -> Published:
    """The edition is sealed: with the same content that is good, and its folder is brought up.

    Raises:
        EditionError: P101 sources or layouts are other ones now.
    """
    project = run.project
    sums = {file.path: file for file in inputs(project)}
    sealed = {file.path: file for file in edition.seal.inputs if not file.path.startswith("fonts/")}
    check_inputs(edition.id, sealed, sums, lambda name: _place(name, project))
    restore(edition, Request(), run)
    _point_latest(project, edition.id)
    return replace(_published(edition.seal, before, project), known=True)


def _place(name: str, project: Project) -> str:
    """How messages name an input."""
    return f"{project.name}/{name.removeprefix('sources/')}" if name.startswith("sources/") else name


def _keep(ready: Ready, project: Project) -> int:
    """Put everything in its place; how many files were new to the archive.

    The folder's files are on disk, under other names, before anything is sealed: a folder that may not be
    written or a full disk is found while nothing has changed.
    """
    archive, cache, seal = Archive(project.archive), Cache(project.cache), ready.seal
    folder, home = project.output / seal.edition, project.sources / EDITIONS / seal.edition
    _sweep(project, archive)
    paths = {row.path for row in ready.rows}
    gone_rows = [row for row in manifest.read(folder) if row.path not in paths]
    sums = manifest.sums((file.path, file.sha256) for file in seal.outputs)
    with disk(folder), Batch(folder) as batch:
        sweep(folder)
        add_changed(batch, ready.rows, lambda row: cache.data(row.key), {**ready.beside, manifest.SUMS: sums})
        files = [*(cache.data(row.key) for row in ready.rows), *ready.beside.values()]
        archived = sum(archive.put(data) for data in files)
        for data in ready.fonts:
            archive.put(data)
        write(home / seal_file.BUNDLE, ready.bundle)
        write(home / seal_file.NAME, seal_file.as_json(seal))
        remove_files(folder, gone_rows)
        batch.commit()
    _point_latest(project, seal.edition)
    return archived


def _sweep(project: Project, archive: Archive) -> None:
    """Delete what killed runs left half written."""
    archive.sweep()
    sweep(project.sources / EDITIONS)


def _point_latest(project: Project, edition: str) -> None:
    """Let `latest` name an edition; at every moment it names the old or the new one.

    Where the system has no links, such as on Windows without a right to them, there is none.
    """
    link = project.output / LATEST
    if link.is_symlink() and link.readlink() == Path(edition):
        return
    temporary = link.with_name(f".{LATEST}-{os.getpid()}.tmp")
    with suppress(NotImplementedError), disk(link):
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(edition, target_is_directory=True)
        temporary.replace(link)


def _published(seal: Seal, before: Sequence[SealedEdition], project: Project) -> Published:
    return Published(
        toolkit=seal.toolkit,
        edition=seal.edition,
        label=seal.label,
        folder=str(project.output / seal.edition),
        files=len(seal.files),
        pages=sum(row.pages for row in seal.files),
        bytes=sum(row.bytes for row in seal.files),
        bundle=seal.bundle.bytes,
        archived=0,
        before=before[-1].id if before else "",
        known=False,
        trial=False,
    )
