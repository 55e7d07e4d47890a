"""What Word would refuse of a packet, found without writing it.

It goes through the packet in the order of `blocks` and asks the same tables, but makes nothing, which takes
a twentieth of the time; a test holds it to the writer on hundreds of broken packets. Where the writer
stops at the first problem, this tells of all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ...content.variants import VARIANTS
from ...errors import OutputError, Problem
from ...layout.vocabulary import FIELDS, HEADINGS, INLINE, SLOTS
from ..task import HouseStyle, Task
from ..variant_view import view
from .names import bookmark_names, number_of
from .tree import GENERIC, STYLES, Node, Piece, located, nothing_shown, pieces, words

_SPACE = " \t\r\n\f"
_INPUTS = ("text", "date", "checkbox")
_DEEPEST = 1


def unsound(task: Task, house: HouseStyle) -> list[Problem]:
    """O201 to O212: everything for which `write_word` would not write a packet.

    Args:
        task: the packet; its variant is one of Word's.
        house: pictures.
    """
    manuscript = task.manuscript
    if not manuscript.title.strip() or not manuscript.language:
        return [Problem(located(manuscript, None), "O212", "a Word file needs a title and a language")]
    main = view(manuscript.body, task.variant, task.imprint.label)
    if unknown := [*_unknown(task, main)]:
        return unknown
    _without_foot(main)
    try:
        names = bookmark_names(manuscript, main)
    except OutputError as error:
        return [*error.problems]
    reader = _Reader(task, house, names)
    reader.read(main)
    return reader.problems


def is_for(variant: str) -> bool:
    """Whether Word's writer makes a variant."""
    return not VARIANTS[variant].is_pdf


def _unknown(task: Task, main: Node) -> Iterator[Problem]:
    """O201: what has no style, each pair once."""
    told: set[tuple[str, str | None]] = set()
    for node in main.iter():
        kind = node.get("class")
        if (node.tag, kind) in STYLES or (node.tag, kind) in told:
            continue
        told.add((node.tag, kind))
        pair = f"<{node.tag}>" if kind is None else f'<{node.tag} class="{kind}">'
        hint = "add it to STYLES in word/tree.py"
        yield Problem(located(task.manuscript, node), "O201", f"Word has no style for {pair}", hint)


def _without_foot(main: Node) -> None:
    """Take the slot of the footer out of the text, as the writer does."""
    place = main.find(".//div[@class='foot-slot']")
    parent = place.getparent() if place is not None else None
    if place is not None and parent is not None:
        parent.remove(place)


class _Where(NamedTuple):
    """Where a block stands: in a cell, in the list of contents; how deep its list is."""

    cell: bool = False
    contents: bool = False
    level: int = 0


@dataclass(slots=True)
class _Reader:
    """One packet while it is gone through.

    Args:
        task, house: see `unsound`.
        names: address -> bookmark.
        waiting: addresses of containers that the next paragraph carries.
        placed: those that a paragraph carries.
        level: of the heading before.
        claimed: number of a control -> its name.
        problems: what was found.
    """

    task: Task
    house: HouseStyle
    names: dict[str, str]
    waiting: list[str] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    level: int = 0
    claimed: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, main: Node) -> None:
        """Go through a packet; its footer is made of a slot alone, which asks nothing."""
        self._arrive(main)
        cover = main.find("section[@class='cover']")
        if cover is not None:
            self._arrive(cover)
            if not self._blocks(cover, _Where()):
                self._take()
            main.remove(cover)
        self._blocks(main, _Where())
        for address in sorted(self.names.keys() - self.placed):
            self.problems.append(nothing_shown(self.task.manuscript, address))

    def _tell(self, node: Node | None, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(located(self.task.manuscript, node), code, message, hint))

    def _misplaced(self, node: Node) -> None:
        self._tell(node, "O203", f"<{node.tag}> cannot stand here in Word")

    def _arrive(self, node: Node) -> None:
        if node.get("id"):
            self.waiting.append(node.get("id", ""))

    def _take(self, own: Node | None = None) -> None:
        """A paragraph is made: it carries what waits, and its own address."""
        self.placed.update(self.waiting)
        self.waiting.clear()
        if own is not None and own.get("id"):
            self.placed.add(own.get("id", ""))

    # --- blocks: each says whether it becomes anything ---------------------------------------------

    def _blocks(self, node: Node, where: _Where) -> bool:
        made, line = False, []
        for piece in _said(node):
            if isinstance(piece, str) or _within_a_line(piece, where):
                line.append(piece)
                continue
            made |= self._paragraph(line)
            line = []
            made |= self._block(piece, where)
        return self._paragraph(line) or made

    def _block(self, node: Node, where: _Where) -> bool:
        tag = node.tag
        if tag in ("section", "div", "aside", "figure"):
            self._arrive(node)
            contents = where.contents if tag != "section" else node.get("class") == "contents"
            return self._blocks(node, where._replace(contents=contents, level=0))
        if tag in ("p", "figcaption"):
            return self._paragraph([*pieces(node)], node)
        if tag in HEADINGS:
            return self._heading(node, where)
        if tag in ("ul", "ol"):
            return self._list(node, where._replace(level=0))
        if tag == "nav":
            self._arrive(node)
            return self._entries(node)
        if tag == "textarea":
            return self._paragraph([node])
        if tag == "table":
            return self._table(node, where)
        self._misplaced(node)
        return False

    def _heading(self, node: Node, where: _Where) -> bool:
        level = int(node.tag[1]) - 1
        if not words(node):
            self._tell(node, "O210", "a heading has no words")
            self._take(node)  # said once
        elif not where.contents and level > self.level + 1:
            self._tell(node, "O210", f"a heading of level {level} follows one of level {self.level}")
        if not where.contents:
            self.level = level
        return self._paragraph([*pieces(node)], node)

    def _list(self, node: Node, where: _Where) -> bool:
        if where.level > _DEEPEST:
            self._tell(node, "O203", "a list stands more than two deep")
        self._arrive(node)
        made = False
        for item in node:
            if item.tag == "li":
                made |= self._item(item, where)
            else:
                self._misplaced(item)
        return made

    def _item(self, node: Node, where: _Where) -> bool:
        box = node.find("input[@type='checkbox']")
        first = box is not None
        if box is not None:
            self._tick(box)
        self._arrive(node)
        made, line = False, list[Piece]()
        for piece in pieces(node):
            if isinstance(piece, str) or _within_a_line(piece, where):
                line += [piece] if piece is not box else []
                continue
            made |= (done := self._paragraph(line, first=first))
            first, line = first and not done, []
            if piece.tag == "p" and piece.get("class") is None:
                made |= (done := self._paragraph([*pieces(piece)], piece, first=first))
                first = first and not done
            elif piece.tag in ("ul", "ol"):
                made |= self._list(piece, where._replace(level=where.level + 1))
            else:
                made |= self._block(piece, where)
        return self._paragraph(line, first=first) or made

    def _tick(self, box: Node) -> None:
        if not box.get("id") or not box.get("title"):
            self._tell(box, "O207", "a check box needs an address and a title")
        else:
            self._claim(box)
        self._take_inline(box)

    def _entries(self, node: Node) -> bool:
        made, line = False, list[Piece]()
        for piece in pieces(node):
            if isinstance(piece, str) or piece.tag in INLINE:
                line.append(piece)
                continue
            made |= self._paragraph(line)
            line = []
            if piece.tag == "p":
                made |= self._paragraph([*pieces(piece)], piece)
            elif piece.tag in ("ul", "ol", "li"):
                self._arrive(piece)
                made |= self._entries(piece)
            else:
                self._misplaced(piece)
        return self._paragraph(line) or made

    # --- tables ------------------------------------------------------------------------------------

    def _table(self, node: Node, where: _Where) -> bool:
        if where.cell:
            self._tell(node, "O211", "a table stands within a table")
        caption = node.find("caption")
        if caption is not None:
            self._paragraph([*pieces(caption)], caption)
        title = words(caption) if caption is not None else node.get("aria-label", "")
        head, body = node.findall("thead/tr"), node.findall("tbody/tr")
        if not title:
            self._tell(node, "O211", "a table has neither caption nor aria-label", "say what it shows")
        if not head:
            self._tell(node, "O211", "a table has no header row", "put its column headings in <thead>")
        elif len({len(row) for row in [*head, *body]}) != 1 or not len(head[0]):
            self._tell(node, "O211", "the rows of a table have unequal numbers of cells")
        self._arrive(node)
        for row in (*head, *body):
            self._arrive(row)
            for cell in row:
                self._arrive(cell)
                if not self._blocks(cell, _Where(cell=True)):
                    self._take()
        return True

    # --- lines -------------------------------------------------------------------------------------

    def _paragraph(self, line: Iterable[Piece], own: Node | None = None, first: bool = False) -> bool:
        """Whether a line becomes a paragraph; `first` has a tick box before it, so it does in any case."""
        inside = [*line]
        if not inside and not first:
            return False
        if not first and all(isinstance(piece, str) and not piece.strip(_SPACE) for piece in inside):
            return False
        if not self._line(inside) and not first:
            return False
        self._take(own)
        return True

    def _line(self, inside: Iterable[Piece]) -> bool:
        """Whether there is anything in a line; what stands in it is looked at."""
        full = False
        for piece in inside:
            if isinstance(piece, str):
                full |= bool(piece.strip(_SPACE))
            else:
                full |= self._inline(piece)
                self._take_inline(piece)
        return full

    def _take_inline(self, node: Node) -> None:
        if node.get("id"):
            self.placed.add(node.get("id", ""))

    def _inline(self, node: Node) -> bool:
        tag = node.tag
        if tag in ("em", "strong", "del", "ins"):
            return self._line(pieces(node))
        if tag == "a":
            return self._link(node)
        if tag == "span":
            # The writer puts the edition's name itself.
            return (
                node.get("class") == "edition" or self._line(pieces(node)) or node.get("class") == "footnote"
            )
        if tag == "img":
            self._image(node)
        elif tag in FIELDS:
            self._control(node)
        elif tag != "br":
            self._tell(node, "O203", f"<{tag}> cannot stand within a line in Word")
        return True

    def _link(self, node: Node) -> bool:
        href, said = node.get("href", ""), words(node)
        if href.startswith("#") and href[1:] not in self.names:
            self._tell(node, "O206", f"the link {href} leads to nothing in this packet")
        if not self._line(pieces(node)):
            self._tell(node, "O206", f"the link {href} has no words")
        if said.strip(" .:").casefold() in GENERIC:
            hint = "name what the reader finds there"
            self._tell(node, "O206", f'the link "{said}" does not say where it leads', hint)
        return True

    def _image(self, node: Node) -> None:
        source = node.get("src", "")
        if node.get("alt") is None:
            hint = 'write alt="" if it only decorates'
            self._tell(node, "O207", f"the picture {source} has no alternative text", hint)
        if node.get("class") == "slot":
            if source.removeprefix("slot:") not in SLOTS:
                self._tell(node, "O203", f"there is no slot {source.removeprefix('slot:')!r}")
            return
        name = source.removeprefix("asset:")
        if not (self.task.manuscript.assets.get(name) or self.house.assets.get(f"asset:{name}")):
            self._tell(node, "O209", f"there is no picture {name!r}")

    def _control(self, node: Node) -> None:
        tag, kind = node.get("id"), node.get("type")
        if not tag:
            self._tell(node, "O205", f"a <{node.tag}> has no address")
            return
        self._claim(node)
        if not node.get("title"):
            self._tell(node, "O207", f"the field {tag} has no title", "say item and purpose: title=…")
        if node.tag == "input" and kind not in _INPUTS:
            self._tell(node, "O203", f"a field of type {kind!r} cannot stand in Word")

    def _claim(self, node: Node) -> None:
        name = node.get("id", "")
        other = self.claimed.setdefault(number_of(name), name)
        if other != name:
            message = f"the controls {other} and {name} would have the same number in Word"
            self._tell(node, "O204", message)


def _within_a_line(node: Node, where: _Where) -> bool:
    """As `blocks` parts lines from blocks: a text area in the open has a paragraph of its own."""
    return (node.tag in INLINE or node.tag == "img") and (node.tag != "textarea" or where.cell)


def _said(node: Node) -> Iterator[Piece]:
    """What stands in a container, without the white space between its blocks."""
    return (piece for piece in pieces(node) if not isinstance(piece, str) or piece.strip(_SPACE))
