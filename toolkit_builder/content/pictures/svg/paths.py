"""Path data: read strictly, and written with a letter before every step.

Programs glue numbers, flags and steps together in ways that not every renderer takes apart alike, and a long
run of steps under one letter takes WeasyPrint time that grows with its square.
Source: SVG 2, 9.3.
"""

import re
from dataclasses import dataclass

from .values import NUMBER, checked, written

_STEPS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TOKEN = re.compile(rf"[\s,]*({NUMBER})")
_FLAG = re.compile(r"[\s,]*([01])")
_LETTER = re.compile(r"[\s,]*([A-Za-z])")
_END = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class PathData:
    """The steps of a path.

    Args:
        text: as it is written anew.
        count: numbers in it.
        reach: no shorter than the path is long.
    """

    text: str
    count: int
    reach: float


def path(text: str, most: int) -> PathData:
    """The steps of a path.

    Args:
        text: an attribute `d`.
        most: numbers that are read; after them the path is cut off, since its picture is refused.

    Raises:
        ValueError: it cannot be read.
    """
    steps: list[str] = []
    count, position, reach = 0, _skip(text, 0), 0.0
    letter = ""
    while position < len(text) and count <= most:
        match = _LETTER.match(text, position)
        if match is not None:
            letter, position = match[1], match.end()
            if letter.upper() not in _STEPS or (not steps and letter not in "Mm"):
                raise ValueError(f"a path has no step {letter!r} here")
        elif not letter or letter in "Zz":
            raise ValueError("a path begins with M, and Z takes no numbers")
        values, position = _values(text, position, letter)
        steps.append(letter + " ".join(map(written, values)))
        count += max(1, len(values))
        reach += 2 * sum(map(abs, values))
        # Further pairs after a move are lines.
        letter = {"M": "L", "m": "l"}.get(letter, letter)
        position = _skip(text, position)
    return PathData(" ".join(steps), count, reach)


def polygon(values: list[float], closed: bool) -> PathData:
    """Corners as a path; a number without its partner is left out, as browsers do."""
    pairs = list(zip(values[::2], values[1::2], strict=False))
    steps = [f"{'L' if place else 'M'}{written(x)} {written(y)}" for place, (x, y) in enumerate(pairs)]
    text = " ".join(steps) + (" Z" if closed and steps else "")
    return PathData(text, len(values), 2 * sum(map(abs, values)))


def _skip(text: str, position: int) -> int:
    match = _END.match(text, position)
    return match.end() if match else position


def _values(text: str, position: int, letter: str) -> tuple[list[float], int]:
    values: list[float] = []
    for place in range(_STEPS[letter.upper()]):
        token = _FLAG if letter in "Aa" and place in (3, 4) else _TOKEN
        match = token.match(text, position)
        if match is None:
            near = text[position : position + 12].strip() or "its end"
            raise ValueError(f"a path lacks a number at {near!r}")
        values.append(checked(float(match[1])))
        position = match.end()
    return values, position
