"""Printed texts as an editor reads them: sentence by sentence, without marks, each word with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from ...errors import Place
from ..comparing.state import kind_of
from ..mentions import MENTION, written_at
from ..model import Brand, Material, Node, References
from ..reading.spans import place
from ..texts import PrintedText, texts
from ..toolkit import Source, Toolkit
from ..words import Line

LINK = re.compile(r"\[(?P<words>[^\[\]@][^\[\]]*)\]\((?P<address>[^()\s]*)\)")
WORD = re.compile(r"[^\W_]+(?:[-’'.,/&][^\W_]+)*")
_CITATION = re.compile(r"\[@[^\]]*\]")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
_MARK = re.compile(r"\*+|\\(?=\W)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
# A citation before the full stop has left spaces there.
_END = re.compile(r"(?P<last>\S+?)\s*[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
_GOES_ON = re.compile(
    r"(?:.*\W)?(?:[A-HJ-Z]|[ap]\.m|e\.g|i\.e|etc|vs|St|No|Dr|Mr|Ms|Mrs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)"
)
_WHOLE = re.compile(r"[.!?…][\"”’)\]\s]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a stretch of words that is none.

    Args:
        start: where it begins in its text.
        text: its words, of the same length as in the source; marks are spaces.
        whole: whether it ends as sentences do; labels, items and cells of a table often do not.
        paragraph: number of its paragraph or item in the text.
    """

    start: int
    text: str
    whole: bool
    paragraph: int

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.text)


@dataclass(frozen=True)
class Passage:
    """One printed text.

    Args:
        printed: as the texts table has it.
        lines: of its file.
    """

    printed: PrintedText
    lines: list[str] = field(repr=False)

    @property
    def name(self) -> str:
        """The last part of its field."""
        return self.printed.field.rpartition(".")[2]

    @cached_property
    def bare(self) -> str:
        """The text with spaces in the place of marks, addresses and citations, so that positions stay."""
        text = str(self.printed.text)
        if not isinstance(self.printed.text, Line):
            return text
        text = _CITATION.sub(lambda match: " " * len(match[0]), text)
        text = LINK.sub(lambda match: f" {match['words']}  {' ' * len(match['address'])} ", text)
        text = _ITEM.sub(lambda match: "\n" * len(match[0]), text)
        return _MARK.sub(lambda match: " " * len(match[0]), text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        for paragraph, start, end in _stretches(self.bare):
            words = self.bare[start:end]
            if WORD.search(words):
                start += len(words) - len(words.lstrip())
                yield Sentence(start, words.strip(), bool(_WHOLE.search(words)), paragraph)

    def place(self, start: int, length: int = 1) -> Place:
        """The place of some of its characters in the file; line breaks and quotes of YAML do not matter."""
        printed = self.printed
        wanted = len("".join(printed.text.written[: written_at(printed.text, start)].split()))
        line, column = _count_off(self.lines, printed.place.line - 1, printed.place.column - 1, wanted)
        mention = MENTION.match(self.lines[line], column)  # whose words stand elsewhere
        room = len(self.lines[line]) - column
        length = len(mention[0]) if mention else min(length, room)
        return place(printed.place.path, self.lines, line, column, length)


@dataclass(frozen=True)
class Writing:
    """What one file prints.

    Args:
        node: what the file says.
        passages: its texts, from the top down.
    """

    node: Node
    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        return str(getattr(self.node, "id", ""))

    @property
    def kind(self) -> str:
        return kind_of(self.node)

    def descriptors(self) -> Iterator[Passage]:
        """What levels look like."""
        return (passage for passage in self.passages if passage.printed.field.startswith("descriptors."))


def writings(toolkit: Toolkit) -> Iterator[Writing]:
    """Everything that editors write, file by file; drafts too, but not what is retired or others' titles."""
    sources = {source.path: source for source in toolkit.sources}
    for path, printed in groupby(texts(toolkit, drafts=True), key=lambda text: text.place.path):
        source = sources[path]
        if _is_written(source):
            written = (text for text in printed if text.place.line)  # a default of the model has none
            yield Writing(source.node, tuple(Passage(text, source.marks.lines) for text in written))


def _is_written(source: Source) -> bool:
    retired = isinstance(source.node, Material) and source.node.status == "retired"
    return not retired and not isinstance(source.node, Brand | References)


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """Number of the paragraph, start and end of every sentence."""
    start = 0
    for number, gap in enumerate([*_PARAGRAPH.finditer(text), None]):
        end = gap.start() if gap else len(text)
        for match in _END.finditer(text, start, end):
            if not _GOES_ON.fullmatch(match["last"]):
                yield number, start, match.end()
                start = match.end()
        yield number, start, end
        start = gap.end() if gap else end


def _count_off(lines: list[str], line: int, column: int, wanted: int) -> tuple[int, int]:
    """Line and column, from 0, of what comes after so many characters of a value that are no white space."""
    first = lines[line][column : column + 1]
    quote = first if first in ("'", '"') else ""
    if first in ("|", ">"):
        line, column = line + 1, 0
    elif quote:
        column += 1
    while line < len(lines):
        text = lines[line]
        while column < len(text):
            if text[column].isspace():
                column += 1
                continue
            if wanted == 0:
                return line, column
            doubled = (quote == "'" and text[column] == "'") or (quote == '"' and text[column] == "\\")
            column += 2 if doubled else 1
            wanted -= 1
        line, column = line + 1, 0
    return len(lines) - 1, 0
