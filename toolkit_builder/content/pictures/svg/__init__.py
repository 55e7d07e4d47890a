"""Drawings from outside: an SVG is read, and written anew from what stands on a list (`vocabulary`)."""

import hashlib
from dataclasses import dataclass
from typing import Any

import resvg_py
from lxml import etree
from PIL import Image

from ....machine.xml import parse
from ..box import PrintedBox
from ..faults import PictureError
from ..kinds import SVG_TYPE
from ..opened import opened
from ..raster import MAX_RATIO, saved
from .css import StyleRules
from .drawing import Redrawing
from .markup import SVG, tree
from .paint import Around
from .values import written
from .viewport import Viewport, aspect, own_size, view_box

_PIXELS = 96  # of CSS, an inch
_SIZED = (
    "in Inkscape: File, Document Properties, Resize to Content; in Illustrator: save it with an artboard; "
    "or write viewBox with left, top, width and height"
)
_NAMES: Any = {None: SVG[1:-1]}
_SAMPLE = 200  # pixels: that it can be drawn is seen at this size


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as every writer takes it.

    Args:
        data: SVG; PNG where only one of our renderers could draw it.
        media_type: of the data.
        width, height: so that it fills its box, in pixels.
    """

    data: bytes
    media_type: str
    width: float
    height: float


def take_in_drawing(data: bytes, box: PrintedBox) -> Drawing:
    """An SVG from outside, for a box on paper.

    Args:
        data: the whole file.
        box: where it is printed.

    Raises:
        PictureError: C404 it is no SVG, C407 it does something or refers to something outside, C415 it moves,
            C416 it is a mere line, C417 it has no size, C418 it has words, C419 it holds what is not on the
            list, C420 it is too much to draw, C421 a value cannot be read, C422 it refers to what is not
            there, C424 its DOCTYPE says more than names; those of `take_in_raster` for pictures in it.
    """
    try:
        return _drawing(data, box)
    except RecursionError as error:
        raise PictureError(
            "C420", "the SVG is nested too deep", "draw it more simply, or save it as PNG"
        ) from error


def _drawing(data: bytes, box: PrintedBox) -> Drawing:
    source = tree(data)
    root, view = _root(source, box)
    prefix = "p" + hashlib.sha256(data).hexdigest()[:8]
    redrawing = Redrawing(source, StyleRules.of(source), box, prefix)
    redrawing.draw(source, root, Around(view))
    if len(root) and not root[0].attrib:
        only = root[0]
        root.remove(only)
        root.extend([*only])
    if len(redrawing.definitions):
        root.insert(0, redrawing.definitions)
    drawn = etree.tostring(root).decode()
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    if not redrawing.for_pixels:
        rendered(drawn, _SAMPLE)  # so that what cannot be drawn is known now
        return Drawing(drawn.encode(), SVG_TYPE, width, height)
    raster = saved(rendered(drawn, max(box.dots(width, height))), "PNG", box.dots(width, height))
    return Drawing(raster.data, raster.media_type, raster.width, raster.height)


def rendered(drawing: str, longer: int) -> Image.Image:
    """A drawing of our own writing in pixels.

    Args:
        drawing: SVG.
        longer: pixels of its longer side.

    Raises:
        PictureError: C421, it cannot be drawn.
    """
    root = parse(drawing.encode())
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    # Whole pixels, since resvg rounds a size up before it draws.
    for side, value in (("width", width), ("height", height)):
        root.set(side, str(max(1, round(value * longer / max(width, height)))))
    try:
        data = resvg_py.svg_to_bytes(
            svg_string=etree.tostring(root).decode(), skip_system_fonts=True, dpi=_PIXELS
        )
    except ValueError as error:
        raise PictureError("C421", f"the SVG cannot be drawn: {error}", "save it again, or as PNG") from error
    with opened(bytes(data), "PNG") as image:
        return image.convert("RGBA")


def _root(source: etree._Element, box: PrintedBox) -> tuple[etree._Element, Viewport]:
    """The new root, which fills its box, and what percentages in it are counted of."""
    try:
        view = view_box(source.get("viewBox"))
        size = own_size(source.get("width"), source.get("height"), view)
        how = aspect(source.get("preserveAspectRatio"))
    except ValueError as error:
        raise PictureError("C421", f"the size of the SVG cannot be read: {error}", _SIZED) from error
    if size is None:
        message = "the SVG has no size: neither viewBox nor width and height"
        raise PictureError("C417", message, _SIZED)
    if max(size) > MAX_RATIO * min(size):
        message = f"the picture is a mere line, {size[0]:g} by {size[1]:g}"
        hint = f"save it so that its longer side is at most {MAX_RATIO} times the shorter one"
        raise PictureError("C416", message, hint)
    view = view or (0.0, 0.0, *size)
    scale = box.scale(*size) * _PIXELS
    root = etree.Element(f"{SVG}svg", nsmap=_NAMES)
    root.set("width", written(size[0] * scale))
    root.set("height", written(size[1] * scale))
    root.set("viewBox", " ".join(map(written, view)))
    if how != "xMidYMid":
        root.set("preserveAspectRatio", how)
    return root, Viewport(view[2], view[3])
