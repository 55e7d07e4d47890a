"""Wrong usage: one form, with what to type, for people and for programs."""

import json
import re

import pytest
from click.testing import CliRunner

from tests.projects import command, make_project
from toolkit_builder.cli import toolkit

WRONG = (
    # what click finds
    ("check --nope", "toolkit check has no option --nope", "toolkit check --help"),
    ("check --jso", "toolkit check has no option --jso", "did you mean --json?"),
    ("serve --prt 1", "toolkit serve has no option --prt", "did you mean --port?"),
    ("--versoin", "toolkit has no option --versoin", "did you mean --version?"),
    ("biuld", "there is no command 'biuld'", "did you mean build?"),
    ("publish", "toolkit publish lacks EDITION", "toolkit publish EDITION"),
    ("where", "toolkit where lacks WORDS", "toolkit where WORDS..."),
    ("new", "toolkit new lacks KIND", "toolkit new {principle|"),
    ("build --variant", "--variant lacks its value", "toolkit build --variant [screen|"),
    ("build --variant wrod", "there is no variant 'wrod'", "did you mean word?"),
    ("build --variant x", "there is no variant 'x'", "there are: screen, copier, large-print, press, word"),
    ("completion tcsh", "there is no shell 'tcsh'", "there are: bash, zsh, fish"),
    ("new thing", "there is no kind 'thing'", "there are: principle, "),
    ("serve --port 99999", "--port: 99999 is not in the range 0<=x<=65535", "write a number from 0 to 65535"),
    ("check --due --on May", "--on: 'May' is no day", "write a day such as 2027-06-30"),
    ("check --json=1", "--json takes no value", "toolkit check --json"),
    (
        "changes 2026.1 2026.2 2026.3",
        "toolkit changes has no use for 2026.3",
        "toolkit changes [BEFORE] [AFTER]",
    ),
    (
        "regenerate 2026.1 --into pyproject.toml",
        "--into: Directory 'pyproject.toml' is a file",
        "name a folder",
    ),
    # what commands find
    ("check --due --style", "--style, --due and --ours are reports of their own", "toolkit check --due"),
    ("check --on 2027-01-31", "--on is the day of --due", "add --due"),
    ("check p1", "only --style looks at single texts", "add --style"),
    ("check --toolkit harbr", "there is no toolkit 'harbr'", "did you mean harbor?"),
    ("build --all p1", "--all makes everything of every toolkit", "leave out"),
    (
        "build --marks-since 1 --update-since 1",
        "--marks-since and --update-since make two kinds of",
        "give one",
    ),
    ("explain C999", "there is no code 'C999'", ""),
    ("schema case", "there is no kind of file 'case'", ""),
    ("new artifact", "how should the artifact be called?", "toolkit new artifact NAME"),
    ("new artifact a --title A", "--title is the name of a principle", "leave it out"),
    ("serve --editor paint", "'paint' opens no editor", "write "),
)


@pytest.fixture
def here(tmp_path, monkeypatch):
    make_project(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def say(*arguments):
    return CliRunner().invoke(toolkit, [*arguments], prog_name="toolkit", catch_exceptions=False)


@pytest.mark.parametrize(("line", "message", "hint"), WRONG, ids=lambda value: value)
def test_wrong_usage_says_what_is_there_and_what_to_type(here, line, message, hint):
    done = say(*line.split())

    first, second, *_ = done.stderr.split("\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert first.startswith(message)
    assert not first.endswith(".")
    assert second.startswith("    hint: ")
    assert hint in second
    assert "Usage:" not in done.stderr


@pytest.mark.parametrize("line", [line for line, *_ in WRONG], ids=lambda line: line)
def test_programs_are_told_the_same(here, line):
    name, *rest = line.split()
    shown, done = say(name, *rest), say(name, "--json", *rest)

    (problem,) = json.loads(done.stdout)["problems"]
    assert (done.exit_code, done.stderr, problem["path"], problem["code"]) == (2, "", "", "")
    if "has no option --json" not in problem["message"]:  # of a command that has none
        assert shown.stderr.startswith(f"{problem['message']}\n    hint: {problem['hint']}")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--json", "--json stands behind a command"),
        ("changes --json --markdown", "--json and --markdown are"),
    ],
)
def test_json_where_it_has_no_use_is_wrong_usage(here, line, message):
    done = say(*line.split())

    (problem,) = json.loads(done.stdout)["problems"]
    assert done.exit_code == 2
    assert problem["message"].startswith(message)
    assert problem["hint"]


@pytest.mark.parametrize(
    "line", ["check", "check --due --on 2027-06-30", "build --help", "where -- --json", "changes --help"]
)
def test_the_nearest_right_usage_is_no_wrong_usage(here, line):
    assert say(*line.split()).exit_code in (0, 1)


@pytest.mark.parametrize("arguments", [("--version", "--json"), ("--json", "--version")])
def test_the_version_for_programs(arguments):
    version = re.fullmatch(r"toolkit, version (.+)\n", say("--version").stdout)

    assert version
    assert json.loads(say(*arguments).stdout) == {"version": version[1]}


def test_the_program_itself_says_it_too(tmp_path):
    done = command("check", "--nope", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "toolkit check has no option --nope\n    hint: toolkit check --help\n"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("toolkit.yml", "sources/mine/toolkit.yml must be called toolkit.yaml"),
        ("readme.txt", "make one: toolkit init"),
    ],
)
def test_a_toolkit_whose_file_has_another_ending_is_named(name, hint, tmp_path, monkeypatch):
    (tmp_path / "sources" / "mine").mkdir(parents=True)
    (tmp_path / "sources" / "mine" / name).write_text("id: mine\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(toolkit, ["check"])

    assert done.exit_code == 2
    assert hint in done.stderr
