"""What commands ask for contributors' care: what is due, and how texts are written."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .content import Toolkit
from .content.due import Due, due, following
from .content.style import Review, review, writings
from .layout import Packet, book, packets
from .request import UnknownName


class Calendar(NamedTuple):
    """Args: on, the day looked at; due, what is due then; following, the next day when more is, or empty."""

    on: str
    due: tuple[Due, ...]
    following: str


def calendar(toolkit: Toolkit, on: date, sealed: Iterable[str]) -> Calendar:
    """What is due on a day.

    Args:
        sealed: ids of the sealed editions.
    """
    done = frozenset(sealed)
    return Calendar(on.isoformat(), due(toolkit, on, done), following(toolkit, on, done))


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
