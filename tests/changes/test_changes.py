"""Each folder in tests/changes/ is one kind of change: what the toolkit was, what it is, what is told.

`before.txt` and `after.txt` change the fixture, each from the start, as `tests.conftest.change_files` says;
without `before.txt` it is as it stands. `pytest --update` rewrites `expected.txt`; read the diff.
"""

import shutil
from pathlib import Path

import pytest

from tests.conftest import change_files
from tests.projects import FIXTURE
from tests.sealed import NEXT
from toolkit_builder.cli.words import changes as say_changes
from toolkit_builder.content.comparing.state import state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.rules.published import vanished
from toolkit_builder.publish.changes import report

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/after.txt"))
KINDS = {
    "added", "removed", "came-from", "became", "moved", "reworded", "retitled", "rescaled", "re-sourced",
    "revalued",
}  # fmt: skip


def kit(folder, *changes):
    """The fixture toolkit, changed."""
    shutil.copytree(FIXTURE / "harbor", folder)
    for each in changes:
        change_files(folder, each)
    return load_toolkit(folder, "harbor")


def told(case, folder):
    """The report of a case, and what is said of ids that vanished."""
    script = case / "before.txt"
    first = [script.read_text(encoding="utf-8")] if script.exists() else []
    before = kit(folder / "before" / "harbor", *first)
    after = kit(folder / "after" / "harbor", NEXT, (case / "after.txt").read_text(encoding="utf-8"))
    now = state(after)
    found = report((state(before), now), now.notes, ("2026.1", "2026.2"))
    return found, [str(problem) for problem in vanished(after, [state(before)])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_changed_is_told(case, tmp_path, update):
    found, lost = told(case, tmp_path)

    said = "\n\n".join([say_changes.text(found), say_changes.markdown(found), *lost]) + "\n"
    expected = case / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


def test_every_kind_of_change_has_a_case(tmp_path):
    found = [told(case, tmp_path / case.name)[0] for case in CASES]

    assert {each.change.kind for one in found for _, _, item in one.items() for each in item.told} == KINDS
