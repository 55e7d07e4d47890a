"""Figures of case studies as they are printed: table, bars and description, from the numbers of results."""

from collections.abc import Iterable
from typing import NamedTuple

from ..content.model import Bar, CaseStudy, Chart, Result
from ..content.numerals import amount, numerals
from .wording import Wording


class DrawnBar(NamedTuple):
    """Args: label, words beside the bar; value, its length; shown, its number as printed, with the unit."""

    label: str
    value: float
    shown: str


def figure(result: Result, say: Wording) -> str:
    """The figure of a result, such as "+9 against +5 points", "43 to 4 schools", "under 0.5 points"."""
    words = str(result.value)
    for name in ("before", "compared_with", "out_of"):
        if other := getattr(result, name):
            is_ratio = name == "compared_with" and result.unit == "ratio"
            words = say("figure_ratio" if is_ratio else f"figure_{name}", value=words, other=other)
    words = f"{words} {_unit(result, say)}".rstrip()
    return say(f"figure_{result.bound}", figure=words) if result.bound else words


def drawn_bars(case: CaseStudy, chart: Chart, say: Wording) -> tuple[DrawnBar, ...]:
    """The bars of a chart, with the numbers of the results that they name.

    Args:
        case: holds the results.
        chart: its chart.
        say: words of units.
    """
    results = {result.id: result for result in case.results}
    return tuple(_drawn(bar, results[bar.result], say) if bar.result else _typed(bar) for bar in chart.bars)


def _drawn(bar: Bar, result: Result, say: Wording) -> DrawnBar:
    number = str(getattr(result, bar.which))
    shown = f"{number} {_unit(result, say)}".rstrip()
    return DrawnBar(str(bar.label or result.group), float(amount(number) or 0), shown)


def _typed(bar: Bar) -> DrawnBar:
    assert bar.value is not None  # a rule has looked
    return DrawnBar(str(bar.label), bar.value, str(bar.shown))


def _unit(result: Result, say: Wording) -> str:
    return str(result.counted or say[f"unit_{result.unit}"])


def description(case: CaseStudy, chart: Chart, say: Wording) -> str:
    """A chart in words, for readers who cannot see it: its own, or the bars one by one and their years.

    Args:
        case: holds the results.
        chart: its chart.
        say: the words in between.
    """
    if chart.alt is not None:
        return str(chart.alt)
    bars = drawn_bars(case, chart, say)
    parts = [say("chart_bar", label=bar.label, figure=_spoken(bar.shown, say)) for bar in bars]
    years = dict.fromkeys(result.years for result in _shown(case, chart))
    when = [say("chart_years", years=next(iter(years)))] if len(years) == 1 else []
    return " ".join([say("chart_alt", count=len(bars)), *parts, *when])


def _spoken(words: str, say: Wording) -> str:
    """A number with its sign in words: a minus that is written as a dash is often not read out."""
    sign = next((numeral.sign for numeral in numerals(words)), "")
    return say(f"sign_{sign}", figure=words.lstrip("+−–-")) if sign else words


def sources_of(case: CaseStudy, chart: Chart) -> tuple[str, ...]:
    """Ids of the references behind a chart: its own, then those of its results."""
    own = [str(chart.source)] if chart.source else []
    return tuple(dict.fromkeys([*own, *(str(result.source) for result in _shown(case, chart))]))


def _shown(case: CaseStudy, chart: Chart) -> Iterable[Result]:
    """The results that a chart shows, in the order of their bars."""
    results = {result.id: result for result in case.results}
    return [results[name] for name in dict.fromkeys(bar.result for bar in chart.bars if bar.result)]
