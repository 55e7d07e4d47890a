"""Bars in the margin of a marked copy, beside every block that changed.

A bar is drawn after layout, so that it stands in one line down the page whatever it is beside: a heading, a
cell, an item of a list. It is an artifact: the block itself says in words that it changed.
Like `objects`, this module knows the insides of WeasyPrint 70 and pydyf 0.13.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

_POINTS = 0.75  # in a CSS pixel
_WIDTH, _GAP = 2.0, 9.0  # points: of a bar, and between it and the text
_COVER = 72.0  # CSS pixels; a cover has no margin, and its text keeps away from the edge by itself

Stretch = tuple[float, float]
"""Top and bottom on the page, in CSS pixels."""


def draw_bars(document: Any, pdf: pydyf.PDF) -> None:
    """Add the bars to pages that are about to be written.

    Args:
        document: WeasyPrint's laid-out document.
        pdf: its objects.
    """
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        box = page._page_box
        stretches = [stretch for child in box.children for stretch in _changed(child)]
        if not stretches:
            continue
        left = max(box.content_box_x(), _COVER) * _POINTS - _GAP - _WIDTH
        height = box.margin_height()
        bars = " ".join(
            f"{left:.2f} {(height - bottom) * _POINTS:.2f} {_WIDTH} {(bottom - top) * _POINTS:.2f} re"
            for top, bottom in _merged(stretches)
        )
        page_object = pdf.objects[int(reference.split()[0])]
        stream = pdf.objects[int(page_object["Contents"].split()[0])].stream
        # ISO 32000-1, 14.8.2.2; first, where lengths are still points from the lower left.
        stream.insert(0, f"/Artifact <</Type /Layout>> BDC q 0 g {bars} f Q EMC".encode())


def _changed(box: Any) -> Iterator[Stretch]:
    """Where the outermost boxes stand whose elements are marked."""
    box = getattr(box, "_box", box)  # out of the flow, a placeholder stands for the box
    if type(box).__name__ == "MarginBox":
        return
    if box.element is not None and box.element.get("data-changed") and box.border_height():
        yield box.border_box_y(), box.border_box_y() + box.border_height()
        return
    for child in box.children:
        yield from _changed(child)


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    """Those that touch are one bar."""
    merged: list[Stretch] = []
    for top, bottom in sorted(stretches):
        if merged and top <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(bottom, merged[-1][1])
        else:
            merged.append((top, bottom))
    return merged
