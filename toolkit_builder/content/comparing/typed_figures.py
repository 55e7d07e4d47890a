"""Figures that an earlier edition typed in words and that are data now: the same numbers are no change."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..addresses import address
from ..numerals import amount, numerals
from .state import Thing

_ENDS = ("before", "compared_with", "out_of")
_FIGURE = {"value", "counted", "unit", "bound", *_ENDS}


def as_data(old: Thing, new: Thing, things: Mapping[str, Thing]) -> Thing:
    """A thing of an earlier state with its figures as today's has them, where they say the same numbers.

    Args:
        old: the thing; a result, or the chart of a case.
        new: the same thing today.
        things: today's, by address.
    """
    if new.kind == "result" and _says_the_same(old, new):
        return _with(old, new, lambda name: name in _FIGURE)
    if new.kind == "chart" and _draws_the_same(old, new, things):
        taken = {name for name in ("alt", "source") if name not in {**new.texts, **new.values}}
        return _with(old, new, lambda name: name.startswith("bars.") or name in taken)
    return old


def _says_the_same(old: Thing, new: Thing) -> bool:
    before = old.texts.get("value", "")
    if amount(before) is not None or any(end in old.texts for end in _ENDS):
        return False  # data already
    now = [amount(new.texts[name]) for name in ("value", *_ENDS) if name in new.texts]
    return bool(numerals(before)) and sorted(map(str, now)) == sorted(
        str(each.value) for each in numerals(before)
    )


def _draws_the_same(old: Thing, new: Thing, things: Mapping[str, Thing]) -> bool:
    count = sum(name.endswith(".shown") for name in old.texts)
    if not count or sum(name.endswith(".result") for name in new.values) != count:
        return False
    return all(_bar(old, number) == _bar_today(new, number, things) for number in range(count))


def _bar(chart: Thing, number: int) -> tuple[str, object]:
    said = numerals(chart.texts.get(f"bars.{number}.shown", ""))
    return chart.texts.get(f"bars.{number}.label", ""), said[0].value if said else None


def _bar_today(chart: Thing, number: int, things: Mapping[str, Thing]) -> tuple[str, object]:
    material = chart.address.partition("__")[0]
    result = things.get(address(material, chart.values.get(f"bars.{number}.result")))
    if result is None:
        return "", None
    words = result.texts.get(chart.values.get(f"bars.{number}.which", "value"), "")
    return chart.texts.get(f"bars.{number}.label") or result.texts.get("group", ""), amount(words)


def _with(old: Thing, new: Thing, is_taken: Callable[[str], bool]) -> Thing:
    """The old thing with the fields of the new one that are taken."""

    def mixed(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
        kept = {name: words for name, words in ours.items() if not is_taken(name)}
        return kept | {name: words for name, words in theirs.items() if is_taken(name)}

    return replace(old, texts=mixed(old.texts, new.texts), values=mixed(old.values, new.values))
