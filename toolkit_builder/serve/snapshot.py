"""A toolkit at one moment: what its files say, which packets it has, what is wrong and what has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..content.comparing.compare import Change, compare
from ..content.comparing.state import State, state
from ..content.model import MATERIALS, Glossary, Material, Principle
from ..content.packet_kinds import PACKET_KINDS
from ..content.rules.published import vanished
from ..content.toolkit import Toolkit
from ..errors import Problem
from ..layout import Filler, Plan, packets
from ..layout.news import News
from ..layout.packets import readable
from ..publish.news import news_since
from .sealed_cache import Past
from .source_cache import CachedFile, SourceState


@dataclass(frozen=True, slots=True)
class Packets:
    """What can be shown of a toolkit.

    Args:
        toolkit: made of the last good text of each file.
        plans: id -> packet; also those of materials that are not approved.
        drafts: ids of the latter.
        filler, draft_filler: for packets, and for those of drafts.
        news: what packets tell of an earlier edition.
        before: what the newest sealed edition says; None where none is sealed.
        changes: since then, in printed order.
        any_file: whether a packet may print anything that any file says, since the toolkit has own layouts.
    """

    toolkit: Toolkit
    plans: Mapping[str, Plan] = field(repr=False)
    drafts: frozenset[str]
    filler: Filler = field(repr=False)
    draft_filler: Filler = field(repr=False)
    news: News | None = field(repr=False)
    before: State | None = field(repr=False)
    changes: tuple[Change, ...] = field(repr=False)
    any_file: bool

    def filler_of(self, packet: str) -> Filler:
        """What fills a packet."""
        return self.draft_filler if packet in self.drafts else self.filler


@dataclass(frozen=True, slots=True)
class Moment:
    """All that pages are made of.

    Args:
        reading: the files.
        packets: what can be shown of them; None where nothing can.
        look: stands for everything that the folders of layouts hold.
        problems: all of them.
        since: number of the newest sealed edition; empty where there is none.
        sealed: whether that is the newest edition of all.
    """

    reading: SourceState
    packets: Packets | None
    look: object
    problems: tuple[Problem, ...]
    since: str = ""
    sealed: bool = False

    @property
    def plans(self) -> Mapping[str, Plan]:
        """Every packet by its id."""
        return self.packets.plans if self.packets else {}

    @property
    def by_id(self) -> Mapping[str, CachedFile]:
        """Id of a material, principle or glossary -> its file."""
        return {
            held.source.node.id: held
            for held in self.reading.files.values()
            if held.source and isinstance(held.source.node, Material | Principle | Glossary)
        }

    @property
    def own(self) -> Mapping[str, Plan]:
        """Id of a material -> the packet that holds nothing else."""
        return {
            plan.packet.materials[0]: plan for plan in self.plans.values() if plan.packet.kind in MATERIALS
        }

    def files_of(self, plan: Plan) -> tuple[str, ...]:
        """Names of the files that a packet is made from, apart from those of the whole toolkit."""
        known, packet = self.by_id, plan.packet
        wanted = (packet.principle, *packet.materials) if packet.kind not in MATERIALS else packet.materials
        return tuple(known[each].name for each in wanted if each in known)

    def file_of(self, change: Change) -> str:
        """Name of the file that a change is in; empty where that is gone."""
        parts = change.address.split("__")
        if self.packets and change.material == self.packets.toolkit.file.id:
            part = parts[1] if len(parts) > 1 else ""
            return {"references": "references.yaml", "brand": "brand.yaml"}.get(part, "toolkit.yaml")
        held = self.by_id.get(change.material)
        return held.name if held else ""

    def touching(self, plan: Plan) -> object:
        """A value that differs whenever a packet may: of what it is made from, and no more."""
        assert self.packets is not None
        packet, shown = plan.packet, self.packets
        known = [held for held in self.reading.files.values() if held.source]
        own = {packet.principle, *packet.materials}
        everything = shown.any_file or PACKET_KINDS[packet.kind].is_of_toolkit
        texts = [held.good_sum for held in known if everything or _id(held) in (*own, "")]
        titles = [
            (held.source.node.id, held.source.node.title)
            for held in known
            if held.source and isinstance(held.source.node, Material)
        ]
        told: tuple[Change, ...] = ()
        if shown.news is not None:
            told = shown.news.of(packet, [tier.id for tier in shown.toolkit.file.access])
        return packet, plan.title, texts, titles, told, self.look


def _id(held: CachedFile) -> str:
    """Of a material or principle; empty for what belongs to the whole toolkit."""
    node = held.source.node if held.source else None
    return node.id if isinstance(node, Material | Principle) else ""


def moment(
    reading: SourceState,
    past: Past,
    layouts: tuple[Path, ...],
    look: object,
    before: Moment,
) -> Moment:
    """What pages are made of now.

    Args:
        reading: the files.
        past: what was sealed.
        layouts: folders to look in, the toolkit's own first.
        look: stands for everything that they hold.
        before: the moment before; its packets stay where what the files say now cannot be put together.

    Raises:
        Exception: it cannot be put together though nothing is wrong with the files.
    """
    toolkit = reading.toolkit
    problems, shown = [*reading.problems, *past.problems], before.packets
    sealed = False
    try:
        if toolkit is not None:
            shown = _packets(reading, toolkit, past, layouts)
            sealed = bool(past.editions) and past.editions[-1].id == toolkit.editions[-1].id
            if reading.complete:
                problems += vanished(toolkit, past.states[::-1])
    except Exception:
        if not problems:
            raise
    since = past.editions[-1].id if past.editions else ""
    return Moment(reading, shown, look, tuple(sorted(set(problems))), since, sealed)


def _packets(reading: SourceState, toolkit: Toolkit, past: Past, layouts: tuple[Path, ...]) -> Packets:
    plans = {plan.packet.id: plan for plan in readable(toolkit)}
    printed = {name for plan in plans.values() for name in plan.packet.materials}
    drafts = {
        plan.packet.id: plan
        for plan in packets(reading.drafts or toolkit)
        if plan.packet.kind in MATERIALS and plan.packet.materials[0] not in printed
    }
    # Where a file has never been right, all that belongs to it would seem to be gone.
    past = past if reading.complete else Past()
    news = news_since(toolkit, past.editions)
    filler = Filler(toolkit, layouts, news)
    return Packets(
        toolkit=toolkit,
        plans={**plans, **drafts},
        drafts=frozenset(drafts),
        filler=filler,
        draft_filler=Filler(reading.drafts or toolkit, layouts, news) if drafts else filler,
        news=news,
        before=past.states[-1] if past.states else None,
        changes=_changes(toolkit, past, news),
        any_file=len(layouts) > 1,
    )


def _changes(toolkit: Toolkit, past: Past, news: News | None) -> tuple[Change, ...]:
    """Since the newest sealed edition; where packets tell of the same, what they tell."""
    if not past.states:
        return ()
    if news is not None and news.edition == past.states[-1].edition:
        return news.changes
    return compare(past.states[-1], state(toolkit))
