"""Signs that a text may not hold: those that cannot be printed, and those that nobody sees.

Sources: Unicode 16, chapter 23 (special areas and format characters); UTS 51 (emoji); UTR 36 (security).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

# What neither XML nor Word can hold, and the line ends that only few programs know.
CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd\ue000-\uf8ff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_SIGN = re.compile(f"[{CONTROL}{_BIDI}{_UNSEEN}]")

# Letters of Hebrew, Arabic and the scripts like them.
_RIGHT_TO_LEFT = re.compile(
    "[\u05be-\u05f4\u0620-\u064a\u066e-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ENDS = {
    "\x0b": "a line break of Word",
    "\x0c": "a page break",
    "\r": "a line end of old Macs",
    "\x85": "a line end of mainframes",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
}
_ENTER = "delete it and press Enter there; an empty line begins a paragraph"
_RETYPE = "delete it, or type the words around it again"
_MISREAD = "the words around it were read in a wrong encoding: type them again"
_UNSEEN_HINT = "delete it: go to it with the arrow keys, and delete where the cursor does not move"
_JOINING = {
    "ARABIC", "SYRIAC", "MANDAIC", "MONGOLIAN", "NKO", "ADLAM", "DEVANAGARI", "BENGALI", "GURMUKHI",
    "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN",
    "THAI", "LAO", "BALINESE", "JAVANESE", "TAI", "CHAKMA", "MEETEI", "LIMBU",
}  # fmt: skip


class Sign(NamedTuple):
    """A sign that may not stand where it stands.

    Args:
        at: where in the text.
        sign: itself.
        code: the rule, C202, C224 or C225.
        what: the sentence, with {name} and {number} for those of the sign.
        hint: what to do.
    """

    at: int
    sign: str
    code: str
    what: str
    hint: str

    def explain(self) -> tuple[str, str, str]:
        """Code, sentence and hint."""
        number = f"U+{ord(self.sign):04X}"
        return self.code, self.what.format(name=named(self.sign), number=number), self.hint


class _Fault(NamedTuple):
    """Args: what and hint, as of a `Sign`; code."""

    what: str
    hint: str
    code: str = "C224"


def signs(text: str, start: int = 0) -> Iterator[Sign]:
    """Every sign of a text that may not stand there, in order.

    Args:
        text: all of it; whether a sign may stand there depends on those beside it.
        start: where to begin.
    """
    for match in _SIGN.finditer(text, start):
        sign, at = match[0], match.start()
        if fault := _judge_of(sign)(text, at):
            yield Sign(at, sign, fault.code, fault.what, fault.hint)


@lru_cache
def named(sign: str) -> str:
    """A sign by name and number."""
    return f"{unicodedata.name(sign, 'a sign without a name').lower()}, U+{ord(sign):04X}"


@lru_cache
def _judge_of(sign: str) -> "_Judge":
    """Who knows whether a sign may stand in a text."""
    if what := _ENDS.get(sign):
        return _always(_Fault(f"{what} ({{number}}) stands in the text", _ENTER, "C202"))
    if unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff":
        hint = _MISREAD if "\x80" <= sign <= "\x9f" else _RETYPE
        return _always(
            _Fault("a character that cannot be printed ({number}) stands in the text", hint, "C202")
        )
    if "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069":
        hint = f"{_UNSEEN_HINT}; the direction of a script is known without it"
        return _always(_Fault("an invisible sign turns the direction of writing here ({name})", hint, "C225"))
    return next((judge for pattern, judge in _KINDS if pattern.match(sign)), _rest)


def _always(fault: _Fault) -> "_Judge":
    return lambda text, index: fault


def _beside(text: str, index: int) -> tuple[str, str]:
    """The signs before and after one; empty at an end."""
    return text[index - 1] if index else "", text[index + 1 : index + 2]


def _soft_hyphen(text: str, index: int) -> _Fault | None:
    """One within a word is where it may part."""
    before, after = _beside(text, index)
    if before == "\u00ad" or after == "\u00ad":
        return _Fault("two soft hyphens ({number}) follow each other", "delete one of them")
    if before.strip() and after.strip():
        return None
    hint = "put it within the word, where it may part, or delete it"
    return _Fault("a soft hyphen ({number}) stands at the edge of a word", hint)


def _joiner(text: str, index: int) -> _Fault | None:
    """Where a script has letters that join, and within an emoji, they are needed."""
    before, after = _beside(text, index)
    script = unicodedata.name(before, "").partition(" ")[0] if before else ""
    if script in _JOINING or (text[index] == "\u200d" and _is_emoji(before) and _is_emoji(after)):
        return None
    return _rest(text, index)


def _mark(text: str, index: int) -> _Fault | None:
    """Direction marks have a use beside Hebrew or Arabic letters."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    if _RIGHT_TO_LEFT.search(text, start, min(start + 5_000, end if end >= 0 else len(text))):
        return None
    return _rest(text, index)


def _selector(text: str, index: int) -> _Fault | None:
    """Variation selectors choose a form of the sign before: of emoji, of Chinese and Mongolian signs."""
    before, after = _beside(text, index)
    if _is_emoji(before) or (before and before in "#*0123456789" and after == "\u20e3"):
        return None
    if unicodedata.name(before or " ", "").startswith(("CJK", "MONGOLIAN", "MYANMAR", "PHAGS-PA")):
        return None
    return _rest(text, index)


def _tag(text: str, index: int) -> _Fault | None:
    """Tags spell the flags of England, Scotland and Wales behind a black flag; elsewhere they hide words."""
    start = index
    while start and index - start < 8 and "\U000e0000" <= text[start - 1] <= "\U000e007f":
        start -= 1
    if start and text[start - 1] == "\U0001f3f4":
        return None
    return _Fault("hidden words stand in the text, spelled in tags ({name})", _UNSEEN_HINT)


def _private(text: str, index: int) -> _Fault | None:
    sign = text[index]
    if "\uf020" <= sign <= "\uf0ff":
        hint = "write `- ` where it was a bullet, else the sign that was meant, such as → or ✓"
        return _Fault("a sign of the fonts Symbol or Wingdings stands in the text ({number})", hint)
    if "\ue200" <= sign <= "\ue20f":
        hint = "delete them with the words between; cite with [@id]"
        return _Fault("a chat program left the marks of its sources ({number})", hint)
    hint = "write the sign that was meant, or delete it"
    return _Fault("a sign without a meaning of its own stands in the text ({number})", hint)


def _braille(text: str, index: int) -> _Fault | None:
    """The blank of Braille parts words of Braille."""
    if any("\u2801" <= sign <= "\u28ff" for sign in _beside(text, index) if sign):
        return None
    return _rest(text, index)


def _rest(text: str, index: int) -> _Fault | None:
    hint = _UNSEEN_HINT
    if text[index] == "\u200b":
        hint += "; where a word may part, write a soft hyphen (U+00AD)"
    return _Fault("an invisible sign stands in the text ({name})", hint)


_Judge = Callable[[str, int], _Fault | None]
_LOST = _Fault("a letter was lost here ({number})", "type the word again")
_OBJECT = _Fault(
    "a picture or object was pasted here ({number})", "delete it; pictures have fields of their own"
)
_KINDS: tuple[tuple[re.Pattern[str], _Judge], ...] = (
    (re.compile("\u00ad"), _soft_hyphen),
    (re.compile("[\u200c\u200d]"), _joiner),
    (re.compile("[\u061c\u200e\u200f]"), _mark),
    (re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"), _selector),
    (re.compile("[\U000e0000-\U000e007f]"), _tag),
    (re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]"), _private),
    (re.compile("\ufffd"), _always(_LOST)),
    (re.compile("\ufffc"), _always(_OBJECT)),
    (re.compile("\u2800"), _braille),
)


def _is_emoji(sign: str) -> bool:
    """Whether a sign may be a part of an emoji."""
    if not sign:
        return False
    return sign in "\ufe0f\u20e3\u203c\u2049\u2139\u3030\u303d\U000e007f" or unicodedata.category(sign) in (
        "So", "Sk", "Sm",
    )  # fmt: skip
