"""What all commands tell alike: errors, counts, paths; as text and, for programs, as JSON."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import BuildError, Place, Problem, SourceError, Stretch, told_hint

if TYPE_CHECKING:
    from ...errors import Misuse

Paint = Callable[[str, str], str]
"""Shows a stretch of words: what they are, such as "wrong" or "new", and the words -> what to print."""

_MOST = 10  # problems of one kind that a person is told


# What JSON may hold as it is, and a terminal that shows it may obey or leave out.
_OBEYED = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def plain(_: str, words: str) -> str:
    """Words as they are."""
    return words


def shown(stretches: Iterable[Stretch], paint: Paint) -> str:
    """Stretches as text."""
    return "".join(paint(kind, words) for kind, words in stretches)


def as_json(value: Any) -> str:
    """A result for programs."""
    text = json.dumps(value, indent=1, ensure_ascii=False)
    return _OBEYED.sub(lambda match: json.dumps(match[0])[1:-1], text)


def problems(error: BuildError) -> dict[str, Any]:
    """An error for programs."""
    return {"problems": listed(error.problems), "files_read": error.files_read}


def listed(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems or warnings for programs."""
    return [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def shortened(problems: Sequence[Problem], verbose: bool = False, paint: Paint = plain) -> list[str]:
    """Problems as text; of one kind no more than ten, and how many more there are.

    Args:
        problems: in the order in which they are told.
        verbose: whether all are told.
        paint: gives words their colour.
    """
    lines: list[str] = []
    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.code] += 1
        if verbose or told[problem.code] <= _MOST:
            lines.append(shown(problem.stretches(), paint))
    more = {code: number - _MOST for code, number in told.items() if number > _MOST and not verbose}
    lines += [f"and {number:,} more of {code}; --json tells all" for code, number in more.items()]
    return lines


def stopped(error: BuildError, paint: Paint = plain) -> str:
    """Why a command stopped; sources are told whole, of files what is often wrong with all alike is not.

    Args:
        error: that stopped it.
        paint: gives words their colour.
    """
    if isinstance(error, SourceError):
        return shown(error.stretches(), paint)
    return "\n".join([*shortened(error.problems, paint=paint), shown(error.closing(), paint)])


def warnings(problems: Sequence[Problem], paint: Paint = plain) -> str:
    """What nothing was stopped by, and how many of it.

    Args:
        problems: the warnings.
        paint: gives words their colour.
    """

    def softly(kind: str, words: str) -> str:
        return paint("warning" if kind == "wrong" else kind, words)

    lines = [shown(problem.stretches(), softly) for problem in problems]
    return "\n".join([*lines, softly("wrong", count(len(problems), "warning"))])


def misused(error: "Misuse", paint: Paint = plain) -> str:
    """Wrong usage as text.

    Args:
        error: what makes no sense.
        paint: gives words their colour.
    """
    hint = shown(told_hint(error.hint), paint) if error.hint else ""
    return paint("message", error.message) + hint


def misuse(error: "Misuse") -> dict[str, Any]:
    """Wrong usage for programs: a problem that has neither place nor code."""
    return problems(BuildError([Problem(Place(""), "", error.message, error.hint)]))


def count(number: int, noun: str) -> str:
    """1 file, 2 files."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def near(path: Path, here: Path) -> str:
    """A path as short as can be typed from a folder."""
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
