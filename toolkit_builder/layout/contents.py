"""A short list of contents, on the page where a packet begins: in every form that has eight pages or more.

A manuscript is the same for all variants and is there before any page is, so its length is estimated. Layouts
say where such a list may stand, and every material has a place; one packet has one list, and a packet with a
page of contents has that.
"""

from collections.abc import Iterator

from lxml import etree

from .vocabulary import FIELDS, HEADINGS

Node = etree._Element

PLACE = "parts"  # class of the section that a layout leaves empty
LONG = 8
"""Pages from which on a reader needs a list of contents."""
# Estimates from which on there is a list: they may be a page too short, and Word files are longer than PDFs.
_ENOUGH, _ENOUGH_IN_LARGE_PRINT = LONG - 1.2, LONG - 1
_NEW_PAGE = frozenset({"sheet", "material", "opener"})
_FEW = 6  # entries; with fewer, the parts of parts are named too
_MOST = 24  # entries that have room on the page where the packet begins


def place_contents(main: Node) -> None:
    """Keep the one place where a list of contents will stand; it says so where only large print needs it.

    Args:
        main: a packet as its layout was filled; all other places are taken out.
    """
    places = [*main.iterfind(f".//section[@class='{PLACE}']")]
    has_own = main.find(".//section[@class='contents']") is not None
    is_long = bool(places) and not has_own and _pages_in_large_print(main) >= _ENOUGH_IN_LARGE_PRINT
    for place in places[is_long:]:
        parent = place.getparent()
        assert parent is not None  # the root is no section
        parent.remove(place)  # what follows is white space
    if is_long and _pages(main) < _ENOUGH:
        places[0].set("data-only", "large")


# Both are measured with the 90 single packets of three toolkits: the small forms (the longest of screen,
# copier and Word counts) are at most two pages longer or shorter up to 25 pages, large print three.


def _pages(main: Node) -> float:
    """About how many pages a packet has in the size of the common type."""
    starts = sum(1 for section in main.iter("section") if section.get("class") in _NEW_PAGE)
    return 1 + 0.43 * _letters(main) / 1000 + 0.014 * _rows(main) + 1.42 * starts


def _pages_in_large_print(main: Node) -> float:
    """About how many pages a packet has in large print."""
    return 2 + 1.13 * _letters(main) / 1000 + 0.08 * _rows(main)


def _letters(main: Node) -> int:
    return len(" ".join("".join(map(str, main.itertext())).split()))


def _rows(main: Node) -> int:
    """Rows of room to write."""
    return sum(int(field.get("rows", "1")) for field in main.iter("textarea"))


def fill_contents(main: Node) -> None:
    """Write the entries of the list: the headings of the packet, each with its address.

    Args:
        main: a packet whose blocks have their addresses.
    """
    place = main.find(f".//section[@class='{PLACE}']")
    listed = place.find("nav/ol") if place is not None else None
    if place is None or listed is None or len(listed):
        return
    headings = [heading for heading in main.iter(*HEADINGS[1:3]) if _is_shown_with(heading, place)]
    parts = sum(1 for heading in headings if heading.tag == "h2")
    deep = parts < _FEW and len(headings) <= _MOST
    addresses = (f"{place.get('id')}__i{number}" for number in range(1, len(headings) + 1))
    item = None
    for heading in headings:
        if heading.tag == "h2":
            item = etree.SubElement(listed, "li")
            _write_entry(item, heading, next(addresses))
        elif deep and item is not None:
            below = item.find("ol")
            inner = etree.SubElement(item, "ol") if below is None else below
            _write_entry(etree.SubElement(inner, "li"), heading, next(addresses))


def _is_shown_with(heading: Node, place: Node) -> bool:
    """Whether the forms that show the list show a heading."""
    only = _only(heading)
    return only is None or place.get("data-only") in (None, only)


def _only(node: Node) -> str | None:
    """Which forms alone show an element."""
    return next((around.get("data-only") for around in (node, *node.iterancestors())
                 if around.get("data-only")), None)  # fmt: skip


def _write_entry(item: Node, heading: Node, address: str) -> None:
    item.set("id", address)
    item.set("data-derived", "")
    if only := _only(heading):
        item.set("data-only", only)
    link = etree.SubElement(item, "a", {"href": f"#{heading.get('id')}"})
    link.text = " ".join("".join(_said(heading)).split())


def _said(node: Node) -> Iterator[str]:
    """The words of a heading, without notes and fields."""
    if node.get("class") != "footnote" and node.tag not in FIELDS:
        yield node.text or ""
        for child in node:
            yield from _said(child)
            yield child.tail or ""
