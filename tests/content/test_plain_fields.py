"""Titles and labels are printed sign for sign: what is no mark passes, and what is one is told without it."""

import pytest

from toolkit_builder.content.foreign_marks import foreign_marks
from toolkit_builder.content.rules.plain_fields import _first_mark, without_marks


@pytest.mark.parametrize(
    "title",
    [
        "K*Star", "Q&A", "<5%", "A < B", "5 > 3", "4*", "A**", "3*4*5", "5 * 3", "*required",
        "Required (*), optional (*)",
        "# of students", "#1", "[date]", "[draft] (2)", "file_name_x", "__/__/____", "~5", "AT&T",
        "$5 to $6", "a == b",
        "S'mores & more", "C:\\new", "Room 5 | 6", "{draft}", "https://a.b/*c*/_d_?e=1&amp;f=2", "a_b_@c.org",
        "<name>",
        "– or –",
        "> 5", "> $5", "- 5", "-", "- or +", "1. First", "a | b", "A > b", "M*A*S*H",
    ],
)  # fmt: skip
def test_signs_of_titles_pass(title):
    assert _first_mark(title) == ""
    assert without_marks(title) == title


@pytest.mark.parametrize(
    ("title", "mark", "bare"),
    [
        ("**Bold** title", "**Bold**", "Bold title"),
        ("A *new* aim", "*new*", "A new aim"),
        ("A **new aim", "**", "A new aim"),
        ("An aim [@tulsa-2019]", "[@tulsa-2019]", "An aim"),
        ("The [plan](#p1-sa/plan)", "[plan](#p1-sa/plan)", "The plan"),
        ("A<br/>B", "<br/>", "A B"),
        ("R&amp;D", "&amp;", "R&D"),
        ("_New_ aim", "_New_", "New aim"),
        (r"4\*", r"\*", "4*"),
        ("~~Old~~ aim", "~~Old~~", "Old aim"),
        ("## Aim", "##", "Aim"),
        ("•\tAim", "•", "Aim"),
        ("`Aim`", "`Aim`", "Aim"),
        ("# head", "#", "head"),
        ("> quote", ">", "quote"),
        ("- none", "-", "none"),
        ("* Aim", "*", "Aim"),
        ("| pipe |", "| pipe |", "pipe"),
        ("Aim [^2]", "[^2]", "Aim"),
        ("Aim\\", "\\", "Aim"),
        ("{{ aim }} of all", "{{ aim }}", "of all"),
    ],
)
def test_marks_of_titles_are_told_with_the_words_alone(title, mark, bare):
    assert _first_mark(title) == mark
    assert without_marks(title) == bare


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{{{{{{{ name }} it", "{{ name }}"),
        ("<<<<<<<<b>one</b>", "<b>"),
        ("~~~~~~~~ and ~~one~~", "~~one~~"),
        ("{{{{{{{{", ""),
        ("<<<<<<<<", ""),
    ],
)
def test_a_mark_behind_many_signs_in_a_row_is_found(text, found):
    assert found in "".join(fault.words for fault in foreign_marks(text))
    assert bool(found) == bool([*foreign_marks(text)])
