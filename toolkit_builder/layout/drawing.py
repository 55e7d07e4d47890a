"""Pictures drawn from data: bar charts and session timelines, as small SVG files.

Words keep their place as text in the SVG; a chart's finding also stands in its alternative text.
All lengths are CSS pixels (1/96 inch). No gradients or patterns: not every PDF viewer paints them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..content.model import Chart, Session

WIDTH = 624  # 6.5 inches: the text width of a letter page with 1 inch margins


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours and type of a drawing.

    Args:
        accent: `#rrggbb` of bars.
        ink: `#rrggbb` of words.
        line: `#rrggbb` of axes and borders.
        tint: `#rrggbb` of quiet surfaces.
        font: font family.
    """

    accent: str
    ink: str
    line: str
    tint: str
    font: str


def bar_chart(chart: Chart, ink: Ink) -> bytes:
    """Horizontal bars to scale from zero, each with its label and value beside it."""
    top = max(bar.value for bar in chart.bars) or 1
    label, room, step = 190.0, WIDTH - 190 - 110.0, 34
    parts = []
    for index, bar in enumerate(chart.bars):
        y, length = index * step + 4, max(bar.value / top * room, 1)
        parts.append(_text(label - 12, y + 17, bar.label, ink, anchor="end"))
        parts.append(_rect(label, y, length, 24, ink.accent))
        parts.append(_text(label + length + 8, y + 17, bar.shown, ink, weight=700))
    height = len(chart.bars) * step + 4
    parts.append(f'<path d="M{label:.0f} 0V{height}" stroke="{ink.line}" stroke-width="1"/>')
    return _svg(WIDTH, height, parts)


def timeline(session: Session, ink: Ink) -> bytes:
    """The session as a strip, minutes to scale; stretches are numbered as in the agenda table."""
    parts, x = [], 0.0
    for index, item in enumerate(session.agenda):
        length = item.minutes / session.minutes * WIDTH
        fill, words = (ink.accent, "#ffffff") if index % 2 == 0 else (ink.tint, ink.ink)
        parts.append(_rect(x, 0, length, 30, fill, ink.accent))
        parts.append(_text(x + length / 2, 20, str(index + 1), ink, anchor="middle", weight=700, fill=words))
        parts.append(_text(x + length / 2, 45, str(item.minutes), ink, anchor="middle", size=10))
        x += length
    return _svg(WIDTH, 50, parts)


def _svg(width: float, height: float, parts: Sequence[str]) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
    return (head + f'viewBox="0 0 {width:g} {height:g}">' + "".join(parts) + "</svg>").encode()


def _rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="0.75"/>'
    )


def _text(
    x: float, y: float, words: str, ink: Ink, *,
    anchor: str = "start", weight: int = 400, size: int = 12, fill: str = "",
) -> str:  # fmt: skip
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{escape(ink.font)}" font-size="{size}" '
        f'font-weight="{weight}" text-anchor="{anchor}" fill="{fill or ink.ink}">{escape(words)}</text>'
    )
