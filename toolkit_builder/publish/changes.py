"""What changed between two editions, put together for people: by principle, material and thing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..content.comparing.compare import Change, compare
from ..content.comparing.redline import Stretch, readable
from ..content.comparing.state import State, Thing, name_of, state
from ..content.load import load_toolkit
from ..content.model import MATERIALS, ChangeNote, Principle
from ..content.richtext import RichTextError, parse, plain
from ..errors import Misuse, UnknownName
from ..project import Project
from .sealed_editions import SealedEdition, edition_order, sealed_editions

WEIGHTS = ("major", "minor", "correction", "")


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change as it is told.

    Args:
        change: what differs.
        words: both wordings in one, of what was reworded or retitled.
        before, after: words or values; of a thing that moved, what is told of the places: the things around
            it, or those before it in its list (empty: it is the first).
        within: whether it moved in its list.
    """

    change: Change
    words: tuple[Stretch, ...]
    before: str
    after: str
    within: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that changed.

    Args:
        kind, title: of the thing.
        name: material/thing, as editors write it.
        told: its changes, one or more.
        weight, note: what editors say about them; empty where they say nothing.
    """

    kind: str
    title: str
    name: str
    told: tuple[ToldChange, ...]
    weight: str
    note: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """What changed in one material, or in words that belong to no material.

    Args:
        title: such as `Case study: One aim in every plan`; empty for words of a principle or the toolkit.
        packet: that prints the material by itself; else empty.
        items: in printed order.
    """

    title: str
    packet: str
    items: tuple[Item, ...]


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
    """

    toolkit: str
    title: str
    before: str
    after: str
    notices: tuple[str, ...]
    groups: tuple[ChangedGroup, ...]
    idle: tuple[tuple[str, str], ...]

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

    @property
    def unsaid(self) -> int:
        """How many of them no note speaks of."""
        return sum(len(item.told) for _, _, item in self.items() if not item.note)


def report_between(project: Project, before: str, after: str) -> Report:
    """What changed between two editions.

    Args:
        project: which toolkit.
        before: number of a sealed edition; empty for the newest.
        after: another one; empty, or the number of the edition that is not sealed yet, for the sources as
            they are.

    Raises:
        Misuse: no edition is sealed yet.
        UnknownName: there is no such edition.
        SourceError: the sources, where these are meant, or status.yaml hold something wrong.
        EditionError: P120 a seal cannot be read; P123 a bundle is missing or damaged.
    """
    sealed = {edition.id: edition for edition in sealed_editions(project.sources, project.name)}
    if not sealed:
        raise Misuse("no edition is sealed yet", "seal one; from then on changes can be told")
    first = _require_edition(before or list(sealed)[-1], sealed)
    old = sealed[first].state()
    if after in sealed:
        last, new, name = after, sealed[after].state(), after
    else:
        new = state(load_toolkit(project.sources, project.name))
        _require_edition(after or new.edition, (*sealed, new.edition))
        last, name = new.edition, "" if new.edition in sealed else new.edition
    in_between = [
        edition.state()
        for number, edition in sealed.items()
        if edition_order(first) < edition_order(number) < edition_order(last)
    ]
    notes = [note for step in (new, *reversed(in_between)) if step.edition != first for note in step.notes]
    notices = [notice for number in (first, after) if number in sealed for notice in _notices(sealed[number])]
    return report(old, new, notes, (first, name), notices)


def _require_edition(number: str, numbers: Iterable[str]) -> str:
    if number not in numbers:
        raise UnknownName("edition", number, numbers)
    return number


def _notices(edition: SealedEdition) -> Iterator[str]:
    """What status.yaml says of an edition, and which one readers should have."""
    status = edition.status
    if status.reason:
        newest = f"The newest edition is {status.newest}." if status.newest not in ("", edition.id) else ""
        words = " ".join(filter(None, (status.reason, status.notice, newest)))
        yield f"{edition.id} was {status.kind} on {status.on}: {words}"


def report(
    before: State,
    after: State,
    notes: Sequence[ChangeNote],
    names: tuple[str, str],
    notices: Iterable[str] = (),
) -> Report:
    """Compare two states and put together what people are told.

    Args:
        before, after: what the two editions say.
        notes: what editors say of the changes between the two, the newest first.
        names: numbers of the two editions, see `Report`.
        notices: see `Report`.
    """
    changes = compare(before, after, notes)
    view = _View(_things(before), _things(after))
    used = {change.note for change in changes}
    idle = [note for note in notes if note in after.notes and str(note.text) not in used]
    return Report(
        after.toolkit,
        view.text("title"),
        *names,
        tuple(notices),
        tuple(view.groups(changes)),
        tuple((_plain(str(note.text)), ", ".join(note.about)) for note in idle),
    )


def _things(state: State) -> dict[str, Thing]:
    return {thing.address: thing for thing in state.things}


def _plain(text: str) -> str:
    try:
        return plain(parse(text, blocks=False))
    except RichTextError:  # of an edition that another program made
        return text


class _View:
    """Both states at once."""

    def __init__(self, before: Mapping[str, Thing], after: Mapping[str, Thing]) -> None:
        self._before, self._after = before, after
        self._things = {**before, **after}
        self._top = next(thing for thing in after.values() if thing.kind == "toolkit")

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
        owner = self._things.get(thing.owner)
        principle = name_of(owner.address) if owner and owner.kind == Principle.kind else ""
        packet = "-".join(filter(None, (principle, thing.kind, thing.values.get("slug"))))
        kind = self.text(f"words.{thing.kind.replace('-', '_')}")
        return ChangedPart(f"{kind}: {thing.title}", packet, items)

    def _item(self, changes: list[Change]) -> Item:
        first = changes[0]
        told = tuple(self._told(change) for change in changes)
        return Item(first.thing, first.title, name_of(first.address), told, first.weight, _plain(first.note))

    def _told(self, change: Change) -> ToldChange:
        if change.kind == "moved" and not change.field:
            within = self._before[change.address].owner == self._after[change.address].owner
            places = _title(self._before, change.before), _title(self._after, change.after)
            return ToldChange(change, (), *places, within)
        is_worded = change.kind in ("reworded", "retitled")
        words = readable(change.before, change.after) if is_worded else ()
        return ToldChange(change, words, change.before, change.after)


def _title(things: Mapping[str, Thing], address: str) -> str:
    return things[address].title if address in things else ""


def field_words(field: str) -> str:
    """A field as people say it: `look_fors.2` is `look fors 3`."""
    words = re.sub(r"(?<!\d)\.(\d+)", lambda number: f" {number[1]}", field)
    words = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), words)
    return words.replace(".", ", ").replace("_", " ")
