"""The commands that begin something: init, new."""

from pathlib import Path

import click

from ...content.packet_kinds import OF_MATERIALS, PRINCIPLE
from ...content.variants import ON_SCREEN
from ...errors import Misuse
from ...project import Request, locate, working_folder
from .. import completion
from ..door import located, name_option, toolkit
from ..words import build as say_build
from ..words import new as say_new
from ..words import text as say
from .build import build_all

EDITION = "edition"
FILES = (PRINCIPLE, *OF_MATERIALS, EDITION)
# What a new toolkit shows first.
FIRST_PACKET, FIRST_VARIANT = ("p1-self-assessment",), (ON_SCREEN,)


@toolkit.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the toolkit's folder; else that of DIRECTORY.")
@click.option("--no-build", is_flag=True, help="Only write the files.")
@click.option("--no-git", is_flag=True, help="Make no git repository.")
def init(directory: Path, name: str | None, no_build: bool, no_git: bool) -> None:
    """A new toolkit that builds at once.

    Writes its texts, a README, what editors and git want to know, and a git repository where git is there
    and the folder lies in none. Makes one packet, so that there is something to look at.

    \b
    toolkit init my-toolkit
    """
    from ...content.starter import init as begin
    from ...content.starter import named_after
    from ...machine.git import begin_repository, is_in_repository

    folder = working_folder() / directory
    name = name or named_after(folder.resolve().name)
    first = begin(folder, name)
    kept = (
        not no_git and not is_in_repository(folder) and begin_repository(folder, f"Begin the toolkit {name}")
    )
    click.echo(say_new.begun(first.parent, working_folder(), kept))
    if not no_build:
        made = build_all([locate(folder, name)], Request(FIRST_PACKET, FIRST_VARIANT), quiet=False)
        for result, seconds in made:
            click.echo(say_build.built(result, seconds, working_folder(), verbose=True))
    click.echo(say_new.what_next(folder, first, working_folder()))


@toolkit.command()
@click.argument("kind", type=click.Choice(FILES))
@click.argument("file", required=False, metavar="[NAME]")
@click.option(
    "--principle",
    metavar="FOLDER",
    shell_complete=completion.principles,
    help="Folder of principles/, or id of a principle; without it, of the toolkit as a whole.",
)
@click.option("--title", metavar="WORDS", help="Name of a principle in print.")
@name_option
def new(kind: str, file: str | None, principle: str | None, title: str | None, name: str | None) -> None:
    """A new file with every field explained.

    It passes `toolkit check` as it stands.

    \b
    toolkit new case-study north-valley --principle new-basics
    toolkit new principle sixth-idea --title "Every child is known"
    toolkit new edition
    """
    from ...content import starter

    if title and kind != PRINCIPLE:
        raise Misuse("--title is the name of a principle", "leave it out; the file has a line for its title")
    project, about = located(name), ""
    if kind == EDITION:
        path = starter.new_edition(project, file)
    elif file is None:
        raise Misuse(f"how should the {kind} be called?", f"toolkit new {kind} NAME")
    elif kind == PRINCIPLE:
        begun = starter.new_principle(project, file, title or "")
        path, about = begun.path, say_new.principle(begun)
    else:
        path = starter.new_material(project, kind, file, principle)
    click.echo(f"Open next: {say.near(path, working_folder())}")
    if about:
        click.echo(about)
    if kind in OF_MATERIALS:
        click.echo("It is a draft: no packet holds it until its status is approved.")
