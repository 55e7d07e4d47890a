"""That a number says the same wherever it stands: in a result, its sentence, a chart and its description."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...errors import Problem
from ..markdown import CITATION
from ..model import Bar, CaseStudy, Chart, Result
from ..numerals import MEASURES, MINUTES, PERCENT, POINTS, Numeral, amount, numerals, years
from ..reading.spans import Path
from .meetings import near
from .sheet import Sheet
from .texts import LATE_CITATION, SENTENCE_END

ENDS = ("before", "compared_with", "out_of")
_UNITS = {"percent": PERCENT, "percentage-points": POINTS, "points": POINTS, "minutes": MINUTES}


@dataclass(frozen=True, slots=True)
class Figure:
    """The numbers of a result or of bars, and what they count.

    Args:
        words: each number as it is written.
        unit: as of a `Numeral`; empty where it is not known.
        counted: what they count, for messages.
    """

    words: tuple[str, ...]
    unit: str
    counted: str

    @classmethod
    def of(cls, result: Result) -> "Figure":
        """The figure of a result."""
        ends = [str(end) for name in ("value", *ENDS) if (end := getattr(result, name))]
        unit = numerals(f"1 {result.counted}")[0].unit if result.counted else _UNITS.get(result.unit, "")
        return cls(tuple(end for end in ends if amount(end) is not None), unit, result.counted or unit)

    @property
    def numbers(self) -> set[Decimal]:
        """Without their signs."""
        return {number for word in self.words if (number := amount(word)) is not None}

    @property
    def told(self) -> str:
        """The numbers with their unit, for messages."""
        return f"{' and '.join(self.words)} {self.counted}".strip()

    def missing(self, text: str) -> str | None:
        """The first number that a text does not say, or says of something else."""
        said = [numeral for numeral in numerals(text) if self._may_be(numeral)]
        return next(
            (word for word in self.words if not any(amount(word) in each.values for each in said)), None
        )

    def other(self, text: str) -> Numeral | None:
        """The first number of the same unit in a text that is none of these."""
        if not self.unit or not self.words:
            return None
        same = (numeral for numeral in numerals(text) if numeral.unit == self.unit and not numeral.is_year)
        return next((each for each in same if not self.numbers.intersection(each.values)), None)

    def _may_be(self, numeral: Numeral) -> bool:
        return not self.unit or numeral.unit == self.unit or numeral.unit not in MEASURES


def results_are_numbers(sheet: Sheet) -> Iterator[Problem]:
    """C357: a result has one number, and at most one beside it; all else has a field of its own."""
    for path, result in sheet.nodes(Result):
        ends = [name for name in ENDS if getattr(result, name) is not None]
        is_words = not any(char.isdigit() for char in result.value)
        for name in ("value", *ends):
            said = getattr(result, name)
            if amount(said) is None and not (name == "value" and is_words):
                others = "others go to before, compared_with or out_of, words to bound or counted"
                hint = f"write one number here; {others}"
                yield sheet.problem((*path, name), "C357", f'"{said}" is no single number', hint)
        if ends and is_words:
            hint = "write the number in value, or leave this out"
            message = f'the value is in words, and "{ends[0]}" has nothing to stand beside'
            yield sheet.problem((*path, ends[0]), "C357", message, hint)
        if len(ends) > 1:
            hint = "leave one out, or make another result of it"
            message = f'"{ends[0]}" and "{ends[1]}" cannot both stand beside one value'
            yield sheet.problem((*path, ends[1]), "C357", message, hint)


def statements_say_the_figure(sheet: Sheet) -> Iterator[Problem]:
    """C359, C360: the sentence of a result says its numbers, and no other number of that unit."""
    if not sheet.printed:
        return
    for path, result in sheet.nodes(Result):
        figure, where = Figure.of(result), (*path, "statement")
        text = result.statement
        # "Nearly double" says 2 to 1.
        if result.unit == "ratio" and result.compared_with == "1":
            figure = replace(figure, words=figure.words[:1])
        missing, other = figure.missing(text), figure.other(text)
        said = ", ".join(numeral.told for numeral in numerals(text) if not numeral.is_year) or "no number"
        if missing is not None:
            message = f"the figure is {figure.told}, and the statement says {said}"
            hint = f"write {missing} in the statement, or change the figure"
            yield sheet.problem(where, "C359", message, hint, other.words if other else "")
        elif other is not None:
            message = f"the statement says {other.told}, and the figure {figure.told}"
            hint = "make one of the two right; another number of the same unit is another result"
            yield sheet.problem(where, "C360", message, hint, other.words)


def bars_meet_results(sheet: Sheet) -> Iterator[Problem]:
    """C358, C361, C364: a bar takes its number from a result, or holds one that no result has."""
    case = sheet.source.node
    if not isinstance(case, CaseStudy) or case.chart is None:
        return
    results = {result.id: result for result in case.results}
    for number, bar in enumerate(case.chart.bars):
        path: Path = ("chart", "bars", number)
        yield from _of_result(sheet, path, bar, results) if bar.result else _typed(sheet, path, bar, case)
    if case.chart.source is None and any(bar.result is None for bar in case.chart.bars):
        hint = "write `source:` with an id of references.yaml"
        yield sheet.missing(("chart",), "C358", "the numbers of the chart have no source", hint)


def _of_result(sheet: Sheet, path: Path, bar: Bar, results: dict[str, Result]) -> Iterator[Problem]:
    result = results.get(str(bar.result))
    if result is None:
        message = f'there is no result "{bar.result}" in this case'
        yield sheet.problem((*path, "result"), "C358", message, near(str(bar.result), results, "results are"))
        return
    for name in ("value", "shown"):
        if getattr(bar, name) is not None:
            message = f'the number of this bar stands in the result "{result.id}"'
            yield sheet.problem((*path, name), "C358", message, "take this line out: the result is printed")
    number = getattr(result, bar.which)
    is_words = number is not None and not any(char.isdigit() for char in number)
    there = None if number is None else amount(number)
    if number is None or (is_words and bar.which == "value"):
        message = f'the result "{result.id}" has no number in "{bar.which}"'
        yield sheet.problem(
            (*path, "result"), "C358", message, "take another result, or another end with which:"
        )
    elif there and numerals(number)[0].sign == "minus":  # what is no number is told at the result
        message = f"a bar begins at zero, and cannot show {number}"
        yield sheet.problem((*path, "result"), "C358", message, "leave the chart out, or show both ends")
    if bar.label is None and (result.group is None or bar.which != "value"):
        hint = "write `label:` with a word or two"
        yield sheet.missing(path, "C358", "the bar has no label, and its result no group for it", hint)


def _typed(sheet: Sheet, path: Path, bar: Bar, case: CaseStudy) -> Iterator[Problem]:
    missing = [name for name in ("label", "value", "shown") if getattr(bar, name) is None]
    if missing:
        hint = (
            "write `result:` with the id of a result, or label, value and shown where none holds the number"
        )
        yield sheet.missing(path, "C358", f"the bar has no {missing[0]}", hint)
        return
    said = [numeral for numeral in numerals(str(bar.shown)) if not numeral.is_year]
    if said and not any(Decimal(str(bar.value)) in numeral.values for numeral in said):
        message = f"the bar is {bar.value:g} long and says {bar.shown}"
        yield sheet.problem((*path, "shown"), "C361", message, "make one of the two right")
    source = case.chart.source if case.chart else None
    for result in case.results:
        if result.source == source and (which := _end_of(result, said)):
            end = "" if which == "value" else f" and `which: {which}`"
            message = f'"{bar.shown}" is typed here and stands in the result "{result.id}"'
            hint = f"write `result: {result.id}`{end} instead of value and shown"
            yield sheet.problem((*path, "shown"), "C364", message, hint)
            return


def _end_of(result: Result, said: Iterable[Numeral]) -> str | None:
    """The field of a result that holds the number said, in the same unit and with the same sign."""
    unit = Figure.of(result).unit
    for name in ("value", *ENDS):
        words = getattr(result, name)
        number = amount(words) if words else None
        for numeral in said:
            same = number == numeral.value and numerals(words)[0].sign == numeral.sign
            if same and unit in ("", numeral.unit):
                return name
    return None


def words_say_the_bars(sheet: Sheet) -> Iterator[Problem]:
    """C362: what describes a chart says every number of its bars, and no other number of that unit."""
    case = sheet.source.node
    if not isinstance(case, CaseStudy) or case.chart is None or not sheet.printed:
        return
    figure = _figure_of_bars(case.chart, case.results)
    if case.chart.alt is not None and (missing := figure.missing(case.chart.alt)):
        message = f"the bars show {figure.told}, and the description does not say {missing}"
        hint = "write it, or take `alt:` out: it is then made of the bars"
        yield sheet.problem(("chart", "alt"), "C362", message, hint)
    for name in ("title", "alt"):
        text = getattr(case.chart, name)
        if text and (other := figure.other(text)):
            message = f"it says {other.told}, and the bars show {figure.told}"
            yield sheet.problem(("chart", name), "C362", message, "make one of the two right", other.words)
    if stray := sorted(years(case.chart.alt or "") - _years_of(case, case.chart)):
        message = f"it says {stray[0]}, a year that neither the bars nor the results of this case name"
        hint = "write the years of the result, or take `alt:` out: it is then made of the bars"
        yield sheet.problem(("chart", "alt"), "C362", message, hint, str(stray[0]))


def _figure_of_bars(chart: Chart, results: Iterable[Result]) -> Figure:
    by_id = {result.id: result for result in results}
    words: list[str] = []
    units: set[str] = set()
    counted: set[str] = set()
    for bar in chart.bars:
        if bar.result in by_id and (number := getattr(by_id[bar.result], bar.which)):
            whole = Figure.of(by_id[bar.result])
            words.append(str(number))
            units.add(whole.unit)
            counted.add(whole.counted)
        elif bar.shown and (said := [each for each in numerals(bar.shown) if not each.is_year]):
            words.append(f"{said[0].value:f}")
            units.add(said[0].unit)
    unit = units.pop() if len(units) == 1 else ""
    return Figure(tuple(words), unit, counted.pop() if len(counted) == 1 else unit)


def _years_of(case: CaseStudy, chart: Chart) -> set[int]:
    words = [case.period, chart.title, *(bar.label or "" for bar in chart.bars)]
    words += [f"{result.years} {CITATION.sub('', result.statement)}" for result in case.results]
    return {year for text in words for year in years(text)}


def summaries_say_the_figures(sheet: Sheet) -> Iterator[Problem]:
    """C363: a sentence of the summary that cites the source of a result gives no other number of its unit."""
    case = sheet.source.node
    if not isinstance(case, CaseStudy) or not sheet.printed:
        return
    texts: list[tuple[Path, str]] = [
        (("at_a_glance", n, "text"), fact.text) for n, fact in enumerate(case.at_a_glance)
    ]
    texts += [(("tagline",), case.tagline)] if case.tagline else []
    for path, text in texts:
        for sentence in SENTENCE_END.split(LATE_CITATION.sub(r"\2\1", "\n" + text)):
            cited = set(CITATION.findall(sentence))
            results = [result for result in case.results if result.source in cited]
            if wrong := _contradicted(sentence, results):
                numeral, result = wrong
                message = f'it says {numeral.told}, and the result "{result.id}" {Figure.of(result).told}'
                hint = "make one of the two right; a number of its own needs a result of its own"
                yield sheet.problem(path, "C363", message, hint, numeral.words)


def _contradicted(sentence: str, results: Iterable[Result]) -> tuple[Numeral, Result] | None:
    """The first number that some results count and none of them has, with the first of them."""
    for numeral in numerals(sentence):
        same = [result for result in results if Figure.of(result).unit == numeral.unit != ""]
        if same and not numeral.is_year and all(_lacks(result, numeral) for result in same):
            return numeral, same[0]
    return None


def _lacks(result: Result, numeral: Numeral) -> bool:
    numbers = Figure.of(result).numbers
    return bool(numbers) and not numbers.intersection(numeral.values)
