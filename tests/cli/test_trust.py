"""Layouts of a toolkit's own are programs: they run only after somebody has said so."""

import os
import re
import shutil

import pytest

from tests.projects import command, make_project

LAYOUT = "layouts/artifact/packet.html"
STOPS = "L113 these are programs, and nobody here has said that they may run"
WORDS = "{# Nothing is different here. #}\n"


@pytest.fixture
def project(tmp_path):
    """A toolkit with a layout of its own, from somebody else."""
    made = make_project(tmp_path / "project")
    own = made.sources / LAYOUT
    own.parent.mkdir(parents=True)
    built_in = made.layouts[-1] / "artifact" / "packet.html"
    own.write_text(WORDS + built_in.read_text("utf-8"), "utf-8")
    return made


@pytest.fixture
def say(project, tmp_path):
    """A command of a user whose settings are empty."""
    settings = str(tmp_path / "settings")
    return lambda *line: command(*line, cwd=project.root, XDG_CONFIG_HOME=settings, HOME=settings)


def said(done):
    return done.stdout + done.stderr


@pytest.mark.parametrize("line", ["check", "check --json", "build p1-artifact -q"])
def test_nothing_runs_before_somebody_has_said_so(say, line, project):
    done = say(*line.split())

    assert done.returncode == 4
    assert {"sources/harbor/layouts", STOPS.partition(" ")[0]} <= set(re.split(r"[\s:\",]+", said(done)))
    assert "toolkit trust sources/harbor" in said(done)
    assert not project.output.exists()


@pytest.mark.slow
@pytest.mark.parametrize("line", ["proof", "build p1-artifact -q", "check"])
def test_once_without_asking_is_no_trust(say, line, project):
    assert say("build", "p1-artifact", "-q", "--variant", "word", "--trust-layouts").returncode == 0

    done = say(*line.split())

    assert (done.returncode, STOPS in done.stderr) == (4, True)


@pytest.mark.slow
def test_it_is_said_once_and_again_after_a_change(say, project):
    said = say("trust", "sources/harbor")
    assert (said.returncode, "artifact/packet.html" in said.stdout) == (0, True)
    assert say("check").returncode == 0

    path = project.sources / LAYOUT
    path.write_text(path.read_text("utf-8").replace("{# ", "{# {{ 7 * 7 }} "), "utf-8")
    assert say("check").returncode == 4
    (project.sources / "layouts" / "more.html").write_text("", "utf-8")
    assert say("trust", str(project.sources)).returncode == 0
    assert say("check").returncode == 0


def test_where_nobody_can_be_asked_it_is_said_in_the_line(say):
    assert say("check", "--trust-layouts").returncode == 0
    assert say("check").returncode == 4


@pytest.mark.slow
def test_another_folder_with_the_same_files_is_another(say, project, tmp_path):
    say("trust", "sources/harbor")
    project.root.rename(tmp_path / "moved")

    settings = str(tmp_path / "settings")
    done = command("check", cwd=tmp_path / "moved", XDG_CONFIG_HOME=settings, HOME=settings)

    assert done.returncode == 4


def test_a_toolkit_without_layouts_of_its_own_needs_no_word(tmp_path):
    made = make_project(tmp_path)

    assert command("check", cwd=made.root, XDG_CONFIG_HOME=str(tmp_path / "none")).returncode == 0
    said = command("trust", "sources/harbor", cwd=made.root, XDG_CONFIG_HOME=str(tmp_path / "none"))
    assert (said.returncode, "nothing to trust" in said.stdout) == (0, True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("folder", [".", "sources", "nowhere", "sources/harbor/layouts"])
def test_only_a_toolkit_can_be_trusted(say, folder):
    assert say("trust", folder).returncode == 2


@pytest.mark.slow
def test_settings_that_somebody_has_spoilt_trust_nothing(say, tmp_path):
    say("trust", "sources/harbor")
    (kept,) = (tmp_path / "settings").rglob("trusted.json")
    for spoilt in (b"", b"[]", b"{", b'{"/x": 1}'):
        kept.write_bytes(spoilt)
        assert say("check").returncode == 4
    assert say("trust", "sources/harbor").returncode == 0
    assert say("check").returncode == 0


@pytest.mark.parametrize(
    "kind", ["a link to a file", "a link to a folder", "a link to nothing", "a pipe", "itself"]
)
@pytest.mark.parametrize(
    "line", ["trust sources/harbor", "check --trust-layouts", "build -q --trust-layouts"]
)
def test_no_link_is_a_part_of_a_toolkit(say, project, tmp_path, kind, line):
    (tmp_path / "secret.html").write_text("root: what nobody may read", "utf-8")
    place = project.sources / "layouts" / "parts"
    if kind == "a pipe":
        os.mkfifo(place)
    elif kind == "itself":
        (project.sources / "layouts").rename(tmp_path / "layouts")
        (project.sources / "layouts").symlink_to(tmp_path / "layouts")
    else:
        to = {"a link to a file": "secret.html", "a link to a folder": ".", "a link to nothing": "nowhere"}[
            kind
        ]
        place.symlink_to(tmp_path / to)

    done = say(*line.split())

    assert done.returncode == 4
    assert "L112" in done.stderr
    assert "nobody may read" not in done.stdout + done.stderr


HIDDEN = (
    ".x.html", "x.tmp", "packet.html~", "thumbs.db", "x.lock", ".git/x.html", "__pycache__/x.html",
    "lost+found/x", "x.part",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_nobody_is_shown_is_no_layout(say, project, tmp_path, name, kind):
    """Hidden and temporary files stand in no list of what is trusted, and may change unseen."""
    (tmp_path / "secret.html").write_text("what nobody may read", "utf-8")
    own = project.sources / LAYOUT
    own.write_text("{% include 'artifact/" + name + "' %}", "utf-8")
    hidden = own.parent / name
    hidden.parent.mkdir(exist_ok=True)
    if kind == "link":
        hidden.symlink_to(tmp_path / "secret.html")
    else:
        hidden.write_text("what nobody may read", "utf-8")
    assert say("trust", "sources/harbor").returncode == 0

    done = say("build", "p1-artifact", "-q", "--variant", "word")

    assert done.returncode == 4
    assert f"L101 there is no layout 'artifact/{name}'" in done.stderr
    assert not project.output.exists()


def test_layouts_are_a_folder(say, project):
    shutil.rmtree(project.sources / "layouts")
    (project.sources / "layouts").write_text("no folder", "utf-8")

    for line in ("trust sources/harbor", "check"):
        done = say(*line.split())
        assert (done.returncode, "L112" in done.stderr) == (4, True)


@pytest.mark.parametrize("settings", ["", "settings", "./"])
def test_settings_lie_nowhere_in_the_folder_that_one_is_in(project, tmp_path, settings):
    environment = {"XDG_CONFIG_HOME": settings, "HOME": str(tmp_path / "home")}

    assert command("trust", "sources/harbor", cwd=project.root, **environment).returncode == 0

    assert (tmp_path / "home" / ".config" / "toolkit-builder" / "trusted.json").is_file()
    assert {path.name for path in project.root.iterdir()} <= {"sources", "pyproject.toml", ".cache"}


@pytest.mark.parametrize("kind", ["deep", "a pipe"])
def test_settings_that_no_program_has_written_trust_nothing(say, tmp_path, kind):
    say("trust", "sources/harbor")
    (kept,) = (tmp_path / "settings").rglob("trusted.json")
    kept.unlink()
    if kind == "deep":
        kept.write_text("[" * 100_000, "utf-8")
    else:
        os.mkfifo(kept)

    assert say("check").returncode == 4
