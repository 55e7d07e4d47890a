"""What one variant shows of a manuscript: other families' parts dropped, the edition filled in.

On paper, fields become room to write and links say where they lead; in large print, tables become cards.
"""

from lxml import etree

from ..content.variants import VARIANTS
from ..layout.vocabulary import FIELDS
from ..machine.xml import parse
from .cards import replace_by_cards


def view(body: bytes, variant: str, label: str) -> etree._Element:
    """The tree that a writer prints.

    Args:
        body: a manuscript's body.
        variant: decides which `data-only` parts stay.
        label: name of the edition, written where the layout left `<span class="edition"/>`.
    """
    row = VARIANTS[variant]
    main = parse(body)
    for element in [*main.iterfind(".//*[@data-only]")]:
        if element.get("data-only") not in row.shows:
            _drop(element)
        else:
            del element.attrib["data-only"]
    for element in main.iterfind(".//span[@class='edition']"):
        element.text = label
    if row.on_paper:
        for field in [*main.iter(*FIELDS)]:
            _room(field)
        for link in main.iter("a"):
            _say_address(link)
    if row.large_type:
        for table in [*main.iter("table")]:
            replace_by_cards(table)
    return main


def _drop(element: etree._Element) -> None:
    """Take an element out and leave the words that follow it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None  # the root is shown by every variant
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _room(field: etree._Element) -> None:
    """A field on paper: a box to tick, or room to write; a choice goes where its circles stand beside it."""
    if field.tag == "select" and _has_circles(field.getnext()):
        _drop(field)
        return
    rows = field.get("rows", "1")
    kind = "box" if field.get("type") == "checkbox" else "room"
    tail = field.tail
    field.clear()
    field.tag, field.tail = "span", tail
    field.set("class", kind)
    if kind == "room":
        field.set("data-rows", rows)


def _has_circles(element: etree._Element | None) -> bool:
    return element is not None and element.find("span[@class='choices']") is not None


def _say_address(link: etree._Element) -> None:
    """A link that leads out of the packet is followed by its address, unless its words are that address."""
    target = link.get("href", "")
    address = target.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
    if target.startswith("#") or address in "".join(map(str, link.itertext())):
        return
    printed = etree.Element("span", {"class": "address"})
    printed.text = f" ({address})"
    printed.tail, link.tail = link.tail, None
    link.addnext(printed)
