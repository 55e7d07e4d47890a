"""A PDF read back as assistive technology would: along its structure tree, words by marked content."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

import pikepdf

from ...errors import Unreadable
from ...machine.limits import Limits
from .marked_content import ARTIFACT, MarkedContent
from .opening import open_pdf

BLOCKS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "TH", "TD", "Caption", "Note"}
UNREAD = {"Lbl", "Form", "Figure"}  # generated list numbers, fields, pictures
DEEPEST = 100  # elements within elements; the deepest packets have 20


class Block(NamedTuple):
    """A stretch of words: a paragraph, a cell, the part of one that stands on a page.

    Args:
        tag: its structure type.
        words: with a space between lines and words of another style, which are drawn apart.
        page: counted from 0.
        head: whether it is in the head of a table, which repeats where a table goes on.
    """

    tag: str
    words: str
    page: int
    head: bool


class Pdf:
    """An open PDF. What a broken file lacks reads as empty: no tree has no blocks, an unknown code no letter.

    Args:
        data: the file.
        limits: for a file from outside, see `open_pdf`.

    Raises:
        Unreadable: no PDF, an encrypted one, one that holds more than it may, or (said when it is first asked
            for) a page that is damaged.
    """

    def __init__(self, data: bytes, limits: Limits | None = None) -> None:
        with _reading("file"):
            self.file = open_pdf(data, limits)
            self._pages = {page.objgen: number for number, page in enumerate(self.file.pages)}

    @property
    def root(self) -> Any:
        """The element Document; an empty one where the file has no structure tree."""
        tree = self.file.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        return next(filter(is_element, kids(tree)), pikepdf.Dictionary(S=pikepdf.Name.Document))

    def blocks(self) -> list[Block]:
        """Words in reading order; footnotes apart, see `notes`."""
        return [block for block in self._read if block.tag != "Note" and block.words]

    def notes(self) -> list[str]:
        """Words of the footnotes, each with its number."""
        return [block.words for block in self._read if block.tag == "Note"]

    def elements(self) -> Iterator[Any]:
        """Every structure element, from the top down."""
        waiting = [self._tree]
        while waiting:
            node = waiting.pop()
            yield node.element
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, _Node)]

    def tree(self) -> str:
        """The structure, indented, with each element's own words or those that stand for them."""
        return "\n".join(self._drawn(self._tree, 0)) + "\n"

    def fields(self) -> dict[str, Any]:
        """Name -> field; of several with one name the first."""
        form = self.file.Root.get("/AcroForm", pikepdf.Dictionary())
        fields: dict[str, Any] = {}
        several = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
        for field in filter(_is_dictionary, several if isinstance(several, pikepdf.Array) else ()):
            fields.setdefault(str(field.get("/T", "")), field)
        return fields

    def info(self) -> dict[str, str]:
        """What the document says of itself: name without slash -> text."""
        return {str(name)[1:]: str(value) for name, value in self.file.docinfo.items()}

    def artifacts(self, page: int) -> str:
        """Words of a page that are no part of the text: running heads and feet."""
        return self._marked[page].get(ARTIFACT, "")

    def loose(self, page: int) -> set[int]:
        """Marked content of a page that no element of the tree holds; UNMARKED if words have no mark."""
        return {mark for mark in self._marked[page] if mark != ARTIFACT and (page, mark) not in self._held}

    def outside(self, page: int) -> str:
        """Words of a page that neither an element holds nor are artifacts: no one reads them aloud."""
        return " ".join(self._marked[page][mark] for mark in sorted(self.loose(page)))

    @cached_property
    def _marked(self) -> list[dict[int, str]]:
        marks = MarkedContent(self.file)
        return [self._page_words(marks, number) for number in range(len(self.file.pages))]

    def _page_words(self, marks: MarkedContent, number: int) -> dict[int, str]:
        with _reading(f"page {number + 1}"):
            return marks.of_page(number)

    @cached_property
    def _tree(self) -> "_Node":
        with _reading("structure tree"):
            return self._grown(self.root, 0, frozenset())

    def _grown(self, element: Any, page: int, above: frozenset[tuple[int, int]]) -> "_Node":
        """The element with all below it; `page` is where the one above stands."""
        if element.objgen in above or len(above) > DEEPEST:
            raise ValueError("it runs in a circle or is too deep")
        above |= {element.objgen} if element.is_indirect else {(-len(above), 0)}
        page = self._page(element, page)
        held: list[_Node | _Mark] = []
        for kid in kids(element):
            if isinstance(kid, int):
                held.append(_Mark(page, kid))
            elif is_element(kid):
                held.append(self._grown(kid, page, above))
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                held.append(_Mark(self._page(kid, page), int(kid.MCID)))
        return _Node(element, str(element.S)[1:], page, tuple(held))

    def _page(self, element: Any, above: int) -> int:
        return self._pages.get(element.Pg.objgen, above) if "/Pg" in element else above

    @cached_property
    def _held(self) -> set["_Mark"]:
        waiting, held = [self._tree], set()
        while waiting:
            for kid in waiting.pop().kids:
                if isinstance(kid, _Mark):
                    held.add(kid)
                else:
                    waiting.append(kid)
        return held

    def _words(self, mark: "_Mark") -> str:
        return self._marked[mark.page].get(mark.number, "")

    @cached_property
    def _read(self) -> list[Block]:
        return [
            Block(tag, " ".join(words.split()), page, head)
            for tag, words, page, head in self._walk(self._tree, "", False)
        ]

    def _walk(self, node: "_Node", block: str, head: bool) -> Iterator[Block]:
        """Words of a block up to the block inside it; `block` is the tag of the one around."""
        if node.tag in UNREAD:
            return
        head = head or node.tag == "THead"
        own = node.tag if node.tag in BLOCKS else ""
        # ISO 32000-1, 14.9.4: read instead of what is drawn; where a stroke is drawn, it also says so.
        if "/ActualText" in node.element and not _has_stroke(node.element):
            yield Block(own, str(node.element.ActualText), node.page, head)
            return
        words = ""
        for kid in node.kids:
            if isinstance(kid, _Mark):
                words += f" {self._words(kid)}"
                continue
            for inner in self._walk(kid, own or block, head):
                if not inner.tag:
                    words += f" {inner.words}"
                    continue
                if words.strip():
                    yield Block(own or block, words, node.page, head)
                words = ""
                yield inner
        if words.strip():
            yield Block(own, words, node.page, head)

    def _drawn(self, node: "_Node", depth: int) -> Iterator[str]:
        element = node.element
        words = "".join(self._words(kid) for kid in node.kids if isinstance(kid, _Mark))
        alt = f' alt="{element.Alt}"' if "/Alt" in element else ""
        quoted = f' "{words}"' if words and not alt else ""
        scope = "".join(f" {each.Scope}" for each in _attributes(element) if "/Scope" in each)
        yield f"{'  ' * depth}{node.tag}{scope}{alt}{quoted}"
        for kid in node.kids:
            if isinstance(kid, _Node):
                yield from self._drawn(kid, depth + 1)


def _attributes(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Attributes of an element: one dictionary, or several with numbers of revisions between them.

    Source: ISO 32000-1, 14.7.5.1.
    """
    attributes = element.get("/A")
    if attributes is None:
        return []
    several = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return [each for each in several if isinstance(each, pikepdf.Dictionary)]


@contextmanager
def _reading(part: str) -> Iterator[None]:
    """Whatever a damaged object makes pikepdf raise, or warn of, is Unreadable.

    An object of another type than it should have shows as one of Python's own errors.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            yield
    except (pikepdf.PdfError, UserWarning, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Unreadable(f"{part}: {error}") from error


class _Mark(NamedTuple):
    """Marked content: its page, counted from 0, and its number there."""

    page: int
    number: int


class _Node(NamedTuple):
    """A structure element with its type, the page where it begins, and what it holds in order."""

    element: Any
    tag: str
    page: int
    kids: tuple["_Node | _Mark", ...]


def _is_dictionary(held: Any) -> bool:
    return isinstance(held, pikepdf.Dictionary)


def kids(element: Any) -> list[Any]:
    """What an element holds: numbers of marked content, elements, references to marks and annotations."""
    inside = element.get("/K", [])
    return [*inside] if isinstance(inside, pikepdf.Array) else [inside]


def is_element(kid: Any) -> bool:
    """Whether it is a structure element, not marked content or a reference to an object."""
    return isinstance(kid, pikepdf.Dictionary) and isinstance(kid.get("/S"), pikepdf.Name)


def _has_stroke(element: Any) -> bool:
    """Whether a line is drawn through its words or under them (14.8.5.4.5), as in a marked copy."""
    attributes = element.get("/A")
    return isinstance(attributes, pikepdf.Dictionary) and "/TextDecorationType" in attributes
