"""The first hour: what a new project holds, what is said next, and what stands in the way of a second one."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit_builder.cli import toolkit
from toolkit_builder.cli.words.editions import published
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import Principle
from toolkit_builder.publish.publish import Published

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder as the current one, below no repository, and a home without settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return tmp_path


@pytest.fixture
def say():
    """Runs a command in this process."""
    return lambda *arguments: CliRunner().invoke(toolkit, list(arguments), catch_exceptions=False)


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def principles(folder):
    sources = load_toolkit(folder, "t").sources
    return {each.node.id: each.node for each in sources if isinstance(each.node, Principle)}


def test_a_new_project_tells_people_git_and_editors_what_they_need(here, say):
    done = say("init", "mine", "--no-build")

    project = here / "mine"
    readme = (project / "README.md").read_text("utf-8")
    assert done.exit_code == 0
    assert "`sources/mine/toolkit.yaml`" in readme
    assert "toolkit publish 2026.1" in readme
    assert {"/output/", "/archive/", "/.cache/"} <= set((project / ".gitignore").read_text().splitlines())
    attributes = (project / ".gitattributes").read_text().splitlines()
    assert "* text=auto eol=lf" in attributes
    assert {f"*.{ending} binary" for ending in ("pdf", "docx", "zip", "png", "otf")} <= set(attributes)
    assert done.stdout.endswith(
        "Open next: mine/sources/mine/toolkit.yaml\nThen:\n  cd mine\n"
        "  toolkit serve      shows its pages in the browser while you write\n"
    )


@pytest.mark.parametrize("name", ["My Toolkit", "L'école", "$HOME & co"])
def test_the_next_commands_can_be_typed_as_they_stand(here, say, name):
    done = say("init", name, "--no-build")

    line = next(line for line in done.stdout.splitlines() if line.startswith("  cd "))
    shell = subprocess.run(["sh", "-c", f"{line} && pwd"], capture_output=True, text=True, check=True)
    assert Path(shell.stdout.strip()) == here / name


@pytest.mark.parametrize("name", ["README.md", ".gitignore", ".gitattributes"])
def test_what_is_there_already_stays(here, say, name):
    (here / "mine").mkdir()
    (here / "mine" / name).write_text("mine\n")

    assert say("init", "mine", "--no-build", "--no-git").exit_code == 0
    assert (here / "mine" / name).read_text() == "mine\n"


@needs_git
@pytest.mark.parametrize("known", [True, False])
def test_a_new_project_is_a_repository_with_one_commit(here, say, known):
    if known:
        (here / "home").mkdir()
        (here / "home" / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@schools.us\n")

    done = say("init", "mine", "--no-build")

    assert "in a new git repository" in done.stdout
    log = git(here / "mine", "log", "--format=%an|%s")
    assert log == f"{'Ada' if known else 'Toolkit Builder'}|Begin the toolkit mine\n"
    assert git(here / "mine", "status", "--porcelain") == ""
    assert "sources/mine/toolkit.yaml" in git(here / "mine", "ls-files")


@needs_git
@pytest.mark.parametrize("folder", ["mine", "deep/down/mine"])
def test_in_a_repository_no_other_one_is_made(here, say, folder):
    git(here, "init", "--quiet")

    done = say("init", folder, "--no-build")

    assert done.exit_code == 0
    assert "repository" not in done.stdout
    assert not (here / folder / ".git").exists()


@needs_git
def test_a_repository_that_cannot_be_made_stops_nothing(here, say, monkeypatch):
    bad = here / "bin"
    bad.mkdir()
    (bad / "git").write_text("#!/bin/sh\nexit 1\n")
    (bad / "git").chmod(0o755)
    for path, kept in ((str(bad), False), (str(here / "nothing"), False)):
        monkeypatch.setenv("PATH", path)
        name = f"mine{len(path)}"
        done = say("init", name, "--no-build")
        assert (done.exit_code, (here / name / ".git").exists()) == (0, kept)


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("mine/inside", "mine is a project already, with mine"),
        ("mine/sources/mine", "mine is a project already, with mine"),
        (".", "holds a project already: mine"),
    ],
)
def test_a_project_inside_or_around_another_is_refused(here, say, folder, words):
    assert say("init", "mine", "--no-build").exit_code == 0

    done = say("init", folder, "--name", "second", "--no-build")

    assert done.exit_code == 2
    assert words in done.stderr
    assert not (here / folder / "sources" / "second").exists()


def test_a_project_beside_another_and_a_second_toolkit_in_it_are_fine(here, say):
    assert say("init", "mine", "--no-build").exit_code == 0
    assert say("init", "yours", "--no-build").exit_code == 0
    assert say("init", "mine", "--name", "second", "--no-build").exit_code == 0
    assert sorted(path.name for path in (here / "mine" / "sources").iterdir()) == ["mine", "second"]


@pytest.mark.parametrize("command", [["check"], ["build"], ["new", "edition"], ["where", "words"]])
def test_in_the_folder_above_a_project_the_project_is_named(here, say, command):
    alone = say(*command)
    say("init", "my toolkit", "--no-build")

    done = say(*command)

    assert done.exit_code == alone.exit_code == 2
    assert "make one: toolkit init" in alone.stderr
    assert "there is a project in my toolkit\n    hint: cd 'my toolkit'" in done.stderr


def test_each_new_principle_gets_the_next_free_accent_and_pattern(here, say, monkeypatch):
    say("init", "mine", "--no-build")
    monkeypatch.chdir(here / "mine")
    said = [say("new", "principle", f"idea-{word}").stdout for word in ("b", "c", "d", "e", "f", "g", "h")]

    looks = [
        (each.accent.color, each.accent.pattern) for each in principles(here / "mine/sources/mine").values()
    ]
    assert looks[:6] == [
        ("teal", "dots"), ("plum", "diagonals"), ("rust", "waves"), ("lake", "bricks"), ("olive", "rings"),
        ("red", "chevrons"),
    ]  # fmt: skip
    assert looks[6:] == [("teal", "steps"), ("plum", "arches")]
    assert "Its accent is plum, its pattern diagonals.\n" in said[0]
    assert "No accent of brand.yaml was free: First principle has it too." in said[5]


@pytest.mark.parametrize(
    ("arguments", "name", "short"),
    [
        (["pillar-two"], "Name of pillar two", "Pillar two"),
        (["known", "--title", "Every child is known"], "Every child is known", "Every child is known"),
        (["x1", "--title", "W" * 60], "W" * 60, "W" * 40),
    ],
)
def test_a_new_principle_has_a_name_to_begin_with(here, say, monkeypatch, arguments, name, short):
    say("init", "mine", "--no-build")
    monkeypatch.chdir(here / "mine")

    assert say("new", "principle", *arguments).exit_code == 0
    second = principles(here / "mine/sources/mine")["p2"]
    assert (second.name, second.short_name) == (name, short)
    assert say("new", "artifact", "letter", "--title", "Letter").exit_code == 2


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("L'école Élan", "l-ecole-elan"),
        ("Nāwāhī 2026", "nawahi-2026"),
        ("--A__b--", "a-b"),
        ("ﬁve", "five"),
    ],
)
def test_a_toolkit_is_named_after_its_folder(here, say, folder, name):
    assert say("init", "--no-build", "--no-git", "--", folder).exit_code == 0
    assert (here / folder / "sources" / name / "toolkit.yaml").is_file()


@pytest.mark.parametrize(("inside", "words"), [(True, "Sealed. Commit "), (False, "Sealed. Keep a copy of ")])
def test_what_was_sealed_is_committed_only_where_there_is_a_repository(here, inside, words):
    done = Published("mine", "2026.1", "First", "out", 1, 1, 1, 1, 1, "", known=False, trial=False)

    assert published(done, 1.0, here, in_git=inside).endswith(f"{words}sources/mine/editions/2026.1/ now.")


@pytest.mark.parametrize("status", ["draft", "in-review", "Draft", "retired"])
@pytest.mark.parametrize("name", ["", "self-assessments/main", "artifacts/family-letter"])
def test_nothing_of_the_starter_leads_to_what_is_not_approved(here, say, status, name):
    """The first thing that a careful newcomer does; with all of them, nothing is left to mend."""
    say("init", "mine", "--no-build", "--no-git")
    for path in (here / "mine/sources/mine/principles").rglob(f"{name or '*'}.yaml"):
        path.write_text(path.read_text("utf-8").replace("status: approved", f"status: {status}"), "utf-8")
    os.chdir(here / "mine")

    done = say("check")

    assert "toolkit.yaml" not in done.stderr
    assert done.exit_code == 0 or name
