"""Words of other scripts within a line: a name in Arabic, Hebrew, Chinese, Japanese or Korean.

Word takes the font of such words from the theme's list for their script, and orders right-to-left words only
in runs that say so. Source: ECMA-376 Part 1, 17.3.2.30 (rtl), 17.3.2.20 (lang), 20.1.4.1.16 (font).
"""

import re
from collections.abc import Iterator

# Script -> font that Word or its system brings, in the theme; Word asks for them by these ISO 15924 names.
FONTS = {
    "Arab": "Arial", "Hebr": "Arial", "Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei",
    "Jpan": "Yu Gothic", "Hang": "Malgun Gothic", "Thai": "Leelawadee UI", "Deva": "Nirmala UI",
}  # fmt: skip

RIGHT_TO_LEFT = frozenset({"ar-SA", "he-IL"})

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_EAST = (
    "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
# Spaces, digits and signs between two right-to-left words go with them, or the two would change places.
_OTHER = re.compile(rf"(?P<right>[{_RIGHT}]+(?:[\W\d_]+[{_RIGHT}]+)*)|(?P<east>[{_EAST}]+)")
_EASTERN = re.compile(f"[{_EAST}]")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")


def spans(words: str) -> Iterator[tuple[str, str]]:
    """Words of one script each, with the tag of a language written in it; none for Latin and its kin."""
    if words.isascii():
        yield words, ""
        return
    end = 0
    for found in _OTHER.finditer(words):
        if before := words[end : found.start()]:
            yield before, ""
        yield found[0], _right(found[0]) if found["right"] else _east(found[0])
        end = found.end()
    if rest := words[end:]:
        yield rest, ""


def east_asian(words: str) -> str:
    """Language of the Chinese, Japanese or Korean words of a document; empty where it has none."""
    return "" if words.isascii() else _east(words) if _EASTERN.search(words) else ""


def _right(words: str) -> str:
    return "he-IL" if _HEBREW.match(words) else "ar-SA"


def _east(words: str) -> str:
    """Ideographs alone are taken for Chinese, the likeliest."""
    return "ja-JP" if _KANA.search(words) else "ko-KR" if _HANGUL.search(words) else "zh-CN"
