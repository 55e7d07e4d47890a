"""Manuscript -> Word file: an editable packet with styles, controls and bookmarks, and nothing locked.

    brand --template--> python-docx's Document
    body --tree--> checked tree --blocks--> its paragraphs and tables --package--> bytes

Same task and house, same bytes, on any machine.
"""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.oxml.text.paragraph import CT_P

from ..task import File, HouseStyle, Task
from .blocks import blocks
from .custom_xml import add_store
from .glossary import add_glossary
from .package import packed
from .paragraphs import Block, new_paragraph, start_page
from .properties import describe
from .scripts import east_asian
from .sections import end_cover, fill_running
from .story import Setting, Story
from .tables import GAP, apart
from .template import PacketLook, brand_template
from .tree import Node, fault, known, words

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MEDIA_TYPE, TEMPLATE_TYPE = f"{_OFFICE}.document", f"{_OFFICE}.template"


def write_word(task: Task, house: HouseStyle) -> File:
    """A packet as a Word file, named by its key; the run gives it its name.

    Args:
        task: manuscript, imprint, key; its variant is `word`.
        house: brand, pictures and fonts.

    Raises:
        OutputError: O201 to O212, something that Word cannot show, or that would shut readers out.
    """
    return File(f"{task.key}.docx", MEDIA_TYPE, _written(task, house, CT.WML_DOCUMENT_MAIN))


def write_template(task: Task, house: HouseStyle) -> File:
    """The brand's Word template: what Word makes new documents from, filled with samples of its styles.

    Args:
        task: as for `write_word`; its variant is `template`, so what says which packet and edition a file is
            stays out of the documents that people make from it.
        house: brand, pictures and fonts.

    Raises:
        OutputError: as `write_word`.
    """
    return File(f"{task.key}.dotx", TEMPLATE_TYPE, _written(task, house, f"{TEMPLATE_TYPE}.main+xml"))


def _written(task: Task, house: HouseStyle, main_type: str) -> bytes:
    manuscript = task.manuscript
    if not manuscript.title.strip() or not manuscript.language:
        fault(manuscript, None, "O212", "a Word file needs a title and a language")
    main = known(task)
    slot = _foot_slot(main)
    classes = {section.get("class") for section in main.iter("section")}
    in_short = "parts" in classes and "contents" not in classes
    look = PacketLook(main.get("data-accent", ""), east_asian(words(main)), in_short)
    template = brand_template(house.brand, manuscript.language, look)
    document = docx.Document(BytesIO(template))
    section = document.sections[-1]
    story = Story(task, house, document, main)
    story.pending.arrive(main)
    cover = main.find("section[@class='cover']")
    made = _body(story, main, cover)
    story.bookmarks.check_all_placed()
    end = document.element.body.get_or_add_sectPr()
    for block in made:
        end.addprevious(block)
    running = main.get("data-running") or manuscript.title
    fill_running(story, section, running, slot, cover=cover is not None)
    add_store(document.part)
    if story.controls.placeholders:
        add_glossary(document.part, story.controls.placeholders, manuscript.language)
    describe(document, task)
    package = document.part.package
    assert package is not None
    return packed(package, main_type)


def _foot_slot(main: Node) -> Node | None:
    """The slot of the footer, taken out of the text."""
    place = main.find(".//div[@class='foot-slot']")
    if place is None:
        return None
    parent = place.getparent()
    assert parent is not None
    parent.remove(place)
    return place.find("img")


def _body(story: Story, main: Node, cover: Node | None) -> Sequence[Block]:
    """All blocks in order; the cover is a section of its own, so that it has no header and more white."""
    if cover is None:
        return apart(blocks(story, main, Setting()))
    made = _cover(story, cover)
    main.remove(cover)
    rest = blocks(story, main, Setting())
    if rest:
        start_page(rest[0], False)  # the section has started one
    return apart([*made, *rest])


def _cover(story: Story, cover: Node) -> list[Block]:
    """The cover; its last paragraph ends the section."""
    story.pending.arrive(cover)
    made = [*blocks(story, cover, Setting())]
    last = made[-1] if made else None
    if not isinstance(last, CT_P):
        last = new_paragraph(GAP)
        made.append(last)
    end_cover(story, last)
    return made
