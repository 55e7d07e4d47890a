"""Letters that are not those that were meant: read in a wrong encoding, or only looking right."""

import quopri
import re
import unicodedata
from collections.abc import Iterator

from .trace import Trace

# --- text that was read in another encoding than it was written in ("mojibake") ---

# What it always holds: two signs of print side by side, the first of which is no quotation mark or dash.
_PAIR = re.compile("[^\x00-\x7f“”‘’…–—\u00a0][^\x00-\x7f]|Ã[ \u00a0]|â€")
_CLOSING = re.compile(r"â€(?=[\s.,;:!?)]|$)")  # ” has lost its last byte, which Windows has no letter for
_BLANKS = re.compile(r"([ \t\n]+)")
# The sign of an apostrophe that was lost, in words where nothing else can stand: don?t, it¿s, schoolÕs.
_LOST = r"[?¿Õâ]"
_APOSTROPHE = re.compile(
    rf"(?<![\w/.])(?:(?i:I|you|we|they|he|she|it|that|there|what|who|where|here|let)(?P<a>{_LOST})(?:s|re|ll|ve|m|d)"
    rf"|(?i:do|does|did|is|are|was|were|ca|wo|has|have|had|would|could|should|must|need)n(?P<b>{_LOST})t"
    rf"|(?i:[a-z]{{3,}})(?P<c>{_LOST})s)(?![\w=&/])"
)
_IS_LOST = re.compile(_LOST)
_MAC_QUOTES = re.compile(r"(?<!\w)Ò\s?(?P<words>[^\sÒÓ][^ÒÓ\n]{0,200}?)\s?(?<![A-ZÀ-Þ])Ó(?!\w)")
# A mail program's way with letters beyond ASCII and blanks at the end of a line ("quoted-printable").
_QUOTED = re.compile(r"(?<!\S)\S{0,80}?(?:=[C-F][\dA-F](?:=[89AB][\dA-F])+|(?<=[a-z])=92(?=[a-z]))\S*")
_QUOTED_BLANK = re.compile(r"(?<!\S)\S{0,80}?(?:[.,;:!?”\"]=20(?=\s|$)|[a-z]{2}=20(?=\n))")


def misread(text: str) -> Iterator[Trace]:
    """C223: words that were saved in one encoding and read in another, with what was meant."""
    yield from _in_two_encodings(text)
    for match in _APOSTROPHE.finditer(text) if _IS_LOST.search(text) else ():
        place = match.start(match.lastgroup or 0) - match.start()
        yield _misread(match.start(), match[0], f"{match[0][:place]}’{match[0][place + 1 :]}")
    for match in _MAC_QUOTES.finditer(text) if "Ò" in text else ():
        yield _misread(match.start(), match[0], f"“{match['words']}”")
    for match in _QUOTED.finditer(text) if "=" in text else ():
        code = "cp1252" if "=92" in match[0] else "utf-8"
        meant = quopri.decodestring(match[0].encode()).decode(code, "replace")
        if "\ufffd" not in meant:
            yield _misread(match.start(), match[0], meant)
    for match in _QUOTED_BLANK.finditer(text) if "=20" in text else ():
        yield _misread(match.start(), match[0], match[0].removesuffix("=20"))


def _in_two_encodings(text: str) -> Iterator[Trace]:
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
