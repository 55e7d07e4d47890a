"""Letters that are not those that were meant: read in a wrong encoding, or only looking right."""

import re
import unicodedata
from collections.abc import Iterator

from .trace import Trace

# --- text that was read in another encoding than it was written in ("mojibake") ---

# What it always holds: two signs of print side by side, the first of which is no quotation mark or dash.
_PAIR = re.compile("[^\x00-\x7f“”‘’…–—\u00a0][^\x00-\x7f]|Ã[ \u00a0]|â€")
_CLOSING = re.compile(r"â€(?=[\s.,;:!?)]|$)")  # ” has lost its last byte, which Windows has no letter for
_BLANKS = re.compile(r"([ \t\n]+)")


def misread(text: str) -> Iterator[Trace]:
    """C223: words that were saved in one encoding and read in another, with what was meant."""
    if text.isascii() or not _PAIR.search(text):
        return
    from ftfy import fix_encoding  # most texts need it not

    meant = fix_encoding(_CLOSING.sub("”", text)).replace("\ufeff", "")
    if meant == text:
        return
    old, new = _BLANKS.split(text), _BLANKS.split(meant)
    if len(old) != len(new):
        yield _misread(0, text, meant)
        return
    start, told = 0, set()
    for word, right in zip(old, new, strict=True):
        if word != right and word not in told:
            yield _misread(start, word, right)
        told.add(word)
        start += len(word)


def _misread(start: int, words: str, meant: str) -> Trace:
    message = f'"{_cut(words)}" was saved in one encoding and read in another'
    return Trace(start, words, message, f'write "{_cut(meant)}"' if meant else "delete it")


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


# --- letters of another script, of mathematics and of typesetting ---

_CYRILLIC = dict(zip("аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԚԜ", "aeopcyxijsdhqwABEKMHOPCTYXIJSQW", strict=True))
_GREEK = dict(zip("ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovABEZHIKMNOPTYX", strict=True))
_TWINS = {**_CYRILLIC, **_GREEK}
_BACK = {latin: other for other, latin in _CYRILLIC.items()}
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_FORMS = re.compile("[\U0001d400-\U0001d7ff][\U0001d400-\U0001d7ff ]*[\U0001d400-\U0001d7ff]")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]{2,}")
_EAST_ASIA = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LIGATURE = re.compile("(?<!\\w)\\w*[\ufb00-\ufb06]\\w*")


def look_alikes(text: str) -> Iterator[Trace]:
    """C228: letters that only look like those of the word.

    Signs of other scripts that are meant pass: µm, kΩ, β-version, the letters of a Greek society.
    """
    if text.isascii():
        return
    if _OTHER_SCRIPT.search(text):
        yield from _mixed(text)
    for match in _FORMS.finditer(text):
        what = "letters of mathematics, which screen readers spell out or pass over"
        yield _other(match, f"is written in {what}")
    if not _EAST_ASIA.search(text):
        for match in _WIDE.finditer(text):
            yield _other(match, "is written in the wide letters of East Asia")
    for match in _LIGATURE.finditer(text):
        yield _other(match, "holds joined letters, as a PDF gives them, which searching does not find")


def _other(match: re.Match[str], what: str) -> Trace:
    words = match[0]
    meant = unicodedata.normalize("NFKC", words)
    return Trace(match.start(), words, f'"{_cut(words)}" {what}', f'write "{_cut(meant)}"')


def _mixed(text: str) -> Iterator[Trace]:
    foreign = {sign for sign in text if _OTHER_SCRIPT.match(sign) and sign.isalpha()}
    only_twins = foreign <= _CYRILLIC.keys() and sum("a" <= sign.lower() <= "z" for sign in text) >= 10
    for match in _WORD.finditer(text):
        word = match[0]
        others = [sign for sign in word if _OTHER_SCRIPT.match(sign)]
        if not others:
            continue
        latin = [sign for sign in word if sign.isascii()]
        if all(sign in _TWINS for sign in others) and (latin or only_twins):
            yield _twin(match.start(), word, others[0], "".join(_TWINS.get(sign, sign) for sign in word))
        elif latin and len(word) > 2 and all(sign in _BACK for sign in latin):
            yield _twin(match.start(), word, latin[0], "".join(_BACK.get(sign, sign) for sign in word))


def _twin(start: int, word: str, sign: str, meant: str) -> Trace:
    name = unicodedata.name(sign).lower()
    message = f'"{word}" holds a letter that only looks right: {sign} is a {name} (U+{ord(sign):04X})'
    return Trace(start, word, message, f'type the word again, as "{meant}"')
