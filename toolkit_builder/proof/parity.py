"""The promise: the same words at the same addresses, in the same order, in manuscript, PDF and Word.

Apart stand running heads, page numbers, fields, generated numbers of lists, and what is for one family of
variants alone. In a PDF no address is written: its blocks are those of the manuscript, one for one.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..content.variants import VARIANTS
from ..errors import Unreadable
from ..machine.xml import parse
from ..output.variant_view import view
from ..readback import manuscript as manuscript_readback
from ..readback.manuscript import AddressedWords, Node, Vocabulary, tight
from ..readback.pdf.structure import Block, Pdf
from ..readback.word import text as word_readback
from ..readback.word.package import Word
from .finding import DESIGN, Finding, Rule, Subject

_PDFS = tuple(name for name, variant in VARIANTS.items() if variant.is_pdf)
_IN_WORD = tuple(name for name, variant in VARIANTS.items() if variant.is_packet_in_word)
_SAME = "WCAG 2.1, definition of a conforming alternate version: all of the same information"
RULES = (
    Rule("O800", "The words of a file can be read.", _SAME),
    Rule(
        "O801",
        "Apart from fields and running heads, a PDF says the words of the manuscript in their order.",
        _SAME,
        variants=_PDFS,
    ),
    Rule(
        "O802",
        "Apart from controls, lists of contents and running heads, a Word file says the words of the "
        "manuscript in their order.",
        _SAME,
        variants=_IN_WORD,
    ),
    Rule("O803", "The footnotes of a file are those of the manuscript, in the order of their calls.", _SAME),
    Rule(
        "O804",
        "Every address of the manuscript has one bookmark in Word, at the same words.",
        DESIGN,
        variants=_IN_WORD,
    ),
    Rule(
        "O806",
        "A variant says all words of the manuscript, and adds only heads of columns and printed addresses.",
        _SAME,
    ),
)
_WITH_PAGES = ("__part_contents__", "__part_news__", "__part_index__")
_FAR = 60  # passages that are looked ahead for the place where file and manuscript agree again
_QUOTED = 60  # letters
_BEFORE = 12


class Gap(NamedTuple):
    """Where a file and its manuscript differ; one of them may say nothing there.

    Args:
        where: address.
        wanted: words of the manuscript.
        said: words of the file.
    """

    where: str
    wanted: str
    said: str

    def finding(self, code: str, file: str) -> Finding:
        """It in words."""
        if not self.said:
            return Finding(code, self.where, f"{file} lacks {_quote(self.wanted)}")
        if not self.wanted:
            return Finding(code, self.where, f"{file} also says {_quote(self.said)}")
        at = _first_difference(tight(self.wanted), tight(self.said))
        message = f"{file} says {_quote(self.said, at)}, the manuscript {_quote(self.wanted, at)}"
        return Finding(code, self.where, message)


def prove_parity(subject: Subject) -> Iterator[Finding]:
    """Compare a file with its manuscript.

    Args:
        subject: a PDF of any variant, or a Word file; a template says nothing of a packet.
    """
    if subject.form.is_template:
        return
    main = view(subject.manuscript, subject.variant, subject.label)
    yield from _variant(subject, main)
    prove = _pdf if subject.form.is_pdf else _word
    try:
        yield from prove(subject, main)
    except Unreadable as error:
        yield Finding("O800", subject.name, f"the file cannot be read: {error}")


def _pdf(subject: Subject, main: Node) -> Iterator[Finding]:
    pdf = Pdf(subject.data)
    blocks = pdf.blocks()
    passages = [AddressedWords((), block.words) for block in blocks]
    expected = manuscript_readback.by_block(main)
    for gap in _gaps(expected, passages, _Blocks(expected, blocks).alike):
        yield gap.finding("O801", "the PDF")
    notes = [
        AddressedWords(note.addresses, f"{number}. {note.words}")
        for number, note in enumerate(manuscript_readback.notes(main), 1)
    ]
    yield from _notes("the PDF", notes, pdf.notes())


def _word(subject: Subject, main: Node) -> Iterator[Finding]:
    word = Word(subject.data)
    passages = word_readback.by_address(word)
    expected = manuscript_readback.by_address(main)
    yield from _addresses(expected, passages)
    gaps = _gaps(expected, passages, lambda first, second: _exact(expected[first], passages[second]))
    for gap in gaps:
        if tight(gap.wanted) != tight(gap.said):  # else an address begins elsewhere, see O804
            yield gap.finding("O802", "the Word file")
    yield from _notes("the Word file", manuscript_readback.notes(main), word_readback.notes(word))


def _notes(file: str, expected: Sequence[AddressedWords], said: Sequence[str]) -> Iterator[Finding]:
    passages = [AddressedWords((), words) for words in said]
    for gap in _gaps(expected, passages, lambda first, second: _exact(expected[first], passages[second])):
        yield gap.finding("O803", f"in a footnote {file}")


def _addresses(expected: Sequence[AddressedWords], passages: Sequence[AddressedWords]) -> Iterator[Finding]:
    """O804: every address has one bookmark, and it stands at its words."""
    places = dict(_starts(expected))
    starts: dict[str, int] = {}
    for name, letters in _starts(passages):
        starts.setdefault(name, letters)
    yield from _marked_once(places, Counter(name for passage in passages for name in passage.addresses))
    known = [name for name in starts if name in places]
    if _all_words(expected) == _all_words(passages):
        misplaced = [name for name in known if places[name] != starts[name]]
        yield from (
            Finding("O804", name, "the bookmark of this address stands at other words") for name in misplaced
        )
    else:
        swapped = [(before, name) for before, name in pairwise(known) if places[name] < places[before]]
        yield from (
            Finding("O804", name, f"the bookmark of this address stands after that of {before}")
            for before, name in swapped
        )


def _marked_once(places: Collection[str], marks: Mapping[str, int]) -> Iterator[Finding]:
    for name in places:
        if name not in marks:
            yield Finding("O804", name, "the Word file has no bookmark for this address")
    for name, times in marks.items():
        if name not in places:
            yield Finding("O804", name, "the Word file has a bookmark for an address that is not shown")
        elif times > 1:
            yield Finding("O804", name, f"the Word file has {times} bookmarks for this address")


def _starts(passages: Sequence[AddressedWords]) -> Iterator[tuple[str, int]]:
    """Address -> how many letters stand before the place where it begins."""
    letters = 0
    for passage in passages:
        yield from ((name, letters) for name in passage.addresses)
        letters += len(tight(passage.words))


def _all_words(passages: Sequence[AddressedWords]) -> str:
    return "".join(tight(passage.words) for passage in passages)


def _variant(subject: Subject, main: Node) -> Iterator[Finding]:
    """O806."""
    whole = parse(subject.manuscript)
    for edition in whole.iterfind(".//span[@class='edition']"):
        edition.text = subject.label
    own = Vocabulary(whole, subject.variant)
    kept = Vocabulary(main, subject.variant)
    added: Counter[str] = Counter()
    for owner in dict.fromkeys([*own.of, *kept.of]):
        before, after = own.of.get(owner, Counter()), kept.of.get(owner, Counter())
        added += after - before
        if lost := before - after:
            yield Finding("O806", owner, f"{subject.variant} leaves out {_quote(' '.join(lost))}")
        if more := [word for word in after - before if word not in own.heads and word not in own.links]:
            yield Finding("O806", owner, f"{subject.variant} adds {_quote(' '.join(more))}")
    if lost := own.heads - kept.heads - added:
        yield Finding("O806", subject.packet, f"{subject.variant} leaves out heads: {_quote(' '.join(lost))}")


class _Blocks:
    """Tells whether blocks of a PDF are a block of the manuscript, as a whole or parted by page breaks."""

    def __init__(self, expected: Sequence[AddressedWords], blocks: Sequence[Block]) -> None:
        self._expected = [_fold(passage.words) for passage in expected]
        self._words = [_fold(block.words) for block in blocks]
        self._entries = [any(part in passage.where for part in _WITH_PAGES) for passage in expected]
        self._blocks = blocks
        self._repeated: set[int] = set()
        self._gone_on: set[int] = set()
        heads: dict[str, int] = {}
        for number, block in enumerate(blocks):
            if block.head and heads.setdefault(self._words[number], block.page) < block.page:
                self._repeated.add(number)

    def alike(self, first: int, second: int) -> int:
        """How many blocks of the PDF from number `second` on make up block `first` of the manuscript; else 0.

        Heads that repeat go with it, and parts of cells that stand behind other cells of their row.
        """
        wanted, said = self._expected[first], self._words[second]
        # An entry of the contents and its page: where the words fill the line, there is no dot between them.
        dots = r"\.*" if self._entries[first] else r"\.+"
        if said == wanted or re.fullmatch(re.escape(wanted) + dots + r"\d+", said):
            return 1
        if second in self._repeated or second in self._gone_on:
            return self._after(first, second)
        last = second
        for number in range(second + 1, len(self._words)):
            if said == wanted:
                break
            part = self._words[number]
            if self._blocks[number].page > self._blocks[last].page and wanted.startswith(said + part):
                said, last = said + part, number
            elif number not in self._repeated:
                break
        return last - second + 1 if said == wanted else self._broken_cell(first, second)

    def _broken_cell(self, first: int, second: int) -> int:
        """1 where the rest of a cell stands on the next pages, each time behind other cells of its row."""
        wanted, said = self._expected[first], self._words[second]
        page, parts = self._blocks[second].page, []
        if not wanted.startswith(said):
            return 0
        for number in range(second + 1, len(self._words)):
            block = self._blocks[number]
            if block.page > page + 1 or said == wanted:
                break
            if block.page > page and wanted.startswith(said + self._words[number]):
                said, page = said + self._words[number], block.page
                parts.append(number)
        if said != wanted:
            return 0
        self._gone_on.update(parts)
        return 1

    def _after(self, first: int, second: int) -> int:
        rest = self.alike(first, second + 1) if second + 1 < len(self._words) else 0
        return rest + 1 if rest else 0


def _gaps(
    expected: Sequence[AddressedWords], found: Sequence[AddressedWords], alike: Callable[[int, int], int]
) -> Iterator[Gap]:
    """Where the two differ: up to the nearest place where they agree again.

    Args:
        expected: of the manuscript.
        found: of the file.
        alike: how many of `found` from the second number on make up the first of `expected`; 0: they do not.
    """
    first = second = 0
    while first < len(expected) and second < len(found):
        if taken := alike(first, second):
            first, second = first + 1, second + taken
            continue
        rest = len(expected) - first, len(found) - second
        steps = (
            (step, far - step)
            for far in range(1, _FAR)
            for step in range(far + 1)
            if step < rest[0] and far - step < rest[1]
        )
        ahead, along = next((pair for pair in steps if alike(first + pair[0], second + pair[1])), rest)
        yield _gap(expected, first, first + ahead, found[second : second + along])
        first, second = first + ahead, second + along
    if first < len(expected) or second < len(found):
        yield _gap(expected, first, len(expected), found[second:])


def _gap(expected: Sequence[AddressedWords], first: int, last: int, said: Sequence[AddressedWords]) -> Gap:
    near = expected[first if first < last else max(first - 1, 0) :][:1]
    wanted = " ".join(passage.words for passage in expected[first:last])
    return Gap(near[0].where if near else "", wanted, " ".join(passage.words for passage in said))


def _exact(first: AddressedWords, second: AddressedWords) -> int:
    return int(tight(first.words) == tight(second.words))


def _fold(words: str) -> str:
    """Without spaces and capitals: stylesheets print some words in capitals."""
    return tight(words).casefold()


def _first_difference(first: str, second: str) -> int:
    pairs = enumerate(zip(first.casefold(), second.casefold(), strict=False))
    return next(
        (number for number, (letter, other_letter) in pairs if letter != other_letter),
        min(len(first), len(second)),
    )


def _quote(words: str, at: int = 0) -> str:
    """Some words between quotation marks, around the letter `at` as counted without spaces."""
    starts = [place for place, letter in enumerate(words) if not letter.isspace()]
    first = starts[at - _BEFORE] if _BEFORE < at < len(starts) + _BEFORE else 0
    first = words.rfind(" ", 0, first) + 1
    cut = words[first : first + _QUOTED].strip()
    return f"“{'…' if first else ''}{cut}{'…' if first + _QUOTED < len(words) else ''}”"
