"""Each folder in tests/problems/ is one wrong change to the starter and the exact words it earns."""

import re
from pathlib import Path

import pytest

from toolkit_builder.content.codes import CODES
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.errors import SourceError

FOLDER = Path(__file__).resolve().parents[1] / "problems"
CASES = sorted(FOLDER.iterdir())
PACKAGE = Path(__file__).resolve().parents[2] / "toolkit_builder" / "content"
# These need files that a folder in git cannot hold, or sealed editions; test_load.py and test_published.py
# make them. C221 is about changes, see test_edit.py.
ELSEWHERE = {"C112", "C113", "C114", "C201", "C203", "C221", "C333", "C334", "C405", "C406", "C412"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_source_is_named_with_its_line(case, starter, change, update):
    change((case / "change.txt").read_text(encoding="utf-8"))

    with pytest.raises(SourceError) as caught:
        load_toolkit(starter, "starter")

    said = str(caught.value) + "\n"
    expected = case / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")
    assert case.name[:4] in {problem.code for problem in caught.value.problems}


def test_every_code_is_explained_and_has_a_case():
    used = {
        code for file in PACKAGE.rglob("*.py") for code in re.findall(r'"(C\d{3})"', file.read_text("utf-8"))
    }

    assert set(CODES) == used
    assert {case.name[:4] for case in CASES} | ELSEWHERE == used
