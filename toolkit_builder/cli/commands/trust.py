"""The command that lets a toolkit's own layouts run: trust."""

from pathlib import Path

import click

from ...errors import Misuse
from ...machine.files import entries
from ...project import Project, find_root
from .. import door
from ..words import trust as say


@door.toolkit.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def trust(folder: Path) -> None:
    """Let the layouts of a toolkit run, as they are now.

    Layouts are programs: they decide what is read and printed. They run in a sandbox, and only after you have
    said so once; a changed layout needs your word again. A toolkit without layouts of its own needs none.

    \b
    toolkit trust sources/my-toolkit
    """
    place = folder.resolve()
    root = find_root(place)
    if place.parent != root / "sources":
        raise Misuse(f"{folder} is no toolkit", "name its folder, such as sources/my-toolkit")
    project = Project(root, place.name, folder.as_posix())
    if len(project.layouts) == 1:
        click.echo(say.nothing(project.name))
        return
    door.trust().give(project.own_layouts)
    click.echo(say.trusted(project.name, [name for name, _, _ in entries(project.own_layouts)]))
