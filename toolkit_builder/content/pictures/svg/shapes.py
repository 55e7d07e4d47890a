"""Shapes as new elements, in plain numbers; those that nobody sees are left out. Source: SVG 2, 10."""

from dataclasses import dataclass

from lxml import etree

from .budget import NUMBERS
from .markup import SVG, name
from .paths import PathData, path, polygon
from .values import length, numbers, written
from .viewport import Viewport
from .vocabulary import GEOMETRY

_PAIRED = {"rect": ("rx", "ry"), "ellipse": ("rx", "ry")}
_NEEDED = {"rect": ("width", "height"), "circle": ("r",), "ellipse": ("rx", "ry")}


@dataclass(frozen=True, slots=True)
class PlainShape:
    """A shape.

    Args:
        element: without properties; None where there is nothing to see.
        count: numbers in it.
        reach: no shorter than its line is long.
    """

    element: etree._Element | None
    count: int
    reach: float


def shape(source: etree._Element, viewport: Viewport) -> PlainShape:
    """A shape in plain numbers; paths, lines of corners and polygons become paths.

    Args:
        source: the element.
        viewport: what percentages are counted of.

    Raises:
        ValueError: a value cannot be read.
    """
    tag = name(source)
    if tag in ("path", "polyline", "polygon"):
        data = _path(source, tag)
        element = etree.Element(f"{SVG}path", {"d": data.text}) if data.text else None
        return PlainShape(element, data.count, data.reach)
    values = measures(source, viewport)
    one, other = _PAIRED.get(tag, ("", ""))
    if one and (one in values or other in values):
        values.setdefault(one, values.get(other, 0))
        values.setdefault(other, values[one])
    if any(values.get(key, 0) <= 0 for key in _NEEDED.get(tag, ())):
        return PlainShape(None, 4, 0)
    element = etree.Element(str(source.tag), {key: written(value) for key, value in values.items()})
    return PlainShape(element, 4, 4 * sum(map(abs, values.values())))


def measures(source: etree._Element, viewport: Viewport) -> dict[str, float]:
    """The lengths of a shape or picture that its file gives.

    Args:
        source: the element.
        viewport: what percentages are counted of.

    Raises:
        ValueError: one of them is no length.
    """
    said = {key: (source.get(key) or "auto").strip() for key in GEOMETRY[name(source)]}
    return {
        key: length(value, viewport.whole(GEOMETRY[name(source)][key]))
        for key, value in said.items()
        if value not in ("", "auto")
    }


def _path(source: etree._Element, tag: str) -> PathData:
    if tag != "path":
        return polygon(numbers(source.get("points", ""), NUMBERS), closed=tag == "polygon")
    text = source.get("d", "").strip()
    return path(text, NUMBERS) if text not in ("", "none") else PathData("", 0, 0)
