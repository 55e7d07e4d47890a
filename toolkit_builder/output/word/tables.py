"""Tables: a style, a grid that fits its cells, header rows that repeat, rows that do not split.

No merged, split or nested cells; every table has a title. Source: ECMA-376 Part 1, 17.4.
"""

from itertools import pairwise

from .paragraphs import Maker, Setting, paragraph
from .story import Block, Story, Table, WordParagraph
from .tree import STYLES, Node, pieces, words
from .xml import escape

TEXT_WIDTH = 9360  # 6.5 inches in twentieths of a point
NARROWEST = 600  # what every column has before the rest is shared out
# Of a table's words, in its size and in that of a wide one: one letter, and the room beside them in a cell.
_LETTER, _EDGES = (105, 92), (210, 110)
_LONGEST = 18  # letters; longer words are addresses and the like, and may be parted
_SHORT = 3  # rows of a table that is not parted over pages
_WIDE = 8  # columns; more have narrower cells and smaller words
# Two tables without a paragraph between them become one in Word.
GAP = WordParagraph("TableGap", "")


def table(story: Story, node: Node, setting: Setting, fill: Maker) -> list[Block]:
    """A table, after its caption.

    Args:
        fill: makes the blocks of a cell.

    Raises:
        OutputError: O211, no title, no header row, rows of unequal length, or a table within a table.
    """
    if setting.cell:
        story.fault(node, "O211", "a table stands within a table")
    caption = node.find("caption")
    made = [] if caption is None else paragraph(story, STYLES["caption", None], pieces(caption), caption)
    title = words(caption) if caption is not None else node.get("aria-label", "")
    head, body = node.findall("thead/tr"), node.findall("tbody/tr")
    _sound(story, node, title, [head, body])
    story.arrive(node)
    columns = len(head[0])
    widths = _lifted(_widths(node, columns), _needs([*head, *body], columns > _WIDE))
    rows = [_row(story, row, widths, fill, header=True) for row in head]
    rows += [_row(story, row, widths, fill, keep=_stays(n, len(body))) for n, row in enumerate(body, 1)]
    first_column = bool(body) and all(row[0].tag == "th" for row in body)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = _properties(
        "ToolkitWide" if columns > _WIDE else STYLES["table", node.get("class")],
        title,
        node.get("aria-label", title),
        first_column,
    )
    return [*made, Table(f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")]


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


def _properties(style: str, title: str, description: str, first_column: bool) -> str:
    """Children of tblPr in the order of 17.4.60. The edge stands at the margin in compatibility mode 15."""
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"06A0" if first_column else "0620"}" '
        f'w:firstRow="1" w:lastRow="0" w:firstColumn="{int(first_column)}" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(title)}"/><w:tblDescription w:val="{escape(description)}"/></w:tblPr>'
    )


def _stays(number: int, rows: int) -> bool:
    """Whether a row stays on the page of the next: a short table is not parted, and no row stands alone."""
    return number < rows and (rows <= _SHORT or number in (1, rows - 1))


def _row(
    story: Story, node: Node, widths: list[int], fill: Maker, *, header: bool = False, keep: bool = False
) -> str:
    """A row; its address waits for the first cell."""
    story.arrive(node)
    cells = "".join(
        _cell(story, cell, width, fill, header, keep) for cell, width in zip(node, widths, strict=True)
    )
    flags = "<w:cantSplit/>" + "<w:tblHeader/>" * header
    return f"<w:tr><w:trPr>{flags}</w:trPr>{cells}</w:tr>"


def _cell(story: Story, node: Node, width: int, fill: Maker, header: bool, keep: bool) -> str:
    """A cell holds at least one paragraph: Word refuses a file without."""
    style = "Normal"
    if node.tag == "th":
        style = STYLES["th", None] if header else "TableRowHeading"
    story.arrive(node)
    inside = fill(story, node, Setting(style=style, cell=True))
    if not inside:
        inside = [WordParagraph(style, story.marked(story.take(), ""))]
    for block in inside:
        if isinstance(block, WordParagraph):
            block.keep_next = block.keep_next or keep
    content = "".join(block.xml() for block in inside)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def apart(made: list[Block]) -> list[Block]:
    """The same blocks, with a hair of space wherever two tables would touch, and after a table at the end."""
    spaced: list[Block] = []
    for block in made:
        if isinstance(block, Table) and spaced and isinstance(spaced[-1], Table):
            spaced.append(GAP)
        spaced.append(block)
    if spaced and isinstance(spaced[-1], Table):
        spaced.append(GAP)
    return spaced
