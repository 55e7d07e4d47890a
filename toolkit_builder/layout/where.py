"""Finds a printed text in the sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..content.addresses import address
from ..content.comparing.state import address_of
from ..content.packet_kinds import PACKET_KINDS, Holds
from ..content.texts import PrintedText, texts
from ..content.toolkit import Toolkit
from . import Packet
from .names import printed_ids
from .packets import text_packets

_TITLES = ("title", "name")
_FILE = (
    r".+-{}(-[a-z-]+)?-\d{{4}}(\.\d+)+\.\w+"  # <toolkit>-<packet>[-<variant>][-<language>]-<edition>.<ext>
)
_ROOM = 60  # letters before and after the words in an excerpt


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text that holds the words.

    Args:
        place: path:line.
        address, field: what it is.
        excerpt: the words with a little around them.
        packets: ids of the packets that print it.
    """

    place: str
    address: str
    field: str
    excerpt: str
    packets: tuple[str, ...]


def find(toolkit: Toolkit, words: str) -> Iterator[FoundText]:
    """Texts that hold some words; capital letters, kinds of quotes and line ends make no difference.

    Of a name, what it names comes first: the titles of a packet, material or principle, the words of a thing.
    A material may be named as the foot of its pages names it, a packet by one of its files.
    """
    wanted = _plain(words)
    packets = [plan.packet for plan in text_packets(toolkit)]
    name = _packet_of_file(words.strip(), packets) or words.strip().replace("_", "-")
    named = {address(owner) for owner in printed_ids(toolkit, name)}
    found = [text for text in texts(toolkit) if text.address in named and text.field in _TITLES]
    thing = address_of(words.strip())
    found += [text for text in texts(toolkit) if "__" in thing and text.address == thing]
    found += [text for text in texts(toolkit) if wanted and wanted in _plain(text.text)]
    for text in dict.fromkeys(found):
        place = f"{text.place.path}:{text.place.line}" if text.place.line else text.place.path
        ids = tuple(packet.id for packet in packets if _prints(packet, text, toolkit.file.id))
        yield FoundText(place, text.address, text.field, _excerpt(text.text, wanted), ids)


def _packet_of_file(name: str, packets: Iterable[Packet]) -> str:
    """The packet that a file of an edition is made from, by its name; empty where it is no such name."""
    ids = sorted((packet.id for packet in packets), key=len, reverse=True)
    return next((each for each in ids if re.fullmatch(_FILE.format(re.escape(each)), name)), "")


def _plain(text: str) -> str:
    straight = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).replace("\\\n", "\n")
    return " ".join(straight.split()).casefold()


def _prints(packet: Packet, text: PrintedText, toolkit: str) -> bool:
    """A text of the toolkit may stand in any packet, one of a principle in the packets of that principle."""
    owner = text.address.partition("__")[0].replace("_", "-")
    kind = PACKET_KINDS[packet.kind]
    if kind.lists_only and owner in packet.materials:
        return text.address == address(owner) and text.field.partition(".")[0] in kind.lists
    is_of_principle = kind.holds is Holds.PRINCIPLE and packet.principle == owner
    return kind.is_everything or owner in (*packet.materials, toolkit) or is_of_principle


def _excerpt(text: str, wanted: str) -> str:
    one_line = " ".join(text.replace("\\\n", "\n").split())
    # Folding case can change the length of a few letters; the excerpt is then a little off, never wrong.
    start = max(0, _plain(text).find(wanted) - _ROOM)
    end = start + len(wanted) + 2 * _ROOM
    return ("…" if start else "") + one_line[start:end] + ("…" if end < len(one_line) else "")
