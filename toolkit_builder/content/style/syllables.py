"""Syllables of English words, by rules.

Against the CMU Pronouncing Dictionary they are wrong for 0.2 % of the words of our toolkits' running text,
and for 7.6 % of the dictionary's own 117,000 words, which are full of names. Pyphen, which finds where a
word may be parted, is wrong for 4.2 % and 38 %; its grades are half a school year too low.
`tests/style/test_syllables.py` counts again.
"""

import re
from functools import lru_cache

_VOWELS = re.compile(r"[aeiouy]+")
# Endings whose e is not heard; that of -ted, -ded, -ces, -ges, of table, settled and the like is.
_SILENT = re.compile(
    r"(?<=[^aeiouy])e$(?<![^aeiouyrl]le)"
    r"|(?<=[^aeiouytd])ed$(?<![^aeiouyrl]led)"
    r"|(?<=[^aeiouyscgzx])es$(?<![cs]hes)(?<![^aeiouyrl]les)"
)
# Nor is the e within statement, safely, ninety, homework.
_INNER = re.compile(
    r"(?<=[aeiouy][^aeiouy\W])e"
    r"(?=(?:ments?|ly|ful(?:ly)?|less|ness|some|ty|works?|lines?|body|where|books?|boards?)$)"
)
# Two vowels beside each other that are two syllables, and so one more than _VOWELS counts.
_PARTED = re.compile(
    r"i(?=a(?!l$|lly$|ls$|ge|n$|ns$))|(?<=[^cst])i(?=al|an)|i(?=um|o(?!n|u))|(?<=[^cstgxn])i(?=on)"
    r"|(?<![ct])i(?=e(?:t|n[ct]))|i(?=er$|est$)|e(?=o(?!p))|(?<=cr)e(?=at)|(?<=v)e(?=at)"
    r"|(?<![gq])u(?=a(?!r[^y]|s|de)|i(?:n|ty)|en[ct])|oy(?=e)|(?<=[aeiouy])(?=ing)"
)
_KNOWN = {
    "anyone": 3, "being": 2, "beyond": 2, "business": 2, "california": 4, "colleague": 2, "colleagues": 2,
    "elsewhere": 2, "someone": 2, "somewhere": 2,
    "everybody": 4, "everyone": 3, "everything": 3, "everywhere": 3, "evening": 2, "georgia": 2, "idea": 3,
    "ideas": 3, "people": 2, "quiet": 2, "real": 1, "science": 2, "sometimes": 2, "something": 2, "whole": 1,
    "while": 1, "whoever": 3, "beforehand": 3, "area": 3, "areas": 3,
}  # fmt: skip


@lru_cache(maxsize=16_384)
def syllables(word: str) -> int:
    """How many syllables a word has; a number counts as one, parts of a compound are added up."""
    parts = [_part(part) for part in re.split(r"[^a-z’']+", word.lower()) if part]
    return sum(parts) or 1


def _part(word: str) -> int:
    word = re.sub(r"[’'](s|t|d|re|ve|ll|m)?$", "", word)
    if word in _KNOWN:
        return _KNOWN[word]
    spoken = _INNER.sub("", _SILENT.sub("", word))
    return max(1, len(_VOWELS.findall(spoken)) + len(_PARTED.findall(spoken)))
