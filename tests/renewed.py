"""Toolkits in several editions, whose self-assessments are written from a table: section -> indicators."""

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.conftest import change_files
from tests.projects import FIXTURE
from tests.sealed import NEXT
from toolkit_builder.content.comparing.state import State, state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.toolkit import Toolkit

AIM, CALM = (f"principles/{folder}/self-assessments/main.yaml" for folder in ("shared-aim", "calm-days"))
_LINK = "  toolkit](#p1-sa{}) and a citation [@example-report], and lists:"
Table = Mapping[str, Sequence[tuple[str, str]]]
"""Section, with what it came from -> its indicators, each with its statement: `aim <- old, p2-sa/older`."""

FIRST: Table = {
    "direction": [
        ("shared-aim", "Every school's plan names the same aim in the same words."),
        ("plain-words", "Families can read the aim in their own language."),
        ("on-the-wall", "Everyone can see the aim."),
    ],
    "means": [
        ("budget", "The budget says what each large sum does for the aim."),
        ("calendar", "The calendar keeps an hour a week for the aim."),
    ],
}


def written(table: Table) -> str:
    """The sections as YAML."""
    lines = ["sections:"]
    for section, indicators in table.items():
        lines += _named(section, "  ")
        title = section.partition(" ")[0].capitalize()
        lines += [f"    title: {title}", "    intro: What we look at here.", "    indicators:"]
        for name, statement in indicators:
            lines += [*_named(name, "      "), f"        statement: {statement}", "        scope: school"]
            lines += [
                "        descriptors:",
                "          not-yet: Nowhere.",
                "          emerging: In some schools.",
            ]
            lines += [
                "          established: In all schools.",
                "        look_fors:",
                "          - Signs of it.",
            ]
            lines += ["        evidence:", "          - This year's plans."]
    return "\n".join(lines) + "\n"


def _named(name: str, room: str) -> list[str]:
    own, _, origins = name.partition(" <- ")
    listed = [f"{room}    - {origin}" for origin in origins.split(", ") if origin]
    return [f"{room}- id: {own}", *([f"{room}  came_from:", *listed] if listed else [])]


class Editions:
    """The fixture toolkit, edition by edition.

    Args:
        folder: an empty one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(FIXTURE / "harbor", folder / "sources" / "harbor"))
        old, new = _LINK.format("/shared-aim"), _LINK.format("")
        self.change(f"@ toolkit.yaml\n- {old}\n+ {new}\n")

    def sections(self, table: Table, file: str = AIM) -> None:
        """Write the sections of an assessment."""
        path = self.folder / file
        text = path.read_text("utf-8")
        text = re.sub(r"(?ms)^sections:\n.*?^(?=reflection:)", lambda _: written(table), text)
        path.write_text(text, encoding="utf-8", newline="\n")

    def change(self, *changes: str) -> None:
        """Change files, see `change_files`."""
        for each in changes:
            change_files(self.folder, each)

    def begin(self, *retired: str) -> None:
        """Begin the second edition, which gives up some things."""
        entries = "".join(f"+   - id: {name}\n+     why: It is not needed any more.\n" for name in retired)
        self.change(NEXT + ("+ retired:\n" + entries if retired else ""))

    def toolkit(self) -> Toolkit:
        """As it is now."""
        return load_toolkit(self.folder, "harbor")

    def state(self) -> State:
        """What it says now."""
        return state(self.toolkit())


def without(table: Table, *names: str) -> dict[str, list[tuple[str, str]]]:
    """A table without some indicators."""
    return {section: [row for row in rows if row[0] not in names] for section, rows in table.items()}
