"""Manuscript -> Word file: an editable packet with styles, controls and bookmarks, and nothing locked.

    body --word_tree--> checked tree --word_blocks--> paragraphs and tables --word_package--> zip

The template (word_styles, word_template) is made from the brand; word_parts has what stands around the text.
Same task and house, same bytes, on any machine.
"""

from ...machine.zips import zipped
from ..task import File, HouseStyle, Task
from .blocks import blocks
from .controls import store
from .glossary import glossary
from .package import with_relations
from .paragraphs import Setting
from .parts import application, core, cover_section, custom, footer, footnotes, header, main_section
from .story import Block, Story, WordParagraph, anchors
from .styles import glossary_styles, styles
from .tables import GAP, apart
from .template import fonts, numbering, scheme, settings, theme
from .tree import Node, fault, known
from .xml import part

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
    return File(f"{task.key}.docx", MEDIA_TYPE, _written(task, house))


def write_template(task: Task, house: HouseStyle) -> File:
    """The brand's Word template: what Word makes new documents from, filled with samples of its styles.

    Args:
        task: as for `write_word`; its variant is `template`, so what says which packet and edition a file is
            stays out of the documents that people make from it.
        house: brand, pictures and fonts.

    Raises:
        OutputError: as `write_word`.
    """
    return File(f"{task.key}.dotx", TEMPLATE_TYPE, _written(task, house))


def _written(task: Task, house: HouseStyle) -> bytes:
    manuscript = task.manuscript
    if not manuscript.title.strip() or not manuscript.language:
        fault(manuscript, None, "O212", "a Word file needs a title and a language")
    main = known(task)
    slot = _foot_slot(main)
    story = Story(task, house, anchors(task, main))
    story.arrive(main)
    cover = main.find("section[@class='cover']")
    made = _body(story, main, cover)
    story.leftovers()
    parts = {"word/document.xml": part("document", f"<w:body>{''.join(made)}{main_section()}</w:body>")}
    parts |= _template(task, house, main.get("data-accent", ""))
    parts |= _around(story, slot, main.get("data-running") or task.manuscript.title, cover=cover is not None)
    return zipped(with_relations(parts, story), first="[Content_Types].xml")


def _template(task: Task, house: HouseStyle, accent: str) -> dict[str, bytes]:
    """The parts that are made from the brand and the language."""
    colors, language = scheme(house.brand, accent), task.manuscript.language
    return {
        "word/styles.xml": styles(colors, language),
        "word/settings.xml": settings(language),
        "word/fontTable.xml": fonts(house.brand),
        "word/theme/theme1.xml": theme(house.brand, colors),
    }


def _around(story: Story, slot: Node | None, running: str, *, cover: bool) -> dict[str, bytes]:
    """The parts that stand around the text; called last, since they hold what the text has gathered."""
    task = story.task
    parts = {
        "word/numbering.xml": numbering(story.restarts),
        "word/footnotes.xml": footnotes(story.footnotes),
        "word/header1.xml": header(task.imprint, running),
        "word/footer1.xml": footer(story, slot, "footer"),
        "customXml/item1.xml": store(),
        "docProps/core.xml": core(task),
        "docProps/app.xml": application(task),
        "docProps/custom.xml": custom(task),
    }
    if cover:
        parts["word/footer2.xml"] = footer(story, slot, "footer of the cover")
    if story.placeholders:
        parts["word/glossary/document.xml"] = glossary(story.placeholders)
        parts["word/glossary/styles.xml"] = glossary_styles(task.manuscript.language)
    return parts


def _foot_slot(main: Node) -> Node | None:
    """The slot of the footer, taken out of the text."""
    found = main.find(".//div[@class='foot-slot']")
    if found is None:
        return None
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
    return found.find("img")


def _body(story: Story, main: Node, cover: Node | None) -> list[str]:
    """All blocks in order; the cover is a section of its own, so that it has no header and more white."""
    made: list[Block] = []
    if cover is not None:
        made = _cover(story, cover)
        main.remove(cover)
    rest = blocks(story, main, Setting())
    if cover is not None and rest and isinstance(rest[0], WordParagraph):
        rest[0].new_page = False  # the section has started one
    made += rest
    return [block.xml() for block in apart(made)]


def _cover(story: Story, cover: Node) -> list[Block]:
    """The cover; its last paragraph ends the section."""
    story.arrive(cover)
    made = blocks(story, cover, Setting())
    if not made or not isinstance(made[-1], WordParagraph):
        made.append(WordParagraph(GAP.style, ""))
    last = made[-1]
    assert isinstance(last, WordParagraph)
    last.section = cover_section()
    return made
