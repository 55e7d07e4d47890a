"""What a packet tells its readers of the changes since an earlier edition."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..content.addresses import address
from ..content.comparing.audience import changes_for, tiers_in, within
from ..content.comparing.compare import CAME, GONE, Change, compare
from ..content.comparing.descent import descent
from ..content.comparing.numbers import NewNumber, new_numbers
from ..content.comparing.state import State
from ..content.model import MATERIALS, ChangeNote
from ..content.packet_kinds import PACKET_KINDS, Holds
from ..content.words import Line, Rich
from ..machine.xml import parse
from .changed_blocks import ChangedBlock, ChangedBlocks, Node, own_words
from .manuscript import Packet
from .vocabulary import HEADINGS

# In the order in which readers are told.
WEIGHTS = ("major", "correction", "minor")
KINDS = (
    "added", "opened", "removed", "closed", "access", "came-from", "became", "moved", "retitled", "rescaled",
    "revalued", "re-sourced", "reworded",
)  # fmt: skip
_TITLES = ("part_cover", "part_head")
# Of these, readers see nothing that has words.
_UNSEEN = ("brand", "tier")


@dataclass(frozen=True, slots=True)
class News:
    """An earlier edition and what has changed since.

    Args:
        before: what the toolkit said in it.
        label: name of that edition in print.
        changes: of the whole toolkit since then; a packet takes those at its own addresses.
        summary: what is new, in a paragraph; stands only in what prints all, since it is about everything.
        numbers: what is printed under another number than in it.
        by_tier: the same as each tier is told that may not have everything.
    """

    before: State = field(repr=False)
    label: str
    changes: tuple[Change, ...] = field(repr=False)
    summary: Rich | None = None
    numbers: tuple[NewNumber, ...] = field(default=(), repr=False)
    by_tier: "Mapping[str, News]" = field(default_factory=dict, repr=False)

    @classmethod
    def between(
        cls, states: Sequence[State], label: str, notes: Sequence[ChangeNote], summary: Rich | None = None
    ) -> "News":
        """What has changed from the first of some states to the last, for everybody and for each tier.

        Args:
            states: of the earlier edition, of those sealed since then, and what the sources say now.
            label, summary: see the class.
            notes: what editors say of the changes, see `compare`.
        """
        before, *steps, now = states
        ends = before, now

        def told(tier: str) -> News:
            old, *between, new = (within(state, tier) for state in states)
            changes = changes_for(tier, before, now, notes, steps)
            return cls(old, label, changes, summary, new_numbers(old, new, descent(old, new, between)))

        limited = (tier for tier in tiers_in(now) if any(within(state, tier) is not state for state in ends))
        own_numbers = new_numbers(before, now, descent(before, now, steps))
        changes = compare(before, now, notes, steps)
        return cls(before, label, changes, summary, own_numbers, {tier: told(tier) for tier in limited})

    def told_to(self, tier: str) -> "News":
        """What a tier of readers is told: nothing of what it may not have."""
        return self.by_tier.get(tier, self)

    @property
    def edition(self) -> str:
        """Number of the earlier edition."""
        return self.before.edition

    def is_new(self, name: str) -> bool:
        """Whether a material was not there before."""
        return any(
            change.kind in CAME and not change.field and change.address == address(name)
            for change in self.changes
        )

    def of(self, packet: Packet) -> tuple[Change, ...]:
        """The changes that a packet tells of."""
        is_whole = PACKET_KINDS[packet.kind].holds is Holds.PRINCIPLE
        own = {address(name) for name in (*packet.materials, *([packet.principle] if is_whole else ()))}
        lost = {
            thing.address
            for thing in self.before.things
            if is_whole and thing.kind in MATERIALS and thing.owner == address(packet.principle)
        }

        def is_told(change: Change) -> bool:
            if PACKET_KINDS[packet.kind].is_everything:
                return change.thing not in _UNSEEN
            is_lost = change.kind in GONE and not change.field and change.address in lost
            return _top(change) in own or is_lost

        return tuple(filter(is_told, self.changes))

    def shared(self, toolkit: str) -> tuple[Change, ...]:
        """What has changed in the toolkit's own files: levels and sources stand in many packets.

        Args:
            toolkit: its id.
        """
        return tuple(change for change in self.changes if _top(change) == address(toolkit))


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """A place that readers are sent to.

    Args:
        thing: kind of the thing; empty for a part of the packet's only material.
        number: as printed, such as 1.1; empty where it has none.
        title: how readers are told of it.
        address: where it stands; empty where it is gone.
        part: heading of the part of a material that is meant; empty for the thing as a whole.
        tier: id of the tier that a material is for now, where it was for another.
    """

    thing: str
    number: str
    title: str
    address: str
    part: str = ""
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What the editors say of some changes."""

    weight: str
    text: Line
    entries: tuple[NewsEntry, ...]


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """Changes of one kind that the editors say nothing about."""

    kind: str
    entries: tuple[NewsEntry, ...]


@dataclass(frozen=True, slots=True)
class NewsNumbers:
    """Numbers that changed in one list.

    Args:
        title: of the material or session that counts them; empty in a packet of that material alone.
        numbers: which, in printed order.
    """

    title: str
    numbers: tuple[NewNumber, ...]


@dataclass(frozen=True, slots=True)
class PacketNews:
    """All that one packet tells.

    Args:
        edition, label: of the earlier edition.
        summary: see `News`.
        notes: the weightiest first.
        groups: in the order of `KINDS`.
        numbers: what is printed under another number now.
    """

    edition: str
    label: str
    summary: Rich | None
    notes: tuple[Note, ...]
    groups: tuple[NewsGroup, ...]
    numbers: tuple[NewsNumbers, ...] = ()


def _top(change: Change) -> str:
    return change.address.partition("__")[0]


def packet_news(news: News, packet: Packet, body: bytes) -> PacketNews | None:
    """What a packet tells; None where nothing of it has changed, or its readers are told nothing.

    Args:
        news: as its readers are told.
        packet: what it is made from.
        body: the packet as it is without news.
    """
    if not PACKET_KINDS[packet.kind].has_news:
        return None
    if packet.kind in MATERIALS and any(map(news.is_new, packet.materials)):
        return None  # its title page says so
    changed_blocks = ChangedBlocks(parse(body), news.before)
    entries = [(change, _entry(changed_blocks, changed_blocks.find(change))) for change in news.of(packet)]
    if not entries:
        return None
    summary = news.summary if PACKET_KINDS[packet.kind].is_everything else None
    numbers = packet_numbers(news, changed_blocks)
    return PacketNews(
        news.edition, news.label, summary, tuple(_notes(entries)), tuple(_groups(entries)), numbers
    )


def packet_numbers(news: News, shown: ChangedBlocks) -> tuple[NewsNumbers, ...]:
    """Numbers that changed in a packet, one entry for each list that counts.

    Args:
        news: of the toolkit.
        shown: the packet.
    """
    own = [number for number in news.numbers if shown.at(number.address) is not None]
    owners = dict.fromkeys(number.owner for number in own)
    return tuple(
        NewsNumbers(_title(shown.at(owner)), tuple(each for each in own if each.owner == owner))
        for owner in owners
    )


def _title(owner: Node | None) -> str:
    """Heading of what a packet shows at an address; of the packet itself, none is needed."""
    heading = None if owner is None or owner.tag == "main" else next(owner.iter(*HEADINGS), None)
    return "" if heading is None else own_words(heading)


def _notes(entries: Iterable[tuple[Change, NewsEntry]]) -> Iterator[Note]:
    noted: dict[tuple[str, str], dict[NewsEntry, None]] = {}
    for change, entry in entries:
        if change.note:
            noted.setdefault((change.weight, change.note), {})[entry] = None
    for weight, text in sorted(noted, key=lambda note: WEIGHTS.index(note[0])):
        yield Note(weight, Line(text), tuple(noted[weight, text]))


def _groups(entries: Iterable[tuple[Change, NewsEntry]]) -> Iterator[NewsGroup]:
    groups: dict[str, dict[NewsEntry, None]] = {kind: {} for kind in KINDS}
    for change, entry in entries:
        if not change.note:
            groups[_group_kind(change)][entry] = None
    for kind, group in groups.items():
        if group:
            yield NewsGroup(kind, tuple(group))


def _group_kind(change: Change) -> str:
    """An item more or less in a thing is another wording of it."""
    if _is_access(change):
        return "access"
    return "reworded" if change.field and change.kind in ("added", "removed", "moved") else change.kind


def _is_access(change: Change) -> bool:
    """Whether a material that its readers keep is for others now, or no more for them."""
    return change.thing in MATERIALS and change.field == "access"


def _entry(changed_blocks: ChangedBlocks, changed: ChangedBlock) -> NewsEntry:
    """The thing; of a packet or material itself the part in which the change can be read."""
    change, home = changed.change, changed.home
    tier = change.after if change.kind in ("opened", "closed") or _is_access(change) else ""
    if home is None or (change.kind in GONE and not change.field):
        return NewsEntry(change.thing, "", change.title, "", tier=tier)
    if _is_access(change):
        return NewsEntry(change.thing, "", change.title, home.get("id", ""), tier=tier)
    if change.field and "__" not in change.address and change.kind != "retitled":
        return _part(changed_blocks, changed, home)
    heading = _heading(home) if home.get("id") == change.address else None
    return NewsEntry(change.thing, _number(heading), change.title, home.get("id", ""), tier=tier)


def _part(changed_blocks: ChangedBlocks, changed: ChangedBlock, home: Node) -> NewsEntry:
    """The part of a packet or material that holds a change, other than its title page."""
    change = changed.change
    around = (part for block in changed.blocks for part in block.iterancestors("section"))
    names = ((part.get("id", "").partition("__")[2], part) for part in around)
    part = next((part for name, part in names if name and name not in _TITLES), changed_blocks.opening(home))
    words = own_words(heading) if (heading := _heading(part)) is not None else change.title
    if change.thing in MATERIALS and home.get("class") == "material":
        return NewsEntry(change.thing, "", change.title, part.get("id", ""), words)
    return NewsEntry("", "", words, part.get("id", ""))


def _heading(node: Node) -> Node | None:
    return next(node.iterchildren(*HEADINGS), None)


def _number(heading: Node | None) -> str:
    return "" if heading is None else heading.findtext("span[@class='number']", "").strip()
