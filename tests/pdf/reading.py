"""A PDF read back as assistive technology would: along its structure tree, words by marked content."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

BLOCKS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "TH", "TD", "Caption", "Note"}
UNREAD = {"Lbl", "Form", "Figure"}  # generated list numbers, fields, pictures


class Block(NamedTuple):
    """A stretch of words: a paragraph, a cell, the part of one that stands on a page.

    Args:
        tag: its structure type.
        words: without spaces, since lines and words of another style are drawn apart.
        page: counted from 0.
        head: whether it is in the head of a table, which repeats where a table goes on.
    """

    tag: str
    words: str
    page: int
    head: bool


class Pdf:
    """An open PDF.

    Args:
        data: the file.
    """

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(BytesIO(data))
        self._pages = {page.objgen: number for number, page in enumerate(self.file.pages)}
        self._marked = [dict(_marked(page)) for page in self.file.pages]

    @property
    def root(self) -> Any:
        """The element Document."""
        (document,) = self.file.Root.StructTreeRoot.K
        return document

    def blocks(self) -> list[Block]:
        """Words in reading order; footnotes apart, see `notes`."""
        return [
            Block(tag, _tight(words), page, head)
            for tag, words, page, head in self._walk(self.root, "", False)
            if tag != "Note" and _tight(words)
        ]

    def notes(self) -> list[str]:
        """Words of the footnotes, without their numbers."""
        return [
            re.sub(r"^\d+\.?", "", _tight(words))
            for tag, words, _, _ in self._walk(self.root, "", False)
            if tag == "Note"
        ]

    def elements(self) -> Iterator[Any]:
        """Every structure element, from the top down."""
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed([kid for kid in kids(element) if _is_element(kid)])

    def tree(self) -> str:
        """The structure, indented, with the words that each element holds itself."""
        return "\n".join(self._drawn(self.root, 0)) + "\n"

    def fields(self) -> dict[str, Any]:
        """Name -> field."""
        form = self.file.Root.get("/AcroForm", pikepdf.Dictionary(Fields=[]))
        found = {str(field.T): field for field in form.Fields}
        assert len(found) == len(form.Fields)
        return found

    def info(self) -> dict[str, str]:
        return {str(name)[1:]: str(value) for name, value in self.file.docinfo.items()}

    def artifacts(self, page: int) -> str:
        """Words of a page that are no part of the text: running heads and feet."""
        return self._marked[page].get(None, "")

    def loose(self, page: int) -> set[int | None]:
        """Marked content of a page that no element of the tree holds."""
        held = {
            kid
            for element in self.elements()
            for kid in kids(element)
            if isinstance(kid, int) and self._page(element, 0) == page
        }
        return set(self._marked[page]) - held - {None}

    def _page(self, element: Any, above: int) -> int:
        return self._pages[element.Pg.objgen] if "/Pg" in element else above

    def _walk(
        self, element: Any, block: str, head: bool, page: int = 0
    ) -> Iterator[tuple[str, str, int, bool]]:
        """Words of a block up to the block inside it; `block` is the tag of the one around."""
        tag, page = str(element.S)[1:], self._page(element, page)
        head = head or tag == "THead"
        if tag in UNREAD:
            return
        inside = tag if tag in BLOCKS else block
        words = ""
        for kid in kids(element):
            if isinstance(kid, int):
                words += self._marked[page].get(kid, "")
            elif _is_element(kid):
                for own, text, on, in_head in self._walk(kid, inside, head, page):
                    if own == "":
                        words += text
                    else:
                        if words:
                            yield inside, words, page, head
                        words = ""
                        yield own, text, on, in_head
        if words:
            yield (tag if tag in BLOCKS else ""), words, page, head

    def _drawn(self, element: Any, depth: int, page: int = 0) -> Iterator[str]:
        page = self._page(element, page)
        words, elements = "", []
        for kid in kids(element):
            if isinstance(kid, int):
                words += self._marked[page].get(kid, "")
            elif _is_element(kid):
                elements.append(kid)
        said = f' "{words}"' if words else ""
        alt = f' alt="{element.Alt}"' if "/Alt" in element else ""
        scope = f" {element.A.Scope}" if "/A" in element and "/Scope" in element.A else ""
        yield f"{'  ' * depth}{str(element.S)[1:]}{scope}{alt}{said}"
        for each in elements:
            yield from self._drawn(each, depth + 1, page)


def kids(element: Any) -> list[Any]:
    """What an element holds: numbers of marked content, elements, references to annotations."""
    inside = element.get("/K", [])
    return [*inside] if isinstance(inside, pikepdf.Array) else [inside]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _tight(words: str) -> str:
    return re.sub(r"\s", "", words)


def _marked(page: pikepdf.Page) -> dict[int | None, str]:
    """Number of marked content -> its words; None -> those of artifacts."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    found: dict[int | None, str] = {}
    stack: list[int | None] = []
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction
        match str(operator):
            case "BDC":
                marks = operands[1]
                number = marks.get("/MCID") if isinstance(marks, pikepdf.Dictionary) else None
                stack.append(None if number is None else int(number))
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                assert stack, "words outside any mark"
                shown = operands[0] if str(operator) == "TJ" else operands
                codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
                pairs = zip(codes[::2], codes[1::2], strict=True)
                text = "".join(letters.get(high * 256 + low, "") for high, low in pairs)
                found[stack[-1]] = found.get(stack[-1], "") + text
    return found


def _letters(font: Any) -> dict[int, str]:
    """Code -> letters, from the font's own table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>\n", table)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
