"""What one variant shows of a Manuscript: other families' parts dropped, the edition filled in."""

from lxml import etree

from ..layout.vocabulary import SHOWN
from .task import Imprint


def shown(body: bytes, variant: str, imprint: Imprint) -> etree._Element:
    """The tree that a writer prints.

    Args:
        body: a manuscript's body.
        variant: decides which `data-only` parts stay.
        imprint: its edition is written where the layout left `<span class="edition"/>`.
    """
    main = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in [*main.iterfind(".//*[@data-only]")]:
        if element.get("data-only") not in SHOWN[variant]:
            _drop(element)
        else:
            del element.attrib["data-only"]
    for element in main.iterfind(".//span[@class='edition']"):
        element.text = imprint.label
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
