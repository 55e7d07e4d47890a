"""Where each key and value of a source file stands, worked out only when it is asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...errors import Place

_SHOWN = 2_000  # characters of a line that are kept whole for showing it
_AROUND = 300  # of a longer one, before and after the place

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a file to a value."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Where a key and its value stand in a file.

    Args:
        key: the key, or the whole value where there is none (an item of a list).
        value: the first line of the value.
        end: line and column just after the value, both counted from 1.
    """

    key: Place
    value: Place
    end: tuple[int, int]


class Span(NamedTuple):
    """Positions of a key and its value, counted from 0 as the parser does; key is -1, -1, -1 in a list."""

    key_line: int
    key_column: int
    key_end: int
    line: int
    column: int
    end_line: int
    end_column: int


class MarkTable(Mapping[Path, Spans]):
    """Path of a value -> its places.

    Args:
        file: the file as messages name it.
        text: the whole file.
        spans: path -> positions; the empty path is the file itself.
    """

    def __init__(self, file: str, text: str, spans: dict[Path, Span]) -> None:
        self.file = file
        self.text = text
        self._spans = spans
        self._lines: list[str] | None = None

    def __getitem__(self, path: Path) -> Spans:
        span = self._spans[path]
        value = self._stretch(span.line, span.column, span.end_line, span.end_column)
        key = value
        if span.key_line >= 0:
            key = self._stretch(span.key_line, span.key_column, span.key_line, span.key_end)
        return Spans(key, value, (span.end_line + 1, span.end_column + 1))

    def __iter__(self) -> Iterator[Path]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    @property
    def lines(self) -> list[str]:
        """The file line by line."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    def key(self, path: Path) -> Place:
        """Place of the key at `path`, or of the nearest thing around it that stands in the file."""
        while path not in self._spans:
            path = path[:-1]
        return self[path].key

    def written(self, path: Path) -> str:
        """The value at `path` as it stands in the file, with its quotes; of several lines the first."""
        span = self._spans[path]
        end = span.end_column if span.end_line == span.line else None
        return self.lines[span.line][span.column : end]

    def lines_of(self, path: Path) -> list[str]:
        """The lines of the file that hold the value at `path`, from its first sign on, bare of indents."""
        span = self._spans[path]
        lines = self.lines[span.line : span.end_line + (span.end_column > 0)]
        return [lines[0][span.column :].strip(), *(line.strip() for line in lines[1:])]

    def value(self, path: Path, words: str = "") -> Place:
        """Place of the value at `path`; of `words` inside it, or of their last, where these can be found."""
        while path not in self._spans:
            path = path[:-1]
        for piece in (words, words.rpartition(" ")[2]) if words else ():
            if there := self._find(self._spans[path], piece):
                return there
        return self[path].value

    def _find(self, span: Span, words: str) -> Place | None:
        for number in range(span.line, min(span.end_line + 1, len(self.lines))):
            start = span.column if number == span.line else 0
            column = self.lines[number].find(words, start)
            if column >= 0:
                return place(self.file, self.lines, number, column, len(words))
        return None

    def _stretch(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        shown_end = end_column if end_line == line else len(self.lines[line].rstrip())
        return place(self.file, self.lines, line, column, shown_end - column)


def place(file: str, lines: list[str], line: int, column: int, length: int = 1) -> Place:
    """A Place from positions counted from 0; what a terminal must not show stands as a question mark.

    Args:
        file: as messages name it.
        lines: the file line by line.
        line, column: where the place begins; behind the end of the file its last line is meant.
        length: characters to underline.
    """
    line = min(line, len(lines) - 1)
    whole = len(lines[line])
    column = min(column, whole)
    start = 0 if whole <= _SHOWN else max(0, column - _AROUND)  # a line may be a megabyte long
    seen = lines[line][start:] if whole <= _SHOWN else lines[line][start : column + _AROUND]
    length = max(1, min(length, whole - column))
    return Place(file, line + 1, column + 1, length, visible(seen).rstrip(), start)


def visible(text: str) -> str:
    """A stretch of a file, a sign for a sign, in which blanks that only look like spaces can be told."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "␣" if sign.isspace() else "\ufffd" for sign in text)
