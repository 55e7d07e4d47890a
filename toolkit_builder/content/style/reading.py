"""Reading level: how hard the running prose of a text is, as a school grade."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Artifact, Material
from .passages import Passage, Sentence, Writing
from .syllables import syllables

LEADERS, FAMILIES = 11, 8
ENOUGH = 100  # words; a grade of fewer says nothing


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """How hard some prose is.

    Args:
        sentences, words, syllables: how many.
    """

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    @property
    def sentence_length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def word_length(self) -> float:
        """Syllables a word."""
        return self.syllables / self.words if self.words else 0.0

    @property
    def grade(self) -> float:
        """School grade.

        Source: Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas, 1975.
        """
        return 0.39 * self.sentence_length + 11.8 * self.word_length - 15.59 if self.words else 0.0


def level(sentences: Iterable[Sentence]) -> ReadingLevel:
    """The level of sentences taken together."""
    parts = [sentence.words for sentence in sentences]
    words = [word for part in parts for word in part]
    return ReadingLevel(len(parts), len(words), sum(map(syllables, words)))


def prose(passages: Iterable[Passage]) -> Iterator[Sentence]:
    """Running prose: what ends as a sentence does. Titles, labels and items that do not are left out."""
    return (sentence for passage in passages for sentence in passage.sentences if sentence.whole)


def aim(writing: Writing) -> int:
    """The highest grade that suits whom it is written for."""
    family = isinstance(writing.node, Material) and "family" in writing.node.readers
    return FAMILIES if family else LEADERS


def measured(writing: Writing) -> list[Passage]:
    """What its level is taken from: all of it; of a letter, what its readers get to see."""
    if not isinstance(writing.node, Artifact) or writing.node.form != "letter":
        return list(writing.passages)
    return [passage for passage in writing.passages if "__" in passage.printed.address]
