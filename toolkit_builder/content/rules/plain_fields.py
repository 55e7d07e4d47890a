"""Titles, names, labels, values: printed sign for sign, so marks in them would be printed too."""

import html
import re
from bisect import bisect
from collections.abc import Iterator

from ...errors import Problem
from ..foreign_marks import ADDRESS_AS_WORDS, MARK_AT_START, foreign_marks
from ..markdown import UNDERSCORES
from ..words import Text
from .sheet import Sheet
from .texts import MAX_CHARACTERS

_ADDRESS = re.compile(f"({ADDRESS_AS_WORDS})", re.IGNORECASE)
# Most of these texts have no sign that a mark could begin with.
_IS_PLAIN = re.compile(r"(?!-\s)(?:[^\W_]|[ \-,.;:!?'’“”()/+%–—])*").fullmatch
# What each mark of our texts looks like, and the words that it stands around. A star that stands alone is a
# sign: K*Star, 4*, 3 * 5.
_MARKS = (
    re.compile(r"\[@[^\[\]\s]*\]"),
    re.compile(r"\[(?P<words>[^\[\]\n]*)\]\([^()\n]*\)"),
    re.compile(
        r"(?<![\w*])(?P<stars>\*{1,3})(?P<words>[\w\"“‘'(\[](?:[^*\n]*[\w.,;:!?…%\"”’')\]])?)(?P=stars)(?![\w*])"
    ),
    re.compile(r"(?<![\w*])\*\*(?=[^\s*])"),
    UNDERSCORES,
    re.compile(r"\\(?P<words>[*_\[\]#<>&{}~`!|])|\\\s*$"),
    re.compile(r"^\|\s*(?P<words>[^|\n]*\w[^|\n]*)\|$"),
    re.compile(f"^(?:{MARK_AT_START.pattern})"),
    re.compile(r"^[•●▪▫■◦►➢➤‣\uf0a7\uf0b7\uf0d8]\s*|^·\s+"),
)


def plain_fields_have_no_marks(sheet: Sheet) -> Iterator[Problem]:
    """C127: a title, name, label or value holds no mark, of our texts or another notation."""
    for path, value, _ in sheet.parts:
        if type(value) is not Text or len(value) > MAX_CHARACTERS:
            continue
        if mark := _first_mark(value):
            bare = without_marks(value)
            hint = f'write "{bare}"' if bare and bare != value else "write the words alone"
            message = f'"{mark}" is no mark in this field and would be printed as it stands'
            yield sheet.problem(path, "C127", message, hint, mark)


def without_marks(text: str) -> str:
    """A text with the words of its marks, and without the marks."""
    parts = _ADDRESS.split(text)
    parts[::2] = [_without_marks(part) for part in parts[::2]]  # between them stand the addresses
    return " ".join("".join(parts).split())


def _without_marks(text: str) -> str:
    for mark in _MARKS:
        text = mark.sub(lambda match: match.groupdict().get("words") or "", text)
    parts, place = [], 0
    for fault in foreign_marks(text):
        start = text.index(fault.words, place)
        parts += [text[place:start], _words_of(fault.words)]
        place = start + len(fault.words)
    return "".join([*parts, text[place:]])


def _words_of(mark: str) -> str:
    """What a mark of another notation stands for, or stands around."""
    if mark[0] == "&":
        return html.unescape(mark)
    if mark[0] == "\\":
        return chr(int(mark[2:], 16))
    if mark[0] in "~=`$":
        return mark.strip(mark[0])
    return " " if mark.lower().startswith(("<br", "<p", "</p")) else ""


def _first_mark(text: str) -> str:
    if _IS_PLAIN(text):
        return ""
    ends = [place for match in _ADDRESS.finditer(text) for place in match.span()]

    def stands_in_address(place: int) -> bool:
        return bisect(ends, place) % 2 == 1

    found = [
        match for mark in _MARKS for match in mark.finditer(text) if not stands_in_address(match.start())
    ]
    if found:
        return min(found, key=re.Match.start)[0].strip()
    return next((fault.words for fault in foreign_marks(text)), "")
