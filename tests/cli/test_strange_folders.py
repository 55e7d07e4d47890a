"""Folders that somebody else has packed: links, pipes and files without end are named, whoever reads them."""

import os
import resource
import subprocess
import sys

import pytest

from tests.projects import make_project, surroundings

pytestmark = pytest.mark.hostile

MOST = 600_000_000  # bytes that a check may map; it takes a third of them
HUGE = (
    "photo.png", "terms.pdf", "fonts/a.ttf", "fonts/licence.txt", "references.yaml", "editions/status.yaml",
    "editions/2026.1/seal.json", "editions/2026.1/bundle.zip", "layouts/big.bin",
)  # fmt: skip


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "project")


def run(project, *line):
    """A command that may take little memory and 20 seconds."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit_builder", *line], cwd=project.root, env=surroundings(), text=True,
        capture_output=True, timeout=20, stdin=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST)),
    )  # fmt: skip


def told(done):
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_a_file_without_end_is_not_taken_into_memory(project, name):
    path = project.sources / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.truncate(2_000_000_000)

    code, _ = told(run(project, "check"))

    assert code in (0, 3, 4, 6)


@pytest.mark.slow
@pytest.mark.parametrize("line", ["check", "verify"])
@pytest.mark.parametrize(
    "name", ["editions/status.yaml", "editions/2026.1/seal.json", "../../pyproject.toml"]
)
def test_nobody_waits_at_a_pipe(project, name, line):
    path = project.sources / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)

    code, _ = told(run(project, line))

    assert code in (0, 3, 6)


@pytest.mark.parametrize("kind", ["a file", "a folder"])
@pytest.mark.parametrize("name", ["editions/status.yaml", "editions/2026.1/seal.json", "editions/2026.1"])
def test_no_link_below_editions_is_followed(project, tmp_path, name, kind):
    secret = tmp_path / "secret"
    if kind == "a folder":
        secret.mkdir()
        (secret / "seal.json").write_text("what nobody may read", "utf-8")
    else:
        secret.write_text("what nobody may read: [", "utf-8")
    path = project.sources / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(secret)

    code, words = told(run(project, "check"))

    assert code == 3
    assert f"sources/harbor/{name}: C113" in words
    assert "what nobody may read" not in words


def test_a_toolkit_is_no_link(project, tmp_path):
    project.sources.rename(tmp_path / "elsewhere")
    project.sources.symlink_to(tmp_path / "elsewhere")

    code, words = told(run(project, "check"))

    assert (code, "sources/harbor: C113" in words) == (3, True)


@pytest.mark.parametrize("name", ["editions/status.yaml", "editions/2026.1/seal.json"])
def test_a_folder_in_place_of_a_file_is_named(project, name):
    (project.sources / name).mkdir(parents=True)

    code, words = told(run(project, "check"))

    assert code in (3, 6)
    assert name in words


def test_settings_as_deep_as_no_person_writes_them_are_none(project):
    (project.root / "pyproject.toml").write_text("a = " + "[" * 20_000, "utf-8")

    assert told(run(project, "check"))[0] == 0


def test_a_sound_folder_passes_with_the_same_bounds(project):
    assert told(run(project, "check"))[0] == 0
