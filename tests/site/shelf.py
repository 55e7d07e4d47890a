"""Two sealed editions of the fixture toolkit, with words in member materials that nobody else may read."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import make_project, quiet, write_own_words
from toolkit_builder.machine.lock import locked
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.project import Project
from toolkit_builder.proof.record import Proved
from toolkit_builder.publish.publish import publish
from toolkit_builder.site.make import MadeSites, make_sites

FIRST, SECOND = "2026.1", "2026.2"
TIERS = ("public", "member", "network")

# Begins every secret word. Long enough that no picture or font holds it by chance.
CANARY = "qzxkvwy"
# What anybody may know of a material, and what is no text.
_TOLD = {"title"}
_VALUES = {
    "id", "slug", "access", "readers", "status", "last_reviewed", "scale", "scope", "form", "type", "kind",
    "from_case", "year", "minutes",
}  # fmt: skip

_TIER = "  - id: network\n    name: Network\n    note: For schools in the network.\n"
_GUARDED = """\
id: p1-key
slug: key
title: Key to the harbor gate
tagline: A card for the gate.
purpose: To open the gate on working days.
readers:
  - principal
access: member
authors:
  - Name of your organisation
status: approved
last_reviewed: 2026-02-15
form: other
what_is_this: A card that opens the gate.
how_can_you_use_it: Hold it against the post.
adapt_steps:
  - Write your name on it.
origin:
  creator: Name of your organisation
  year: "2026"
permission:
  status: own-work
contains_personal_data: false
body:
  - type: text
    id: gate
    title: The gate
    text: It opens at seven.
"""
_NEXT = """\
id: "2026.2"
label: Second edition, 2026
date: 2026-06-01
summary: The plan for a week is gone, and an aim is said in other words.
notes:
  - about:
      - p1-sa/shared-aim
    weight: minor
    text: The old words were read as a rule.
  - about:
      - p1-key
    weight: major
    text: The gate has a card now.
retired:
  - id: p2-week
    why: The plan for a day holds all that it said.
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A project with two sealed editions and the sites made of them.

    Args:
        project: the project; not to be changed.
        sites: what `site` said.
    """

    project: Project
    sites: MadeSites

    def tree(self, tier: str) -> Path:
        """Folder of a tier's site."""
        return self.project.output / "site" / tier


def shelf(folder: Path) -> Shelf:
    """The project, made once for all processes of a test run."""
    with locked(folder / "lock"):
        project = Project(folder / "project", "harbor")
        if not (folder / "ready").exists():
            _make(project.root)
            (folder / "ready").touch()
        return Shelf(project, make_sites(project, (), lambda *_: None))


def _make(folder: Path) -> None:
    project = make_project(folder)
    write_own_words(project.sources)
    toolkit = project.sources / "toolkit.yaml"
    toolkit.write_text(toolkit.read_text().replace("scales:\n", f"{_TIER}scales:\n", 1))
    week = project.sources / "principles/calm-days/artifacts/week-plan.yaml"
    week.write_text(
        week.read_text().replace("status: draft", "status: approved").replace("Letter to", "Week of")
    )
    for path in sorted(project.sources.rglob("*.yaml")):
        salt(path, "old")
    seal(project, FIRST)
    week.unlink()
    rated = project.sources / "principles/shared-aim/self-assessments/main.yaml"
    rated.write_text(rated.read_text().replace("names the same aim in the same words", "names our aim alike"))
    secret = project.sources / "principles/calm-days/self-assessments/main.yaml"
    secret.write_text(secret.read_text().replace(f"{CANARY}old", f"{CANARY}new"))
    key = project.sources / "principles/shared-aim/artifacts/gate-key.yaml"
    key.write_text(_GUARDED)
    salt(key, "new")
    (project.sources / "editions" / f"{SECOND}.yaml").write_text(_NEXT)
    seal(project, SECOND)


def salt(path: Path, age: str) -> None:
    """Add a secret word to every text of the body of a member material."""
    text = path.read_text(encoding="utf-8")
    if re.search(r"^access: (?!public)", text, re.MULTILINE):
        salted = dict(_salted(yaml.load(text, yaml.BaseLoader), age))
        path.write_text(yaml.safe_dump(salted, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _salted(node: dict[str, Any], age: str) -> Iterator[tuple[str, Any]]:
    for number, (name, value) in enumerate(node.items()):
        yield name, value if name in _TOLD | _VALUES else _with_word(value, f"{CANARY}{age}{number}")


def _with_word(value: Any, word: str) -> Any:
    if isinstance(value, dict):
        return dict(_salted(value, word.removeprefix(CANARY)))
    if isinstance(value, list):
        return [_with_word(each, word) for each in value]
    return value if re.fullmatch(r"[\d.-]*|true|false", value) else f"{value} {word}"


def seal(project: Project, edition: str) -> None:
    """`toolkit publish` without its proof, which has tests of its own and takes longer than all else."""
    with pytest.MonkeyPatch.context() as patch, Pool(warm_up) as pool:
        patch.setattr(
            "toolkit_builder.publish.prepare.prove_all",
            lambda jobs, *_: [Proved(job.row.path, job.seen, ()) for job in jobs],
        )
        publish(edition, quiet(project, pool), numbered=False)


def here(folder: Path) -> Path:
    """A folder that all processes of a test run share."""
    return folder.parent / "shelf" if os.environ.get("PYTEST_XDIST_WORKER") else folder / "shelf"
