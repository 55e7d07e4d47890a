"""The list of contents: filled, and the same after a reader has had Word count again.

F9 makes the result of a field anew. A list of bare headings is what Word's own TOC field gives, so it is the
result of one, and a heading that a district adds comes into it. Word would take the descriptions out of any
other list; there only the page numbers are fields, each for itself.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from docx.oxml.text.paragraph import CT_P

from ...layout.vocabulary import INLINE
from .fields import field_begin, field_end
from .inlines import Look, ParagraphShape, paragraph
from .paragraphs import keep_with_next
from .story import Setting, Story
from .tree import STYLES, Node, Piece, misplaced, pieces, words


def contents(story: Story, node: Node, setting: Setting) -> Sequence[CT_P]:
    """Its entries.

    `\\o` says which headings, `\\h` makes links, `\\z` hides numbers on the web, `\\n` leaves them out
    (17.16.5.68).

    Args:
        story: the document.
        node: the list.
        setting: where it stands; entries look the same everywhere.
    """
    story.pending.arrive(node)
    made = _entries(story, node, 0)
    if not made:
        return []
    for entry, following in pairwise(made):
        if following.style not in ("TOC1", entry.style):  # a note, or what lies below
            keep_with_next(entry)
    lines = _lines(node)
    depth = max((level for level, _ in lines), default=0)
    if lines and lines == [heading for heading in story.headings if heading[0] <= depth]:
        numbers = "" if story.pages else " \\n"
        for part in reversed(field_begin(f'TOC \\o "1-{depth}" \\h \\z{numbers}')):
            made[0].insert(1, part)  # after its properties
        made[-1].append(field_end())
    return made


def _lines(node: Node) -> list[tuple[int, str]]:
    """Depth and words of each entry, as `outline` gives those of headings; a note has no depth."""
    return [
        (len([*entry.iterancestors("ul", "ol")]) if entry.tag == "a" else 0, words(entry))
        for entry in node.iter("a", "p")
    ]


def _entries(story: Story, node: Node, depth: int) -> list[CT_P]:
    """Entries of one depth with what lies below them."""
    made: list[CT_P] = []
    line: list[Piece] = []

    def add(style: str, inside: Iterable[Piece], own: Node | None = None) -> None:
        made.extend(paragraph(story, ParagraphShape(style, look=Look(plain=True)), inside, own))

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
            story.pending.arrive(piece)
            made += _entries(story, piece, depth + (piece.tag != "li"))
        else:
            misplaced(story.task.manuscript, piece)
    add(style, line)
    return made
