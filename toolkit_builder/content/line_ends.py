"""What the ends of lines in a paragraph mean: nothing where words are wrapped, much in a list or a signature.

In print a line end is a space. Lines that say by their first signs or by their length that they stand for
themselves are refused, since a list in the writer's own signs would be printed as one paragraph.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .foreign_marks import MarkFault

# Nobody wraps words at fewer columns: where the next word had room, the line end was meant.
NARROWEST = 40
_BULLET = re.compile(
    r"(?:[•●▪▫■◦◆◇►▶➢➤‣⁃∙\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076]\s*|·\s+|[o–—][ ]*\t\s*)(?=\S)"
)
# These stand at the beginning of a line of prose too, so that only several lines make a list: any sign but
# marks, what opens a quotation or a bracket, and money; and letters that Word's bullets are pasted as.
_SIGN = re.compile(
    r"\\?(?P<sign>(?P<one>[^\w\s¿¡*&\\\[<`|!\"'/%°#]|(?<=\\)\*|!(?!\[)|\|(?!.*\|)|\#(?!\d))(?P=one){0,2}"
    r"|[oØüv](?=[ \t]))[ \t\u00a0\ufe0e\ufe0f]*(?=[^\s-])"
)
_OPENS = frozenset({"Ps", "Pe", "Pi", "Pf", "Sc"})
_QUOTES = {"»": "«", "›": "‹"}  # these open a quotation where the other follows
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
    signs = [_own_sign(line) for line in lines]
    for number, (sign, following) in enumerate(pairwise(signs)):
        is_picture = _is_picture(sign)
        others = (
            signs[number + 2 :] if is_picture else ()
        )  # no line of prose begins with such a sign by chance
        is_list = sign == following or sign in others or (is_picture and _is_picture(following))
        if sign and is_list and not lines[number].endswith("\\"):
            yield _list(lines[number], sign)
    yield from _labelled(lines)


def _own_sign(line: str) -> str:
    """The sign at the beginning of a line that may stand for an item; empty where there is none."""
    match = _SIGN.match(line)
    sign = match["sign"] if match else ""
    if sign in _QUOTES:
        return "" if _QUOTES[sign] in line else sign
    return "" if sign and unicodedata.category(sign[0]) in _OPENS else sign


def _is_picture(sign: str) -> bool:
    """Whether it is an arrow, a star, a tick or the like."""
    return bool(sign) and (unicodedata.category(sign[0]) == "So" or "ARROW" in unicodedata.name(sign[0], ""))


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


def item_faults(lines: Sequence[str], indent: int) -> tuple[MarkFault, ...]:
    """The first line below an item of a list that would be printed as words of that item.

    Args:
        lines: those of the item, as they stand in the source.
        indent: where its words begin.
    """
    for before, line in pairwise(lines):
        first = next((char for char in line if char.isalnum()), "")
        is_left = len(line) - len(line.lstrip()) < indent
        if is_left and not before.endswith("\\") and not first.islower():
            words = line.strip()
            message = f'"{words[:NARROWEST]}" would be printed as words of the item above it'
            hint = "leave an empty line before it, or write it on the line of the item if it is of it"
            return (MarkFault("C123", message, hint, words),)
    return ()


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
