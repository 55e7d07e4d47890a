"""What differs between two states of a toolkit, thing by thing.

Things meet by their address, or by what they say they came from; never by place or likeness. Within a thing,
fields meet by name; items of a list that have no ids by their words, so that one more item is one change.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..markdown import CITATION
from ..mentions import Names, spelled
from ..model import MATERIALS, ChangeNote, SelfAssessment
from .descent import Descent, descent
from .moves import Move, moves, out_of_order
from .redline import alike, flowed, marked, uncited
from .state import TITLES, State, Thing, address_of, names_in
from .typed_figures import as_data

__all__ = ["Change", "compare", "marked"]

# What is told of a material that readers have only now, or have no more; `comparing.audience` tells two of
# them: that others had it before, or still have it.
CAME, GONE = ("added", "opened"), ("removed", "closed")

# Figures of a text field: their change is another value, not other words.
_FIGURES = {
    "value", "before", "compared_with", "out_of", "counted", "years", "shown", "period", "number"
}  # fmt: skip
_SCALE = {"scale", "levels", "direction"}
_ALIKE = 0.5  # share of words that two items have in common if one was made from the other
_FEW = 4  # words; items of so few need none in common if they stand in the same place
_IN_LIST = re.compile(r"(.*?)\.(\d+)(?:\.(.*))?")  # how_to_use.before.2 - the list, the place, what is inside


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; a thing may have several changes.

    Args:
        kind: added, removed, came-from, became, moved, retitled, rescaled, re-sourced, revalued or reworded;
            to one tier of readers also opened or closed: a material that others had before, or still have.
        address: of the thing.
        thing: kind of the thing, see `Thing`.
        material: id of the material, principle, glossary or toolkit that it belongs to.
        title: how readers are told of the thing.
        field: as in the texts table; where items have no ids, their place in the later state (what was
            removed: in the earlier one). Empty where the whole thing is meant.
        before, after: words or values. Of a thing that moved: its owners, or the things before it in the list
            (empty: it is the first). Of an item that moved: its words. Of re-sourced words: their citations.
            Before what came from them: addresses of earlier things; after what became of it: of later ones.
            Of what was opened or closed: the tiers that it was and is for.
        weight, note: what the editors say about it; empty where they say nothing.
    """

    kind: str
    address: str
    thing: str
    material: str
    title: str
    field: str
    before: str
    after: str
    weight: str = ""
    note: str = ""


def compare(
    before: State, after: State, notes: Sequence[ChangeNote] = (), between: Sequence[State] = ()
) -> tuple[Change, ...]:
    """What differs, in printed order.

    What lies inside a thing that was added or removed as a whole is not listed; materials of a new principle
    are.

    Args:
        before, after: two states of one toolkit.
        notes: what editors say of the changes between them; of several about one thing the first counts.
            See `state.notes_of`.
        between: states between the two, so that it is known what came from what in several steps.
    """
    told = {address_of(name): note for note in reversed(notes) for name in note.about}
    names = {**names_in(after), **names_in(before)}
    moved = moves(before, after)
    pair = _Pair(_by_address(before), _by_address(after), descent(before, after, between), names)
    changes: list[Change] = []
    for thing in _in_order(before, after):
        old, new = pair.things.get(thing.address), pair.new_things.get(thing.address)
        if old and new and old.kind == new.kind:
            own = [*pair.came(new), *pair.became(old), *pair.changes(old, new, moved)]
            changes += _noted(own, new, pair.new_things, told)
            continue
        if old:
            changes += _noted(pair.gone(old), old, pair.things, told)
        if new:
            changes += _noted(pair.arrived(new), new, pair.new_things, told)
    return tuple(changes)


def _by_address(state: State) -> dict[str, Thing]:
    return {thing.address: thing for thing in state.things}


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both states at once.

    Args:
        things, new_things: address -> thing, earlier and later.
        descent: what came from what.
        names: what levels and rules were called before, and the new ones are.
    """

    things: Mapping[str, Thing]
    new_things: Mapping[str, Thing]
    descent: Descent
    names: Names

    def changes(self, old: Thing, new: Thing, moved: Mapping[str, Move]) -> Iterator[Change]:
        """What differs in a thing that both states have.

        Args:
            old, new: the thing.
            moved: of all things.
        """
        return _changes(as_data(old, new, self.new_things), new, moved, self.names)

    def came(self, new: Thing) -> Iterator[Change]:
        """That a thing says what it came from."""
        if origins := self.descent.origins.get(new.address):
            yield _change("came-from", new, "", ", ".join(origins), "")

    def became(self, old: Thing) -> Iterator[Change]:
        """That other things say they came from this one."""
        if heirs := self.descent.heirs.get(old.address):
            yield _change("became", old, "", "", ", ".join(heirs))

    def gone(self, old: Thing) -> Iterator[Change]:
        """What is told of a thing that is not there any more."""
        if old.address in self.descent.heirs:
            yield from self.became(old)
        elif not self.descent.follows(old.address) and self._is_told(old, self.things, self.new_things):
            yield _whole("removed", old)

    def arrived(self, new: Thing) -> Iterator[Change]:
        """What is told of a new thing: how it differs from the one that it came from."""
        origin = self.things.get(self.descent.origin(new.address))
        yield from self.came(new)
        if origin and origin.kind == new.kind:
            yield from self.changes(origin, new, {})
        elif new.address not in self.descent.origins and self._is_told(new, self.new_things, self.things):
            yield _whole("added", new)

    def _is_told(self, thing: Thing, mine: Mapping[str, Thing], other: Mapping[str, Thing]) -> bool:
        """Whether a thing is listed that the other state lacks: not if its owner is lacking too."""
        owner = mine.get(thing.owner)
        if owner is None or thing.kind in MATERIALS:
            return True
        there = other.get(owner.address) or other.get(self._counterpart(owner.address))
        return there is not None and there.kind == owner.kind

    def _counterpart(self, name: str) -> str:
        """Where a thing is in the other state, if it took another's place or another took its."""
        return self.descent.origin(name) or next(iter(self.descent.follows(name)), "")


def _in_order(before: State, after: State) -> Iterator[Thing]:
    """Every thing once: those that are there now, and what is gone after what stood before it."""
    there = _by_address(after)
    gone: defaultdict[str, list[Thing]] = defaultdict(list)
    last = ""
    for thing in before.things:
        if thing.address in there:
            last = thing.address
        else:
            gone[last].append(thing)
    yield from gone[""]
    for thing in after.things:
        yield thing
        yield from gone[thing.address]


def _whole(kind: str, thing: Thing) -> Change:
    return _change(
        kind, thing, "", thing.title if kind == "removed" else "", thing.title if kind == "added" else ""
    )


def _change(kind: str, thing: Thing, field: str, before: str, after: str) -> Change:
    material = thing.address.partition("__")[0].replace("_", "-")
    return Change(kind, thing.address, thing.kind, material, thing.title, field, before, after)


def _noted(
    changes: Iterable[Change], thing: Thing, things: Mapping[str, Thing], told: Mapping[str, ChangeNote]
) -> Iterator[Change]:
    """With the note about the thing, else that about the nearest thing around it in its material.

    What came from something else may also be told of there.
    """
    material = thing.address.partition("__")[0]
    note, around = told.get(thing.address), thing
    while note is None and around.address != material and around.owner in things:
        around = things[around.owner]
        note = told.get(around.address)
    for change in changes:
        origins = change.before.split(", ") if change.kind == "came-from" else ()
        own = note or next((told[origin] for origin in origins if origin in told), None)
        yield replace(change, weight=own.weight, note=str(own.text)) if own else change


# --- words and values ----------------------------------------------------------------------------


class _Leaf(NamedTuple):
    words: str
    is_text: bool


_Fields = dict[str, _Leaf]
_Items = dict[int, _Fields]
"""Place in a list -> the fields of what stands there; a plain text is a field without a name."""


def _changes(old: Thing, new: Thing, moved: Mapping[str, Move], names: Names) -> Iterator[Change]:
    """What differs in a thing that both states have.

    Args:
        old, new: the thing.
        moved: of all things.
        names: what levels were called before. A level with another name is one change of the level, and none
            of the texts that mention it.
    """
    if move := moved.get(new.address):
        yield _change("moved", new, "", *move)
    same = {text: old.texts[field] for field, text in old.written.items()}
    as_before = {field: same.get(text) or spelled(text, names) for field, text in new.written.items()}
    there = replace(new, texts={**new.texts, **as_before}) if as_before else new
    if old.texts == there.texts and old.values == there.values:
        return
    now = {flowed(text): flowed(new.texts[field]) for field, text in as_before.items()}
    for change in _Inside(new).fields(_fields(old), _fields(there), "", ""):
        yield replace(change, after=now.get(change.after, change.after))


def _fields(thing: Thing) -> _Fields:
    words = {name: _Leaf(flowed(text), True) for name, text in thing.texts.items()}
    return words | {name: _Leaf(value, False) for name, value in thing.values.items()}


@dataclass(frozen=True, slots=True)
class _Inside:
    """Compares the fields of one thing; a path is empty or ends with a full stop."""

    thing: Thing

    def fields(self, old: _Fields, new: _Fields, old_path: str, path: str) -> Iterator[Change]:
        single_old, lists_old = _parted(old)
        single_new, lists_new = _parted(new)
        for name in dict.fromkeys((*single_new, *single_old)):
            leaf, new_leaf = single_old.get(name), single_new.get(name)
            if leaf != new_leaf:
                yield from self._field(f"{path}{name}".rstrip("."), leaf, new_leaf)
        for name in dict.fromkeys((*lists_new, *lists_old)):
            yield from self._items(
                lists_old.get(name, {}), lists_new.get(name, {}), f"{old_path}{name}.", f"{path}{name}."
            )

    def _field(self, path: str, old: _Leaf | None, new: _Leaf | None) -> Iterator[Change]:
        kind = self._kind(path, is_text=(new or old or _Leaf("", False)).is_text)
        before, after = old.words if old else "", new.words if new else ""
        cited, cites = CITATION.findall(before), CITATION.findall(after)
        if (old is None or new is None) and kind in ("reworded", "retitled"):
            kind = "added" if old is None else "removed"
        elif cited != cites and kind != "re-sourced":
            yield self._change("re-sourced", path, _cited(cited), _cited(cites))
            if uncited(before) == uncited(after):
                return
        yield self._change(kind, path, before, after)

    def _items(self, old: _Items, new: _Items, old_path: str, path: str) -> Iterator[Change]:
        pairs = _pairs(old, new)
        met = [place for place in new if place in pairs]
        moved = {met[number] for number in out_of_order([pairs[place] for place in met])}
        for place in sorted(old.keys() - pairs.values()):
            yield self._change("removed", f"{old_path}{place}", _said(old[place]), "")
        for place, item in new.items():
            if place not in pairs:
                yield self._change("added", f"{path}{place}", "", _said(item))
                continue
            old_item = old[pairs[place]]
            if place in moved:
                yield self._change("moved", f"{path}{place}", _said(old_item), _said(item))
            if old_item != item:
                yield from self.fields(old_item, item, f"{old_path}{pairs[place]}.", f"{path}{place}.")

    def _change(self, kind: str, path: str, before: str, after: str) -> Change:
        return _change(kind, self.thing, path, before, after)

    def _kind(self, path: str, is_text: bool) -> str:
        """What a change of a field is called."""
        name = path.rpartition(".")[2]
        if self.thing.kind == "reference" or name == "source":
            return "re-sourced"
        if path in _SCALE and self.thing.kind in (SelfAssessment.kind, "scale"):
            return "rescaled"
        if path == next((title for title in TITLES if title in self.thing.texts), None):
            return "retitled"
        return "reworded" if is_text and name not in _FIGURES else "revalued"


def _parted(fields: _Fields) -> tuple[_Fields, dict[str, _Items]]:
    """Fields that stand once, and lists by name."""
    single: _Fields = {}
    lists: defaultdict[str, _Items] = defaultdict(dict)
    for path, leaf in fields.items():
        if match := _IN_LIST.fullmatch(path):
            lists[match[1]].setdefault(int(match[2]), {})[match[3] or ""] = leaf
        else:
            single[path] = leaf
    # An item without words stands behind those with words so far.
    return single, {name: dict(sorted(items.items())) for name, items in lists.items()}


def _pairs(old: _Items, new: _Items) -> dict[int, int]:
    """New place -> old place, of the items that are the same or that one was made from the other."""
    pairs: dict[int, int] = {}
    for key in (_all, _named):
        _pair_same(old, new, pairs, key)
    left = {place: _words(item) for place, item in old.items() if place not in pairs.values()}
    new_left = {place: _words(item) for place, item in new.items() if place not in pairs}
    likely = sorted((-alike(left[i], new_left[j]), abs(i - j), i, j) for i in left for j in new_left)
    for share, _, place, new_place in likely:
        if -share >= _ALIKE and new_place not in pairs and place not in pairs.values():
            pairs[new_place] = place
    if len(old) == len(new):  # else a place says nothing
        both = (place for place in left if place in new_left)
        short = (place for place in both if left[place].total() <= _FEW >= new_left[place].total())
        pairs |= {place: place for place in short if place not in pairs and place not in pairs.values()}
    return pairs


def _pair_same(old: _Items, new: _Items, pairs: dict[int, int], key: Callable[[_Fields], str]) -> None:
    """Add to `pairs` the items that have no partner yet and the same key."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for place in sorted(old.keys() - pairs.values()):
        waiting[key(old[place])].append(place)
    for place in sorted(new.keys() - pairs.keys()):
        words = key(new[place])
        if words and waiting[words]:
            pairs[place] = waiting[words].pop(0)


def _words(item: _Fields) -> Counter[str]:
    return Counter(_said(item).split())


def _all(item: _Fields) -> str:
    return repr(item)


def _named(item: _Fields) -> str:
    """The name of an item that has one, such as the label of a bar."""
    return next((item[name].words for name in (*TITLES, "initiative") if name in item), "")


def _said(item: _Fields) -> str:
    """The words of an item; its values where it has none."""
    words = [leaf.words for leaf in item.values() if leaf.is_text]
    return " | ".join(words or [leaf.words for leaf in item.values()])


def _cited(names: Sequence[str]) -> str:
    return " ".join(f"[@{name}]" for name in names)
