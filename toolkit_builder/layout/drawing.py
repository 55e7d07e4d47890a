"""Pictures drawn from data: bar charts and session timelines, as small SVG files.

A drawing has no colours or fonts but classes (bar, axis, stretch with every second one `other`, inside for
words on a bar's own colour): `output.drawing_styles` gives each variant's look. Words keep their place
as text; a chart's finding also stands in its alternative text.
All lengths are CSS pixels (1/96 inch). No gradients or patterns: not every PDF viewer paints them.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from ..content.model import Session
from .figures import DrawnBar

WIDTH = 624  # 6.5 inches: the text width of a letter page with 1 inch margins


def bar_chart(bars: Sequence[DrawnBar], accent: str) -> bytes:
    """Horizontal bars to scale from zero, each with its label and value beside it."""
    highest = max(bar.value for bar in bars) or 1
    left, room, step = 190.0, WIDTH - 190 - 110.0, 34
    parts = []
    for index, bar in enumerate(bars):
        y, length = index * step + 4, max(bar.value / highest * room, 1)
        parts.append(_text(left - 12, y + 17, bar.label, _Look(anchor="end")))
        parts.append(_rect("bar", left, y, length, 24))
        parts.append(_text(left + length + 8, y + 17, bar.shown, _Look(weight=700)))
    height = len(bars) * step + 4
    parts.append(_axis(left, height))
    return _svg(WIDTH, height, accent, parts)


def large_bar_chart(bars: Sequence[DrawnBar], accent: str) -> bytes:
    """The same in 18 pt (24 px): each label stands above its bar, since beside it there is no room."""
    highest = max(bar.value for bar in bars) or 1
    room, step = WIDTH - 170.0, 84
    parts = []
    for index, bar in enumerate(bars):
        y, length = index * step + 30, max(bar.value / highest * room, 1)
        parts.append(_text(0, y - 6, bar.label, _Look(size=24)))
        parts.append(_rect("bar", 0, y, length, 32))
        parts.append(_text(length + 10, y + 25, bar.shown, _Look(size=24, weight=700)))
    return _svg(WIDTH, len(bars) * step, accent, parts)


def timeline(session: Session, accent: str) -> bytes:
    """The session as a strip, minutes to scale; stretches are numbered as in the agenda table."""
    parts, x = [], 0.0
    for index, item in enumerate(session.agenda):
        length = item.minutes / session.minutes * WIDTH
        is_other = index % 2 == 1
        parts.append(_rect("stretch other" if is_other else "stretch", x, 0, length, 30))
        middle = x + length / 2
        parts.append(
            _text(middle, 20, str(index + 1), _Look("middle", 700, name="" if is_other else "inside"))
        )
        parts.append(_text(middle, 46, str(item.minutes), _Look("middle")))
        x += length
    return _svg(WIDTH, 52, accent, parts)


def _svg(width: float, height: float, accent: str, parts: Sequence[str]) -> bytes:
    classes = f"drawing {accent}".rstrip()
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" width="{width:g}" height="{height:g}" '
    return (head + f'viewBox="0 0 {width:g} {height:g}">' + "".join(parts) + "</svg>").encode()


def _rect(name: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{name}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"/>'


def _axis(x: float, height: float) -> str:
    return f'<path class="axis" d="M{x:.0f} 0V{height}"/>'


def _text(x: float, y: float, words: str, look: "_Look") -> str:
    name = f'class="{look.name}" ' if look.name else ""
    return (
        f'<text {name}x="{x:.2f}" y="{y:.2f}" font-size="{look.size}" '
        f'font-weight="{look.weight}" text-anchor="{look.anchor}">{escape(words)}</text>'
    )


class _Look(NamedTuple):
    """How words stand in a drawing; the name is their class."""

    anchor: str = "start"
    weight: int = 400
    size: int = 12
    name: str = ""
