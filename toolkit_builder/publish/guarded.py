"""Whether the texts of a bundle are for those for whom its packets are."""

from collections.abc import Iterable, Iterator

from ..content.comparing.state import State, address_of
from ..errors import short, some
from .parts import SealedPacket


def otherwise_guarded(packets: Iterable[SealedPacket], state: State) -> Iterator[str]:
    """Where a packet is for another tier than its most guarded material.

    Args:
        packets: of a bundle.
        state: what the bundle says of its things.
    """
    tiers = [thing.address.rpartition("__")[2] for thing in state.things if thing.among == "access"]
    of_material = {
        thing.address: address_of(thing.values["access"])
        for thing in state.things
        if thing.among == "materials"
    }
    for packet in packets:
        materials = [address_of(material) for material in packet.packet.materials]
        if lost := [name for name in materials if name not in of_material]:
            yield f"the bundle has no text of {some(lost, 3)}, and a packet that prints it"
            continue
        guarded = max((tiers.index(of_material[name]) for name in materials), default=0)
        if tiers[guarded : guarded + 1] != [address_of(packet.packet.access)]:
            needed = tiers[guarded] if guarded < len(tiers) else "none"
            yield (
                f"in the bundle, {packet.packet.id} is for {short(packet.packet.access)}, "
                f"and its materials for {needed}"
            )
