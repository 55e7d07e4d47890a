"""The commands that begin something: init, new."""

from pathlib import Path

import click

from ...content.packet_kinds import OF_MATERIALS, PRINCIPLE
from ...errors import Misuse
from ...project import Request, locate
from ..door import Progress, name_option, toolkit
from ..words import build as say_build
from ..words import text as say
from .build import build_all

EDITION = "edition"
FILES = (PRINCIPLE, *OF_MATERIALS, EDITION)


@toolkit.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the toolkit's folder; else that of DIRECTORY.")
@click.option("--no-build", is_flag=True, help="Only write the files.")
def init(directory: Path, name: str | None, no_build: bool) -> None:
    """A new toolkit that builds at once.

    \b
    toolkit init my-toolkit
    """
    from ...content.starter import init as begin

    folder = directory.absolute()
    name = name or "-".join(
        part for part in "".join(c if c.isalnum() else " " for c in folder.resolve().name.lower()).split()
    )
    first = begin(folder, name)
    click.echo(f"A new toolkit lies in {say.near(first.parent, Path.cwd())}")
    if not no_build:
        for result, seconds in build_all([locate(folder, name)], Request(), Progress(quiet=False)):
            click.echo(say_build.built(result, seconds, Path.cwd(), verbose=False))
    click.echo(f"Open next: {say.near(first, Path.cwd())}")


@toolkit.command()
@click.argument("kind", type=click.Choice(FILES))
@click.argument("file", required=False, metavar="[NAME]")
@click.option(
    "--principle", metavar="FOLDER", help="Folder of principles/; without it, of the toolkit as a whole."
)
@name_option
def new(kind: str, file: str | None, principle: str | None, name: str | None) -> None:
    """A new file with every field explained.

    It passes `toolkit check` as it stands.

    \b
    toolkit new case-study north-valley --principle new-basics
    toolkit new principle sixth-idea
    toolkit new edition
    """
    from ...content import starter

    project = locate(Path.cwd(), name)
    if kind == EDITION:
        path = starter.new_edition(project, file)
    elif file is None:
        raise Misuse(f"how should the {kind} be called?", f"toolkit new {kind} NAME")
    elif kind == PRINCIPLE:
        path = starter.new_principle(project, file)
    else:
        path = starter.new_material(project, kind, file, principle)
    click.echo(f"Open next: {say.near(path, Path.cwd())}")
    if kind in OF_MATERIALS:
        click.echo("It is a draft: no packet holds it until its status is approved.")
