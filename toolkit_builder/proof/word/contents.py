"""The list of contents of a Word file, and what Word would make of it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...readback.word.fields import Field
from ...readback.word.nodes import Node, W, around, folded, quoted, shortened, words
from ...readback.word.package import WordStory
from ...readback.word.styles import Styles
from .check import BuiltWord, Fault, checks

_ANCHOR = f"{W}anchor"
_ENTRY = re.compile("toc ([1-9])")
_LEVELS = re.compile("([1-9])-([1-9])")


@checks(
    "O716",
    "A list of contents is filled: each entry links to its heading, in the heading's words, in order, with "
    "page numbers that never go back.",
    "ECMA-376 Part 1, 17.16.5 (TOC); WCAG 2.1, 2.4.4 and 2.4.5",
)
def contents(word: BuiltWord) -> Iterator[Fault]:
    for owner, field in word.fields:
        if field.kind == "TOC" and field.end is not None and not listed(word, field):
            yield owner.where(field.begin), "the list of contents is empty"
    entries = [each for each in word.document.paragraphs if _depth(each, word.styles)]
    yield from _entries(word, entries)


def listed(word: BuiltWord, field: Field) -> Sequence[Node]:
    """The entries that a contents field shows."""
    assert field.end is not None
    order = {paragraph: place for place, paragraph in enumerate(word.document.paragraphs)}
    first, last = (order.get(_paragraph(mark), -1) for mark in (field.begin, field.end))
    return [each for each in word.document.paragraphs[first : last + 1] if _depth(each, word.styles)]


def shown(word: BuiltWord, field: Field) -> list[tuple[int, str]]:
    """Depth and words of the entries that a contents field shows, without page numbers."""
    numbers = _page_numbers(word)
    return [(_depth(entry, word.styles), _without_numbers(entry, numbers)) for entry in listed(word, field)]


def remade(word: BuiltWord, field: Field) -> list[tuple[int, str]]:
    """What the field shows after Word has made it anew: every heading of the levels that it asks for."""
    arguments = field.arguments
    asked = arguments[arguments.index("\\o") + 1] if "\\o" in arguments[:-1] else "1-9"
    levels = _LEVELS.fullmatch(asked)
    first, last = (int(levels[1]), int(levels[2])) if levels else (1, 9)
    headings = ((word.styles.level(each), each) for each in word.document.paragraphs)
    return [
        (level + 1, words(heading))
        for level, heading in headings
        if level is not None and first <= level + 1 <= last
    ]


def unnumbered(word: BuiltWord, field: Field) -> Iterator[Node]:
    """Entries of a field that have no page number though it asks for them, or one though it does not."""
    numbers, without = _page_numbers(word), "\\n" in field.arguments
    return (entry for entry in listed(word, field) if bool(numbers.get(entry)) == without)


def _depth(paragraph: Node, styles: Styles) -> int:
    """Depth of an entry by its style; 0 of what is none."""
    style = _ENTRY.fullmatch(styles.name(paragraph))
    return int(style[1]) if style else 0


def _paragraph(node: Node) -> Node:
    paragraph = around(node, "p")
    assert paragraph is not None  # a run stands in a paragraph, by schema
    return paragraph


def _entries(word: BuiltWord, entries: list[Node]) -> Iterator[Fault]:
    """What is wrong with entries: links, words, order and page numbers."""
    story, places = word.document, []
    order = {paragraph: place for place, paragraph in enumerate(story.paragraphs)}
    numbers = _page_numbers(word)
    for entry in entries:
        link = entry.find(f"{W}hyperlink")
        mark = None if link is None else word.bookmarks.get((link.get(_ANCHOR) or "").lower())
        if link is None or mark is None:
            yield story.where(entry), f"the entry {quoted(entry)} is no link into the document"
            continue
        lead, heading, place = _heading(story, order.get(_paragraph(mark[1]), -1), word.styles)
        text = _without_numbers(entry, numbers)
        if text not in (heading, f"{lead}: {heading}"):
            message = f"the entry {shortened(text)} leads to the heading {shortened(heading)}"
            yield story.where(entry), message
        places.append((place, entry))
    for (before, _), (after, entry) in pairwise(places):
        if after <= before:
            yield story.where(entry), f"the entry {quoted(entry)} stands in the wrong place"
    pages = [(int(field.shown), entry) for entry in entries for field in numbers.get(entry, [])
             if field.shown.isdigit()]  # fmt: skip
    for (before, _), (after, entry) in pairwise(pages):
        if after < before:
            yield story.where(entry), f"the page number of {quoted(entry)} is smaller than the one before"


def _page_numbers(word: BuiltWord) -> dict[Node, list[Field]]:
    """Paragraph -> the fields in it that show a page number."""
    numbers: dict[Node, list[Field]] = {}
    for story, field in word.fields:
        if field.kind == "PAGEREF" and story is word.document:
            numbers.setdefault(_paragraph(field.begin), []).append(field)
    return numbers


def _without_numbers(entry: Node, numbers: dict[Node, list[Field]]) -> str:
    """The words of an entry without its page number."""
    left_out = {node for field in numbers.get(entry, []) for node in field.words}
    nodes = (node for node in entry.iter(f"{W}t", f"{W}tab") if node not in left_out)
    return folded("".join((node.text or "") if node.tag == f"{W}t" else " " for node in nodes))


def _heading(story: WordStory, place: int, styles: Styles) -> tuple[str, str, int]:
    """The heading at a bookmark: the words before it (an eyebrow), its own, and its place.

    A bookmark may lie on the line above the heading, since an address covers the whole section.
    """
    lead: list[str] = []
    for number in range(max(place, 0), min(place + 4, len(story.paragraphs))):
        paragraph = story.paragraphs[number]
        if styles.level(paragraph) is not None:
            return " ".join(lead), words(paragraph), number
        lead.append(words(paragraph))
    return "", "", place
