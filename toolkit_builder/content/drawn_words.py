"""The words of drawings on their lines: what a chart or a timeline has room for.

Drawing them (`layout.drawing`) and refusing what does not fit (`rules.drawings`) go by this. All lengths are
CSS pixels.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from .drawn_bars import DrawnBar
from .fonts import own_fonts
from .lettering import Lettering
from .model import Session
from .toolkit import Toolkit

WIDTH = 624.0  # 6.5 inches: the text width of a letter page with 1 inch margins
HIGHEST = 700.0  # what a page holds of a chart under a title, in large print too
LABEL, VALUE = 178.0, 102.0  # room for words beside a bar
BEHIND = 160.0  # room for a value behind a bar whose label stands above it
APART = 6.0  # between the numbers below a timeline
_LINES = 3  # of words beside a bar; more look better above it
_LEADING = 1.25  # times the size
_LARGE = 24.0  # pixels: 18 points

Form = Literal["beside", "above", "stacked"]
"""Label and value beside the bar, the label above it, or both above it."""


class DrawnWords(NamedTuple):
    """How a drawing's words are set.

    Args:
        label, value: of a bar; in a timeline the minutes and the number of a stretch.
        beside: whether they may stand beside a bar.
    """

    label: Lettering
    value: Lettering
    beside: bool

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return _LEADING * self.label.size


class BarWords(NamedTuple):
    """The lines of a label and of a value."""

    label: tuple[str, ...]
    value: tuple[str, ...]


class ChartWords(NamedTuple):
    """A chart's words on their lines, and the sizes that follow from them.

    Args:
        form: where they stand.
        words: how they are set.
        bars: the words of each bar.
    """

    form: Form
    words: DrawnWords
    bars: tuple[BarWords, ...]

    @property
    def bar(self) -> float:
        """Height of a bar."""
        return (2 if self.form == "beside" else 4 / 3) * self.words.label.size

    @property
    def room(self) -> float:
        """Length of the longest bar."""
        return {"beside": 324.0, "above": WIDTH - BEHIND - 10, "stacked": WIDTH}[self.form]

    @property
    def top(self) -> float:
        """Where the first bar's row begins."""
        return 4.0 if self.form == "beside" else 0.0

    def block(self, lines: BarWords) -> float:
        """Height of a bar with the words that stand beside it."""
        count = {"beside": max(map(len, lines)), "above": len(lines.value), "stacked": 0}[self.form]
        return max(self.bar, count * self.words.leading)

    def row(self, lines: BarWords) -> float:
        """Height of a bar with all its words and the space below."""
        if self.form == "beside":
            return self.block(lines) + 10
        above = len(lines.label) + (len(lines.value) if self.form == "stacked" else 0)
        return above * self.words.leading + self.block(lines) + 0.9 * self.words.label.size

    @property
    def height(self) -> float:
        """Of the whole chart."""
        return self.top + sum(map(self.row, self.bars))


def in_text(toolkit: Toolkit) -> DrawnWords:
    """Words of drawings in every variant but large print."""
    return _words(str(toolkit.brand.fonts.heading), toolkit, 12)


def in_large_print(toolkit: Toolkit) -> DrawnWords:
    """Words of 18 points."""
    return _words(str(toolkit.brand.fonts.large_print), toolkit, _LARGE)


def chart_words(bars: Sequence[DrawnBar], words: DrawnWords) -> ChartWords:
    """The words of a chart on their lines, in the first form that has room for all.

    Args:
        bars: from top to bottom.
        words: how they are set.
    """
    if words.beside:
        chart = _set("beside", bars, words, (LABEL, VALUE))
        if _has_room(chart, LABEL, VALUE):
            return chart
    chart = _set("above", bars, words, (WIDTH, BEHIND))
    return chart if _has_room(chart, WIDTH, BEHIND) else _set("stacked", bars, words, (WIDTH, WIDTH))


def _has_room(chart: ChartWords, label: float, value: float) -> bool:
    """Whether no word is wider than its place, and what stands beside a bar has few lines."""
    words = chart.words
    short = (bar.value for bar in chart.bars)
    if chart.form == "beside":
        short = (lines for bar in chart.bars for lines in bar)
    return (
        all(len(lines) <= _LINES for lines in short)
        and all(words.label.width(line) <= label for bar in chart.bars for line in bar.label)
        and all(words.value.width(line) <= value for bar in chart.bars for line in bar.value)
    )


def _set(form: Form, bars: Sequence[DrawnBar], words: DrawnWords, rooms: tuple[float, float]) -> ChartWords:
    label, value = rooms
    lines = (
        BarWords(words.label.lines(bar.label, label), words.value.lines(bar.shown, value)) for bar in bars
    )
    return ChartWords(form, words, tuple(lines))


def numbers(session: Session, words: DrawnWords) -> list[float]:
    """Width of the number and minutes of each stretch, which stand below each other.

    Args:
        session: its agenda is drawn.
        words: how they are set.
    """
    return [
        max(words.value.width(str(index)), words.label.width(str(item.minutes)))
        for index, item in enumerate(session.agenda, 1)
    ]


def _words(family: str, toolkit: Toolkit, size: float) -> DrawnWords:
    families = (family, *map(str, toolkit.brand.fonts.fallback))
    plain = Lettering(families, size, own=own_fonts(toolkit.fonts))
    return DrawnWords(plain, replace(plain, bold=True), beside=size < _LARGE)
