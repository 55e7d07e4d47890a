"""Paragraphs: style, number, and what page they stand on (17.3.1), over python-docx's `CT_P`.

Elements are made and appended one by one, never looked up in the document: python-docx's lists of paragraphs
start from the root each time.
"""

from typing import cast

from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P

from .oxml import add, element

Block = CT_P | CT_Tbl

# Styles that are bold: `strong` adds nothing in them.
BOLD = frozenset({
    "Title", "Eyebrow", "Numeral", "Label", "Caption", "TableHeading", "TableRowHeading", "TOC1",
    "TOCHeading", "CommentSubject", *(f"Heading{level}" for level in range(1, 6)),
})  # fmt: skip


def new_paragraph(style: str = "Normal", number: tuple[int, int] | None = None) -> CT_P:
    """An empty paragraph.

    Args:
        style: style id; that of Normal is not written.
        number: list and level; Word shows no number unless it stands on the paragraph itself or its style.
    """
    paragraph = cast("CT_P", element("w:p"))
    if style == "Normal" and number is None:
        return paragraph
    properties = add(paragraph, "w:pPr")
    if style != "Normal":
        add(properties, "w:pStyle", val=style)
    if number:
        listed, level = number
        numbering = add(properties, "w:numPr")
        add(numbering, "w:ilvl", val=str(level))
        add(numbering, "w:numId", val=str(listed))
    return paragraph


def keep_with_next(block: Block) -> None:
    """Keep a paragraph on the page of what follows."""
    if isinstance(block, CT_P):
        block.get_or_add_pPr().keepNext_val = True


def start_page(block: Block, starts: bool = True) -> None:
    """Let a paragraph start a page, or not."""
    if isinstance(block, CT_P) and (starts or block.pPr is not None):
        properties = block.get_or_add_pPr()
        properties.pageBreakBefore_val = starts or None
        if not len(properties):
            block.remove(properties)
