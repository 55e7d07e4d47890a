"""Tables: a style, a grid that fits its cells, header rows that repeat, rows that split only where long.

No merged, split or nested cells; every table has a title. python-docx's own tables have equal columns, no
titles and no header rows, and finding a cell in them goes through all others.
Source: ECMA-376 Part 1, 17.4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from docx.oxml.table import CT_Tbl

from .inlines import ParagraphShape, paragraph
from .oxml import Element, add, element
from .paragraphs import Block, keep_with_next, new_paragraph
from .story import Setting, Story
from .tree import STYLES, Node, pieces, words, words_without_notes

Fill = Callable[[Story, Node, Setting], Sequence[Block]]
TEXT_WIDTH = 9360  # 6.5 inches in twentieths of a point
NARROWEST = 600  # what every column has before the rest is shared out
# Of a table's words, in its size and in that of a wide one: one letter, and the room beside them in a cell.
_LETTER, _EDGES = (105, 92), (210, 110)
_LONGEST = 18  # letters; longer words are addresses and the like, and may be parted
_SHORT = 3  # rows of a table that is not parted over pages
_TALL = 25  # lines: half a page. A higher row would leave a page half empty, or not fit one at all
_SAID = 400  # letters of a description, which a screen reader says before the table
_WIDE = 8  # columns; more have narrower cells and smaller words
GAP = "TableGap"  # style of the paragraph between two tables, without which they become one in Word


@dataclass(frozen=True, slots=True)
class _Row:
    """What the cells of a row have in common.

    Args:
        widths: of the columns.
        fill: makes the blocks of a cell.
        header: it names the columns, and is repeated on every page.
        keep: it stays on the page of the next.
        whole: it is not parted over pages.
    """

    widths: Sequence[int]
    fill: Fill
    header: bool = False
    keep: bool = False
    whole: bool = True


def table(story: Story, node: Node, setting: Setting, fill: Fill) -> list[Block]:
    """A table, after its caption.

    Args:
        story: the document.
        node: the table.
        setting: where it stands.
        fill: makes the blocks of a cell.

    Raises:
        OutputError: O211, no title, no header row, rows of unequal length, or a table within a table.
    """
    if setting.cell:
        story.fault(node, "O211", "a table stands within a table")
    caption = node.find("caption")
    made: list[Block] = []
    if caption is not None:
        made += paragraph(story, ParagraphShape(STYLES["caption", None]), pieces(caption), caption)
    title = words(caption) if caption is not None else node.get("aria-label", "")
    head, body = node.findall("thead/tr"), node.findall("tbody/tr")
    _sound(story, node, title, [head, body])
    story.pending.arrive(node)
    columns = len(head[0])
    widths = _lifted(_widths(node, columns), _needs([*head, *body], columns > _WIDE))
    style = "ToolkitWide" if columns > _WIDE else STYLES["table", node.get("class")]
    first_column = bool(body) and all(row[0].tag == "th" for row in body)
    tbl = element("w:tbl", _properties(style, title, _holds(head, body, title), first_column))
    grid = add(tbl, "w:tblGrid")
    for width in widths:
        add(grid, "w:gridCol", w=str(width))
    for row in head:
        _add_row(story, tbl, row, _Row(widths, fill, header=True))
    for number, row in enumerate(body, 1):
        whole = not _is_tall(row, widths, columns > _WIDE)
        _add_row(story, tbl, row, _Row(widths, fill, keep=whole and _stays(number, len(body)), whole=whole))
    return [*made, cast("CT_Tbl", tbl)]


def _sound(story: Story, node: Node, title: str, groups: list[list[Node]]) -> None:
    """Hold the rules that keep a table readable for everybody (WCAG 2.1, 1.3.1)."""
    head, body = groups
    if not title:
        story.fault(node, "O211", "a table has neither caption nor aria-label", "say what it shows")
    if not head:
        story.fault(node, "O211", "a table has no header row", "put its column headings in <thead>")
    if len({len(row) for row in [*head, *body]}) != 1 or not len(head[0]):
        story.fault(node, "O211", "the rows of a table have unequal numbers of cells")


def _widths(node: Node, columns: int) -> list[int]:
    """Column widths that add up to the text width: by `data-share`, else equal."""
    shares = [float(col.get("data-share", "1")) for col in node.iter("col")]
    if len(shares) != columns or sum(shares) <= 0:
        shares = [1.0] * columns
    least = min(NARROWEST / TEXT_WIDTH, 1 / columns)
    room = 1 - least * columns
    shares = [least + share / sum(shares) * room for share in shares]
    edges = [round(sum(shares[:index]) / sum(shares) * TEXT_WIDTH) for index in range(columns + 1)]
    return [right - left for left, right in pairwise(edges)]


def _needs(rows: list[Node], wide: bool) -> list[int]:
    """The widths that show the longest word of each column whole."""
    longest = (
        max((len(word) for cell in column for word in words(cell).split()), default=0)
        for column in zip(*rows, strict=True)
    )
    return [_EDGES[wide] + _LETTER[wide] * min(letters, _LONGEST) for letters in longest]


def _lifted(widths: list[int], needs: list[int]) -> list[int]:
    """Widths of which none is too small for its words, as long as the others have room to give."""
    spare = [max(0, width - need) for width, need in zip(widths, needs, strict=True)]
    short = [max(0, need - width) for width, need in zip(widths, needs, strict=True)]
    given = min(sum(spare), sum(short))
    if not given:
        return widths
    moved = [width + round(given * (less / sum(short) - more / sum(spare)))
             for width, less, more in zip(widths, short, spare, strict=True)]  # fmt: skip
    moved[moved.index(max(moved))] += TEXT_WIDTH - sum(moved)
    return moved


def _holds(head: list[Node], body: list[Node], title: str) -> str:
    """What the table holds, for those who do not see it: the heads of its columns, and of its rows."""
    columns = [words_without_notes(cell) for cell in head[0]]
    rows = [words_without_notes(row[0]) for row in body if row[0].tag == "th"]
    said = "; ".join(columns)
    if rows and len(rows) == len(body):
        said += ": " + "; ".join(rows)
    if said.casefold() == title.casefold():
        said += f" ({len(body)})"
    return said if len(said) <= _SAID else said[: _SAID - 1].rpartition(";")[0] + "; …"


def _properties(style: str, title: str, description: str, first_column: bool) -> Element:
    """Children of tblPr in the order of 17.4.60. The edge stands at the margin in compatibility mode 15."""
    look = element(
        "w:tblLook", val="06A0" if first_column else "0620", firstRow="1", lastRow="0",
        firstColumn=str(int(first_column)), lastColumn="0", noHBand="1", noVBand="1",
    )  # fmt: skip
    return element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=str(TEXT_WIDTH), type="dxa"),
        element("w:tblLayout", type="fixed"),
        look,
        element("w:tblCaption", val=title),
        element("w:tblDescription", val=description),
    )


def _stays(number: int, rows: int) -> bool:
    """Whether a row stays on the page of the next: a short table is not parted, and no row stands alone."""
    return number < rows and (rows <= _SHORT or number in (1, rows - 1))


def _is_tall(row: Node, widths: Sequence[int], wide: bool) -> bool:
    """Whether a row takes half a page, by the letters of its cells."""
    lines = (
        len(words(cell)) * _LETTER[wide] / max(width - _EDGES[wide], NARROWEST)
        for cell, width in zip(row, widths, strict=True)
    )
    return max(lines, default=0) > _TALL


def _add_row(story: Story, tbl: Element, node: Node, row: _Row) -> None:
    """A row; its address waits for the first cell."""
    story.pending.arrive(node)
    tr = add(tbl, "w:tr")
    properties = add(tr, "w:trPr")
    if row.whole:
        add(properties, "w:cantSplit")
    if row.header:
        add(properties, "w:tblHeader")
    for cell, width in zip(node, row.widths, strict=True):
        tc = add(tr, "w:tc")
        add(add(tc, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
        tc.extend(_cell(story, cell, row))


def _cell(story: Story, node: Node, row: _Row) -> Sequence[Block]:
    """A cell holds at least one paragraph: Word refuses a file without."""
    style = "Normal"
    if node.tag == "th":
        style = STYLES["th", None] if row.header else "TableRowHeading"
    story.pending.arrive(node)
    inside = row.fill(story, node, Setting(style=style, cell=True))
    if not inside:
        empty = new_paragraph(style)
        story.bookmarks.put_around(story.pending.take(), empty, len(empty))
        inside = [empty]
    if row.keep:
        for one in inside:
            keep_with_next(one)
    return inside


def apart(made: Sequence[Block]) -> list[Block]:
    """The same blocks, with a hair of space wherever two tables would touch, and after a table at the end."""
    spaced: list[Block] = []
    for block in made:
        if isinstance(block, CT_Tbl) and spaced and isinstance(spaced[-1], CT_Tbl):
            spaced.append(new_paragraph(GAP))
        spaced.append(block)
    if spaced and isinstance(spaced[-1], CT_Tbl):
        spaced.append(new_paragraph(GAP))
    return spaced
