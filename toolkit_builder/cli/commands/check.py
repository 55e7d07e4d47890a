"""The two reports of `check` on contributors' care."""

from datetime import date
from typing import TYPE_CHECKING

import click

from ...project import Request
from ..words import common as say

if TYPE_CHECKING:
    from ...content.toolkit import Toolkit


def tell_due(each: Request, found: "Toolkit", on: date, as_json: bool) -> None:
    """What is due on a day."""
    from ...content.due import calendar
    from ...publish.sealed_editions import sealed
    from ..words import check as say_care

    result = calendar(found, on, [edition.id for edition in sealed(each.sources, each.name)])
    click.echo(say.as_json(say_care.due_json(result)) if as_json else say_care.due(result))


def tell_style(found: "Toolkit", names: tuple[str, ...], as_json: bool) -> None:
    """How texts are written."""
    from ...layout.packets import reviewed
    from ..words import check as say_care

    result = reviewed(found, names)
    click.echo(say.as_json(say_care.style_json(result)) if as_json else say_care.style(result))
