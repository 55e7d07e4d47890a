"""The words that style is checked for: those of a language, what a toolkit adds, and what it explains."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..model import CaseStudy, Node, References, StyleFile, ToolkitFile
from ..reading.reader import read
from ..reading.shape import fit
from ..toolkit import Toolkit

ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wordlist:
    """Words to look for.

    Args:
        pattern: finds any of them, each as a group of its own; None where there are none.
        instead: name of a group -> what to write instead, or empty.
    """

    pattern: re.Pattern[str] | None
    instead: Mapping[str, str]

    @classmethod
    def of(cls, words: Mapping[str, str], known: frozenset[str] = frozenset()) -> "Wordlist":
        """A list without the words that readers know."""
        wanted = {word: instead for word, instead in words.items() if word.casefold() not in known}
        longest_first = sorted(wanted, key=len, reverse=True)
        either = "|".join(f"(?P<w{number}>{_shape(word)})" for number, word in enumerate(longest_first))
        pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])") if either else None
        return cls(pattern, {f"w{number}": wanted[word] for number, word in enumerate(longest_first)})

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Each place of a word, and what to write instead."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            yield match, self.instead[str(match.lastgroup)]


def _shape(word: str) -> str:
    """A word as a pattern: any white space, any case but for abbreviations, and the endings that it may have.

    They are those of the plural, or all where it ends in `*`.
    """
    words = r"\s+".join(re.escape(part) for part in word.removesuffix("*").split())
    words += r"\w*" if word.endswith("*") else "s?"
    return words if ABBREVIATION.match(word) else f"(?i:{words})"


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of a toolkit.

    Args:
        known: words that are never reported, in small letters: of the glossary, names, what style.yaml says.
        jargon, person_first, vague, claims: as in style.yaml.
    """

    known: frozenset[str]
    jargon: Wordlist
    person_first: Wordlist
    vague: Wordlist
    claims: Wordlist


def lists_for(toolkit: Toolkit) -> Lists | None:
    """The lists of a toolkit; None where nobody has written any for its language."""
    own = _built_in(toolkit.file.language.partition("-")[0])
    if own is None:
        return None
    both = [own, *(source.node for source in toolkit.sources if isinstance(source.node, StyleFile))]
    spared = frozenset(word.casefold() for file in both for word in file.known)
    known = spared | frozenset(_explained(toolkit)) | frozenset(_names(toolkit))
    return Lists(
        known=known,
        jargon=Wordlist.of(_together(file.jargon for file in both), known),
        person_first=Wordlist.of(_together(file.person_first for file in both), spared),
        vague=Wordlist.of(dict.fromkeys((word for file in both for word in file.vague), ""), spared),
        claims=Wordlist.of(dict.fromkeys((word for file in both for word in file.claims), ""), spared),
    )


@cache
def _built_in(language: str) -> StyleFile | None:
    file = _FOLDER / f"{language}.yaml"
    if not file.is_file():
        return None
    tree, marks = read(file.name, file.read_bytes())
    node = fit(StyleFile, tree, marks)
    assert isinstance(node, StyleFile)
    return node


def _together(lists: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {word: instead for words in lists for word, instead in words.items()}


def _explained(toolkit: Toolkit) -> Iterator[str]:
    """Words of the glossary: whole terms, and the abbreviations in them."""
    for term in toolkit.glossary.terms if toolkit.glossary else ():
        yield from (word.casefold() for word in (term.term, *ABBREVIATION.findall(term.term)))


def _names(toolkit: Toolkit) -> Iterator[str]:
    """Abbreviations that are names: of publishers, authors and places, which print says in full elsewhere."""
    for source in toolkit.sources:
        for text in _naming(source.node):
            yield from (word.casefold() for word in ABBREVIATION.findall(text or ""))


def _naming(node: Node) -> Iterator[str | None]:
    if isinstance(node, ToolkitFile):
        yield from (node.title, node.publisher.name, node.words.framework)
    if isinstance(node, References):
        for reference in node.references:
            yield from (reference.author, reference.publisher)
    if isinstance(node, CaseStudy):
        yield node.district.name
