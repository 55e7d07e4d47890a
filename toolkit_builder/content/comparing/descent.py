"""What came from what: things of a later state that took the place of things of an earlier one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .state import State, Thing


@dataclass(frozen=True, slots=True)
class Descent:
    """What came from what between two states.

    Args:
        origins: address of a later thing -> those of the earlier things that it says it came from.
        heirs: address of an earlier thing -> those of the things that came from it, in printed order; itself
            among them where it stays.
        inside: later address -> earlier one, of what lies in a thing that took the place of another and
            kept its own id there.
    """

    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heirs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)

    def origin(self, name: str) -> str:
        """The one earlier thing that a later one took the place of; empty where there is none, or several."""
        origins = self.origins.get(name, ())
        return self.inside.get(name, "") or (origins[0] if len(origins) == 1 else "")

    def follows(self, name: str) -> tuple[str, ...]:
        """What took the place of an earlier thing; nothing for one that just stays."""
        followed = (later for later, earlier in self.inside.items() if earlier == name)
        return self.heirs.get(name, ()) or tuple(followed)


def descent(before: State, after: State, between: Sequence[State] = ()) -> Descent:
    """What came from what.

    What the earlier state says already is history, and is not told again.

    Args:
        before, after: two states of one toolkit.
        between: those in between, so that an heir of an heir is found.
    """
    earlier = {thing.address: thing for thing in before.things}
    said: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for thing in (thing for state in (*between, after) for thing in state.things):
        said[thing.address] += thing.came_from  # a later edition need not say it again
    origins: dict[str, tuple[str, ...]] = {}
    heirs: defaultdict[str, list[str]] = defaultdict(list)
    for thing in after.things:
        known = {*earlier[thing.address].came_from} if thing.address in earlier else set()
        old = [name for name in _earliest(thing.address, earlier, said) if name not in known]
        if old:
            origins[thing.address] = tuple(old)
    there = {thing.address for thing in after.things}
    for thing in after.things:
        for name in origins.get(thing.address, ()):
            heirs[name].append(thing.address)
    for name, follow in heirs.items():
        if name in there:
            follow.insert(0, name)
    return Descent(
        origins, {name: tuple(follow) for name, follow in heirs.items()}, _inside(before, after, origins)
    )


def _earliest(name: str, earlier: Mapping[str, Thing], said: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The things of the earlier state that a thing came from, also by way of things that came and went."""
    waiting, seen = [*said.get(name, ())], {name}
    while waiting:
        old = waiting.pop(0)
        if old in seen:
            continue
        seen.add(old)
        if old in earlier:
            yield old
        else:
            waiting = [*said.get(old, ()), *waiting]


def _inside(before: State, after: State, origins: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Later -> earlier address of what went along with the thing around it, under the id that it had."""
    old, new = Family(before), Family(after)
    claimed = {name for names in origins.values() for name in names}
    found: dict[str, str] = {}
    for later, names in origins.items():
        for earlier in names:
            lost = {own_id(thing): thing for thing in old.within(earlier) if thing.address not in new.things}
            for thing in new.within(later):
                same = lost.get(own_id(thing))
                is_new = thing.address not in old.things and thing.address not in origins
                if same and is_new and same.kind == thing.kind and same.address not in claimed:
                    found.setdefault(thing.address, same.address)
    return found


class Family:
    """The things of a state by address, and what lies in each."""

    def __init__(self, state: State) -> None:
        self.things = {thing.address: thing for thing in state.things}
        self._inner: defaultdict[str, list[Thing]] = defaultdict(list)
        for thing in state.things:
            self._inner[thing.owner].append(thing)

    def within(self, name: str) -> Iterator[Thing]:
        """Everything in a thing, at any depth."""
        for thing in self._inner.get(name, ()):
            yield thing
            yield from self.within(thing.address)


def own_id(thing: Thing) -> str:
    """The id that a thing has in its file."""
    return thing.address.rpartition("__")[2]
