"""What the pages of a PDF show: texts, lines and surfaces, with sizes and colours, and pages as pictures."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from ctypes import byref, c_float, c_int, c_uint, c_ulong, c_ushort, create_string_buffer
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from .geometry import Box, Colour
from .marked_content import ARTIFACT, UNMARKED

_THINNEST = 0.01  # a gap below it, in points, is none: the edges are the same line


class TextRun(NamedTuple):
    """Letters drawn at once: a line, or a stretch of it in one font.

    Args:
        handle: of pdfium.
        box: around the ink.
        size: in points, as it is seen.
        font: PostScript name without the tag of a subset.
        colour: None for a pattern.
        slanted: an upright font made oblique.
        mark: number of its marked content, or -1.
        marked: belongs to an element or is an artifact.
    """

    handle: Any
    box: Box
    size: float
    font: str
    colour: Colour | None
    slanted: bool
    mark: int
    marked: bool


class Shape(NamedTuple):
    """A line or surface.

    Args:
        box: around it.
        fill: colour of its inside; None when it has none or a pattern, white for a gradient.
        stroke: colour of its line; None when it has none.
        thin: width of the thinnest line in it, in points; None for a surface that is no rectangle.
        marked: belongs to an element or is an artifact.
    """

    box: Box
    fill: Colour | None
    stroke: Colour | None
    thin: float | None
    marked: bool


def open_pages(data: bytes) -> pypdfium2.PdfDocument:
    """A PDF that was made here, as it is shown; to be closed.

    Raises:
        pypdfium2.PdfiumError: it cannot be read.
    """
    return pypdfium2.PdfDocument(data)


class Page:
    """One page.

    Args:
        number: counted from 1.
        page: of pdfium.
    """

    def __init__(self, number: int, page: Any) -> None:
        self.number = number
        self._page = page
        self._grounds: dict[float, Image.Image] = {}

    @property
    def sheet(self) -> Box:
        """What is shown: the picture's edges."""
        return Box(*self._page.get_cropbox())

    @property
    def trim(self) -> Box:
        """What is left of a sheet when it is cut."""
        return Box(*self._page.get_trimbox())

    @cached_property
    def texts(self) -> list[TextRun]:
        """All letters, in the order in which they are drawn; invisible ones (render mode 3) left out."""
        return [
            _text(page_object)
            for page_object in self._objects
            if _type(page_object) == pdfium.FPDF_PAGEOBJ_TEXT
        ]

    @cached_property
    def shapes(self) -> list[Shape]:
        """All lines and surfaces that are seen."""
        document = self._page.pdf
        paths = [
            page_object for page_object in self._objects if _type(page_object) == pdfium.FPDF_PAGEOBJ_PATH
        ]
        return [_shape(document, page_object) for page_object in paths]

    @cached_property
    def images(self) -> list[Box]:
        """Where there are pictures made of pixels."""
        images = [
            page_object for page_object in self._objects if _type(page_object) == pdfium.FPDF_PAGEOBJ_IMAGE
        ]
        return [_box(image.handle, image.around) for image in images]

    @property
    def unmarked(self) -> bool:
        """Whether anything is drawn that belongs to no element and is no artifact."""
        return any(not page_object.marked for page_object in self._objects)

    def ink(self, marks: Collection[int]) -> Box | None:
        """Around all that is drawn on the sheet under some marks; None where nothing is.

        Args:
            marks: numbers of marked content.
        """
        boxes = [_box(each.handle, each.around) for each in self._objects if each.mark in marks]
        shown = [box.within(self.sheet) for box in boxes if box.meets(self.sheet)]
        return Box.around(shown) if shown else None

    @cached_property
    def all_words(self) -> str:
        """Words of the page as a viewer selects them."""
        return str(self._letters.get_text_bounded())

    def words(self, text: TextRun) -> str:
        """What a text says."""
        size = pdfium.FPDFTextObj_GetText(text.handle, self._letters, None, 0)
        buffer = create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(text.handle, self._letters, _short(buffer), size)
        return " ".join(buffer.raw[: size - 2].decode("utf-16-le", "replace").split())

    def broken_words(self) -> Iterator[tuple[str, str]]:
        """The two parts of each word that is divided between lines with a hyphen."""
        letters = self._letters
        for index in range(letters.count_chars()):
            if pdfium.FPDFText_IsHyphen(letters, index) == 1:
                before = letters.get_text_range(max(0, index - 40), min(index, 40)).split()
                after = letters.get_text_range(index + 1, 40).split()
                if before and after:
                    yield before[-1], after[0]

    def picture(self, scale: float = 1) -> Image.Image:
        """The page without annotations; one pixel a point at scale 1."""
        picture: Image.Image = self._page.render(scale=scale, draw_annots=False, rev_byteorder=True).to_pil()
        return picture.convert("RGB")

    def area(self, box: Box, scale: float = 1) -> tuple[int, int, int, int]:
        """Where a box is in a picture of the page: left, top, right and bottom pixel; never empty.

        Args:
            box: part of the page.
            scale: of the picture.
        """
        sheet = self.sheet
        width, height = round((sheet.right - sheet.left) * scale), round((sheet.top - sheet.bottom) * scale)
        left = min(max(0, round((box.left - sheet.left) * scale)), width - 1)
        top = min(max(0, round((sheet.top - box.top) * scale)), height - 1)
        right = min(max(left + 1, round((box.right - sheet.left) * scale)), width)
        return left, top, right, min(max(top + 1, round((sheet.top - box.bottom) * scale)), height)

    def ground(self, scale: float = 1) -> Image.Image:
        """The page without its texts."""
        if scale not in self._grounds:
            with self._without_texts():
                self._grounds[scale] = self.picture(scale)
        return self._grounds[scale]

    @contextmanager
    def _without_texts(self) -> Iterator[None]:
        for text in self.texts:
            pdfium.FPDFPageObj_SetIsActive(text.handle, False)
        try:
            yield
        finally:
            for text in self.texts:
                pdfium.FPDFPageObj_SetIsActive(text.handle, True)

    @cached_property
    def _letters(self) -> Any:
        return self._page.get_textpage()

    @cached_property
    def _objects(self) -> "list[_PageObject]":
        page = self._page
        handles = [
            pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page))
        ]
        return [page_object for handle in handles for page_object in _within(handle, None, UNMARKED)]


def pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """The pages, one after another; each is closed before the next is read."""
    for number in range(len(document)):
        page = document[number]
        try:
            yield Page(number + 1, page)
        finally:
            page.close()


class _PageObject(NamedTuple):
    """Something that is drawn.

    Args:
        handle: of pdfium.
        around: matrix of the drawing around it.
        mark: number of the marked content that it belongs to, ARTIFACT or UNMARKED.
    """

    handle: Any
    around: Any
    mark: int

    @property
    def marked(self) -> bool:
        """Whether it belongs to an element or is an artifact."""
        return self.mark != UNMARKED


def _type(page_object: _PageObject) -> int:
    return int(pdfium.FPDFPageObj_GetType(page_object.handle))


def _within(handle: Any, around: Any, mark: int) -> "Iterator[_PageObject]":
    """The object, or for a drawing (form XObject) all objects in it, which belong where the drawing does."""
    mark = _mark(handle) if mark == UNMARKED else mark
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        matrix = _times(_matrix(handle), around)
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _within(pdfium.FPDFFormObj_GetObject(handle, index), matrix, mark)
    elif kind != pdfium.FPDF_PAGEOBJ_TEXT or pdfium.FPDFTextObj_GetTextRenderMode(handle) != 3:
        yield _PageObject(handle, around, mark)


def _mark(handle: Any) -> int:
    number = int(pdfium.FPDFPageObj_GetMarkedContentID(handle))
    if number >= 0:
        return number
    names = (
        _mark_name(pdfium.FPDFPageObj_GetMark(handle, index))
        for index in range(pdfium.FPDFPageObj_CountMarks(handle))
    )
    return ARTIFACT if "Artifact" in names else UNMARKED


def _mark_name(mark: Any) -> str:
    buffer, size = create_string_buffer(64), c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, _short(buffer), 64, byref(size))
    return buffer.raw[: max(0, size.value - 2)].decode("utf-16-le", "replace")


def _text(drawn: _PageObject) -> TextRun:
    handle, around, _ = drawn
    size, matrix = c_float(), _times(_matrix(handle), around)
    pdfium.FPDFTextObj_GetFontSize(handle, byref(size))
    return TextRun(
        handle,
        _box(handle, around),
        size.value * _scale(matrix),
        _font(pdfium.FPDFTextObj_GetFont(handle)),
        _colour(handle, pdfium.FPDFPageObj_GetFillColor),
        abs(matrix.b) < _THINNEST < abs(matrix.c),
        pdfium.FPDFPageObj_GetMarkedContentID(handle),
        drawn.marked,
    )


def _font(font: Any) -> str:
    buffer = create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace")
    return name[7:] if name[6:7] == "+" else name


def _shape(document: Any, drawn: _PageObject) -> Shape:
    handle, around, _ = drawn
    mode, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(handle, byref(mode), byref(stroked))
    scale = _scale(_times(_matrix(handle), around))
    fill = _fill(document, handle) if mode.value else None
    stroke = _colour(handle, pdfium.FPDFPageObj_GetStrokeColor) if stroked.value else None
    thin: float | None
    if stroked.value:
        width = c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(handle, byref(width))
        thin = width.value * scale
    else:
        thin = _thin(handle)
        thin = thin if thin is None else thin * scale
    return Shape(_box(handle, around), _seen(fill), _seen(stroke), thin, drawn.marked)


def _thin(path: Any) -> float | None:
    """Shorter side of a filled rectangle, or least distance between a frame's outer and inner edge."""
    outlines: list[list[tuple[float, float]]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment, x, y = pdfium.FPDFPath_GetPathSegment(path, index), c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            outlines.append([])
        if outlines:
            outlines[-1].append((x.value, y.value))
    boxes = [
        Box(*map(min, zip(*points, strict=True)), *map(max, zip(*points, strict=True))) for points in outlines
    ]
    if len(boxes) == 1 and _is_rectangle(outlines[0]):
        return boxes[0].thin
    if len(boxes) == 2:
        gaps = [abs(outer - inner) for outer, inner in zip(*boxes, strict=True)]
        return min((gap for gap in gaps if gap > _THINNEST), default=None)
    return None


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    straight = all(first[0] == second[0] or first[1] == second[1] for first, second in pairwise(points))
    return straight and len(set(points)) == 4


def _colour(handle: Any, read: Any) -> Colour | None:
    parts = [c_uint() for _ in range(4)]
    return Colour(*(part.value for part in parts)) if read(handle, *map(byref, parts)) else None


def _fill(document: Any, handle: Any) -> Colour | None:
    pattern = pdfium.FPDFPageObj_GetRenderedFillPattern(document, handle)
    if pattern:
        pdfium.FPDFBitmap_Destroy(pattern)
        return None  # what pdfium says of the colour then means nothing
    return _colour(handle, pdfium.FPDFPageObj_GetFillColor)


def _seen(colour: Colour | None) -> Colour | None:
    return colour if colour is not None and colour.alpha else None


def _box(handle: Any, around: Any) -> Box:
    edges = [c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(handle, *map(byref, edges))
    box = Box(*(edge.value for edge in edges))
    if around is None:
        return box
    corners = [
        (around.a * x + around.c * y + around.e, around.b * x + around.d * y + around.f)
        for x in (box.left, box.right)
        for y in (box.bottom, box.top)
    ]
    return Box(*map(min, zip(*corners, strict=True)), *map(max, zip(*corners, strict=True)))


def _matrix(handle: Any) -> Any:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, byref(matrix))
    return matrix


def _times(first: Any, second: Any) -> Any:
    if second is None:
        return first
    return pdfium.FS_MATRIX(
        first.a * second.a + first.b * second.c,
        first.a * second.b + first.b * second.d,
        first.c * second.a + first.d * second.c,
        first.c * second.b + first.d * second.d,
        first.e * second.a + first.f * second.c + second.e,
        first.e * second.b + first.f * second.d + second.f,
    )


def _scale(matrix: Any) -> float:
    """How much longer a line becomes, over both directions."""
    return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)


def _short(buffer: Any) -> Any:
    return pdfium.cast(buffer, pdfium.POINTER(c_ushort))
