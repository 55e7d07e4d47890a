"""Blocks of the manuscript -> paragraphs and tables of Word, in printed order.

`BLOCKS` is the table of elements: each has one function, which gives what it becomes. Words that stand
directly in a container become a paragraph of their own; containers hand their address on to the first
paragraph in them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...layout.vocabulary import HEADINGS, INLINE
from .contents import contents
from .controls import check_control
from .inlines import Look, ParagraphShape, paragraph
from .oxml import Element
from .paragraphs import Block, keep_with_next
from .runs import blank, run, tab
from .story import Setting, Story
from .tables import table
from .tree import STYLES, Node, Piece, misplaced, pieces, words

NEW_PAGE = frozenset({"district", "contents", "opener", "principle", "material", "sheet"})
TOGETHER = frozenset({"fields", "rating", "keep"})
# Style of a list -> its pattern, see `numbering`.
_PATTERNS = {"ListBullet": "bullet", "ListNumber": "number", "Checklist": "check", "Bibliography": "number"}
_SHORT_NOTE = 1200  # letters of a note that is not parted over pages: a third of one
_DEEPEST = 1  # Lists are two deep: levels 0 and 1.


def blocks(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """All blocks in an element.

    Args:
        story: the document.
        node: a container or a cell.
        setting: where its blocks stand.

    Raises:
        OutputError: O203 to O211, something in it that Word cannot show, or that would shut readers out.
    """
    made: list[Block] = []
    line: list[Piece] = []
    for piece in pieces(node):
        if isinstance(piece, str) or _within_a_line(piece, setting):
            line.append(piece)
            continue
        made += _loose(story, line, setting)
        line = []
        made += block(story, piece, setting)
    return [*made, *_loose(story, line, setting)]


def block(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """What one element becomes.

    Args:
        story: the document.
        node: the element.
        setting: where it stands.

    Raises:
        OutputError: O203, it cannot stand here.
    """
    write = BLOCKS.get(node.tag)
    if write is None:
        misplaced(story.task.manuscript, node)
    return write(story, node, setting)


def _within_a_line(node: Node, setting: Setting) -> bool:
    """A text area in the open has a paragraph of its own."""
    return (node.tag in INLINE or node.tag == "img") and (node.tag != "textarea" or setting.cell)


def _loose(story: Story, line: list[Piece], setting: Setting) -> Sequence[Block]:
    """Words, fields or pictures that stand directly in a container."""
    elements = [piece for piece in line if not isinstance(piece, str)]
    bare = not any(isinstance(piece, str) and piece.strip() for piece in line)
    style = setting.style
    if elements and bare and not setting.cell:
        first = elements[0]
        if first.tag in ("select", "input") or first.get("class") in ("picture", "logo"):
            style = STYLES[first.tag, first.get("class")]
    return paragraph(story, ParagraphShape(style), line)


def _section(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """A section; some kinds start a page, the contents list knows its heading."""
    pending = story.pending
    pending.arrive(node)
    kind = node.get("class")
    if kind in NEW_PAGE:
        pending.new_page = True
    made = blocks(story, node, replace(setting, contents=kind == "contents"))
    if kind == "district":
        pending.new_page = True
    return made


def _container(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """A div; fields stay with their labels."""
    story.pending.arrive(node)
    made = blocks(story, node, setting)
    if node.get("class") in TOGETHER:
        for one in made[:-1]:
            keep_with_next(one)
    return made


def _aside(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """A note: every paragraph in it has the note's style, so that bar and tint are one."""
    story.pending.arrive(node)
    style = STYLES["aside", node.get("class")]
    made = blocks(story, node, replace(setting, style=style, note=style))
    if len(words(node)) <= _SHORT_NOTE:
        for one in made[:-1]:
            keep_with_next(one)
    return made


def _heading(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """A heading one level below its number in HTML, since h1 is the title.

    Raises:
        OutputError: O210, a level is skipped (WCAG 2.1, 1.3.1), or there are no words.
    """
    style = STYLES[node.tag, node.get("class")]
    level, before = int(node.tag[1]) - 1, story.pending.level
    if not words(node):
        story.fault(node, "O210", "a heading has no words")
    if setting.contents:
        return paragraph(story, ParagraphShape("TOCHeading"), pieces(node), node)
    if level > before + 1:
        story.fault(node, "O210", f"a heading of level {level} follows one of level {before}")
    story.pending.level = level
    return paragraph(story, ParagraphShape(style), pieces(node), node)


def _p(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """A paragraph; in a note it takes the note's style, and a label there is strong."""
    kind = node.get("class")
    if setting.note and kind in (None, "label", "fine"):
        shape = ParagraphShape(setting.note, look=Look(strong=kind == "label"))
        made = paragraph(story, shape, pieces(node), node)
        if kind == "label" and node.getnext() is not None:
            for one in made:
                keep_with_next(one)
        return made
    style = STYLES["p", kind]
    if kind is None:
        style = _slot_style(node) if _only_a_slot(node) and not setting.cell else setting.style
    made = paragraph(story, ParagraphShape(style), pieces(node), node)
    if _leads_on(node):
        for one in made:
            keep_with_next(one)
    return made


def _leads_on(node: Node) -> bool:
    """Whether a paragraph stays with what follows.

    So does a sentence between a heading and a table or section, and a line with scope or minutes.
    """
    before, after = node.getprevious(), node.getnext()
    headed = before is not None and before.tag in HEADINGS
    if not headed or after is None:
        return False
    return after.tag in ("table", "section", "ul", "figure") or node.find("span[@class='tag']") is not None


def _only_a_slot(node: Node) -> bool:
    """A slot on a line of its own is a thing to fill in, and looks like one."""
    return [child.get("class") for child in node] == ["slot"] and not words(node)


def _slot_style(node: Node) -> str:
    """Words are written on a line with a frame; the picture of a logo has its own."""
    return STYLES["img", "logo"] if node[0].get("src") == "slot:district-logo" else "ResponseLine"


def _list(story: Story, node: Node, setting: Setting, level: int = 0) -> Sequence[Block]:
    """A list, numbered anew each time, two deep."""
    if level > _DEEPEST:
        story.fault(node, "O203", "a list stands more than two deep")
    story.pending.arrive(node)
    style, number = _numbering(story, node, setting, level)
    made: list[Block] = []
    for item in node:
        if item.tag != "li":
            misplaced(story.task.manuscript, item)
        made += _Item(story, setting, ParagraphShape(style, (number, level)), level).blocks(item)
    return made


def _numbering(story: Story, node: Node, setting: Setting, level: int) -> tuple[str, int]:
    """Style of the items and number of the list."""
    style = STYLES[node.tag, node.get("class")]
    pattern = _PATTERNS[style]
    if setting.note:
        style, pattern = setting.note, f"note-{pattern}"
    elif level and style in ("ListBullet", "ListNumber"):
        style += "2"
    start = int(node.get("start", "1")) if node.tag == "ol" else None
    return style, story.lists.number(pattern, level, start)


class _Item:
    """One item: its first words carry bullet or number, what follows continues at the same indent.

    Args:
        story: the document.
        setting: where the list stands.
        shape: of the first paragraph.
        level: of the list.
    """

    def __init__(self, story: Story, setting: Setting, shape: ParagraphShape, level: int) -> None:
        self._story = story
        self._setting = setting
        self._shape = shape
        self._level = level
        self._made: list[Block] = []

    def blocks(self, node: Node) -> Sequence[Block]:
        """What the item becomes."""
        box = node.find("input[@type='checkbox']")
        if box is not None:
            self._shape = ParagraphShape(self._setting.note or "ChecklistBox", before=_tick(self._story, box))
        self._story.pending.arrive(node)
        line: list[Piece] = []
        for piece in pieces(node):
            if isinstance(piece, str) or _within_a_line(piece, self._setting):
                line += [piece] if piece is not box else []
                continue
            self._add(line)
            line = []
            self._add_block(piece)
        self._add(line)
        return self._made

    def _add_block(self, node: Node) -> None:
        if node.tag == "p" and node.get("class") is None:
            self._add([*pieces(node)], node)
        elif node.tag in ("ul", "ol"):
            self._made += _list(self._story, node, self._setting, self._level + 1)
        else:
            self._made += block(self._story, node, self._setting)

    def _add(self, line: list[Piece], own: Node | None = None) -> None:
        """A paragraph of the item."""
        made = paragraph(self._story, self._shape, line, own)
        if made:
            self._made += made
            self._shape = ParagraphShape(
                self._setting.note or ("ListContinue2" if self._level else "ListContinue")
            )


def _tick(story: Story, box: Node) -> tuple[Element, ...]:
    """The check box that begins an item, and the tab after it.

    LibreOffice takes a bookmark that begins where a control begins into the control: a blank keeps that of
    the item apart.
    """
    tag, title = box.get("id"), box.get("title")
    if not tag or not title:
        story.fault(box, "O207", "a check box needs an address and a title")
    story.controls.claim(box, tag)
    start, end = story.bookmarks.mark(box)
    return run(blank()), start, check_control(title, tag), end, tab()


def _figure(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """A picture and its caption, which stay on one page."""
    story.pending.arrive(node)
    return blocks(story, node, replace(setting, style=STYLES["figure", node.get("class")]))


def _caption(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """Words under a picture."""
    return paragraph(story, ParagraphShape(STYLES[node.tag, None]), pieces(node), node)


def _response(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """Room for an answer: a bordered paragraph that grows with the words."""
    return paragraph(story, ParagraphShape(STYLES["textarea", None]), [node])


def _table(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """A table; its cells hold blocks again."""
    return table(story, node, setting, blocks)


BLOCKS: dict[str, Callable[[Story, Node, Setting], Sequence[Block]]] = {
    "section": _section,
    "div": _container,
    "aside": _aside,
    **dict.fromkeys(HEADINGS, _heading),
    "p": _p,
    "ul": _list,
    "ol": _list,
    "nav": contents,
    "figure": _figure,
    "figcaption": _caption,
    "textarea": _response,
    "table": _table,
}
