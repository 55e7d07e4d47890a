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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Stretch = tuple[str, str]
"""Words of a message, and before them what they are: "wrong" (a code, carets, a count), "message", "gutter",
"hint" or, for all else, nothing."""

MOST = 100  # problems of one file that are told; how many more there are is told in one line
_WHOLE = 25  # of these the first are shown with their line and hint, so that a terminal keeps the beginning
_LONGEST = 800  # characters of a message or hint
_BEFORE, _AFTER = 60, 100  # columns of a line that are shown before its place and from there on


class Explanation(NamedTuple):
    """What a code means; each stage has a table of its codes.

    Args:
        sentence: what is wrong.
        wrong: an example that earns the code, or what is met where it is not a text.
        right: the same put right, or what to do.
    """

    sentence: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a file.

    Args:
        path: file, with forward slashes, as a reader would type it.
        line: counted from 1; 0 when the whole file is meant.
        column: counted from 1, in characters; 0 when the whole line is meant.
        length: characters to underline, at least 1.
        text: the line itself, for showing it; empty when it cannot be shown.
        skipped: characters that the text lacks at its beginning, of a line too long to be kept.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    text: str = ""
    skipped: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([printable(self.path), *numbers])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    Args:
        place: where.
        code: a letter for the stage (C content, L layout, O output, P publish; S a remark on style) and three
            digits; never given to another rule.
        message: one sentence, without a full stop.
        hint: what to write instead, or empty.
        more: how many further problems of the file it stands for, where there are too many to tell; else 0.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    more: int = 0

    def __str__(self) -> str:
        return joined(self.stretches())

    def stretches(self) -> Iterator[Stretch]:
        """Its words, each with what they are."""
        yield from self.first_line()
        if self.place.text and self.place.line:
            yield from _excerpt(self.place)
        if self.hint:
            yield from told_hint(self.hint)

    def first_line(self) -> Iterator[Stretch]:
        """Where, which rule, and what is there."""
        yield from (("", f"{self.place}: "), ("wrong", self.code), ("", " "))
        yield "message", printable(self.message)


def joined(stretches: Iterable[Stretch]) -> str:
    """Stretches as plain text."""
    return "".join(words for _, words in stretches)


def told_hint(hint: str) -> Iterator[Stretch]:
    """A hint below what it is about, its lines under each other."""
    first, *rest = (printable(line) for line in hint.split("\n"))
    yield from (("", "\n    "), ("hint", "hint:"), ("", f" {first}"))
    yield from (("", f"\n          {line}") for line in rest)


def printable(text: str) -> str:
    """A text that a terminal shows and does not obey: signs that it cannot show stand as their numbers."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text)


def some(names: Sequence[str], most: int = 20) -> str:
    """Names in a sentence; of many only the first.

    Args:
        names: in order.
        most: how many are named.
    """
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"


def short(value: object) -> str:
    """A value in a sentence: on one line, and of a long one only the beginning."""
    text = " ".join(str(value)[:400].split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def _excerpt(place: Place) -> Iterator[Stretch]:
    """The line with its number, and a line of carets under the words meant; of a long line what is around."""
    margin = f"{place.line:>6} | "
    text, before = place.text.rstrip(), place.column - 1 - place.skipped
    start = max(0, before - _BEFORE) if len(text) > _BEFORE + _AFTER else 0
    end = max(before, 0) + _AFTER if len(text) > _BEFORE + _AFTER else len(text)
    head, tail = "…" * bool(start or place.skipped), "…" * (end < len(text))
    shown = (head + printable(text[start:end]) + tail).rstrip()
    yield from (("", "\n"), ("gutter", margin if shown else margin.rstrip()), ("", shown))
    if place.column:
        gap = " " * (len(head) + _width(text[start:before]))
        words = _width(text[before : min(before + place.length, end)])
        yield from (("", "\n"), ("gutter", " " * (len(margin) - 2) + "| "), ("", gap))
        yield "wrong", "^" * max(1, words)


def _width(text: str) -> int:
    """Columns that a stretch takes on a terminal: two a sign of East Asia, none an accent of its own."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # only where it matters

    return sum(0 if category(sign) in ("Mn", "Me") else 1 + (east_asian_width(sign) in "WF") for sign in text)


def limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems by place, of each file at most a hundred; a last one says how many more there are.

    What is told already of others is counted with them, so nothing is lost when this is done again.
    """
    for _, group in groupby(sorted(set(problems)), key=lambda problem: problem.place.path):
        together = list(group)
        told = [problem for problem in together if not problem.more]
        rest = [*told[MOST:], *(problem for problem in together if problem.more)]
        yield from map(_cut, told[:MOST])
        if rest:
            yield more(rest[0], sum(problem.more or 1 for problem in rest))


def more(first: Problem, number: int) -> Problem:
    """The line that stands for all problems that are too many to be told.

    Args:
        first: of those, or one like them.
        number: how many there are.
    """
    return Problem(Place(first.place.path), first.code, f"and {number:,} more in this file", more=number)


def _cut(problem: Problem) -> Problem:
    """A problem whose words can be read at once."""
    message, hint = (
        text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        for text in (problem.message, problem.hint)
    )
    return replace(problem, message=message, hint=hint)


class BuildError(Exception):
    """Something that a person can mend; holds one or more problems.

    Args:
        problems: what is wrong; sorted by place here, and `limited`.
        files_read: how many files were read, for the closing line; 0 leaves it out.
    """

    exit_code = 1

    def __init__(self, problems: Iterable[Problem], files_read: int = 0) -> None:
        self.problems = tuple(limited(problems))
        self.files_read = files_read
        super().__init__(self.problems, files_read)

    def __str__(self) -> str:
        return joined(self.stretches())

    def stretches(self) -> Iterator[Stretch]:
        """All problems, from the twenty-sixth of a file on each in one line, and how many there are."""
        for _, group in groupby(self.problems, key=lambda problem: problem.place.path):
            for number, problem in enumerate(group):
                yield from problem.stretches() if number < _WHOLE else problem.first_line()
                yield "", "\n"
        yield from self.closing()

    def closing(self) -> Iterator[Stretch]:
        """How many problems there are."""
        count = sum(problem.more or 1 for problem in self.problems)
        files = len({problem.place.path for problem in self.problems})
        yield "wrong", f"{count:,} problem{'s' * (count != 1)}"
        if self.files_read:
            yield "", f" in {files} of {self.files_read} file{'s' * (self.files_read != 1)}"
        yield "", "; nothing was written."


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
        message, hint = printable(message), "\n".join(map(printable, hint.split("\n")))
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
        super().__init__("which toolkit?", f"there are: {some(tuple(known))}")


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
        about: name -> what the hint says of it, where there is something to say.
    """

    def __init__(
        self, what: str, name: str, known: Iterable[str], about: Mapping[str, str] | None = None
    ) -> None:
        import difflib  # only when something is wrong

        known = tuple(known)
        folded = {each.casefold(): each for each in reversed(known)}
        near = [folded[each] for each in difflib.get_close_matches(name.strip().casefold(), folded, 1)]
        said = (about or {}).get(near[0]) if near else None
        meant = f"did you mean {near[0]}{f' ({said})' * bool(said)}?" if near else ""
        super().__init__(f"there is no {what} '{name}'", meant or f"there are: {some(known) or 'none'}")


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
