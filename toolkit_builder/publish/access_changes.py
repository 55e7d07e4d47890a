"""Texts that the next edition gives to other readers than the last one did, told to the editors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..content.comparing.audience import may_have, tiers_in
from ..content.comparing.descent import descent
from ..content.comparing.state import State, Thing, name_of, state
from ..content.model import MATERIALS, Material
from ..content.tiers import tier_ids
from ..content.toolkit import Source, Toolkit
from ..errors import Place, Problem
from .sealed_editions import SealedEdition, states


@dataclass(frozen=True, slots=True)
class _Passage:
    """Texts of a material that stand in a material for other readers now; mostly it is the same one.

    Args:
        old, new: the material in the last edition, and where its texts stand now.
        tiers: ids of the tiers that have lost or gained them, from the widest.
    """

    old: Thing
    new: Thing
    tiers: tuple[str, ...]

    @property
    def words(self) -> str:
        """How messages name it."""
        name = f'"{self.new.title}" ({name_of(self.new.address)})'
        return (
            name
            if self.old.address == self.new.address
            else f"what {name_of(self.old.address)} said, in {name},"
        )


def closed(toolkit: Toolkit, before: Sequence[SealedEdition]) -> tuple[Problem, ...]:
    """P160: what readers lose with the next edition; those before it stay as they are.

    Args:
        toolkit: the sources.
        before: the sealed editions, the oldest first.

    Raises:
        EditionError: P123 a bundle is missing or damaged.
    """
    earlier = _states(toolkit, before)
    return tuple(_closed(toolkit, earlier)) if earlier else ()


def opened(toolkit: Toolkit, before: Sequence[SealedEdition]) -> tuple[Problem, ...]:
    """P161: what readers gain with the next edition, for ever.

    Args:
        toolkit: the sources.
        before: the sealed editions, the oldest first.

    Raises:
        EditionError: P123 a bundle is missing or damaged.
    """
    earlier = _states(toolkit, before)
    return tuple(_opened(toolkit, earlier[0])) if earlier else ()


def _states(toolkit: Toolkit, before: Sequence[SealedEdition]) -> list[State]:
    """What sealed editions say, the newest first; nothing where there is but one circle of readers."""
    return states(before) if len(toolkit.file.access) > 1 else []


def _closed(toolkit: Toolkit, earlier: Sequence[State]) -> Iterator[Problem]:
    now = state(toolkit)
    for passage in _passages(toolkit, earlier[0], now, lost=True):
        widest = passage.tiers[0]
        editions = [each.edition for each in reversed(earlier) if _has(each, widest, passage.old.address)]
        message = (
            f"{passage.words} is for {_name(toolkit, passage.new.values['access'])} now; "
            f"{_several(editions)} its text for {_name(toolkit, widest)}"
        )
        hint = (
            "a sealed edition never changes: its files and its pages on the site stay; withdrawing it in "
            "editions/status.yaml tells readers not to use it, and takes nothing from them"
        )
        yield Problem(_place(toolkit, passage.new), "P160", message, hint)


def _opened(toolkit: Toolkit, last: State) -> Iterator[Problem]:
    for passage in _passages(toolkit, last, state(toolkit), lost=False):
        message = (
            f"{passage.words} becomes readable for {_name(toolkit, passage.tiers[0])}; "
            f"in edition {last.edition} it was for {_name(toolkit, passage.old.values['access'])}"
        )
        hint = "once the edition is sealed this cannot be taken back"
        yield Problem(_place(toolkit, passage.new), "P161", message, hint)


def _passages(toolkit: Toolkit, old: State, now: State, lost: bool) -> Iterator[_Passage]:
    """Materials of the last edition whose texts other readers have now.

    Args:
        toolkit: knows the tiers.
        old, now: the last edition and the sources.
        lost: whether readers are meant that have them no more, or those that have them only now.
    """
    known = tiers_in(old)  # who is a reader only now has lost and gained nothing
    order = [tier for tier in tier_ids(toolkit) if tier in known]
    there, things = _by_address(now), _by_address(old)
    for name, later in _pairs(old, now):
        one, other = things[name], there[later]
        had = [tier for tier in order if may_have(old, tier, one.values["access"])]
        have = [tier for tier in order if may_have(now, tier, other.values["access"])]
        tiers = (
            [tier for tier in had if tier not in have] if lost else [tier for tier in have if tier not in had]
        )
        if tiers:
            yield _Passage(one, other, tuple(tiers))


def _pairs(old: State, now: State) -> Iterator[tuple[str, str]]:
    """Addresses of materials, then and now, that have a text in common; each pair once."""
    there, things, lines = _by_address(now), _by_address(old), descent(old, now)
    seen = set()
    for thing in old.things:
        heirs = lines.follows(thing.address) or ((thing.address,) if thing.address in there else ())
        for heir in heirs:
            pair = _top(thing.address), _top(heir)
            materials = things[pair[0]].kind in MATERIALS and there[pair[1]].kind in MATERIALS
            if materials and pair not in seen:
                seen.add(pair)
                yield pair


def _has(edition: State, tier: str, material: str) -> bool:
    """Whether an edition gives a material to a tier."""
    thing = _by_address(edition).get(material)
    return thing is not None and thing.kind in MATERIALS and may_have(edition, tier, thing.values["access"])


def _by_address(of: State) -> Mapping[str, Thing]:
    return {thing.address: thing for thing in of.things}


def _top(address: str) -> str:
    return address.partition("__")[0]


def _several(editions: Sequence[str]) -> str:
    if len(editions) == 1:
        return f"edition {editions[0]} keeps"
    return f"editions {', '.join(editions[:-1])} and {editions[-1]} keep"


def _name(toolkit: Toolkit, tier: str) -> str:
    """A tier as it is called in print; by its id where there is none of it any more."""
    return next((str(each.name) for each in toolkit.file.access if each.id == tier), tier)


def _place(toolkit: Toolkit, material: Thing) -> Place:
    """The line that says whom a material is for, or its file."""
    name = name_of(material.address)
    source = next(source for source in toolkit.sources if _is(source, name))
    return source.marks.value(("access",)) if ("access",) in source.marks else Place(source.path)


def _is(source: Source, name: str) -> bool:
    return isinstance(source.node, Material) and source.node.id == name
