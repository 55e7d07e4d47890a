"""A toolkit that is sealed in a second or two: three artifacts, as Word files and one as PDF."""

import shutil
from pathlib import Path

from tests.projects import FIXTURE, NAME, command, quiet, write_own_words
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.project import Project
from toolkit_builder.publish.publish import Published
from toolkit_builder.publish.publish import publish as seal

SMALL, NEXT = "2026.1", "2026.2"
LETTER = "principles/shared-aim/artifacts/family-letter.yaml"


def make_small(folder: Path) -> Project:
    """The fixture toolkit, cut down to packets of artifacts."""
    shutil.copytree(FIXTURE / NAME, folder / "sources" / NAME)
    write_own_words(folder / "sources" / NAME)
    file = folder / "sources" / NAME / "toolkit.yaml"
    text = file.read_text(encoding="utf-8")
    head, _, rest = text.partition("packets:\n")
    tail = rest[rest.index("variants:") :]
    file.write_text(f"{head}packets:\n  - artifact\n{tail}", encoding="utf-8")
    return Project(folder, NAME)


def publish(project: Project, edition: str, trial: bool = False) -> Published:
    """Seal without page numbers, which would need LibreOffice."""
    with Pool(warm_up, size=1) as pool:
        return publish_with(pool, project, edition, trial)


def publish_with(pool: Pool, project: Project, edition: str, trial: bool = False) -> Published:
    """The same with workers that go on."""
    return seal(edition, quiet(project, pool), numbered=False, trial=trial)


def copied(project: Project, folder: Path) -> Project:
    """A project in another place, links as links."""
    shutil.copytree(project.root, folder, symlinks=True)
    return Project(folder, project.toolkit)


def toolkit(project: Project, *arguments: str, **environment: str):
    """`toolkit …` in a process of its own."""
    return command(*arguments, cwd=project.root, **environment)


def change(project: Project, name: str, old: str, new: str) -> None:
    """Put other words into a source."""
    path = project.sources / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def next_edition(project: Project) -> None:
    """A second edition.

    It has a new case study, reworded indicators, a retired artifact, a corrected figure, a split section and
    a reworded letter.
    """
    letter, plan = project.sources / LETTER, "principles/calm-days/artifacts/day-plan.yaml"
    change(project, LETTER, "how far we have come", "how far we have come together")
    change(project, "principles/calm-days/self-assessments/main.yaml", "kept free", "kept wholly free")
    change(project, plan, "status: approved", "status: retired")
    case = "principles/shared-aim/case-studies/north-valley.yaml"
    text = (project.sources / case).read_text(encoding="utf-8")
    second = text.replace("id: p1-north", "id: p1-south\nslug: south-valley").replace("North", "South")
    (project.sources / "principles/shared-aim/case-studies/south-valley.yaml").write_text(second, "utf-8")
    change(project, case, 'value: "+5"', 'value: "+6"')
    change(project, case, "rose by five in two years", "rose by six in two years")
    _split(project)
    (project.sources / "editions" / f"{NEXT}.yaml").write_text(SECOND, encoding="utf-8")
    assert letter.is_file()


def _split(project: Project) -> None:
    name = "principles/shared-aim/self-assessments/main.yaml"
    text = (project.sources / name).read_text(encoding="utf-8")
    start, end = text.index("sections:\n") + len("sections:\n"), text.index("reflection:\n")
    section = text[start:end]
    more = section.replace("id: direction", "id: reach").replace("title: Direction", "title: Reach")
    more = more.replace("id: shared-aim", "id: known-aim").replace("names the same aim", "explains the aim")
    (project.sources / name).write_text(text[:end] + more + text[end:], encoding="utf-8")


SECOND = """\
id: 2026.2
label: Second edition, 2026
date: 2026-08-01
summary: A second case study, and a section on who knows the aim.
notes:
  - about:
      - p1-south
    weight: major
    text: A second place shows the same change.
  - about:
      - p1-north/plans
    weight: correction
    text: The rise in plans was counted wrongly.
  - about:
      - p1-sa/reach
    weight: major
    text: Who knows the aim has a section of its own.
retired:
  - id: p2-plan
    why: The plan for the day is part of the plan for the week.
"""
