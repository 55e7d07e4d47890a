"""Which documents a toolkit makes: one a material, one or more a principle, and the book."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..content.addresses import packet_id
from ..content.model import Material, Principle
from ..content.style import Review, review, writings
from ..content.toolkit import Shelf, Toolkit
from ..errors import UnknownName
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


def packets(toolkit: Toolkit) -> tuple[Plan, ...]:
    """Every packet that a build makes, in printed order; the book is not among them, see `book`."""
    wanted = set(toolkit.file.packets)
    plans = [plan for shelf in toolkit.shelves for plan in _of_shelf(toolkit, shelf)]
    plans += _index(toolkit)
    return tuple(plan for plan in plans if plan.packet.kind in wanted)


def book(toolkit: Toolkit) -> Plan:
    """The whole toolkit in one document."""
    materials = tuple(material for shelf in toolkit.shelves for material in shelf.materials)
    ids = tuple(material.id for material in materials)
    packet = Packet("book", "book", "", ids, narrowest(toolkit, materials))
    return Plan(packet, toolkit.file.title, toolkit.shelves)


def template(toolkit: Toolkit) -> Plan:
    """The brand's Word template, in which a district writes pages of its own."""
    packet = Packet("template", "template", "", (), toolkit.file.access[0].id)
    return Plan(packet, toolkit.file.title, toolkit.shelves)


def narrowest(toolkit: Toolkit, materials: tuple[Material, ...]) -> str:
    """The tier of a packet: that of its most guarded material."""
    order = [tier.id for tier in toolkit.file.access]
    return order[max((order.index(material.access) for material in materials), default=0)]


def _of_shelf(toolkit: Toolkit, shelf: Shelf) -> Iterator[Plan]:
    principle = shelf.principle
    for material in shelf.materials:
        packet = Packet(
            packet_id(principle, material), material.kind, principle.id if principle else "",
            (material.id,), material.access,
        )  # fmt: skip
        yield Plan(packet, str(material.title), (Shelf(principle, (material,)),))
    if principle:
        whole = tuple(_whole_principle(toolkit, principle, shelf))
        yield from whole
        yield _overview(principle, whole[0])


def _whole_principle(toolkit: Toolkit, principle: Principle, shelf: Shelf) -> Iterator[Plan]:
    """One packet a tier that adds something: members get the public materials too."""
    order = [tier.id for tier in toolkit.file.access]
    tiers = sorted({material.access for material in shelf.materials}, key=order.index) or order[:1]
    for number, tier in enumerate(tiers):
        allowed = order[: order.index(tier) + 1]
        materials = tuple(material for material in shelf.materials if material.access in allowed)
        name = principle.id if number == 0 else f"{principle.id}-{tier}"
        packet = Packet(name, "principle", principle.id, tuple(m.id for m in materials), tier)
        yield Plan(packet, str(principle.name), (Shelf(principle, materials),))


def _overview(principle: Principle, whole: Plan) -> Plan:
    """The page at a glance of a principle; it tells of what the widest tier may have."""
    packet = replace(whole.packet, id=f"{principle.id}-overview", kind="overview")
    return Plan(packet, whole.title, whole.shelves)


def _index(toolkit: Toolkit) -> Iterator[Plan]:
    """The list of all that the widest tier may have, by reader and by topic."""
    widest = toolkit.file.access[0].id
    shelves = tuple(
        Shelf(shelf.principle, tuple(each for each in shelf.materials if each.access == widest))
        for shelf in toolkit.shelves
    )
    if ids := tuple(material.id for shelf in shelves for material in shelf.materials):
        yield Plan(Packet("index", "index", "", ids, widest), str(toolkit.file.words.index), shelves)


def reviewed(toolkit: Toolkit, names: Iterable[str]) -> Review:
    """How the texts of some materials, principles or packets are written; of all, when none is named.

    Raises:
        UnknownName: a name is none of these.
    """
    asked = tuple(names)
    if not asked:
        return review(toolkit)
    files = {each.id for each in writings(toolkit)}
    found = {plan.packet.id: plan.packet for plan in (*packets(toolkit), book(toolkit))}
    only: set[str] = set()
    for name in asked:
        if name in files:
            only.add(name)
        elif name not in found:
            raise UnknownName("material or packet", name, sorted({*files, *found}))
        if name in found:
            only |= files if name == "book" else _held(found[name])
    return review(toolkit, only)


def _held(packet: Packet) -> set[str]:
    """Ids of what a packet prints; of the packets of a principle, the principle too."""
    own = {packet.principle} if packet.kind in ("principle", "overview") else set()
    return {*packet.materials, *own}
