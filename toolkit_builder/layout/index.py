"""Finding a material: by whom it is for, by topic; and what a page at a glance says of a principle."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from ..content import richtext
from ..content.model import CompanionGuide, Material, Principle, Reader, SelfAssessment
from ..content.toolkit import Shelf
from ..content.words import Line, Rich


class IndexEntry(NamedTuple):
    """A material and its principle; None for one of the toolkit as a whole."""

    material: Material
    principle: Principle | None


def by_reader(shelves: Iterable[Shelf]) -> Iterator[tuple[str, list[IndexEntry]]]:
    """Each kind of reader that has materials, with these in printed order."""
    entries = [*_entries(shelves)]
    for reader in get_args(Reader):
        if found := [entry for entry in entries if reader in entry.material.readers]:
            yield reader, found


def by_topic(shelves: Iterable[Shelf]) -> Iterator[tuple[str, list[IndexEntry]]]:
    """Each topic by the alphabet, with its materials; capital letters do not tell topics apart."""
    found: dict[str, list[IndexEntry]] = {}
    names: dict[str, str] = {}
    for entry in _entries(shelves):
        for topic in dict.fromkeys(map(str, entry.material.topics)):
            names.setdefault(topic.casefold(), topic)
            found.setdefault(topic.casefold(), []).append(entry)
    for topic in sorted(found):
        name = names[topic]
        yield name[0].upper() + name[1:], found[topic]


def minutes_of(material: Material) -> tuple[int, ...]:
    """How long its sittings take; none for what is read."""
    if isinstance(material, SelfAssessment):
        return (material.minutes,)
    if isinstance(material, CompanionGuide):
        return tuple(session.minutes for session in material.sessions)
    return ()


def in_brief(principle: Principle) -> str:
    """Why it matters, in the words meant for that or in the first paragraph of the rationale."""
    if principle.in_brief is not None:
        return richtext.plain(richtext.parse(principle.in_brief, blocks=False))
    return richtext.plain(richtext.parse(principle.rationale, blocks=True)[:1])


def cited_at_a_glance(principle: Principle) -> tuple[str, ...]:
    """Ids of the references behind a page at a glance, which prints its texts without notes."""
    texts: list[Line] = [principle.tagline, *(each.text for each in principle.core_understandings)]
    texts += [question.text for question in principle.guiding_questions]
    nodes = [richtext.parse(text, blocks=isinstance(text, Rich)) for text in texts]
    why = principle.in_brief
    nodes.append(
        richtext.parse(principle.rationale, blocks=True)[:1]
        if why is None
        else richtext.parse(why, blocks=False)
    )
    return tuple(dict.fromkeys(name for each in nodes for name in richtext.citations(each)))


def _entries(shelves: Iterable[Shelf]) -> Iterator[IndexEntry]:
    for shelf in shelves:
        for material in shelf.materials:
            yield IndexEntry(material, shelf.principle)
