"""What is due by the calendar, and on which day."""

from datetime import date

import pytest

from toolkit_builder.content.due import due, following
from toolkit_builder.content.load import load_toolkit

LETTER = "@ principles/first-principle/artifacts/family-letter.yaml\n"
# A case may not name a draft.
ALONE = "@ principles/first-principle/case-studies/north-valley.yaml\n- artifacts:\n-   - p1-letter\n"
DRAFT = "- status: approved\n+ status: draft\n\n"
RETIRED = "- status: approved\n+ status: retired\n"
PERMISSION = """- # May it be printed? Needed with a body.
- permission:
-   # granted, public-record, own-work or unknown; unknown blocks the build.
-   status: own-work
-   # By whom and when. May be left out.
-   note: Written for this toolkit.
-   # Day the permission ends, when it does. May be left out.
-   until: 2030-12-31
"""
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


@pytest.mark.parametrize(("by", "field"), [("2027-01-15", "review_by"), ("2027-01-16", "last_reviewed")])
def test_of_two_days_the_first_is_told_and_of_one_that_which_was_set(starter, change, by, field):
    change(f"{LETTER}{REVIEWED}+ last_reviewed: 2026-01-15\n+ review_by: {by}\n")

    found = due(load_toolkit(starter, "starter"), date(2028, 1, 1), ())

    (place,) = [each.place for each in found if (each.group, each.id) == ("review", "p1-letter")]
    assert place.text.startswith(field)


def test_a_permission_without_an_end_is_never_due_and_one_of_what_is_retired_neither(told, change):
    change(f"{LETTER}-   until: 2030-12-31\n")
    assert of("permission", told("2040-01-01")) == []

    change(f"{LETTER}-   note: Written for this toolkit.\n+   until: 2030-12-31\n\n{RETIRED}{ALONE}")
    assert of("permission", told("2040-01-01")) == []


def test_leave_is_asked_for_what_is_printed_and_has_none(told, change):
    change(f"{LETTER}{DRAFT}{PERMISSION}\n{ALONE}")

    assert of("permission", told("2026-02-01")) == [("", "p1-letter")]


def test_leave_is_not_asked_for_what_is_found_elsewhere(told, change, starter):
    lines = (starter / LETTER[2:-1]).read_text(encoding="utf-8").split("\n")
    body = "".join(f"- {line}\n" for line in lines[lines.index("body:") : -1])
    found = "+ found_at:\n+   words: On the page of the report.\n+   source: example-report\n"
    change(f"{LETTER}{body}{found}\n{DRAFT}{PERMISSION}\n{ALONE}")

    assert of("permission", told("2026-02-01")) == []


def test_every_edition_that_is_not_sealed_is_due_and_of_the_sealed_only_the_newest(told, change):
    change("@ editions/2026.2.yaml\n+ id: 2026.2\n+ label: Second edition\n+ date: 2026-06-15\n")

    assert of("edition", told("2028-01-01")) == [("2026-01-15", "2026.1"), ("2026-06-15", "2026.2")]
    assert of("edition", told("2028-01-01", ["2026.1"])) == [("2026-06-15", "2026.2")]
    assert of("edition", told("2028-01-01", ["2026.1", "2026.2"])) == [("2027-06-15", "2026.2")]


def test_each_says_what_is_to_be_done_with_its_name(starter):
    found = due(load_toolkit(starter, "starter"), date(2031, 1, 1), [])

    assert ("2030-10-02", "Letter to families", "ask again, the permission ends on 2030-12-31") in [
        (each.day, each.title, each.what) for each in found
    ]
    assert [each.group for each in found] == ["review"] * 4 + ["permission", "reference", "edition"]


def test_drafts_are_due_and_what_is_retired_is_not(told, change):
    change(f"{LETTER}{DRAFT}{ALONE}")
    assert ("2027-01-15", "p1-letter") in of("review", told("2028-01-01"))

    change(f"{LETTER}- status: draft\n+ status: retired\n")
    assert "p1-letter" not in [name for _, _, name in told("2031-01-01")]


def test_a_permission_is_due_in_time_to_ask_again(told):
    assert of("permission", told("2030-10-01")) == []
    assert of("permission", told("2030-10-02")) == [("2030-10-02", "p1-letter")]


def test_an_unknown_permission_of_a_draft_is_due_at_once(told, change):
    change(f"{LETTER}{DRAFT}-   status: own-work\n+   status: unknown\n\n{ALONE}")

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


def test_what_was_never_done_is_pointed_at_where_it_lacks(starter, change):
    change(f"{LETTER}{DRAFT}-   status: own-work\n+   status: unknown\n\n{ALONE}")
    change("@ references.yaml\n-     accessed: 2026-01-15\n")

    found = due(load_toolkit(starter, "starter"), date(2026, 1, 1), [])

    assert [each.place.text.strip() for each in found] == [
        "status: unknown",
        "url: https://example.org/report",
    ]


def test_the_next_day_is_told(starter):
    toolkit = load_toolkit(starter, "starter")

    assert following(toolkit, date(2026, 1, 1), ()) == "2026-01-15"
    assert following(toolkit, date(2026, 1, 14), ()) == "2026-01-15"
    assert following(toolkit, date(2026, 1, 15), ()) == "2027-01-15"
    assert following(toolkit, date(2027, 2, 1), ["2026.1"]) == "2030-10-02"
    assert following(toolkit, date(2031, 2, 1), ["2026.1"]) == ""
