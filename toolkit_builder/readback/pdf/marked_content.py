"""The words of a PDF page by marked content (ISO 32000-1, 14.6), through the fonts' own tables of letters."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

ARTIFACT = -1
"""Stands for a number: running heads and all else that is no part of the text."""
UNMARKED = -2
"""Stands for a number: words without a mark that has one, and no artifact."""

_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \" Do"
_DEEPEST = 8  # drawings within drawings, so that one which draws itself has an end


class MarkedContent:
    """Reads the pages of one file; each font is read once.

    Args:
        file: an open PDF.
    """

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._fonts: dict[tuple[int, int], _Letters] = {}

    def of_page(self, number: int) -> dict[int, str]:
        """Number of marked content, ARTIFACT or UNMARKED -> its words.

        Text that a mark gives for what is drawn (ISO 32000-1, 14.9.4) stands for it.
        Words of a drawing (form XObject) belong to the mark that it is drawn under.

        Raises:
            pikepdf.PdfError: the content of the page cannot be read.
        """
        page = self._file.pages[number]
        words_of: dict[int, str] = {}
        for mark, words in self._drawn(page.obj, page.resources, UNMARKED, 0):
            words_of[mark] = words_of.get(mark, "") + words
        return words_of

    def of_drawing(self, drawing: Any) -> str:
        """The words of a form XObject, such as the appearance of a field, whatever marks they have.

        Raises:
            pikepdf.PdfError: its content cannot be read.
        """
        resources = drawing.get("/Resources", pikepdf.Dictionary())
        return "".join(words for _, words in self._drawn(drawing, resources, UNMARKED, 0))

    def _drawn(self, content: Any, resources: Any, around: int, depth: int) -> Iterator[tuple[int, str]]:
        letters = _Letters(pikepdf.Dictionary())
        marks = [around]
        told = [False]  # whether the text of what is drawn has been given in its place
        instruction: Any
        for instruction in pikepdf.parse_content_stream(content, _OPERATORS):
            operands, operator = instruction
            match str(operator):
                case "BDC" | "BMC":
                    marks.append(_mark(operands, resources, marks[-1], depth))
                    text = _properties(operands, resources).get("/ActualText")
                    if text is not None and not told[-1]:
                        yield marks[-1], str(text)
                    told.append(told[-1] or text is not None)
                case "EMC":
                    marks, told = marks[:-1] or [around], told[:-1] or [False]
                case "Tf":
                    letters = self._letters(_resource(resources, "/Font", operands[0]))
                case _ if told[-1]:
                    pass
                case "Do":
                    drawing = _resource(resources, "/XObject", operands[0])
                    if drawing.get("/Subtype") == "/Form" and depth < _DEEPEST:
                        own = drawing.get("/Resources", resources)
                        yield from self._drawn(drawing, own, marks[-1], depth + 1)
                case _:
                    yield marks[-1], letters.words(_codes(operands))

    def _letters(self, font: Any) -> "_Letters":
        if font.objgen == (0, 0):  # stands where it is used, without a number to remember it by
            return _Letters(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _Letters(font)
        return self._fonts[font.objgen]


class _Letters:
    """What a font's codes stand for; codes that its table does not know stand for nothing."""

    def __init__(self, font: Any) -> None:
        self._size = 2 if font.get("/Subtype") == "/Type0" else 1
        self._known = letters_of(font)

    def words(self, codes: bytes) -> str:
        size, known = self._size, self._known
        starts = range(0, len(codes), size)
        return "".join(known.get(int.from_bytes(codes[start : start + size], "big"), "") for start in starts)


def letters_of(font: Any) -> dict[int, str]:
    """Code -> letters, as a font's own table has them."""
    table = font.get("/ToUnicode")
    return dict(_pairs(table.read_bytes())) if isinstance(table, pikepdf.Stream) else {}


def _mark(operands: Any, resources: Any, around: int, depth: int) -> int:
    """What the words up to EMC belong to.

    A mark without a number, of a language say, leaves them where they are. So does one inside a drawing: its
    numbers are those of the drawing, not of the page.
    """
    if operands[0] == "/Artifact":
        return ARTIFACT
    number = _properties(operands, resources).get("/MCID")
    return number if isinstance(number, int) and depth == 0 else around


def _properties(operands: Any, resources: Any) -> Any:
    """What a mark says of its content: given with it, or named; an empty dictionary for nothing."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = _resource(resources, "/Properties", properties)
    return properties if isinstance(properties, pikepdf.Dictionary) else pikepdf.Dictionary()


def _resource(resources: Any, kind: str, name: Any) -> Any:
    """What a name stands for on a page; an empty dictionary when nothing is named so."""
    group = resources.get(kind, {})
    return group.get(str(name), pikepdf.Dictionary())


def _codes(operands: Any) -> bytes:
    """The strings of Tj, TJ, ' and "; numbers between them are space."""
    operand = operands[-1]
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))


def _pairs(table: bytes) -> Iterator[tuple[int, str]]:
    """Code and letters, from a ToUnicode table (ISO 32000-1, 9.10.3) as WeasyPrint writes it: no ranges."""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<((?:[0-9A-Fa-f]{4})+)>", block):
            yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
