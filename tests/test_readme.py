"""What README shows is true: its commands run, its error message is the one that comes."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.projects import ROOT, command

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ toolkit (.*?)\s*(?:#.*)?$", README, re.MULTILINE)
TOOLKIT = Path("sources/public-education-promise")
FIRST = "student-centered"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first principle of the first toolkit: all that README's commands name, quickly built."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / TOOLKIT, folder / TOOLKIT)
    file = folder / TOOLKIT / "toolkit.yaml"
    others = [path.name for path in (folder / TOOLKIT / "principles").iterdir() if path.name != FIRST]
    words = file.read_text(encoding="utf-8")
    for name in others:
        shutil.rmtree(folder / TOOLKIT / "principles" / name)
        words = words.replace(f"  - {name}\n", "")
    file.write_text(words, encoding="utf-8")
    # What is of the toolkit as a whole speaks of all principles, and so do seals and later editions' notes.
    for path in [*(folder / TOOLKIT).iterdir(), *(folder / TOOLKIT / "editions").iterdir()]:
        if path.is_dir() and path.name not in ("principles", "editions"):
            shutil.rmtree(path)
        elif path.parent.name == "editions" and path.name != "2026.1.yaml":
            path.unlink()
    return folder


def test_readme_shows_commands():
    assert len(COMMANDS) >= 7


@pytest.mark.slow
@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_readme_runs(line: str, project: Path):
    done = command(*shlex.split(line), cwd=project)

    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_readme_shows_the_message_that_comes(project: Path):
    shown = re.search(r"^```\n(sources/.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert shown
    path, line = shown[1].split(":")[:2]
    file = project / path
    before = file.read_text(encoding="utf-8")
    lines = before.split("\n")
    lines[int(line) - 1] = lines[int(line) - 1].replace("scope", "scpoe")
    file.write_text("\n".join(lines), encoding="utf-8")

    done = command("check", cwd=project)

    file.write_text(before, encoding="utf-8")
    assert done.returncode == 3
    assert shown[1].rstrip("\n") in done.stderr


def test_readme_leads_to_files_that_are_there():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_readme_counts_the_rules_of_a_proof():
    from toolkit_builder.proof import RULES

    assert f"holds them to {len(RULES)} rules" in README
