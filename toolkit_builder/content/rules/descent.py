"""What things say they came from: things that were published, and that are others now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...errors import Place, Problem
from ..comparing.descent import Family, own_id
from ..comparing.state import State, Thing, address_of, name_of, state, things_of
from ..model import MATERIALS, Principle
from ..reading.spans import Path
from ..toolkit import Source, Toolkit
from ..walk import walk
from .meetings import near
from .sheet import Sheet

# Answers, minutes and links name these: what came from one is one.
_ALONE = {"indicator", "question", "section", "level", "scale", Principle.kind}


def origins_are_others(sheet: Sheet) -> Iterator[Problem]:
    """C370: nothing came from itself, nor from one thing twice."""
    material = getattr(sheet.source.node, "id", "")
    for path, value, owner in sheet.parts:
        names = getattr(value, "came_from", ()) if value is owner else ()
        own = getattr(value, "id", "")
        seen: set[str] = set()
        for number, name in enumerate(names):
            where = (*path, "came_from", number)
            short = name.removeprefix(f"{material}/") if path else name
            if short == own:
                message = f'"{own}" says that it came from itself'
                hint = "take this line out: what keeps its id needs to say nothing"
                yield sheet.problem(where, "C370", message, hint)
            elif short in seen:
                yield sheet.problem(where, "C370", f'"{name}" stands here twice', "take one of the two out")
            seen.add(short)


class _Claim(NamedTuple):
    """That a thing says it came from another.

    Args:
        thing: the later thing.
        old: address of the earlier one.
        place: where it is written.
    """

    thing: Thing
    old: str
    place: Place


def origins_were_published(toolkit: Toolkit, states: Sequence[State]) -> Iterator[Problem]:
    """C371 to C374: what things came from was in a sealed edition, and is not there any more as it was.

    What a sealed edition says itself is not asked again. Drafts may say what they like.

    Args:
        toolkit: the sources as they are.
        states: of all sealed editions, the newest first.
    """
    known = {(thing.address, old) for each in states for thing in each.things for old in thing.came_from}
    claims = [claim for claim in _claims(toolkit) if (claim.thing.address, claim.old) not in known]
    if not claims:
        return
    families = [(each.edition, Family(each)) for each in states]
    judge = _Judge(Family(state(toolkit)), claims, dict(_final(toolkit)))
    for claim in claims:
        then = next((each for each in families if claim.old in each[1].things), None)
        problem = judge.problem(claim, *then) if then else _unknown(claim, states)
        if problem:
            yield problem


def _claims(toolkit: Toolkit) -> Iterator[_Claim]:
    printed = {thing.address for thing in state(toolkit).things}
    for source in toolkit.sources:
        for thing in things_of(source.node, toolkit.file.id):
            if thing.came_from and thing.address in printed:
                path = path_of(thing, source)
                for number, old in enumerate(thing.came_from):
                    yield _Claim(thing, old, source.marks.value((*path, "came_from", number)))


def path_of(thing: Thing, source: Source) -> Path:
    """Where a thing stands in its file."""
    own = name_of(own_id(thing))
    nodes = (path for path, value, owner in walk(source.node) if value is owner and _id(value) == own)
    # Levels of two scales may have one id: the list around it tells them apart.
    around, paths = name_of(thing.owner).rpartition("/")[2], list(nodes)
    return next((path for path in paths if _around(source, path) == around), paths[0] if paths else ())


def _id(value: object) -> str:
    return str(getattr(value, "id", ""))


def _around(source: Source, path: Path) -> str:
    """Id of the nearest thing around a place in a file."""
    nodes = {each: _id(value) for each, value, owner in walk(source.node) if value is owner}
    outer = (nodes.get(path[:length], "") for length in range(len(path) - 1, -1, -1))
    return next(filter(None, outer), "")


def _final(toolkit: Toolkit) -> Iterator[tuple[str, str]]:
    """Address of what nothing came from -> number of the edition that says so."""
    for edition in toolkit.editions:
        for gone in edition.retired:
            if gone.replaced_by:
                yield address_of(gone.id), edition.id


def _unknown(claim: _Claim, states: Sequence[State]) -> Problem:
    name, top = name_of(claim.old), claim.old.partition("__")[0]
    there = {thing.address: thing for each in states for thing in each.things}
    around = [name_of(address) for address in there if address.partition("__")[0] == top]
    alike = [name_of(each.address) for each in there.values() if each.kind == claim.thing.kind]
    hint = near(name, around or alike, "published were")
    if not states:
        hint = "no edition is sealed yet, so nothing can have come from one: take this line out"
    message = f'no sealed edition has "{name}", so nothing can have come from it'
    return Problem(claim.place, "C371", message, hint)


class _Judge:
    """Says what is wrong with a claim about a thing that was published.

    Args:
        now: what is printed now.
        claims: all that are new.
        final: see `_final`.
    """

    def __init__(self, now: Family, claims: Sequence[_Claim], final: Mapping[str, str]) -> None:
        self._now, self._final = now, final
        self._claimants: defaultdict[str, list[Thing]] = defaultdict(list)
        for claim in claims:
            self._claimants[claim.old].append(claim.thing)

    def problem(self, claim: _Claim, edition: str, then: Family) -> Problem | None:
        """What is wrong with a claim.

        Args:
            claim: about a thing that was published.
            edition: number of the newest edition that has it.
            then: what that edition says.
        """
        old, name = then.things[claim.old], name_of(claim.old)
        if not _may_follow(old.kind, claim.thing.kind):
            message = f'"{name}" was a {old.kind} in edition {edition}, and this is a {claim.thing.kind}'
            hint = f"name the {claim.thing.kind} that it came from, or take this line out"
            return Problem(claim.place, "C373", message, hint)
        if claim.old in self._final:
            message = f'edition {self._final[claim.old]} says that nothing came from "{name}"'
            hint = "take this line out, or `replaced_by: nothing` there"
            return Problem(claim.place, "C374", message, hint)
        whole = self._whole(claim, then)
        if whole is None:
            return None
        if whole.address == claim.old:
            message = f'"{name}" is still there as it was, so nothing came from it'
            hint = "take this line out; or, if it was split, take out there what is told here"
        else:
            message = f'all of "{name}" went to "{name_of(whole.address)}", so nothing is left for this one'
            hint = "take this line out here or there; what was split says so in every part, in other words"
        return Problem(claim.place, "C372", message, hint)

    def _whole(self, claim: _Claim, then: Family) -> Thing | None:
        """Another thing that is all that the earlier one was."""
        others = [self._now.things.get(claim.old), *self._claimants[claim.old]]
        return next(
            (
                other
                for other in others
                if other and other.address != claim.thing.address and self._is_all_of(other, claim.old, then)
            ),
            None,
        )

    def _is_all_of(self, other: Thing, name: str, then: Family) -> bool:
        old, now = then.things[name], self._now.things[other.address]
        inside, inside_now = (
            {own_id(each) for each in family.within(of)}
            for family, of in ((then, name), (self._now, other.address))
        )
        return (old.kind, old.texts, old.values, inside) == (now.kind, now.texts, now.values, inside_now)


def _may_follow(old: str, new: str) -> bool:
    if old == new:
        return True
    return old not in _ALONE and new not in _ALONE and (old in MATERIALS) == (new in MATERIALS)
