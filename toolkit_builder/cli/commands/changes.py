"""The command about what changed between editions: changes."""

import sys
from pathlib import Path

import click

from ...errors import Misuse
from ...project import working_folder
from .. import completion
from ..colour import paint_for
from ..door import json_option, located, name_option, reading, toolkit, trust_option
from ..words import text as say


@toolkit.command()
@click.argument("before", required=False, default="", shell_complete=completion.sealed)
@click.argument("after", required=False, default="", shell_complete=completion.editions)
@click.option("--markdown", is_flag=True, help="For a changelog: by weight, with the editors' notes.")
@click.option(
    "--page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page for browsers to this file."
)
@click.option(
    "--for", "tier", metavar="TIER", default="", shell_complete=completion.tiers,
    help="Only what readers of a tier are told.",
)  # fmt: skip
@name_option
@trust_option
@json_option
def changes(
    before: str, after: str, markdown: bool, page: Path | None, tier: str, name: str | None, as_json: bool
) -> None:
    """Tell what changed between two editions.

    Without AFTER, up to the sources as they are; without BEFORE, since the newest sealed edition.

    \b
    toolkit changes                         what the next edition will bring
    toolkit changes 2026.1 2026.2
    toolkit changes 2026.1 --page news.html
    toolkit changes --for public            as everybody is told
    """
    if markdown and as_json:
        raise Misuse("--json and --markdown are two forms of one result", "leave out one of them")
    project = located(name)
    with reading(project.name):
        from ...publish.changes import report_between
        from ..words import changes as say_changes

        report = report_between(project, before, after, tier)
    if page:
        from ...publish.changes_page import write_page

        write_page(report, project, page)
        click.echo(say.near(working_folder() / page, working_folder()), err=as_json or markdown)
    if as_json:
        click.echo(say.as_json(say_changes.as_dict(report)))
    elif markdown:
        click.echo(say_changes.markdown(report))
    elif not page:
        click.echo(say_changes.text(report, paint_for(sys.stdout, say_changes.bare)))
