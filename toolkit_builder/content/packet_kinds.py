"""The packet kinds: which documents are made of a toolkit, one row each.

A new kind is a row here, its layout and its words in layouts/, and its tests; no other module spells a name
out. The table stands in this room and not with the layouts since toolkit.yaml names kinds, and loads nothing
since the command line offers them before anything heavy is wanted. A row stays for good: sealed editions
name it.
"""

from dataclasses import dataclass
from enum import Enum, auto

from .variants import OFFERED, ON_SCREEN, VARIANTS

SELF_ASSESSMENT, CASE_STUDY = "self-assessment", "case-study"
COMPANION_GUIDE, ARTIFACT = "companion-guide", "artifact"
PRINCIPLE = "principle"
"""What a source file holds, and so the packet of it alone; each has a class of its own in `model`."""
UPDATE, CONFORMANCE = "update", "conformance"
"""What is made of an edition besides its packets."""


class Holds(Enum):
    """What one packet is made from."""

    MATERIAL = auto()
    PRINCIPLE = auto()  # and its materials
    TOOLKIT = auto()  # all materials
    NOTHING = auto()  # no texts: it is about the toolkit


class MadeWhen(Enum):
    """When a packet is made."""

    CHOSEN = auto()  # where toolkit.yaml lists its kind
    ALWAYS = auto()
    NAMED = auto()  # only where somebody asks for it by name
    APART = auto()  # by a command of its own


@dataclass(frozen=True, slots=True)
class PacketKind:
    """One kind of document.

    Args:
        name: in toolkit.yaml and in the manifest; its layout lies in layouts/NAME/.
        holds: what one packet of it is made from.
        made: when.
        lists: of a packet that only names its materials, the fields that it prints of them.
        has_news: whether its readers are told what has changed since the edition before.
        variants: in which forms it is made.
        each_tier: whether there is one for each tier that adds something, called by its principle alone.
        one_page: whether it has to fit on one page.
        folder: of a kind of material, where its files lie.
        short: of a kind of material, the word for it in an id.
    """

    name: str
    holds: Holds
    made: MadeWhen = MadeWhen.CHOSEN
    lists: tuple[str, ...] = ()
    has_news: bool = False
    variants: tuple[str, ...] = OFFERED
    each_tier: bool = False
    one_page: bool = False
    folder: str = ""
    short: str = ""

    @property
    def lists_only(self) -> bool:
        """Whether it only names what stands in others."""
        return bool(self.lists)

    @property
    def is_everything(self) -> bool:
        """Whether it prints the whole toolkit."""
        return self.holds is Holds.TOOLKIT and not self.lists_only

    @property
    def is_of_toolkit(self) -> bool:
        """Whether it speaks for the toolkit as a whole."""
        return self.holds in (Holds.TOOLKIT, Holds.NOTHING)

    @property
    def has_texts(self) -> bool:
        """Whether it prints texts of the toolkit, so that it counts as a packet."""
        return self.holds is not Holds.NOTHING


PACKET_KINDS = {
    kind.name: kind
    for kind in (
        PacketKind(SELF_ASSESSMENT, Holds.MATERIAL, has_news=True, folder="self-assessments", short="sa"),
        PacketKind(CASE_STUDY, Holds.MATERIAL, has_news=True, folder="case-studies", short="case"),
        PacketKind(COMPANION_GUIDE, Holds.MATERIAL, has_news=True, folder="companion-guides", short="guide"),
        PacketKind(ARTIFACT, Holds.MATERIAL, has_news=True, folder="artifacts", short="doc"),
        PacketKind(PRINCIPLE, Holds.PRINCIPLE, has_news=True, each_tier=True),
        PacketKind("overview", Holds.PRINCIPLE, lists=("title",), one_page=True),
        PacketKind("index", Holds.TOOLKIT, lists=("title", "topics")),
        PacketKind("book", Holds.TOOLKIT, MadeWhen.NAMED, has_news=True),
        PacketKind(
            "template", Holds.NOTHING, MadeWhen.ALWAYS,
            variants=tuple(name for name, variant in VARIANTS.items() if variant.is_template),
        ),
        PacketKind(
            UPDATE, Holds.MATERIAL, MadeWhen.APART,
            variants=tuple(name for name, variant in VARIANTS.items() if variant.in_binders),
        ),
        PacketKind(CONFORMANCE, Holds.NOTHING, MadeWhen.APART, variants=(ON_SCREEN,)),
    )
}  # fmt: skip
CHOSEN = tuple(name for name, kind in PACKET_KINDS.items() if kind.made is MadeWhen.CHOSEN)
"""What toolkit.yaml lists."""
OF_MATERIALS = tuple(name for name, kind in PACKET_KINDS.items() if kind.folder)
"""Kinds of materials, and of the packets of one alone."""
NAMED = tuple(name for name, kind in PACKET_KINDS.items() if kind.made is MadeWhen.NAMED)
"""What is made only by name; such a packet is called by its kind."""
