"""Sections, and what runs along their pages: header, footer (ECMA-376 Part 1, 17.6 and 17.10)."""

from copy import deepcopy

from docx.enum.section import WD_HEADER_FOOTER
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml.text.paragraph import CT_P
from docx.parts.hdrftr import FooterPart
from docx.section import Section
from docx.shared import Twips

from ...content.variants import VARIANTS
from ..task import Imprint
from .controls import slot_control
from .fields import add_field
from .oxml import Element
from .paragraphs import new_paragraph
from .runs import add_words, tab
from .story import Story
from .tree import Node

_FIRST = "rFooterFirst"


def end_cover(story: Story, last: CT_P) -> None:
    """Let a section end with the cover's last paragraph: no header, a footer of its own, white at the top."""
    document = story.document
    properties = document.element.body.get_or_add_sectPr().clone()
    cover = Section(properties, document.part)
    cover.top_margin = Twips(2500)
    cover.different_first_page_header_footer = True
    properties.add_footerReference(WD_HEADER_FOOTER.FIRST_PAGE, _FIRST)
    last.set_sectPr(properties)


def fill_running(story: Story, section: Section, running: str, slot: Node | None, *, cover: bool) -> None:
    """Write header and footers.

    Args:
        story: the document.
        section: the main one.
        running: what the packet is called on its pages.
        slot: the slot picture whose words ask for the district's name; None where the manuscript has no such.
        cover: whether a cover has a footer of its own.
    """
    _fill_header(section.header.part.element, story.task.imprint, running)
    footer = section.footer.part
    parts = [footer]
    if cover:
        # `FooterPart.new` would begin with a paragraph of python-docx's own template.
        first = FooterPart(
            PackURI("/word/footer2.xml"), CT.WML_FOOTER, deepcopy(footer.element), story.document.part.package
        )
        story.document.part.load_rel(RT.FOOTER, first, _FIRST)
        parts.append(first)
    for part, place in zip(parts, ("footer", "footer of the cover"), strict=False):
        _fill_footer(story, part.element, slot, place)


def _fill_header(header: Element, imprint: Imprint, running: str) -> None:
    """Title of the toolkit, which the properties call the subject, and what this packet is."""
    (line,) = header
    add_field(line, "SUBJECT", imprint.toolkit_title)
    if running != imprint.toolkit_title:
        line.append(tab())
        add_words(line, running)


def _fill_footer(story: Story, footer: Element, slot: Node | None, place: str) -> None:
    """Edition, packet, draft or not (none of these in a template), page x of y; then the district's name.

    Args:
        place: tells apart the footers, whose controls need numbers of their own.
    """
    (line,) = footer
    if not VARIANTS[story.task.variant].is_template:
        _add_edition(story, line)
    line.append(tab())
    add_words(line, f"{story.word('page')} ")
    add_field(line, "PAGE", "1")
    add_words(line, f" {story.word('of')} ")
    add_field(line, "NUMPAGES", "1")
    if slot is not None:
        name = slot.get("src", "").removeprefix("slot:")
        words = story.controls.placeholder(slot.get("alt", name))
        named = new_paragraph("Footer")
        named.append(slot_control(name, words, place))
        footer.append(named)


def _add_edition(story: Story, line: Element) -> None:
    """Which packet of which edition this is, so that a loose page can be traced."""
    imprint = story.task.imprint
    add_words(line, f"{story.word('edition')} ")
    add_field(line, "DOCPROPERTY Edition", imprint.edition)
    add_words(line, " · ")
    add_field(line, "DOCPROPERTY Packet", story.task.manuscript.packet.id)
    if imprint.draft:
        add_words(line, f" · {story.word('draft')}")
