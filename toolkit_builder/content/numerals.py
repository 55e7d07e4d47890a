"""The numbers that an English text says, in digits and in words, each with what it counts.

"+9 against 5 points"  9 points, 5 points      "half a point"  0.5 point (or 1 and 2)
"1.2 thousand"         1200                    "91.2 %"        91.2 percent
"2013–14", "in 2018"   years, which are dates and no amounts
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

PERCENT, POINTS, MINUTES = "percent", "points", "minutes"
MEASURES = (PERCENT, POINTS, MINUTES, "dollars")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORTH = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_TIMES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_MULTIPLES = {"double": 2, "doubled": 2, "twice": 2, "triple": 3, "tripled": 3}
_SMALL = "|".join([*_TENS, *reversed(_ONES)])
_LARGE = "|".join(_TIMES)


def _joined(before: str, after: str) -> str:
    """A pattern of words that may go on with others: behind a hyphen, or a space where these end a number.

    In "twenty five-minute talks" the five belongs to the minutes.
    """
    own = rf"{after}-(?!(?:{_SMALL}|{_LARGE})\b)[a-z]"
    return rf"{before}(?:(?:-|\s(?!{own})){after})?"


# Words in a row are one number only where they are said as one: tens and ones, and what they are times.
_TEN = "(?:" + "|".join(_TENS) + r")\b"
_ONE = "(?:" + "|".join(_ONES[1:10]) + r")\b"
_TO_99 = rf"(?:{_joined(_TEN, _ONE)}|(?:{_SMALL})\b)"
_HUNDREDS = rf"{_TO_99}[-\s]hundred\b"
_TO_999 = rf"(?:{_joined(_HUNDREDS, _TO_99)}|{_TO_99})"
_THOUSANDS = rf"{_TO_999}[-\s](?:thousand|million|billion)\b(?:[-\s]{_TO_999}[-\s](?:thousand|million)\b)?"
_IN_WORDS = rf"(?:{_joined(_THOUSANDS, _TO_999)}|{_TO_999})"
# What is no amount: citations, addresses, mentions, grades, times of day, days, numbers of pages and parts.
_NONE = re.compile(
    r"\[@[^\[\]]*\]|\]\([^)]{0,500}\)|\{[^{}]*\}|\b(?:Pre-?|P)?[KP][-–]\d+\b|\b\d{1,2}:\d\d\b|\b\d+(?:st|nd|rd|th)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b"
    r"|\b(?:Principle|page|part|step|grade|grades|Grade|Grades) \d+(?:[-–]\d+)?\b"
)
_YEAR = r"(?:19|20)\d\d"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = re.compile(
    rf"(?<![\w.,$])(?P<years>{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?)(?![\w%]|[.,]\d)"
    rf"|(?<![\w.,])(?P<sign>[+−-]|[–](?=\d))?(?P<money>\$)?(?P<digits>{_DIGITS})(?![\w]|[.,]\d)"
    rf"(?:\s(?P<times>{_LARGE})\b)?"
    rf"|\b(?P<words>{_IN_WORDS})\b"
    rf"|\b(?P<part>{'|'.join(_PARTS)})\b|\b(?P<multiple>{'|'.join(_MULTIPLES)})\b",
    re.IGNORECASE,
)
_FILL = r"(?:(?:or more|or fewer|or less|more|fewer|full|other|of (?:the|its|their)|of|a|an|the|first)\s+)*"
_UNIT = re.compile(rf"[-\s]*(?:%|{_FILL}(?P<noun>[A-Za-z]+)(?:\s+(?P<next>points?)\b)?)", re.IGNORECASE)
# Between two numbers of one unit, of which only the second says it.
_SAME = re.compile(r"\s*(?:to|and|or|against|[-–])\s*(?:[a-z]+\s){0,3}")


# Before a part, so that it is one: "one third", "a third".
_COUNTS_PARTS = re.compile(rf"\b(?:a|{_SMALL})[-\s]+$", re.IGNORECASE)


class Numeral(NamedTuple):
    """A number in a text.

    Args:
        value: without its sign; of a part such as "one third" the number of parts.
        others: what it may stand for besides: 0.5 and 50 (percent) in "half".
        unit: percent, points, minutes, dollars, or the noun behind it in the singular; may be empty.
        words: as they stand in the text.
        sign: plus, minus or nothing.
        is_year: whether it is a date.
    """

    value: Decimal
    others: tuple[Decimal, ...]
    unit: str
    words: str
    sign: str = ""
    is_year: bool = False

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Everything that it may stand for."""
        return (self.value, *self.others)

    @property
    def told(self) -> str:
        """The number with what it measures, for messages."""
        is_told = self.unit in MEASURES and not self.is_year
        return f"{self.words} {self.unit}" if is_told and not self.words.startswith("$") else self.words


def numerals(text: str) -> list[Numeral]:
    """The numbers of a text, in order."""
    bare = _NONE.sub(lambda match: " " * len(match[0]), text)
    found = [match for match in _NUMERAL.finditer(bare) if not _is_place(match, bare)]
    units = [_unit_behind(bare, match) for match in found]
    for number in reversed(range(len(found) - 1)):
        between = bare[found[number].end() : found[number + 1].start()]
        if units[number] not in MEASURES and _SAME.fullmatch(between):
            units[number] = units[number + 1]
    return [_read(match, unit) for match, unit in zip(found, units, strict=True)]


def years(text: str) -> set[int]:
    """The years that a text names: 2017 and 2018 for 2017–18."""
    named: set[int] = set()
    for numeral in numerals(text):
        if numeral.is_year:
            first, *last = re.findall(r"\d+", numeral.words)
            named |= {int(first), *(int(first[: 4 - len(end)] + end) for end in last)}
    return named


def amount(text: str) -> Decimal | None:
    """The one number that a text consists of, such as +18, 1,200 or −0.5; None where it is anything else."""
    match = re.fullmatch(rf"\s*[+−–-]?\$?({_DIGITS})\s*", text)
    return Decimal(match[1].replace(",", "")) if match else None


def singular(noun: str) -> str:
    """A noun as units have it: in the singular, small letters."""
    word = noun.casefold()
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _unit_behind(text: str, match: re.Match[str]) -> str:
    if match["money"]:
        return "dollars"
    behind = _UNIT.match(text, match.end())
    if behind is None:
        return ""
    if behind["noun"] is None:
        return PERCENT
    word = singular(behind["noun"])
    if behind["next"] or word == "point":
        return POINTS if word in ("point", "percentage", "percent") else word
    return {"percent": PERCENT, "minute": MINUTES, "min": MINUTES, "dollar": "dollars"}.get(word, word)


def _read(match: re.Match[str], unit: str) -> Numeral:
    words = match[0]
    if match["years"]:
        return Numeral(Decimal(re.findall(r"\d+", words)[0]), (), unit, words, is_year=True)
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", "")) * _TIMES.get((match["times"] or "").lower(), 1)
        sign = {"+": "plus", None: ""}.get(match["sign"], "minus")
        return Numeral(value, (), unit, words, sign)
    if match["part"]:
        parts = Decimal(_PARTS[match["part"].lower()])
        others = (Decimal(1), Decimal("0.5"), Decimal(50)) if parts == 2 else (Decimal(1),)  # 50 percent
        return Numeral(parts, others, unit, words)
    if match["multiple"]:
        return Numeral(Decimal(_MULTIPLES[match["multiple"].lower()]), (), "", words)
    return Numeral(Decimal(_worth(re.split(r"[-\s]+", words.lower()))), (), unit, words)


def _worth(words: Iterable[str]) -> int:
    total = part = 0
    for word in words:
        if word == "hundred":
            part = (part or 1) * 100
        elif word in _TIMES:
            total, part = total + (part or 1) * _TIMES[word], 0
        else:
            part += _WORTH[word]
    return total + part


def _is_place(match: re.Match[str], text: str) -> bool:
    """Whether a third is one in a row and no part: "the third year", but "one third" and "a third"."""
    if not match["part"] or match["part"].lower().startswith("hal"):
        return False
    return not _COUNTS_PARTS.search(text, max(0, match.start() - 20), match.start())
