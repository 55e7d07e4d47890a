"""What pages show of an edition, as plain values; made by `audience` for one tier."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..content.packet_kinds import OF_MATERIALS
from ..content.variants import VARIANTS
from ..layout.manuscript import Manuscript, PacketId
from ..publish.manifest import Row


@dataclass(frozen=True, slots=True)
class Document:
    """A packet with its files.

    Args:
        id, kind: of the packet.
        kind_name, kind_names: what one of this kind is called in print, and several within a sentence; the
            second is empty where the toolkit does not say.
        title, lead: its title and the sentence under it.
        purpose: what it is for.
        principle: id, or empty for the toolkit as a whole.
        materials: ids of what it holds.
        circle: name of the tier that it is for; empty where everybody may have it.
        readers: whom it is for, as ids.
        minutes: lengths of its sessions.
        topics: words to find it by.
        goes_with: ids of materials that it names.
        fillable: whether its form can be filled in on screen.
        rows: its files, in printed order of variants.
    """

    id: str
    kind: str
    kind_name: str
    kind_names: str
    title: str
    lead: str
    purpose: str
    principle: str
    materials: tuple[str, ...]
    circle: str
    readers: tuple[str, ...]
    minutes: tuple[int, ...]
    topics: tuple[str, ...]
    goes_with: tuple[str, ...]
    fillable: bool
    rows: tuple[Row, ...]

    @property
    def manuscript(self) -> PacketId:
        """What its manuscript is found by."""
        return self.rows[0].id

    @property
    def material(self) -> str:
        """Id of its only material; empty where it holds several."""
        return self.materials[0] if len(self.materials) == 1 and self.kind in OF_MATERIALS else ""

    @property
    def cover(self) -> Row | None:
        """The file whose first page stands for it."""
        return next((row for row in self.rows if VARIANTS[row.variant].is_pdf), None)


@dataclass(frozen=True, slots=True)
class Circle:
    """Readers as others know them.

    Args:
        name: of their tier.
        join: how to belong to it, or empty.
    """

    name: str
    join: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """A material that others may have: all that a page may say of it.

    Args:
        kind_name, title: what it is.
        circle: the tier that may have it.
    """

    kind_name: str
    title: str
    circle: Circle


@dataclass(frozen=True, slots=True)
class Unit:
    """A principle, or (id empty) what belongs to the toolkit as a whole.

    Args:
        id, number, name, short_name, tagline: as printed.
        accent, pattern: its mark.
        whole: packets of all its materials, the fullest last.
        documents: its page at a glance, then packets of one material each.
        teasers: what others may have.
    """

    id: str
    number: str
    name: str
    short_name: str
    tagline: str
    accent: str
    pattern: str
    whole: tuple[Document, ...]
    documents: tuple[Document, ...]
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A change as readers are told of it.

    Args:
        kind: as in `content.comparing.compare`.
        title: of the thing.
        material: id of the material, principle or glossary that it belongs to.
        address: of the thing where it still is; empty where it is gone.
        marked: words as they were and are, in stretches: same, gone, new; empty where no words differ.
        before, after: values that differ, or empty.
        weight, note: what the editors say.
        circle: whom a material is for now that was opened or closed.
    """

    kind: str
    title: str
    material: str
    address: str
    marked: tuple[tuple[str, str], ...]
    before: str
    after: str
    weight: str
    note: str
    circle: Circle | None = None


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one material, principle or other part.

    Args:
        title: of the part.
        material: its id.
        kind: added, removed or changed; opened or closed: others had it before, or still have it.
        note: what the editors say of it as a whole.
        changes: in printed order; none for what is new or gone as a whole.
        circle: whom it is for now, of what was opened or closed.
    """

    title: str
    material: str
    kind: str
    note: str
    changes: tuple[Difference, ...]
    circle: Circle | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What an edition says of the publication as a whole, as printed; what it does not say is empty.

    Args:
        title, subtitle, framework, unit, units: names.
        publisher, publisher_url, contact: who publishes it.
        licence, licence_name, licence_url, licence_text: SPDX identifier, name, address, what readers may do.
        cite_as: how to cite it, without the edition.
        notice: on every page.
        language: tag.
        kinds: kind of material -> what it is called.
    """

    title: str
    subtitle: str
    framework: str
    unit: str
    units: str
    publisher: str
    publisher_url: str
    contact: str
    licence: str
    licence_name: str
    licence_url: str
    licence_text: str
    cite_as: str
    notice: str
    language: str
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition as one tier sees it.

    Args:
        id, label, date, withdrawn, why, summary, proof: see `library.LibraryEdition`.
        about: what it says of the publication as a whole.
        units: principles in printed order, then the toolkit's own where it has any.
        others: packets about the toolkit as a whole: its index, its book, the brand's Word template.
        groups: what has changed; None for a first edition.
        before: id of the edition that it is compared with, or empty.
        manuscripts: of the packets that this tier may have.
        names: ids of principles and materials that this tier may have -> title.
    """

    id: str
    label: str
    date: str
    withdrawn: bool
    why: str
    summary: str
    about: Publication
    units: tuple[Unit, ...]
    others: tuple[Document, ...]
    groups: tuple[ChangeGroup, ...] | None
    before: str
    manuscripts: Mapping[PacketId, Manuscript]
    names: Mapping[str, str]
    proof: bytes

    @property
    def documents(self) -> tuple[Document, ...]:
        """All packets, in printed order."""
        documents = [document for unit in self.units for document in (*unit.whole, *unit.documents)]
        return (*documents, *self.others)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every file."""
        return tuple(row for document in self.documents for row in document.rows)

    @property
    def principles(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.id)

    def of_material(self, name: str) -> Document | None:
        """The packet of one material alone."""
        return next((document for document in self.documents if document.material == name), None)
