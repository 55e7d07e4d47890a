"""What fields show, worked out again: whoever presses F9 in the file must see nothing change.

Page numbers need a layout, so of them is only asked that they agree. Source: ECMA-376 Part 1, 17.16.5.
"""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from ...readback.word.fields import Field
from ...readback.word.nodes import Node, W, around, folded, shortened, value
from ...readback.word.package import Word, WordStory
from .check import BuiltWord, Fault, checks
from .contents import contents, remade, shown, unnumbered

_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = {"TITLE": "title", "SUBJECT": "subject", "AUTHOR": "creator"}
_NOTE = "footnote reference"


@checks(
    "O760",
    "Every field shows what Word makes of it, so that updating the fields changes no word.",
    "ECMA-376 Part 1, 17.16.5 (TOC, PAGEREF, NOTEREF, REF, SEQ, DOCPROPERTY, TITLE, SUBJECT, AUTHOR)",
)
def results(word: BuiltWord) -> Iterator[Fault]:
    fields = _Fields(word)
    for story, field in word.fields:
        if field.wrong or field.end is None:  # see O714
            continue
        if field.kind == "TOC":
            yield from _contents(word, story, field)
        elif field.kind in _MADE:
            made = _MADE[field.kind](fields, field)
            if made is not None and folded(field.shown) != made:
                name = " ".join(field.arguments[:2])
                yield (
                    story.where(field.begin),
                    f"the field {name} shows “{folded(field.shown)}”, not “{made}”",
                )


def _contents(word: BuiltWord, story: WordStory, field: Field) -> Iterator[Fault]:
    """The first line of a list of contents that Word would make otherwise."""
    is_shown, made = shown(word, field), remade(word, field)
    for old, new in zip_longest(is_shown, made):
        if old != new:
            said, other = (shortened(line[1]) if line else "nothing" for line in (old, new))
            yield story.where(field.begin), f"Word would turn {said} in the list of contents into {other}"
            return
    for entry in unnumbered(word, field):
        yield story.where(entry), "an entry has no page number though its field gives one, or one too many"


class _Fields:
    """What the fields of a file are made from."""

    def __init__(self, word: BuiltWord) -> None:
        self._word = word
        self._pages: dict[str, str] = {}
        self._counted: dict[str, int] = {}

    def page(self, field: Field) -> str | None:
        """The number that the first field of this target shows; a number it has to be."""
        number = self._pages.setdefault(field.target.lower(), folded(field.shown))
        return number if number.isdigit() else "a page number"

    def note(self, field: Field) -> str | None:
        """The number of the note whose mark is in the bookmark."""
        return str(noted(self._word, field.target) or "no note")

    def words(self, field: Field) -> str | None:
        """The words in the bookmark."""
        return folded(
            "".join(node.text or "" for node in _inside(self._word, field.target) if node.tag == f"{W}t")
        )

    def count(self, field: Field) -> str | None:
        """The next number of a sequence."""
        name = "".join(field.arguments[1:2])
        self._counted[name] = self._counted.get(name, 0) + 1
        return str(self._counted[name]) if len(field.arguments) == 2 else None

    def property(self, field: Field) -> str | None:
        """The value of a property of the file."""
        name = "".join(field.arguments[1:2])
        for element in self._word.root("custom-properties"):
            if element.get("name", "").casefold() == name.casefold():
                return folded("".join(map(str, element.itertext())))
        return "Error! Unknown document property name."

    def core(self, field: Field) -> str | None:
        """The value of one of the properties that every file has."""
        return folded(self._word.root("core-properties").findtext(f"{_DC}{_CORE[field.kind]}", ""))


def noted(word: Word, bookmark: str) -> int:
    """The number of the footnote whose mark is in a bookmark; 0 where there is none."""
    marks = word.document.all("footnoteReference")
    inside = {*_inside(word, bookmark)}
    return next((number for number, mark in enumerate(marks, 1) if mark in inside), 0)


def _inside(word: Word, bookmark: str) -> list[Node]:
    """What lies between the ends of a bookmark."""
    if bookmark.lower() not in word.bookmarks:  # see O715
        return []
    _, start = word.bookmarks[bookmark.lower()]
    paragraph, inside = around(start, "p"), list[Node]()
    nodes = [] if paragraph is None else [*paragraph.iter()]
    for node in nodes[nodes.index(start) :] if nodes else []:
        if node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == start.get(f"{W}id"):
            break
        inside.append(node)
    return inside


_MADE: dict[str, Callable[[_Fields, Field], str | None]] = {
    "PAGEREF": _Fields.page,
    "NOTEREF": _Fields.note,
    "REF": _Fields.words,
    "SEQ": _Fields.count,
    "DOCPROPERTY": _Fields.property,
    **dict.fromkeys(_CORE, _Fields.core),
}


@checks(
    "O761",
    "The number of a footnote that is called again is a field, so that it follows when notes come between.",
    "ECMA-376 Part 1, 17.16.5 (NOTEREF)",
)
def notes_that_follow(word: BuiltWord) -> Iterator[Fault]:
    following = {node for _, field in word.fields if field.kind == "NOTEREF" for node in field.words}
    for story, run in word.elements("r"):
        style = word.styles.by_id.get(value(run, "rPr/rStyle"))
        if style is None or value(style, "name").lower() != _NOTE:
            continue
        for text in run.iter(f"{W}t"):
            if text not in following and any(letter.isdigit() for letter in text.text or ""):
                yield story.where(run), f"the number {text.text} of a footnote is typed"


RESULTS = (contents, results, notes_that_follow)
