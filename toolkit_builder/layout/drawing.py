"""Pictures drawn from data: bar charts and session timelines, as small SVG files.

A drawing has no colours or fonts but classes (bar, axis, stretch with every second one `other`, inside for
words on a bar's own colour): `output.drawing_styles` gives each variant's look. Words keep their place
as text; a chart's finding also stands in its alternative text.
All lengths are CSS pixels (1/96 inch). No gradients or patterns: not every PDF viewer paints them.
Words are measured in the font that draws them and wrapped, and the drawing grows with them: none is cut, and
none stands on another. What cannot fit is refused before, see `content.rules.drawings`.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from ..content.drawn_bars import DrawnBar
from ..content.drawn_words import APART, WIDTH, BarWords, ChartWords, DrawnWords, chart_words, numbers
from ..content.model import Session

_LEFT = 190.0  # of bars that have their labels beside them
_STRIP = 30.0  # height of a timeline
_AIR = 2.0  # on each side of a number in a stretch
_STRETCHES = ("stretch", "stretch other")


def bar_chart(bars: Sequence[DrawnBar], words: DrawnWords, accent: str) -> bytes:
    """Horizontal bars to scale from zero, each with its label and value; long ones stand above it.

    Args:
        bars: from top to bottom.
        words: how they are set; those of large print never stand beside the bars.
        accent: name of its colour.
    """
    chart = chart_words(bars, words)
    highest = max(bar.value for bar in bars) or 1
    y = chart.top
    parts: list[str] = []
    for bar, lines in zip(bars, chart.bars, strict=True):
        length = max(bar.value / highest * chart.room, 1)
        parts += (
            _beside(chart, lines, y, length) if chart.form == "beside" else _above(chart, lines, y, length)
        )
        y += chart.row(lines)
    return _svg(WIDTH, y, accent, [*parts, _axis(_LEFT, y)] if chart.form == "beside" else parts)


def _beside(chart: ChartWords, lines: BarWords, y: float, length: float) -> Iterator[str]:
    """A bar between its label and its value."""
    size = chart.words.label.size
    middle = y + chart.block(lines) / 2
    yield from _lines(_LEFT - 12, middle, chart, lines.label, _Look("end", 400, size))
    yield _rect("bar", _LEFT, middle - chart.bar / 2, length, chart.bar)
    yield from _lines(_LEFT + length + 8, middle, chart, lines.value, _Look("start", 700, size))


def _above(chart: ChartWords, lines: BarWords, y: float, length: float) -> Iterator[str]:
    """A bar below its label, with its value behind it or between the two."""
    size, leading = chart.words.label.size, chart.words.leading
    top = y + len(lines.label) * leading
    yield from _lines(0, y + (top - y) / 2, chart, lines.label, _Look(size=size))
    if chart.form == "stacked":
        under = top + len(lines.value) * leading
        yield from _lines(0, (top + under) / 2, chart, lines.value, _Look(weight=700, size=size))
        yield _rect("bar", 0, under, length, chart.bar)
        return
    middle = top + chart.block(lines) / 2
    yield _rect("bar", 0, middle - chart.bar / 2, length, chart.bar)
    yield from _lines(length + 10, middle, chart, lines.value, _Look(weight=700, size=size))


def _lines(x: float, middle: float, chart: ChartWords, lines: Sequence[str], look: "_Look") -> Iterator[str]:
    """Lines of words around a height."""
    leading = chart.words.leading
    first = middle + look.size * 5 / 12 - (len(lines) - 1) * leading / 2
    for number, line in enumerate(lines):
        yield _text(x, first + number * leading, line, look)


def timeline(session: Session, words: DrawnWords, accent: str) -> bytes:
    """The session as a strip, minutes to scale; stretches are numbered as in the agenda table.

    Args:
        session: its agenda is drawn.
        words: how its numbers are set.
        accent: name of its colour.
    """
    lengths = [item.minutes / session.minutes * WIDTH for item in session.agenda]
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    middles = [start + length / 2 for start, length in zip(starts, lengths, strict=True)]
    stretches = [
        _rect(_STRETCHES[index % 2], start, 0, length, _STRIP)
        for index, (start, length) in enumerate(zip(starts, lengths, strict=True))
    ]
    widths = numbers(session, words)
    if all(width + 2 * _AIR <= length for width, length in zip(widths, lengths, strict=True)):
        parts = [_numbered(session, words, index, x) for index, x in enumerate(middles)]
        return _svg(WIDTH, 52, accent, [part for pair in zip(stretches, parts, strict=True) for part in pair])
    # A stretch is too short for its number: all stand below, as near as there is room.
    places = enumerate(_spread(middles, [width + APART for width in widths]))
    below = [_numbered_below(session, words, index, (middles[index], x)) for index, x in places]
    return _svg(WIDTH, 79, accent, [*stretches, *below])


def _numbered(session: Session, words: DrawnWords, index: int, x: float) -> str:
    """The number of a stretch in it, and its minutes below."""
    size = words.label.size
    number = _text(x, 20, str(index + 1), _Look("middle", 700, size, "" if index % 2 else "inside"))
    return number + _text(x, 46, str(session.agenda[index].minutes), _Look("middle", 400, size))


def _numbered_below(session: Session, words: DrawnWords, index: int, line: tuple[float, float]) -> str:
    """A line from the middle of a stretch to its number and minutes."""
    (middle, x), size = line, words.label.size
    number = _text(x, 58, str(index + 1), _Look("middle", 700, size))
    minutes = _text(x, 73, str(session.agenda[index].minutes), _Look("middle", 400, size))
    return _line(middle, _STRIP, x, 44) + number + minutes


def _spread(middles: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Middles that are as far apart as their widths ask for, within the drawing."""
    places: list[float] = []
    end = 0.0
    for middle, width in zip(middles, widths, strict=True):
        places.append(max(middle, end + width / 2))
        end = places[-1] + width / 2
    end = WIDTH
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], end - widths[index] / 2)
        end = places[index] - widths[index] / 2
    return places


def _svg(width: float, height: float, accent: str, parts: Sequence[str]) -> bytes:
    classes = f"drawing {accent}".rstrip()
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" width="{width:g}" height="{height:g}" '
    return (head + f'viewBox="0 0 {width:g} {height:g}">' + "".join(parts) + "</svg>").encode()


def _rect(name: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{name}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"/>'


def _axis(x: float, height: float) -> str:
    return f'<path class="axis" d="M{x:.0f} 0V{height:g}"/>'


def _line(x: float, y: float, end_x: float, end_y: float) -> str:
    return f'<path class="axis" d="M{x:.2f} {y:.2f}L{end_x:.2f} {end_y:.2f}"/>'


def _text(x: float, y: float, words: str, look: "_Look") -> str:
    name = f'class="{look.name}" ' if look.name else ""
    return (
        f'<text {name}x="{x:.2f}" y="{y:.2f}" font-size="{look.size:g}" '
        f'font-weight="{look.weight}" text-anchor="{look.anchor}">{escape(words)}</text>'
    )


class _Look(NamedTuple):
    """How words stand in a drawing; the name is their class."""

    anchor: str = "start"
    weight: int = 400
    size: float = 12
    name: str = ""
