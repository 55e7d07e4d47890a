"""What a tier of access may have of a toolkit; of all else anybody may know the title, and whom it is for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .markdown import CITATION
from .model import EditionFile, Glossary, Material, Node, Principle, ToolkitFile
from .toolkit import Shelf, Toolkit
from .walk import walk
from .words import Text


@dataclass(frozen=True, slots=True)
class GuardedMaterial:
    """A material of a narrower tier, as far as anybody may know of it.

    Args:
        id, kind, title: which it is.
        access: id of the tier that may have it.
    """

    id: str
    kind: str
    title: Text
    access: str


def tier_ids(toolkit: Toolkit) -> tuple[str, ...]:
    """The tiers of a toolkit, from the widest to the narrowest."""
    return tuple(tier.id for tier in toolkit.file.access)


def allowed(order: Sequence[str], tier: str) -> tuple[str, ...]:
    """The tiers whose materials a tier may have: its own and every wider one.

    Args:
        order: all tiers, from the widest to the narrowest.
        tier: one of them; one that is not among them has what everybody has.
    """
    return tuple(order[: order.index(tier) + 1 if tier in order else 1])


def guarded(toolkit: Toolkit, tier: str) -> tuple[GuardedMaterial, ...]:
    """Materials that a tier may not have, in printed order.

    Args:
        toolkit: the sources.
        tier: id of the tier.
    """
    may_have = allowed(tier_ids(toolkit), tier)
    return tuple(
        GuardedMaterial(material.id, material.kind, material.title, material.access)
        for material in _materials(toolkit)
        if material.access not in may_have
    )


def within(toolkit: Toolkit, tier: str) -> Toolkit:
    """A toolkit with nothing in it that a tier may not have.

    The files themselves are left out: they hold drafts, and every line that was read.

    Args:
        toolkit: the sources.
        tier: id of the tier.
    """
    may_have = allowed(tier_ids(toolkit), tier)
    shelves = tuple(
        Shelf(shelf.principle, tuple(material for material in shelf.materials if material.access in may_have))
        for shelf in toolkit.shelves
    )
    hidden = [material for material in _materials(toolkit) if material.access not in may_have]
    mine = replace(toolkit, shelves=shelves, sources=(), warnings=())
    if not hidden:
        return mine
    names = {node.id for node in _owners(mine)}
    secret = set(_cited(hidden, toolkit)) - set(_cited(_owners(mine), toolkit))
    return replace(
        mine,
        references={name: source for name, source in toolkit.references.items() if name not in secret},
        editions=tuple(_told(edition, names) for edition in toolkit.editions),
    )


def _materials(toolkit: Toolkit) -> Iterator[Material]:
    for shelf in toolkit.shelves:
        yield from shelf.materials


def _owners(toolkit: Toolkit) -> Iterator[ToolkitFile | Principle | Material | Glossary]:
    """Every file that packets are made of and that has an id."""
    yield toolkit.file
    yield from (shelf.principle for shelf in toolkit.shelves if shelf.principle)
    yield from _materials(toolkit)
    if toolkit.glossary:
        yield toolkit.glossary


def _cited(nodes: Iterable[Node], toolkit: Toolkit) -> Iterator[str]:
    """Ids of the references that some files name."""
    for node in nodes:
        for _, value, _ in walk(node):
            if isinstance(value, Text):
                if "[@" in value:
                    yield from (match[1] for match in CITATION.finditer(value))
            elif isinstance(value, str) and value in toolkit.references:
                yield value


def _told(edition: EditionFile, names: set[str]) -> EditionFile:
    """What editors say of changes, without what is only about other materials.

    Whom something was for that is retired, today's sources do not say.
    """
    notes = tuple(
        note for note in edition.notes if any(name.partition("/")[0] in names for name in note.about)
    )
    return edition.model_copy(update={"notes": notes, "retired": ()})
