"""The functions that a layout may call while one packet is filled; docs/layout-functions.md lists them.

Every public method of `Functions` is a function of layouts under its own name. To add one, add a method.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import Markup

from ..content import addresses, richtext
from ..content.drawn_words import in_large_print, in_text
from ..content.model import (
    MATERIALS,
    AgendaItem,
    CaseStudy,
    CompanionGuide,
    Material,
    Principle,
    Reference,
    Result,
    Scale,
    SelfAssessment,
    Session,
    Tier,
)
from ..content.tiers import GuardedMaterial
from ..content.toolkit import Shelf, Toolkit
from ..content.words import Line, Text
from . import drawing, figures, index, wording
from .index import IndexEntry
from .news import News
from .wording import Wording


class Option(NamedTuple):
    """A choice of a drop-down; `id` is what an answer stores."""

    id: str
    label: str


class Lookup:
    """What is the same for all packets of a tier, looked up by id.

    Args:
        toolkit: the sources, with nothing in them that the tier may not have.
        guarded: what is for narrower tiers.
        say: the words of its language.
        news: what the tier is told of an earlier edition; None for nothing.
    """

    def __init__(
        self, toolkit: Toolkit, guarded: Iterable[GuardedMaterial], say: Wording, news: News | None
    ) -> None:
        self.toolkit, self.say, self.news = toolkit, say, news
        self.guarded = {material.id: material for material in guarded}
        self.materials = {material.id: material for shelf in toolkit.shelves for material in shelf.materials}
        self.principles = {
            material.id: shelf.principle
            for shelf in toolkit.shelves
            for material in shelf.materials
            if shelf.principle
        }
        self.scales = {scale.id: scale for scale in toolkit.file.scales}

    def open_part(self, shelf: Shelf) -> Shelf:
        """A shelf with nothing on it that the tier may not have."""
        mine = (material for material in shelf.materials if material.id not in self.guarded)
        return Shelf(shelf.principle, tuple(mine))


@dataclass(frozen=True, slots=True)
class Functions:
    """The functions of layouts, for one packet.

    Args:
        lookup: what is the same for all packets.
        owner: material, principle or toolkit, whose id begins the addresses of cover, contents and sources.
        references: what the packet has cited so far, in the order of the notes.
        pictures: what was drawn for it, by name.
    """

    lookup: Lookup
    owner: str
    references: dict[str, Reference] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    # --- words ---

    def plain(self, text: Text) -> str:
        """Words without marks, for the names of fields."""
        if isinstance(text, Line):
            return richtext.plain(richtext.parse(text, blocks=False))
        return str(text)

    def day(self, iso: str) -> str:
        """A day such as 2026-02-28, as the language writes it."""
        return wording.day(iso, self.lookup.toolkit.file.language)

    def clock(self, session: Session) -> Iterator[tuple[AgendaItem, str, str]]:
        """Each item of a session with when it begins and ends."""
        return wording.clock(session, self.lookup.toolkit.file.language)

    # --- names and addresses ---

    def address(self, owner: Any, thing: Any = None, part: str | None = None) -> str:
        """The address of a material (or principle, or toolkit), of a thing in it, or of a part of that.

        Args:
            owner: the material, principle or toolkit.
            thing: what has an id in it, or that id.
            part: name of a part of it, such as part-sources.
        """
        return addresses.address(owner.id, _id(thing), part)

    def title_of(self, name: str) -> str:
        """The title of a material by its id."""
        return str(self.material_of(name).title)

    def material_of(self, name: str) -> Material | GuardedMaterial:
        """A material by its id; of one that is for others no more than id, kind, title and access."""
        return self.lookup.guarded.get(name) or self.lookup.materials[name]

    def for_others(self, name: str) -> bool:
        """Whether a material is for a narrower tier than the packet."""
        return name in self.lookup.guarded

    def tier_of(self, name: str) -> Tier:
        """A tier by its id, with its name and how to belong to it."""
        return next(tier for tier in self.lookup.toolkit.file.access if tier.id == name)

    def kind_name(self, material: Material) -> str:
        """What a material is called in print, such as Case study."""
        return self._kind_name(material.kind)

    def kinds_in(self, materials: Iterable[Material]) -> str:
        """What the kinds of some materials are called, with commas between them."""
        return ", ".join(dict.fromkeys(self._kind_name(material.kind) for material in materials))

    def thing_name(self, kind: str) -> str:
        """What a kind of thing is called in print: indicator, figure, principle."""
        if kind in MATERIALS:
            return self._kind_name(kind)
        return (
            str(self.lookup.toolkit.file.words.unit)
            if kind == Principle.kind
            else self.lookup.say[f"thing_{kind}"]
        )

    def protocol_name(self, guide: CompanionGuide, name: str) -> str:
        """The name of a protocol of a guide by its id."""
        return str(next(protocol.name for protocol in guide.protocols if protocol.id == name))

    # --- the packet ---

    def running(self, principle: Principle | None, material: Material | None = None) -> str:
        """What stands at the head of every page."""
        words = self.lookup.toolkit.file.words
        parts = [f"{words.unit} {principle.number}: {principle.short_name}"] if principle else []
        if material:
            parts.append(self._kind_name(material.kind))
        return " · ".join(parts) or str(self.lookup.toolkit.file.title)

    def look(self, principle: Principle | None) -> Markup:
        """The attributes that give a part the colour, pattern and number of its principle."""
        if principle is None:
            return Markup("")
        names = Markup('data-accent="{}" data-pattern="{}" data-number="{}"')
        return names.format(principle.accent.color, principle.accent.pattern, principle.number)

    def is_new(self, material: Material) -> bool:
        """Whether a material is told of as new since the edition before."""
        return self.lookup.news is not None and self.lookup.news.is_new(material.id)

    # --- scales ---

    def scale_of(self, assessment: SelfAssessment) -> Scale:
        """The scale of a self-assessment."""
        return self.lookup.scales[assessment.scale]

    def scale_pairs(self, assessment: SelfAssessment) -> list[tuple[Text, Line]]:
        """Name and definition of each level of its scale."""
        return [(level.label, level.definition) for level in self.scale_of(assessment).levels]

    def options(self, assessment: SelfAssessment) -> list[Option]:
        """Levels to choose from, with "Don't know" and "Not applicable" where the material allows them."""
        options = [Option(level.id, str(level.label)) for level in self.scale_of(assessment).levels]
        if assessment.allow_dont_know:
            options.append(Option("dk", self.lookup.say.dont_know))
        if assessment.allow_not_applicable:
            options.append(Option("na", self.lookup.say.not_applicable))
        return options

    # --- sources ---

    def cite(self, name: str) -> Markup:
        """A footnote where a source is first called; after that its number, which leads to the sources."""
        cited = list(self.references)
        if name in cited:
            number = cited.index(name) + 1
            return Markup('<a class="again" href="#{}">{}</a>').format(self._note(number), number)
        source = self.references[name] = self.lookup.toolkit.references[name]
        note = Markup('<span class="footnote" data-reference="{}">{}, <em>{}</em> ({}).</span>')
        return note.format(name, source.author, source.title, source.date)

    def cited(self) -> list[tuple[str, Reference]]:
        """Address and source of each note so far, for the list at the end."""
        return [(self._note(number), source) for number, source in enumerate(self.references.values(), 1)]

    def sources_of(self, principle: Principle) -> list[Reference]:
        """What stands behind a page at a glance, which prints its texts without notes."""
        return [self.lookup.toolkit.references[name] for name in index.cited_at_a_glance(principle)]

    # --- figures and drawings ---

    def figure(self, result: Result) -> str:
        """The figure of a result with its unit, such as +9 against +5 points."""
        return figures.figure(result, self.lookup.say)

    def chart_words(self, case: CaseStudy) -> str:
        """The chart of a case in words, for those who do not see it."""
        assert case.chart is not None
        return figures.description(case, case.chart, self.lookup.say)

    def chart_sources(self, case: CaseStudy) -> tuple[str, ...]:
        """Ids of the references behind the chart of a case, for `cite`."""
        assert case.chart is not None
        return figures.sources_of(case, case.chart)

    def bar_chart(self, case: CaseStudy, large: bool = False) -> str:
        """Draws the chart of a case; gives its name for `asset:`."""
        assert case.chart is not None
        toolkit = self.lookup.toolkit
        words, ending = (in_large_print(toolkit), "-large") if large else (in_text(toolkit), "")
        name = f"{addresses.address(case.id, case.chart.id)}{ending}.svg"
        bars = figures.bars_of(case, self.lookup.say)
        return self._keep(name, drawing.bar_chart(bars, words, self._accent(case)))

    def timeline(self, guide: CompanionGuide, session: Session) -> str:
        """Draws the parts of a session as a strip; gives its name for `asset:`."""
        name = f"{addresses.address(guide.id, session.id)}.svg"
        words = in_text(self.lookup.toolkit)
        return self._keep(name, drawing.timeline(session, words, self._accent(guide)))

    def strip_words(self, session: Session) -> str:
        """The strip of a session in words, for those who do not see it."""
        say = self.lookup.say
        parts = [say("strip_part", title=item.title, minutes=item.minutes) for item in session.agenda]
        return say("strip_alt", title=session.title, minutes=session.minutes, parts=", ".join(parts))

    # --- finding a material ---

    def readers_of(self, shelves: Iterable[Shelf]) -> Iterator[tuple[str, list[IndexEntry]]]:
        """Each kind of reader that has materials, with these in printed order."""
        own = self.lookup.toolkit.file.own_words
        return index.by_reader(shelves, own.readers if own else ())

    def topics_of(self, shelves: Iterable[Shelf]) -> Iterator[tuple[str, list[IndexEntry]]]:
        """Each topic by the alphabet, with its materials."""
        return index.by_topic(shelves)

    def minutes_of(self, material: Material) -> tuple[int, ...]:
        """How long its sittings take; none for what is read."""
        return index.minutes_of(material)

    def in_brief(self, principle: Principle) -> str:
        """Why a principle matters, in the words meant for that or in the first paragraph of its rationale."""
        return index.in_brief(principle)

    def _kind_name(self, kind: str) -> str:
        return str(getattr(self.lookup.toolkit.file.words, kind.replace("-", "_")))

    def _note(self, number: int) -> str:
        """Address of a source in the list at the end; notes are numbered in the order of that list."""
        return addresses.address(self.owner, "part-sources", f"n{number}")

    def _accent(self, material: Material) -> str:
        """Name of the accent of a material's drawings; empty for the toolkit's own colour."""
        principle = self.lookup.principles.get(material.id)
        return str(principle.accent.color) if principle else ""

    def _keep(self, name: str, data: bytes) -> str:
        self.pictures[name] = data
        return name


def by_name(functions: Functions) -> Mapping[str, Callable[..., Any]]:
    """The functions of layouts as Jinja knows them: name -> function."""
    return {name: getattr(functions, name) for name in names()}


def names() -> list[str]:
    """Names of the functions of layouts, in the order of this file."""
    functions = inspect.getmembers(Functions, inspect.isfunction)
    return sorted((name for name, _ in functions if not name.startswith("_")), key=[*vars(Functions)].index)


def _id(thing: Any) -> str | None:
    return thing if thing is None or isinstance(thing, str) else str(thing.id)
