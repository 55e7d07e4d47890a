"""One document while it is written: what it gathers, and what waits for the next paragraph.

What a document gathers lies in python-docx's document and its parts; the values here only know how to add to
them. A story lives for one call of `write_word` and is never shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NoReturn

from docx.document import Document

from ..task import HouseStyle, Task
from .bookmarks import Bookmarks
from .controls import Controls
from .footnotes import FootnotesPart
from .hyperlinks import Addresses
from .numbering import ListNumbers
from .oxml import Element
from .pictures import PictureParts
from .tree import Node, fault, outline, repeated_notes


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


@dataclass(slots=True)
class Pending:
    """What waits for the next paragraph.

    Args:
        new_page: it starts a page.
        level: of the heading before.
        nodes: containers whose addresses it carries.
        note_ends: ends of the bookmarks of notes that are called in it.
    """

    new_page: bool = False
    level: int = 0
    nodes: list[Node] = field(default_factory=list)
    note_ends: list[Element] = field(default_factory=list)

    def arrive(self, node: Node) -> None:
        """Remember a container's address for the first paragraph in it."""
        if node.get("id"):
            self.nodes.append(node)

    def take(self, node: Node | None = None) -> Sequence[Node]:
        """The addresses that the paragraph now written must carry, its own last."""
        waiting, self.nodes = self.nodes, []
        return [*waiting, node] if node is not None and node.get("id") else waiting

    def take_note_ends(self) -> Sequence[Element]:
        """Those that have gathered in the paragraph now written."""
        gathered, self.note_ends = self.note_ends, []
        return gathered


class Story:
    """One document.

    Args:
        task: the packet.
        house: pictures and fonts.
        document: python-docx's document, opened on the brand's template.
        main: what Word shows of the packet.

    Raises:
        OutputError: O204, an address stands twice, or makes no bookmark name.
    """

    def __init__(self, task: Task, house: HouseStyle, document: Document, main: Node) -> None:
        self.task = task
        self.document = document
        self.numbers = count(1)  # of bookmarks, pictures and slots
        self.bookmarks = Bookmarks(task.manuscript, main, self.numbers)
        self.controls = Controls(task.manuscript)
        self.pictures = PictureParts(task, house)
        self.notes = FootnotesPart.of(document.part)
        self.lists = ListNumbers(document.part)
        self.addresses = Addresses()
        self.pages = dict(task.contents)
        self.headings = outline(main)
        self.repeated = repeated_notes(main)
        self.pending = Pending()

    def word(self, key: str) -> str:
        """A short string that the writer prints itself.

        Raises:
            OutputError: O208, the strings of the language have none.
        """
        words = self.task.imprint.words.get(key)
        if words is None:
            self.fault(None, "O208", f"no word for {key!r} in {self.task.manuscript.language}")
        return words

    def fault(self, node: Node | None, code: str, message: str, hint: str = "") -> NoReturn:
        """Raise an OutputError that names packet and address.

        Args:
            node: what is wrong; None where it is the packet as a whole.
            code: O2xx.
            message, hint: as in a `Problem`.

        Raises:
            OutputError: always.
        """
        fault(self.task.manuscript, node, code, message, hint)
