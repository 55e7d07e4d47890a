"""Names of packets and materials: whoever asks for one may name it by the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..content.model import Material
from ..content.packet_kinds import OF_MATERIALS, PACKET_KINDS, Holds, MadeWhen
from ..content.style import Review, review, writings
from ..content.toolkit import Toolkit
from ..errors import Misuse, UnknownName
from .manuscript import Packet
from .packets import packets, text_packets

WHAT = "packet or material"


@dataclass(frozen=True, slots=True)
class Names:
    """Some packets, by all that they may be called; C440 sees to it that one name means one packet.

    Args:
        packets: id of every packet.
        printed_in: id of a material -> the packet of it alone.
        unprinted: id of a material that no packet prints -> its status.
    """

    packets: tuple[str, ...]
    printed_in: Mapping[str, str]
    unprinted: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, some_packets: Iterable[Packet]) -> "Names":
        """Of packets that are there, such as those of a sealed edition."""
        listed = tuple(some_packets)
        alone = {packet.materials[0]: packet.id for packet in listed if packet.kind in OF_MATERIALS}
        return cls(tuple(dict.fromkeys(packet.id for packet in listed)), alone)

    @classmethod
    def of_toolkit(cls, toolkit: Toolkit) -> "Names":
        """Of all packets that can be made of a toolkit."""
        plans = (*text_packets(toolkit), *packets(toolkit, MadeWhen.ALWAYS))
        names = cls.of(plan.packet for plan in plans)
        nodes = [source.node for source in toolkit.sources if isinstance(source.node, Material)]
        unprinted = {node.id: node.status for node in nodes if node.status != "approved"}
        return cls(names.packets, names.printed_in, unprinted)

    def packets_of(self, names: Iterable[str], what: str = WHAT) -> tuple[str, ...]:
        """The packets that are meant, each once.

        Args:
            names: of packets or materials.
            what: how a message calls these.

        Raises:
            UnknownName: a name is neither.
            Misuse: a material is named that no packet prints, since it is not approved.
        """
        return tuple(dict.fromkeys(self._packet(name, what) for name in names))

    def _packet(self, name: str, what: str) -> str:
        if name in self.packets:
            return name
        if name in self.unprinted:
            status = self.unprinted[name]
            hint = (
                "its file says `status: retired`"
                if status == "retired"
                else "write `status: approved` in its file first"
            )
            raise Misuse(f"no packet prints the material '{name}': its status is {status}", hint)
        if name not in self.printed_in:
            raise self.unknown(name, what)
        return self.printed_in[name]

    def unknown(self, name: str, what: str = WHAT) -> UnknownName:
        """What is said of a name that is neither.

        Args:
            name: as given.
            what: how the message calls what was meant.
        """
        about = {material: f"printed in {packet}" for material, packet in self.printed_in.items()}
        return UnknownName(what, name, (*self.packets, *self.printed_in), about)


def review_of(toolkit: Toolkit, names: Iterable[str]) -> Review:
    """How the texts of some materials, principles or packets are written; of all, when none is named.

    Raises:
        UnknownName: a name is none of these.
    """
    wanted = tuple(names)
    if not wanted:
        return review(toolkit)
    only: set[str] = set()
    for name in wanted:
        ids = printed_ids(toolkit, name)
        if not ids:
            known = Names.of(plan.packet for plan in text_packets(toolkit))
            others = sorted({writing.id for writing in writings(toolkit)} - known.printed_in.keys())
            raise Names((*known.packets, *others), known.printed_in).unknown(name)
        only |= ids
    return review(toolkit, only)


def printed_ids(toolkit: Toolkit, name: str) -> set[str]:
    """Ids of the materials and principles that a name means; none where it means nothing.

    Args:
        name: of a packet, or of a material or principle, drafts too.
    """
    ids = {writing.id for writing in writings(toolkit)}
    packet = next((plan.packet for plan in text_packets(toolkit) if plan.packet.id == name), None)
    if packet is None:
        return ids & {name}
    if PACKET_KINDS[packet.kind].is_everything:
        return ids
    return {*packet.materials, *(ids & {name, packet.principle} if _is_of_principle(packet) else ())}


def _is_of_principle(packet: Packet) -> bool:
    return PACKET_KINDS[packet.kind].holds is Holds.PRINCIPLE
