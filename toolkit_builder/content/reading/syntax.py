"""YAML's own complaints in the words of someone who writes texts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from ...errors import Place, Problem
from .signs import named
from .spans import place
from .structure import DASH, QUOTES, fields, no_dash, no_quotes

IN_QUOTES = 'put the whole text in quotes: "..."'
BEGINS = {
    "*": ("a text cannot begin with *", f"{IN_QUOTES}; aliases of YAML are not read here"),
    "&": ("a text cannot begin with &", f"{IN_QUOTES}; anchors of YAML are not read here"),
    "!": ("a text cannot begin with !", f"{IN_QUOTES}; tags of YAML are not read here"),
}
BLOCK = "write the text on the lines below it, each two spaces further right, or put it in quotes"
KEY = re.compile(r"\s*(- +)*[^\s:\"'][^:]*$")
SHORT_DASH = re.compile(r"(\s*)(-\w\S*)")
STAR = re.compile(r"( *)([*+])(?= +\S)")
# `title:Plan`, `title= Plan`, `title; Plan`, `**title**: Plan`.
NEARLY_A_KEY = re.compile(r" *(?:- +)*\**([A-Za-z][a-z0-9_]*)\**( *[:=;])")
LINK = re.compile(r"\[[^\]]*\]\((\S+)\)\s*$")
VALUE = re.compile(r"(\s*(?:- +)*(?:[\w-]+:\s+|- +))")


def translate(file: str, lines: list[str], error: yaml.MarkedYAMLError, last: Any) -> Problem:
    """What is wrong and what to write.

    Args:
        file: path of the file as messages name it.
        lines: the file line by line.
        error: from libyaml or from the Python parser.
        last: the last scalar event before the error, or None.

    Returns:
        A problem C210 to C220, at the place where the writer can mend it.
    """
    end = len(lines) - 1  # the parser stands one line further when the last line has no end
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark and mark.line <= end else (end, len(lines[end]))
    begun = error.context_mark or mark
    begun_at = (begun.line, begun.column) if begun and begun.line <= end else (line, column)
    trouble = _Trouble(file, lines, line, column, *begun_at, last)
    reason = " ".join(filter(None, (error.context, error.problem)))
    for words, explain in _EXPLANATIONS:
        if words in reason and (problem := explain(trouble)):
            return problem
    return Problem(
        trouble.place(line, column), "C220", f"YAML cannot be read here: {error.problem}", IN_QUOTES
    )


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Where the parser gave up (line, column) and where what it was reading began; all counted from 0."""

    file: str
    lines: list[str]
    line: int
    column: int
    begun_line: int
    begun_column: int
    last: Any

    @property
    def text(self) -> str:
        """The line where the parser gave up."""
        return self.lines[self.line]

    @property
    def opening(self) -> str:
        """The character that began what was being read."""
        return self.lines[self.begun_line][self.begun_column : self.begun_column + 1]

    def place(self, line: int, column: int, length: int = 1) -> Place:
        """A place on a line."""
        return place(self.file, self.lines, line, column, length)

    def at_opening(self, code: str, message: str, hint: str) -> Problem:
        """A problem where what was being read began."""
        return Problem(self.place(self.begun_line, self.begun_column), code, message, hint)


def _colon(trouble: _Trouble) -> Problem | None:
    """`title: Goals: what we mean`, or a line that stands too far right."""
    text, column = trouble.text, trouble.column
    if dash := _dash(trouble):
        return dash
    if KEY.match(text[:column]):
        message = "this line is read as a part of the text above it, and then its colon is one too many"
        hint = "begin the line straight below its neighbours, or put the whole text above in quotes"
        start = len(text) - len(text.lstrip())
        return Problem(trouble.place(trouble.line, start, column - start), "C217", message, hint)
    value = re.match(r"\s*(?:- +)*[^:]*:\s+(.*)", text)
    words = value[1].rstrip() if value else "..."
    outer = no_quotes(words)
    words = words.strip(QUOTES).replace('"', "'") if outer else words.replace('"', "'")
    message, hint = "a text without quotes cannot hold a colon", f'put the text in quotes: "{words}"'
    hint += f"; {outer}" if outer else ""
    return Problem(trouble.place(trouble.line, column), "C212", message, hint)


def _dash(trouble: _Trouble) -> Problem | None:
    """`-item` for `- item`, on this line, the one above, or where the parser began."""
    for number in (trouble.line, trouble.begun_line, trouble.line - 1):
        if match := SHORT_DASH.match(trouble.lines[max(0, number)]):
            message, hint = "a space is missing after the dash", f"write `- {match[2][1:]}`"
            return Problem(trouble.place(max(0, number), len(match[1]), len(match[2])), "C214", message, hint)
    return None


def _dash_of_print(trouble: _Trouble) -> Problem | None:
    """`– item` for `- item`."""
    for number in (trouble.begun_line, trouble.line):
        if match := DASH.match(trouble.lines[number]):
            message, hint = no_dash(match[2])
            return Problem(trouble.place(number, len(match[1])), "C226", message, hint)
    return None


def _quote(trouble: _Trouble) -> Problem:
    """A quotation mark that nothing closes: named where it opens."""
    hint = _end_of_quote(trouble.lines[trouble.begun_line], trouble.opening)
    return trouble.at_opening("C213", "this quotation mark is never closed", hint)


def _end_of_quote(line: str, opening: str) -> str:
    """What to write at the end of a line whose quotation mark nothing closes; it may look as if it were."""
    last = line.rstrip()[-1:]
    if last in QUOTES:
        return f"write {opening} at the end of the text: the {last} there closes nothing ({named(last)})"
    return f"write {opening} at the end of the text"


def _after(trouble: _Trouble) -> Problem | None:
    """Words after a closed value: a quotation mark inside the text, or one that was left out."""
    last, line, column = trouble.last, trouble.line, trouble.column
    if last is None or last.style not in ('"', "'") or last.end_mark.line != line:
        return _bracket(trouble)
    start = last.start_mark
    if start.line != line:
        message = "this quotation mark is closed only further down, in the middle of another text"
        hint = _end_of_quote(trouble.lines[start.line], last.style)
        return Problem(trouble.place(start.line, start.column), "C213", message, hint)
    twice = "''" if last.style == "'" else '\\"'
    hint = f"let the quotes hold the whole text; inside them write {twice} for one {last.style}"
    rest = len(trouble.text.rstrip()) - column
    return Problem(trouble.place(line, column, rest), "C219", "words follow the closing quotation mark", hint)


def _bracket(trouble: _Trouble) -> Problem | None:
    """`[words](address) more`: a text that begins with a bracket."""
    value = VALUE.match(trouble.text)
    sign = trouble.text[value.end() : value.end() + 1] if value else ""
    if value and sign and sign in "[{*&!" and trouble.column > value.end():
        hint = IN_QUOTES
        if link := LINK.match(trouble.text, value.end()):
            hint += f"; a field for an address holds the address alone: {link[1]}"
        return Problem(
            trouble.place(trouble.line, value.end()), "C215", f"a text cannot begin with {sign}", hint
        )
    return None


def _character(trouble: _Trouble) -> Problem:
    """@, % or a backtick at the start of a text; also *, which YAML takes for an alias."""
    if other := _star(trouble) or _nearly_a_key(trouble, trouble.begun_line) or _bracket(trouble):
        return other
    column = trouble.begun_column if trouble.begun_line == trouble.line else trouble.column
    sign = trouble.text[column : column + 1]
    message = f"a text cannot begin with {sign}" if sign else "the file ends in the middle of a value"
    return Problem(trouble.place(trouble.line, column), "C215", message, IN_QUOTES)


def _star(trouble: _Trouble) -> Problem | None:
    """`* item` for `- item`."""
    if match := STAR.match(trouble.text):
        message = f"an item of a list does not begin with {match[2]} here"
        hint = f"write `- {trouble.text[match.end() :].strip()}`"
        return Problem(trouble.place(trouble.line, len(match[1])), "C214", message, hint)
    return None


def _nearly_a_key(trouble: _Trouble, line: int) -> Problem | None:
    """A field that is known, with another sign or without the space after it, or between stars."""
    text = trouble.lines[line]
    match = NEARLY_A_KEY.match(text)
    name = match[1].lower() if match else ""
    if not match or name not in fields():
        return None
    if "*" not in match[0] and match[0].endswith(":") and text[match.end() : match.end() + 1] in (" ", ""):
        return None  # a key as it should be
    key = re.sub(r"\**" + match[1] + r"\**", name, match[0])
    right = f"{key.strip()[:-1].rstrip()}: {text[match.end() :].strip()}"
    message = f'"{match[0].strip()}" is not how a field begins'
    return Problem(
        trouble.place(line, match.start(1), len(match[1]) + 1), "C218", message, f"write `{right}`"
    )


def _folded(trouble: _Trouble) -> Problem:
    return trouble.at_opening("C215", f"words stand on the same line after {trouble.opening}", BLOCK)


def _no_colon(trouble: _Trouble) -> Problem:
    """A line in a mapping that is no `key: value`."""
    if dash := _dash(trouble) or _dash_of_print(trouble):
        return dash
    line = trouble.begun_line
    if key := _nearly_a_key(trouble, line):
        return key
    message = "this line has no colon, so it is not `key: value`"
    hint = "if it goes on with the text above, move it to the right of the key; else write `key: value`"
    length = len(trouble.lines[line].rstrip()) - trouble.begun_column
    return Problem(trouble.place(line, trouble.begun_column, length), "C218", message, hint)


def _open_bracket(trouble: _Trouble) -> Problem:
    sign = trouble.opening
    hint = f"close the {sign}, or put the text in quotes if it begins with {sign}"
    return trouble.at_opening("C215", f"this {sign} is not closed rightly", hint)


def _indent(trouble: _Trouble) -> Problem:
    if dash := _dash(trouble) or _dash_of_print(trouble):
        return dash
    message = "the line does not begin straight below its neighbours"
    hint = "give it as many spaces as the lines that belong with it; a value stands right of its key"
    return Problem(trouble.place(trouble.line, trouble.column), "C217", message, hint)


def _dash_in_text(trouble: _Trouble) -> Problem:
    message = "a list cannot begin after a colon"
    hint = "begin a list on the next line, two spaces further right; or put the text in quotes"
    return Problem(trouble.place(trouble.line, trouble.column), "C214", message, hint)


def _escape(trouble: _Trouble) -> Problem:
    hint = "write \\\\ for one backslash, or use single quotes '...'"
    message = "a backslash in double quotes stands alone"
    return Problem(trouble.place(trouble.line, trouble.column), "C220", message, hint)


def _second(trouble: _Trouble) -> Problem:
    hint = "delete the lines `---` and `...`: one file holds one thing"
    return Problem(trouble.place(trouble.line, trouble.column), "C210", "a second document begins here", hint)


# Words of the complaint (libyaml's, then the Python parser's) -> who explains it; the first that can.
_EXPLANATIONS: tuple[tuple[str, Callable[[_Trouble], Problem | None]], ...] = (
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed", _character),
    ("found unexpected end of stream", _quote),
    ("found unexpected document indicator", _quote),
    ("scanning an alias", _character),
    ("scanning an anchor", _character),
    ("cannot start any token", _character),
    ("parsing a block node", _character),
    ("parsing a flow node", _character),
    ("scanning a block scalar", _folded),
    ("could not find expected ':'", _no_colon),
    ("sequence entries are not allowed", _dash_in_text),
    ("escape", _escape),
    ("document start", _after),
    ("document start", _second),
    ("did not find expected key", _after),
    ("expected <block end>", _after),
    ("expected ',' or", _after),
    ("parsing a flow", _open_bracket),
    ("expected ", _indent),
)
