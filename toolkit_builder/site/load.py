"""Sealed editions and their files -> Library."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..content.model import EditionFile, ToolkitFile
from ..content.pictures import SVG_TYPE, PictureError, media_type, take_in
from ..content.pictures.logo import LOGO_BOX
from ..content.reading.reader import read
from ..content.reading.shape import fit
from ..content.richtext import parse, plain
from ..errors import EditionError, Place, Problem, SourceError
from ..output.style import LOGO
from ..project import Project
from ..publish.bundle import Bundle
from ..publish.sealed_editions import EDITIONS, SealedEdition, sealed_editions
from ..publish.status import WITHDRAWN
from .files import EditionFiles, Listener, edition_files
from .library import Library, LibraryEdition

# As `proof.record` calls it; the packages that a proof needs may be missing here.
PROOF = "proof.json"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sealed edition that a site cannot show: its files lie nowhere, and would now have other words.

    Args:
        edition: its number.
        files: which files, and how their words differ.
    """

    edition: str
    files: tuple[str, ...]


def load_library(project: Project, listener: Listener) -> tuple[Library, tuple[LeftOut, ...]]:
    """Every sealed edition of a toolkit, read from its bundle, and those that cannot be shown.

    Args:
        project: where its sources, editions, archive and built folders lie.
        listener: told of progress where files have to be made.

    Raises:
        EditionError: P131 no edition is sealed yet; P126 none of them can be shown; P120 to P124 a seal or
            bundle is damaged.
        OutputError: files that lie nowhere cannot be made.
        SourceError: toolkit.yaml, which says where sites stand, or status.yaml is not as it should be.
    """
    editions = sealed_editions(project.sources, project.name)
    if not editions:
        message, hint = "no edition is sealed yet, and a site shows sealed editions", "run `toolkit publish`"
        raise EditionError([Problem(Place(f"{project.name}/{EDITIONS}"), "P131", message, hint)])
    files = edition_files(editions, project, listener)
    shown = [(edition, held) for edition, held in zip(editions, files, strict=True) if not held.changed]
    left_out = tuple(
        LeftOut(edition.id, held.changed)
        for edition, held in zip(editions, files, strict=True)
        if held.changed
    )
    if not shown:
        raise EditionError(_not_shown(project, edition) for edition in left_out)
    library = Library(project.toolkit, tuple(_editions(shown)), _addresses(project.sources, project.name))
    return library, left_out


def _not_shown(project: Project, edition: LeftOut) -> Problem:
    message = f"its files can be made again only with other words: {edition.files[0]}"
    hint = (
        "take its files from a copy of archive/, or make them with the program of that day: docs/editions.md"
    )
    return Problem(Place(f"{project.name}/{EDITIONS}/{edition.edition}"), "P126", message, hint)


def _editions(editions: Sequence[tuple[SealedEdition, EditionFiles]]) -> Iterator[LibraryEdition]:
    for edition, files in editions:
        bundle, state = edition.bundle(), edition.state()
        packets = {row.id for row in files.rows}
        yield LibraryEdition(
            id=edition.id,
            label=edition.seal.label,
            date=edition.seal.date,
            withdrawn=edition.status.kind == WITHDRAWN,
            why=" ".join(_words(text) for text in (edition.status.reason, edition.status.notice) if text),
            summary=_summary(edition, bundle),
            state=state,
            manuscripts={
                manuscript.id: manuscript for manuscript in bundle.manuscripts if manuscript.id in packets
            },
            rows=files.rows,
            rewritten=files.rewritten,
            brand=bundle.brand,
            own_fonts=bundle.own_fonts,
            logo=_mark(bundle.picture(LOGO)),
            proof=_proof(edition, bundle),
            data=files.data,
        )


def _mark(data: bytes) -> bytes:
    """The brand's mark; a drawing that was sealed before drawings were made anew is made so here.

    One that is not taken today stays what it was when it was sealed.
    """
    if media_type(data) == SVG_TYPE:
        with suppress(PictureError):
            return take_in(data, LOGO_BOX).data
    return data


def _summary(edition: SealedEdition, bundle: Bundle) -> str:
    """What the edition's file says is new; empty where it says nothing or was written for another version."""
    name = f"{EDITIONS}/{edition.id}.yaml"
    with suppress(SourceError, KeyError):
        tree, marks = read(name, bundle.sources[name])
        file = fit(EditionFile, tree, marks)
        if isinstance(file, EditionFile) and file.summary:
            return plain(parse(file.summary, blocks=True))
    return ""


def _proof(edition: SealedEdition, bundle: Bundle) -> bytes:
    is_kept = any(file.path == PROOF for file in edition.seal.beside)
    return bundle.file_beside(PROOF) if is_kept else b""


def _addresses(sources: Path, sources_name: str) -> Mapping[str, str]:
    """Tier -> where its site stands, as toolkit.yaml says now: that is no part of any edition."""
    name = "toolkit.yaml"
    tree, marks = read(f"{sources_name}/{name}", (sources / name).read_bytes())
    file = fit(ToolkitFile, tree, marks)
    assert isinstance(file, ToolkitFile)
    return {tier.id: f"{tier.site.rstrip('/')}/" for tier in file.access if tier.site}


def _words(text: str) -> str:
    return plain(parse(text, blocks=False))
