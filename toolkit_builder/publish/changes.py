"""What changed between two editions, put together for people: by principle, material and thing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..content.comparing.audience import changes_for, tiers_in, within
from ..content.comparing.compare import Change, compare
from ..content.comparing.descent import Descent, descent
from ..content.comparing.numbers import NewNumber, new_numbers, numbers
from ..content.comparing.redline import Stretch, readable
from ..content.comparing.state import State, Thing, address_of, name_of, state
from ..content.load import load_toolkit
from ..content.model import MATERIALS, ChangeNote, Principle
from ..content.richtext import RichTextError, parse, plain
from ..errors import Misuse, UnknownName
from ..project import Project
from .notes import needs_note
from .sealed_editions import SealedEdition, edition_order, sealed_editions

WEIGHTS = ("major", "minor", "correction", "")


@dataclass(frozen=True, slots=True)
class ToldThing:
    """A thing of one of the two editions, as it is referred to.

    Args:
        material: id of the material that it is in, where that is another one; else empty.
        number: in print; empty where it has none.
        title, name: of it; `name` is material/thing, as editors write it.
    """

    material: str
    number: str
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change as it is told.

    Args:
        change: what differs.
        words: both wordings in one, of what was reworded or retitled.
        before, after: words or values; of a thing that moved, what is told of the places: the things around
            it, or those before it in its list (empty: it is the first).
        within: whether it moved in its list.
        origins: what it came from.
        heirs: what came from it; of a thing that came from another that was split, all parts.
        tier: name of the tier that a material is for now, and how to belong to it; of what came from other
            readers or went to them.
    """

    change: Change
    words: tuple[Stretch, ...]
    before: str
    after: str
    within: bool = False
    origins: tuple[ToldThing, ...] = ()
    heirs: tuple[ToldThing, ...] = ()
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that changed.

    Args:
        kind, title: of the thing.
        name: material/thing, as editors write it.
        told: its changes, one or more.
        weight, note: what editors say about them; empty where they say nothing.
        needs_note: whether the edition cannot be sealed before they say something.
    """

    kind: str
    title: str
    name: str
    told: tuple[ToldChange, ...]
    weight: str
    note: str
    needs_note: bool = False


@dataclass(frozen=True, slots=True)
class ChangedNumbers:
    """Numbers in print that changed in one list.

    Args:
        within: title of the session whose steps they are; empty for those of a material.
        numbers: which, in printed order.
    """

    within: str
    numbers: tuple[NewNumber, ...]


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """What changed in one material, or in words that belong to no material.

    Args:
        title: such as `Case study: One aim in every plan`; empty for words of a principle or the toolkit.
        packet: that prints the material by itself; else empty.
        items: in printed order.
        numbers: of what is printed under another number, since something came, went or moved before it.
    """

    title: str
    packet: str
    items: tuple[Item, ...]
    numbers: tuple[ChangedNumbers, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedGroup:
    """Parts of one principle, or of the toolkit as a whole."""

    title: str
    parts: tuple[ChangedPart, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What changed.

    Args:
        toolkit: name of its folder.
        title: of the toolkit.
        before, after: editions that are compared; `after` is empty for what the sources say of an edition
            that is sealed already.
        notices: what readers of either must know, such as that it was withdrawn.
        groups: in printed order; without those in which nothing changed.
        idle: notes of the later edition about what did not change: text, and what they are about.
        is_sealed: whether the later edition is sealed, so that nobody can write a note any more.
        tier: id of the tier that is told; empty for the editors, who are told everything.
    """

    toolkit: str
    title: str
    before: str
    after: str
    notices: tuple[str, ...]
    groups: tuple[ChangedGroup, ...]
    idle: tuple[tuple[str, str], ...]
    is_sealed: bool = False
    tier: str = ""

    def items(self) -> Iterator[tuple[ChangedGroup, ChangedPart, Item]]:
        """Every thing that changed, and where it stands."""
        for group in self.groups:
            for part in group.parts:
                for item in part.items:
                    yield group, part, item

    @property
    def count(self) -> int:
        """How many changes there are."""
        return sum(len(item.told) for _, _, item in self.items())

    def numbers(self) -> Iterator[tuple[ChangedPart, NewNumber]]:
        """Every number that changed, and where."""
        for group in self.groups:
            for part in group.parts:
                for each in part.numbers:
                    yield from ((part, number) for number in each.numbers)

    @property
    def unready(self) -> int:
        """How many things need a note before the edition can be sealed."""
        return 0 if self.is_sealed else sum(item.needs_note for _, _, item in self.items())

    @property
    def unsaid(self) -> int:
        """How many of them no note speaks of."""
        return sum(len(item.told) for _, _, item in self.items() if not item.note)


def report_between(project: Project, before: str, after: str, tier: str = "") -> Report:
    """What changed between two editions.

    Args:
        project: which toolkit.
        before: number of a sealed edition; empty for the newest.
        after: another one; empty, or the number of the edition that is not sealed yet, for the sources as
            they are.
        tier: id of a tier of the later edition, for what its readers are told; empty for everything.

    Raises:
        Misuse: no edition is sealed yet.
        UnknownName: there is no such edition or tier.
        SourceError: the sources, where these are meant, or status.yaml hold something wrong.
        EditionError: P120 a seal cannot be read; P123 a bundle is missing or damaged.
    """
    sealed = {edition.id: edition for edition in sealed_editions(project.sources, project.name)}
    if not sealed:
        raise Misuse("no edition is sealed yet", "seal one; from then on changes can be told")
    first = _require(before or list(sealed)[-1], "edition", sealed)
    old = sealed[first].state()
    if after in sealed:
        last, new, name = after, sealed[after].state(), after
    else:
        new = state(load_toolkit(project.sources, project.name))
        _require(after or new.edition, "edition", (*sealed, new.edition))
        last, name = new.edition, "" if new.edition in sealed else new.edition
    between = tuple(
        edition.state()
        for number, edition in sealed.items()
        if edition_order(first) < edition_order(number) < edition_order(last)
    )
    notes = [note for step in (new, *reversed(between)) if step.edition != first for note in step.notes]
    notices = [notice for number in (first, after) if number in sealed for notice in _notices(sealed[number])]
    if tier:
        _require(tier, "tier", tiers_in(new))
    found = report((old, *between, new), notes, (first, name), tier)
    return replace(found, notices=tuple(notices), is_sealed=after in sealed)


def _require(name: str, what: str, names: Iterable[str]) -> str:
    if name not in names:
        raise UnknownName(what, name, names)
    return name


def _notices(edition: SealedEdition) -> Iterator[str]:
    """What status.yaml says of an edition, and which one readers should have."""
    status = edition.status
    if status.reason:
        newest = f"The newest edition is {status.newest}." if status.newest not in ("", edition.id) else ""
        words = " ".join(filter(None, (status.reason, status.notice, newest)))
        yield f"{edition.id} was {status.kind} on {status.on}: {words}"


def report(
    states: Sequence[State], notes: Sequence[ChangeNote], names: tuple[str, str], tier: str = ""
) -> Report:
    """Compare two states and put together what people are told.

    Args:
        states: what the two editions say, and between them what those say that came between.
        notes: what editors say of the changes between the two, the newest first.
        names: numbers of the two editions, see `Report`.
        tier: whose readers are told; empty for the editors, who are told everything.
    """
    before, *between, after = states
    changes = compare(before, after, notes, between)
    used = {change.note for change in changes}
    idle = [note for note in notes if note in after.notes and str(note.text) not in used and not tier]
    if tier:
        changes = changes_for(tier, before, after, notes, between)
        before, *between, after = (within(state, tier) for state in states)
    view = _View(before, after, descent(before, after, between))
    return Report(
        after.toolkit,
        view.text("title"),
        *names,
        (),
        tuple(view.groups(changes)),
        tuple((_plain(str(note.text)), ", ".join(note.about)) for note in idle),
        tier=tier,
    )


def _things(state: State) -> dict[str, Thing]:
    return {thing.address: thing for thing in state.things}


def _plain(text: str) -> str:
    try:
        return plain(parse(text, blocks=False))
    except RichTextError:  # of an edition that another program made
        return text


class _View:
    """Both states at once.

    Args:
        before, after: the states.
        lines: what came from what.
    """

    def __init__(self, before: State, after: State, lines: Descent) -> None:
        self._before, self._after = _things(before), _things(after)
        self._things = {**self._before, **self._after}
        self._top = next(thing for thing in after.things if thing.kind == "toolkit")
        self._numbers_before, self._numbers_after = numbers(before), numbers(after)
        self._lines, self._new_numbers = lines, new_numbers(before, after, lines)

    def text(self, field: str) -> str:
        """A text of the toolkit's own, such as what it calls a principle."""
        return self._top.texts[field]

    def groups(self, changes: Iterable[Change]) -> Iterator[ChangedGroup]:
        """Changes by principle and material."""
        by_material: dict[str, list[Change]] = {}
        for change in changes:
            by_material.setdefault(change.address.partition("__")[0], []).append(change)
        by_group: dict[str, list[ChangedPart]] = {}
        for material, own in by_material.items():
            group = self._group_of(self._things[material])
            by_group.setdefault(group.address, []).append(self._part(material, own))
        for address, parts in by_group.items():
            yield ChangedGroup(self._group_title(self._things[address]), tuple(parts))

    def _group_of(self, thing: Thing) -> Thing:
        """The principle of a material, or the toolkit."""
        nearest = self._things.get(thing.owner, thing) if thing.kind in MATERIALS else thing
        return nearest if nearest.kind == Principle.kind else self._top

    def _group_title(self, thing: Thing) -> str:
        if thing.kind != Principle.kind:
            return thing.title
        return f"{self.text('words.unit')} {thing.texts['number']}: {thing.title}"

    def _part(self, address: str, changes: list[Change]) -> ChangedPart:
        thing = self._things[address]
        by_thing = groupby(changes, key=lambda change: change.address)
        items = tuple(self._item(list(own)) for _, own in by_thing)
        if thing.kind not in MATERIALS:
            return ChangedPart(thing.title if thing.kind == "glossary" else "", "", items)
        changed_numbers = tuple(self._changed_numbers(address))
        owner = self._things.get(thing.owner)
        principle = name_of(owner.address) if owner and owner.kind == Principle.kind else ""
        packet = "-".join(filter(None, (principle, thing.kind, thing.values.get("slug"))))
        kind = self.text(f"words.{thing.kind.replace('-', '_')}")
        return ChangedPart(f"{kind}: {thing.title}", packet, items, changed_numbers)

    def _changed_numbers(self, material: str) -> Iterator[ChangedNumbers]:
        own = [number for number in self._new_numbers if number.address.partition("__")[0] == material]
        for owner in dict.fromkeys(number.owner for number in own):
            within = "" if owner == material else self._after[owner].title
            yield ChangedNumbers(within, tuple(number for number in own if number.owner == owner))

    def _item(self, changes: list[Change]) -> Item:
        first = changes[0]
        told = tuple(self._told(change) for change in changes)
        note = _plain(first.note)
        is_needed = not note and any(needs_note(change) for change in changes)
        return Item(first.thing, first.title, name_of(first.address), told, first.weight, note, is_needed)

    def _told(self, change: Change) -> ToldChange:
        if change.kind == "moved" and not change.field:
            within = self._before[change.address].owner == self._after[change.address].owner
            places = _title(self._before, change.before), _title(self._after, change.after)
            return ToldChange(change, (), *places, within)
        if change.kind in ("came-from", "became"):
            return self._descended(change)
        if change.kind in ("opened", "closed"):
            return ToldChange(change, (), "", "", tier=self._tier(change.after))
        is_worded = change.kind in ("reworded", "retitled")
        words = readable(change.before, change.after) if is_worded else ()
        return ToldChange(change, words, change.before, change.after)

    def _tier(self, name: str) -> str:
        tier = self._after.get(f"{self._top.address}__access__{address_of(name)}")
        note = _plain(tier.texts.get("note", "")) if tier else ""
        return ". ".join(filter(None, (tier.title if tier else name, note)))

    def _descended(self, change: Change) -> ToldChange:
        """What came from what; of a thing that was split, all its parts."""
        material = change.address.partition("__")[0]
        origins = change.before.split(", ") if change.before else []
        heirs = change.after.split(", ") if change.after else []
        if len(origins) == 1 and len(parts := self._lines.heirs[origins[0]]) > 1:
            heirs = list(parts)
        before = (_referred(self._before[name], self._numbers_before, material) for name in origins)
        after = (_referred(self._after[name], self._numbers_after, material) for name in heirs)
        return ToldChange(change, (), "", "", origins=tuple(before), heirs=tuple(after))


def _referred(thing: Thing, numbers: Mapping[str, str], material: str) -> ToldThing:
    """A thing as it is referred to in a material."""
    own = thing.address.partition("__")[0]
    number = numbers.get(thing.address, "")
    return ToldThing("" if own == material else name_of(own), number, thing.title, name_of(thing.address))


def _title(things: Mapping[str, Thing], address: str) -> str:
    return things[address].title if address in things else ""


def field_words(field: str) -> str:
    """A field as people say it: `look_fors.2` is `look fors 3`."""
    words = re.sub(r"(?<!\d)\.(\d+)", lambda number: f" {number[1]}", field)
    words = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), words)
    return words.replace(".", ", ").replace("_", " ")
