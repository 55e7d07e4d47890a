"""Commands about the download site: site."""

import time
from pathlib import Path

import click

from ...project import working_folder
from .. import completion
from ..door import (
    json_option,
    located,
    name_option,
    needs,
    quiet_option,
    reading,
    toolkit,
    trust_option,
    verbose_option,
)
from ..words import site as say
from .editions import archive_option


@toolkit.command()
@click.option(
    "--tier",
    "tiers",
    multiple=True,
    metavar="NAME",
    shell_complete=completion.tiers,
    help="One tier of access; else all of them.",
)
@click.option("--allow-removal", is_flag=True, help="Published files may go; else they stop the run.")
@archive_option
@quiet_option
@verbose_option
@name_option
@trust_option
@json_option
def site(
    tiers: tuple[str, ...], allow_removal: bool, archive: Path | None, quiet: bool, verbose: bool,
    name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Make the download site of all sealed editions.

    One folder a tier of access, for any static host; docs/hosting.md says how. Where nothing has changed,
    nothing is written.

    \b
    toolkit site
    toolkit site --tier public
    """
    with needs("site", "the site"):
        from ...site.make import make_sites

    started, project = time.monotonic(), located(name, archive)
    with reading("the sealed editions", quiet) as progress:
        result = make_sites(project, tuple(dict.fromkeys(tiers)), progress, allow_removal)
    seconds = time.monotonic() - started
    here = working_folder()
    click.echo(say.sites_json(result, seconds) if as_json else say.sites(result, seconds, here, verbose))
