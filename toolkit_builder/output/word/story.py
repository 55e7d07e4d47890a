"""The state of one document while it is written: bookmarks, links, notes, lists, pictures, what is pending.

A story lives for one call of `write_word` and is never shared.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from ...layout.vocabulary import FIELDS
from ..task import HouseStyle, Task
from .tree import Node, fault
from .xml import number_of

_ADDRESS = re.compile(r"[a-z][a-z0-9_]*\Z")
_BOOKMARK = 40  # 17.13.6.2: Word takes no longer name of a bookmark.


@dataclass
class WordParagraph:
    """One paragraph.

    Args:
        style: style id.
        runs: its content.
        numbering: list instance and level; None outside lists.
        keep_next: stays on the page of what follows.
        new_page: starts a page.
        section: section properties, in the last paragraph of a section.
    """

    style: str
    runs: str
    numbering: tuple[int, int] | None = None
    keep_next: bool = False
    new_page: bool = False
    section: str = ""

    def xml(self) -> str:
        """The element; children of pPr in the order of 17.3.1.26."""
        inside = f'<w:pStyle w:val="{self.style}"/>' if self.style != "Normal" else ""
        inside += "<w:keepNext/>" * self.keep_next + "<w:pageBreakBefore/>" * self.new_page
        if self.numbering:
            number, level = self.numbering
            # Word shows no number unless numId is set on the paragraph itself or its style.
            inside += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        inside += self.section
        return f"<w:p><w:pPr>{inside}</w:pPr>{self.runs}</w:p>" if inside else f"<w:p>{self.runs}</w:p>"


@dataclass
class Table:
    """One table, ready as text."""

    text: str

    def xml(self) -> str:
        """The element."""
        return self.text


Block = WordParagraph | Table


@dataclass(frozen=True, slots=True)
class Restart:
    """A list that counts on its own: level and first number."""

    pattern: int
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file in the package.

    Args:
        name: file name in word/media.
        data: its bytes.
        width: printed width in EMU (914,400 an inch).
        height: printed height in EMU.
    """

    name: str
    data: bytes
    width: int
    height: int


# Lists of the template: name -> number of its w:abstractNum. A w:num of the same number gives its bullets.
PATTERNS = {"bullet": 1, "check": 2, "number": 3, "note-bullet": 4, "note-check": 5, "note-number": 6}


@dataclass
class Story:
    """What has been written so far and what waits for the next paragraph.

    Args:
        task: the packet.
        house: pictures and fonts.
        anchors: address -> name of its bookmark.
    """

    task: Task
    house: HouseStyle
    anchors: Mapping[str, str]
    part: str = "document"
    level: int = 0
    new_page: bool = False
    footnotes: list[str] = field(default_factory=list)
    restarts: list[Restart] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    placeholders: dict[str, None] = field(default_factory=dict)
    _pending: list[Node] = field(default_factory=list)
    _marked: set[str] = field(default_factory=set)
    _controls: dict[int, str] = field(default_factory=dict)
    _count: int = 0

    def next_number(self) -> int:
        """A number for a bookmark or picture, never given twice."""
        self._count += 1
        return self._count

    def arrive(self, node: Node) -> None:
        """Remember a container's address for the first paragraph in it."""
        if node.get("id"):
            self._pending.append(node)

    def take(self, node: Node | None = None) -> Sequence[Node]:
        """The addresses that the paragraph now written must carry, its own last."""
        waiting, self._pending = self._pending, []
        return [*waiting, node] if node is not None and node.get("id") else waiting

    def marked(self, nodes: Sequence[Node], runs: str) -> str:
        """Runs between the bookmarks of these nodes' addresses: wholly inside the paragraph."""
        starts, ends = [], []
        for node in nodes:
            number = self.next_number()
            starts.append(f'<w:bookmarkStart w:id="{number}" w:name="{self._name(node)}"/>')
            ends.append(f'<w:bookmarkEnd w:id="{number}"/>')
        return "".join(starts) + runs + "".join(reversed(ends))

    def _name(self, node: Node) -> str:
        """The bookmark of a node's address, once."""
        name = self.anchors[node.get("id", "")]
        if name in self._marked:
            self.fault(node, "O204", f"the address {node.get('id')} stands twice")
        self._marked.add(name)
        return name

    def control_id(self, node: Node, name: str) -> None:
        """Make sure that no two controls have the same id."""
        other = self._controls.setdefault(number_of(name), name)
        if other != name:
            self.fault(node, "O204", f"the controls {other} and {name} would have the same number in Word")

    def placeholder(self, words: str) -> str:
        """The words that an empty control shows, kept for the glossary."""
        self.placeholders[words] = None
        return words

    def list_number(self, pattern: str, level: int, start: int | None) -> int:
        """The w:num of a list: bullets share one, every numbered list has its own so that it restarts."""
        if start is None:
            return PATTERNS[pattern]
        self.restarts.append(Restart(PATTERNS[pattern], level, start))
        return len(PATTERNS) + len(self.restarts)

    def relation(self, address: str) -> str:
        """Relationship id of an address outside, in the part that is written now."""
        return self.links.setdefault((self.part, address), f"rLink{len(self.links) + 1}")

    def word(self, key: str) -> str:
        """A short string that the writer prints itself.

        Raises:
            OutputError: O208, the strings of the language have none.
        """
        found = self.task.imprint.words.get(key)
        if found is None:
            self.fault(None, "O208", f"no word for {key!r} in {self.task.manuscript.language}")
        return found

    def fault(self, node: Node | None, code: str, message: str, hint: str = "") -> NoReturn:
        """Raise an OutputError that names packet and address."""
        fault(self.task.manuscript, node, code, message, hint)

    def leftovers(self) -> None:
        """Every address must have found its paragraph.

        Raises:
            OutputError: O205, an address has no block in Word.
        """
        missing = sorted(set(self.anchors.values()) - self._marked)
        if missing:
            name = missing[0][3:]
            self.fault(None, "O205", f"the address {name} stands on nothing that Word shows", "give it words")


def anchors(task: Task, main: Node) -> dict[str, str]:
    """Address -> bookmark, for every id of the body: `_a_` around a control, `_b_` in a block.

    Raises:
        OutputError: O204, an address stands twice, or makes no bookmark name.
    """
    found: dict[str, str] = {}
    for node in main.iter():
        address = node.get("id")
        if address is None:
            continue
        name = f"{'_a_' if node.tag in FIELDS else '_b_'}{address}"
        if address in found:
            fault(task.manuscript, node, "O204", f"the address {address} stands twice")
        if not _ADDRESS.match(address) or len(name) > _BOOKMARK:
            fault(task.manuscript, node, "O204", f"{address} cannot be the name of a bookmark",
                  "at most 37 small letters, digits and _")  # fmt: skip
        found[address] = name
    return found
