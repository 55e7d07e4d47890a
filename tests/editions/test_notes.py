"""What an edition must say before it is sealed: why it changed, and what took the place of what is gone."""

import pytest

from tests.renewed import AIM, CALM, FIRST, Editions
from tests.sealed import seal
from toolkit_builder.cli.words import changes as say_changes
from toolkit_builder.errors import EditionError
from toolkit_builder.project import Project
from toolkit_builder.publish.changes import report_between
from toolkit_builder.publish.notes import require_told
from toolkit_builder.publish.sealed_editions import sealed_editions

SHARED, PLAIN, WALL = FIRST["direction"]
BUDGET, CALENDAR = FIRST["means"]
NEW = ("posters", "Posters hang in every hall.")
MORE = ("letters", "Letters name the aim.")
NOTHING = "+     replaced_by: nothing\n"


@pytest.fixture
def kit(tmp_path):
    """The first edition, sealed."""
    editions = Editions(tmp_path)
    editions.sections(FIRST)
    seal(editions.folder)
    return editions


def asked(kit):
    """What is asked of the second edition."""
    try:
        require_told(kit.toolkit(), sealed_editions(kit.folder, "harbor"), project(kit))
    except EditionError as error:
        return error.problems
    return []


def project(kit):
    return Project(kit.folder.parents[1], "harbor")


def heirs_asked(kit):
    return [problem.message for problem in asked(kit) if problem.code == "P108"]


def rename_level(kit, came_from=""):
    kit.change(f"@ toolkit.yaml\n-       - id: emerging\n+       - id: begun\n{came_from}")
    for file in (AIM, CALM):
        path = kit.folder / file
        path.write_text(path.read_text("utf-8").replace("emerging:", "begun:"), "utf-8")


ASKED = [
    ("p1-sa/on-the-wall", {**FIRST, "direction": [SHARED, PLAIN, NEW]}, 1),
    ("p1-sa/on-the-wall", {**FIRST, "direction": [SHARED, PLAIN], "means": [NEW, MORE, BUDGET, CALENDAR]}, 1),
    ("p1-sa/means", {"direction": FIRST["direction"], "money": [NEW]}, 3),
    ("p1-sa/budget", {"direction <- direction": FIRST["direction"], "means": [CALENDAR, NEW]}, 1),
]  # fmt: skip


@pytest.mark.parametrize(("retired", "table", "count"), ASKED)
def test_what_is_given_up_beside_something_new_is_asked_for(kit, retired, table, count):
    kit.sections({name.partition(" ")[0]: rows for name, rows in table.items()})
    kit.begin(retired)

    assert len(heirs_asked(kit)) == count
    kit.change(f"@ editions/2026.2.yaml\n{NOTHING}")
    assert heirs_asked(kit) == []


NOT_ASKED = [
    {**FIRST, "direction": [SHARED, PLAIN, ("posters <- on-the-wall", NEW[1])]},
    {**FIRST, "direction": [SHARED, PLAIN]},
    {**FIRST, "direction": [SHARED, PLAIN, ("posters <- plain-words", NEW[1])]},
    {"direction": [SHARED, PLAIN], "hall <- direction": [("hall <- on-the-wall", "Signs.")]},
]  # fmt: skip


@pytest.mark.parametrize("table", NOT_ASKED)
def test_where_it_is_said_or_nothing_is_new_nobody_asks(kit, table):
    kit.sections(table)
    kit.begin("p1-sa/on-the-wall")

    assert heirs_asked(kit) == []


def test_what_is_new_in_another_material_is_no_heir(kit):
    kit.sections({**FIRST, "direction": [SHARED, PLAIN]})
    kit.sections({"direction": [("quiet-hour", "The first hour is kept free."), NEW]}, CALM)
    kit.begin("p1-sa/on-the-wall")

    assert heirs_asked(kit) == []


def test_the_line_to_write_is_named_with_what_is_new(kit):
    kit.sections({**FIRST, "direction": [SHARED, PLAIN, NEW]})
    kit.begin("p1-sa/on-the-wall")

    (problem,) = [each for each in asked(kit) if each.code == "P108"]

    assert problem.message == (
        'the indicator "Everyone can see the aim." (p1-sa/on-the-wall) is given up, '
        '"Posters hang in every hall." (p1-sa/posters) is new, '
        "and nothing says whether one came from the other"
    )
    assert "came_from: [on-the-wall]" in problem.hint
    assert "    replaced_by: nothing" in problem.hint


def test_a_level_is_asked_for_in_its_scale(kit):
    rename_level(kit)
    kit.begin("harbor/scales/practice/levels/emerging")

    assert len(heirs_asked(kit)) == 1


def test_a_level_that_says_what_it_came_from_is_not_asked_for(kit):
    rename_level(kit, "+         came_from:\n+           - emerging\n")
    kit.begin()

    assert heirs_asked(kit) == []


@pytest.mark.parametrize(
    ("table", "needed"),
    [
        ({**FIRST, "direction": [SHARED, PLAIN]}, 0),  # retired: it says why
        ({**FIRST, "direction": [SHARED, PLAIN, WALL, NEW]}, 1),
        ({**FIRST, "direction": [SHARED, PLAIN, ("posters <- on-the-wall", NEW[1])]}, 0),
        ({**FIRST, "more": [NEW]}, 1),
        ({**FIRST, "direction": [("shared-aim", "Other words."), PLAIN, WALL]}, 0),
    ],
)
def test_changes_says_just_what_publish_will_refuse(kit, table, needed):
    kit.sections(table)
    kit.begin(*(["p1-sa/on-the-wall"] if WALL not in table["direction"] else []))

    report = report_between(project(kit), "", "")

    missing = [problem for problem in asked(kit) if problem.code == "P105"]
    assert (report.unready, len(missing)) == (needed, needed)
    told = say_changes.text(report)
    assert told.count("needs a note before publish") >= bool(needed)
    assert sum(change["needs_note"] for change in say_changes.as_dict(report)["changes"]) >= needed


def test_between_sealed_editions_no_note_can_be_missing(kit):
    kit.sections({**FIRST, "direction": [SHARED, PLAIN, WALL, NEW]})
    kit.begin()
    seal(kit.folder)

    report = report_between(project(kit), "2026.1", "2026.2")

    assert report.unready == 0
    assert "before publish" not in say_changes.text(report)
