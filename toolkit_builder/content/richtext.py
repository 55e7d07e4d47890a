"""The Markdown that a text may hold, as a small tree of our own.

    Rich    paragraphs and lists, two deep
    Line    one paragraph
    both    *emphasis*  **strong**  [words](https://…)  [words](#material/thing)  [@reference]
            and \\ at the end of a line, which breaks it there

All else is refused at reading, so that nothing a writer meant is dropped in print, and no mark is printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, overload

from .foreign_marks import MARK_AT_START, MarkFault
from .line_ends import item_faults, line_faults
from .markdown import FAULTS, parser

# RFC 3986, 3.2.2: brackets stand in a host only around all of it.
ADDRESS = re.compile(r"(https?://(\[[0-9A-Fa-f:.]+\](:\d*)?|[^\s/?#\[\]]+)([/?#]\S*)?|(mailto|tel):\S+)")
CROSS = re.compile(r"#([a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*)?)")
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
LIST_IN_LINE = re.compile(r"\n[ \t]*(?:[-*+]|\d+[.)])[ \t]")
ITEM_IN_LINE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+")
# Without one of these a text is plain words, and no parser is needed; most texts are.
INLINE_MARKS = re.compile(r"[*_`\[\]!\\<&~={|$]|\)\[|  \n")
BLOCK_MARKS = re.compile(r"^ {0,3}(?:[-+=>#~|:\t ]|\d{1,9}[.)])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words as they stand, without line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of importance."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead out of the document; address begins with http, https, mailto or tel."""

    address: str
    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class CrossLink:
    """Words that lead to a material, or to a thing in it; target is `material` or `material/thing`."""

    target: str
    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Citation:
    """Points at an id of references.yaml."""

    reference: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is a tuple of paragraphs and lists."""

    ordered: bool
    items: "tuple[tuple[Block, ...], ...]"


Inline = PlainWords | Emphasis | Strong | Link | CrossLink | Citation | Break
Block = Paragraph | ListBlock
Node = Inline | Block
Nodes = tuple[Inline, ...] | tuple[Block, ...]


class RichTextError(ValueError):
    """A text holds something that cannot be printed: code, message, hint and words as of a `MarkFault`."""

    def __init__(self, code: str, message: str, hint: str, words: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.words = code, message, hint, words


@overload
def parse(text: str, blocks: Literal[True]) -> "tuple[Block, ...]": ...
@overload
def parse(text: str, blocks: Literal[False]) -> "tuple[Inline, ...]": ...
@overload
def parse(text: str, blocks: bool) -> "Nodes": ...
def parse(text: str, blocks: bool) -> "Nodes":
    """The tree of a text.

    Args:
        text: a text as it stands in the source.
        blocks: True for a Rich (blocks come back), False for a Line (inlines).

    Raises:
        RichTextError: C106 not allowed here, C107 a link or citation that leads nowhere, C108 more than one
            paragraph in a Line, C120 to C126 what would be printed otherwise than it was meant.
    """
    nodes, wrong = _blocks(str(text)) if blocks else _inlines(str(text))
    if wrong:
        raise RichTextError(*wrong[0][:4])
    return nodes


def faults(text: str, blocks: bool) -> tuple[MarkFault, ...]:
    """Everything that cannot be printed, `blocks` as of `parse`; empty for a text that can be read."""
    return (_blocks if blocks else _inlines)(str(text))[1]


def plain(nodes: Nodes) -> str:
    """The words alone; paragraphs and items are parted by a space, citations left out."""
    return " ".join(" ".join(_words(nodes)).split())


def citations(nodes: Nodes) -> tuple[str, ...]:
    """Ids of the references cited, in order, each as often as it is cited."""
    return tuple(node.reference for node in walk(nodes) if isinstance(node, Citation))


def cross_links(nodes: Nodes) -> tuple[CrossLink, ...]:
    """The links to materials and things, in order."""
    return tuple(node for node in walk(nodes) if isinstance(node, CrossLink))


def walk(nodes: Nodes) -> Iterator[Node]:
    """Every node, each before what it holds."""
    for node in nodes:
        yield node
        if isinstance(node, ListBlock):
            for item in node.items:
                yield from walk(item)
        elif not isinstance(node, PlainWords | Citation | Break):
            yield from walk(node.children)


def _words(nodes: Nodes) -> Iterator[str]:
    if nodes and not isinstance(nodes[0], Paragraph | ListBlock):
        line = ""
        for node in walk(nodes):
            if isinstance(node, PlainWords):
                line += node.text
            elif isinstance(node, Citation):
                line = line.rstrip()  # its number stands against the word, so without it no space is left
            elif isinstance(node, Break):
                line += " "
        yield line
        return
    for node in nodes:
        if isinstance(node, ListBlock):
            for item in node.items:
                yield from _words(item)
        elif isinstance(node, Paragraph):
            yield from _words(node.children)


@lru_cache(maxsize=16_384)  # all texts of a large toolkit
def _inlines(text: str) -> tuple[tuple[Inline, ...], tuple[MarkFault, ...]]:
    text = text.strip()
    wrong: list[MarkFault] = []
    if match := PARAGRAPHS.search(text) or LIST_IN_LINE.search("\n" + text if "\n" in text else text):
        hint = "make it one paragraph, or move the rest to a field that may hold several"
        start = text[match.start() :].strip().split("\n")[0]
        wrong.append(MarkFault("C108", "this field holds one paragraph, without lists", hint, start))
    elif match := MARK_AT_START.match(text):
        message = f'"{match[0].strip()}" marks nothing at the beginning of this field and would be printed'
        hint = f"take it out, or write \\{match[0].strip()} for the sign itself"
        wrong.append(MarkFault("C106", message, hint, match[0].strip()))
    else:
        wrong += line_faults(text)
    if not INLINE_MARKS.search(text):
        return (PlainWords(_one_line(text)),), tuple(wrong)
    children = parser().parseInline(text, {FAULTS: wrong})[0].children or []
    return _Inlines(children, wrong).read(), tuple(wrong)


@lru_cache(maxsize=16_384)
def _blocks(text: str) -> tuple[tuple[Block, ...], tuple[MarkFault, ...]]:
    text = text.strip("\n").rstrip()
    if not INLINE_MARKS.search(text) and not BLOCK_MARKS.search(text):
        parts = PARAGRAPHS.split(text.strip())
        faults_of_lines = tuple(fault for part in parts for fault in line_faults(part))
        return tuple(Paragraph((PlainWords(_one_line(part)),)) for part in parts), faults_of_lines
    wrong: list[MarkFault] = []
    return _Blocks(parser().parse(text, {FAULTS: wrong}), text, wrong).read(), tuple(wrong)


def _one_line(text: str) -> str:
    return " ".join(line.strip(" \t") for line in text.split("\n"))


_REFUSED = {
    "heading_open": (
        "a heading",
        "take out the # (or the line of = or - below it); headings have fields of their own",
    ),
    "hr": ("a rule", "take out the line of dashes or stars"),
    "blockquote_open": ("a quotation block", "take out the > at the start of the line"),
    "fence": ("program code", "take out the ``` or ~~~"),
    "code_block": ("program code", "begin the line with fewer than four spaces more than the first line"),
    "table_open": ("a table", "take out the | signs and the line of dashes"),
    "image": ("a picture", "pictures cannot stand in a text; write \\! for an exclamation mark before ["),
}


# Of paragraphs, and of blocks that are refused as a whole.
_PARTS = {
    "paragraph_open", "paragraph_close", "heading_close", "blockquote_close", "table_close", "thead_open",
    "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open",
    "td_close",
}  # fmt: skip


class _Inlines:
    """Turns markdown-it's flat tokens into nested nodes; `wrong` gets what is refused."""

    def __init__(self, tokens: list[Any], wrong: list[MarkFault]) -> None:
        self._tokens = iter(tokens)
        self._wrong = wrong

    def read(self) -> tuple[Inline, ...]:
        """All nodes up to the end of the tokens or of the mark that is open."""
        nodes: list[Inline] = []
        for token in self._tokens:
            if token.type in ("text", "text_special"):
                _add(nodes, token.content)
            elif token.type == "softbreak":
                _add(nodes, " ")
            elif token.type == "hardbreak":
                nodes.append(Break())
            elif token.type in ("em_close", "strong_close", "link_close"):
                break
            elif token.type == "citation":
                nodes.append(Citation(token.content))
            elif token.type in ("em_open", "strong_open"):
                nodes.append((Emphasis if token.type == "em_open" else Strong)(self.read()))
            elif token.type == "link_open":
                nodes.append(self._link(token.attrs, self.read()))
            else:
                self._wrong.append(_refused(token))
        return tuple(nodes)

    def _link(self, attributes: dict[str, Any], children: tuple[Inline, ...]) -> Inline:
        address = str(attributes.get("href", ""))
        if fault := _link_fault(address, "title" in attributes, bool(plain(children))):
            self._wrong.append(fault)
        match = CROSS.fullmatch(address)
        return CrossLink(match[1], children) if match else Link(address, children)


def _add(nodes: list[Inline], text: str) -> None:
    """Append words, joined to words before them."""
    if nodes and isinstance(nodes[-1], PlainWords):
        nodes[-1] = PlainWords(nodes[-1].text + text)
    elif text:
        nodes.append(PlainWords(text))


def _link_fault(address: str, has_title: bool, has_words: bool) -> MarkFault | None:
    if has_title:
        hint = "write [words](address) without words in quotes after the address"
        return MarkFault("C107", "a link has a title, which paper cannot show", hint, address)
    if not has_words:
        return MarkFault("C107", "a link has no words", "write [words](address)", address)
    if CROSS.fullmatch(address) or ADDRESS.fullmatch(address):
        return None
    hint = "begin it with https://, mailto: or tel:, or write #material/thing for a place in this toolkit"
    return MarkFault("C107", f'"{address}" is no address that a link can lead to', hint, address)


def _refused(token: Any, text: str = "") -> MarkFault:
    what, hint = _REFUSED.get(token.type, (f"Markdown of the kind {token.type}", "write plain words"))
    words = token.markup or token.content or ""
    if token.map:
        words = text.split("\n")[token.map[0]].strip()
    needs = "table" if token.type == "table_open" else ""
    return MarkFault("C106", f"{what} cannot stand in a text", hint, words, needs)


class _Blocks:
    """Turns markdown-it's flat block tokens into nested blocks; `wrong` as of `_Inlines`."""

    def __init__(self, tokens: list[Any], text: str, wrong: list[MarkFault]) -> None:
        self._tokens = iter(tokens)
        self._text = text
        self._wrong = wrong

    def read(self, depth: int = 0) -> tuple[Block, ...]:
        """All blocks up to the end of the tokens or of the item that is open."""
        blocks: list[Block] = []
        for token in self._tokens:
            if token.type == "inline":
                joined = self._behind_list(token, depth)
                self._wrong += joined or line_faults(token.content)
                blocks.append(Paragraph(_Inlines(token.children or [], self._wrong).read()))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                blocks.append(self._list(token, depth + 1))
            elif token.type == "list_item_close":
                break
            elif token.type not in _PARTS:
                self._wrong.append(_refused(token, self._text))
        return tuple(blocks)

    def _behind_list(self, token: Any, depth: int) -> tuple[MarkFault, ...]:
        """The first line that begins left of the words of its item, and was not wrapped there."""
        if not depth:
            return ()
        lines = self._text.split("\n")[token.map[0] : token.map[1]]
        item = ITEM_IN_LINE.match(lines[0])
        indent = len(item[0]) if item else len(lines[0]) - len(lines[0].lstrip())
        return item_faults([line.expandtabs(4) for line in lines], indent)

    def _list(self, opened: Any, depth: int) -> ListBlock:
        line = self._text.split("\n")[opened.map[0]].strip()
        if depth > 2:
            hint = "move these items one step to the left"
            self._wrong.append(MarkFault("C106", "a list stands in a list in a list", hint, line))
        if int(opened.attrs.get("start", 1)) != 1:
            hint = "begin the list at 1; if it is no list, write \\. for the full stop after the number"
            message = "a numbered list begins at another number than 1"
            self._wrong.append(MarkFault("C106", message, hint, line))
        items: list[tuple[Block, ...]] = []
        numbers: list[str] = []
        for token in self._tokens:
            if token.type != "list_item_open":
                break
            numbers.append(token.info.lstrip("0"))
            before = len(self._wrong)
            items.append(self.read(depth))
            if not items[-1] and len(self._wrong) == before:
                hint = "write words after the dash"
                self._wrong.append(MarkFault("C106", "an item of a list is empty", hint, line))
        if {*numbers} not in ({""}, {"1"}) and (fault := _number_fault(numbers, line)):
            self._wrong.append(fault)
        return ListBlock(opened.type == "ordered_list_open", tuple(items))


def _number_fault(numbers: Sequence[str], line: str) -> MarkFault | None:
    """Print counts the items of a list; where all have 1 in the file, that is meant."""
    for number, written in enumerate(numbers, 1):
        if written != str(number) and numbers[0] == "1":
            message = (
                f"item {number} of a list has the number {written or 0} and would be printed as {number}"
            )
            hint = "number the items 1, 2, 3; else end each line with \\ and write \\. for the full stop"
            return MarkFault("C106", message, hint, line)
    return None
