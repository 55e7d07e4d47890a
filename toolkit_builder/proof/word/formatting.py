"""Looks of a Word file: all of them come from styles, and every numbered list has numbers of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...readback.word.nodes import NOTHING, Node, W, around, local, quoted, switched, value, words
from ...readback.word.styles import Styles
from ..finding import DESIGN
from .check import BuiltWord, Fault, checks
from .contrast import contrast

# What a paragraph, run, table, row or cell may say itself; all else is a matter of its style.
_OWN = {
    "pPr": {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "sectPr", "bidi", "rPr"},
    "rPr": {"rStyle", "b", "bCs", "i", "iCs", "lang", "rtl", "cs", "noProof", "webHidden"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription", "bidiVisual"},
    "trPr": {"cantSplit", "tblHeader", "gridBefore", "gridAfter", "cnfStyle"},
    "tcPr": {"tcW", "gridSpan", "vMerge", "hMerge", "cnfStyle"},
}

_LABELS = frozenset({"label", "eyebrow", "caption"})
_NOTES = frozenset({"callout", "facilitator note", "caution"})


@checks(
    "O740",
    "Nothing is formatted by hand: fonts, sizes, colours, borders, spaces and indents come from styles.",
    "ECMA-376 Part 1, 17.7.2 (style hierarchy); WCAG 2.1, 1.3.1",
)
def direct_formatting(word: BuiltWord) -> Iterator[Fault]:
    for story in word.stories:
        for tag, allowed in _OWN.items():
            for properties in story.all(tag):
                own = sorted({local(element) for element in properties} - allowed)
                owner = around(properties, "r", "p", "tbl", "sdtPr")
                if own and owner is not None and local(owner) != "sdtPr":
                    yield story.where(properties), f"{quoted(owner)} is formatted by hand ({', '.join(own)})"


@checks(
    "O741",
    "Every numbered list counts on its own: two lists never share their numbers, and each starts anew.",
    "ECMA-376 Part 1, 17.9 (num, lvlOverride, startOverride)",
)
def restarting_lists(word: BuiltWord) -> Iterator[Fault]:
    numbering = _Numbering(word)
    for story in word.stories:
        open_ones: dict[str, _Item] = {}  # lists that have begun and may go on
        for paragraph in story.paragraphs:
            item = numbering.item(paragraph)
            if item is None:
                open_ones = {
                    list_id: list_item
                    for list_id, list_item in open_ones.items()
                    if _goes_on(paragraph, list_item, word.styles)
                }
                continue
            if not numbering.counts(item):
                continue
            number = item.number
            before = open_ones.get(number)
            if number in numbering.begun and (before is None or before.cell is not item.cell):
                yield (
                    story.where(paragraph),
                    f"the list that begins {quoted(paragraph)} goes on with another's numbers",
                )
            elif number not in numbering.begun and not numbering.starts_anew(item):
                yield story.where(paragraph), f"the list that begins {quoted(paragraph)} does not start anew"
            numbering.begun.add(number)
            open_ones[number] = item


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph of a list: its list instance, level, style, and the cell that it stands in."""

    number: str
    level: str
    style: str
    cell: Node | None


class _Numbering:
    """The lists of a file."""

    def __init__(self, word: BuiltWord) -> None:
        root = word.root("numbering")
        self._styles = word.styles
        self._lists = {num.get(f"{W}numId", ""): num for num in root.iter(f"{W}num")}
        self._patterns = {
            pattern.get(f"{W}abstractNumId", ""): pattern for pattern in root.iter(f"{W}abstractNum")
        }
        self._of_style: dict[str, tuple[str, str]] = {}
        self.begun: set[str] = set()
        self._patterns_begun: set[str] = set()

    def item(self, paragraph: Node) -> _Item | None:
        """What a paragraph says of its list; None outside lists."""
        style = self._styles.id(paragraph)
        if style not in self._of_style:
            self._of_style[style] = _first_list(self._styles.chain(style))
        number, level = (own or styled for own, styled in zip(
            _first_list([paragraph]), self._of_style[style], strict=True))  # fmt: skip
        if number in ("", "0"):  # 17.9.18: 0 takes a paragraph out of its style's list
            return None
        return _Item(number, level or "0", style, around(paragraph, "tc"))

    def counts(self, item: _Item) -> bool:
        """Whether the items have numbers, not bullets."""
        pattern = self._patterns.get(value(self._lists.get(item.number), "abstractNumId"), NOTHING)
        return self._of_level(pattern, item, "lvl", "numFmt") not in ("", "bullet", "none")

    def starts_anew(self, item: _Item) -> bool:
        """Whether nothing of this pattern has been counted yet, or the list says where it starts."""
        number = self._lists.get(item.number, NOTHING)
        pattern = value(number, "abstractNumId")
        first = pattern not in self._patterns_begun
        self._patterns_begun.add(pattern)
        return first or bool(self._of_level(number, item, "lvlOverride", "startOverride"))

    def _of_level(self, parent: Node, item: _Item, tag: str, value_tag: str) -> str:
        levels = (level for level in parent.iter(f"{W}{tag}") if level.get(f"{W}ilvl") == item.level)
        return next((value(level, value_tag) for level in levels), "")


def _first_list(places: Sequence[Node]) -> tuple[str, str]:
    """List instance and level that the first of these names; each empty where none does."""
    number, level = (
        next(filter(None, (value(place, f"pPr/numPr/{tag}") for place in places)), "")
        for tag in ("numId", "ilvl")
    )
    return number, level


def _goes_on(paragraph: Node, item: _Item, styles: Styles) -> bool:
    """Whether a list can go on after a paragraph without number: a part of its item, or an answer."""
    name = styles.name(paragraph)
    part_of_item = name.startswith("list ") or styles.id(paragraph) == item.style
    return (
        part_of_item or paragraph.find(f".//{W}sdt") is not None or around(paragraph, "tc") is not item.cell
    )


@checks(
    "O766",
    "What names the lines below it (heading, label, caption, the first line of a note) stays on their page.",
    f"{DESIGN}; ECMA-376 Part 1, 17.3.1 (keepNext)",
)
def labels_that_stay(word: BuiltWord) -> Iterator[Fault]:
    for story in word.stories:
        for paragraph in story.paragraphs:
            following = paragraph.getnext()
            if following is None or following.tag not in (f"{W}p", f"{W}tbl"):
                continue
            if _names_what_follows(paragraph, following, word.styles) and not _keeps(paragraph, word.styles):
                yield story.where(paragraph), f"{quoted(paragraph)} may stand on the page before"


def _names_what_follows(paragraph: Node, following: Node, styles: Styles) -> bool:
    """Whether it is a heading or label by its style, or the strong line at the top of a note."""
    name = styles.name(paragraph)
    if name in _LABELS or styles.level(paragraph) is not None:
        return True
    if name not in _NOTES or styles.name(following) != name:
        return False
    runs = [run for run in paragraph.iter(f"{W}r") if words(run)]
    return bool(runs) and all(value(run, "rPr/rStyle") == "Strong" for run in runs)


def _keeps(paragraph: Node, styles: Styles) -> bool:
    """Whether it stays with the next, by itself or by its style."""
    places = [paragraph, *styles.chain(styles.id(paragraph))]
    said = (place.find(f"{W}pPr/{W}keepNext") for place in places)
    first = next((toggle for toggle in said if toggle is not None), None)
    return first is not None and switched(first)


FORMATTING = (labels_that_stay, direct_formatting, restarting_lists, contrast)
