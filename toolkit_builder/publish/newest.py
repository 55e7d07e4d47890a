"""The newest edition that was seen here: sums tell that a seal is whole, and not that none was taken away.

It is kept where editions are not, in the archive and in every tree of a site: whoever brings sources/ back to
an older state leaves these as they are. Site trees are public, so that anybody may hold the number.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import EditionError, Place, Problem
from ..machine.files import beginning, own_file, write
from ..machine.jsons import MAX_BYTES, fitted, read_json
from .sealed_editions import SealedEdition

NAME = "newest-edition.json"
SCHEMA = 1
_FOLDER = "newest"
_SITE = "site"


@dataclass(frozen=True, slots=True)
class NewestEdition:
    """An edition that was the newest.

    Args:
        toolkit, edition: folder of sources/ and number.
        number: of its seal, which each edition has one higher.
        seal: sha256 of its seal.json.
    """

    toolkit: str
    edition: str
    number: int
    seal: str

    @classmethod
    def of(cls, edition: SealedEdition) -> "NewestEdition":
        """A sealed edition, as it is remembered."""
        return cls(edition.seal.toolkit, edition.id, edition.seal.number, edition.sha256)


def as_json(newest: NewestEdition) -> bytes:
    """For keeping; the same edition gives the same bytes."""
    return json.dumps({"schema": SCHEMA, **asdict(newest)}, indent=1).encode() + b"\n"


def remember(edition: SealedEdition, archive: Path) -> None:
    """Keep the newest edition of a toolkit in the archive.

    Args:
        edition: the newest.
        archive: its folder.

    Raises:
        OutputError: see `machine.files.disk`.
    """
    path, data = _in_archive(archive, edition.seal.toolkit), as_json(NewestEdition.of(edition))
    if not path.is_file() or own_file(path, len(data)) != data:
        write(path, data)


def steps_back(
    editions: Sequence[SealedEdition], toolkit: str, archive: Path, output: Path
) -> Iterator[tuple[str, Problem]]:
    """What was seen here of a toolkit and is not there any more, each with the number of that edition.

    Args:
        editions: the sealed ones that can be read, the oldest first.
        toolkit: its name.
        archive: folder of the archive.
        output: folder of the toolkit's built editions, with its sites.
    """
    told = set()
    trees = sorted((output / _SITE).glob(f"[!.]*/{NAME}"))
    for path in (_in_archive(archive, toolkit), *trees):
        try:
            seen = _read(path)
        except EditionError as error:
            yield "", error.problems[0]
            continue
        if seen and seen.toolkit == toolkit and seen not in told:
            told.add(seen)
            if problem := _missed(seen, editions, _near(path)):
                yield seen.edition, problem


def _missed(seen: NewestEdition, editions: Sequence[SealedEdition], place: str) -> Problem | None:
    newest = editions[-1] if editions else None
    there = {edition.seal.number: edition for edition in editions}.get(seen.number)
    hint = f"take {seen.edition} from version control again; if it was never meant to be, delete {place}"
    if there and (there.id, there.sha256) != (seen.edition, seen.seal):
        message = (
            f"seal number {seen.number} was seen here as edition {seen.edition}, and is another seal now, "
            f"of edition {there.id}"
        )
        return Problem(Place(place), "P144", message, hint)
    if not there and (newest is None or newest.seal.number < seen.number):
        now = f"the newest now is {newest.id}" if newest else "none is sealed now"
        message = f"edition {seen.edition} was seen here, with seal number {seen.number}, and {now}"
        return Problem(Place(place), "P143", message, hint)
    return None


def _read(path: Path) -> NewestEdition | None:
    """What was kept; None where nothing was.

    Raises:
        EditionError: P145 it cannot be read.
    """
    try:
        value = read_json(beginning(path, MAX_BYTES))
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise ValueError("it is of another form")
        kept = fitted(NewestEdition, value)
        if kept.number < 1:
            raise ValueError("it is of no edition")
        return kept
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        message = f"the newest edition that was seen here cannot be read: {why}"
        hint = "look whether all editions are there; then delete this file"
        raise EditionError([Problem(Place(_near(path)), "P145", message, hint)]) from None


def _in_archive(archive: Path, toolkit: str) -> Path:
    return archive / _FOLDER / f"{toolkit}.json"


def _near(path: Path) -> str:
    """How messages name a file of archive/ or of a site."""
    return "/".join(path.parts[-3:])
