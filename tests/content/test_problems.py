"""Each folder in tests/problems/ is a wrong change to the starter, the exact words it earns, and what is right.

`change.txt` is the first that fails, `right.txt` the last that passes: the limit itself, the other alternative,
the same in a draft. Further neighbours are `right-2.txt`, `right-3.txt` and so on.
"""

import re
from pathlib import Path

import pytest

from tests.pdf.profile import cmyk_profile
from toolkit_builder.content import load_toolkit
from toolkit_builder.content.codes import CODES
from toolkit_builder.errors import SourceError

FOLDER = Path(__file__).resolve().parents[1] / "problems"
CASES = sorted(FOLDER.iterdir())
RIGHT = sorted(FOLDER.glob("*/right*.txt"))
PACKAGE = Path(__file__).resolve().parents[2] / "toolkit_builder" / "content"
# These need files that a folder in git cannot hold, or sealed editions; test_load.py and test_published.py
# make them.
ELSEWHERE = {"C112", "C113", "C114", "C201", "C203", "C333", "C334", "C405", "C406", "C412"}


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


@pytest.mark.parametrize("right", RIGHT, ids=lambda right: f"{right.parent.name}-{right.stem}")
def test_what_is_nearly_wrong_passes_in_silence(right, starter, change):
    (starter / "coated.icc").write_bytes(cmyk_profile())  # for those that print in inks
    change(right.read_text(encoding="utf-8"))

    assert load_toolkit(starter, "starter").warnings == ()


def test_every_case_has_its_words_and_its_neighbour():
    for case in CASES:
        names = {file.name for file in case.iterdir()}
        more = len(names) - 3

        assert names == {"change.txt", "expected.txt", "right.txt"} | {
            f"right-{number}.txt" for number in range(2, more + 2)
        }


def test_every_code_is_explained_and_has_a_case():
    used = {
        code for file in PACKAGE.rglob("*.py") for code in re.findall(r'"(C\d{3})"', file.read_text("utf-8"))
    }

    assert set(CODES) == used
    assert {case.name[:4] for case in CASES} | ELSEWHERE == used
