"""Each folder in tests/style/ is one rule: a wrong text and the remarks it earns, and one that earns none.

Both change the starter, as `tests.conftest.change_files` says. `pytest --update` rewrites `expected.txt`;
read the diff.
"""

import re
from pathlib import Path

import pytest

from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.style import review
from toolkit_builder.content.style.codes import CODES, QUESTIONS

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/wrong.txt"))


def remarks(folder):
    """What is said of a toolkit, a line each."""
    found = review(load_toolkit(folder, "starter")).remarks
    return "".join(f"{each.place}: {each.code} {each.message}\n" for each in found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_text_is_remarked_on_with_its_place(case, starter, change, update):
    change((case / "wrong.txt").read_text(encoding="utf-8"))

    said = remarks(starter)

    expected = case / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")
    assert set(re.findall(r": (S\d{3}) ", said)) == {case.name}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_clean_text_earns_no_remark(case, starter, change):
    change((case / "clean.txt").read_text(encoding="utf-8"))

    assert remarks(starter) == ""


def test_the_starter_earns_no_remark(starter):
    assert remarks(starter) == ""


def test_every_remark_is_explained_and_has_a_case():
    package = Path(review.__code__.co_filename).parent
    text = "".join(file.read_text("utf-8") for file in package.glob("*.py") if file.name != "codes.py")

    used = set(re.findall(r'"(S\d{3})"', text))

    assert used == set(CODES) == set(QUESTIONS) == {case.name for case in CASES}
