"""The numbers that a text says, and what is no number."""

from decimal import Decimal

import pytest

from toolkit_builder.content.numerals import amount, numerals, years
from toolkit_builder.content.rules.figures import Figure


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("+9 against 5 points", ["9 points", "5 points"]),
        ("five points", ["5 points"]),
        ("18 percentage points, 91.2 % and 4 per thousand", ["18 points", "91.2 percent", "4"]),
        ("27 to 40 percent", ["27 percent", "40 percent"]),
        ("1,200 or 1.2 thousand", ["1200", "1200"]),
        ("twenty-one, two hundred, three thousand five hundred", ["21", "200", "3500"]),
        ("$1,180 more, 50 minutes or more, a 30-minute day", ["1180", "50 minutes", "30 minutes"]),
        ("6 of the first 7 schools", ["6", "7"]),
        ("10 or more percentile ranks", ["10"]),
        # Dates, names and places are no amounts.
        ("in the third year, on May 3 at 9:30", []),
        ("K-8 schools of Principle 3, grades 6-8, the 4th", []),
        ("see [@ers-2019] and [the list](https://example.org/5)", []),
        ("{level:level-2} and a1", []),
    ],
)
def test_amounts_are_read_with_what_they_measure(text, said):
    found = [each for each in numerals(text) if not each.is_year]

    assert [
        f"{each.value.normalize():f} {each.told.partition(each.words)[2].strip()}".strip() for each in found
    ] == said


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("half a point", {"0.5", "2", "1", "50"}), ("one third of them", {"1", "3"}),
        ("nearly double", {"2"}), ("1/3", {"1", "3"}), ("a quarter", {"1", "4"}),
    ],
)  # fmt: skip
def test_parts_and_multiples_may_be_said_in_several_ways(text, values):
    assert {str(value) for each in numerals(text) for value in each.values} == values


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2013–14 to 2017-18", {2013, 2014, 2017, 2018}), ("from 2017 to 2018", {2017, 2018}),
        ("since 2013, as published in 2019", {2013, 2019}), ("1,995 schools and 2000%", set()),
        ("+2010", set()),
    ],
)  # fmt: skip
def test_years_are_dates(text, named):
    assert years(text) == named


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+18", "18"), ("−0.5", "0.5"), ("1,200", "1200"), (" 91.2 ", "91.2"), ("2000", "2000"),
        ("5 to 10", None), ("3 schools", None), ("five", None), ("1,20", None), ("1/3", None),
    ],
)  # fmt: skip
def test_a_figure_is_one_number(text, number):
    assert amount(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two fifteen-minute blocks", [2, 15]), ("grades three four and five", [3, 4, 5]),
        ("twenty ten-minute visits", [20, 10]), ("thirty one-hour calls", [30, 1]),
        ("twenty five-minute talks", [20, 5]), ("one hundred twenty-minute talks", [100, 20]),
        ("two thousand ten-minute calls", [2000, 10]), ("twenty eighteen", [20, 18]),
        ("six three-day and four one-day visits", [6, 3, 4, 1]), ("ten eleven twelve", [10, 11, 12]),
    ],
)  # fmt: skip
def test_numbers_in_a_row_stay_apart(text, said):
    assert [int(each.value) for each in numerals(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("twenty-five-minute talks", 25), ("twenty five minutes", 25), ("ninety nine schools", 99),
        ("one-hundred-twenty-minute talks", 120), ("two hundred fifty-five", 255), ("fifteen hundred", 1500),
        ("twenty one thousand", 21_000), ("two thousand five-hundred schools", 2500),
        ("Two Million\nfive hundred thousand", 2_500_000), ("three hundred thousand and more", 300_000),
    ],
)  # fmt: skip
def test_words_said_as_one_number_are_one(text, said):
    assert [int(each.value) for each in numerals(text)] == [said]


@pytest.mark.parametrize(
    ("value", "text", "is_right"),
    [
        ("15", "Teachers met in two fifteen-minute blocks a week.", True),
        ("17", "Teachers met in two fifteen-minute blocks a week.", False),
        ("10", "Each had twenty ten-minute visits.", True),
        ("30", "Each had twenty ten-minute visits.", False),
        ("45", "They kept three forty-five-minute periods.", True),
        ("48", "They kept three forty-five-minute periods.", False),
    ],
)
def test_a_statement_says_the_minutes_that_it_says(value, text, is_right):
    figure = Figure((value,), "minutes", "minutes")

    assert (figure.missing(text) is None) is is_right
    assert (figure.other(text) is None) is is_right
