"""The two reports of `check` on contributors' care."""

from datetime import date
from typing import TYPE_CHECKING

import click

from .. import say
from ..request import Request

if TYPE_CHECKING:
    from ..content import Toolkit


def tell_due(each: Request, found: "Toolkit", on: date, as_json: bool) -> None:
    """What is due on a day."""
    from .. import say_care
    from ..caring import calendar
    from ..publish.sealed import sealed

    result = calendar(found, on, [edition.id for edition in sealed(each.sources, each.name)])
    click.echo(say.as_json(say_care.due_json(result)) if as_json else say_care.due(result))


def tell_style(found: "Toolkit", names: tuple[str, ...], as_json: bool) -> None:
    """How texts are written."""
    from .. import say_care
    from ..caring import reviewed

    result = reviewed(found, names)
    click.echo(say.as_json(say_care.style_json(result)) if as_json else say_care.style(result))
