"""What the ends of lines in a paragraph mean: nothing where words are wrapped, much in a list or a signature.

In print a line end is a space. Lines that say by their first signs or by their length that they stand for
themselves are refused, since a list in the writer's own signs would be printed as one paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .foreign_marks import MarkFault

# Nobody wraps words at fewer columns: where the next word had room, the line end was meant.
NARROWEST = 40
_BULLET = re.compile(
    r"(?:[•●▪▫■◦◆◇►▶➢➤‣⁃∙\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076]\s*|·\s+|[o–—][ ]*\t\s*)(?=\S)"
)
# These stand at the beginning of a line of prose too, so that only several lines make a list.
_SIGN = re.compile(r"(?P<sign>[☐☑☒□❏❑❒○◯✓✔✗✘–—]|[-+](?=\S)|o(?= ))[ \t\u00a0]*(?=[^\s-])")
_LABEL = re.compile(
    r"(?P<open>\(?)(?P<label>\d{1,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?P<close>[.)])[ \t\u00a0]+\S"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARKS = re.compile(r"\*+|\[@[^\]]*\]|\\(?=[^\w\s])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]\.|\b(?:Ave|Blvd|Bldg|Co|Corp|Dept|Dr|Esq|Inc|Jr|Ln|Ltd|Ms|Mr|Mrs|No|Pkwy|Rd|Rm|Sr|St|Ste)\."
    r"|\b(?:[A-Z][a-z]{0,2}\.)+(?:[A-Z][a-z]?\.?)+)$"
)
_GREETING = re.compile(r"(?:Dear|Hello|Hi|Estimad[oa]s?|Querid[oa]s?)\b")
_AS_LINES = "end each line with \\"


def line_faults(paragraph: str) -> Iterator[MarkFault]:
    """The first list in own signs, else the first two lines that would be printed as one.

    Args:
        paragraph: its words as they stand in the source, line by line.
    """
    if "\n" not in paragraph:  # most texts, since YAML joins their lines
        if match := _BULLET.match(paragraph.lstrip()):
            yield _list(paragraph.strip(), match[0].strip())
        return
    written = paragraph.split("\n")
    lines = [line.strip(" \t") for line in written]
    is_told = any(line.endswith("  ") for line in written[:-1])  # of each such line the parser tells
    fault = next(_own_lists(lines), None)
    if fault is None and not is_told:
        fault = next(_joined(lines), None)
    if fault:
        yield fault


# --- lists ---


def _own_lists(lines: Sequence[str]) -> Iterator[MarkFault]:
    for line in lines:
        if match := _BULLET.match(line):
            yield _list(line, match[0].strip())
    for line, following in pairwise(lines):
        first, second = _SIGN.match(line), _SIGN.match(following)
        if first and second and first["sign"] == second["sign"] and not line.endswith("\\"):
            yield _list(line, first["sign"])
    yield from _labelled(lines)


def _labelled(lines: Sequence[str]) -> Iterator[MarkFault]:
    """Lines that begin with a. and b., (1) and (2), i) and ii), however many lines are between them."""
    last: re.Match[str] | None = None
    before = ""
    for line in lines:
        match = _LABEL.match(line)
        if match and last and not before.endswith("\\") and _follows(last, match):
            yield _list(last.string, f"{last['open']}{last['label']}{last['close']}")
        last = match or last
        before = line


def _follows(first: re.Match[str], second: re.Match[str]) -> bool:
    if (first["open"], first["close"]) != (second["open"], second["close"]):
        return False
    return any(value + 1 in _values(second["label"]) for value in _values(first["label"]))


def _values(label: str) -> set[int]:
    """The numbers that a label may stand for; letters, Roman and other numbers are apart from each other."""
    if label.isdigit():
        return {int(label)}
    is_capital = 5000 * label.isupper()
    values = {1000 + is_capital + ord(label.lower())} if len(label) == 1 else set()
    if label.lower() in _ROMAN:
        values.add(2000 + is_capital + _ROMAN.index(label.lower()))
    return values


def _list(line: str, sign: str) -> MarkFault:
    numbered = any(char.isdigit() for char in sign)
    item = '"1. ", "2. " and so on' if numbered else '"- "'
    keep = "" if _BULLET.match(line) else f"; to keep the signs, {_AS_LINES}"
    message = f'lines that begin with "{sign}" would be printed as one paragraph'
    if _BULLET.match(line):
        message = f'"{sign}" at the beginning of a line makes no list'
    return MarkFault("C122", message, f"begin each item with {item}{keep}", line)


# --- lines for themselves ---


def _joined(lines: Sequence[str]) -> Iterator[MarkFault]:
    for line, following in pairwise(lines):
        is_open = not line.endswith("\\") and _is_short(line, following)
        if is_open and _is_meant(_bare(line), _bare(following)):
            yield _two_lines(line, following)
    if len(lines) > 2 and all(_is_word_list(*pair) for pair in pairwise(lines)):
        yield _two_lines(*lines[:2])


def _two_lines(line: str, following: str) -> MarkFault:
    message = f'"{line}" and "{following[:NARROWEST]}" would be printed on one line'
    hint = (
        "end a line with \\ to break it there, or leave an empty line for a new paragraph; else join the two"
    )
    return MarkFault("C123", message, hint, line)


def _bare(line: str) -> str:
    """A line as it is printed."""
    return _MARKS.sub("", _LINK.sub(r"\1", line)).strip()


def _is_short(line: str, following: str) -> bool:
    """Whether the next word would have had room."""
    word = _LINK.match(following) or re.match(r"\S+", following)
    return bool(line and word) and len(line) + 1 + len(word[0] if word else "") <= NARROWEST


def _is_meant(line: str, following: str) -> bool:
    """Whether the second line begins something new: no sentence runs on from the first, or begins there."""
    first = next((char for char in following if char.isalnum() or char in "_[(☐"), "")
    if not first or first.islower() or re.match(r"I\b(?!\.)", following):
        return False
    if line.endswith((":", ";", "–", "—", "-")):
        return False
    if line.endswith(",") or _ends(line, ".!?…"):
        goes_on = len(following) > NARROWEST or _ends(following, ".,;:!?…")
        return bool(_GREETING.match(line)) or not goes_on
    return True


def _ends(line: str, signs: str) -> bool:
    return line.rstrip('"”’)')[-1:] in signs and not _ABBREVIATION.search(line)


def _is_word_list(line: str, following: str) -> bool:
    return _is_short(line, following) and line[-1:] not in ".,;:!?–—-\\"
