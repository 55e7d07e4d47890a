"""One paragraph with the bookmarks that wait for it, and where it stands."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .inlines import Look, runs
from .story import Block, Story, WordParagraph
from .tree import Node, Piece

# Styles that are bold: `strong` adds nothing in them.
BOLD = frozenset({
    "Title", "Eyebrow", "Numeral", "Label", "Caption", "TableHeading", "TableRowHeading", "TOC1",
    "TOCHeading", *(f"Heading{level}" for level in range(1, 6)),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands.

    Args:
        style: of paragraphs that have none of their own.
        cell: in a table cell.
        note: style of the note (aside) around; empty outside.
        contents: in the list of contents of this section.
    """

    style: str = "Normal"
    cell: bool = False
    note: str = ""
    contents: bool = False


Maker = Callable[[Story, Node, Setting], Sequence[Block]]


def paragraph(
    story: Story, style: str, inside: Iterable[Piece], own: Node | None = None, *,
    numbering: tuple[int, int] | None = None, before: str = "", seen: Look | None = None,
) -> list[Block]:  # fmt: skip
    """A paragraph with the bookmarks that wait for it, or nothing where it would be empty."""
    made = runs(story, inside, bold=style in BOLD, seen=seen)
    if not made and not before:
        return []
    content = story.marked(story.take(own), before + made)
    new_page, story.new_page = story.new_page, False
    return [WordParagraph(style, content, numbering, new_page=new_page)]
