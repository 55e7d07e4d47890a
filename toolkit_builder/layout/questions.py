"""The questions of a packet: what each field asks, in the form that answers are collected by later.

The same for all variants: names of PDF fields and tags of Word controls are these addresses.
"""

import hashlib
from typing import Any

from lxml import etree

from ..machine.xml import parse
from .manuscript import Manuscript
from .vocabulary import FIELDS

_KINDS = {"select": "choice", "textarea": "text"}
_INPUTS = {"text": "text", "date": "date", "checkbox": "check"}


def questions(manuscript: Manuscript) -> tuple[dict[str, Any], ...]:
    """Every field of a packet, in printed order.

    Returns:
        One mapping a field: address, owner (the thing it asks about), kind (choice, text, date or check),
        options (value and label of each, for a choice), label (item and purpose in words), wording_sha256
        (of the words of its owner, so that answers to another wording can be told apart).
    """
    main = parse(manuscript.body)
    by_address = {element.get("id"): element for element in main.iter(etree.Element) if element.get("id")}
    return tuple(_question(field, by_address) for field in main.iter(*FIELDS))


def _question(field: etree._Element, by_address: dict[str | None, etree._Element]) -> dict[str, Any]:
    address = field.get("id", "")
    owner = address.rpartition("__")[0]
    tag = str(field.tag)
    return {
        "address": address,
        "owner": owner,
        "kind": _KINDS.get(tag) or _INPUTS[field.get("type", "text")],
        "options": [{"value": option.get("value"), "label": option.text} for option in field.iter("option")],
        "label": field.get("title", ""),
        "wording_sha256": hashlib.sha256(_wording(by_address.get(owner)).encode()).hexdigest(),
    }


def _wording(owner: etree._Element | None) -> str:
    """The first words of an owner that has any: its heading or label, without its generated number."""
    if owner is None:
        return ""
    blocks = owner.iter("h2", "h3", "h4", "h5", "h6", "p")
    worded = next((block for block in blocks if block.get("class") != "eyebrow"), owner)
    return " ".join("".join(_words(worded)).split())


def _words(block: etree._Element) -> list[str]:
    words = [block.text or ""]
    for child in block:
        if child.get("class") not in ("number", "tag", "footnote", "between-notes", "again"):
            words += _words(child)
        words.append(child.tail or "")
    return words
