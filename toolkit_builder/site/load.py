"""Sealed editions and archive -> Library."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ..content.comparing.compare import compare
from ..content.model import EditionFile, ToolkitFile
from ..content.reading.reader import read
from ..content.reading.shape import fit
from ..content.pictures import SVG_TYPE, PictureError, media_type, take_in
from ..content.pictures.logo import LOGO_BOX
from ..content.richtext import parse, plain
from ..errors import EditionError, Place, Problem, SourceError
from ..output.style import LOGO
from ..publish.archive import Archive
from ..publish.bundle import Bundle
from ..publish.sealed_editions import EDITIONS, SealedEdition, sealed_editions
from ..publish.status import WITHDRAWN
from .library import Library, LibraryEdition

# As `proof.record` calls it; the packages that a proof needs may be missing here.
PROOF = "proof.json"


def load_library(name: str, sources: Path, sources_name: str, archive: Archive) -> Library:
    """Every sealed edition of a toolkit, read from its bundle.

    Args:
        name: of its folder.
        sources: that folder.
        sources_name: how messages name it.
        archive: where the files are.

    Raises:
        EditionError: P131 no edition is sealed yet; P125 files are missing in the archive; P120 to P123 a
            seal or bundle is damaged.
        SourceError: toolkit.yaml, which says where sites stand, or status.yaml is not as it should be.
    """
    editions = sealed_editions(sources, sources_name)
    if not editions:
        message, hint = "no edition is sealed yet, and a site shows sealed editions", "run `toolkit publish`"
        raise EditionError([Problem(Place(f"{sources_name}/{EDITIONS}"), "P131", message, hint)])
    if missing := [problem for edition in editions for problem in _missing(edition, archive)]:
        raise EditionError(missing)
    return Library(name, tuple(_editions(editions, archive)), _addresses(sources, sources_name))


def _missing(edition: SealedEdition, archive: Archive) -> Iterator[Problem]:
    """P125, once an edition: which of its files are not there."""
    paths = [row.path for row in edition.seal.files if not archive.path(row.sha256).is_file()]
    if paths:
        files = (
            f"{len(paths)} of its {len(edition.seal.files)} files are" if len(paths) > 1 else f"{paths[0]} is"
        )
        message = f"{files} missing in {archive.folder.name}/"
        yield Problem(
            Place(edition.place), "P125", message, f"`toolkit regenerate {edition.id}` makes them again"
        )


def _editions(editions: Sequence[SealedEdition], archive: Archive) -> Iterator[LibraryEdition]:
    before = None
    for edition in editions:
        bundle, state = edition.bundle(), edition.state()
        packets = {row.id for row in edition.seal.files}
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
            rows=edition.seal.files,
            brand=bundle.brand,
            logo=_mark(bundle.picture(LOGO)),
            changes=compare(before, state, state.notes) if before else None,
            proof=_proof(edition, bundle),
            data=_file_reader(archive, edition),
        )
        before = state


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


def _file_reader(archive: Archive, edition: SealedEdition) -> Callable[[str], bytes]:
    """Files of an edition by their sum.

    The function raises EditionError: P125, a file is damaged.
    """
    names = {row.sha256: row.path for row in edition.seal.files}

    def data(sha256: str) -> bytes:
        content = archive.get(sha256)
        if content is None:
            message = f"{names[sha256]} is damaged in {archive.folder.name}/"
            hint = f"`toolkit regenerate {edition.id}` makes it again"
            raise EditionError([Problem(Place(edition.place), "P125", message, hint)])
        return content

    return data


def _addresses(sources: Path, sources_name: str) -> Mapping[str, str]:
    """Tier -> where its site stands, as toolkit.yaml says now: that is no part of any edition."""
    name = "toolkit.yaml"
    tree, marks = read(f"{sources_name}/{name}", (sources / name).read_bytes())
    file = fit(ToolkitFile, tree, marks)
    assert isinstance(file, ToolkitFile)
    return {tier.id: f"{tier.site.rstrip('/')}/" for tier in file.access if tier.site}


def _words(text: str) -> str:
    return plain(parse(text, blocks=False))
