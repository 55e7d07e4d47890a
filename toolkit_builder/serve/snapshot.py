"""A toolkit at one moment: what its files say, which packets it has, what is wrong and what has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..content.comparing.compare import Change, compare
from ..content.comparing.state import State, state
from ..content.model import MATERIALS, Artifact, Glossary, Material, Principle
from ..content.packet_kinds import PACKET_KINDS
from ..content.rules.mentions import outdated
from ..content.rules.published import vanished
from ..content.toolkit import Toolkit
from ..errors import Problem
from ..layout import Filler, Plan, filler_for
from ..layout import packets as packets_of
from ..layout.news import News
from ..layout.packets import text_packets
from ..publish.news import news_since
from ..publish.sealed_editions import is_sealed
from .sealed_cache import SealedState
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
class Inputs:
    """What lies on the disk.

    Args:
        sources: the files.
        sealed: the sealed editions.
        layouts: folders to look in, the toolkit's own first.
        layouts_stamp: stands for everything that they hold.
        refused: why the toolkit's own are not read.
    """

    sources: SourceState
    sealed: SealedState
    layouts: tuple[Path, ...]
    layouts_stamp: tuple[object, ...] = field(repr=False)
    refused: tuple[Problem, ...] = ()

    def is_like(self, other: "Inputs | None") -> bool:
        """Whether nothing is different; states stay the same value until a file changes."""
        if other is None:
            return False
        same = self.sources is other.sources and self.sealed is other.sealed
        return same and self.layouts_stamp == other.layouts_stamp and self.refused == other.refused


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that pages are made of.

    Args:
        sources: the files.
        packets: what can be shown of them; None where nothing can.
        layouts: folders that layouts are taken from.
        layouts_stamp: stands for everything that they hold.
        problems: all of them.
        since: number of the newest sealed edition; empty where there is none.
        sealed: whether that is the newest edition of all.
    """

    sources: SourceState
    packets: Packets | None
    layouts: tuple[Path, ...]
    layouts_stamp: object
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
            file.source.node.id: file
            for file in self.sources.files.values()
            if file.source and isinstance(file.source.node, Material | Principle | Glossary)
        }

    @property
    def own(self) -> Mapping[str, Plan]:
        """Id of a material -> the packet that holds nothing else."""
        return {
            plan.packet.materials[0]: plan for plan in self.plans.values() if plan.packet.kind in MATERIALS
        }

    def files_of(self, plan: Plan) -> tuple[str, ...]:
        """Names of the files that a packet is made from, apart from those of the whole toolkit."""
        files, packet = self.by_id, plan.packet
        wanted = (packet.principle, *packet.materials) if packet.kind not in MATERIALS else packet.materials
        return tuple(files[name].name for name in wanted if name in files)

    def file_of(self, change: Change) -> str:
        """Name of the file that a change is in; empty where that is gone."""
        parts = change.address.split("__")
        if self.packets and change.material == self.packets.toolkit.file.id:
            part = parts[1] if len(parts) > 1 else ""
            return {"references": "references.yaml", "brand": "brand.yaml"}.get(part, "toolkit.yaml")
        file = self.by_id.get(change.material)
        return file.name if file else ""

    def touching(self, plan: Plan) -> object:
        """A value that differs whenever a packet may: of what it is made from, and no more."""
        assert self.packets is not None
        packet, packets = plan.packet, self.packets
        files = [file for file in self.sources.files.values() if file.source]
        own = {packet.principle, *packet.materials}
        everything = packets.any_file or PACKET_KINDS[packet.kind].is_of_toolkit
        texts = [file.good_sum for file in files if everything or _id(file) in (*own, "")]
        nodes = [file.source.node for file in files if file.source]
        told = [_told(node) for node in nodes if isinstance(node, Material)]
        news: tuple[Change, ...] = ()
        if packets.news is not None:
            news = packets.news.told_to(packet.access).of(packet)
        return packet, plan.title, texts, told, news, self.layouts_stamp


def _told(material: Material) -> object:
    """What packets of others tell of a material."""
    document = (material.what_is_this, material.found_at) if isinstance(material, Artifact) else ()
    return material.id, material.title, material.access, document


def _id(file: CachedFile) -> str:
    """Of a material or principle; empty for what belongs to the whole toolkit."""
    node = file.source.node if file.source else None
    return node.id if isinstance(node, Material | Principle) else ""


def take_snapshot(inputs: Inputs, before: Snapshot) -> Snapshot:
    """What pages are made of now.

    Args:
        inputs: what lies on the disk.
        before: the snapshot before; its packets stay where what the files say now cannot be put together.

    Raises:
        Exception: it cannot be put together though nothing is wrong with the files.
    """
    sources, sealed, toolkit = inputs.sources, inputs.sealed, inputs.sources.toolkit
    problems, packets = [*inputs.refused, *sources.problems, *sealed.problems], before.packets
    sealed_now = False
    try:
        if toolkit is not None:
            packets = _packets(toolkit, inputs)
            sealed_now = is_sealed(toolkit, sealed.editions)
            if sources.complete:
                problems += [*vanished(toolkit, sealed.states), *outdated(toolkit, sealed.states)]
    except Exception:
        if not problems:
            raise
    since = sealed.editions[-1].id if sealed.editions else ""
    told, stamp = tuple(sorted(set(problems))), inputs.layouts_stamp
    return Snapshot(sources, packets, inputs.layouts, stamp, told, since, sealed_now)


def _packets(toolkit: Toolkit, inputs: Inputs) -> Packets:
    sources, layouts = inputs.sources, inputs.layouts
    plans = {plan.packet.id: plan for plan in text_packets(toolkit)}
    printed = {name for plan in plans.values() for name in plan.packet.materials}
    drafts = {
        plan.packet.id: plan
        for plan in packets_of(sources.drafts or toolkit)
        if plan.packet.kind in MATERIALS and plan.packet.materials[0] not in printed
    }
    # Where a file has never been right, all that belongs to it would seem to be gone.
    sealed = inputs.sealed if sources.complete else SealedState()
    news = news_since(toolkit, sealed.editions)
    filler = filler_for(toolkit, layouts, news)
    return Packets(
        toolkit=toolkit,
        plans={**plans, **drafts},
        drafts=frozenset(drafts),
        filler=filler,
        draft_filler=filler_for(sources.drafts or toolkit, layouts, news) if drafts else filler,
        news=news,
        before=sealed.states[0] if sealed.states else None,
        changes=_changes(toolkit, sealed, news),
        any_file=len(layouts) > 1,
    )


def _changes(toolkit: Toolkit, sealed: SealedState, news: News | None) -> tuple[Change, ...]:
    """Since the newest sealed edition; where packets tell of the same, what they tell."""
    if not sealed.states:
        return ()
    if news is not None and news.edition == sealed.states[0].edition:
        return news.changes
    return compare(sealed.states[0], state(toolkit))
