"""Colour in problems: on a terminal, as one wishes, and never in what is kept or read by programs."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import time

import pytest

from tests.projects import NAME, make_project, surroundings
from toolkit_builder.cli.colour import painted
from toolkit_builder.cli.words import text as say
from toolkit_builder.errors import OutputError, Place, Problem, SourceError

RED, YELLOW, BLUE, CYAN, BOLD = "\x1b[31m\x1b[1m", "\x1b[33m\x1b[1m", "\x1b[34m", "\x1b[36m", "\x1b[1m"
ANSI = re.compile(r"\x1b\[[\d;]*[mK]|\r")
LINE = Place("sources/harbor/toolkit.yaml", 3, 8, 4, "title: Harbor")
HINTED = Problem(LINE, "C101", "something is wrong", "write this\nor that")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A project with one problem as the current folder."""
    make_project(tmp_path)
    file = tmp_path / "sources" / NAME / "toolkit.yaml"
    file.write_text(file.read_text("utf-8").replace("language: ", "langauge: "), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def on_terminal(*arguments, **variables):
    """What a command writes to a terminal of both its outputs."""
    ours, theirs = pty.openpty()
    environment = {"TERM": "xterm-256color", **variables}
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit_builder", *arguments],
        env=surroundings(**environment), stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    said, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                data = os.read(ours, 65_536)
            except OSError:  # Linux: the other end is closed
                break
            if not data:
                break
            said += data
    process.wait(10)
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def elsewhere(*arguments, **variables):
    """What it writes to pipes."""
    done = subprocess.run(
        [sys.executable, "-m", "toolkit_builder", *arguments],
        env=surroundings(**variables), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_a_terminal_shows_what_is_what(here):
    said = on_terminal("check")

    code, first, gutter = f"{RED}C104", f"{BOLD}", f"{BLUE}"
    assert code in said
    assert first in said
    assert re.search(rf"\n {{4,6}}{re.escape(gutter)}\d+", said)
    assert f"{CYAN}hint:" in said
    assert re.search(rf"{re.escape(RED)}\^+", said)
    assert f"{RED}problem" in said
    assert ANSI.sub("", said).endswith(elsewhere("check"))


@pytest.mark.parametrize(
    "variables",
    [{"NO_COLOR": "1"}, {"NO_COLOR": "no"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}],
    ids=str,
)
def test_a_terminal_has_no_colour_where_one_does_not_wish_it(here, variables):
    said = on_terminal("check", **variables)

    assert not re.search(r"\x1b\[[\d;]*m", said)
    assert "C104" in said


@pytest.mark.parametrize("variables", [{"NO_COLOR": ""}, {"FORCE_COLOR": "", "CLICOLOR_FORCE": "0"}], ids=str)
def test_an_empty_wish_is_none(here, variables):
    assert RED in on_terminal("check", **variables)


@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_a_pipe_has_colour_only_where_it_is_forced(here, name):
    bare, forced = elsewhere("check"), elsewhere("check", **{name: "1"})

    assert "\x1b" not in bare
    assert RED in forced
    assert ANSI.sub("", forced) == bare
    assert "\x1b" not in elsewhere("check", **{name: "0"})


def test_wrong_usage_has_colour_and_json_has_none(here):
    said = on_terminal("check", "--due", "--style")
    told = json.loads(elsewhere("check", "--json", FORCE_COLOR="1"))

    assert f"{CYAN}hint:" in said
    assert told["problems"][0]["code"] == "C104"
    assert "\x1b" not in str(told)
    assert "\x1b" not in on_terminal("check", "--json").replace("\x1b[K", "")


@pytest.mark.parametrize(
    "problem",
    [
        HINTED,
        Problem(LINE, "C101", "no hint"),
        Problem(Place("a.yaml", 12), "C112", "no line to show", "mend it"),
        Problem(Place("a.yaml", 12, 3, 2, "x: 語語語"), "C112", "wide letters"),
        Problem(Place("a.yaml", 7, 90, 4, "word " * 90), "C112", "a long line"),
        Problem(Place("a.yaml", 7, 0, 1, "   "), "C112", "a line of spaces"),
    ],
    ids=lambda problem: problem.message,
)
def test_colour_adds_nothing_but_colour(problem):
    shown = say.shown(problem.stretches(), painted)

    assert ANSI.sub("", shown) == str(problem)
    assert shown.count("\x1b[0m") >= 3


@pytest.mark.parametrize("kind", [SourceError, OutputError])
def test_what_stopped_a_command_is_the_same_without_its_colour(kind):
    error = kind([HINTED, Problem(Place("b.yaml"), "C111", "is missing")] * 40, 18)

    assert ANSI.sub("", say.stopped(error, painted)) == say.stopped(error)
    assert str(error) == say.stopped(error)


def test_a_warning_is_yellow():
    shown = say.warnings([HINTED], painted)

    assert f"{YELLOW}C101" in shown
    assert f"{YELLOW}warning" in shown
    assert "\x1b[31m" not in shown
    assert ANSI.sub("", shown) == say.warnings([HINTED])
