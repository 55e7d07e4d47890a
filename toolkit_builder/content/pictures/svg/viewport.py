"""How a drawing lies in its room: viewBox, size, preserveAspectRatio. Source: SVG 2, 8.2, 8.6, 8.8."""

import re
from dataclasses import dataclass
from math import hypot, sqrt

from .values import Matrix, length, numbers

_ASPECT = re.compile(r"(?:defer\s+)?(none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?:\s+(meet|slice))?")
_PARTS = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


@dataclass(frozen=True, slots=True)
class Viewport:
    """What percentages are counted of.

    Args:
        width, height: in units of the drawing.
    """

    width: float
    height: float

    def whole(self, axis: str) -> float:
        """100 % along x, along y, or (d) of what goes both ways."""
        return {"x": self.width, "y": self.height}.get(axis, hypot(self.width, self.height) / sqrt(2))


def view_box(text: str | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a viewBox, if there is one.

    Raises:
        ValueError: it is none.
    """
    if not text or not text.strip():
        return None
    values = numbers(text)
    if len(values) != 4 or min(values[2:]) <= 0:
        raise ValueError("viewBox takes left, top, width and height, such as 0 0 160 60")
    return values[0], values[1], values[2], values[3]


def aspect(text: str | None) -> str:
    """A preserveAspectRatio in its plain form.

    Raises:
        ValueError: it is none.
    """
    match = _ASPECT.fullmatch((text or "xMidYMid meet").strip())
    if match is None:
        raise ValueError("preserveAspectRatio takes a word such as xMidYMid")
    return match[1] if match[2] != "slice" else f"{match[1]} slice"


def own_size(
    width: str | None, height: str | None, box: tuple[float, ...] | None
) -> tuple[float, float] | None:
    """Width and height of a whole drawing in pixels, if it has any.

    Args:
        width, height: attributes; percentages say nothing, since there is nothing around.
        box: its viewBox.

    Raises:
        ValueError: one of them is no length.
    """
    sides = [_side(text) for text in (width, height)]
    if box:
        ratio = box[2] / box[3]
        if sides[0] and not sides[1]:
            sides[1] = sides[0] / ratio
        elif sides[1] and not sides[0]:
            sides[0] = sides[1] * ratio
        elif not sides[0]:
            sides = [box[2], box[3]]
    return (sides[0], sides[1]) if sides[0] and sides[1] else None


def laid(box: tuple[float, ...], width: float, height: float, how: str) -> Matrix:
    """The transformation that lays a viewBox into a room that begins at 0 0.

    Args:
        box: left, top, width, height.
        width, height: the room.
        how: see `aspect`.
    """
    across, down = width / box[2], height / box[3]
    align, _, fit = how.partition(" ")
    if align == "none":
        return across, 0, 0, down, -box[0] * across, -box[1] * down
    scale = max(across, down) if fit else min(across, down)
    x = (width - box[2] * scale) * _PARTS[align[1:4]]
    y = (height - box[3] * scale) * _PARTS[align[5:8]]
    return scale, 0, 0, scale, x - box[0] * scale, y - box[1] * scale


def _side(text: str | None) -> float | None:
    if text is None or text.strip() in ("", "auto") or text.strip().endswith("%"):
        return None
    value = length(text, 0)
    return value if value > 0 else None
