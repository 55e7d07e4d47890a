"""Names, numbers and references inside a Word file: bookmarks, ids, fields, links, the list of contents."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ...readback.word.fields import Field
from ...readback.word.nodes import W14, Node, W, around, folded, quoted, shortened, value, words
from ...readback.word.package import WordStory
from ...readback.word.styles import Styles
from .check import BuiltWord, Fault, checks

_ID, _NAME, _ANCHOR = f"{W}id", f"{W}name", f"{W}anchor"
_PARA_ID = re.compile("(?!0{8})[0-7][0-9A-F]{7}")


def _twice(named: Iterable[tuple[str, str]], noun: str) -> Iterator[Fault]:
    """What stands a second time.

    Args:
        named: (where, name) pairs.
        noun: goes before the name.
    """
    seen: dict[str, str] = {}
    for where, name in named:
        if name in seen:
            yield where, f"{noun} {name} stands also at {seen[name]}"
        seen.setdefault(name, where)


@checks("O710", "No two bookmarks have the same name.", "ECMA-376 Part 1, 17.13.6 (bookmarkStart, name)")
def bookmark_names(word: BuiltWord) -> Iterator[Fault]:
    names = (
        (story.where(mark), mark.get(_NAME, "").lower()) for story, mark in word.elements("bookmarkStart")
    )
    yield from _twice(names, "the bookmark")


@checks(
    "O711",
    "No two bookmarks have the same number, and each begins and ends within one paragraph.",
    "ECMA-376 Part 1, 17.13.6 (bookmarkStart, bookmarkEnd)",
)
def bookmark_spans(word: BuiltWord) -> Iterator[Fault]:
    starts = [*word.elements("bookmarkStart")]
    numbered = ((story.where(mark), mark.get(_ID, "")) for story, mark in starts)
    yield from _twice(numbered, "the bookmark number")
    for story in word.stories:
        ends = {mark.get(_ID): mark for mark in story.all("bookmarkEnd")}
        for mark in story.all("bookmarkStart"):
            end = ends.pop(mark.get(_ID), None)
            if end is None:
                yield story.where(mark), f"the bookmark {mark.get(_NAME)} has no end"
            elif _paragraph(mark) is None or _paragraph(mark) is not _paragraph(end):
                yield story.where(mark), f"the bookmark {mark.get(_NAME)} leaves its paragraph"
        for number, end in ends.items():
            yield story.where(end), f"a bookmark ends that never began (number {number})"


def _paragraph(node: Node) -> Node | None:
    return around(node, "p")


@checks("O712", "No two content controls have the same number.", "ECMA-376 Part 1, 17.5.2 (id)")
def control_numbers(word: BuiltWord) -> Iterator[Fault]:
    numbers = (
        (story.where(sdt), value(sdt, "sdtPr/id"))
        for story, sdt in word.elements("sdt")
        if value(sdt, "sdtPr/id")
    )
    yield from _twice(numbers, "the control number")


@checks(
    "O713",
    "Paragraph ids, where there are any, are unique in their part, above 0 and below 80000000 (hexadecimal).",
    "[MS-DOCX] 2.6.2.3 (paraId)",
)
def paragraph_ids(word: BuiltWord) -> Iterator[Fault]:
    for story in word.stories:
        ids = [
            (story.where(node), number.upper())
            for node in (*story.all("p"), *story.all("tr"))
            if (number := node.get(f"{W14}paraId"))
        ]
        yield from _twice(ids, "the paragraph id")
        for where, number in ids:
            if not _PARA_ID.fullmatch(number):
                yield where, f"the paragraph id {number} is not between 0 and 80000000"


@checks(
    "O714",
    "Every field is closed where it was opened, and asks for something.",
    "ECMA-376 Part 1, 17.16.18 (fldChar)",
)
def whole_fields(word: BuiltWord) -> Iterator[Fault]:
    for story, field in word.fields:
        if field.wrong:
            name = f"the field {field.instruction.strip()}" if field.kind else "a field"
            yield story.where(field.begin), f"{name} is broken: {field.wrong}"


@checks(
    "O715",
    "Every link and reference inside the document leads to a bookmark that is there.",
    "ECMA-376 Part 1, 17.16.22 (hyperlink, anchor) and 17.16.5 (REF, PAGEREF, NOTEREF)",
)
def inner_links(word: BuiltWord) -> Iterator[Fault]:
    for story, link in word.elements("hyperlink"):
        anchor = link.get(_ANCHOR)
        if anchor is not None and anchor.lower() not in word.bookmarks:
            yield story.where(link), f"the link {quoted(link)} leads to {anchor}, which is not there"
    for story, field in word.fields:
        if field.target and field.target.lower() not in word.bookmarks:
            yield story.where(field.begin), f"a {field.kind} refers to {field.target}, which is not there"


@checks(
    "O716",
    "A list of contents is filled: each entry links to its heading, in the heading's words, in order, with "
    "page numbers that never go back, and the field asks for no more headings than are listed.",
    "ECMA-376 Part 1, 17.16.5 (TOC); WCAG 2.1, 2.4.4 and 2.4.5",
)
def contents(word: BuiltWord) -> Iterator[Fault]:
    styles, story = word.styles, word.document
    order = {paragraph: place for place, paragraph in enumerate(story.paragraphs)}
    for owner, field in word.fields:
        if field.kind != "TOC" or owner is not story or field.end is None:
            continue
        first, last = (order[_needed(mark)] for mark in (field.begin, field.end))
        listed = [
            paragraph
            for paragraph in story.paragraphs[first : last + 1]
            if styles.name(paragraph).startswith("toc ")
        ]
        if not listed:
            yield story.where(field.begin), "the list of contents is empty"
        yield from _entries(word, listed, order, field)


def _needed(node: Node) -> Node:
    paragraph = _paragraph(node)
    assert paragraph is not None  # a run stands in a paragraph, by schema
    return paragraph


def _entries(word: BuiltWord, listed: list[Node], order: dict[Node, int], field: Field) -> Iterator[Fault]:
    """What is wrong with the entries: links, words, order, page numbers, and what F9 would add."""
    story, places = word.document, []
    numbers = _page_numbers(word)
    for entry in listed:
        link = entry.find(f"{W}hyperlink")
        mark = None if link is None else word.bookmarks.get((link.get(_ANCHOR) or "").lower())
        if link is None or mark is None:
            yield story.where(entry), f"the entry {quoted(entry)} is no link into the document"
            continue
        place = order.get(_needed(mark[1]), -1)
        lead, heading, place = _heading(story, place, word.styles)
        text = _without(entry, {node for field in numbers.get(entry, []) for node in field.words})
        if text not in (heading, f"{lead}: {heading}"):
            message = f"the entry {shortened(text)} leads to the heading {shortened(heading)}"
            yield story.where(entry), message
        places.append((place, entry))
    for (before, _), (after, entry) in pairwise(places):
        if after <= before:
            yield story.where(entry), f"the entry {quoted(entry)} stands in the wrong place"
    pages = [(int(field.shown), entry) for entry in listed for field in numbers.get(entry, [])
             if field.shown.isdigit()]  # fmt: skip
    for (before, _), (after, entry) in pairwise(pages):
        if after < before:
            yield story.where(entry), f"the page number of {quoted(entry)} is smaller than the one before"
    yield from _deeper(word, [place for place, _ in places], field)


def _deeper(word: BuiltWord, places: list[int], field: Field) -> Iterator[Fault]:
    """Whether Word would add deeper headings when a person has it make the list anew."""
    arguments = field.arguments
    if "\\o" not in arguments[:-1] or not places:
        return
    last = arguments[arguments.index("\\o") + 1].rpartition("-")[2]
    levels = [word.styles.level(paragraph) for paragraph in word.document.paragraphs]
    deepest = max(levels[place] or 0 for place in places)
    if last.isdigit() and any(level is not None and deepest < level < int(last) for level in levels):
        message = (
            f"the field asks for headings down to level {last}, the list shows them to level {deepest + 1}"
        )
        yield word.document.where(field.begin), message


def _page_numbers(word: BuiltWord) -> dict[Node, list[Field]]:
    """Paragraph -> the fields in it that show a page number."""
    numbers: dict[Node, list[Field]] = {}
    for story, field in word.fields:
        if field.kind == "PAGEREF" and story is word.document:
            numbers.setdefault(_needed(field.begin), []).append(field)
    return numbers


def _without(entry: Node, left_out: set[Node]) -> str:
    """The words of an entry without its page number."""
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


REFERENCES = (
    bookmark_names,
    bookmark_spans,
    control_numbers,
    paragraph_ids,
    whole_fields,
    inner_links,
    contents,
)
