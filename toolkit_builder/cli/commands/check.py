"""The command that reads everything and reports: check."""

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from ...errors import Misuse
from ...project import Project
from .. import completion
from ..door import json_option, located, name_option, reading, toolkit, trust_option
from ..words import text as say
from .build import warn

if TYPE_CHECKING:
    from ...content.toolkit import Toolkit


@toolkit.command()
@click.argument("names", nargs=-1, metavar="[MATERIAL or PACKET]...", shell_complete=completion.texts)
@click.option("--style", "style", is_flag=True, help="How texts are written; of all, or of those named.")
@click.option("--due", "due", is_flag=True, help="What is due: readings, permissions, addresses, editions.")
@click.option("--ours", "ours", is_flag=True, help="Which texts are still the program's, not yours.")
@click.option(
    "--on", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="With --due: another day than today."
)
@name_option
@trust_option
@json_option
def check(
    names: tuple[str, ...], style: bool, due: bool, ours: bool, on: datetime | None, name: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Read everything and report every problem; writes nothing but what it remembers in .cache/.

    The reports of --style, --due and --ours stop nothing: they end with exit code 0.

    \b
    toolkit check
    toolkit check --due --on 2027-06-30     what will be due by then
    toolkit check --style p2-sa             reading level and wording of one text
    toolkit check --ours                    what is still to be written before publishing
    """
    project = located(name)
    if style + due + ours > 1:
        raise Misuse(
            "--style, --due and --ours are reports of their own", "ask for one at a time: toolkit check --due"
        )
    if names and not style:
        raise Misuse("only --style looks at single texts", "leave out the names, or add --style")
    if on and not due:
        raise Misuse("--on is the day of --due", "add --due")
    if due:
        _tell_due(project, on.date() if on else date.today(), as_json)
    elif style:
        _tell_style(project, names, as_json)
    elif ours:
        _tell_ours(project, as_json)
    else:
        _check(project, as_json)


def _check(project: Project, as_json: bool) -> None:
    from ...publish.check import check as check_project
    from ..words import check as say_check

    with reading(project.name, quiet=not sys.stderr.isatty()) as progress:
        verdict = check_project(project, progress)
    if as_json:
        report = {
            "problems": [], "files_read": verdict.files, "warnings": say.listed(verdict.warnings),
            "ours": verdict.ours,
        }  # fmt: skip
        click.echo(say.as_json(report))
    else:
        files, packets = say.count(verdict.files, "file"), say.count(verdict.packets, "packet")
        click.echo(f"{project.toolkit}: {files}, {packets}, no problems")
        if verdict.ours:
            click.echo(say_check.still_ours(verdict.ours))
        warn(verdict.warnings)


def _tell_due(project: Project, on: date, as_json: bool) -> None:
    """What is due on a day."""
    from ...content.due import calendar
    from ...publish.sealed_editions import sealed_editions
    from ..words import check as say_check

    sealed = [edition.id for edition in sealed_editions(project.sources, project.name)]
    result = calendar(load(project), on, sealed)
    click.echo(say.as_json(say_check.due_json(result)) if as_json else say_check.due(result))


def _tell_style(project: Project, names: tuple[str, ...], as_json: bool) -> None:
    """How texts are written."""
    from ...layout.names import review_of
    from ..words import check as say_check

    result = review_of(load(project), names)
    click.echo(say.as_json(say_check.style_json(result)) if as_json else say_check.style(result))


def _tell_ours(project: Project, as_json: bool) -> None:
    """Which texts nobody has written yet."""
    from ...content.placeholders import placeholders
    from ..words import check as say_check

    found = placeholders(load(project))
    click.echo(say.as_json(say_check.ours_json(found)) if as_json else say_check.ours(found))


def load(project: Project) -> "Toolkit":
    """The toolkit as its sources say it.

    Raises:
        SourceError: every problem in them.
    """
    with reading(project.name):
        from ...content.load import load_toolkit

        return load_toolkit(project.sources, project.name)
