"""The page on the first hour is true: its commands run, one after another, in a new folder."""

import re
import shlex

import pytest

from tests.projects import ROOT, command
from toolkit_builder.content.model import Defaults, OwnWords, Palette, ToolkitFile

PAGE = (ROOT / "docs" / "first-hour.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(line) for line in re.findall(r"^\$ (.*)$", PAGE, re.MULTILINE)]


@pytest.mark.slow
def test_the_commands_run_one_after_another(tmp_path):
    here = tmp_path
    said = {}
    for words in COMMANDS:
        if words[0] == "cd":
            here = here / words[1]
            continue
        done = command(*words[1:], cwd=here)
        assert done.returncode == 0, (words, done.stderr)
        said[" ".join(words[1:])] = done.stdout

    assert len(said) == len(COMMANDS) - 2  # cd, and check is typed twice
    assert list(here.glob("output/*/*/*-p1-self-assessment-2026.1.pdf"))
    assert list(here.glob("output/*/*/*-p1-self-assessment-2026.1.docx"))
    assert "2 principles" not in said["check"]
    assert "are still ours" in said["check"]


def test_it_begins_with_init_and_names_no_field_that_is_not_there():
    assert COMMANDS[0][:2] == ["toolkit", "init"]
    assert COMMANDS[1] == ["cd", COMMANDS[0][2]]
    known = {
        *ToolkitFile.model_fields, *Defaults.model_fields, *OwnWords.model_fields, *Palette.model_fields,
        "accents", "status",
    }  # fmt: skip
    named = set(re.findall(r"`([a-z_]+):?`", PAGE)) - {"approved", "python3", "git", "make"}

    assert named <= known
