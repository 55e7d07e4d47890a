"""What can be wrong, where, and what to do about it.

    BuildError
    ├─ SourceError   the sources hold something wrong   exit 3
    ├─ LayoutError   a layout cannot be filled          exit 4
    ├─ OutputError   PDF or Word cannot be written      exit 5
    └─ EditionError  the edition exists and differs     exit 6

The library raises these and never prints; `cli` prints them and exits.
Every error carries all the problems of its kind that one run found.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a file.

    Args:
        path: file, with forward slashes, as a reader would type it.
        line: counted from 1; 0 when the whole file is meant.
        column: counted from 1, in characters; 0 when the whole line is meant.
        length: characters to underline, at least 1.
        text: the line itself, for showing it; empty when it cannot be shown.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    text: str = ""

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    Args:
        place: where.
        code: a letter for the stage (C content, L layout, O output, P publish; S a remark on style) and three
            digits; never given to another rule.
        message: one sentence, without a full stop.
        hint: what to write instead, or empty.
    """

    place: Place
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.code} {self.message}"]
        if self.place.text and self.place.line:
            lines += _excerpt(self.place)
        if self.hint:
            first, *rest = self.hint.split("\n")
            lines += [f"    hint: {first}", *(f"          {line}" for line in rest)]
        return "\n".join(lines)


def _excerpt(place: Place) -> list[str]:
    """The line with its number, and a line of carets under the words meant."""
    margin = f"{place.line:>6} | "
    shown = [(margin + place.text).rstrip()]
    if place.column:
        room = max(1, len(place.text) - place.column + 1)
        gap = " " * (place.column - 1)
        shown.append(" " * (len(margin) - 2) + "| " + gap + "^" * max(1, min(place.length, room)))
    return shown


class BuildError(Exception):
    """Something that a person can mend; holds one or more problems.

    Args:
        problems: what is wrong; sorted by place here.
        files_read: how many files were read, for the closing line; 0 leaves it out.
    """

    exit_code = 1

    def __init__(self, problems: Iterable[Problem], files_read: int = 0) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.files_read = files_read
        super().__init__(self.problems, files_read)

    def __str__(self) -> str:
        count = len(self.problems)
        files = len({problem.place.path for problem in self.problems})
        closing = f"{count} problem{'s' * (count != 1)}"
        if self.files_read:
            closing += f" in {files} of {self.files_read} file{'s' * (self.files_read != 1)}"
        return "\n".join([*map(str, self.problems), f"{closing}; nothing was written."])


class SourceError(BuildError):
    """The sources hold something wrong."""

    exit_code = 3


class LayoutError(BuildError):
    """A layout cannot be filled."""

    exit_code = 4


class OutputError(BuildError):
    """PDF or Word cannot be written."""

    exit_code = 5


class EditionError(BuildError):
    """The edition exists and differs."""

    exit_code = 6


class Misuse(Exception):
    """What a command was given makes no sense.

    Args:
        message: one sentence, without a full stop.
        hint: what to type instead, or empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


class UnknownName(Misuse):
    """A name does not exist.

    Args:
        what: what kind of thing it should be, such as packet.
        name: as given.
        known: the names there are.
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        import difflib  # only when something is wrong

        known = tuple(known)
        near = difflib.get_close_matches(name, known, 1)
        listed = ", ".join(known) or "none"
        super().__init__(
            f"there is no {what} '{name}'", f"did you mean {near[0]}?" if near else f"there are: {listed}"
        )


class Unreadable(Exception):
    """A file that is damaged so far that nothing can be said of it; the message says how."""
