"""Marks that a merge leaves where two versions of a file differ: found before anything else is read."""

import re
from collections.abc import Iterator

from ...errors import Place, Problem
from .spans import place

# Seven signs, then a blank and a name, or nothing; a text moved right or quoted by a tool keeps them.
_MARK = re.compile(r"(?m)^[ \t>]*(<{7}|>{7}|\|{7})(?: [^\n]*)?$")
_BETWEEN = re.compile(r"[ \t>]*={7}(?: .*)?\s*")


def conflicts(file: str, text: str, lines: list[str]) -> Iterator[Problem]:
    """C222: each place that a merge left unsettled, with the lines of both versions.

    A line of seven = is a mark only between the other two; elsewhere it may be a rule in a text.

    Args:
        file: as messages name it.
        text: the whole file.
        lines: the same line by line.
    """
    if not _MARK.search(text):  # most files
        return
    begun: int | None = None
    parted: int | None = None
    for number, line in enumerate(lines):
        sign = _sign(line, begun is not None)
        if sign == "<":
            if begun is not None:
                yield _half(file, lines, begun)
            begun, parted = number, None
        elif sign in ("|", "=") and begun is not None:
            parted = number if parted is None or sign == "=" else parted
        elif sign == ">" and begun is not None and parted is not None:
            yield _whole(file, lines, (begun, parted, number))
            begun = None
        elif sign:
            yield _half(file, lines, number if begun is None else begun)
            begun = None
    if begun is not None:
        yield _half(file, lines, begun)


def _sign(line: str, within: bool) -> str:
    """Which mark a line is; empty for none."""
    if match := _MARK.match(line):
        return match[1][0]
    return "=" if within and _BETWEEN.fullmatch(line) else ""


def _whole(file: str, lines: list[str], marks: tuple[int, int, int]) -> Problem:
    begun, parted, ended = marks
    base = next((number for number in range(begun + 1, parted) if _sign(lines[number], True) == "|"), parted)
    one, other = _stretch(begun + 1, base), _stretch(parted + 1, ended)
    message = f"a merge left two versions here: {one}, and {other}"
    hint = "keep the words that are right, and delete the lines of <<<<<<<, ======= and >>>>>>>"
    if base != parted:
        hint = "keep the words that are right; delete the lines of <<<<<<<, |||||||, ======= and >>>>>>>"
    return Problem(_place(file, lines, begun), "C222", message, hint)


def _stretch(first: int, end: int) -> str:
    """Lines between two marks in words; counted from 0, the second not included."""
    if first >= end:
        return "nothing"
    return f"line {end}" if first + 1 == end else f"lines {first + 1} to {end}"


def _half(file: str, lines: list[str], number: int) -> Problem:
    hint = "compare with the version before the merge, and delete the line"
    message = "a merge left this line, and the others that belong with it are gone"
    return Problem(_place(file, lines, number), "C222", message, hint)


def _place(file: str, lines: list[str], number: int) -> Place:
    match = _MARK.match(lines[number])
    return place(file, lines, number, match.start(1) if match else 0, len(lines[number]))
