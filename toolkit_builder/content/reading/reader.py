"""Reads one YAML file strictly: all text stays text, and whatever YAML would quietly change is an error."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from ...errors import Place, Problem, SourceError
from . import syntax
from .spans import MarkTable, Path, Span, place

Tree = dict[str, Any] | list[Any] | str | None
"""A value as written: mappings, lists and text; None where nothing was written."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's parser where it is installed
MAX_BYTES = 1_000_000
MAX_DEPTH = 50
# What neither XML nor Word can hold, and the line ends that only YAML knows.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
TAB = re.compile(r"^ *\t", re.MULTILINE)
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
    text = _decode(file, data)
    lines = text.split("\n")
    problems = [*_characters(file, text, lines)]
    if problems:
        raise SourceError(problems)
    builder = _Builder(file, lines, {match.start() for match in EATEN.finditer(text)})
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(syntax.translate(file, lines, error, builder.last))
    except _Stop:
        pass
    if not builder.problems and not isinstance(builder.top, dict):
        builder.problems.append(_not_a_mapping(file, builder.top))
    if builder.problems:
        raise SourceError(builder.problems)
    assert isinstance(builder.top, dict)
    return builder.top, MarkTable(file, text, builder.spans)


def _decode(file: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        hint = "split it: one material a file, at most 1 MB each"
        raise SourceError(
            [Problem(Place(file), "C203", f"the file is too large ({len(data):,} bytes)", hint)]
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save the file again with the encoding UTF-8"
        raise SourceError([Problem(Place(file, line), "C201", "the file is not UTF-8 text", hint)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters(file: str, text: str, lines: list[str]) -> list[Problem]:
    """Control characters and tabs before the first word of a line; each line named once."""
    problems: dict[int, Problem] = {}
    for match in CONTROL.finditer(text):
        line, column = _position(text, match.start())
        message = f"a character that cannot be printed (U+{ord(match.group()):04X}) stands in the text"
        hint = "delete it, or type the words around it again"
        problems.setdefault(line, Problem(place(file, lines, line, column), "C202", message, hint))
    for match in TAB.finditer(text):
        line, column = _position(text, match.end() - 1)
        hint = "use spaces: two for each step to the right"
        where = place(file, lines, line, column)
        problems.setdefault(line, Problem(where, "C206", "the line begins with a tab", hint))
    return list(problems.values())


def _position(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, both from 0."""
    return text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1


def _not_a_mapping(file: str, top: Tree) -> Problem:
    if top is None:
        return Problem(Place(file), "C204", "the file is empty", "write at least one line `key: value`")
    message = "the file does not consist of lines `key: value`"
    hint = "`toolkit new` and `toolkit init` write files to start from"
    return Problem(Place(file, 1), "C205", message, hint)


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
        self.problems: list[Problem] = []
        self.last: Any = None  # the last scalar, which syntax errors are explained by
        self._stack: list[_Frame] = []
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
            value = value or None
        elif event.style == '"' and CONTROL.search(event.value):
            hint = "take out the backslash and the characters after it"
            self._problem(event, "C202", "the text in quotes makes a character that cannot be printed", hint)
        self._put(value, event.start_mark, event.end_mark)

    def _key(self, frame: _Frame, event: Any) -> None:
        if not event.value:
            self._problem(event, "C218", "a key is missing before the colon", "write `key: value`")
        elif event.value in frame.value:
            first = self.spans.get((*frame.path, event.value))
            line = f" (first in line {first.key_line + 1})" if first else ""
            hint = "keep one of the two lines"
            self._problem(event, "C207", f'"{event.value}" is given twice{line}', hint)
        frame.key = event

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self._plain_only(event)
        if len(self._stack) >= MAX_DEPTH:
            hint = "text that begins with [ or { needs quotes around it"
            self._stop(event, "C211", f"more than {MAX_DEPTH} things stand inside each other", hint)
        if self._stack and type(self._stack[-1].value) is dict and self._stack[-1].key is None:
            self._stop(event, "C218", "a list or mapping stands where a key belongs", syntax.QUOTES)
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
        where = place(self.file, self.lines, mark.line, column, len(rest))
        self.problems.append(Problem(where, "C216", "the # cuts off the rest of the line", hint))

    def _problem(self, event: Any, code: str, message: str, hint: str) -> None:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        where = place(self.file, self.lines, start.line, start.column, length)
        self.problems.append(Problem(where, code, message, hint))

    def _stop(self, event: Any, code: str, message: str, hint: str) -> None:
        self._problem(event, code, message, hint)
        raise _Stop
