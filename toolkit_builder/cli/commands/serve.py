"""The command that shows a toolkit while it is being written: serve."""

import sys
import threading
import traceback
import webbrowser
from contextlib import ExitStack

import click

from ...project import setting
from .. import completion
from ..door import keep_trust, located, name_option, needs, reading, toolkit, trust_option

_HEARS = 0.5  # seconds


@toolkit.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="0: any that is free."
)
@click.option("--open", "show", is_flag=True, help="Open the browser.")
@click.option(
    "--editor", metavar="EDITOR", shell_complete=completion.editors,
    help="What links open: vscode, vscodium, idea, none, or an address with {path}, {line} and {column}; "
    "else `editor` of [tool.toolkit] in pyproject.toml, else vscode.",
)  # fmt: skip
@name_option
@trust_option
def serve(port: int, show: bool, editor: str | None, name: str | None) -> None:
    """A preview in the browser that follows every save; Ctrl-C ends it.

    For this machine alone. Writes nothing but the PDF and Word files that are asked for, into .cache/.
    What is changed in layouts of the toolkit's own meanwhile is trusted as they were.

    \b
    toolkit serve
    toolkit serve --open --editor vscodium
    """
    from ...serve.editor import DEFAULT, Editor

    project = located(name)
    opens = Editor.of(editor or setting(project.root, "editor") or DEFAULT)
    with ExitStack() as stack:
        with reading(project.name):
            with needs("serve", "the preview"):
                from ...serve.serve import serving
            server = stack.enter_context(serving(project, port, opens, _tell_fault))
        stack.callback(keep_trust, project)
        click.echo(f"Preview of {project.toolkit}: {server.address}")
        click.echo("It follows every save. Ctrl-C ends it.", err=True)
        sys.stdout.flush()
        if show:
            webbrowser.open(server.address)
        # Ctrl-C may reach the process in another thread; this one hears of it when it wakes, on Windows too.
        while not threading.Event().wait(_HEARS):
            pass


def _tell_fault(error: BaseException) -> None:
    click.echo("".join(traceback.format_exception(error)), err=True)
