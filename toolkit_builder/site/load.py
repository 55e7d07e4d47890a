"""Seals, bundles and archive -> Library."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ..content.comparing.compare import compare
from ..content.model import EditionFile, ToolkitFile
from ..content.reading.reader import read
from ..content.reading.shape import fit
from ..content.richtext import parse, plain
from ..errors import EditionError, Place, Problem, SourceError
from ..output.style import LOGO
from ..publish.archive import Archive
from ..publish.bundle import Bundle
from ..publish.sealed_editions import EDITIONS, SealedEdition, sealed_editions
from ..publish.status import WITHDRAWN
from .library import Library, LibraryEdition

# As `proof` calls it, whose own packages a site need not have.
PROOF = "proof.json"


def gather(name: str, sources: Path, shown: str, archive: Archive) -> Library:
    """All sealed editions of a toolkit.

    Args:
        name: of its folder.
        sources: that folder.
        shown: how messages name it.
        archive: where the files are.

    Raises:
        EditionError: P131 no edition is sealed yet; P125 files are missing in the archive; P120 to P123 a
            seal or bundle is damaged.
        SourceError: toolkit.yaml, which says where sites stand, or status.yaml is not as it should be.
    """
    found = sealed_editions(sources, shown)
    if not found:
        message, hint = "no edition is sealed yet, and a site shows sealed editions", "run `toolkit publish`"
        raise EditionError([Problem(Place(f"{shown}/{EDITIONS}"), "P131", message, hint)])
    if missing := [problem for each in found for problem in _missing(each, archive)]:
        raise EditionError(missing)
    return Library(name, tuple(_editions(found, archive)), _addresses(sources, shown))


def _missing(found: SealedEdition, archive: Archive) -> Iterator[Problem]:
    """P125, once an edition: which of its files are not there."""
    gone = [row.path for row in found.seal.files if not archive.path(row.sha256).is_file()]
    if gone:
        files = f"{len(gone)} of its {len(found.seal.files)} files are" if len(gone) > 1 else f"{gone[0]} is"
        message = f"{files} missing in {archive.folder.name}/"
        yield Problem(
            Place(found.place), "P125", message, f"`toolkit regenerate {found.id}` makes them again"
        )


def _editions(found: Sequence[SealedEdition], archive: Archive) -> Iterator[LibraryEdition]:
    before = None
    for each in found:
        bundle, state = each.bundle(), each.state()
        documents = {row.id for row in each.seal.files}
        yield LibraryEdition(
            id=each.id,
            label=each.seal.label,
            date=each.seal.date,
            withdrawn=each.status.kind == WITHDRAWN,
            why=" ".join(_words(text) for text in (each.status.reason, each.status.notice) if text),
            summary=_summary(each, bundle),
            state=state,
            manuscripts={one.id: one for one in bundle.manuscripts if one.id in documents},
            rows=each.seal.files,
            brand=bundle.brand,
            logo=bundle.picture(LOGO),
            changes=compare(before, state, state.notes) if before else None,
            proof=_proof(each, bundle),
            data=_from(archive, each),
        )
        before = state


def _summary(found: SealedEdition, bundle: Bundle) -> str:
    """What the edition's file says is new; empty where it says nothing or was written for another version."""
    name = f"{EDITIONS}/{found.id}.yaml"
    with suppress(SourceError, KeyError):
        tree, marks = read(name, bundle.sources[name])
        file = fit(EditionFile, tree, marks)
        if isinstance(file, EditionFile) and file.summary:
            return plain(parse(file.summary, blocks=True))
    return ""


def _proof(found: SealedEdition, bundle: Bundle) -> bytes:
    kept = any(each.path == PROOF for each in found.seal.beside)
    return bundle.file_beside(PROOF) if kept else b""


def _from(archive: Archive, found: SealedEdition) -> Callable[[str], bytes]:
    """Files of an edition by their sum.

    The function raises EditionError: P125, a file is damaged.
    """
    names = {row.sha256: row.path for row in found.seal.files}

    def data(sha256: str) -> bytes:
        kept = archive.get(sha256)
        if kept is None:
            message = f"{names[sha256]} is damaged in {archive.folder.name}/"
            hint = f"`toolkit regenerate {found.id}` makes it again"
            raise EditionError([Problem(Place(found.place), "P125", message, hint)])
        return kept

    return data


def _addresses(sources: Path, shown: str) -> Mapping[str, str]:
    """Tier -> where its site stands, as toolkit.yaml says now: that is no part of any edition."""
    name = "toolkit.yaml"
    tree, marks = read(f"{shown}/{name}", (sources / name).read_bytes())
    file = fit(ToolkitFile, tree, marks)
    assert isinstance(file, ToolkitFile)
    return {tier.id: f"{tier.site.rstrip('/')}/" for tier in file.access if tier.site}


def _words(text: str) -> str:
    return plain(parse(text, blocks=False))
