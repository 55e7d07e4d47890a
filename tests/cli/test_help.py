"""What `--help` shows as examples can be typed as it stands."""

import re
import shlex
from inspect import cleandoc

import click
import pytest
from click.testing import CliRunner

from tests.projects import make_project
from toolkit_builder.cli import toolkit
from toolkit_builder.cli.words.help import WELCOME

# Those that are quick; the others are run by the tests of their own.
CHEAP = ("check", "completion", "doctor", "explain", "schema", "where")


def examples(command: click.Command) -> list[list[str]]:
    """The lines of a command's help that are to be typed, without what is said beside them."""
    blocks = [block for block in cleandoc(command.help or "").split("\n\n") if block.startswith("\b")]
    return [words(line) for block in blocks for line in block.split("\n")[1:]]


def words(line: str) -> list[str]:
    """Arguments of a line as a shell would give them; two spaces begin a remark."""
    typed = re.split(r" {2,}| >>? ", line.strip())[0]
    name, *arguments = shlex.split(typed)
    assert name == "toolkit", line
    return arguments


EXAMPLES = [(name, each) for name, command in toolkit.commands.items() for each in examples(command)]
WELCOMING = [words(line) for line in WELCOME.split("\n") if line.startswith("  toolkit ")]


@pytest.fixture
def here(tmp_path, monkeypatch):
    make_project(tmp_path)
    (tmp_path / "sources" / "my-toolkit").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parsed(arguments: list[str]) -> click.Context:
    """Context of a command whose options and arguments were read and nothing done."""
    name, *rest = arguments
    command = toolkit.commands[name]
    return command.make_context(name, rest, parent=click.Context(toolkit, info_name="toolkit"))


@pytest.mark.parametrize("name", sorted(toolkit.commands))
def test_every_command_has_an_example(name):
    assert examples(toolkit.commands[name])


@pytest.mark.parametrize(("name", "arguments"), EXAMPLES, ids=str)
def test_an_example_is_of_its_command_and_can_be_typed(here, name, arguments):
    assert arguments[0] == name
    assert parsed(arguments).params


@pytest.mark.parametrize("arguments", WELCOMING, ids=str)
def test_what_the_program_begins_with_can_be_typed(here, arguments):
    assert parsed(arguments).params


@pytest.mark.parametrize(
    "arguments", [["check", "--styel"], ["changes", "1", "2", "3"], ["completion", "csh"]]
)
def test_what_cannot_be_typed_would_be_found(here, arguments):
    with pytest.raises(click.UsageError):
        parsed(arguments)


@pytest.mark.parametrize("arguments", [each for name, each in EXAMPLES if name in CHEAP], ids=str)
def test_an_example_that_is_quick_does_what_it_says(here, arguments):
    done = CliRunner().invoke(toolkit, arguments, catch_exceptions=False)

    assert done.exit_code in ((0, 1) if arguments[0] == "where" else (0,)), done.output
    assert done.output
