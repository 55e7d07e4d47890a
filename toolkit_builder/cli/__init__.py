"""The command line: options in, one call, text out. The only place that prints or exits.

Commands import what they need themselves: `toolkit build` with nothing to do is quicker than loading a
renderer.
"""

import sys

import click

from . import asking, building, proving
from .door import toolkit

__all__ = ["asking", "building", "main", "proving", "toolkit"]


def main() -> None:
    """Entry point of `toolkit`."""
    try:
        sys.exit(toolkit(prog_name="toolkit", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):  # click makes the first of the second
        click.echo("stopped; nothing was left half done", err=True)
        sys.exit(130)
