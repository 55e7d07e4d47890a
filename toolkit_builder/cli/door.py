"""The way in and out: the group of commands, the options they share, errors as text, exit codes, progress."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from .. import __version__
from ..content.variants import OFFERED
from ..errors import BuildError, Misuse, NoToolkit, PortTaken, UnclearToolkit, UnknownName
from ..machine.trust import Trust
from ..project import Project, locate, working_folder
from . import completion
from .colour import paint_for
from .streams import heard
from .usage import Command, in_our_words
from .words import help as say_help
from .words import text as say


class Door(click.Group):
    """All commands behind one `try`: errors become text on stderr and an exit code."""

    command_class = Command

    def invoke(self, ctx: click.Context) -> Any:
        ctx.color = True  # what has colour is decided here, by `colour`, and not by click
        try:
            with heard():
                return super().invoke(ctx)
        except BuildError as error:
            if ctx.meta.get("json"):
                click.echo(say.as_json(say.problems(error)))
            else:
                click.echo(say.stopped(error, paint_for(sys.stderr)), err=True)
            ctx.exit(error.exit_code)
        except (Misuse, click.UsageError) as error:
            _refuse(ctx, error)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Reads the line; a help that is asked for is told here."""
        with heard():
            return super().make_context(*args, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # What is wrong with the options of a command is told before its own --json is read.
        ctx.meta["json"] = "--json" in args
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = ctx
            _refuse(ctx, error)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is meant.

        Raises:
            UnknownName: there is none of this name.
        """
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise UnknownName("command", args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


def _refuse(ctx: click.Context, error: Misuse | click.UsageError) -> NoReturn:
    """Tell of wrong usage, and end."""
    misuse = in_our_words(error) if isinstance(error, click.UsageError) else _in_words_of_commands(error)
    if ctx.meta.get("json"):
        click.echo(say.as_json(say.misuse(misuse)))
    else:
        click.echo(say.misused(misuse, paint_for(sys.stderr)), err=True, color=True)
    ctx.exit(2)


def _in_words_of_commands(error: Misuse) -> Misuse:
    """What the library says of a project, with what to type."""
    if isinstance(error, NoToolkit):
        return Misuse(error.message, error.hint or "make one: toolkit init my-toolkit")
    if isinstance(error, UnclearToolkit):
        return Misuse(error.message, f"add --toolkit NAME; {error.hint}")
    if isinstance(error, PortTaken):
        return Misuse(error.message, f"{error.hint}: toolkit serve --port {error.port + 1}")
    return error


@contextmanager
def needs(extra: str, what: str) -> Iterator[None]:
    """Around the imports of a command that needs an extra.

    Args:
        extra: its name in pyproject.toml.
        what: what needs it.

    Raises:
        Misuse: a package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        hint = f"pip install 'toolkit-builder[{extra}]'"
        raise Misuse(f"{what} needs the package {missing.name}", hint) from None


@click.group(cls=Door, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, help="Show the version and exit.")
@click.option("--json", "as_json", is_flag=True, help="The version for programs.")
@click.pass_context
def toolkit(ctx: click.Context, version: bool, as_json: bool) -> None:
    """Branded, accessible PDF and Word packets from texts in YAML."""
    if version:
        click.echo(say.as_json({"version": __version__}) if as_json else f"toolkit, version {__version__}")
        ctx.exit(0)
    if as_json:
        raise Misuse("--json stands behind a command or --version", "toolkit check --json")
    if ctx.invoked_subcommand is None:
        click.echo(say_help.WELCOME)


def _note_json(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    ctx.meta["json"] = value
    return value


def _note_trust(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta["trust"] = value


def trust() -> Trust:
    """What the user of this machine trusts."""
    folder = Path(click.get_app_dir("toolkit-builder"))
    if not folder.is_absolute():  # XDG Base Directory Specification: such a path is not to be used
        folder = Path("~/.config/toolkit-builder").expanduser()
    return Trust(folder / "trusted.json")


def located(name: str | None, archive: Path | None = None) -> Project:
    """The project that is meant, and whether its own layouts may run.

    Args:
        name: of the toolkit; None for the default.
        archive: folder of the archive; None for the usual one.

    Raises:
        Misuse: see `locate` and `working_folder`.
    """
    project = locate(working_folder(), name, archive)
    is_said = click.get_current_context().meta.get("trust", False)
    return replace(project, trusted=is_said or trust().holds(project.own_layouts))


def keep_trust(project: Project) -> None:
    """Go on trusting own layouts that the user has changed while a command ran.

    Not those that are trusted this once, nor any that came where there were none.

    Raises:
        OutputError: the user's settings cannot be written.
    """
    only_now = click.get_current_context().meta.get("trust", False)
    if project.trusted and project.own_layouts.is_dir() and not only_now:
        trust().give(project.own_layouts)


json_option = click.option(
    "--json", "as_json", is_flag=True, callback=_note_json, help="The result for programs."
)
name_option = click.option(
    "--toolkit",
    "name",
    metavar="NAME",
    shell_complete=completion.names_of_toolkits,
    help="A folder of sources/; else the default.",
)
trust_option = click.option(
    "--trust-layouts", is_flag=True, expose_value=False, callback=_note_trust,
    help="Let the toolkit's own layouts run this once.",
)  # fmt: skip
packets_argument = click.argument(
    "packets", nargs=-1, shell_complete=completion.packets, metavar="[PACKET or MATERIAL]..."
)
variant_option = click.option(
    "--variant", "variants", multiple=True, type=click.Choice(OFFERED), help="Only this; may be repeated."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Name every file.")


class Progress:
    """Tells on stderr how far a build is: one line rewritten on a terminal, plain lines elsewhere."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._line = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._started = time.monotonic()

    def begin(self, words: str) -> None:
        self._started = time.monotonic()
        if self._line:
            self._show(words)

    def __call__(self, done: int, total: int, name: str) -> None:
        self._show(f"{done} of {total}  {name}  {time.monotonic() - self._started:.0f} s")

    def end(self) -> None:
        if self._line and not self._quiet:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _show(self, words: str) -> None:
        if not self._quiet:
            width = shutil.get_terminal_size().columns
            click.echo(f"\r\x1b[K{words[: width - 1]}" if self._line else words, nl=not self._line, err=True)


@contextmanager
def reading(what: str, quiet: bool = False) -> Iterator[Progress]:
    """Tells on a terminal what is being read, until files are told of; leaves no line behind.

    Args:
        what: name of the toolkit's folder, or of what else takes its time.
        quiet: whether nothing is told.
    """
    progress = Progress(quiet)
    progress.begin(f"reading {what}")
    try:
        yield progress
    finally:
        progress.end()
