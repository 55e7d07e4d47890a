"""Names, numbers and references inside a Word file: bookmarks, ids, fields, links."""

import re
from collections.abc import Iterable, Iterator

from ...readback.word.nodes import W14, Node, W, around, quoted, value
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


REFERENCES = (
    bookmark_names,
    bookmark_spans,
    control_numbers,
    paragraph_ids,
    whole_fields,
    inner_links,
)
