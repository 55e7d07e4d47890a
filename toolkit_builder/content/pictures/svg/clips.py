"""What a clip cuts with: shapes alone, each with the transformation of all groups around it.

Source: CSS Masking 1, 5.1: a clipPath holds shapes and uses of shapes, no groups.
"""

from collections.abc import Iterator

from lxml import etree

from ..faults import PictureError
from .markup import name
from .values import Matrix, matrix_text, product, transform

_RULE = "clip-rule"


def flatten(clip: etree._Element) -> None:
    """Put the shapes of a clip straight into it.

    Raises:
        PictureError: C419, a group in it is clipped itself.
    """
    shapes = [shape for child in [*clip] for shape in _shapes(child, (1, 0, 0, 1, 0, 0), "")]
    for child in [*clip]:
        clip.remove(child)
    clip.extend(shapes)


def is_plain_clip(element: etree._Element) -> bool:
    """Whether WeasyPrint cuts with it as resvg and browsers do.

    It does not with masks, with clips in units of a box or of clips, and with shapes that have holes.
    """
    if name(element) == "mask" or element.get("clip-path"):
        return False
    with_holes = any(each.get(_RULE) == "evenodd" for each in element.iter())
    return not with_holes and element.get("clipPathUnits") != "objectBoundingBox"


def _shapes(element: etree._Element, around: Matrix, rule: str) -> Iterator[etree._Element]:
    matrix = product(around, transform(element.get("transform", "none")))
    rule = element.get(_RULE, rule)
    if name(element) == "g":
        if element.get("clip-path"):
            message = "a clip of the SVG holds a group that is clipped itself"
            raise PictureError("C419", message, "release one of them")
        for child in element:
            yield from _shapes(child, matrix, rule)
        return
    if "transform" in element.attrib:
        del element.attrib["transform"]
    if text := matrix_text(matrix):
        element.set("transform", text)
    if rule:
        element.set(_RULE, rule)
    yield element
