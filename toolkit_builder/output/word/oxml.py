"""Elements of WordprocessingML in one line each, over `docx.oxml`.

python-docx has a property for every child that it knows of an element; what it lacks (content controls,
bookmarks, fields, notes) is built from these two functions.
Source: ECMA-376 Part 1, 17 (WordprocessingML); [MS-DOCX] for the w14 elements.
"""

from functools import lru_cache

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

Element = etree._Element
_QUALIFIED = ("w:", "w14:")  # elements whose attributes carry their prefix; those of drawings do not

_name = lru_cache(maxsize=256)(qn)


def element(tag: str, *inside: Element, **attributes: str) -> Element:
    """An element that stands nowhere yet.

    Args:
        tag: with its prefix, such as `w:tag`.
        inside: its children in order.
        attributes: without a prefix; `element("w:tag", val="p1")` is `<w:tag w:val="p1"/>`.
    """
    made = OxmlElement(tag, _named(tag, attributes) if attributes else None)
    if inside:
        made.extend(inside)
    return made


def add(into: Element, tag: str, **attributes: str) -> Element:
    """A new last child; quicker than an element made alone, which has to be moved into its tree.

    Args:
        into: its parent.
        tag, attributes: as for `element`.
    """
    return etree.SubElement(into, _name(tag), _named(tag, attributes) if attributes else None)


def _named(tag: str, attributes: dict[str, str]) -> dict[str, str]:
    if not tag.startswith(_QUALIFIED):
        return attributes
    prefix = tag.partition(":")[0]
    return {_name(f"{prefix}:{name}"): value for name, value in attributes.items()}
