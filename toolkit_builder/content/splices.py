"""Where in a YAML file a change goes: other characters at one place, and the same everywhere else."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .notation import TEXT, Notation, entries, in_brackets, lines, tag, ways
from .reading.reader import Tree
from .reading.spans import MarkTable, Path

Spot = tuple[int, int]
"""Line and column, both from 0."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")


def part_at(tree: Tree, path: Path) -> Any:
    """What stands at a path of a tree."""
    part: Any = tree
    for step in path:
        part = part[step]
    return part


@dataclass(frozen=True, slots=True)
class Splices:
    """A file to change. What comes of it is to be read again: not every way to write a value fits its place.

    Args:
        data: the whole file.
        tree: what it says.
        marks: where it says so.
    """

    data: bytes
    tree: dict[str, Any]
    marks: MarkTable

    def replaced(self, path: Path, value: Tree) -> Iterator[bytes]:
        """Another value at a path; the nearest to how the old one was written first."""
        start, end = self._start(path), self._end(path)
        before = self.marks.lines[start[0]][: start[1]]
        if isinstance(value, dict | list) and value and (self._is_line_by_line(path) or not before.strip()):
            yield self._with(start, end, "\n".join(lines(value, start[1])).lstrip())
        # A comment stays behind the value; if that is a block, behind its head.
        line, column = (start[0], start[1] + len(self._block_head(path))) if self._is_block(path) else end
        comment = self.marks.lines[line][column:]
        for way in ways(value, self._notation(path)):
            head = way.head if not way.head or before.endswith(" ") or not before else f" {way.head}"
            column = start[1] if head else len(before.rstrip())
            yield self._with((start[0], column), self._line_end(end[0]), head + comment + way.body)

    def inserted(self, path: Path, index: int, value: Tree) -> Iterator[bytes]:
        """One more item in a list that has some.

        Args:
            path: of the list.
            index: place of the new item.
            value: of the new item.
        """
        start = self._start(path)
        behind = self._end((*path, index - 1)) if index else start
        if self.is_in_brackets(path):
            text = in_brackets(value)
            here = behind if index else self._start((*path, 0))
            yield self._with(here, here, f", {text}" if index else f"{text}, ")
            return
        margin = " " * start[1]
        for entry in entries("-", value, start[1]):
            if index:
                yield self._below(behind[0], margin + entry)
            else:
                yield self._with(start, start, f"{entry}\n{margin}")

    def appended(self, path: Path, key: str, value: Tree) -> Iterator[bytes]:
        """One more key at the end of a mapping that has some.

        Args:
            path: of the mapping.
            key: that is not there yet.
            value: behind the key.
        """
        label = f"{in_brackets(key)}:"
        column, behind = self._start(path)[1], self._end((*path, next(reversed(part_at(self.tree, path)))))
        if self.is_in_brackets(path):
            yield self._with(behind, behind, f", {label} {in_brackets(value)}")
            return
        for entry in entries(label, value, column):
            yield self._below(behind[0], " " * column + entry)

    def removed(self, path: Path) -> Iterator[bytes]:
        """No key or item at a path, and no comment straight above it; there are others beside it."""
        (line, column), (last, behind) = self._label(path), self._end(path)
        if self.is_in_brackets(path[:-1]):
            beside = self._beside(path)
            number = beside.index(path)
            if path == beside[-1]:  # goes with the comma before it
                yield self._with(self._end(beside[number - 1]), (last, behind), "")
            else:
                yield self._with((line, column), self._label(beside[number + 1]), "")
            return
        before = self.marks.lines[line][:column]
        if before.strip():  # `- id: x`: the dash stays
            yield self._with((line, len(before.rstrip())), self._line_end(last), "")
            return
        while line and self.marks.lines[line - 1].startswith(f"{before}#"):
            line -= 1
        yield self._with((line, 0), (last + 1, 0), "")

    def is_in_brackets(self, path: Path) -> bool:
        """Whether a list or mapping is written as [a, b] or {a: b}."""
        return isinstance(part_at(self.tree, path), dict | list) and self._sign(path) in ("[", "{")

    # --- where things stand ---

    def _start(self, path: Path) -> Spot:
        value = self.marks[path].value
        return value.line - 1, value.column - 1

    def _line_end(self, line: int) -> Spot:
        return line, len(self.marks.lines[line])

    def _end(self, path: Path) -> Spot:
        """Just behind the last character of a value."""
        if self._is_line_by_line(path):
            return self._end(self._beside((*path, 0))[-1])
        if part_at(self.tree, path) is None:
            return self._start(path)
        line, column = self.marks[path].end[0] - 1, self.marks[path].end[1] - 1
        if not self._is_block(path):
            return line, column
        first = self._start(path)[0]
        line -= column == 0  # the parser goes on to the line behind it, past empty lines
        while line > first and "+" not in self._block_head(path) and not self.marks.lines[line].strip():
            line -= 1
        return self._line_end(line)

    def _label(self, path: Path) -> Spot:
        """Where a key or the dash of an item stands; in brackets an item itself."""
        holder = path[:-1]
        if isinstance(part_at(self.tree, holder), dict):
            key = self.marks[path].key
            return key.line - 1, key.column - 1
        if self.is_in_brackets(holder):
            return self._start(path)
        line, column = self._start(holder)
        if path[-1]:
            line = self._end(self._beside(path)[int(path[-1]) - 1])[0] + 1
        while self.marks.lines[line][column : column + 1] != "-":
            line += 1
        return line, column

    def _beside(self, path: Path) -> list[Path]:
        """Every path of the list or mapping that a path leads into."""
        holder = part_at(self.tree, path[:-1])
        return [(*path[:-1], step) for step in (holder if isinstance(holder, dict) else range(len(holder)))]

    # --- how they are written ---

    def _sign(self, path: Path) -> str:
        line, column = self._start(path)
        return self.marks.lines[line][column : column + 1]

    def _is_line_by_line(self, path: Path) -> bool:
        part = part_at(self.tree, path)
        return isinstance(part, dict | list) and bool(part) and not self.is_in_brackets(path)

    def _is_block(self, path: Path) -> bool:
        return isinstance(part_at(self.tree, path), str) and self._sign(path) in ("|", ">")

    def _block_head(self, path: Path) -> str:
        line, column = self._start(path)
        match = _BLOCK_HEAD.match(self.marks.lines[line], column)
        return match[0] if match else ""

    def _notation(self, path: Path) -> Notation:
        part, (line, column), last = part_at(self.tree, path), self._start(path), self._end(path)[0]
        parent = self._start(path[:-1])[1]
        sign = self._sign(path) if isinstance(part, str) or (part and self.is_in_brackets(path)) else ""
        plain = isinstance(part, str) and sign not in ("'", '"', "|", ">")
        below = [text for text in self.marks.lines[line + 1 : last + 1] if text.strip()]
        indent = len(below[0]) - len(below[0].lstrip(" ")) if below and isinstance(part, str) else 0
        return Notation(
            sign="" if plain else sign,
            parent=parent,
            indent=indent if indent > parent else parent + 2,
            column=column,
            wrapped=last > line and not self._is_block(path),
            tag=tag(part) if plain else TEXT,
        )

    # --- the new file ---

    def _below(self, line: int, text: str) -> bytes:
        end = self._line_end(line)
        return self._with(end, end, f"\n{text}")

    def _with(self, start: Spot, end: Spot, text: str) -> bytes:
        """The file with a text, in its own line ends, for what stands between two spots."""
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        whole = self.data.decode("utf-8-sig")
        ends = list(_LINE_END.finditer(whole))
        begins = [0, *(match.end() for match in ends), len(whole)]
        first, last = (begins[line] + column for line, column in (start, end))
        new = text.replace("\n", ends[0][0] if ends else "\n")
        return mark + (whole[:first] + new + whole[last:]).encode()
