"""Completion: every argument that takes a name offers those that there are, quickly, in real shells."""

import os
import resource
import shutil
import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from tests.conftest import STARTER, change_files
from tests.projects import FIXTURE, ROOT, make_project, surroundings
from tests.sealed import NEXT, seal
from toolkit_builder.cli import toolkit
from toolkit_builder.cli.words.codes import CODES
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.outline import KINDS, Outline
from toolkit_builder.content.schema import FILES
from toolkit_builder.layout.names import Names, printed_ids

# What is no name of anything that there is.
FREE = {
    ("check", "on"), ("init", "name"), ("new", "file"), ("new", "title"), ("serve", "port"),
}  # fmt: skip
PLACES = {"file", "dir"}
TOOLKITS = [*sorted((ROOT / "sources").iterdir()), FIXTURE / "harbor", STARTER]
TAKING = [
    pytest.param(command, parameter, id=f"{command.name}-{parameter.name}")
    for _, command in sorted(toolkit.commands.items())
    for parameter in command.params
    if not getattr(parameter, "is_flag", False) and (command.name, parameter.name) not in FREE
]
SECONDS = 0.3  # that somebody waits who has pressed a key


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A project with a sealed edition and one that is not."""
    make_project(tmp_path)
    seal(tmp_path / "sources/harbor")
    change_files(tmp_path / "sources/harbor", NEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def offered(*words: str) -> list[str]:
    """What a shell is offered for the last word."""
    found = ShellComplete(toolkit, {}, "toolkit", "_TOOLKIT_COMPLETE").get_completions(
        [*words[:-1]], words[-1]
    )
    return [item.value for item in found]


@pytest.mark.parametrize(("command", "parameter"), TAKING)
def test_every_argument_that_takes_a_name_offers_those_there_are(here, command, parameter):
    context = click.Context(command, info_name=command.name, resilient_parsing=True)

    items = parameter.shell_complete(context, "")

    assert items
    if isinstance(parameter.type, click.Path):
        assert {item.type for item in items} <= PLACES
    else:
        assert all(item.type == "plain" and item.value for item in items)


def test_what_is_free_is_there():
    there = {
        (name, parameter.name) for name, command in toolkit.commands.items() for parameter in command.params
    }

    assert there >= FREE


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (("build", "p2-s"), ["p2-self-assessment", "p2-sa"]),
        (("build", "tide", "artifact-t"), ["artifact-tide-table"]),
        (("proof", "sn"), ["snap"]),
        (("build", "p2-w"), []),  # a draft
        (("check", "--style", "p2-w"), ["p2-week"]),
        (("check", "--style", "glo"), ["glossary"]),
        (("where", "co"), ["coast"]),
        (("build", "--marks-since", ""), ["2026.1"]),
        (("build", "--update-since", "2026"), ["2026.1"]),
        (("changes", ""), ["2026.1"]),
        (("changes", "2026.1", ""), ["2026.1", "2026.2"]),
        (("verify", ""), ["2026.1"]),
        (("regenerate", ""), ["2026.1"]),
        (("publish", ""), ["2026.2"]),
        (("site", "--tier", ""), ["public", "member"]),
        (("explain", "c44"), ["C440"]),
        (("explain", "O60"), [code for code in sorted(CODES) if code.startswith("O60")]),
        (("schema", "b"), ["brand"]),
        (("new", "artifact", "x", "--principle", ""), ["shared-aim", "calm-days", "p1", "p2"]),
        (("new", "case"), ["case-study"]),
        (("build", "--toolkit", ""), ["harbor"]),
        (("build", "--variant", "large"), ["large-print"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("serve", "--editor", "vs"), ["vscode", "vscodium"]),
        (("regen",), ["regenerate"]),
    ],
)  # fmt: skip
def test_what_is_offered(here, words, values):
    assert offered(*words) == values


def test_names_are_those_of_the_toolkit_that_is_named(here):
    shutil.copytree(STARTER, here / "sources" / "meadow")

    assert offered("check", "--toolkit", "meadow", "--style", "p1-n") == ["p1-north"]
    assert "coast" not in offered("check", "--toolkit", "meadow", "--style", "")
    assert {"coast", "p1-north"} <= {*offered("check", "--style", "")}


def test_nothing_is_offered_outside_a_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert offered("build", "") == offered("publish", "") == offered("build", "--toolkit", "") == []


def test_files_that_are_broken_break_no_shell(here):
    (here / "sources/harbor/toolkit.yaml").write_bytes(b"\xff\xfe: [")
    (here / "sources/harbor/artifacts/tide-table.yaml").unlink()

    assert offered("build", "") == ["book", "template"]
    assert offered("build", "--marks-since", "") == ["2026.1"]


@pytest.mark.parametrize("sources", TOOLKITS, ids=lambda path: path.name)
def test_names_read_off_lines_are_those_of_the_sources(sources):
    outline, loaded = Outline(sources), load_toolkit(sources, sources.name)

    names = Names.of_toolkit(loaded)

    assert {*outline.packets} == {*names.packets}
    assert outline.printed_in == names.printed_in
    assert [*outline.principles] == [*loaded.file.principles]
    assert [*outline.principles.values()] == [
        shelf.principle.id for shelf in loaded.shelves if shelf.principle
    ]
    assert outline.tiers == tuple(tier.id for tier in loaded.file.access)
    assert outline.editions == tuple(edition.id for edition in loaded.editions)
    assert all(printed_ids(loaded, name) for name in (*outline.drafts, *outline.others))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: tide", 'id: "tide"  # of the harbour'),
        ("slug: tide-table", "slug: 'tide-table'"),
        ("status: approved", "status:   approved\r"),
    ],
)
def test_names_are_read_however_a_line_is_written(here, old, new):
    path = here / "sources/harbor/artifacts/tide-table.yaml"
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    assert Outline(here / "sources/harbor").printed_in["tide"] == "artifact-tide-table"


def test_lists_in_brackets_are_read_too(here):
    path = here / "sources/harbor/toolkit.yaml"
    lines, brackets = "principles:\n  - shared-aim\n  - calm-days", "principles: [shared-aim, calm-days]"
    path.write_text(path.read_text("utf-8").replace(lines, brackets), "utf-8")

    assert Outline(here / "sources/harbor").principles == {"shared-aim": "p1", "calm-days": "p2"}


def test_kinds_of_files_are_those_of_the_schemas():
    assert {*KINDS} == {*FILES}


def test_every_code_is_offered():
    assert offered("explain", "") == sorted(CODES)


@pytest.fixture
def shell_path(tmp_path):
    """Folders of commands, with `toolkit` among them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "toolkit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m toolkit_builder "$@"\n')
    (folder / "toolkit").chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


# For each shell: the lines after which it has completed `toolkit build p2-s`, and what it then says.
LINES = {
    "bash": 'source "$SCRIPT"\nCOMP_WORDS=(toolkit build p2-s)\nCOMP_CWORD=2\n'
            '_toolkit_completion toolkit\nprintf "%s\\n" "${COMPREPLY[@]}"',
    # Without its line editor zsh only tells who would complete; `compinit` has not run.
    "zsh": 'source "$SCRIPT"\necho $_comps[toolkit]\nwords=(toolkit build p2-s)\nCURRENT=3\n'
           '_describe() { print -l ${(@)${(P)3}%%:*} }\ncompadd() { print -l -- ${(P)${@[-1]}} }\n'
           '_toolkit_completion',
    "fish": 'source "$SCRIPT"\ncomplete -C "toolkit build p2-s"',
}  # fmt: skip
SHELLS = [shell for shell in LINES if shutil.which(shell)]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes(here, shell, shell_path, tmp_path):
    script = tmp_path / f"completion.{shell}"
    script.write_text(CliRunner().invoke(toolkit, ["completion", shell]).stdout, encoding="utf-8")
    options = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]

    done = subprocess.run(
        [shell, *options, "-c", LINES[shell]], cwd=here, capture_output=True, text=True, timeout=120,
        env=surroundings(PATH=shell_path, SCRIPT=str(script), HOME=str(tmp_path)),
    )  # fmt: skip

    assert done.stderr == ""
    names = [line.partition("\t")[0] for line in done.stdout.splitlines()]
    assert sorted(name for name in names if name.startswith("p")) == ["p2-sa", "p2-self-assessment"]


def test_bash_is_there():
    assert "bash" in SHELLS


def test_zsh_is_made_ready_where_nobody_did():
    script = CliRunner().invoke(toolkit, ["completion", "zsh"]).stdout

    assert script.startswith("#compdef toolkit\n")
    assert script.index("autoload -Uz compinit && compinit") < script.index("compdef _toolkit_completion")


@pytest.mark.parametrize(
    "words",
    [
        "build ", "check --style ", "explain ", "schema ", "changes ", "regenerate ", "site --tier ",
        "new artifact x --principle ", "publish ", "serve --editor ", "build --toolkit ",
    ],
)  # fmt: skip
def test_nobody_waits_for_a_name(words):
    """Of the largest toolkit; the time of the processor, since others work on this machine too."""
    count = str(len(words.split()) + 1)
    environment = surroundings(
        _TOOLKIT_COMPLETE="bash_complete", COMP_WORDS=f"toolkit {words}", COMP_CWORD=count
    )

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "toolkit_builder"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert done.stdout.startswith(b"plain,")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < SECONDS
