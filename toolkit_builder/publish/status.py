"""What became of sealed editions: the newest is current, the others are superseded or withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..content.model.status import StatusFile
from ..content.reading.reader import MAX_BYTES, read
from ..content.reading.shape import fit
from ..errors import Problem, SourceError

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


def standings(editions: Path, shown: str, sealed: Sequence[str]) -> Mapping[str, Standing]:
    """Where every sealed edition stands.

    Args:
        editions: the toolkit's folder of editions.
        shown: how messages name it.
        sealed: numbers of the sealed editions, the oldest first.

    Raises:
        SourceError: C1xx, C2xx status.yaml is not as it should be; P107 an edition in it is not sealed.
    """
    said = _said(editions, shown, sealed)
    good = [each for each in sealed if said.get(each, Standing()).kind != WITHDRAWN]
    newest = good[-1] if good else ""
    return {
        each: Standing(
            said[each].kind if each in said else (CURRENT if each == newest else SUPERSEDED),
            *((said[each].on, said[each].reason, said[each].notice) if each in said else ("", "", "")),
            newest=newest,
        )
        for each in sealed
    }


def _said(editions: Path, shown: str, sealed: Sequence[str]) -> dict[str, Standing]:
    """What status.yaml says; nothing where there is none."""
    try:
        with (editions / NAME).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    tree, marks = read(f"{shown}/{NAME}", data)
    file = fit(StatusFile, tree, marks)
    assert isinstance(file, StatusFile)
    problems = [
        Problem(
            marks.value(("editions", number, "id")), "P107", f"edition {each.id} is not sealed",
            f"sealed are: {', '.join(sealed) or 'none'}",
        )
        for number, each in enumerate(file.editions)
        if each.id not in sealed
    ]  # fmt: skip
    if problems:
        raise SourceError(problems)
    return {
        each.id: Standing(each.status, each.on, str(each.reason), str(each.notice or ""))
        for each in file.editions
    }
