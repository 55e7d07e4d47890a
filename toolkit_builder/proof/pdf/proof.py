"""The proof of a PDF: it reads the built file and what the manifest says of it, never the model."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import page as validator
import pikepdf
import pypdfium2

from ...content.variants import VARIANTS, Variant
from ...errors import Unreadable
from ...readback.pdf.pages import open_pages, pages
from ...readback.pdf.structure import Pdf
from ..finding import Finding, Rule, Subject
from . import document as pdf_document
from . import fields as pdf_fields
from . import figures as pdf_figures
from . import pages as pdf_pages
from . import semantics as pdf_semantics
from . import widgets as pdf_widgets

# Codes, or the tens of codes, that only some variants are held to; all other rules hold for every PDF.
_ONLY: dict[str, Callable[[Variant], bool]] = {
    **dict.fromkeys(("O601", "O618", "O643", "O644"), lambda variant: variant.is_tagged),
    "O637": lambda variant: not variant.fillable,
    "O658": lambda variant: variant.is_tagged,
    "O666": lambda variant: variant.is_tagged,
    **dict.fromkeys(("O657", "O659", "O664", "O665"), lambda variant: variant.fillable),
    "O63": lambda variant: variant.fillable,
    "O65": lambda variant: variant.for_copier,
    "O66": lambda variant: variant.large_type,
    "O67": lambda variant: variant.for_press,
}
_ALL = (
    Rule("O600", "The file opens without a password and can be read to its end.", "ISO 32000-1, 7.5"),
    *pdf_document.RULES,
    *pdf_semantics.RULES,
    *pdf_fields.RULES,
    *pdf_widgets.RULES,
    *pdf_figures.RULES,
    *pdf_pages.RULES,
)


def _variants_held_to(code: str) -> tuple[str, ...]:
    """The variants that a rule is held against; none for every PDF."""
    only = _ONLY.get(code, _ONLY.get(code[:3]))
    return (
        tuple(name for name, variant in VARIANTS.items() if variant.is_pdf and only(variant)) if only else ()
    )


RULES: tuple[Rule, ...] = tuple(
    replace(rule, variants=_variants_held_to(rule.code)) for rule in sorted(_ALL, key=lambda rule: rule.code)
)

# What a damaged file is met with. The last ones come of an object of another type than ISO 32000 says.
_DAMAGED = (
    Unreadable,
    pikepdf.PikepdfError,
    pypdfium2.PdfiumError,
    validator.PageError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)


def prove_pdf(subject: Subject) -> Iterator[Finding]:
    """Everything that is wrong with a built PDF, as its variant must be.

    Args:
        subject: a file of a variant that is a PDF.

    Returns:
        Findings, the file as a whole first and then page by page. A damaged file yields O600 after whatever
        was found before.
    """
    try:
        pdf = Pdf(subject.data)
        yield from pdf_document.check_standard(subject)
        yield from pdf_document.check_document(subject, pdf)
        yield from pdf_semantics.check_semantics(subject, pdf)
        yield from pdf_fields.check_fields(subject, pdf)
        yield from pdf_widgets.check_widgets(subject, pdf)
        yield from _page_findings(subject, pdf_semantics.reading_order(pdf), pdf_figures.figures(pdf))
    except _DAMAGED as error:
        yield Finding("O600", "file", f"is damaged: {error}")


def _page_findings(
    subject: Subject, order: list[list[int]], figures: list[list[pdf_figures.TaggedFigure]]
) -> Iterator[Finding]:
    document = open_pages(subject.data)
    try:
        for page, marks, on_page in zip(pages(document), order, figures, strict=True):
            yield from pdf_pages.check_page(subject, page, marks)
            if subject.form.is_tagged:
                yield from pdf_figures.check_figures(page, on_page)
    finally:
        document.close()
