"""Names of levels that a text types by hand, told from the same words in their ordinary sense.

A name counts where it is written as a name, with a capital letter inside a sentence ("half or fewer is
Emerging"), or where the words around it speak of rating ("rated emerging", "the “established” level").
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_OPENING = r"[\"“‘'*(\[]*"
_CLOSING = r"[\"”’'*)\]]*"
# A word inside a sentence that is no name itself, straight before the label.
_INSIDE = re.compile(rf"(?:^|[\s“‘\"'*(—–-])[a-z0-9][^\s.!?:;|]*,?\s+{_OPENING}$")
_NAME_GOES_ON = re.compile(r"[ \t]+[A-Z]")
_RATED = re.compile(
    r"\b(?:levels?|rated|ratings?|scored)(?:\s+(?:is|are|was|were|it|them|this|as|of|at|to|than))*[\s:]+"
    rf"{_OPENING}$",
    re.IGNORECASE,
)
_RATED_ENDS = re.compile(
    rf"{_CLOSING}(?:\s*[.,;:!?)]|\s*$|\s+(?:or|and|to|if|when|until|where|because|but|than)\b)"
)
_IS_LEVEL = re.compile(rf"{_CLOSING}\s+(?:levels?|ratings?)\b(?!\s+of\b)")
_QUOTES = ('"', "“", "‘")
_AROUND = 80  # characters before a label that can tell what it is


class TypedLabel(NamedTuple):
    """Args: name, id of the level as texts mention it; words, the label as it is typed."""

    name: str
    words: str


def typed_labels(text: str, labels: Mapping[str, str]) -> Iterator[TypedLabel]:
    """The names of levels that a text types among other words, each once.

    Args:
        text: as it stands in the file.
        labels: id -> label.
    """
    for name, label in labels.items():
        match = next((match for match in _all(label, text) if _is_name(match, text)), None)
        if match:
            yield TypedLabel(name, match[0])


def typed_alone(text: str, labels: Mapping[str, str]) -> TypedLabel | None:
    """The name of a level that is all that a text says, or what it explains, as in `**Emerging:** some do`.

    Args:
        text, labels: as of `typed_labels`.
    """
    for name, label in labels.items():
        begins = re.match(rf"{_OPENING}({_pattern(label)})\b[*”\"’]*(?:[:.]|\s+means\b|\s*$)[*”\"’]*", text)
        if begins:
            return TypedLabel(name, begins[1])
    return None


def _all(label: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w-]){_pattern(label)}(?![\w-])", text, re.IGNORECASE)


def _pattern(label: str) -> str:
    return r"\s+".join(map(re.escape, label.split()))


def _is_name(match: re.Match[str], text: str) -> bool:
    start, end = match.span()
    before = max(0, start - _AROUND)
    if match[0][0].isupper() and _INSIDE.search(text, before, start) and not _NAME_GOES_ON.match(text, end):
        return True
    is_quoted = text[max(0, start - 1) : start] in _QUOTES
    if " " in match[0] and not is_quoted:
        return False  # "rate it in words" is no name
    ends = is_quoted or _RATED_ENDS.match(text, end)
    return bool(_IS_LEVEL.match(text, end) or (ends and _RATED.search(text, before, start)))
