"""A packet that no worker can lay out is named by a check, with what fits."""

import re
from pathlib import Path

import pytest

from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.starter import init
from toolkit_builder.errors import OutputError, Problem
from toolkit_builder.output.check import MAX_BODY, check_packets
from toolkit_builder.output.prepare import compose, plan
from toolkit_builder.project import Project

ASSESSMENT = "principles/first-principle/self-assessments/main.yaml"
INDICATOR = """\
      - id: i{0}
        statement: Every school's plan {0} names the same aim in the same words.
        scope: district
        descriptors:
          not-yet: Plans name different aims in {0} ways.
          emerging: Every plan of {0} names the aim, in words of its own.
          established: All {0} plans name the aim in the same words.
        look_fors:
          - The aim {0} stands on the first page of each plan.
        evidence:
          - This year's {0} school plans.
"""


def with_indicators(folder: Path, number: int) -> Project:
    """The starter with a self-assessment of so many indicators."""
    init(folder / "mine", "starter")
    project = Project(folder / "mine", "starter")
    file = project.sources / ASSESSMENT
    head, _, rest = file.read_text(encoding="utf-8").partition("    indicators:\n")
    tail = rest[rest.index("# Questions after rating.") :]
    indicators = "".join(INDICATOR.format(each) for each in range(number))
    file.write_text(f"{head}    indicators:\n{indicators}{tail}", encoding="utf-8")
    return project


def problems(project: Project) -> list[Problem]:
    """What a check says of the self-assessment's own packet."""
    toolkit = load_toolkit(project.sources, project.name)
    try:
        check_packets(
            toolkit, compose(toolkit, plan(toolkit, ("p1-sa",)), None, project.layouts), project.layouts
        )
    except OutputError as error:
        return [problem for problem in error.problems if "p1-self-assessment" in problem.message]
    return []


@pytest.mark.slow
@pytest.mark.parametrize("number", [150, 300, 500])
def test_too_many_indicators_are_named_with_the_number_that_fits(tmp_path, number):
    found = problems(with_indicators(tmp_path, number))

    assert [problem.code for problem in found] == ["O813"]
    assert found[0].place.path.endswith(ASSESSMENT)
    match = re.search(rf"of its {number} indicators (\d+) fit into one self-assessment", found[0].hint)
    assert match
    assert 120 < int(match[1]) < 150
    assert problems(with_indicators(tmp_path / "fits", int(match[1]) - 2)) == []


def test_what_is_long_and_fits_is_no_problem(tmp_path):
    assert problems(with_indicators(tmp_path, 60)) == []


def test_the_limit_is_what_was_measured():
    """490 kB of a manuscript took 512 MB, 430 kB took 396."""
    assert 430_000 < MAX_BODY < 490_000
