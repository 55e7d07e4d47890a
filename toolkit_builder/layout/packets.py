"""Which documents a toolkit makes: one a material, one or more a principle, and the book."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..content.addresses import packet_id
from ..content.model import Material, Principle
from ..content.packet_kinds import PACKET_KINDS, Holds, MadeWhen, PacketKind
from ..content.toolkit import Shelf, Toolkit
from .manuscript import Packet


@dataclass(frozen=True, slots=True)
class Plan:
    """A packet and what its layout is filled with.

    Args:
        packet: what it is called.
        title: title of the document.
        shelves: its materials by principle, in printed order.
    """

    packet: Packet
    title: str
    shelves: tuple[Shelf, ...]


def packets(toolkit: Toolkit, when: MadeWhen = MadeWhen.CHOSEN) -> tuple[Plan, ...]:
    """Packets in printed order.

    Args:
        toolkit: the sources.
        when: those that toolkit.yaml lists; or those that are always made, or only by name.
    """
    kinds = [kind for kind in PACKET_KINDS.values() if kind.made is when]
    plans = [plan for shelf in toolkit.shelves for plan in _of_shelf(toolkit, shelf, kinds)]
    plans += [plan for kind in kinds if kind.is_of_toolkit for plan in _of_toolkit(toolkit, kind)]
    chosen = toolkit.file.packets if when is MadeWhen.CHOSEN else {kind.name for kind in kinds}
    return tuple(plan for plan in plans if plan.packet.kind in chosen)


def text_packets(toolkit: Toolkit) -> tuple[Plan, ...]:
    """Every packet that prints texts of the toolkit, also what is made only by name."""
    return (*packets(toolkit), *packets(toolkit, MadeWhen.NAMED))


def narrowest_tier(toolkit: Toolkit, materials: tuple[Material, ...]) -> str:
    """The tier of a packet: that of its most guarded material."""
    order = [tier.id for tier in toolkit.file.access]
    return order[max((order.index(material.access) for material in materials), default=0)]


def _of_shelf(toolkit: Toolkit, shelf: Shelf, kinds: Iterable[PacketKind]) -> Iterator[Plan]:
    """Packets of single materials, then those of the principle."""
    principle = shelf.principle
    for material in shelf.materials:
        packet = Packet(
            packet_id(principle, material), material.kind, principle.id if principle else "",
            (material.id,), material.access,
        )  # fmt: skip
        yield Plan(packet, str(material.title), (Shelf(principle, (material,)),))
    if principle:
        for kind in kinds:
            if kind.holds is Holds.PRINCIPLE:
                yield from _of_principle(toolkit, kind, principle, shelf)


def _of_principle(toolkit: Toolkit, kind: PacketKind, principle: Principle, shelf: Shelf) -> Iterator[Plan]:
    """One packet a tier that adds something: members get the public materials too.

    Of other kinds there is one, of what the widest tier may have.
    """
    order = [tier.id for tier in toolkit.file.access]
    tiers = sorted({material.access for material in shelf.materials}, key=order.index) or order[:1]
    stem = principle.id if kind.each_tier else f"{principle.id}-{kind.name}"
    for number, tier in enumerate(tiers if kind.each_tier else tiers[:1]):
        allowed = order[: order.index(tier) + 1]
        materials = tuple(material for material in shelf.materials if material.access in allowed)
        name = f"{stem}-{tier}" if number else stem
        packet = Packet(name, kind.name, principle.id, tuple(material.id for material in materials), tier)
        yield Plan(packet, str(principle.name), (Shelf(principle, materials),))


def _of_toolkit(toolkit: Toolkit, kind: PacketKind) -> Iterator[Plan]:
    """The packet about all of the toolkit; a list names what the widest tier may have, if it has anything."""
    shelves, widest = toolkit.shelves, toolkit.file.access[0].id
    if kind.lists_only:
        shelves = tuple(
            Shelf(
                shelf.principle, tuple(material for material in shelf.materials if material.access == widest)
            )
            for shelf in shelves
        )
    materials = tuple(material for shelf in shelves for material in shelf.materials if kind.has_texts)
    ids = tuple(material.id for material in materials)
    packet = Packet(kind.name, kind.name, "", ids, narrowest_tier(toolkit, materials))
    title = getattr(toolkit.file.words, kind.name.replace("-", "_"), toolkit.file.title)
    if ids or not kind.lists_only:
        yield Plan(packet, str(title), shelves)
