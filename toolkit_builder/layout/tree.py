"""The filled layout as a tree: held to the vocabulary, every block given its address."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ..errors import LayoutError, Place, Problem, short
from ..machine.xml import XmlError, parse
from .contents import fill_contents, place_contents
from .vocabulary import ATTRIBUTES, CLASSES, DERIVED, EVERYWHERE, FORMS, SLOTS

_SPACE = re.compile(r"[ \t\r\n]+")


def finish(words: str, layout: str) -> bytes:
    """Parse, check, address and write out one `main` element.

    Args:
        words: what the layout gave.
        layout: its file, for messages.

    Raises:
        LayoutError: L102 not well formed, L103 outside the vocabulary, L104 a block without an address,
            L105 one address twice.
    """
    try:
        main = parse(words.encode())
    except XmlError as error:
        line = words.split("\n")[error.line - 1].strip() if error.line else ""
        message = f"the filled layout is not well formed: {error}"
        problem = Problem(Place(layout), "L102", message, f"near: {line[:200]}")
        raise LayoutError([problem]) from None
    problems = [*_root(main, layout), *_outside(main, layout)]
    if not problems:
        place_contents(main)
        problems = [*_give_addresses(main, layout)]
        fill_contents(main)
        problems += _check_anchors(main, layout)
    if problems:
        raise LayoutError(problems)
    _tidy(main)
    return etree.tostring(main, encoding="utf-8")


def _root(main: etree._Element, layout: str) -> Iterator[Problem]:
    """Everything stands in one element, which has an address and a language."""
    if main.tag != "main" or not main.get("id") or not main.get("lang"):
        message = f'the layout gives <{main.tag}>, and not one <main class="packet"> with id and lang'
        yield Problem(Place(layout), "L103", message)


def _outside(main: etree._Element, layout: str) -> Iterator[Problem]:
    """Elements, classes and attributes that no writer knows."""
    for element in main.iter():
        tag, name, label = str(element.tag), element.get("class"), element.get("id", "without an id")
        if tag not in CLASSES:
            yield Problem(Place(layout), "L103", f"<{tag}> ({label}) is not in the vocabulary")
            continue
        if name not in CLASSES[tag]:
            message = f'<{tag} class="{name}"> ({label}) is not in the vocabulary'
            yield Problem(Place(layout), "L103", message)
        for attribute in map(str, element.attrib):
            if attribute not in EVERYWHERE and attribute not in ATTRIBUTES.get(tag, ()):
                yield Problem(
                    Place(layout), "L103", f'<{tag} {attribute}="…"> ({label}) is not in the vocabulary'
                )
            elif (form := FORMS.get(attribute)) and not form.fullmatch(str(element.get(attribute))):
                value = short(str(element.get(attribute)))
                message = f'<{tag} {attribute}="{value}"> ({label}) has a value that no writer takes'
                yield Problem(Place(layout), "L103", message)
        if name == "slot" and element.get("src", "").removeprefix("slot:") not in SLOTS:
            yield Problem(Place(layout), "L103", f"{element.get('src')} is not a slot")


def _give_addresses(main: etree._Element, layout: str) -> Iterator[Problem]:
    """Blocks that the layout left without an address take one from the thing that they belong to."""
    counts: Counter[tuple[str, str]] = Counter()

    def visit(element: etree._Element, owner: str) -> Iterator[Problem]:
        address = element.get("id")
        if address and address.count("__") < 2:
            owner = address
        if not address and element.tag in DERIVED:
            if "__" not in owner:
                yield Problem(
                    Place(layout), "L104", f"<{element.tag}> {_start(element)} belongs to no address"
                )
            letter = DERIVED[str(element.tag)]
            counts[owner, letter] += 1
            element.set("id", f"{owner}__{letter}{counts[owner, letter]}")
            element.set("data-derived", "")
        for child in element:
            yield from visit(child, owner)

    yield from visit(main, "")


def _check_anchors(main: etree._Element, layout: str) -> Iterator[Problem]:
    """Addresses stand once; links that go to none of them lose their mark-up."""
    addresses = Counter(element.get("id") for element in main.iter() if element.get("id"))
    for address, times in addresses.items():
        if times > 1:
            yield Problem(Place(layout), "L105", f"the address '{address}' stands {times} times")
    # What a link points to is real, the rules of content saw to that, but may be in another packet:
    # then its words stay and the link goes.
    for link in main.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in addresses:
            link.tag = "elsewhere"
    etree.strip_tags(main, "elsewhere")


def _tidy(main: etree._Element) -> None:
    """Spaces that the layouts' own indentation left: one between words, none around blocks."""
    for element in main.iter():
        if element.text:
            element.text = _SPACE.sub(" ", element.text)
        if element.tail:
            element.tail = _SPACE.sub(" ", element.tail)


def _start(element: etree._Element) -> str:
    return '"' + " ".join("".join(map(str, element.itertext())).split())[:40] + '"'
