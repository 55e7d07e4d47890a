"""Finds a printed text in the sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..content.addresses import address
from ..content.packet_kinds import PACKET_KINDS, Holds
from ..content.texts import PrintedText, texts
from ..content.toolkit import Toolkit
from . import Packet
from .names import printed_ids
from .packets import text_packets

_TITLES = ("title", "name")
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

    Of the name of a packet, material or principle, the titles of what it names come first.
    """
    wanted = _plain(words)
    packets = [plan.packet for plan in text_packets(toolkit)]
    named = {address(owner) for owner in printed_ids(toolkit, words.strip())}
    found = [text for text in texts(toolkit) if text.address in named and text.field in _TITLES]
    found += [text for text in texts(toolkit) if wanted and wanted in _plain(text.text)]
    for text in dict.fromkeys(found):
        place = f"{text.place.path}:{text.place.line}" if text.place.line else text.place.path
        ids = tuple(packet.id for packet in packets if _prints(packet, text, toolkit.file.id))
        yield FoundText(place, text.address, text.field, _excerpt(text.text, wanted), ids)


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
