"""What can be wrong, where, and what to do about it.

    BuildError           a person can mend it
    ├─ SourceError       the sources hold something wrong                  exit 3
    ├─ LayoutError       a layout cannot be filled                         exit 4
    ├─ OutputError       a file cannot be written, or is not as built      exit 5
    └─ EditionError      a sealed edition is not as it was, or stands in the way   exit 6
    Misuse               what was asked for makes no sense                 exit 2
    ├─ NoToolkit         there is nothing to work on
    ├─ UnclearToolkit    it could be one of several
    ├─ PortTaken         another program listens there
    └─ UnknownName       there is no such packet, toolkit, edition …
    Unreadable           a file so damaged that nothing can be said of it; a proof reports it

These reach a person. Inside the library, `XmlError`, `RichTextError` and `PictureError` are ValueErrors that
the caller turns into a Problem with a place.

The library raises these and never prints; `cli` prints them, in the words of the command line, and exits.
Every BuildError carries all the problems of its kind that one run found.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


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
    """A file cannot be written, or is not as it was built."""

    exit_code = 5


class EditionError(BuildError):
    """A sealed edition, its bundle or its archive is not as it was sealed, or stands in the way."""

    exit_code = 6


class Misuse(Exception):
    """What was asked for makes no sense.

    Args:
        message: one sentence, without a full stop.
        hint: what to ask for instead, or empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


class NoToolkit(Misuse):
    """There is no toolkit to work on."""


class UnclearToolkit(Misuse):
    """It could be one of several toolkits.

    Args:
        known: their names.
    """

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__("which toolkit?", f"there are: {', '.join(known)}")


class PortTaken(Misuse):
    """Another program listens on a port, or it may not be used.

    Args:
        port: its number.
    """

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is taken", "perhaps another preview runs there; take another one")
        self.port = port


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


def collect(work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """What a function gives for each of some things, so that one run tells of everything that is wrong.

    Args:
        work: may raise a BuildError.
        items: what it is called with, one after the other.

    Raises:
        BuildError: of the kind that was met first, with the problems of all things.
    """
    results: list[Result] = []
    errors: list[BuildError] = []
    for item in items:
        try:
            results.append(work(item))
        except BuildError as error:
            errors.append(error)
    if errors:
        problems = [problem for error in errors for problem in error.problems]
        raise type(errors[0])(problems, errors[0].files_read)
    return results
