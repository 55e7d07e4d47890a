"""What a proof is about, what it checks, and what it finds."""

from dataclasses import dataclass

from ..content.variants import VARIANTS, Variant

DESIGN = "design of this project"
"""Source of a rule that no standard asks for."""
LARGE_PRINT = "American Council of the Blind, Best Practices and Guidelines for Large Print Documents"


@dataclass(frozen=True, slots=True)
class Subject:
    """One built file, and what the manifest says of it.

    Args:
        name: file name.
        data: the bytes.
        packet: id of its packet.
        kind: name of one of `PACKET_KINDS`.
        variant: name of one of `VARIANTS`.
        language: BCP 47 tag.
        title: title of the document.
        edition: number such as 2026.1.
        label: its name in print.
        pages: page count; 0 for Word.
        fonts: families that the brand names, as they may stand in a PDF.
        manuscript: what it was made from, as the build left it beside the file: one `main` element.
        fields: what fields/ says of its questions; see `layout.questions`.
    """

    name: str
    data: bytes
    packet: str
    kind: str
    variant: str
    language: str
    title: str
    edition: str
    label: str
    pages: int
    fonts: tuple[str, ...]
    manuscript: bytes
    fields: tuple[dict[str, object], ...]

    @property
    def form(self) -> Variant:
        """What its variant has to be."""
        return VARIANTS[self.variant]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a file does and must not, or lacks.

    Args:
        code: of its rule.
        where: page, address or part, in words: "page 3", "p2_sa__reads", "word/document.xml".
        message: one sentence without a full stop.
    """

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a proof checks.

    Args:
        code: O6xx for PDF, O7xx for Word, O8xx for words across files.
        sentence: what must hold, for `toolkit explain` and the conformance page.
        source: where the rule comes from: specification and section.
        tool: package that checks it; empty for this one.
        variants: those that it is held against; empty for all of its format, or for all but the template.
    """

    code: str
    sentence: str
    source: str
    tool: str = ""
    variants: tuple[str, ...] = ()

    def holds_for(self, variant: str) -> bool:
        """Whether files of a variant are held to it."""
        if self.variants:
            return variant in self.variants
        form = VARIANTS[variant]
        return {"6": form.is_pdf, "7": not form.is_pdf}.get(self.code[1], not form.is_template)
