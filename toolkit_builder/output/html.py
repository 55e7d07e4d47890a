"""Manuscript -> one page of HTML that needs nothing beside it: styles and pictures travel inside."""

import base64

from lxml import etree

from ..content.pictures import media_type
from ..content.variants import ON_SCREEN
from .drawing_styles import styled
from .style import WEB
from .task import File, HouseStyle, Task
from .variant_view import view

MEDIA_TYPE = "text/html"


def write_html(task: Task, house: HouseStyle) -> File:
    """A manuscript as a page for browsers, named by its key.

    Args:
        task: the manuscript; what it shows is what `ON_SCREEN` shows.
        house: stylesheet and pictures.
    """
    manuscript, imprint = task.manuscript, task.imprint
    main = view(manuscript.body, ON_SCREEN, imprint.label)
    for picture in main.iter("img"):
        picture.set("src", _inside(picture.get("src", ""), task, house))
    title = etree.Element("title")
    title.text = f"{manuscript.title} ({imprint.edition})"
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{etree.tostring(title, encoding='unicode')}<style>{house.styles[WEB]}</style>"
    )
    body = etree.tostring(main, encoding="unicode", method="html")
    page = (
        f'<!DOCTYPE html>\n<html lang="{manuscript.language}"><head>{head}</head><body>{body}</body></html>\n'
    )
    return File(f"{task.key}.html", MEDIA_TYPE, page.encode())


def _inside(source: str, task: Task, house: HouseStyle) -> str:
    """A picture as a data: address (RFC 2397)."""
    data = task.manuscript.assets.get(source.removeprefix("asset:")) or house.assets[source]
    data = styled(data, house.drawings[ON_SCREEN], str(house.brand.fonts.heading))
    return f"data:{media_type(data)};base64,{base64.b64encode(data).decode()}"
