"""What is due by the calendar, and on which day."""

from datetime import date

import pytest

from toolkit_builder.content.due import due, following
from toolkit_builder.content.load import load_toolkit

LETTER = "@ principles/first-principle/artifacts/family-letter.yaml\n"
# A case may not name a draft.
ALONE = "@ principles/first-principle/case-studies/north-valley.yaml\n- artifacts:\n-   - p1-letter\n"
REVIEWED = "- last_reviewed: 2026-01-15\n"


@pytest.fixture
def told(starter):
    """A function: what is due on a day, as (group, day, id)."""
    return lambda on, sealed=(): [
        (each.group, each.day, each.id)
        for each in due(load_toolkit(starter, "starter"), date.fromisoformat(on), sealed)
    ]


def of(group, found):
    return [(day, name) for each, day, name in found if each == group]


def test_nothing_is_due_when_all_is_fresh(told):
    assert told("2026-02-01", ["2026.1"]) == []


def test_a_text_is_due_a_year_after_it_was_read(told):
    before, after = told("2027-01-14"), told("2027-01-15")

    assert of("review", before) == []
    assert ("2027-01-15", "p1-letter") in of("review", after)


def test_a_text_read_on_a_leap_day_is_due_in_march(told, change):
    change(f"{LETTER}{REVIEWED}+ last_reviewed: 2024-02-29\n")

    assert of("review", told("2025-03-01")) == [("2025-03-01", "p1-letter")]
    assert of("review", told("2025-02-28")) == []


def test_a_day_that_is_set_comes_before_the_year(told, change):
    change(f"{LETTER}{REVIEWED}+ last_reviewed: 2026-01-15\n+ review_by: 2026-06-01\n")

    assert of("review", told("2026-06-01")) == [("2026-06-01", "p1-letter")]


def test_a_day_that_is_set_does_not_put_off_the_year(told, change):
    change(f"{LETTER}{REVIEWED}+ last_reviewed: 2026-01-15\n+ review_by: 2030-06-01\n")

    assert ("2027-01-15", "p1-letter") in of("review", told("2027-02-01"))


def test_drafts_are_due_and_what_is_retired_is_not(told, change):
    change(f"{LETTER}- status: approved\n+ status: draft\n\n{ALONE}")
    assert ("2027-01-15", "p1-letter") in of("review", told("2028-01-01"))

    change(f"{LETTER}- status: draft\n+ status: retired\n")
    assert "p1-letter" not in [name for _, _, name in told("2031-01-01")]


def test_a_permission_is_due_in_time_to_ask_again(told):
    assert of("permission", told("2030-10-01")) == []
    assert of("permission", told("2030-10-02")) == [("2030-10-02", "p1-letter")]


def test_an_unknown_permission_of_a_draft_is_due_at_once(told, change):
    change(
        f"{LETTER}- status: approved\n+ status: draft\n\n-   status: own-work\n+   status: unknown\n\n{ALONE}"
    )

    assert of("permission", told("2026-02-01")) == [("", "p1-letter")]


def test_an_address_is_due_when_nobody_opened_it_and_a_year_after(told, change):
    assert of("reference", told("2027-01-15")) == [("2027-01-15", "example-report")]

    change("@ references.yaml\n-     accessed: 2026-01-15\n")
    assert of("reference", told("2026-01-01")) == [("", "example-report")]

    change("@ references.yaml\n-     url: https://example.org/report\n")
    assert of("reference", told("2026-01-01")) == []


def test_an_edition_is_due_on_its_day_until_it_is_sealed_and_a_year_later(told):
    assert of("edition", told("2026-01-14")) == []
    assert of("edition", told("2026-01-15")) == [("2026-01-15", "2026.1")]
    assert of("edition", told("2026-01-15", ["2026.1"])) == []
    assert of("edition", told("2027-01-15", ["2026.1"])) == [("2027-01-15", "2026.1")]


def test_places_are_those_of_the_dates(starter):
    found = due(load_toolkit(starter, "starter"), date(2031, 1, 1), ["2026.1"])

    for each in found:
        text = (starter.parent / each.place.path).read_text(encoding="utf-8").split("\n")[each.place.line - 1]
        assert text.strip(" -").split(":")[0] in {"last_reviewed", "until", "accessed", "date"}
    assert [each.group for each in found] == sorted(
        (each.group for each in found), key=["review", "permission", "reference", "edition"].index
    )


def test_the_next_day_is_told(starter):
    toolkit = load_toolkit(starter, "starter")

    assert following(toolkit, date(2026, 1, 1), ()) == "2026-01-15"
    assert following(toolkit, date(2027, 2, 1), ["2026.1"]) == "2030-10-02"
    assert following(toolkit, date(2031, 2, 1), ["2026.1"]) == ""
