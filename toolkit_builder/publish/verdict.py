"""What is found of a sealed edition when it is checked."""

from collections.abc import Sequence, Sized
from dataclasses import dataclass, field

from ..errors import Place, Problem

_NAMED = 3


@dataclass(slots=True)
class Verdict:
    """What was found of one edition.

    Args:
        edition: its number.
        files: how many were hashed, wherever they lie.
        problems: what is wrong.
        notes: what is worth knowing and is not wrong.
    """

    edition: str
    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, place: str, code: str, message: str, hint: str = "") -> None:
        """Add a problem.

        Args:
            place: the file.
            code: of the rule.
            message, hint: as in a `Problem`.
        """
        self.problems.append(Problem(Place(place), code, message, hint))


def missing(names: Sequence[str], expected: Sized) -> str:
    """Which files are missing, in one sentence however many they are.

    Args:
        names: of those that are missing; at least one.
        expected: all that there should be.
    """
    if len(names) == 1:
        return f"{names[0]} is missing"
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}, {len(names):,} of {len(expected):,} files, are missing"
