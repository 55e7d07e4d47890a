"""What a toolkit says in one edition: every thing with its words and values, to compare and to keep."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ...errors import short
from ...machine.jsons import fitted, read_json
from ..addresses import address
from ..file_names import composed
from ..mentions import by_id
from ..model import (
    Brand,
    ChangeNote,
    EditionFile,
    Glossary,
    Licence,
    Material,
    Node,
    Principle,
    References,
    SelfAssessment,
    ToolkitFile,
)
from ..richtext import parse, plain
from ..toolkit import Toolkit
from ..words import Line, Rich, Text

SCHEMA = 1
# How readers are told of a thing, the first that it has. A change of one of `TITLES` gives it another title.
TITLES = ("title", "name", "term", "label", "when")
_FIRST_WORDS = ("statement", "text", "if_we", "quote")
_TITLE_LENGTH = 60
# Fields of a thing that no packet prints and no form depends on, or that say whether it is there at all;
# what `defaults` say stands in the materials that take it.
_LEFT_OUT = {
    "id", "type", "status", "last_reviewed", "review_by", "accessed", "contains_personal_data", "principles",
    "site", "came_from", "defaults",
}  # fmt: skip
# Print sorts these, or takes them one by one: their order in the file says nothing.
_IN_ANY_ORDER = {"terms", "references", "scales"}
_KINDS = {
    "ToolkitFile": "toolkit", "AssessmentSection": "section", "DiscussionQuestion": "question",
    "FormField": "field", "ScaleRule": "rule",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with an address, as a comparison sees it.

    Args:
        address: as `addresses.address` makes it; a part of the toolkit's own files (a reference, a scale, a
            level, a tier, the brand) has the names of the lists around it in between:
            toolkit__references__id.
        kind: in one word or two, such as self-assessment, section, indicator, level.
        owner: address of the thing around it; of a material its principle, or the toolkit; of the toolkit "".
        title: how readers are told of it: its title, or its first words.
        texts: field -> words, as in the texts table.
        values: field -> printed or deciding value that is no text, such as minutes, source, scale, access.
        among: the list of its owner that it stands in, such as indicators.
        came_from: addresses of earlier editions that it took the place of.
        written: field -> words as they stand in the file, of texts that mention a level by its id.
    """

    address: str
    kind: str
    owner: str
    title: str
    texts: Mapping[str, str] = field(repr=False)
    values: Mapping[str, str] = field(repr=False)
    among: str = ""
    came_from: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class State:
    """What a toolkit says in one edition.

    Args:
        toolkit: name of its folder.
        edition: id.
        things: in printed order; of approved materials only. References and brand come last.
        notes: what the editors say of the changes that came with this edition.
    """

    toolkit: str
    edition: str
    things: tuple[Thing, ...] = field(repr=False)
    notes: tuple[ChangeNote, ...] = ()


def state(toolkit: Toolkit) -> State:
    """What the sources say now; as the newest edition."""
    newest = toolkit.editions[-1]
    return State(toolkit.name, newest.id, tuple(_printed(toolkit)), notes_of([newest]))


def notes_of(editions: Sequence[EditionFile]) -> tuple[ChangeNote, ...]:
    """All that editors say of changes, the newest edition first.

    What is retired says why; that counts as a note on a major change unless another note speaks of it.
    """
    notes: list[ChangeNote] = []
    for edition in reversed(editions):
        notes += edition.notes
        notes += [ChangeNote(about=(gone.id,), weight="major", text=gone.why) for gone in edition.retired]
    return tuple(notes)


def as_json(state: State) -> bytes:
    """For keeping; the same state gives the same bytes."""
    notes = [note.model_dump() for note in state.notes]
    things = [_kept(thing) for thing in state.things]
    told = {"schema": SCHEMA, "toolkit": state.toolkit, "edition": state.edition}
    return (
        json.dumps({**told, "notes": notes, "things": things}, indent=1, ensure_ascii=False).encode() + b"\n"
    )


def _kept(thing: Thing) -> dict[str, Any]:
    """A thing for keeping; without what no text mentions, so that states of former days stay the same."""
    kept = asdict(thing)
    return kept if thing.written else {name: value for name, value in kept.items() if name != "written"}


def from_json(data: bytes) -> State:
    """A state that was kept.

    Raises:
        ValueError: the bytes are not what `as_json` writes.
    """
    told = read_json(data)
    form = told.get("schema") if isinstance(told, dict) else None
    if form != SCHEMA:
        raise ValueError(f"a state of form {short(form)}; this program knows form {SCHEMA}")
    kept = fitted(_Kept, told)
    _check_order(kept.things)
    return State(kept.toolkit, kept.edition, kept.things, kept.notes)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A state as `as_json` writes it."""

    schema: int
    toolkit: str
    edition: str
    notes: tuple[ChangeNote, ...]
    things: tuple[Thing, ...]


def _check_order(things: Sequence[Thing]) -> None:
    """Each thing has its own address and stands behind its owner; a material is for one of the tiers."""
    known: set[str] = {""}
    for thing in things:
        if thing.address in known or thing.owner not in known:
            raise ValueError(f"{short(thing.address)} stands there twice, or before what it belongs to")
        known.add(thing.address)
    tiers = {thing.address.rpartition("__")[2] for thing in things if thing.among == "access"}
    for thing in things:
        if thing.among == "materials" and address_of(thing.values.get("access", "")) not in tiers:
            raise ValueError(f"{short(thing.address)} is for readers of no tier that there is")


def name_of(of: str) -> str:
    """An address as editors write it in a file: material, or material/thing."""
    return of.replace("__", "/").replace("_", "-")


def address_of(name: str) -> str:
    """The address of `material` or `material/thing`."""
    return name.replace("/", "__").replace("-", "_")


def kind_of(node: Node) -> str:
    """What a node is, in a word or two."""
    if isinstance(node, Material | Principle):
        return node.kind
    name = type(node).__name__
    return _KINDS.get(name) or re.sub(r"(?<!^)([A-Z])", r"-\1", name.removesuffix("Block")).lower()


def things_of(node: Node, toolkit: str, owner: str = "") -> Iterator[Thing]:
    """All things of one source file, each before those inside it; the file of an edition has none.

    Args:
        node: the file.
        toolkit: id of the toolkit, which speaks for files without an address of their own.
        owner: address of what a material or principle belongs to.
    """
    top = address(toolkit)
    if isinstance(node, Material | Principle | Glossary):
        among = "materials" if isinstance(node, Material) else f"{kind_of(node)}s"
        yield from _Things(node.id).thing(node, address(node.id), owner, among)
    elif isinstance(node, ToolkitFile):
        yield from _Things("").thing(node, top, "", "")
    elif isinstance(node, Brand):
        yield from _Things("").thing(node, f"{top}__brand", top, "")
    elif isinstance(node, References):
        yield from _Things("").inside(_Parts.of(node), top)


def _printed(toolkit: Toolkit) -> Iterator[Thing]:
    """Things of everything that packets are made of."""
    file, top = toolkit.file, address(toolkit.file.id)
    yield from things_of(file, file.id)
    for shelf in toolkit.shelves:
        if shelf.principle is not None:
            yield from things_of(shelf.principle, file.id, top)
        owner = address(shelf.principle.id) if shelf.principle else top
        for material in shelf.materials:
            for thing in things_of(material, file.id, owner):
                yield _with_levels(thing, toolkit) if thing.kind == SelfAssessment.kind else thing
    if toolkit.glossary:
        yield from things_of(toolkit.glossary, file.id, top)
    for thing in things_of(toolkit.brand, file.id):
        yield replace(thing, values={**thing.values, **_pictures(toolkit)})
    yield from things_of(References(references=tuple(toolkit.references.values())), file.id)


def _pictures(toolkit: Toolkit) -> dict[str, str]:
    """A picture may become another under the same name."""
    return {
        f"pictures.{composed(name).replace('.', '-')}": hashlib.sha256(data).hexdigest()[:12]
        for name, data in sorted(toolkit.pictures.items())
    }


def _with_levels(thing: Thing, toolkit: Toolkit) -> Thing:
    """A self-assessment with what its scale offers."""
    scale = next(scale for scale in toolkit.file.scales if scale.id == thing.values["scale"])
    levels = ", ".join(level.label for level in scale.levels)
    return replace(thing, values={**thing.values, "levels": levels, "direction": scale.direction})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a node holds: its words, its values, and the things inside it with the list each stands in."""

    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    inner: list[tuple[str, Node]] = field(default_factory=list)

    @classmethod
    def of(cls, node: Node) -> "_Parts":
        """The parts of a node."""
        parts = cls()
        parts._fields(node.__dict__, "")
        return parts

    def _fields(self, fields: Mapping[str, Any], path: str) -> None:
        for name, value in fields.items():
            if path or name not in _LEFT_OUT:
                self._add(value, f"{path}.{name}" if path else name)

    def _add(self, value: Any, path: str) -> None:
        if isinstance(value, Text):
            self.texts[path] = str(value)
            if value.written != value:
                self.written[path] = value.written
        elif isinstance(value, Node):
            if hasattr(value, "id") and not isinstance(value, Licence):  # whose id is a name of SPDX
                self.inner.append((path, value))
            else:
                self._fields(value.__dict__, path)
        elif isinstance(value, dict):
            self._fields(value, path)
        elif isinstance(value, tuple):
            self._list(value, path)
        elif value is not None:
            self.values[path] = _shown(value)

    def _list(self, items: tuple[Any, ...], path: str) -> None:
        if items and all(isinstance(item, str) and not isinstance(item, Text) for item in items):
            self.values[path] = ", ".join(items)
        elif items and hasattr(items[0], "id"):
            ordered = sorted(items, key=lambda item: str(item.id)) if path in _IN_ANY_ORDER else items
            self.inner.extend((path, item) for item in ordered)
        else:
            for number, item in enumerate(items):
                self._add(item, f"{path}.{number}")


@dataclass(frozen=True, slots=True)
class _Things:
    """Goes through one file.

    Args:
        id: of the file, which addresses of its things begin with; empty where lists name them.
    """

    id: str

    def thing(self, node: Node, name: str, owner: str, among: str) -> Iterator[Thing]:
        parts = _Parts.of(node)
        title = _title(node, parts.texts) or name_of(name)
        came_from = tuple(self._address(old, name) for old in getattr(node, "came_from", ()))
        yield Thing(
            name, kind_of(node), owner, title, parts.texts, parts.values, among, came_from, parts.written
        )  # fmt: skip
        yield from self.inside(parts, name)

    def _address(self, old: str, name: str) -> str:
        """Of an id that `came_from` names: by itself it is one of the same file or list.

        Args:
            old: the id.
            name: address of the thing that says it.
        """
        around = name.rpartition("__")[0]
        return address_of(f"{name_of(around)}/{old}" if around and "/" not in old else old)

    def inside(self, parts: _Parts, owner: str) -> Iterator[Thing]:
        for among, node in parts.inner:
            own: str = node.id  # type: ignore[attr-defined]
            name = address(self.id, own) if self.id else f"{owner}__{address_of(among)}__{address_of(own)}"
            yield from self.thing(node, name, owner, among)


def levels_in(state: State) -> dict[str, str]:
    """`scale/level` -> what a state calls it."""
    return _held(state, "level", "label")


def _held(state: State, kind: str, field: str) -> dict[str, str]:
    """`scale/id` -> the words of its levels, or of its rules."""
    return {
        f"{name_of(thing.owner.rpartition('__')[2])}/{name_of(thing.address.rpartition('__')[2])}": words
        for thing in state.things
        if thing.kind == kind and (words := thing.texts.get(field))
    }


def names_in(state: State) -> dict[str, Text]:
    """What texts of a state may mention, as of `mentions.by_id`."""
    scales: defaultdict[str, dict[str, Text]] = defaultdict(dict)
    for name, label in levels_in(state).items():
        scale, _, level = name.partition("/")
        scales[scale][f"level:{level}"] = Text(label)
    for name, text in _held(state, "rule", "text").items():
        scale, _, rule = name.partition("/")
        scales[scale][f"rule:{rule}"] = Line(text)
    return by_id(scales)


def _title(node: Node, texts: Mapping[str, str]) -> str:
    """Its title, or its first words without marks."""
    own = next((name for name in (*TITLES, *_FIRST_WORDS) if name in texts), None) or next(iter(texts), None)
    if own is None:
        return ""
    value = getattr(node, own, texts[own])
    words = plain(parse(value, blocks=isinstance(value, Rich))) if isinstance(value, Line) else texts[own]
    return shortened(words)


def shortened(words: str, length: int = _TITLE_LENGTH) -> str:
    """The first words, on one line, with an ellipsis where some are left out."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[:length].rpartition(" ")[0].rstrip(" ,;:.") + " …"


def _shown(value: Any) -> str:
    """A value as it is written in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
