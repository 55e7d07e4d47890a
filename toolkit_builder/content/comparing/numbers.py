"""The numbers that things have in print, and which of them changed.

Layouts count as they print. A test holds what is counted here to what every packet shows.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import SelfAssessment
from .descent import Descent
from .state import State, Thing

_COUNTED = {("section", "sections"), ("indicator", "indicators"), ("agenda-item", "agenda")}


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A thing that is printed under another number than before.

    Args:
        address, kind, title: of the thing as it is now.
        owner: address of what its number counts in: the material, or the session.
        before, after: the numbers, such as 1.4 and 1.3.
    """

    address: str
    kind: str
    title: str
    owner: str
    before: str
    after: str


def numbers(state: State) -> dict[str, str]:
    """Address -> number in print, of what has one: sections and indicators, steps of an agenda."""
    things = {thing.address: thing for thing in state.things}
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[str, str] = {}
    for thing in state.things:
        if not _is_counted(thing, things):
            continue
        counts[thing.owner, thing.among] += 1
        number = str(counts[thing.owner, thing.among])
        found[thing.address] = f"{found[thing.owner]}.{number}" if thing.owner in found else number
    return found


def _is_counted(thing: Thing, things: Mapping[str, Thing]) -> bool:
    owner = things.get(thing.owner)
    if owner is None or (thing.kind, thing.among) not in _COUNTED:
        return False
    return thing.kind != "section" or owner.kind == SelfAssessment.kind


def new_numbers(before: State, after: State, descent: Descent) -> tuple[NewNumber, ...]:
    """Which numbers changed, in printed order.

    What says itself that it came from another thing is told of there; what lies in it is told of here.

    Args:
        before, after: two states of one toolkit.
        descent: what came from what between them.
    """
    old, new = numbers(before), numbers(after)
    things = {thing.address: thing for thing in after.things}
    found = []
    for name, number in new.items():
        was = old.get(descent.inside.get(name, name), number)
        if was != number and name not in descent.origins:
            thing = things[name]
            owner = things[thing.owner]
            top = owner.owner if owner.address in new else owner.address
            found.append(NewNumber(name, thing.kind, thing.title, top, was, number))
    return tuple(found)
