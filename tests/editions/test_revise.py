"""Marked copies and update packets of a project: where they lie, what they are made of, what is refused."""

import json
from pathlib import Path

import pytest

from tests.editions.sealed_projects import LETTER, NEXT, SMALL, change, copied, next_edition, toolkit
from tests.projects import quiet, run, snapshot
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.project import Project, Request
from toolkit_builder.publish.built import Built
from toolkit_builder.publish.revise import revise

MARKS, UPDATE = f"{NEXT}-marks-since-{SMALL}", f"{NEXT}-update-since-{SMALL}"


@pytest.fixture
def moved_on(tmp_path: Path, small_sealed: Project) -> Project:
    """A project with a sealed edition and the next one being written."""
    project = copied(small_sealed, tmp_path / "project")
    next_edition(project)
    return project


def made(project: Project, marks: str = "", update: str = "", packets=(), variants=()) -> Built:
    request = Request(packets, variants, marks_since=marks, update_since=update)
    with Pool(warm_up, size=1) as pool:
        return revise(request, quiet(project, pool))


def manifest(project: Project, folder: str):
    return json.loads((project.output / folder / "manifest.json").read_bytes())


@pytest.mark.slow
def test_marked_copies_lie_beside_the_edition_under_names_of_their_own(moved_on):
    before = snapshot(moved_on.output / SMALL)

    built = made(moved_on, marks=SMALL)

    folder = moved_on.output / MARKS
    assert built.folder == str(folder)
    assert built.made == (f"harbor-p1-artifact-marks-since-{SMALL}-{NEXT}.pdf",)
    rows = manifest(moved_on, MARKS)["files"]
    assert [row["path"] for row in rows] == [*built.made]
    assert [row["packet"] for row in rows] == [f"p1-artifact-marks-since-{SMALL}"]
    assert (folder / built.made[0]).is_file()
    assert not (moved_on.output / NEXT).exists()
    assert snapshot(moved_on.output / SMALL) == before


@pytest.mark.slow
def test_packets_that_have_not_changed_are_named_and_not_made(moved_on):
    built = made(moved_on, marks=SMALL)

    assert set(built.same) == {"artifact-others", "artifact-tide-table"}
    assert built.complete


@pytest.mark.slow
def test_a_packet_that_is_named_is_made_also_without_changes(moved_on):
    built = made(moved_on, marks=SMALL, packets=("artifact-tide-table",), variants=("copier", "large-print"))

    assert set(built.made) == {
        f"harbor-artifact-tide-table-marks-since-{SMALL}-copier-{NEXT}.pdf",
        f"harbor-artifact-tide-table-marks-since-{SMALL}-large-print-{NEXT}.pdf",
    }


@pytest.mark.slow
def test_an_update_tells_of_the_pages_of_the_sealed_files(moved_on):
    built = made(moved_on, update=SMALL)

    assert built.folder == str(moved_on.output / UPDATE)
    assert set(built.made) == {
        f"harbor-p1-artifact-update-since-{SMALL}-screen-{NEXT}.pdf",
        f"harbor-p2-artifact-update-since-{SMALL}-screen-{NEXT}.pdf",  # it is retired
    }
    said = (moved_on.output / UPDATE / "manuscripts").glob("p1-artifact-*.html")
    (words,) = (path.read_text(encoding="utf-8") for path in said)
    assert (
        "<strong>Pages 1 to 3</strong>" in words or "<strong>Pages 3 to" in words or "<strong>Page" in words
    )


@pytest.mark.slow
def test_asked_again_nothing_is_made(moved_on):
    made(moved_on, marks=SMALL)

    again = made(moved_on, marks=SMALL)

    assert (again.made, again.unchanged) == ((), 1)


@pytest.mark.slow
def test_the_edition_itself_is_built_as_if_there_were_none(moved_on):
    run(moved_on, Request(("p1-artifact",), ("screen",)))
    before = snapshot(moved_on.output / NEXT)

    made(moved_on, marks=SMALL)
    made(moved_on, update=SMALL)
    run(moved_on, Request(("p1-artifact",), ("screen",)))

    assert snapshot(moved_on.output / NEXT) == before


@pytest.mark.slow
def test_marks_and_updates_of_a_sealed_edition_need_its_sources(twice):
    assert made(twice, marks=SMALL).made

    change(twice, LETTER, "how far we have come together", "how far we are")

    result = toolkit(twice, "build", "--marks-since", SMALL)
    assert result.returncode == 6
    assert "P101" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ("--marks-since", SMALL, "--variant", "word"),
            2,
            "marked copies are made for screen, copier, large-print",
        ),
        (("--update-since", SMALL, "--variant", "press"), 2, "update packets are made for copier, screen"),
        (("--marks-since", "2025.1"), 6, "P106 there is no sealed edition 2025.1"),
        (("--marks-since", NEXT), 2, f"{NEXT} is the newest edition"),
        (("--marks-since", SMALL, "--update-since", SMALL), 2, "give one of them at a time"),
        (("--marks-since", SMALL, "p9-letter"), 2, "there is no packet or material 'p9-letter'"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_clear_sentence(moved_on, arguments, code, said):
    result = toolkit(moved_on, "build", *arguments)

    assert result.returncode == code
    assert said in result.stderr


@pytest.mark.slow
def test_the_command_says_what_it_made_and_where(moved_on):
    result = toolkit(moved_on, "build", "--marks-since", SMALL, "-q")

    assert result.returncode == 0, result.stderr
    assert "  made        1 file" in result.stdout
    assert "  no change   in 2 packets" in result.stdout
    assert MARKS in result.stdout
