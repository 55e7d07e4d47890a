"""Gradients with all that they take from each other put in. Source: SVG 2, 14.2."""

from collections.abc import Callable

from lxml import etree

from ..faults import PictureError
from .css import StyleRules
from .markup import SVG, is_drawn, name
from .paint import Around, local, look
from .values import length, matrix_text, one_of, share, transform, written
from .viewport import Viewport

KINDS = ("linearGradient", "radialGradient")
_COORDINATES = {
    "linearGradient": (("x1", "x", "0%"), ("y1", "y", "0%"), ("x2", "x", "100%"), ("y2", "y", "0%")),
    "radialGradient": (("cx", "x", "50%"), ("cy", "y", "50%"), ("r", "d", "50%")),
}
_FOCUS = (("fx", "x"), ("fy", "y"), ("fr", "d"))
_UNIT = Viewport(1.0, 1.0)
_MAX_CHAIN = 8


def href(element: etree._Element) -> str:
    """What an element refers to, in either way of writing it."""
    return (element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or "").strip()


def gradient(
    element: etree._Element, styles: StyleRules, around: Around, found: Callable[[str], etree._Element]
) -> etree._Element:
    """A gradient as a new element without an id.

    Args:
        element: the gradient that is used.
        styles: of the whole drawing.
        around: what the shape that uses it stands in.
        found: gives the element with an id.

    Raises:
        PictureError: C407, C420, C421, C422: see `take_in_drawing`.
        ValueError: a value cannot be read.
    """
    chain = _chain(element, found)
    said: dict[str, str] = {}
    for link in reversed(chain):
        said |= {str(key): str(value) for key, value in link.attrib.items()}
        if "transform" in (values := styles.values(link)):
            said["gradientTransform"] = values["transform"][-1]
    new = etree.Element(f"{SVG}{name(element)}")
    units = one_of("userSpaceOnUse", "objectBoundingBox")(said.get("gradientUnits", "objectBoundingBox"))
    viewport = around.viewport if units == "userSpaceOnUse" else _UNIT
    new.set("gradientUnits", units)
    for key, axis, otherwise in _COORDINATES[name(element)]:
        new.set(key, written(length(said.get(key, otherwise), viewport.whole(axis))))
    if name(element) == "radialGradient":
        for key, axis in _FOCUS:
            if key in said:
                new.set(key, written(length(said[key], viewport.whole(axis))))
    spread = one_of("pad", "reflect", "repeat")(said.get("spreadMethod", "pad"))
    if spread != "pad":
        new.set("spreadMethod", spread)
    if matrix := matrix_text(transform(said.get("gradientTransform", "none"))):
        new.set("gradientTransform", matrix)
    new.extend(_stops(chain, styles, around))
    return new


def _chain(element: etree._Element, found: Callable[[str], etree._Element]) -> list[etree._Element]:
    """A gradient and those that it takes from."""
    chain = [element]
    while target := href(chain[-1]):
        other = found(local(target, "href"))
        if other in chain or len(chain) == _MAX_CHAIN or name(other) not in KINDS:
            raise PictureError(
                "C420", "the gradients of the SVG take from each other in a circle", "save it again"
            )
        chain.append(other)
    return chain


def _stops(chain: list[etree._Element], styles: StyleRules, around: Around) -> list[etree._Element]:
    own = [[child for child in link if is_drawn(child) and name(child) == "stop"] for link in chain]
    stops, last = [], 0.0
    for stop in next(filter(None, own), []):
        shown = look(styles.values(stop), "stop", around)
        last = max(last, float(share(stop.get("offset", "0"))))
        new = etree.Element(f"{SVG}stop", {"offset": written(last)})
        new.set("stop-color", shown.attributes.get("stop-color", "#000000"))
        if "stop-opacity" in shown.attributes:
            new.set("stop-opacity", shown.attributes["stop-opacity"])
        stops.append(new)
    return stops
