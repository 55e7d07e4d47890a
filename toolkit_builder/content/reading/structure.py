"""Signs that look like those of YAML and are none: blanks, colons, dashes, quotation marks of print."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from .signs import named
from .tally import LineFault

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
COLONS = "\uff1a\ufe55\ufe13\u02d0\ua789\u2236\u05c3\u0589"
DASHES = "\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u2022\u00b7\u25aa\u25cf\u25e6\u2023\u2219\uf0b7"
QUOTES = "“”„‟‘’‚‛«»‹›＂＇´`″′"
# What a list's item, or a text of YAML, begins with where another sign was meant.
DASH = re.compile(f"( *)([{DASHES}])(?=[ \t{BLANKS}]|$)")
_HEAD = re.compile(r"(?:^ *|: +|- +)[|>](?:[-+]?\d?|\d[-+]) *(?: #.*)?$")
_LEADING = re.compile(f" *([{BLANKS}][ {BLANKS}]*)")
_AFTER_DASH = re.compile(f" *(?:- +)*-([{BLANKS}][ {BLANKS}]*)")
_FIELD = re.compile(rf" *(?:- +)*([a-z][a-z0-9_]*)(?:([ {BLANKS}]*[{COLONS}])|:([{BLANKS}]+))")
_ITEM = re.compile(rf" *([{DASHES}])[ {BLANKS}]*([a-z][a-z0-9_]*):(?: |$)")


def look_alikes(lines: list[str]) -> Iterator[LineFault]:
    """C226: signs in the place of those that YAML is made of; the first of each line."""
    for number, line in _lines_of_structure(lines):
        if not line.isascii() and (found := _found(line)):
            yield LineFault(number, *found)


def _found(line: str) -> tuple[int, int, Callable[[], tuple[str, str, str]]] | None:
    """Column and length of the first sign of a line that is another one, with what explains it."""
    if match := _LEADING.match(line):
        return _blank(match, 1, "the line is moved right by signs that only look", "before the first word")
    if match := _AFTER_DASH.match(line):
        return _blank(match, 1, "the dash is followed by a sign that only looks", "after the dash")
    if (match := _FIELD.match(line)) and match[1] in fields():
        if match[3]:
            return _blank(match, 3, "the colon is followed by a sign that only looks", "after the colon")
        message = f"this only looks like a colon ({named(match[2][-1])})"
        hint = f"write `{match[1]}: ` with the colon of the keyboard"
        return match.end(2) - 1, 1, lambda: ("C226", message, hint)
    if (match := _ITEM.match(line)) and match[2] in fields():
        explained = no_dash(match[1])
        return match.start(1), 1, lambda: ("C226", *explained)
    return None


def _blank(
    match: re.Match[str], group: int, what: str, where: str
) -> tuple[int, int, Callable[[], tuple[str, str, str]]]:
    """Blanks that are no spaces, as of `_found`.

    Args:
        match, group: where they stand.
        what: the sentence up to "like a space".
        where: they stand, in words.
    """

    def explain() -> tuple[str, str, str]:
        sign = next(sign for sign in match[group] if sign != " ")
        return "C226", f"{what} like a space ({named(sign)})", f"delete the blanks {where}, and type a space"

    return match.start(group), len(match[group]), explain


def no_dash(sign: str) -> tuple[str, str]:
    """Sentence and hint for a sign where the dash of a list belongs."""
    message = f"this is not the dash that begins an item of a list ({named(sign)})"
    return message, "write `- ` with the hyphen of the keyboard"


def no_quotes(text: str) -> str:
    """A hint for a text that begins or ends with a quotation mark of print; empty for others."""
    sign = next((sign for sign in (text[:1], text[-1:]) if sign and sign in QUOTES), "")
    if not sign:
        return ""
    return f"the {sign} is a sign to be printed ({named(sign)}); quotes around a value are \" or '"


def another_sign(text: str) -> str:
    """A hint for a word of ours, whose signs are ASCII: the first one that is not; empty where all are."""
    sign = next((sign for sign in text if not sign.isascii()), "")
    return no_quotes(text) or (f"the {sign} in it is another sign ({named(sign)})" if sign else "")


@cache
def fields() -> frozenset[str]:
    """Names of all fields of all kinds of files."""
    from .. import model

    kinds = (getattr(model, name) for name in model.__all__)
    return frozenset(
        name
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, model.Node)
        for name in kind.model_fields
    )


def _lines_of_structure(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines that are no comment and stand in no block of text after | or >."""
    around, inside = -1, -1  # columns of what holds a block, and of its own lines
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if around >= 0:
            if not line.strip(" "):
                continue
            if inside < 0 and indent > around:
                inside = indent
            if 0 <= inside <= indent:
                continue
            around = inside = -1
        if line[indent : indent + 1] == "#":
            continue
        yield number, line
        if _HEAD.search(line):
            around = indent
