"""Where a site takes the files of sealed editions from: the archive, the built folder, or the bundle."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ..errors import EditionError, Place, Problem
from ..machine.cache import Cache
from ..machine.pool import Pool
from ..output.make import warm_up
from ..output.run import Run
from ..project import Project
from ..publish import manifest
from ..publish.archive import Archive
from ..publish.folder import is_whole
from ..publish.manifest import Row
from ..publish.page_words import DIFFERENT
from ..publish.restore import regenerate
from ..publish.rewritten import SealedWords
from ..publish.sealed_editions import SealedEdition
from .cache import cached

Listener = Callable[[int, int, str], object]
"""Told of each step that is done: how many, of how many, and its name."""


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """The files of a sealed edition as a site hands them out.

    Args:
        rows: one a file; where another renderer has made it, size and sum are those of what it made.
        rewritten: names of those files.
        changed: what of them no longer says what was sealed, in words; an edition with any is not shown.
        data: sha256 -> file; raises EditionError P125 where one is damaged.
    """

    rows: tuple[Row, ...]
    data: Callable[[str], bytes] = field(repr=False)
    rewritten: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def edition_files(
    editions: Sequence[SealedEdition], project: Project, listener: Listener
) -> list[EditionFiles]:
    """The files of each edition; what lies nowhere is written again from its bundle.

    Args:
        editions: the sealed ones.
        project: where archive and built folders lie.
        listener: told of progress.

    Raises:
        EditionError: P123, P124 a bundle is not whole, or a font of it is not to be had.
        OutputError: a file cannot be written.
    """
    found = [_found(edition, project) for edition in editions]
    lacking = [edition for edition, files in zip(editions, found, strict=True) if files is None]
    if lacking:
        with Pool(warm_up) as pool:
            for edition in lacking:
                regenerate(edition, Run(project, pool, listener))
    return [files or _again(edition, project) for edition, files in zip(editions, found, strict=True)]


def _again(edition: SealedEdition, project: Project) -> EditionFiles:
    """What was just written, which is there."""
    files = _found(edition, project)
    assert files is not None
    return files


def _found(edition: SealedEdition, project: Project) -> EditionFiles | None:
    """The files of an edition; None where some of them lie nowhere."""
    archive, rows = Archive(project.archive), edition.seal.files
    if all(archive.path(row.sha256).is_file() for row in rows):
        return EditionFiles(rows, _reader(edition, project, rows))
    folder = project.output / edition.id
    built = {row.path: row for row in manifest.read(folder)} if manifest.is_sealed(folder) else {}
    if not {row.path for row in rows} <= built.keys():
        return None
    # What a built folder says of a packet is not sealed: of it only what was written is taken.
    here = tuple(
        replace(row, pages=made.pages, bytes=made.bytes, sha256=made.sha256)
        for row in rows
        if (made := built[row.path])
    )
    if not all(archive.path(row.sha256).is_file() or is_whole(folder / row.path, row.sha256) for row in here):
        return None
    data = _reader(edition, project, here)
    others = [row for row, sealed in zip(here, rows, strict=True) if row.sha256 != sealed.sha256]
    return EditionFiles(
        here, data, tuple(row.path for row in others), _changed(edition, others, data, project)
    )


def _changed(
    edition: SealedEdition, rows: Sequence[Row], data: Callable[[str], bytes], project: Project
) -> tuple[str, ...]:
    """What a renderer of today has written with other words than were sealed; each file is compared once."""
    if not rows:
        return ()
    words = SealedWords(edition.bundle(), edition.seal.about)
    cache = Cache(project.cache)

    def compared(row: Row) -> str:
        def compare() -> bytes:
            verdict, where = words.compare(row, data(row.sha256))
            return f"{row.path}: {where}".encode() if verdict == DIFFERENT else b""

        return cached(
            cache, ["words", edition.sha256, row.path, row.sha256], ("pypdfium2",), compare
        ).decode()

    return tuple(where for row in rows if (where := compared(row)))


def _reader(edition: SealedEdition, project: Project, rows: Sequence[Row]) -> Callable[[str], bytes]:
    archive, folder = Archive(project.archive), project.output / edition.id
    names = {row.sha256: row.path for row in rows}

    def data(sha256: str) -> bytes:
        content = archive.get(sha256)
        if content is not None:
            return content
        path = folder / names[sha256]
        if is_whole(path, sha256):
            return path.read_bytes()
        message = f"{names[sha256]} is damaged in {archive.folder.name}/"
        hint = f"`toolkit regenerate {edition.id}` makes it again"
        raise EditionError([Problem(Place(edition.place), "P125", message, hint)])

    return data
