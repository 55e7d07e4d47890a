"""The parts of a bundle as they are read: each has a form, and what does not fit it is not taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from ..content.model import Brand
from ..content.packet_kinds import PACKET_KINDS
from ..layout.manuscript import Packet, PacketId

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Page = Annotated[int, Field(ge=0, le=1_000_000)]
Contents = dict[str, tuple[tuple[str, Page], ...]]
Words = dict[str, tuple[str, ...]]
PlacesOf = dict[str, tuple[tuple[str, Page, Page], ...]]
_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
_LANGUAGE = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"


def _known(packet: Packet) -> Packet:
    """A packet of a kind that is made, under a name that files can have."""
    if packet.kind not in PACKET_KINDS:
        raise ValueError(f"there is no packet of the kind {packet.kind}")
    if not re.fullmatch(_NAME, packet.id):
        raise ValueError("no packet can have this name")
    return packet


@dataclass(frozen=True, slots=True)
class SealedPacket:
    """A row of packets.json, which ties a manuscript to its packet.

    Args:
        packet: what it is made from.
        language, title: of the document.
        assets: name of each picture that it shows -> its sum.
    """

    packet: Annotated[Packet, AfterValidator(_known)]
    language: Annotated[str, StringConstraints(pattern=_LANGUAGE, max_length=40)]
    title: str
    assets: dict[str, Sha256]

    @property
    def id(self) -> PacketId:
        """What it is a rendering of."""
        return PacketId(self.packet.id, self.language)


def _apart(packets: tuple[SealedPacket, ...]) -> tuple[SealedPacket, ...]:
    """Packets of which no two have one name."""
    names = [packet.id for packet in packets]
    if len({*names}) < len(names):
        raise ValueError("two packets have one name")
    return packets


Packets = Annotated[tuple[SealedPacket, ...], AfterValidator(_apart)]


@dataclass(frozen=True, slots=True)
class SealedFont:
    """A font as it was cut for an edition."""

    sha256: Sha256
    bytes: int


@dataclass(frozen=True, slots=True)
class SealedHouse:
    """house.json: the house style.

    Args:
        brand: colours, fonts and patterns.
        styles, drawings: variant -> stylesheet.
        sha256: of brand and assets.
        assets: picture -> its sum.
        packages: package of fonts -> version.
        fonts: name -> how it was cut.
        letters: every character printed.
        accents: letters that became one glyph each; the first bundles have none.
    """

    brand: Brand
    styles: Mapping[str, str]
    drawings: Mapping[str, str]
    sha256: Sha256
    assets: Mapping[str, Sha256]
    packages: Mapping[str, str]
    fonts: Mapping[str, SealedFont]
    letters: str
    accents: tuple[str, ...] = field(default=())
