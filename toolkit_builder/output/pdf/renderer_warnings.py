"""The renderer's warnings as problems: in words that an editor can use, with the addresses they are about."""

import logging
import re
from collections.abc import Iterator

from lxml import etree

from ...errors import Place, Problem
from ...layout.manuscript import Manuscript
from ..missing_letters import letter_problem

_LOG = logging.getLogger("weasyprint")
_AT = re.compile(r" at \d+:\d+")


class RendererWarnings(logging.Handler):
    """Collects the renderer's warnings; it writes the file all the same, so we must not."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __enter__(self) -> "RendererWarnings":
        self._before = _LOG.propagate
        _LOG.propagate = False
        _LOG.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        _LOG.removeHandler(self)
        _LOG.propagate = self._before

    def problems(self, manuscript: Manuscript, main: etree._Element) -> list[Problem]:
        """O111, each with the address of the block that it is about, where that can be told.

        Args:
            manuscript: the packet.
            main: its tree as it was laid out.
        """
        problems = [problem for record in self.records for problem in _problems(record, manuscript, main)]
        return [*dict.fromkeys(problems)]

    def sheet_problems(self) -> list[Problem]:
        """O111 for what a stylesheet says in vain; its lines are counted in the whole sheet, so left out."""
        place = Place("layouts/styles")
        messages = (_AT.sub("", record.getMessage()) for record in self.records)
        return [Problem(place, "O111", f"the renderer says: {words}") for words in dict.fromkeys(messages)]


def _problems(record: logging.LogRecord, manuscript: Manuscript, main: etree._Element) -> Iterator[Problem]:
    template, values = str(record.msg), record.args if isinstance(record.args, tuple) else ()
    if template.startswith(".notdef") and values:
        letter, packet = str(values[0]), manuscript.packet.id
        held_by = [*_holders(main, letter), *_pictures(manuscript, letter)]
        yield from (letter_problem(letter, packet, address) for address in held_by or [""])
        return
    if template.startswith("Failed to load image") and values:
        url = str(values[0])
        message = f"the picture '{url.removeprefix('asset:')}' cannot be shown: {values[1]}"
        hint, places = "", [_address(image) for image in main.iter("img") if image.get("src") == url]
    elif template.startswith("No anchor") and values:
        message = f"a link leads to '#{values[0]}', which is not in this packet"
        links = [link for link in main.iter("a") if link.get("href") == f"#{values[0]}"]
        hint, places = "", [_address(link) for link in links]
    else:
        message, hint, places = f"the renderer says: {record.getMessage()}", "", []
    for place in places or [""]:
        name = manuscript.packet.id
        yield Problem(Place(f"{name}#{place}" if place else name), "O111", message, hint)


def _holders(main: etree._Element, letter: str) -> Iterator[str]:
    """Addresses of the blocks whose own words hold a character."""
    for element in main.iter():
        if letter in (element.text or ""):
            yield _address(element)
        parent = element.getparent()
        if parent is not None and letter in (element.tail or ""):
            yield _address(parent)


def _pictures(manuscript: Manuscript, letter: str) -> Iterator[str]:
    """Drawings are named by the address of what they draw, those for large print with a word more."""
    for name, data in manuscript.assets.items():
        if letter.encode() in data:
            yield name.partition(".")[0].removesuffix("-large")


def _address(element: etree._Element) -> str:
    addresses = (ancestor.get("id") for ancestor in (element, *element.iterancestors()))
    return next((address for address in addresses if address), "")
