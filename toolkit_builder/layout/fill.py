"""Jinja2 fills a layout with a packet's materials; the result is a Manuscript."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from jinja2 import BytecodeCache, StrictUndefined
from jinja2.bccache import Bucket

from ..content.addresses import address
from ..content.comparing.compare import Change
from ..content.model import MATERIALS, ToolkitFile
from ..content.packet_kinds import PACKET_KINDS, UPDATE
from ..content.tiers import allowed, guarded, tier_ids, within
from ..content.toolkit import Toolkit
from ..errors import LayoutError
from ..machine.xml import parse
from .bounds import bounded
from .changed_blocks import ChangedBlocks
from .folders import LayoutFolders, LayoutLoader
from .functions import Functions, Lookup, by_name
from .manuscript import Manuscript, Packet
from .marked_copy import marked_copy
from .markup import to_markup
from .news import News, NewsNumbers, packet_news, packet_numbers
from .packets import Plan
from .sandbox import Sandbox
from .tree import finish
from .update_packet import OldPacket, edges, packet_update, sheet_markup, update_id, withdrawal
from .wording import Wording, own_strings, read_strings


class _CompiledLayouts(BytecodeCache):
    """Layouts that this process has compiled: a toolkit that is read again need not wait for it again."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])  # unless the layout has changed

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _CompiledLayouts()


class Filler:
    """Fills the layouts of one toolkit, packet after packet; each has a `Filling` of its own.

    Args:
        toolkit: what to print.
        layouts: folders to look in, first the toolkit's own, then the built-in one.
        news: what packets tell of an earlier edition; those that have nothing to tell stay as they are.

    Raises:
        LayoutError: L110 there are no strings for the toolkit's language.
        SourceError: C2xx a file of strings is written in a way that YAML would quietly change.
    """

    def __init__(self, toolkit: Toolkit, layouts: tuple[Path, ...], news: News | None = None) -> None:
        self._toolkit = toolkit
        self._folders = LayoutFolders(layouts, _own_layouts(toolkit))
        strings = read_strings(layouts, toolkit.file.language) | own_strings(toolkit.file.own_words)
        self._say, self._news = Wording(strings), news
        self._lookups: dict[str, Lookup] = {}
        self._jinja = Sandbox(
            loader=LayoutLoader(layouts),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=_COMPILED,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.give({"say": self._say})

    def fill(self, plan: Plan) -> Manuscript:
        """One packet.

        Raises:
            LayoutError: L101 the layout cannot be filled, with its file and line; L102 to L105 see `finish`.
        """
        packet, lookup = plan.packet, self._lookup(plan.packet.access)
        shelves = tuple(map(lookup.open_part, plan.shelves))
        shelf = shelves[0]
        material = shelf.materials[0] if packet.kind in MATERIALS else None
        whole = PACKET_KINDS[packet.kind].is_of_toolkit
        owner = self._toolkit.file if whole else material or shelf.principle
        assert owner is not None  # a shelf without a principle makes single packets only
        values = {
            "shelves": shelves, "principle": shelf.principle, "materials": shelf.materials,
            "material": material, "news": None,
        }  # fmt: skip
        manuscript = self._filling(owner.id, lookup).manuscript(packet, plan.title, values)
        # What it tells says where things stand, so the packet is filled first.
        own_news = packet_news(lookup.news, packet, manuscript.body) if lookup.news else None
        if not own_news:
            return manuscript
        return self._filling(owner.id, lookup).manuscript(packet, plan.title, {**values, "news": own_news})

    def marked_copy(self, manuscript: Manuscript, news: News) -> Manuscript:
        """A packet as editors and reviewers have it: what has changed since an edition is marked.

        Args:
            manuscript: as `fill` gives it.
            news: that edition, which need not be the one that the packet tells of.
        """
        access = manuscript.packet.access
        told, functions = news.told_to(access), Functions(self._lookup(access), self._toolkit.file.id)
        changes = self._changes(manuscript.packet, told)
        return marked_copy(manuscript, told, changes, self._say, functions.thing_name)

    def update_packet(self, new: Manuscript | None, old: OldPacket, news: News) -> Manuscript | None:
        """What a reader who has a packet of an earlier edition in a binder takes out and puts in.

        Args:
            new: the packet as `fill` gives it; None where there is none any more.
            old: the packet of that edition.
            news: that edition.

        Returns:
            A packet of another name; None where nothing has changed.

        Raises:
            LayoutError: as `fill`.
        """
        latest = new or old.manuscript
        packet = self._guarded(latest.packet, old.manuscript.packet)
        main, news = parse(latest.body), news.told_to(packet.access)
        other_numbers: tuple[NewsNumbers, ...] = ()
        if new is None:
            update = withdrawal(old)
        else:
            update = packet_update(main, old, news.before, self._changes(packet, news))
            other_numbers = packet_numbers(news, ChangedBlocks(main, news.before))
        if not update.rows:
            return None
        title = self._say("update_title", title=latest.title)
        packet = replace(packet, id=update_id(packet.id, news.edition, old.variant), kind=UPDATE)
        values = {
            "rows": update.rows, "sheets": update.sheets, "edges": edges(main), "sheet_markup": sheet_markup,
            "news": news, "of": latest.title, "withdrawn": new is None, "numbers": other_numbers,
        }  # fmt: skip
        filling = self._filling(main.get("id", ""), self._lookup(packet.access))
        manuscript = filling.manuscript(packet, title, values)
        assets = {
            name: data
            for name, data in latest.assets.items()
            if f'"asset:{name}"'.encode() in manuscript.body
        }
        return replace(manuscript, assets=assets)

    def page(self, packet: Packet, title: str, **values: object) -> Manuscript:
        """A page about the toolkit that is no packet of its texts, such as what a proof found.

        Args:
            packet: its kind names the layout.
            title: of the document.
            values: what the layout shows besides the toolkit.

        Raises:
            LayoutError: as `fill`.
        """
        lookup = self._lookup(packet.access)
        return self._filling(self._toolkit.file.id, lookup).manuscript(packet, title, values)

    def text(self, layout: str, tier: str, **values: object) -> str:
        """A layout filled as it stands: a page for browsers alone, which no writer of packets reads.

        Args:
            layout: its path below layouts/.
            tier: whom it is for.
            values: what it shows besides the toolkit.

        Raises:
            LayoutError: L101 as `fill`.
        """
        return self._filling(self._toolkit.file.id, self._lookup(tier)).text(layout, values)

    def words(self, key: str, **values: object) -> str:
        """A string of the toolkit's language, filled in."""
        return self._say(key, **values)

    def _changes(self, packet: Packet, news: News) -> tuple[Change, ...]:
        """What has changed in a packet, with what the toolkit says in many: levels, sources."""
        own = news.of(packet)
        is_everything = PACKET_KINDS[packet.kind].is_everything
        return own if is_everything else (*own, *news.shared(self._toolkit.file.id))

    def _guarded(self, packet: Packet, old: Packet) -> Packet:
        """A packet that tells of an earlier one too: it is for those who may have both."""
        narrower = old.access not in allowed(tier_ids(self._toolkit), packet.access)
        return replace(packet, access=old.access) if narrower else packet

    def _lookup(self, tier: str) -> Lookup:
        """What the packets of a tier share: made once, and all that their layouts reach."""
        if tier not in self._lookups:
            news = self._news.told_to(tier) if self._news else None
            mine = within(self._toolkit, tier)
            self._lookups[tier] = Lookup(mine, guarded(self._toolkit, tier), self._say, news)
        return self._lookups[tier]

    def _filling(self, owner: str, lookup: Lookup) -> "Filling":
        functions = Functions(lookup, owner)
        jinja = self._jinja.overlay(finalize=lambda value: to_markup(value, functions.cite, _target))
        # A layout that is imported sees what its environment knows and nothing of whoever imports it.
        given = {"toolkit": lookup.toolkit, "packet": _LayoutPacket(owner)}
        jinja.give({**by_name(functions), **given})
        return Filling(functions, jinja, self._folders, self._toolkit.file.language)


class _LayoutPacket(NamedTuple):
    """The packet as layouts know it; its id begins the addresses of cover, contents and sources."""

    id: str


@dataclass(frozen=True, slots=True)
class Filling:
    """One packet while its layout is filled.

    Args:
        functions: what the layout may call, with what they gather.
        jinja: knows these functions.
        folders: where layouts lie.
        language: of the toolkit.
    """

    functions: Functions
    jinja: Sandbox
    folders: LayoutFolders
    language: str

    def text(self, layout: str, values: Mapping[str, object]) -> str:
        """A layout filled as it stands.

        Raises:
            LayoutError: L101 it cannot be filled; with its file and line.
        """
        try:
            with bounded():
                return self.jinja.fill(layout, values)
        except LayoutError:
            raise
        except Exception as error:  # whatever a layout does wrong; of ours nothing else runs here
            raise LayoutError([self.folders.problem(error, layout)]) from error

    def manuscript(self, packet: Packet, title: str, values: Mapping[str, object]) -> Manuscript:
        """The packet.

        Args:
            packet: its kind names the layout.
            title: of the document.
            values: what the layout shows besides the toolkit.

        Raises:
            LayoutError: L101 as `text`; L102 to L105 see `finish`.
        """
        layout = f"{packet.kind}/packet.html"
        try:
            with bounded():
                body = finish(self.text(layout, values), self.folders.place(layout))
        except TimeoutError as error:  # so many elements that no line of it is to blame
            raise LayoutError([self.folders.problem(error, layout)]) from error
        return Manuscript(packet, self.language, title, body, dict(self.functions.pictures))


def _own_layouts(toolkit: Toolkit) -> str:
    """How messages name the folder of the toolkit's own layouts."""
    file = next(source.path for source in toolkit.sources if isinstance(source.node, ToolkitFile))
    return f"{file.removesuffix('toolkit.yaml')}layouts"


def _target(link: str) -> str:
    """Address of `material` or `material/thing`."""
    material, _, thing = link.partition("/")
    return address(material, thing or None)
