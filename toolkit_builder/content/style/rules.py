"""What is remarked on: one function a rule, each over one file. A remark stops nothing.

A new rule is a function here, a line in RULES, an entry in `codes.py` and a folder in `tests/style/`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from ...errors import Problem
from ..comparing.redline import alike
from ..model import CaseStudy, Glossary
from ..rules.traces.words import left_to_do
from .generic_links import is_generic
from .lists import ABBREVIATION, Lists
from .passages import LINK, Passage, Sentence, Writing
from .passive import passive
from .reading import ENOUGH, ReadingLevel, aim, level, measured, prose
from .traces import traces

LONG = 30  # words of a sentence
_HARDEST, _WORTH = 3, 20  # paragraphs named, and words that one has at least
_ALIKE, _TOO_FEW = 0.75, 4  # share of words in common; words that say too little to compare
_QUOTED = {"quote"}  # others' words stay as they were said

_ASKED = re.compile(r"\b(?:how|as|so|too)\s+$", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:others?|another|the rest)\b", re.IGNORECASE)
_SHARE = re.compile(r"(?<!\bat )\b\d[\d.,]*(?:\s*%|\s+per\s?cent\b|\s+percentage\s+points?\b)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:com|edu|gov|net|org)(?:/\S*)?", re.IGNORECASE)

Rule = Callable[[Writing, Lists], Iterator[Problem]]


def hard_to_read(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S101: a text whose grade is over what its readers should have to manage, at its hardest paragraphs."""
    passages = measured(writing)
    whole, most = level(prose(passages)), aim(writing)
    if whole.words < ENOUGH or whole.grade <= most:
        return
    worth = [(here, passage, start) for here, passage, start in _paragraphs(passages) if here.grade > most]
    for here, passage, start in sorted(worth, key=lambda paragraph: -paragraph[0].grade)[:_HARDEST]:
        message = f"reads at grade {whole.grade:.1f} and aims at {most} at most; here it is {here.grade:.1f}"
        yield _remark(passage, start, 1, "S101", message)


def long_sentences(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S102: a sentence of more than thirty words."""
    for passage, sentence in _sentences(writing):
        if (count := len(sentence.words)) > LONG:
            first = sentence.text.split()[0]
            yield _remark(passage, sentence.start, len(first), "S102", f"a sentence of {count} words")


def passive_descriptors(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S103: a level says what is done, and in none of its sentences by whom."""
    for passage in writing.descriptors():
        verbs = [passive(sentence.text) for sentence in passage.sentences]
        if verbs and verbs[0] and all(verbs):
            start, verb = verbs[0]
            message = f'"{verb}", and nobody is named who does it'
            yield _remark(passage, passage.sentences[0].start + start, len(verb), "S103", message)


def vague_descriptors(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S104: a level rests on a word of degree. "Some ... others" tells of both, and "how many" asks."""
    for passage in writing.descriptors():
        both = _OTHERS.search(passage.bare)
        for match, _ in lists.vague.find(passage.bare):
            asked = _ASKED.search(passage.bare[: match.start()])
            if not asked and not (both and match[0].casefold() == "some"):
                message = f'two raters would differ on "{match[0]}"'
                yield _remark(passage, match.start(), len(match[0]), "S104", message)


def levels_alike(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S105: a level says nearly the same as one before it."""
    for _, levels in groupby(writing.descriptors(), key=_address):
        before: list[tuple[Passage, Counter[str]]] = []
        for passage in levels:
            words = _words(passage)
            shares = [
                (alike(words, others), other.name) for other, others in before if others.total() >= _TOO_FEW
            ]
            share, name = max(shares, default=(0.0, ""))
            if share >= _ALIKE and words.total() >= _TOO_FEW:
                message = f'"{passage.name}" has {share:.0%} of its words in common with "{name}"'
                yield _remark(passage, 0, 1, "S105", message)
            before.append((passage, words))


def abbreviations(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S106: an abbreviation that is neither spelled out in the file nor in the glossary."""
    everything = "\n".join(passage.bare for passage in writing.passages)
    seen = set(lists.known)
    for passage in _own_words(writing):
        for match in ABBREVIATION.finditer(passage.bare):
            word = match[0]
            if word.casefold() not in seen and not _spelled_out(word, everything) and not _to_do(word):
                message = f'"{word}" is not spelled out here and not in the glossary'
                yield _remark(passage, match.start(), len(word), "S106", message)
            seen.add(word.casefold())


def jargon(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S107: a word of the trade that the glossary lacks, once a file; what is cited may keep its words."""
    seen: set[str] = set()
    for passage, sentence in _uncited(writing):
        for match, instead in lists.jargon.find(sentence.text):
            word = " ".join(match[0].split())
            if word.casefold() not in seen:
                message = f'"{word}"; rather: {instead}'
                yield _remark(passage, sentence.start + match.start(), len(match[0]), "S107", message)
            seen.add(word.casefold())


def person_first(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S108: words that put something before the person; "the Blind" is part of a name."""
    for passage in _own_words(writing):
        for match, instead in lists.person_first.find(passage.bare):
            if match[0][0].isupper() or match[0].islower():
                message = f'"{match[0]}"; rather: {instead}'
                yield _remark(passage, match.start(), len(match[0]), "S108", message)


def links_without_words(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S109: the words of a link do not say where it leads."""
    for passage in writing.passages:
        for match in LINK.finditer(passage.printed.text):
            words = match["words"].strip(" *_")
            if is_generic(words) or _ADDRESS.fullmatch(words):
                message = f'the words "{words}" do not say where the link leads'
                yield _remark(passage, match.start("words"), len(match["words"]), "S109", message)


def claims_without_source(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S110: a sentence appeals to research and cites nothing."""
    for passage, sentence in _uncited(writing):
        for match, _ in lists.claims.find(sentence.text):
            start = sentence.start + match.start()
            yield _remark(passage, start, len(match[0]), "S110", f'"{match[0]}" cites no source')


def shares_without_source(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S111: a percentage without a citation. A case has a rule of its own, C314; a glossary explains."""
    if isinstance(writing.node, CaseStudy | Glossary):
        return
    for passage, sentence in _uncited(writing):
        if match := _SHARE.search(sentence.text):
            start = sentence.start + match.start()
            yield _remark(passage, start, len(match[0]), "S111", f'"{match[0]}" cites no source')


RULES: tuple[Rule, ...] = (
    hard_to_read,
    long_sentences,
    passive_descriptors,
    vague_descriptors,
    levels_alike,
    abbreviations,
    jargon,
    person_first,
    links_without_words,
    claims_without_source,
    shares_without_source,
    traces,
)


def _remark(passage: Passage, start: int, length: int, code: str, message: str) -> Problem:
    return Problem(passage.place(start, length), code, " ".join(message.split()))


def _paragraphs(passages: Iterable[Passage]) -> Iterator[tuple[ReadingLevel, Passage, int]]:
    """Paragraphs of running prose that are long enough to be graded, and where each begins."""
    for passage in passages:
        for _, sentences in groupby(prose([passage]), key=lambda sentence: sentence.paragraph):
            together = list(sentences)
            if (here := level(together)).words >= _WORTH:
                yield here, passage, together[0].start


def _own_words(writing: Writing) -> Iterator[Passage]:
    return (passage for passage in writing.passages if passage.name not in _QUOTED)


def _sentences(writing: Writing) -> Iterator[tuple[Passage, Sentence]]:
    return ((passage, sentence) for passage in _own_words(writing) for sentence in passage.sentences)


def _uncited(writing: Writing) -> Iterator[tuple[Passage, Sentence]]:
    """Sentences without a citation; one just behind the full stop counts."""
    for passage, sentence in _sentences(writing):
        end = sentence.start + len(sentence.text)
        text = str(passage.printed.text)
        if "[@" not in text[sentence.start : end] and not text[end:].lstrip().startswith("[@"):
            yield passage, sentence


def _spelled_out(word: str, text: str) -> bool:
    """Whether a text says what an abbreviation stands for: in full words, in brackets, or as a name."""
    small = r"(?:\W+(?:and|for|in|of|on|the))?\W+"
    initials = small.join(rf"{letter}\w+" for letter in word)
    return bool(re.search(rf"\({word}s?\)|\b{word}s? \(|\b(?:called|named) {word}\b|\b{initials}", text))


def _to_do(word: str) -> bool:
    """Whether a word is one that S112 tells of."""
    return next(left_to_do(word), None) is not None


def _address(passage: Passage) -> str:
    return passage.printed.address


def _words(passage: Passage) -> Counter[str]:
    return Counter(word.casefold() for sentence in passage.sentences for word in sentence.words)
