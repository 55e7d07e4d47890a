"""What one tier of readers may have of a state, and what it is told of the changes between two."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..markdown import CITATION
from ..model import MATERIALS, ChangeNote
from ..tiers import allowed
from .compare import CAME, GONE, Change, compare
from .descent import Descent, descent
from .state import State, Thing, address_of, name_of


def tiers_in(state: State) -> tuple[str, ...]:
    """Ids of the tiers of a state, from the widest to the narrowest."""
    return tuple(name_of(thing.address).rpartition("/")[2] for thing in state.things if thing.kind == "tier")


def may_have(state: State, tier: str, access: str) -> bool:
    """Whether a tier has the materials of another.

    Args:
        state: says which tiers there are, and in which order.
        tier: of the readers; one that the state does not know has what everybody has.
        access: of the materials.
    """
    return access in allowed(tiers_in(state), tier)


def within(state: State, tier: str) -> State:
    """A state with nothing in it that a tier may not have.

    Args:
        state: what an edition says.
        tier: id of the tier.

    Returns:
        The same value where the tier may have everything.
    """
    order = allowed(tiers_in(state), tier)
    hidden = {
        thing.address
        for thing in state.things
        if thing.kind in MATERIALS and thing.values["access"] not in order
    }
    if not hidden:
        return state
    mine = [thing for thing in state.things if _top(thing.address) not in hidden]
    rest = (thing for thing in state.things if _top(thing.address) in hidden)
    secret = {name for thing in rest for name in _cited(thing)}
    secret -= {name for thing in mine if thing.kind != "reference" for name in _cited(thing)}
    things = tuple(thing for thing in mine if thing.kind != "reference" or _name(thing) not in secret)
    return replace(state, things=things, notes=tuple(_notes(state.notes, hidden)))


def changes_for(
    tier: str, before: State, after: State, notes: Sequence[ChangeNote] = (), between: Sequence[State] = ()
) -> tuple[Change, ...]:
    """What a tier of readers is told, in printed order; nothing of what it may not have.

    A material that came to these readers from others is opened, one that went to others is closed: of that
    they are told nothing but whom it is for.

    Args:
        tier: id of the tier.
        before, after, notes, between: as of `compare`.
    """
    mine, now = within(before, tier), within(after, tier)
    steps = [within(state, tier) for state in between]
    changes = compare(mine, now, notes, steps)
    if mine is before and now is after:
        return changes
    lines = descent(before, after, between)
    old, new = ({thing.address: thing for thing in state.things} for state in (before, after))
    # A source that only what was opened or closed cites neither came nor went.
    told = (change for change in changes if not _stays(change, old, new))
    return tuple(_passed(change, old, new, lines) for change in told)


def _stays(change: Change, old: dict[str, Thing], new: dict[str, Thing]) -> bool:
    return (
        change.thing == "reference" and not change.field and change.address in old and change.address in new
    )


def _passed(change: Change, old: dict[str, Thing], new: dict[str, Thing], lines: Descent) -> Change:
    """A change; of a material that came from other readers or went to them, with who these are."""
    if change.thing not in MATERIALS or change.field or change.kind not in (*CAME, *GONE):
        return change
    name = change.address
    if change.kind in CAME:
        earlier = _first(old, (name, *lines.origins.get(name, ())))
        return replace(change, kind="opened", before=earlier, after=_access(new[name])) if earlier else change
    later = _first(new, (name, *lines.follows(name)))
    if not later:
        return change
    # What editors say of the material now is said to those who have it.
    return replace(change, kind="closed", before=_access(old[name]), after=later, weight="", note="")


def _first(things: dict[str, Thing], names: Sequence[str]) -> str:
    """The tier of the first material that there is under one of some addresses; empty where there is none."""
    found = (things[name] for name in names if name in things and things[name].kind in MATERIALS)
    return next(map(_access, found), "")


def _access(material: Thing) -> str:
    return material.values["access"]


def _name(thing: Thing) -> str:
    """The id of a tier or reference."""
    return name_of(thing.address).rpartition("/")[2]


def _top(address: str) -> str:
    return address.partition("__")[0]


def _cited(thing: Thing) -> Iterator[str]:
    """Ids of the references that a thing names, among other values."""
    for words in thing.texts.values():
        if "[@" in words:
            yield from (match[1] for match in CITATION.finditer(words))
    for value in thing.values.values():
        yield from value.split(", ")


def _notes(notes: Sequence[ChangeNote], hidden: set[str]) -> Iterator[ChangeNote]:
    """What editors say of changes, without what is only about hidden materials."""
    for note in notes:
        if any(_top(address_of(name)) not in hidden for name in note.about):
            yield note
