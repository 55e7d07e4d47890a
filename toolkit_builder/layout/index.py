"""Finding a material: by whom it is for, by topic; and what a page at a glance says of a principle."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..content import richtext
from ..content.model import READERS, CompanionGuide, Material, Principle, SelfAssessment
from ..content.toolkit import Shelf
from ..content.words import Line, Rich


class IndexEntry(NamedTuple):
    """A material and its principle; None for one of the toolkit as a whole."""

    material: Material
    principle: Principle | None


def by_reader(shelves: Iterable[Shelf], own: Iterable[str]) -> Iterator[tuple[str, list[IndexEntry]]]:
    """Each kind of reader that has materials, with these in printed order.

    Args:
        shelves: with the materials.
        own: kinds of readers that only this toolkit has; they come last.
    """
    entries = [*_entries(shelves)]
    for reader in dict.fromkeys((*READERS, *own)):
        if chosen := [entry for entry in entries if reader in entry.material.readers]:
            yield reader, chosen


def by_topic(shelves: Iterable[Shelf]) -> Iterator[tuple[str, list[IndexEntry]]]:
    """Each topic by the alphabet, with its materials; capital letters do not tell topics apart."""
    entries: dict[str, list[IndexEntry]] = {}
    names: dict[str, str] = {}
    for entry in _entries(shelves):
        for topic in dict.fromkeys(map(str, entry.material.topics)):
            names.setdefault(topic.casefold(), topic)
            entries.setdefault(topic.casefold(), []).append(entry)
    for topic in sorted(entries):
        name = names[topic]
        yield name[0].upper() + name[1:], entries[topic]


def minutes_of(material: Material) -> tuple[int, ...]:
    """How long its sittings take; none for what is read."""
    if isinstance(material, SelfAssessment):
        return (material.minutes,)
    if isinstance(material, CompanionGuide):
        return tuple(session.minutes for session in material.sessions)
    return ()


def in_brief(principle: Principle) -> str:
    """Why it matters, in the words meant for that or in the first paragraph of the rationale."""
    return richtext.plain(_reason(principle))


def cited_at_a_glance(principle: Principle) -> tuple[str, ...]:
    """Ids of the references behind a page at a glance, which prints its texts without notes."""
    texts: list[Line] = [principle.tagline]
    texts += [understanding.text for understanding in principle.core_understandings]
    texts += [question.text for question in principle.guiding_questions]
    passages = [richtext.parse(text, blocks=isinstance(text, Rich)) for text in texts]
    return tuple(
        dict.fromkeys(name for nodes in (*passages, _reason(principle)) for name in richtext.citations(nodes))
    )


def _entries(shelves: Iterable[Shelf]) -> Iterator[IndexEntry]:
    for shelf in shelves:
        for material in shelf.materials:
            yield IndexEntry(material, shelf.principle)


def _reason(principle: Principle) -> tuple[richtext.Block, ...] | tuple[richtext.Inline, ...]:
    """Why a principle matters, as `in_brief` gives it in words."""
    if principle.in_brief is not None:
        return richtext.parse(principle.in_brief, blocks=False)
    return richtext.parse(principle.rationale, blocks=True)[:1]
