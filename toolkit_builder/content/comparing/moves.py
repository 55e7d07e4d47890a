"""What moved between two states: to another owner, or among its neighbours."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from .descent import Family
from .state import State


class Move(NamedTuple):
    """From where to where: owners, or the things before it in the list (empty: it is the first)."""

    before: str
    after: str


def moves(before: State, after: State) -> dict[str, Move]:
    """Address -> from where to where, of things that have another owner or another order."""
    old, new = Family(before).things, Family(after).things
    both = {name for name in old.keys() & new.keys() if old[name].kind == new[name].kind}
    rows, new_rows = _rows(before, both), _rows(after, both)
    found = {
        name: Move(old[name].owner, new[name].owner) for name in both if old[name].owner != new[name].owner
    }
    for row, names in new_rows.items():
        old_names = rows.get(row, [])
        stayed = set(names) & set(old_names)
        order = {name: number for number, name in enumerate(name for name in old_names if name in stayed)}
        kept = [name for name in names if name in stayed]
        moved = out_of_order([order[name] for name in kept])
        strays = [name for name in names if name not in stayed and name not in found]  # from another list
        for name in (*(kept[number] for number in moved), *strays):
            home = rows[old[name].owner, old[name].among]
            found[name] = Move(_neighbour(name, home), _neighbour(name, names))
    return found


def _rows(state: State, both: set[str]) -> dict[tuple[str, str], list[str]]:
    """Owner and list -> what stands there, in order, of the things that both states have."""
    rows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for thing in state.things:
        if thing.address in both:
            rows[thing.owner, thing.among].append(thing.address)
    return dict(rows)


def _neighbour(name: str, row: list[str]) -> str:
    number = row.index(name)
    return row[number - 1] if number else ""


def out_of_order(numbers: Sequence[int]) -> list[int]:
    """Positions of the fewest numbers that must move for all to ascend; no number stands twice."""
    ends: list[int] = []  # the smallest number that ends a run of each length, and where it stands
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    stays = set()
    place = places[-1] if places else -1
    while place >= 0:
        stays.add(place)
        place = before[place]
    return [place for place in range(len(numbers)) if place not in stays]
