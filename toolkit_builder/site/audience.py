"""What a tier may have of an edition. Nothing else of it goes on to the pages.

A tier has its own materials and those of every wider one. Of the others it is told what any visitor is told:
title and how to join.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..content.addresses import address
from ..content.comparing.audience import changes_for
from ..content.comparing.compare import CAME, GONE, Change, marked
from ..content.comparing.state import Thing, name_of
from ..content.model import MATERIALS, Principle
from ..content.model.toolkit import Plurals, Words
from ..content.packet_kinds import PACKET_KINDS, Holds
from ..content.richtext import RichTextError, parse, plain
from ..content.variants import VARIANTS
from ..layout.manuscript import PacketId
from ..layout.vocabulary import FIELDS
from ..layout.wording import Wording
from ..publish.manifest import Row
from .library import Library, LibraryEdition, Things, listed, words
from .views import ChangeGroup, Circle, Difference, Document, EditionView, Publication, Teaser, Unit

# Screen first, the Word file before those for paper: what most people want stands above.
_ORDER = sorted(VARIANTS, key=lambda name: bool(VARIANTS[name].suffix))
# An old edition may hold variants that are made no longer; they stand last.
_PLACES = {name: place for place, name in enumerate(_ORDER)}


class Audience:
    """One tier of a library.

    Args:
        library: all editions.
        tier: id of the tier; one of the newest edition.
        say: words of its language.
    """

    def __init__(self, library: Library, tier: str, say: Wording) -> None:
        self._library, self._tier, self._say = library, tier, say
        self.editions = tuple(self._edition(sealed) for sealed in library.editions)

    @property
    def newest(self) -> EditionView:
        """The edition that `latest` stands for."""
        return next(edition for edition in self.editions if edition.id == self._library.newest.id)

    def _edition(self, sealed: LibraryEdition) -> EditionView:
        own = _TierEdition(sealed, self._tier, self._say)
        before = self._before(sealed)
        groups = None
        if before is not None:
            changes = changes_for(self._tier, before.state, sealed.state, sealed.state.notes)
            groups = tuple(_groups(changes, own, _TierEdition(before, self._tier, self._say)))
        return EditionView(
            id=sealed.id,
            label=sealed.label,
            date=sealed.date,
            withdrawn=sealed.withdrawn,
            why=sealed.why,
            summary=sealed.summary,
            about=own.about(),
            units=tuple(own.units()),
            others=tuple(own.others()),
            groups=groups,
            before=before.id if before else "",
            manuscripts={name: sealed.manuscripts[name] for name in own.rows if name in sealed.manuscripts},
            names=own.names,
            proof=sealed.proof,
        )

    def _before(self, sealed: LibraryEdition) -> LibraryEdition | None:
        number = self._library.editions.index(sealed)
        return self._library.editions[number - 1] if number else None


class _TierEdition:
    """An edition as far as a tier may have it."""

    def __init__(self, sealed: LibraryEdition, tier: str, say: Wording) -> None:
        self.sealed, self.things, self._say = sealed, Things(sealed.state), say
        self._tiers = {name_of(thing.address).split("/")[-1]: thing for thing in self.things.of_kind("tier")}
        order = list(self._tiers)
        # A tier that this edition does not know yet sees what everybody sees.
        self.allowed = order[: order.index(tier) + 1] if tier in order else order[:1]
        self.rows: dict[PacketId, list[Row]] = {}
        for row in sealed.rows:
            if row.access in self.allowed:
                self.rows.setdefault(row.id, []).append(row)
        self.materials = {
            _id(thing): thing for thing in self.things.of_kind(*MATERIALS) if self.may_have(thing)
        }
        parts = {_id(thing): thing for thing in self.things.of_kind(Principle.kind, "glossary", "toolkit")}
        self.names = {name: thing.title for name, thing in (self.materials | parts).items()}

    def may_have(self, material: Thing) -> bool:
        return material.values["access"] in self.allowed

    def about(self) -> Publication:
        top = self.things.toolkit
        texts, values = top.texts, top.values
        return Publication(
            title=top.title,
            subtitle=words(top, "subtitle"),
            framework=texts["words.framework"],
            unit=texts["words.unit"],
            units=texts["words.units"],
            publisher=texts["publisher.name"],
            publisher_url=values.get("publisher.url", ""),
            contact=texts.get("publisher.contact", ""),
            licence=values["licence.id"],
            licence_name=texts["licence.name"],
            licence_url=values["licence.url"],
            licence_text=words(top, "licence.text"),
            cite_as=texts["cite_as"],
            notice=words(top, "notice"),
            language=values["language"],
            kinds={kind: self._kind_name(kind) for kind in MATERIALS},
        )

    def units(self) -> Iterator[Unit]:
        for principle in self.things.of_kind(Principle.kind):
            whole = [name for name, rows in self.rows.items() if _is_whole(rows[0], principle)]
            yield Unit(
                id=_id(principle),
                number=principle.texts["number"],
                name=principle.texts["name"],
                short_name=principle.texts["short_name"],
                tagline=words(principle, "tagline"),
                accent=principle.values["accent.color"],
                pattern=principle.values["accent.pattern"],
                whole=tuple(self._of_principle(name, principle) for name in sorted(whole, key=self._reach)),
                documents=(*self._at_a_glance(principle), *self._singles(principle)),
                teasers=tuple(self._teasers(principle)),
            )
        top = self.things.toolkit
        own = Unit(
            id="", number="", name=top.title, short_name="", tagline="", accent="", pattern="rings", whole=(),
            documents=tuple(self._singles(top)), teasers=tuple(self._teasers(top)),
        )  # fmt: skip
        if own.documents or own.teasers:
            yield own

    def others(self) -> Iterator[Document]:
        """Index, book and Word template."""
        top = self.things.toolkit
        for kind in (kind for kind in PACKET_KINDS.values() if kind.is_of_toolkit):
            for name in (name for name, rows in self.rows.items() if rows[0].kind == kind.name):
                document = self._document(name, top, words(top, "subtitle"), "")
                if not kind.has_texts:
                    about = self._say.site_file_about_template
                    document = replace(document, title=document.kind_name, lead=about)
                yield document

    def _of_principle(self, name: PacketId, principle: Thing) -> Document:
        return self._document(name, principle, words(principle, "tagline"), "")

    def _at_a_glance(self, principle: Thing) -> Iterator[Document]:
        for name, rows in self.rows.items():
            kind = PACKET_KINDS[rows[0].kind]
            of_one = kind.holds is Holds.PRINCIPLE and rows[0].principle == _id(principle)
            if of_one and not kind.each_tier:
                yield self._document(name, principle, words(principle, "tagline"), "")

    def _singles(self, owner: Thing) -> Iterator[Document]:
        packets = {rows[0].materials: name for name, rows in self.rows.items() if rows[0].kind in MATERIALS}
        for thing in self.things.inside(owner, *MATERIALS):
            name = packets.get((_id(thing),))
            if name is not None:
                yield self._document(name, thing, words(thing, "tagline"), words(thing, "purpose"))

    def _teasers(self, owner: Thing) -> Iterator[Teaser]:
        for thing in self.things.inside(owner, *MATERIALS):
            if not self.may_have(thing):
                yield Teaser(self._kind_name(thing.kind), thing.title, self.circle(thing.values["access"]))

    def circle(self, tier: str) -> Circle:
        """A tier as readers of others know it; one that this edition has not is known by its id."""
        thing = self._tiers.get(tier)
        return Circle(thing.title, words(thing, "note")) if thing else Circle(tier, "")

    def _document(self, name: PacketId, thing: Thing, lead: str, purpose: str) -> Document:
        rows = sorted(self.rows[name], key=lambda row: (_PLACES.get(row.variant, len(_PLACES)), row.path))
        first = rows[0]
        manuscript = self.sealed.manuscripts[name]
        return Document(
            id=name.packet,
            kind=first.kind,
            kind_name=self._kind_name(first.kind),
            kind_names=self._kind_names(first.kind),
            title=first.title,
            lead=lead,
            purpose=purpose,
            principle=first.principle,
            materials=first.materials,
            circle="" if first.access == next(iter(self._tiers)) else self._tiers[first.access].title,
            readers=listed(thing, "readers"),
            minutes=tuple(self._minutes(thing)),
            topics=tuple(thing.texts[key] for key in thing.texts if key.startswith("topics.")),
            goes_with=tuple(_goes_with(thing)),
            fillable=any(f"<{field} ".encode() in manuscript.body for field in FIELDS),
            rows=tuple(rows),
        )

    def _kind_name(self, kind: str) -> str:
        """What the toolkit calls a kind of material; for other packets there are words of the site."""
        own = self.things.toolkit.texts.get(f"words.{kind.replace('-', '_')}")
        return own or str(self._say[f"site_kind_{kind}"])

    def _kind_names(self, kind: str) -> str:
        """The same of several, for materials; nothing where the toolkit has its own name for one alone.

        A toolkit that says some plurals has the usual ones for all others, whatever it calls one.
        """
        texts, word = self.things.toolkit.texts, kind.replace("-", "_")
        usual, several = Words.model_fields.get(word), Plurals.model_fields.get(word)
        if usual is None or several is None:
            return ""
        is_usual = texts.get(f"words.{word}", usual.default) == usual.default
        said = texts.get(f"words.plurals.{word}", several.default)
        return str(said) if is_usual or said != several.default else ""

    def _minutes(self, thing: Thing) -> Iterator[int]:
        for part in (thing, *self.things.inside(thing, "session")):
            if "minutes" in part.values and part.kind in (*MATERIALS, "session"):
                yield int(part.values["minutes"])

    def _reach(self, name: PacketId) -> tuple[int, PacketId]:
        return self.allowed.index(self.rows[name][0].access), name


def _is_whole(row: Row, principle: Thing) -> bool:
    return PACKET_KINDS[row.kind].each_tier and row.principle == _id(principle)


def _id(thing: Thing) -> str:
    return name_of(thing.address)


def _goes_with(thing: Thing) -> Iterator[str]:
    for name in ("accompanies", "artifacts", "from_case"):
        yield from listed(thing, name)


# --- changes -------------------------------------------------------------------------------------


def _groups(changes: Sequence[Change], edition: _TierEdition, before: _TierEdition) -> Iterator[ChangeGroup]:
    """Changes by material, in printed order."""
    for name, group in groupby(changes, key=lambda change: change.material):
        open_changes = [change for change in group if _is_told(change, edition)]
        if not open_changes:
            continue
        title = edition.names.get(name) or before.names[name]
        whole = next(
            (change for change in open_changes if change.kind in (*CAME, *GONE) and not _inside(change)),
            None,
        )
        kind = whole.kind if whole else "changed"
        note = _plain(whole.note) if whole else ""
        circle = edition.circle(whole.after) if whole and kind in ("opened", "closed") else None
        differences = () if whole else tuple(_difference(change, edition, before) for change in open_changes)
        yield ChangeGroup(title, name, kind, note, differences, circle)


def _is_told(change: Change, edition: _TierEdition) -> bool:
    """Of the toolkit's own files readers are told what its first pages and its scales say."""
    toolkit = edition.things.toolkit
    if change.material != _id(toolkit):
        return True
    return change.address == toolkit.address or change.thing in ("scale", "level")


def _is_open(name: str, edition: _TierEdition, before: _TierEdition) -> bool:
    """Whether this tier may have a material or principle, in each edition that has it."""
    holders = [holder for holder in (edition, before) if holder.things.get(address(name)) is not None]
    return bool(holders) and all(name in holder.names for holder in holders)


def _inside(change: Change) -> bool:
    return "__" in change.address


def _difference(change: Change, edition: _TierEdition, before: _TierEdition) -> Difference:
    is_words = change.kind in ("reworded", "retitled") and bool(change.before and change.after)
    parts = marked(_plain(change.before), _plain(change.after)) if is_words else ()
    values = change.kind in ("revalued", "rescaled")
    is_access = change.thing in MATERIALS and change.field == "access"
    if is_access:
        circles = before.circle(change.before).name, edition.circle(change.after).name
        change = replace(change, before=circles[0], after=circles[1])
    return Difference(
        kind="access" if is_access else change.kind,
        title=change.title,
        material=change.material,
        address=change.address if edition.things.get(change.address) else "",
        marked=tuple(parts),
        before=_value_in_words(change.before, edition, before) if values else "",
        after=_value_in_words(change.after, edition, before) if values else "",
        weight=change.weight,
        note=_plain(change.note),
    )


def _value_in_words(value: str, edition: _TierEdition, before: _TierEdition) -> str:
    """A value; ids of materials as their titles, and of none that this tier may not have."""
    parts = value.split(", ")
    known = {_id(thing) for holder in (edition, before) for thing in holder.things.of_kind(*MATERIALS)}
    if known & {*parts}:
        names = {**before.names, **edition.names}
        return "; ".join(names[part] for part in parts if _is_open(part, edition, before))
    return _plain(value)


def _plain(text: str) -> str:
    try:
        return plain(parse(text, blocks=True))
    except RichTextError:  # a title may hold signs that mean nothing there
        return text


def tiers(library: Library) -> Iterable[Thing]:
    """The tiers of the newest edition, from the widest to the narrowest."""
    return Things(library.newest.state).of_kind("tier")
