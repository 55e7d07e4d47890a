"""What became of sealed editions: the newest is current, the others are superseded or withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..content.model.status import StatusFile
from ..content.reading.reader import MAX_BYTES, read
from ..content.reading.shape import fit
from ..errors import Place, Problem, SourceError
from ..machine.files import beginning

NAME = "status.yaml"
CURRENT, SUPERSEDED, WITHDRAWN = "current", "superseded", "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an edition stands.

    Args:
        kind: `CURRENT`, `SUPERSEDED` or `WITHDRAWN`.
        on, reason, notice: as status.yaml says; empty where it says nothing.
        newest: the edition that readers should have; empty where there is none.
    """

    kind: str = CURRENT
    on: str = ""
    reason: str = ""
    notice: str = ""
    newest: str = ""


def standings(editions: Path, place: str, sealed: Sequence[str]) -> Mapping[str, Standing]:
    """Where every sealed edition stands.

    Args:
        editions: the toolkit's folder of editions.
        place: how messages name it.
        sealed: numbers of the sealed editions, the oldest first.

    Raises:
        SourceError: C1xx, C2xx status.yaml is not as it should be; P107 an edition in it is not sealed.
    """
    written = _written(editions, place, sealed)
    valid = [edition for edition in sealed if written.get(edition, Standing()).kind != WITHDRAWN]
    newest = valid[-1] if valid else ""
    otherwise = {edition: Standing(CURRENT if edition == newest else SUPERSEDED) for edition in sealed}
    return {edition: replace(standing, newest=newest) for edition, standing in (otherwise | written).items()}


def _written(editions: Path, place: str, sealed: Sequence[str]) -> dict[str, Standing]:
    """What status.yaml says; nothing where there is none."""
    try:
        data = beginning(editions / NAME, MAX_BYTES)
    except FileNotFoundError:
        return {}
    except OSError as error:
        message, hint = f"the file cannot be read: {error.strerror}", "put the file itself there"
        raise SourceError([Problem(Place(f"{place}/{NAME}"), "C112", message, hint)]) from None
    tree, marks = read(f"{place}/{NAME}", data)
    file = fit(StatusFile, tree, marks)
    assert isinstance(file, StatusFile)
    problems = [
        Problem(
            marks.value(("editions", number, "id")), "P107", f"edition {row.id} is not sealed",
            f"sealed are: {', '.join(sealed) or 'none'}",
        )
        for number, row in enumerate(file.editions)
        if row.id not in sealed
    ]  # fmt: skip
    if problems:
        raise SourceError(problems)
    return {
        row.id: Standing(row.status, row.on, str(row.reason), str(row.notice or "")) for row in file.editions
    }
