"""Progress on a terminal: who waits sees what is being read, and nothing of it stays."""

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import change_files
from tests.projects import make_project, surroundings
from tests.sealed import NEXT, seal

CLEARED = "\r\x1b[K"
READING = f"{CLEARED}reading sources/harbor"


@pytest.fixture
def here(tmp_path):
    """A project with a sealed edition."""
    make_project(tmp_path)
    seal(tmp_path / "sources/harbor")
    change_files(tmp_path / "sources/harbor", NEXT)
    return tmp_path


def on_a_terminal(here: Path, *arguments: str) -> str:
    """What a command writes to stderr, if that is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit_builder", *arguments],
        cwd=here, env=surroundings(TERM="xterm", COLUMNS="80"), stdout=subprocess.DEVNULL, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while process.poll() is None or select.select([ours], [], [], 0)[0]:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                said += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
    process.wait(60)
    os.close(ours)
    return said.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--style"),
        ("where", "kept free"),
        ("changes",),
        ("build", "index", "--variant", "word"),
        ("publish", "2026.2", "--dry-run"),
    ],
    ids=" ".join,
)
def test_who_waits_sees_what_is_being_read(here, arguments):
    said = on_a_terminal(here, *arguments)

    assert said.startswith(f"{READING}{CLEARED}")


@pytest.mark.slow
def test_a_problem_begins_on_an_empty_line(here):
    path = here / "sources/harbor/artifacts/tide-table.yaml"
    path.write_text(path.read_text("utf-8").replace("status: approved", "status: aproved"), "utf-8")

    for arguments in (("where", "kept free"), ("build",), ("changes",)):
        said = on_a_terminal(here, *arguments)

        assert said.startswith(READING)
        assert re.search(r"\r\x1b\[K(\x1b\[[\d;]*m)*sources/harbor/artifacts/tide-table.yaml:13", said)


@pytest.mark.slow
def test_nothing_is_told_to_whom_it_is_quiet(here):
    assert on_a_terminal(here, "build", "index", "--variant", "word", "-q") == ""


def test_nothing_is_told_where_there_is_no_terminal(here):
    done = subprocess.run(
        [sys.executable, "-m", "toolkit_builder", "where", "kept free"],
        cwd=here, env=surroundings(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
