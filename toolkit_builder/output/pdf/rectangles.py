"""Where annotations and figures stand, as ISO 32000-1 counts: in points, from the lower left corner.

WeasyPrint writes annotations from their upper left corner to their lower right one, which is allowed (7.9.5),
but programs that fill a form draw answers upside down into such a field, or outside it. Boxes of figures it
writes in pixels from the top. Like `objects`, this module knows the insides of WeasyPrint 70 and pydyf 0.13.
"""

from typing import Any

import pydyf

_POINTS = 0.75  # in a CSS pixel


def set_rectangles(pdf: pydyf.PDF) -> None:
    """Put the corners of every annotation in order, and every figure's box (14.8.5.4.3) where it is drawn.

    Args:
        pdf: the objects about to be written.
    """
    for held in pdf.objects:
        if not isinstance(held, pydyf.Dictionary):
            continue
        if held.get("Type") == "/Annot":
            held["Rect"] = _in_order(held["Rect"])
        elif held.get("S") == "/Figure":
            held["A"]["BBox"] = _on_page(held["A"]["BBox"], pdf.objects[int(held["Pg"].split()[0])])


def _in_order(corners: Any) -> pydyf.Array:
    first, second, third, fourth = corners
    return pydyf.Array([min(first, third), min(second, fourth), max(first, third), max(second, fourth)])


def _on_page(pixels: Any, page: Any) -> pydyf.Array:
    """What of a box is on its page; a page's height without its bleed is where its trim box ends."""
    left, top, right, bottom = (_POINTS * edge for edge in pixels)
    height = page["TrimBox"][3]
    farthest_left, lowest, farthest_right, highest = page["MediaBox"]
    return pydyf.Array(
        [
            max(left, farthest_left),
            max(height - bottom, lowest),
            min(right, farthest_right),
            min(height - top, highest),
        ]
    )
