"""Whether sealed editions are still what was sealed: seals and their chain, bundles, archive, files.

Everything is hashed again; nothing is written.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..errors import EditionError, Place, Problem
from ..project import Project
from . import sealed_editions
from .agreement import not_sealed, said_otherwise
from .archive import Archive
from .bundle import Bundle
from .folder_check import FolderCheck
from .newest import steps_back
from .sealed_editions import SealedEdition
from .sums import digests
from .verdict import Verdict, missing

_FROM_VERSION_CONTROL = "take it from version control again"


@dataclass(frozen=True, slots=True)
class EditionPlaces:
    """Where a toolkit's editions lie.

    Args:
        toolkit: its name.
        sources, name: its folder, and how messages name it.
        output: folder of its built editions.
        archive: of all toolkits.
    """

    toolkit: str
    sources: Path
    name: str
    output: Path
    archive: Path

    @classmethod
    def of(cls, project: Project) -> "EditionPlaces":
        """The places of a project."""
        return cls(project.toolkit, project.sources, project.name, project.output, project.archive)


def verify(
    places: EditionPlaces, edition: str = "", trusted: frozenset[bytes] = frozenset()
) -> tuple[Verdict, ...]:
    """Check all sealed editions or one of them; the chain of seals is checked each time.

    Args:
        places: where they lie.
        edition: its number; empty for all.
        trusted: public keys, one of which must have signed each seal; none where signatures do not matter.

    Raises:
        EditionError: P106 no edition of this number is sealed.
    """
    verdicts, seals = [], list(_seals(places))
    for verdict, sealed in seals:
        if sealed and edition in ("", verdict.edition):
            others = (other for _, other in seals if other and other is not sealed)
            elsewhere = {file.sha256 for other in others for file in other.seal.outputs}
            _check_edition(sealed, places, elsewhere, verdict)
            if trusted:
                _check_signature(sealed, trusted, verdict)
        if verdict.problems or edition in ("", verdict.edition):
            verdicts.append(verdict)
    verdicts += _missed(places, seals)
    if edition and not any(verdict.edition == edition for verdict in verdicts):
        known = sealed_editions.sealed_editions(places.sources, places.name)
        sealed_editions.sealed_edition(known, edition, places.name)
    return tuple(verdicts)


def check_chain(places: EditionPlaces) -> None:
    """Check the seals alone, before another one is put on top of them.

    Raises:
        EditionError: P120 to P122, P143 to P145, what is wrong with them.
    """
    seals = list(_seals(places))
    verdicts = [verdict for verdict, _ in seals] + _missed(places, seals)
    if problems := [problem for verdict in verdicts for problem in verdict.problems]:
        raise EditionError(problems)


def _missed(places: EditionPlaces, seals: Sequence[tuple[Verdict, SealedEdition | None]]) -> list[Verdict]:
    """Editions that were seen here and are gone, or whose seal is another; not those that cannot be read."""
    found: dict[str, Verdict] = {}
    lost = {verdict.edition for verdict, sealed in seals if sealed is None}
    editions = [sealed for _, sealed in seals if sealed]
    for edition, problem in steps_back(editions, places.toolkit, places.archive, places.output):
        if edition not in lost:
            found.setdefault(edition, Verdict(edition or "(unknown)")).problems.append(problem)
    return list(found.values())


def _seals(places: EditionPlaces) -> Iterator[tuple[Verdict, SealedEdition | None]]:
    """Every seal, held against its folder and the seal before it; None where one cannot be read."""
    before: SealedEdition | None = None
    lost = False
    for number, folder in enumerate(sealed_editions.sealed_folders(places.sources), 1):
        verdict = Verdict(folder.name)
        try:
            edition = sealed_editions.read(folder, f"{places.name}/{sealed_editions.EDITIONS}/{folder.name}")
        except EditionError as error:
            verdict.problems += error.problems
            lost = True
            yield verdict, None
            continue
        if edition.seal.toolkit != places.toolkit:
            message = f"this is a seal of another toolkit, {edition.seal.toolkit}"
            verdict.add(f"{edition.place}/seal.json", "P121", message, _FROM_VERSION_CONTROL)
        _check_link(edition, None if lost else _Link(number, before), verdict)
        before, lost = edition, False
        yield verdict, edition


class _Link(NamedTuple):
    """What a seal should say of itself.

    Args:
        number: counted from 1.
        before: the edition sealed before; None for the first.
    """

    number: int
    before: SealedEdition | None


def _check_link(edition: SealedEdition, link: _Link | None, verdict: Verdict) -> None:
    """A seal belongs to its folder and names the seal before it; where that cannot be read, link is None."""
    seal, place = edition.seal, f"{edition.place}/seal.json"
    if seal.edition != edition.folder.name:
        message = f"this is the seal of another edition, {seal.edition}"
        verdict.add(place, "P121", message, _FROM_VERSION_CONTROL)
    if link is None:
        return
    number, before = link
    if seal.number != number:
        message = (
            f"this is seal number {seal.number}, and number {number} belongs here: a seal is missing or old"
        )
        verdict.add(place, "P122", message, _FROM_VERSION_CONTROL)
    elif (seal.before.sha256 if seal.before else "") != (before.sha256 if before else ""):
        named = seal.before.edition if seal.before else "none"
        message = f"the seal before it (edition {named}) is not the one that it names"
        verdict.add(place, "P122", message, _FROM_VERSION_CONTROL)


def _check_edition(
    edition: SealedEdition, places: EditionPlaces, elsewhere: Collection[str], verdict: Verdict
) -> None:
    """Hold what is there of an edition against its seal; `elsewhere` are the sums of all other editions."""
    try:
        bundle = edition.bundle()
    except EditionError as error:
        verdict.problems += error.problems
        bundle = None
    verdict.files += 2  # the seal and the bundle
    if bundle:
        _check_bundle(edition, bundle, verdict)
        bundle = None if verdict.problems else bundle
    _check_archive(edition, places, elsewhere, verdict)
    FolderCheck(edition, bundle, places.output / edition.id, verdict).check()


def _check_bundle(edition: SealedEdition, bundle: Bundle, verdict: Verdict) -> None:
    """What was read is in the bundle, to the byte; and the bundle says of every packet what the seal says."""
    for check in (_parts, said_otherwise):
        try:
            verdict.problems += check(edition, bundle)
        except EditionError as error:
            verdict.problems += error.problems


def _parts(edition: SealedEdition, bundle: Bundle) -> Iterator[Problem]:
    for what in not_sealed(edition.seal, bundle):
        yield Problem(Place(bundle.place), "P123", what, _FROM_VERSION_CONTROL)


def _check_signature(edition: SealedEdition, trusted: frozenset[bytes], verdict: Verdict) -> None:
    from . import signatures  # needs an extra, which whoever gives keys has

    if why := signatures.unsigned(edition.folder, trusted):
        hint = "take seal.json and its signature from whoever published it"
        verdict.add(f"{edition.place}/seal.json", "P147", why, hint)


def _check_archive(
    edition: SealedEdition, places: EditionPlaces, elsewhere: Collection[str], verdict: Verdict
) -> None:
    """The archive holds every file, or the edition is not in it: only what others have too is there then."""
    archive, home = Archive(places.archive), places.archive.name
    names = {file.sha256: file.path for file in edition.seal.outputs}
    found = digests([path for path in map(archive.path, names) if path.is_file()])
    absent = {digest: name for digest, name in names.items() if archive.path(digest) not in found}
    damaged = [path.name for path, digest in found.items() if digest.sha256 != path.name]
    verdict.files += len(found)

    def place(digest: str) -> str:
        return f"{home}/{archive.path(digest).relative_to(places.archive).as_posix()}"

    hint = f"`toolkit regenerate {edition.id}` makes it again"
    if absent and not any(path.name not in elsewhere for path in found):
        note = f"{home}/ does not hold its files: `toolkit regenerate {edition.id}` puts them there"
        verdict.notes.append(note)
    elif absent:
        where = place(next(iter(absent))) if len(absent) == 1 else f"{home}/"
        verdict.add(where, "P125", f"{missing(list(absent.values()), names)} in the archive", hint)
    for name in damaged:
        verdict.add(place(name), "P125", f"{names[name]} is damaged in the archive", hint)
