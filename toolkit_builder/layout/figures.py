"""Figures of case studies as they are printed: table, bars and description, from the numbers of results."""

from collections.abc import Iterable

from ..content.drawn_bars import DrawnBar, drawn_bars
from ..content.model import CaseStudy, Chart, Result
from ..content.numerals import numerals
from .wording import Wording


def figure(result: Result, say: Wording) -> str:
    """The figure of a result, such as "+9 against +5 points", "43 to 4 schools", "under 0.5 points"."""
    words = str(result.value)
    for name in ("before", "compared_with", "out_of"):
        if other := getattr(result, name):
            is_ratio = name == "compared_with" and result.unit == "ratio"
            words = say("figure_ratio" if is_ratio else f"figure_{name}", value=words, other=other)
    words = f"{words} {_unit(result, say)}".rstrip()
    return say(f"figure_{result.bound}", figure=words) if result.bound else words


def bars_of(case: CaseStudy, say: Wording) -> tuple[DrawnBar, ...]:
    """The bars of the chart of a case, in the words of the layout."""
    return drawn_bars(case, lambda result: str(say[f"unit_{result.unit}"]))


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
    bars = bars_of(case, say)
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
