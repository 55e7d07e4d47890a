"""What stands around the text: header, footer, notes, sections, document properties.

Source: ECMA-376 Part 1, 17.10 (headers), 17.11 (footnotes), 17.6 (sections); Part 2, 11 (core properties).
"""

from ...content.variants import VARIANTS
from ..task import Imprint, Task
from .controls import slot_control, with_region
from .story import Story, WordParagraph
from .tree import Node
from .xml import OFFICE, TAB, XML, escape, field, part, run

_LETTER = '<w:pgSz w:w="12240" w:h="15840"/>'
_MARGINS = (
    '<w:pgMar w:top="{top}" w:right="1440" w:bottom="1300" w:left="1440" w:header="620" w:footer="560" '
    'w:gutter="0"/>'
)
_RUNNING = (
    '<w:headerReference w:type="default" r:id="rHeader"/><w:footerReference w:type="default" r:id="rFooter"/>'
)


def cover_section() -> str:
    """The cover: no header, a footer of its own, and white at the top."""
    first = '<w:footerReference w:type="first" r:id="rFooterFirst"/>'
    return f"<w:sectPr>{_RUNNING}{first}{_LETTER}{_MARGINS.format(top=2500)}<w:titlePg/></w:sectPr>"


def main_section() -> str:
    """All other pages."""
    return f"<w:sectPr>{_RUNNING}{_LETTER}{_MARGINS.format(top=1440)}</w:sectPr>"


def header(imprint: Imprint, running: str) -> bytes:
    """Title of the toolkit, which the properties call the subject, and what this packet is."""
    runs = field("SUBJECT", imprint.toolkit_title) + (
        TAB + run(running) if running != imprint.toolkit_title else ""
    )
    return part("hdr", WordParagraph("Header", runs).xml())


def footer(story: Story, slot: Node | None, place: str) -> bytes:
    """Edition, packet, draft or not (none of these in a template), page x of y; then the district's name.

    Args:
        slot: the slot picture whose words ask for the name; None where the manuscript has no such slot.
        place: tells apart the footers, whose controls need numbers of their own.
    """
    runs = _edition(story) if not VARIANTS[story.task.variant].is_template else ""
    runs += TAB + run(f"{story.word('page')} ") + field("PAGE", "1") + run(f" {story.word('of')} ")
    made = WordParagraph("Footer", runs + field("NUMPAGES", "1")).xml()
    if slot is not None:
        name = slot.get("src", "").removeprefix("slot:")
        words = story.placeholder(slot.get("alt", name))
        made += WordParagraph("Footer", slot_control(name, words, place)).xml()
    return part("ftr", made)


def _edition(story: Story) -> str:
    """Which packet of which edition this is, so that a loose page can be traced."""
    imprint, packet = story.task.imprint, story.task.manuscript.packet.id
    runs = run(f"{story.word('edition')} ") + field("DOCPROPERTY Edition", imprint.edition) + run(" · ")
    runs += field("DOCPROPERTY Packet", packet)
    return runs + (run(f" · {story.word('draft')}") if imprint.draft else "")


def footnotes(notes: list[str]) -> bytes:
    """The notes, after the two rules that Word expects as notes -1 and 0."""
    made = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    made += "".join(
        f'<w:footnote w:id="{number}">{note}</w:footnote>' for number, note in enumerate(notes, start=1)
    )
    return part("footnotes", made)


def core(task: Task) -> bytes:
    """Core properties; the edition's day is the only date."""
    manuscript, imprint = task.manuscript, task.imprint
    stamp = f'xsi:type="dcterms:W3CDTF">{imprint.date}T00:00:00Z<'
    return (
        f"{XML}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(manuscript.title)}</dc:title><dc:subject>{escape(imprint.toolkit_title)}</dc:subject>"
        f"<dc:creator>{escape(imprint.publisher)}</dc:creator>"
        f"<dc:identifier>{escape(f'{imprint.toolkit}/{manuscript.packet.id}/{imprint.edition}')}</dc:identifier>"
        f"<dc:language>{escape(with_region(manuscript.language))}</dc:language>"
        f"<cp:lastModifiedBy>{escape(imprint.publisher)}</cp:lastModifiedBy>"
        f"<dcterms:created {stamp}/dcterms:created><dcterms:modified {stamp}/dcterms:modified>"
        f"<cp:version>{escape(imprint.edition)}</cp:version></cp:coreProperties>"
    ).encode()


def custom(task: Task) -> bytes:
    """Custom properties: which file this is, for the fields above and for whoever reads answers back."""
    values = {
        "Toolkit": task.imprint.toolkit,
        "Language": task.manuscript.language,
        "Variant": task.variant,
    }
    if not VARIANTS[
        task.variant
    ].is_template:  # Word copies these into every document that is made from a template
        values |= {
            "Packet": task.manuscript.packet.id,
            "Edition": task.imprint.edition,
            "EditionLabel": task.imprint.label,
            "Key": task.key,
        }
    made = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f'{XML}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f"{made}</Properties>"
    ).encode()


def application(task: Task) -> bytes:
    """Extended properties."""
    return (
        f'{XML}<Properties xmlns="{OFFICE}/extended-properties"><Application>Toolkit Builder</Application>'
        f"<Company>{escape(task.imprint.publisher)}</Company></Properties>"
    ).encode()
