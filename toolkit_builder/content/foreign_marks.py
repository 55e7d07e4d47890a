"""Marks of other notations: HTML, other Markdowns, templates, formulas. Here they would print as signs."""

import html.entities
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class MarkFault(NamedTuple):
    """Something in a text that cannot be printed.

    Args:
        code: the rule, C106 to C108 or C120 to C126.
        message: one sentence.
        hint: what to write instead.
        words: the first words concerned, as they stand in the text; may be empty.
        needs: the type of a block that holds such a thing, where there is one.
    """

    code: str
    message: str
    hint: str
    words: str = ""
    needs: str = ""


class ForeignMark(NamedTuple):
    """A mark of another notation.

    Args:
        code: of the fault.
        pattern: the mark with what it stands around.
        message: with {} in the place of the mark.
        hint: what to write instead; a function where it depends on the mark.
        needs: as of a `MarkFault`.
    """

    code: str
    pattern: re.Pattern[str]
    message: str
    hint: str | Callable[[re.Match[str]], str]
    needs: str = ""

    def fault(self, match: re.Match[str]) -> MarkFault:
        """The fault of one such mark."""
        hint = self.hint if isinstance(self.hint, str) else self.hint(match)
        return MarkFault(self.code, self.message.format(f'"{_cut(match[0])}"'), hint, match[0], self.needs)


# Bare addresses are printed letter by letter, whatever signs are in them.
ADDRESS_AS_WORDS = (
    r"(?<!\w)(?:https?://|www\.|mailto:|tel:|(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,12}/)[^\s<>\[\]\\\"“”]+"
)
# What makes a heading, a quotation, an item or a row of a table at the beginning of a text of several lines,
# and nothing in a field of one; before a number these are signs.
MARK_AT_START = re.compile(
    r"(?:#{1,6}\s+(?!of\b|\d)|>\s+(?![$€£]?\d)|[-*]\s+(?![$€£.]?\d|or\b|and\b))"
    r"(?=[\w\"“‘'(\[*¿¡])|\|(?=[^|\n]*\w[^|\n]*\|$)"
)
_TAGS = (
    "a|abbr|acronym|b|big|blockquote|body|br|button|center|cite|code|del|details|dfn|div|dl|dt|dd|em|embed|font|form"
    "|h[1-6]|head|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|meta|o:p|object|ol|p|pre|q|s|samp|script|small"
    "|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video|w:\\w+|wbr"
)
_INSTEAD = {
    "br": "end the line with \\ to break it there",
    **dict.fromkeys(("b", "strong"), "write **words** for strong words"),
    **dict.fromkeys(("i", "em", "cite"), "write *words* for emphasis"),
    "a": "write [words](address) for a link",
    **dict.fromkeys(("ul", "ol", "li"), 'begin each item of a list with "- " or "1. "'),
    **dict.fromkeys(("p", "div"), "leave an empty line between paragraphs"),
    "sup": "write ² or ³, or say it in words; a source is cited with [@id]",
    "sub": "write it on the line, as in CO2",
}


_IN_MOST_FONTS = "–—‘’‚“”„†‡•…‰‹›€™−≠≤≥"


def _for_tag(match: re.Match[str]) -> str:
    name = match["name"] or ""
    return f"{_INSTEAD.get(name.lower(), 'write plain words')}; \\< is a < before a letter"


def _for_letter_code(match: re.Match[str]) -> str:
    sign = chr(int(match["code"], 16))
    return f"{_written(sign)}; \\\\ is the sign \\"


def _for_entity(match: re.Match[str]) -> str:
    sign = html.unescape(match[0])
    written = _written(sign)
    return written if written.endswith("space") else f"{written}; \\& is an & before letters and a semicolon"


def _written(sign: str) -> str:
    """What to write for a letter; one that most fonts lack is not proposed."""
    if sign.isspace() or not sign.isprintable():
        return "write a space"
    return f"write {sign} itself" if sign <= "\u017f" or sign in _IN_MOST_FONTS else "say it in words"


_ENTITIES = frozenset(name for name in html.entities.html5 if name.endswith(";"))
_OLD_ENTITIES = "|".join(sorted((n for n in html.entities.html5 if n[-1] != ";"), key=len, reverse=True))


# First sign -> what may begin with it, tried in this order.
FOREIGN: dict[str, tuple[ForeignMark, ...]] = {
    "<": (
        ForeignMark(
            "C125",
            re.compile(
                rf"</?(?P<name>{_TAGS})(?:\s[^<>]{{0,400}})?/?>|</[a-z][\w:-]{{0,40}}\s*>"
                r"|<[a-z][\w:-]{0,40}\s[\w:-]{1,40}=[^<>]{0,400}>|<!--|<!\[CDATA\[|<!DOCTYPE|<\?xml",
                re.IGNORECASE,
            ),
            "{} is a tag of HTML and would be printed as it stands",
            _for_tag,
        ),
        ForeignMark(
            "C126",
            re.compile(r"<(?:https?://|mailto:|www\.)[^<>\s]{1,400}>"),
            "the < and > around {} would be printed",
            "take out < and >, or write [words](address) for a link",
        ),
    ),
    "&": (
        ForeignMark(
            "C125",
            re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});"),
            "{} is a code of HTML and would be printed as it stands",
            _for_entity,
        ),
        ForeignMark(
            "C125",
            re.compile(rf"&(?:#\d{{2,7}}(?![\d;])|(?:#[xX][\da-fA-F]{{2,6}}|{_OLD_ENTITIES})(?![\w;]))"),
            "{} is a code of HTML without its semicolon and would be printed as it stands",
            _for_entity,
        ),
    ),
    "\\": (
        ForeignMark(
            "C126",
            re.compile(r"\\(?:u(?=[\da-fA-F]{4})|x(?=[\da-fA-F]{2}(?![\da-zA-Z])))(?P<code>(?<=u)[\da-fA-F]{4}|(?<=x)[\da-fA-F]{2})"),
            "{} is the code of a letter in programs and would be printed as it stands",
            _for_letter_code,
        ),
    ),
    "~": (
        ForeignMark(
            "C126",
            re.compile(r"(?<!~)~~(?!~)(?:\S[^~\n]{0,200}~~)?"),
            "{} is no mark of these texts and would be printed with its ~",
            "take out what no longer holds, or write \\~ for the sign itself",
        ),
    ),
    "=": (
        ForeignMark(
            "C126",
            re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]{0,200}(?<=[^\s=])==(?![=\w])"),
            "{} is no mark of these texts and would be printed with its =",
            "write **words** for what is to stand out, or \\= for the sign itself",
        ),
    ),
    "{": (
        ForeignMark(
            "C126",
            re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|\{#[^{}\n]{0,200}#\}"),
            "{} is a place of a template; a text is none, so it would be printed as it stands",
            "write the words themselves, or [name] in square brackets for what others fill in",
        ),
    ),
    "$": (
        ForeignMark(
            "C126",
            re.compile(r"\$\$?(?:[A-Za-z]|[^$\s][^$\n]{0,100}[\\^][^$\n]{0,100})\$\$?(?![\d$])"),
            "{} is a formula of LaTeX and would be printed with its $",
            "write the formula in words and signs, such as x² or ½",
        ),
    ),
    "`": (
        ForeignMark(
            "C106",
            re.compile(r"(?P<ticks>`{1,3})[^`\n]{1,2000}(?P=ticks)"),
            "program code cannot stand in a text",
            "take out the backticks `, or write \\` for a backtick",
        ),
        ForeignMark(
            "C126",
            re.compile(r"`{1,3}"),
            "{} is no quotation mark and no letter here, and would be printed",
            "write “ ” or ‘ ’ around words, ʻ for an okina, or \\` for the sign itself",
        ),
    ),
    "[": (
        ForeignMark(
            "C126",
            re.compile(r"\[\^[^\]\s]{1,60}\]:?"),
            "{} is a footnote of another Markdown and would be printed as it stands",
            "cite a source with [@id], and write a remark into the sentence",
        ),
        ForeignMark(
            "C126",
            re.compile(r"\[\s\](?!\()"),
            "{} is a box to tick in another Markdown and would be printed as it stands",
            "take it out, or write a blank of three or more _",
            "checklist",
        ),
        ForeignMark(
            "C126",
            re.compile(r"(?:(?<=\n)|(?<![\s\S]))\[[xX]\](?=\s)"),
            "{} is a ticked box in another Markdown and would be printed as it stands",
            "take it out, and say in words what is done",
            "checklist",
        ),
        ForeignMark(
            "C126",
            re.compile(r"\[\[[^\[\]\n]{1,200}\]\]"),
            "{} is a link of a wiki and would be printed as it stands",
            "write [words](#material/thing) for a place in this toolkit",
        ),
        ForeignMark(
            "C107",
            re.compile(r"\[(?:\s+[-–]?|[-–]\s*)@[a-z][a-z0-9-]{0,80}\s*\]"),
            "{} is no citation",
            "write [@id] with nothing else in the brackets",
        ),
        ForeignMark(
            "C107",
            re.compile(r"\[[^\[\]\n]{1,200}\]\[(?:https?://|mailto:|tel:|www\.|#)[^\[\]\s]{0,400}\]"),
            "{} is no link: its address stands in square brackets",
            "write [words](address)",
        ),
        ForeignMark(
            "C107",
            re.compile(r"\[[^\[\]@\n][^\[\]\n]{0,200}\]\s+\((?:https?://|mailto:|tel:|www\.|#)[^()\s]{0,400}\)"),
            "{} is no link: there is a space between its words and its address",
            "write [words](address) without a space between ] and (",
        ),
    ),
    "(": (
        ForeignMark(
            "C107",
            re.compile(r"\([^()\n]{1,200}\)\[(?:https?://|mailto:|tel:|www\.|#)[^\[\]\s]{0,400}\]"),
            "{} is no link: its brackets are the wrong way round",
            "write [words](address)",
        ),
    ),
    "|": (
        ForeignMark(
            "C106",
            re.compile(r"(?:(?<=\n)|(?<![\s\S]))\|[^\n|]{0,400}\|[^\n]{0,2000}\|[ \t]*(?=\n|(?![\s\S]))"),
            "a row of a table cannot stand in a text",
            "take out the | signs, or write \\| for the sign itself",
            "table",
        ),
    ),
}  # fmt: skip


def foreign_mark(text: str, start: int, end: int) -> MarkFault | None:
    """The mark of another notation that begins at a place.

    Args:
        text: the text.
        start: the place.
        end: where the part of the text that is read ends.
    """
    sign = text[start]
    if sign not in FOREIGN or not _ANY[sign].match(text, start, end):
        return None
    for mark in FOREIGN[sign]:
        match = mark.pattern.match(text, start, end)
        if match and (match[0][0] != "&" or match[0][-1] != ";" or _is_entity(match[0])):
            return mark.fault(match)
    return None


def foreign_marks(text: str) -> Iterator[MarkFault]:
    """Every mark of another notation in words that are printed as they stand."""
    place = 0
    while match := _FIRST.search(text, place):
        fault = None if match["address"] else foreign_mark(text, match.start(), len(text))
        if fault:
            yield fault
            place = match.start() + max(1, len(fault.words))
        elif match["address"]:
            place = match.end()
        else:  # of many signs in a row, a mark may begin with the first or with the last few
            run = _RUN.match(text, match.start())
            place = max(match.end(), run.end() - _LONGEST_SIGN if run else 0)


# Whether any mark begins with a sign, in one look: a text may hold the sign very often.
_ANY = {
    sign: re.compile("|".join(mark.pattern.pattern for mark in marks), re.IGNORECASE)
    for sign, marks in FOREIGN.items()
}
_RUN = re.compile(r"([^\w\s])\1*")
_LONGEST_SIGN = 4  # such as ~~~ or ``` and one more
_FIRST = re.compile(f"(?P<address>{ADDRESS_AS_WORDS})|[{re.escape(''.join(FOREIGN))}]", re.IGNORECASE)


def _is_entity(code: str) -> bool:
    return code[1] == "#" or code[1:] in _ENTITIES


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
