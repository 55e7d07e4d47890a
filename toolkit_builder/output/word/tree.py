"""The manuscript as a tree, held to what the Word writer knows; what Word does not show is dropped.

`STYLES` is the one table from (element, class) to a style of the template. A pair that is not in it is an
error, so no layout can say a thing that Word silently loses.
"""

from collections.abc import Iterator
from typing import NoReturn

from lxml import etree

from ...errors import OutputError, Place, Problem
from ...layout.manuscript import Manuscript
from ...layout.vocabulary import HEADINGS
from ..task import Task
from ..variant_view import view

Node = etree._Element
Piece = str | Node

# Words that say nothing in a list of links; Word's accessibility checker refuses them (WCAG 2.1, 2.4.4).
GENERIC = frozenset({"here", "click here", "link", "this link", "this", "more", "read more", "this page"})
# (element, class) -> style id in the template; "" where an element only holds others or is drawn by itself.
STYLES: dict[tuple[str, str | None], str] = {
    **{("section", name): "" for name in (
        None, "cover", "district", "contents", "opener", "principle", "material", "sheet", "indicator",
        "protocol", "session", "news", "end", "story", "tile", "glance", "parts",
    )},
    **{("div", name): "" for name in (
        "brief", "columns", "column", "fields", "rating", "keep", "foot-slot", "gallery", "index",
    )},
    ("main", "packet"): "",
    ("aside", "callout"): "Callout",
    ("aside", "facilitator"): "FacilitatorNote",
    ("aside", "caution"): "Caution",
    ("h1", "title"): "Title",
    **{(f"h{level}", None): f"Heading{level - 1}" for level in range(2, 7)},
    ("p", None): "Normal",
    ("p", "lead"): "Subtitle",
    ("p", "eyebrow"): "Eyebrow",
    ("p", "numeral"): "Numeral",
    ("p", "label"): "Label",
    ("p", "meta"): "Meta",
    ("p", "fine"): "FinePrint",
    ("p", "prompt"): "Prompt",
    ("p", "about"): "ContentsNote",
    ("p", "quote"): "Quote",
    ("ul", None): "ListBullet",
    ("ul", "checklist"): "Checklist",
    ("ol", None): "ListNumber",
    ("ol", "steps"): "ListNumber",
    ("ol", "references"): "Bibliography",
    ("li", None): "",
    ("nav", "entries"): "TOC",
    **{("table", name): "ToolkitTable" for name in (
        "rubric", "agenda", "facts", "results", "grid", "snapshot",
    )},
    **{("table", name): "ToolkitForm" for name in ("consensus", "plan")},
    ("caption", None): "Caption",
    **{(name, None): "" for name in ("colgroup", "col", "thead", "tbody", "tr", "td", "option")},
    ("th", None): "TableHeading",
    ("figure", "chart"): "Figure",
    ("figure", "strip"): "Figure",
    ("figcaption", None): "Caption",
    ("img", "slot"): "PlaceholderText",
    ("img", "picture"): "Figure",
    ("img", "logo"): "Figure",
    ("em", None): "Emphasis",
    ("br", None): "",
    ("strong", None): "Strong",
    ("del", None): "RemovedWords",
    ("ins", None): "AddedWords",
    ("a", None): "Hyperlink",
    ("a", "again"): "FootnoteReference",
    ("span", "footnote"): "FootnoteReference",
    ("span", "between-notes"): "FootnoteReference",
    ("span", "edition"): "",
    ("span", "number"): "Number",
    ("span", "choices"): "Tag",
    ("span", "tag"): "Tag",
    ("span", "change"): "Tag",
    ("select", None): "ResponseLine",
    ("input", None): "ResponseLine",
    ("textarea", None): "Response",
}  # fmt: skip


def located(manuscript: Manuscript, node: Node | None) -> Place:
    """Packet and address of a node; of the packet alone where it has none."""
    found = address(node)
    return Place(f"{manuscript.packet.id}#{found}" if found else manuscript.packet.id)


def nothing_shown(manuscript: Manuscript, found: str) -> Problem:
    """O205: a line of a layout has an address and no words.

    Args:
        manuscript: the packet.
        found: the address.
    """
    hint = "leave the line out of the layout where there is nothing to say, or give it words"
    message = f"the address {found} stands on nothing that Word shows"
    return Problem(Place(f"{manuscript.packet.id}#{found}"), "O205", message, hint)


def fault(manuscript: Manuscript, node: Node | None, code: str, message: str, hint: str = "") -> NoReturn:
    """Raise an OutputError that names packet and address.

    Args:
        manuscript: the packet.
        node: what is wrong; None where it is the packet as a whole.
        code: O2xx.
        message, hint: as in a `Problem`.

    Raises:
        OutputError: always.
    """
    raise OutputError([Problem(located(manuscript, node), code, message, hint)])


def misplaced(manuscript: Manuscript, node: Node) -> NoReturn:
    """Raise an OutputError that says that an element stands where Word has no place for it."""
    fault(manuscript, node, "O203", f"<{node.tag}> cannot stand here in Word")


def address(node: Node | None) -> str:
    """The id of a node, or of the nearest around it; empty when there is none."""
    while node is not None:
        if found := node.get("id"):
            return found
        node = node.getparent()
    return ""


def known(task: Task) -> Node:
    """What Word shows of the body.

    Raises:
        OutputError: O201, an element or class that the writer does not know.
    """
    main = view(task.manuscript.body, task.variant, task.imprint.label)
    for node in main.iter():
        kind = node.get("class")
        if (node.tag, kind) not in STYLES:
            pair = f"<{node.tag}>" if kind is None else f'<{node.tag} class="{kind}">'
            hint = "add it to STYLES in word/tree.py"
            fault(task.manuscript, node, "O201", f"Word has no style for {pair}", hint)
    return main


def pieces(node: Node) -> Iterator[Piece]:
    """What stands in an element, in order: words and elements."""
    if node.text:
        yield node.text
    for child in node:
        yield child
        if child.tail:
            yield child.tail


def outline(main: Node) -> list[tuple[int, str]]:
    """Level and words of each heading, as Word takes them into a list of contents: without notes."""
    return [
        (int(heading.tag[1]) - 1, words_without_notes(heading))
        for heading in main.iter(*HEADINGS[1:])
        if heading.find("..[@class='contents']") is None
    ]


def words_without_notes(node: Node) -> str:
    """The words of an element on one line, without the notes that are called in it."""
    return " ".join("".join(_said(node)).split())


def _said(node: Node) -> Iterator[str]:
    if node.get("class") != "footnote":
        yield node.text or ""
        for child in node:
            yield from _said(child)
            yield child.tail or ""


def repeated_notes(main: Node) -> dict[int, str]:
    """Number of each footnote that is called again -> the address of its source, where these calls lead."""
    notes = sum(1 for _ in main.iterfind(".//span[@class='footnote']"))
    calls = {words(call): call.get("href", "")[1:] for call in main.iterfind(".//a[@class='again']")}
    return {int(said): source for said, source in calls.items() if said.isdigit() and int(said) <= notes}


def words(node: Node) -> str:
    """All words of an element on one line."""
    return " ".join("".join(str(text) for text in node.itertext()).split())
