"""Reads one YAML file strictly: all text stays text, and whatever YAML would quietly change is an error."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ...errors import Place, Problem, SourceError, short
from . import syntax
from .conflicts import conflicts
from .encoding import MAX_BYTES, decode
from .signs import signs
from .spans import MarkTable, Path, Span, place
from .structure import look_alikes
from .tally import LineFault, Tally

__all__ = ["MAX_BYTES", "Tree", "read"]

Tree = dict[str, Any] | list[Any] | str | None
"""A value as written: mappings, lists and text; None where nothing was written."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's parser where it is installed
MAX_DEPTH = 50
MAX_VALUES = 10_000  # seven times the largest file of ours
TAB = re.compile(r" *\t")
_TABBED = ("C206", "the line begins with a tab", "use spaces: two for each step to the right")
# A comment has a space after `#`; "Room #12" is text that YAML would cut off.
EATEN = re.compile(r"(?<![ \t])[ \t]*#(?=\w)")


def read(file: str, data: bytes) -> tuple[dict[str, Any], MarkTable]:
    """What a file says, and where.

    Args:
        file: path of the file as messages name it.
        data: the whole file.

    Returns:
        The mapping at the top of the file (mappings, lists, text, None) and the places in it.

    Raises:
        SourceError: C2xx, everything that the reader found wrong.
    """
    text = decode(file, data)
    lines = text.split("\n")
    tally = Tally()
    tally.take(conflicts(file, text, lines))
    if not tally.problems:
        _look_at_signs(file, text, lines, tally)
    if problems := tally.told():
        raise SourceError(problems)
    builder = _Builder(file, lines, {match.start() for match in EATEN.finditer(text)})
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.tally.problems.append(syntax.translate(file, lines, error, builder.last))
    except _Stop:
        pass
    if not builder.tally.problems and not isinstance(builder.top, dict):
        builder.tally.problems.append(_not_a_mapping(file, builder.top))
    if problems := builder.tally.told():
        raise SourceError(problems)
    assert isinstance(builder.top, dict)
    return builder.top, MarkTable(file, text, builder.spans)


def _look_at_signs(file: str, text: str, lines: list[str], tally: Tally) -> None:
    """Signs that may not stand in a text, tabs that begin a line, what only looks like YAML; one a line."""
    named: set[int] = set()
    for found in (_wrong_signs(text), _tabs(text, lines), look_alikes(lines)):
        for fault in found:
            if fault.line not in named:
                named.add(fault.line)
                tally.add(fault.problem(file, lines))
        if not tally.has_room:  # enough to mend first
            return


def _wrong_signs(text: str) -> Iterator[LineFault]:
    """C202, C224, C225: the first sign of a line that may not stand there."""
    line = start = 0
    while sign := next(signs(text, start), None):
        line += text.count("\n", start, sign.at)
        yield LineFault(line, sign.at - text.rfind("\n", 0, sign.at) - 1, 1, sign.explain)
        start = text.find("\n", sign.at)
        if start < 0:
            return


def _tabs(text: str, lines: list[str]) -> Iterator[LineFault]:
    """C206: tabs before the first word of a line."""
    if "\t" in text:
        for number, line in enumerate(lines):
            if match := TAB.match(line):
                yield LineFault(number, match.end() - 1, 1, lambda: _TABBED)


def _not_a_mapping(file: str, top: Tree) -> Problem:
    if top is None:
        return Problem(Place(file), "C204", "the file is empty", "write at least one line `key: value`")
    message = "the file does not consist of lines `key: value`"
    hint = "`toolkit new` and `toolkit init` write files to start from"
    return Problem(Place(file, 1), "C205", message, hint)


def _composed(value: str | None) -> str | None:
    """A text in Unicode's composed form (NFC).

    A Mac may write é as e with an accent of its own. Nobody sees the difference, so it is read away and not
    refused: the two forms are one text, and must print, sort, find and compare as one.
    """
    return value if value is None or value.isascii() else unicodedata.normalize("NFC", value)


def _misplaced_dash() -> tuple[str, str, str]:
    hint = "put it straight below the dashes of its list; if it is none, put the text in quotes"
    return "C214", "this dash is read as a part of the text above it", hint


class _Stop(Exception):
    """Nothing after this can be understood."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled; key is the event of the key whose value comes next."""

    value: dict[str, Any] | list[Any]
    path: Path
    span: Span
    key: Any = None


class _Builder:
    """Fills a tree from the parser's events, without recursion, so that no nesting can exhaust the stack."""

    def __init__(self, file: str, lines: list[str], eaten: set[int]) -> None:
        self.file = file
        self.lines = lines
        self.eaten = eaten
        self.top: Tree = None
        self.spans: dict[Path, Span] = {}
        self.tally = Tally()
        self.last: Any = None  # the last scalar, which syntax errors are explained by
        self._stack: list[_Frame] = []
        self._values = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event.

        Raises:
            _Stop: after a problem that makes the rest meaningless.
        """
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                hint = "delete the line `---`: one file holds one thing"
                self._stop(event, "C210", "a second document begins here", hint)
        elif kind is yaml.AliasEvent:
            self._stop(event, "C208", *syntax.BEGINS["*"])

    def _scalar(self, event: Any) -> None:
        self.last = event
        self._plain_only(event)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and type(frame.value) is dict and frame.key is None:
            self._key(frame, event)
            return
        value: str | None = event.value
        if not event.style:
            if event.end_mark.index in self.eaten:
                self._eaten(event)
            if event.end_mark.line > event.start_mark.line:
                self._dash_within(event)
            value = value or None
        elif event.style == '"' and (sign := next(signs(event.value), None)):
            code, message, _ = sign.explain()
            hint = "take out the backslash and the characters after it"
            self._problem(event, code, f"{message}, made by a backslash", hint)
        self._put(_composed(value), event.start_mark, event.end_mark)

    def _key(self, frame: _Frame, event: Any) -> None:
        if not event.value:
            self._problem(event, "C218", "a key is missing before the colon", "write `key: value`")
        elif event.value in frame.value:
            first = self.spans.get((*frame.path, event.value)) if self.tally.has_room else None
            line = f" (first in line {first.key_line + 1})" if first else ""
            hint = "keep one of the two lines"
            self._problem(event, "C207", f'"{short(event.value)}" is given twice{line}', hint)
        frame.key = event

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self._plain_only(event)
        if len(self._stack) >= MAX_DEPTH:
            hint = "text that begins with [ or { needs quotes around it"
            self._stop(event, "C211", f"more than {MAX_DEPTH} things stand inside each other", hint)
        if self._stack and type(self._stack[-1].value) is dict and self._stack[-1].key is None:
            self._stop(event, "C218", "a list or mapping stands where a key belongs", syntax.IN_QUOTES)
        path, span = self._put(value, event.start_mark, event.end_mark)
        self._stack.append(_Frame(value, path, span))

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        end = event.end_mark
        self.spans[frame.path] = frame.span._replace(end_line=end.line, end_column=end.column)

    def _put(self, value: Tree, start: Any, end: Any) -> tuple[Path, Span]:
        """Add a value to the mapping or list around it."""
        path: Path = ()
        key = None
        if self._stack:
            frame = self._stack[-1]
            if type(frame.value) is dict:
                key, frame.key = frame.key, None
                frame.value[key.value] = value
                path = (*frame.path, key.value)
            else:
                path = (*frame.path, len(frame.value))
                frame.value.append(value)  # type: ignore[union-attr]
        else:
            self.top = value
        at = (-1, -1, -1)
        if key is not None:
            at = (key.start_mark.line, key.start_mark.column, key.end_mark.column)
        span = Span(*at, start.line, start.column, end.line, end.column)
        self.spans[path] = span
        self._values += 1
        if self._values > MAX_VALUES:
            hint = "split it: one material a file"
            where = Place(self.file, start.line + 1)
            self.tally.problems.append(
                Problem(where, "C203", f"the file holds over {MAX_VALUES:,} values", hint)
            )
            raise _Stop
        return path, span

    def _plain_only(self, event: Any) -> None:
        """No anchors and no tags."""
        if event.anchor is not None:
            self._problem(event, "C208", *syntax.BEGINS["&"])
        elif event.tag is not None:
            self._problem(event, "C209", *syntax.BEGINS["!"])

    def _eaten(self, event: Any) -> None:
        mark = event.end_mark
        column = self.lines[mark.line].index("#", mark.column)
        rest = self.lines[mark.line][column:].rstrip()
        hint = "put the whole text in quotes; a comment has a space after #"
        message = "the # cuts off the rest of the line"
        self.tally.add(
            lambda: Problem(place(self.file, self.lines, mark.line, column, len(rest)), "C216", message, hint)
        )

    def _dash_within(self, event: Any) -> None:
        """`- item` that stands a little too far right, and is read as a part of the text above it."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self.lines[number]
            column = len(line) - len(line.lstrip(" "))
            before_end = (number, column) < (event.end_mark.line, event.end_mark.column)
            if before_end and line.startswith("- ", column):
                self.tally.add(LineFault(number, column, 1, _misplaced_dash).problem(self.file, self.lines))
                return

    def _problem(self, event: Any, code: str, message: str, hint: str) -> None:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        self.tally.add(
            lambda: Problem(
                place(self.file, self.lines, start.line, start.column, length), code, message, hint
            )
        )

    def _stop(self, event: Any, code: str, message: str, hint: str) -> None:
        self._problem(event, code, message, hint)
        raise _Stop
