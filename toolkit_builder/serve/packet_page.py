"""Manuscript -> the right side of the preview: what a screen shows, every block with a name to ask by."""

import base64
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from ..content.pictures import media_type
from ..content.pictures.logo import logo_in_preview
from ..content.toolkit import Toolkit
from ..content.variants import ON_SCREEN
from ..layout.changed_blocks import BLOCKS, own_words, tight
from ..layout.manuscript import Manuscript
from ..layout.vocabulary import FIELDS
from ..output.bidi import isolate
from ..output.drawing_styles import drawing_sheets, styled
from ..output.patterns import PATTERNS, pattern
from ..output.style import LOGO
from ..output.variant_view import view

_ROWS = ("tr", "figure")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at a block that something is to be said about it.

    Args:
        words: what it says.
        to: where it leads, on the page around.
    """

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """What the program wrote and nobody has rewritten.

    Args:
        words: what is said beside such a text.
        texts: without spaces.
    """

    words: str
    texts: Collection[str]


def name_blocks(main: etree._Element) -> dict[str, etree._Element]:
    """Give every block a name: its address; a cell without one is named by its row and place."""
    named: dict[str, etree._Element] = {}
    for element in main.iter():
        if element.tag not in BLOCKS and element.tag not in _ROWS:
            continue
        name = element.get("id")
        if name is None and element.tag in ("td", "th") and (row := element.getparent()) is not None:
            name = f"{row.get('id', 'row')}.{row.index(element) + 1}"
        if name:
            named.setdefault(name, element)
    return named


def frame(
    manuscript: Manuscript, toolkit: Toolkit, sheet: str, marks: Mapping[str, Iterable[Mark]], own: OwnTexts
) -> str:
    """A whole page of HTML without scripts.

    Args:
        manuscript: the packet.
        toolkit: its logo and colours.
        sheet: address of the stylesheet.
        marks: name of a block -> what is said beside it.
        own: what is still to be written.
    """
    main = view(manuscript.body, ON_SCREEN, str(toolkit.editions[-1].label))
    for name, element in name_blocks(main).items():
        element.set("data-at", name)
        if element.tag not in _ROWS and tight(own_words(element)) in own.texts:
            element.set("data-ours", own.words)
        for mark in marks.get(name, ()):
            _put(mark, element)
    _number_notes(main)
    _name_fields(main)
    for picture in [*main.iter("img")]:
        _picture(picture, manuscript.assets, toolkit)
    for link in main.iter("a"):
        if not link.get("href", "").startswith(("#", "/")):
            link.attrib.update({"target": "_blank", "rel": "noopener noreferrer"})
    for columns in main.iter("colgroup"):
        _share(columns)
    isolate(main)
    first = next(main.iter("h1", "h2"), main)
    first.set("tabindex", "0")
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_escaped(manuscript.title)}</title>"
        f'<link rel="stylesheet" href="{sheet}">'
    )
    body = etree.tostring(main, encoding="unicode", method="html")
    return (
        f'<!DOCTYPE html>\n<html lang="{manuscript.language}"><head>{head}</head><body>{body}</body></html>\n'
    )


def cover_rules(toolkit: Toolkit) -> str:
    """CSS of the pattern on each principle's cover."""
    drawn = drawing_sheets(toolkit.brand)[ON_SCREEN]
    family = str(toolkit.brand.fonts.heading)
    drawings = {name: _inside(styled(pattern(name), drawn, family)) for name in PATTERNS}
    rules = [f".cover::before{{background-image:url({drawings['rings']})}}"]
    rules += [
        f"[data-pattern={name}]>.cover::before{{background-image:url({drawing})}}"
        for name, drawing in drawings.items()
    ]
    return "\n".join(rules)


def _put(mark: Mark, element: etree._Element) -> None:
    """At the beginning of a block; a row or figure lends it to the first block inside."""
    while element.tag in _ROWS and len(element):
        element = element[0]
    link = etree.Element("a", {"class": "mark", "href": mark.to, "target": "_parent"})
    link.text = mark.words
    link.tail, element.text = f" {element.text or ''}", None
    element.insert(0, link)


def _number_notes(main: etree._Element) -> None:
    """A note where it is called becomes its number: it leads to the list of sources and says it on hover."""
    sources = [str(item.get("id")) for item in main.iterfind(".//ol[@class='references']/li")]
    notes = [*main.iterfind(".//span[@class='footnote']")]
    for number, (note, source) in enumerate(zip(notes, sources, strict=False), 1):
        words, tail = " ".join("".join(map(str, note.itertext())).split()), note.tail
        note.clear()
        note.tag, note.text, note.tail = "a", str(number), tail
        note.attrib.update({"class": "again", "href": f"#{source}", "title": words})


def _name_fields(main: etree._Element) -> None:
    """Names of fields as browsers tell them; a choice is nothing until somebody has chosen."""
    for answer in main.iter(*FIELDS):
        answer.set("aria-label", answer.attrib.pop("title", ""))
    for choice in main.iter("select"):
        nothing = etree.Element("option", {"value": ""})
        nothing.text = choice.get("data-placeholder", "")
        choice.insert(0, nothing)


def _share(columns: etree._Element) -> None:
    """Widths of columns as attributes: the page allows no styles but those of its sheet."""
    shares = [float(column.attrib.pop("data-share", "1")) for column in columns]
    for column, share in zip(columns, shares, strict=True):
        column.set("width", f"{share / sum(shares):.2%}")


def _picture(picture: etree._Element, assets: Mapping[str, bytes], toolkit: Toolkit) -> None:
    source = picture.get("src", "")
    if source.startswith("slot:"):
        words, tail = picture.get("alt", ""), picture.tail
        picture.clear()
        picture.tag, picture.text, picture.tail = "span", words, tail
        picture.set("class", "slot")
        return
    data = assets.get(source.removeprefix("asset:"))
    if data is None and source == LOGO and toolkit.brand.logo:
        mark = logo_in_preview(toolkit.brand, toolkit.pictures)
        data = mark.data if mark else None
    if data is not None:
        data = styled(data, drawing_sheets(toolkit.brand)[ON_SCREEN], str(toolkit.brand.fonts.heading))
        picture.set("src", _inside(data))


def _inside(data: bytes) -> str:
    """A picture as a data: address (RFC 2397)."""
    return f"data:{media_type(data)};base64,{base64.b64encode(data).decode()}"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
