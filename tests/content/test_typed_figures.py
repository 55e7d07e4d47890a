"""An edition that typed its figures in words, beside one that holds them as data."""

from dataclasses import replace

import pytest

from toolkit_builder.content.comparing.compare import compare
from toolkit_builder.content.comparing.state import State, Thing

TYPED = {"value": "+9 against +5 points", "statement": "It rose 9 points, against 5."}
DATA = {"value": "+9", "compared_with": "+5", "statement": "It rose 9 points, against 5."}
TYPED_BARS = {
    "title": "It rose", "alt": "Two bars.", "bars.0.label": "Here", "bars.0.shown": "+9 points",
    "bars.1.label": "All pupils", "bars.1.shown": "+5 points",
}  # fmt: skip
TYPED_VALUES = {"bars.0.value": "9", "bars.1.value": "5", "source": "s"}
BARS = {"title": "It rose", "bars.0.label": "Here"}
VALUES = {
    "bars.0.result": "gain", "bars.0.which": "value", "bars.1.result": "gain",
    "bars.1.which": "compared_with",
}  # fmt: skip


def edition(number, result, unit, chart, bars, group=None):
    texts = result | ({"group": group} if group else {})
    return State(
        "kit", number,
        (
            Thing("m", "case-study", "top", "Case", {}, {}, "materials"),
            Thing("m__gain", "result", "m", "It rose", texts, {"unit": unit}, "results"),
            Thing("m__chart", "chart", "m", "It rose", chart, bars, "chart"),
        ),
    )  # fmt: skip


BEFORE = edition("1", TYPED, "other", TYPED_BARS, TYPED_VALUES, group="All pupils")


def told(after):
    return [(change.address, change.field, change.kind) for change in compare(BEFORE, after)]


def test_the_same_numbers_as_data_are_no_change():
    assert told(edition("2", DATA, "points", BARS, VALUES, group="All pupils")) == []


@pytest.mark.parametrize(
    ("after", "first"),
    [
        (edition("2", {**DATA, "compared_with": "+4"}, "points", BARS, VALUES, "All pupils"),
         ("m__gain", "value", "revalued")),
        (edition("2", {**DATA, "value": "+8"}, "points", BARS, VALUES, "All pupils"),
         ("m__gain", "value", "revalued")),
        (edition("2", {**DATA, "statement": "It rose."}, "points", BARS, VALUES, "All pupils"),
         ("m__gain", "statement", "reworded")),
        (edition("2", DATA, "points", {**BARS, "bars.0.label": "There"}, VALUES, "All pupils"),
         ("m__chart", "alt", "removed")),
        (edition("2", DATA, "points", BARS, {**VALUES, "bars.0.which": "compared_with"}, "All pupils"),
         ("m__chart", "alt", "removed")),
        (edition("2", DATA, "points", {**BARS, "alt": "Bars."}, VALUES, "All pupils"),
         ("m__chart", "alt", "reworded")),
    ],
    ids=["other end", "value", "statement", "label", "bar", "alt"],
)  # fmt: skip
def test_other_numbers_and_words_are_told(after, first):
    assert first in told(after)


def test_a_figure_that_was_data_before_is_compared_field_by_field():
    one = edition("1", DATA, "points", BARS, VALUES, "All pupils")
    other = edition("2", DATA, "percentage-points", BARS, VALUES, "All pupils")

    assert [(change.field, change.kind) for change in compare(one, other)] == [("unit", "revalued")]
    assert compare(one, replace(one, edition="2")) == ()
