"""The variants: in which forms a packet is rendered, one row each.

A new variant is a row here, its stylesheet and its words in layouts/, and its tests; no other module spells a
name out. The table stands in this room and not with the writers since toolkit.yaml names variants, and loads
nothing since the command line offers them before anything heavy is wanted. A row stays for good: sealed
editions name it.
"""

from dataclasses import dataclass

BLACK = "black"
_PDF, _WORD, _TEMPLATE = "pdf", "docx", "dotx"


@dataclass(frozen=True, slots=True)
class Variant:
    """One rendering of a packet.

    Args:
        name: in toolkit.yaml, on the command line, in the manifest and in file properties.
        format: ending of its files: pdf, docx or dotx; decides who writes it.
        shows: the `data-only` parts that it prints; all others are dropped. paper: circles to tick. circles:
            a column of them for each choice. form: fields. word: the page "make it yours". small, large:
            drawings and choices, whose words cannot grow with the page's.
        sheets: of a PDF, its stylesheets in layouts/styles/, each over those before it.
        suffix: stands in file names; empty where their ending says enough.
        on_paper: whether fields are room to write and links say where they lead.
        fillable: of a PDF, whether its fields can be filled.
        ink: `BLACK` for copiers: drawings and logo are black alone, and viewers shall print it on both sides
            at its own size.
        in_binders: whether readers keep it in binders, so that updates are made of it.
        large_type: whether all is in the large-print family, and tables are stacked as cards.
        for_press: whether a printing works trims it, so that it bleeds, holds ink alone and has no tags.
        goes_with: the variant that it is made with; empty for what is asked for by its own name.
    """

    name: str
    format: str
    shows: frozenset[str]
    sheets: tuple[str, ...] = ()
    suffix: str = ""
    on_paper: bool = False
    fillable: bool = False
    ink: str = "colors"
    in_binders: bool = False
    large_type: bool = False
    for_press: bool = False
    goes_with: str = ""

    @property
    def is_pdf(self) -> bool:
        return self.format == _PDF

    @property
    def is_packet_in_word(self) -> bool:
        """Whether it is a Word file of a packet, with bookmarks and page numbers in its contents list."""
        return self.format == _WORD

    @property
    def is_template(self) -> bool:
        """Whether Word makes documents from it, so that it says nothing of a packet or an edition."""
        return self.format == _TEMPLATE

    @property
    def for_copier(self) -> bool:
        return self.ink == BLACK

    @property
    def is_tagged(self) -> bool:
        """Whether it is a PDF for assistive technology; only of these there are marked copies."""
        return self.is_pdf and not self.for_press


VARIANTS = {
    variant.name: variant
    for variant in (
        Variant(
            "screen", _PDF, frozenset({"form", "small"}), ("common", "screen"), fillable=True,
            in_binders=True,
        ),
        Variant(
            "copier", _PDF, frozenset({"paper", "circles", "small"}), ("common", "paper", "copier"), "copier",
            on_paper=True, ink=BLACK, in_binders=True,
        ),
        Variant(
            "large-print", _PDF, frozenset({"paper", "large"}), ("common", "large-print"), "large-print",
            on_paper=True, large_type=True,
        ),
        Variant(
            "press", _PDF, frozenset({"paper", "circles", "small"}), ("common", "paper", "press"), "press",
            on_paper=True, for_press=True,
        ),
        Variant("word", _WORD, frozenset({"form", "word", "small"})),
        Variant("template", _TEMPLATE, frozenset({"form", "word", "small"}), goes_with="word"),
    )
}  # fmt: skip
OFFERED = tuple(name for name, variant in VARIANTS.items() if not variant.goes_with)
"""What people ask for by name."""
ON_SCREEN = "screen"
"""What pages for browsers show is what this one shows."""


def with_companions(names: tuple[str, ...]) -> tuple[str, ...]:
    """Some variants and those that are made with them."""
    more = (name for name, variant in VARIANTS.items() if variant.goes_with in names)
    return tuple(dict.fromkeys((*names, *more)))
