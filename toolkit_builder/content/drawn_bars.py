"""The bars of a chart as they are drawn: those of results have their numbers from them."""

from collections.abc import Callable
from typing import NamedTuple

from .model import Bar, CaseStudy, Result
from .numerals import amount


class DrawnBar(NamedTuple):
    """Args: label, words beside the bar; value, its length; shown, its number as printed, with the unit."""

    label: str
    value: float
    shown: str


def english_unit(result: Result) -> str:
    """The unit of a result as English prints it; to measure by, where no strings of layouts are at hand."""
    return "" if result.unit in ("count", "ratio", "other") else result.unit.replace("-", " ")


def drawn_bars(case: CaseStudy, unit: Callable[[Result], str] = english_unit) -> tuple[DrawnBar, ...]:
    """The bars of the chart of a case, which rules have looked at.

    Args:
        case: with its results.
        unit: the words that are printed for the unit of a result.
    """
    results = {result.id: result for result in case.results}
    bars = case.chart.bars if case.chart else ()
    return tuple(_drawn(bar, results[bar.result], unit) if bar.result else _typed(bar) for bar in bars)


def _drawn(bar: Bar, result: Result, unit: Callable[[Result], str]) -> DrawnBar:
    number = str(getattr(result, bar.which))
    shown = f"{number} {result.counted or unit(result)}".rstrip()
    return DrawnBar(str(bar.label or result.group), float(amount(number) or 0), shown)


def _typed(bar: Bar) -> DrawnBar:
    assert bar.value is not None  # a rule has looked
    return DrawnBar(str(bar.label), bar.value, str(bar.shown))
