"""The promise: the same words at the same addresses, in the same order, in manuscript, PDF and Word.

Apart stand running heads, page numbers, placeholders, generated numbers of lists, and what is for one family
of variants alone. In a PDF no address is written: its blocks are those of the manuscript, one for one.
"""

import re

import pytest

from tests.parity.reading import Shown, Word
from tests.pdf.packets import Kit, harbor, real
from tests.pdf.reading import Block, Pdf

PACKETS = [
    "p1-self-assessment",
    "p1-case-study",
    "p1-companion-guide",
    "p1-artifact",
    "p1",
    "p2",
    "p2-member",
    "book",
]


def in_pdf(expected: list[str], blocks: list[Block]) -> list[str]:
    """Words of a PDF's blocks, those that a page break parted put together and repeated heads left out.

    Args:
        expected: words of the manuscript's blocks; only where they say so is anything put together.
        blocks: as read.
    """
    found: list[str] = []
    heads: set[str] = set()
    for number, block in enumerate(blocks):
        words = block.words.casefold()
        wanted = expected[len(found)] if len(found) < len(expected) else ""
        if re.fullmatch(re.escape(wanted) + r"\.+\d+", words):  # dots and page number of a list of contents
            words = wanted
        before = blocks[number - 1] if number else block
        begun = expected[len(found) - 1] if found else ""
        if words != wanted and block.head and words in heads:
            continue
        if before.page < block.page and found[-1] != begun and begun.startswith(found[-1] + words):
            found[-1] += words
        else:
            found.append(words)
        if block.head:
            heads.add(words)
    return found


def differences(kit: Kit, packet: str) -> list[str]:
    """What one file says and another does not, in words."""
    body = kit.manuscripts[packet].body
    shown, pdf = Shown(body, "screen", kit.imprint), Pdf(kit.pdf(packet))
    for_word, word = Shown(body, "word", kit.imprint), Word(kit.word(packet))
    expected = [words.casefold() for _, words in shown.blocks()]
    return [
        *_unlike(f"{packet} (pdf)", shown.blocks(), in_pdf(expected, pdf.blocks()), expected),
        *_unlike(f"{packet} (word)", for_word.stretches(), word.stretches(), for_word.stretches()),
        *_unlike(f"{packet} (notes, pdf)", shown.notes, sorted(pdf.notes()), sorted(shown.notes)),
        *_unlike(f"{packet} (notes, word)", for_word.notes, word.notes(), for_word.notes),
    ]


def _unlike(name, named, found, expected):
    """The first thing that differs, with the address where it does."""
    for place, said, wanted in zip(named, found, expected, strict=False):
        if said != wanted:
            return [f"{name} {place}: {said}"]
    if len(found) != len(expected):
        return [f"{name}: {len(found)} instead of {len(expected)}, the last is {found[-1:]}"]
    return []


@pytest.mark.parametrize("packet", PACKETS)
def test_manuscript_pdf_and_word_say_the_same(packet):
    assert differences(harbor(), packet) == []


@pytest.mark.slow
def test_manuscript_pdf_and_word_say_the_same_in_every_real_packet():
    assert [each for packet in real().manuscripts for each in differences(real(), packet)] == []


@pytest.mark.parametrize("packet", PACKETS)
def test_every_address_that_word_shows_has_a_place_in_it(packet):
    body = harbor().manuscripts[packet].body
    named = {name for names, _ in Word(harbor().word(packet)).stretches() for name in names}

    shown = {name for names, _ in Shown(body, "word", harbor().imprint).stretches() for name in names}

    assert shown == named


# --- that these tests can fail -------------------------------------------------------------------


def read():
    """Blocks of a PDF, and the words that they should have."""
    body = harbor().manuscripts["p1-case-study"].body
    expected = [words.casefold() for _, words in Shown(body, "screen", harbor().imprint).blocks()]
    return Pdf(harbor().pdf("p1-case-study")).blocks(), expected


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda blocks: blocks[:20] + blocks[21:], id="missing"),
        pytest.param(lambda blocks: blocks[:20] + blocks[19:], id="doubled"),
        pytest.param(lambda blocks: [*blocks[:20], blocks[21], blocks[20], *blocks[22:]], id="moved"),
        pytest.param(
            lambda blocks: [*blocks[:20], blocks[20]._replace(words="Cu"), *blocks[21:]], id="another"
        ),
        pytest.param(lambda blocks: blocks[:-1], id="last"),
    ],
)
def test_a_block_that_is_not_where_it_should_be_is_seen(damage):
    blocks, expected = read()

    assert in_pdf(expected, blocks) == expected
    assert in_pdf(expected, damage(blocks)) != expected


def test_a_block_that_a_page_break_parts_is_one():
    blocks, expected = read()
    block = max(blocks, key=lambda each: len(each.words))
    number = blocks.index(block)
    start, *rest = (each._replace(page=each.page + 1) for each in blocks[number:])

    first, second = block._replace(words=block.words[:20]), start._replace(words=block.words[20:])

    assert in_pdf(expected, [*blocks[:number], first, second, *rest]) == expected


def test_words_that_stand_at_another_address_are_seen():
    body = harbor().manuscripts["p1-artifact"].body
    stretches = Word(harbor().word("p1-artifact")).stretches()

    moved = body.replace(b"__part_about__", b"__part_else__")

    assert Shown(body, "word", harbor().imprint).stretches() == stretches
    assert Shown(moved, "word", harbor().imprint).stretches() != stretches
