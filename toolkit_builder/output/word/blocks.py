"""Blocks of the manuscript -> paragraphs and tables of Word, in printed order.

Words that stand directly in a container become a paragraph of their own; containers hand their address on to
the first paragraph in them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NoReturn

from ...layout.vocabulary import HEADINGS, INLINE
from .controls import check_control
from .inlines import Look
from .paragraphs import Maker, Setting, paragraph
from .story import Block, Story, WordParagraph
from .tables import table
from .tree import STYLES, Node, Piece, pieces, words
from .xml import FIELD_END, TAB, field_begin

NEW_PAGE = frozenset({"district", "contents", "opener", "principle", "material", "sheet"})
TOGETHER = frozenset({"fields", "rating", "keep"})
_DEEPEST = 1  # Lists are two deep: levels 0 and 1.


def blocks(story: Story, node: Node, setting: Setting) -> list[Block]:
    """All blocks in an element."""
    made: list[Block] = []
    line: list[Piece] = []
    for piece in pieces(node):
        if isinstance(piece, str) or _within_a_line(piece, setting):
            line.append(piece)
            continue
        made += _loose(story, line, setting)
        line = []
        made += MAKERS.get(piece.tag, _misplaced)(story, piece, setting)
    return made + _loose(story, line, setting)


def _within_a_line(node: Node, setting: Setting) -> bool:
    """A text area in the open has a paragraph of its own."""
    return (node.tag in INLINE or node.tag == "img") and (node.tag != "textarea" or setting.cell)


def _loose(story: Story, line: list[Piece], setting: Setting) -> list[Block]:
    """Words, fields or pictures that stand directly in a container."""
    elements = [piece for piece in line if not isinstance(piece, str)]
    bare = not any(isinstance(piece, str) and piece.strip() for piece in line)
    style = setting.style
    if elements and bare and not setting.cell:
        first = elements[0]
        if first.tag in ("select", "input") or first.get("class") in ("picture", "logo"):
            style = STYLES[first.tag, first.get("class")]
    return paragraph(story, style, line)


def _misplaced(story: Story, node: Node, setting: Setting) -> NoReturn:
    story.fault(node, "O203", f"<{node.tag}> cannot stand here in Word")


def _section(story: Story, node: Node, setting: Setting) -> list[Block]:
    """A section; some kinds start a page, the contents list knows its heading."""
    story.arrive(node)
    kind = node.get("class")
    if kind in NEW_PAGE:
        story.new_page = True
    made = blocks(story, node, replace(setting, contents=kind == "contents"))
    if kind == "district":
        story.new_page = True
    return made


def _container(story: Story, node: Node, setting: Setting) -> list[Block]:
    """A div; fields stay with their labels."""
    story.arrive(node)
    made = blocks(story, node, setting)
    if node.get("class") in TOGETHER:
        for block in made[:-1]:
            if isinstance(block, WordParagraph):
                block.keep_next = True
    return made


def _aside(story: Story, node: Node, setting: Setting) -> list[Block]:
    """A note: every paragraph in it has the note's style, so that bar and tint are one."""
    story.arrive(node)
    style = STYLES["aside", node.get("class")]
    return blocks(story, node, replace(setting, style=style, note=style))


def _heading(story: Story, node: Node, setting: Setting) -> list[Block]:
    """A heading one level below its number in HTML, since h1 is the title.

    Raises:
        OutputError: O210, a level is skipped (WCAG 2.1, 1.3.1), or there are no words.
    """
    style = STYLES[node.tag, node.get("class")]
    level = int(node.tag[1]) - 1
    if not words(node):
        story.fault(node, "O210", "a heading has no words")
    if setting.contents:
        return paragraph(story, "TOCHeading", pieces(node), node)
    if level > story.level + 1:
        story.fault(node, "O210", f"a heading of level {level} follows one of level {story.level}")
    story.level = level
    return paragraph(story, style, pieces(node), node)


def _p(story: Story, node: Node, setting: Setting) -> list[Block]:
    """A paragraph; in a note it takes the note's style, and a label there is strong."""
    kind = node.get("class")
    style = STYLES["p", kind]
    if setting.note and kind in (None, "label", "fine"):
        return paragraph(story, setting.note, pieces(node), node, seen=Look(strong=kind == "label"))
    if kind is None:
        style = _slot_style(node) if _only_a_slot(node) and not setting.cell else setting.style
    made = paragraph(story, style, pieces(node), node)
    if _leads_on(node):
        for block in made:
            if isinstance(block, WordParagraph):
                block.keep_next = True
    return made


def _leads_on(node: Node) -> bool:
    """A sentence between a heading and a table or section stays with what it leads to."""
    before, after = node.getprevious(), node.getnext()
    headed = before is not None and before.tag in HEADINGS
    return headed and after is not None and after.tag in ("table", "section", "ul", "figure")


def _only_a_slot(node: Node) -> bool:
    """A slot on a line of its own is a thing to fill in, and looks like one."""
    return [child.get("class") for child in node] == ["slot"] and not words(node)


def _slot_style(node: Node) -> str:
    """Words are written on a line with a frame; the picture of a logo has its own."""
    return STYLES["img", "logo"] if node[0].get("src") == "slot:district-logo" else "ResponseLine"


def _list(story: Story, node: Node, setting: Setting, level: int = 0) -> list[Block]:
    """A list, numbered anew each time, two deep."""
    if level > _DEEPEST:
        story.fault(node, "O203", "a list stands more than two deep")
    story.arrive(node)
    style, number = _numbering(story, node, setting, level)
    made: list[Block] = []
    for item in node:
        if item.tag != "li":
            _misplaced(story, item, setting)
        made += _item(story, item, setting, (style, number, level))
    return made


def _numbering(story: Story, node: Node, setting: Setting, level: int) -> tuple[str, int]:
    """Style of the items and number of the list."""
    style = STYLES[node.tag, node.get("class")]
    pattern = {
        "ListBullet": "bullet",
        "ListNumber": "number",
        "Checklist": "check",
        "Bibliography": "number",
    }[style]
    if setting.note:
        style, pattern = setting.note, f"note-{pattern}"
    elif level and style in ("ListBullet", "ListNumber"):
        style += "2"
    start = int(node.get("start", "1")) if node.tag == "ol" else None
    return style, story.list_number(pattern, level, start)


def _item(story: Story, node: Node, setting: Setting, form: tuple[str, int, int]) -> list[Block]:
    """One item: its first words carry bullet or number, what follows continues at the same indent."""
    style, number, level = form
    numbering: tuple[int, int] | None = (number, level)
    going_on = setting.note or ("ListContinue2" if level else "ListContinue")
    box, before = node.find("input[@type='checkbox']"), ""
    if box is not None:
        style, numbering, before = setting.note or "ChecklistBox", None, _tick(story, box)
    story.arrive(node)
    made: list[Block] = []
    line: list[Piece] = []

    def end_line(own: Node | None = None) -> None:
        nonlocal line, before, numbering, style
        added = paragraph(story, style, line, own, numbering=numbering, before=before)
        line = []
        if added:
            made.extend(added)
            before, numbering, style = "", None, going_on

    for piece in pieces(node):
        if isinstance(piece, str) or _within_a_line(piece, setting):
            line += [piece] if piece is not box else []
            continue
        end_line()
        if piece.tag == "p" and piece.get("class") is None:
            line = list(pieces(piece))
            end_line(piece)
        elif piece.tag in ("ul", "ol"):
            made += _list(story, piece, setting, level + 1)
        else:
            made += MAKERS.get(piece.tag, _misplaced)(story, piece, setting)
    end_line()
    return made


def _tick(story: Story, box: Node) -> str:
    """The check box that begins an item, and the tab after it."""
    tag, title = box.get("id"), box.get("title")
    if not tag or not title:
        story.fault(box, "O207", "a check box needs an address and a title")
    story.control_id(box, tag)
    return story.marked([box], check_control(title, tag)) + TAB


def _contents(story: Story, node: Node, setting: Setting) -> Sequence[Block]:
    """The list of contents, filled, inside a field that Word can make anew.

    `\\o` says which headings, `\\h` makes links, `\\z` hides numbers on the web, `\\n` leaves them out
    (17.16.5.68).
    """
    story.arrive(node)
    made = _entries(story, node, 0)
    if not made:
        return []
    numbers = "" if story.task.contents else " \\n"
    for entry, following in pairwise(made):
        entry.keep_next = following.style not in ("TOC1", entry.style)  # a note, or what lies below
    made[0].runs = field_begin(f'TOC \\o "1-{_depth(node)}" \\h \\z{numbers}') + made[0].runs
    made[-1].runs += FIELD_END
    return made


def _depth(contents: Node) -> int:
    """The deepest heading that a list of contents names, so that Word makes a like list when asked to."""
    named = {link.get("href", "")[1:] for link in contents.iter("a")}
    targets = (node for node in contents.getroottree().iter() if node.get("id") in named)
    headings = (next(target.iter(*HEADINGS), None) for target in targets)
    return max((int(heading.tag[1]) - 1 for heading in headings if heading is not None), default=1)


def _entries(story: Story, node: Node, depth: int) -> list[WordParagraph]:
    """Entries of one depth with what lies below them."""
    made: list[WordParagraph] = []
    line: list[Piece] = []

    def add(style: str, inside: Iterable[Piece], own: Node | None = None) -> None:
        for block in paragraph(story, style, inside, own, seen=Look(plain=True)):
            assert isinstance(block, WordParagraph)
            made.append(block)

    style = f"TOC{max(depth, 1)}"
    for piece in pieces(node):
        if isinstance(piece, str) or piece.tag in INLINE:
            line.append(piece)
            continue
        add(style, line)
        line = []
        if piece.tag == "p":
            note = STYLES["p", "about"] + ("2" if depth > 1 else "")
            add(note if piece.get("class") == "about" else style, pieces(piece), piece)
        elif piece.tag in ("ul", "ol", "li"):
            story.arrive(piece)
            made += _entries(story, piece, depth + (piece.tag != "li"))
        else:
            _misplaced(story, piece, Setting())
    add(style, line)
    return made


def _figure(story: Story, node: Node, setting: Setting) -> list[Block]:
    """A picture and its caption, which stay on one page."""
    story.arrive(node)
    return blocks(story, node, replace(setting, style=STYLES["figure", node.get("class")]))


def _caption(story: Story, node: Node, setting: Setting) -> list[Block]:
    """Words under a picture."""
    return paragraph(story, STYLES[node.tag, None], pieces(node), node)


def _response(story: Story, node: Node, setting: Setting) -> list[Block]:
    """Room for an answer: a bordered paragraph that grows with the words."""
    return paragraph(story, STYLES["textarea", None], [node])


def _table(story: Story, node: Node, setting: Setting) -> list[Block]:
    """A table; its cells hold blocks again."""
    return table(story, node, setting, blocks)


MAKERS: dict[str, Maker] = {
    "section": _section,
    "div": _container,
    "aside": _aside,
    **dict.fromkeys(HEADINGS, _heading),
    "p": _p,
    "ul": _list,
    "ol": _list,
    "nav": _contents,
    "figure": _figure,
    "figcaption": _caption,
    "textarea": _response,
    "table": _table,
}
