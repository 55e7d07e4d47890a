"""The name of a level in every kind of text that a layout prints."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import change_files
from tests.layout.test_fill import filled, words
from tests.projects import FIXTURE
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.layout.questions import questions

AIM = "principles/shared-aim"
RENAMED = "@ toolkit.yaml\n-         label: Emerging\n+         label: 2. On our way (3*4)\n"


@pytest.fixture
def kit(tmp_path):
    """A function: the fixture toolkit after some changes."""
    folder = Path(shutil.copytree(FIXTURE / "harbor", tmp_path / "harbor"))

    def load(changes):
        change_files(folder, changes)
        return load_toolkit(folder, "harbor")

    return load


@pytest.mark.parametrize(
    ("packet", "file", "old", "new", "printed"),
    [
        ("p1-self-assessment", "self-assessments/main.yaml", "    - Rate alone, then compare.",
         "    - It is {level:emerging} where half do.", "It is 2. On our way (3*4) where half do."),
        ("p1-self-assessment", "self-assessments/main.yaml",
         "        statement: Every school's plan names the same aim in the same words.",
         "        statement: Above **{level:emerging}** each plan names one aim.",
         "Above 2. On our way (3*4) each plan names one aim."),
        ("p1-self-assessment", "self-assessments/main.yaml",
         "          emerging: Some plans name the aim, in words of their own.",
         "          emerging: \"{level:emerging} is more than {level:not-yet}.\"",
         "2. On our way (3*4) is more than Not yet."),
        ("p1-self-assessment", "self-assessments/main.yaml",
         "          - The aim stands on the first page of each plan.",
         "          - \"“{level:emerging}” stands on each plan.\"",
         "“2. On our way (3*4)” stands on each plan."),
        ("p1-companion-guide", "companion-guides/main.yaml", "        title: Compare ratings",
         "        title: From {level:emerging} on", "From 2. On our way (3*4) on"),
        ("p1-artifact", "artifacts/family-letter.yaml",
         "      This year every school works on one aim.",
         "      {level:emerging} is where we are.\n+\n+       - {level:practice/emerging}, and on",
         "2. On our way (3*4) is where we are. 2. On our way (3*4), and on"),
    ],
    ids=["step", "statement", "descriptor", "look-for", "title", "rich"],
)  # fmt: skip
def test_the_label_is_printed_as_it_stands_in_the_scale(kit, packet, file, old, new, printed):
    manuscript = filled(kit(f"{RENAMED}@ {AIM}/{file}\n- {old}\n+ {new}\n"), packet)

    assert "".join(printed.split()) in "".join(words(manuscript).split())
    assert "{" not in words(manuscript)


def test_an_answer_knows_that_its_words_name_another_level(kit):
    statement = "        statement: Every school's plan names the same aim in the same words."
    changed = (
        f"@ {AIM}/self-assessments/main.yaml\n- {statement}\n+         statement: It is {{level:emerging}}.\n"
    )
    before = questions(filled(kit(changed), "p1-self-assessment"))
    after = questions(filled(kit(RENAMED), "p1-self-assessment"))

    sums = [
        next(each["wording_sha256"] for each in asked if each["address"] == "p1_sa__shared_aim__rate")
        for asked in (before, after)
    ]
    assert sums[0] != sums[1]
