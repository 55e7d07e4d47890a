"""The program's own words: what the starter and new files hold, and nobody has rewritten yet.

The words are taken from the starter itself, so that there is no second list of them. A comment there that
says "may stay as it is" keeps a text out: a licence, the names of kinds, norms that any team could have.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import Place
from ..project import layouts_path
from .load import file_bytes, read_source
from .model import EditionFile, FormField, Material
from .reading import spans
from .reading.discovery import Finder
from .toolkit import Source, Toolkit
from .walk import SourcePart, walk
from .words import Text

STARTER = Path("starter")
MAY_STAY = "may stay as"
# What `new` writes into the files of the starter; to `Name of {}` belongs the name that was typed.
WHAT_IS_NEW = "What is new, for readers."
LEVEL_LOOKS = "What it looks like."
NAME_OF = "Name of {}"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Names that RFC 2606 and RFC 6761 keep for examples, and example.edu. What ends in a common word counts only
# where it is an address for certain.
_RESERVED = re.compile(
    r"(?<![\w.-])(?:[\w-]+\.)*example\.(?:com|net|org|edu)(?![\w-])"
    r"|(?<=://)(?:[\w-]+\.)*(?:[\w-]+\.(?:example|test|invalid|localhost)|localhost)(?![\w.-]*\w)"
    r"|(?<=@)(?:[\w-]+\.)*[\w-]+\.(?:example|test|invalid|localhost)(?![\w-])",
    re.IGNORECASE,
)
_ANYWHERE = 4  # words from which on a sentence is ours in every field
_LONG = 9  # words of a text that says more than where to write to
_ALIKE = 3  # words from which on it is ours in the same field


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something that its author has not written yet.

    Args:
        place: where it stands.
        text: the words, the day or the address.
        what: what it is, in a few words.
    """

    place: Place
    text: str
    what: str


class _Value(NamedTuple):
    """A text or another single value of a file, and the name of its field."""

    path: spans.Path
    field: str
    value: str


class _OwnWords(NamedTuple):
    """What the starter says, as lists of words.

    Args:
        sentences: by field.
        all: of every field.
        staying: what may stay as it is.
        days: field and day.
    """

    sentences: Mapping[str, tuple[tuple[str, ...], ...]]
    all: frozenset[tuple[str, ...]]
    staying: frozenset[tuple[str, ...]]
    days: frozenset[tuple[str, str]]


def placeholders(toolkit: Toolkit) -> tuple[Placeholder, ...]:
    """What an edition would print that nobody has written yet, file by file, from the top down.

    Drafts are left out, and the files of older editions. Addresses that are kept for examples may stand in a
    toolkit that says of its content, in words of its own, that it is a sample.
    """
    own, older = _own_words(), {id(edition) for edition in toolkit.editions[:-1]}
    printed = [source for source in toolkit.sources if _is_printed(source) and id(source.node) not in older]
    is_sample = any(
        value.field == "sample_notice" and not _is_ours(value, own)
        for source in printed
        for value in _values(source)
    )
    return tuple(place for source in printed for place in _of(source, own, is_sample))


def texts_of_starter(source: Source) -> tuple[str, ...]:
    """The texts of one file that are still those of the starter."""
    own = _own_words()
    return tuple(
        value.value for value in _values(source) if isinstance(value.value, Text) and _is_ours(value, own)
    )


def _is_printed(source: Source) -> bool:
    return not isinstance(source.node, Material) or source.node.status == "approved"


def _of(source: Source, own: _OwnWords, is_sample: bool) -> Iterator[Placeholder]:
    """What one file holds.

    A day is ours only where it stands beside words of ours: anybody may have read a text on that day.
    """
    values = [*_values(source)]
    ours = {value.path for value in values if isinstance(value.value, Text) and _is_ours(value, own)}
    stays = any(_words(value.value) in own.staying for value in values if value.field in ("label", "summary"))
    beside = bool(ours) or (isinstance(source.node, EditionFile) and stays)
    for value in values:
        place = source.marks.value(value.path)
        if value.path in ours:
            yield Placeholder(place, value.value, "a text of the starter")
        elif beside and (value.field, value.value) in own.days:
            yield Placeholder(place, value.value, "the day of the starter")
        elif not is_sample and (found := _RESERVED.search(value.value)):
            where = source.marks.value(value.path, found[0])
            yield Placeholder(where, found[0], "an address kept for examples")


def _values(source: Source) -> Iterator[_Value]:
    """What stands in the file; defaults of the model do not. What a form asks is anybody's."""
    for part in walk(source.node):
        if isinstance(part.owner, FormField):
            continue
        if isinstance(part.value, str) and part.path in source.marks:
            yield _Value(part.path, _field(part), part.value)


def _field(part: SourcePart) -> str:
    """The field that a value belongs to: of its list or mapping, where it is an item of one."""
    fields = type(part.owner).model_fields
    return next((key for key in reversed(part.path) if isinstance(key, str) and key in fields), "")


def _is_ours(value: _Value, own: _OwnWords) -> bool:
    words = _words(value.value)
    if not _is_sentence(words) or words in own.staying:
        return False
    if len(words) >= _ANYWHERE and words in own.all:
        return True
    return any(_are_alike(words, ours) for ours in own.sentences.get(value.field, ()))


def _is_sentence(words: tuple[str, ...]) -> bool:
    """Whether a text has words enough to be known by; years and other figures are anybody's."""
    return sum(not word.isdecimal() for word in words) >= _ALIKE


def _is_an_address(text: str) -> bool:
    """Whether a text is little more than an address kept for examples; with another it is its author's."""
    return bool(_RESERVED.search(text)) and len(_words(text)) < _LONG


def _are_alike(words: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Whether a text is a sentence of ours with a third of its words changed, and three at most."""
    if ours[-1] == "{}":  # a name follows, of any words
        return words[: len(ours) - 1] == ours[:-1]
    most = min(3, len(ours) // 3) if len(ours) > _ALIKE else 0
    if abs(len(words) - len(ours)) > most:
        return False
    shared = (Counter(words) & Counter(ours)).total()
    return max(len(words), len(ours)) - shared <= most and _distance(words, ours) <= most


def _distance(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words must be changed, put in or taken out. Source: Levenshtein (1966)."""
    above: list[int] = [*range(len(other) + 1)]
    for number, word in enumerate(one, 1):
        line = [number]
        for column, another in enumerate(other, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (word != another)))
        above = line
    return above[-1]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


@cache
def _own_words() -> _OwnWords:
    """All words of the starter, and those that `new` puts into its files."""
    sentences: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    staying, days, sources = set(), set(), [*_starter()]
    day = next(source.node.date for source in sources if isinstance(source.node, EditionFile))
    for source in sources:
        for value in _values(source):
            words = _words(value.value)
            if _may_stay(source, value.path):
                staying.add(words)
            elif value.value == day:
                days.add((value.field, day))
            elif not isinstance(value.value, Text):
                continue
            elif _is_sentence(words) and not _is_an_address(value.value):
                sentences[value.field].add(words)
    for field, sentence in (("summary", WHAT_IS_NEW), ("descriptors", LEVEL_LOOKS)):
        sentences[field].add(_words(sentence))
    sentences["name"].add((*_words(NAME_OF), "{}"))
    every = frozenset(words for found in sentences.values() for words in found)
    table = {field: tuple(sorted(found)) for field, found in sentences.items()}
    return _OwnWords(table, every, frozenset(staying), frozenset(days))


def _starter() -> Iterable[Source]:
    folder = layouts_path() / STARTER
    finder = Finder(folder, STARTER.name)
    finder.look()
    for file in finder.files:
        yield read_source(f"{STARTER}/{file.name}", file, file_bytes(folder, STARTER.name, file))


def _may_stay(source: Source, path: spans.Path) -> bool:
    """Whether the comment above a text, or above something that holds it, says so."""
    return any(
        MAY_STAY in _comment(source, path[:depth]).lower()
        for depth in range(1, len(path) + 1)
        if isinstance(path[depth - 1], str)
    )


def _comment(source: Source, path: spans.Path) -> str:
    """The lines of comment straight above a key."""
    lines, line = source.marks.lines, source.marks.key(path).line - 1
    first = line
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return " ".join(text.strip(" #") for text in lines[first:line])
