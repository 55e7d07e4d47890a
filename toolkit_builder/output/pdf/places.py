"""On which pages each thing of a laid-out document stands, for whoever holds it on paper.

Like `objects`, this module knows the insides of WeasyPrint 70: its boxes, by the names of their classes.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from ...layout.manuscript import Places

__all__ = ["Places", "places"]


def places(pages: Sequence[Any]) -> Places:
    """Where things stand; parts of things, such as a paragraph or a field, are not told.

    Args:
        pages: of WeasyPrint's document.
    """
    pages_of: dict[str, tuple[int, int]] = {}
    for number, page in enumerate(pages, 1):
        for address in dict.fromkeys(_on_page(page._page_box)):
            first, _ = pages_of.get(address, (number, number))
            pages_of[address] = first, number
    return tuple((address, first, last) for address, (first, last) in pages_of.items())


def _on_page(page: Any) -> Iterator[str]:
    for child in page.children:
        if type(child).__name__ != "MarginBox":
            yield from _seen_addresses(child, ())


def _seen_addresses(box: Any, around: tuple[str, ...]) -> Iterator[str]:
    """Addresses of whatever is seen of a box; a section that only begins to go on elsewhere is not seen."""
    box = getattr(box, "_box", box)  # out of the flow, a placeholder stands for the box
    address = "" if box.element is None else box.element.get("id", "")
    if address and address.count("__") < 2 and address not in around:
        around = (*around, address)
    if not box.children and box.height:
        yield from around
    for child in box.children:
        yield from _seen_addresses(child, around)
