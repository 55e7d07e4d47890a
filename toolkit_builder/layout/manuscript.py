"""A packet before typesetting: what the layouts give and both writers take."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Places = tuple[tuple[str, int, int], ...]
"""Address, first and last page (counted from 1, as printed) of each thing of a document, in printed order."""


class PacketId(NamedTuple):
    """What tells a document apart from all others of an edition: a packet may be there in several languages.

    Args:
        packet: its name, such as p2-self-assessment.
        language: BCP 47 tag.
    """

    packet: str
    language: str


@dataclass(frozen=True, slots=True)
class Packet:
    """What a document is made from, for file names and the manifest.

    Args:
        id: ends up in the file name, such as p2-self-assessment.
        kind: name of one of `PACKET_KINDS`.
        principle: id of its principle; empty for the toolkit as a whole.
        materials: ids of the materials in it, in printed order.
        access: the narrowest tier of its materials.
    """

    id: str
    kind: str
    principle: str
    materials: tuple[str, ...]
    access: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One packet as semantic HTML in the closed vocabulary; without its edition, dates, paths of a machine.

    Args:
        packet: what it is made from.
        language: BCP 47 tag of its words.
        title: title of the document.
        body: one well-formed `main` element in UTF-8, of what `vocabulary` lists.
        assets: name of each picture it shows (`asset:NAME` in the body) -> its bytes.
    """

    packet: Packet
    language: str
    title: str
    body: bytes
    assets: Mapping[str, bytes]

    @property
    def id(self) -> PacketId:
        return PacketId(self.packet.id, self.language)
