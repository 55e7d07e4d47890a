"""The list of contents, filled, inside a field that Word can make anew."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from docx.oxml.text.paragraph import CT_P

from ...layout.vocabulary import HEADINGS, INLINE
from .fields import field_begin, field_end
from .inlines import Look, ParagraphShape, paragraph
from .paragraphs import keep_with_next
from .story import Setting, Story
from .tree import STYLES, Node, Piece, misplaced, pieces


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
    numbers = "" if story.pages else " \\n"
    first = made[0]
    for part in reversed(field_begin(f'TOC \\o "1-{_depth(node)}" \\h \\z{numbers}')):
        first.insert(1, part)  # after its properties
    made[-1].append(field_end())
    return made


def _depth(contents: Node) -> int:
    """The deepest heading that a list of contents names, so that Word makes a like list when asked to."""
    named = {link.get("href", "")[1:] for link in contents.iter("a")}
    targets = (node for node in contents.getroottree().iter() if node.get("id") in named)
    headings = (next(target.iter(*HEADINGS), None) for target in targets)
    return max((int(heading.tag[1]) - 1 for heading in headings if heading is not None), default=1)


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
