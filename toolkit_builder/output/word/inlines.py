"""What stands within a paragraph: words, links, footnotes, controls, pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.parts.story import StoryPart

from ...layout.vocabulary import SLOTS
from .controls import check_control, choice_control, date_control, picture_control, slot_control, text_control
from .fields import add_field
from .footnotes import MARK
from .hyperlinks import link_outside, link_to_bookmark
from .names import note_name
from .oxml import Element, element
from .paragraphs import BOLD, new_paragraph, start_page
from .pictures import drawing
from .runs import add_words, blank, character_style, line_break, run, tab
from .story import Story
from .tree import GENERIC, STYLES, Node, Piece, pieces, words

_SPACE = " \t\r\n\f"
_RUN = qn("w:r")


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: a character style, strong, emphasised; `plain` links are entries of the
    contents list: no colour, no underline, and the page after them."""

    style: str = ""
    strong: bool = False
    emphasis: bool = False
    plain: bool = False

    @property
    def run_style(self) -> str:
        """The character style that says all this."""
        return character_style(self.style, self.strong, self.emphasis)


@dataclass(frozen=True, slots=True)
class ParagraphShape:
    """What a paragraph is before it has words.

    Args:
        style: style id.
        number: list and level.
        before: elements that stand before its words.
        look: of its words.
    """

    style: str
    number: tuple[int, int] | None = None
    before: tuple[Element, ...] = ()
    look: Look = Look()


class Runs:
    """Writes the runs of one paragraph; white space is folded as in HTML.

    A space is held back until more words come, so a paragraph neither begins nor ends with one.

    Args:
        story: the document.
        into: the paragraph, or the link in it.
        part: where it stands.
        bold: the paragraph's style is bold already. Bold is a toggle (17.7.3): a bold character style on
            a bold paragraph style would print thin, so `strong` adds nothing there.
    """

    def __init__(self, story: Story, into: Element, part: StoryPart, bold: bool = False) -> None:
        self.story = story
        self.into = into
        self.part = part
        self.bold = bold
        self.empty = True
        self._space = False
        self._at_line = False  # nothing stands on the line yet

    def add(self, inside: Iterable[Piece], look: Look) -> None:
        """Words and elements in order."""
        for piece in inside:
            if isinstance(piece, str):
                self.text(piece, look)
            else:
                self.element(piece, look)

    def text(self, raw: str, look: Look) -> None:
        """Words with white space folded (non-breaking spaces stay)."""
        if not raw:
            return
        # split() would also eat non-breaking spaces.
        folded = " ".join(word for word in raw.translate(_FOLD).split(" ") if word)
        if not folded:
            self._space = self._space or not (self.empty or self._at_line)
            return
        before = " " if (self._space or raw[0] in _SPACE) and not self.empty and not self._at_line else ""
        add_words(self.into, before + folded, look.run_style)
        self.empty = self._at_line = False
        self._space = raw[-1] in _SPACE

    def put(self, *made: Element) -> None:
        """Something that is not words; a space that waits goes before it."""
        self.flush()
        self.into.extend(made)
        self.empty = self._at_line = False

    def flush(self) -> None:
        """Write the space that waits, so that it stays outside of what begins now."""
        if self._space and not self.empty:
            add_words(self.into, " ")
        self._space = False

    def element(self, node: Node, look: Look) -> None:
        """One inline element, between bookmarks when it has an address."""
        write = INLINES.get(node.tag)
        if write is None:
            self.story.fault(node, "O203", f"<{node.tag}> cannot stand within a line in Word")
        if not node.get("id"):
            write(self, node, look)
            return
        if node.get("class") != "footnote":  # its mark stands close to the word before
            self.flush()
        start = len(self.into)
        write(self, node, look)
        self.story.bookmarks.put_around([node], self.into, start)

    # --- elements -----------------------------------------------------------------------------

    def strong(self, node: Node, look: Look) -> None:
        """Strong words."""
        self.add(pieces(node), look if self.bold else replace(look, strong=True))

    def emphasis(self, node: Node, look: Look) -> None:
        """Emphasised words."""
        self.add(pieces(node), replace(look, emphasis=True))

    def stroke(self, node: Node, look: Look) -> None:
        """Words that went or came in a marked copy."""
        self.add(pieces(node), replace(look, style=STYLES[node.tag, None]))

    def line_break(self, node: Node, look: Look) -> None:
        """The end of a line; an entry of the contents list goes on, since its page follows."""
        if look.plain:
            self._space = not self.empty
            return
        self._space = False
        self.put(line_break())
        self._at_line = True

    def link(self, node: Node, look: Look) -> None:
        """A link: to an address in this document, or outside."""
        href, kind = node.get("href", ""), node.get("class")
        if kind == "again":  # the number of a note stands close to the word before
            self._space = False
            if href[1:] in self.story.repeated.values():
                self._call_again(node, href[1:])
                return
        link = self._link_to(node, href)
        inside = Runs(self.story, link, self.part, self.bold)
        inside.add(pieces(node), look if look.plain else replace(look, style=STYLES["a", kind]))
        said = words(node)
        if inside.empty:
            self.story.fault(node, "O206", f"the link {href} has no words")
        if said.strip(" .:").casefold() in GENERIC:
            self.story.fault(node, "O206", f'the link "{said}" does not say where it leads',
                             "name what the reader finds there")  # fmt: skip
        if look.plain:
            self._add_page(link, href)
        self.put(link)

    def _call_again(self, node: Node, source: str) -> None:
        """The number of a footnote that stands elsewhere: a field, so that it is still that note's number
        when somebody puts notes of their own between (17.16.5.37)."""
        self._bookmark(node, f"#{source}")  # on screen and paper it leads to the source
        self.put()
        add_field(self.into, f"NOTEREF {note_name(source)} \\f \\h", words(node), MARK)

    def _link_to(self, node: Node, href: str) -> Element:
        if not href.startswith("#"):
            return link_outside(self.story.addresses.relation(self.part, href))
        return link_to_bookmark(self._bookmark(node, href))

    def _bookmark(self, node: Node, href: str) -> str:
        name = self.story.bookmarks.names.get(href[1:])
        if name is None:
            self.story.fault(node, "O206", f"the link {href} leads to nothing in this packet")
        return name

    def _add_page(self, link: Element, href: str) -> None:
        """Leader and page of an entry of the contents list; nothing where pages are not known."""
        page = self.story.pages.get(href[1:])
        if page is not None:
            link.append(tab())
            add_field(link, f"PAGEREF {self.story.bookmarks.names[href[1:]]} \\h", str(page))

    def span(self, node: Node, look: Look) -> None:
        """A footnote, the edition, or words in a character style."""
        kind = node.get("class")
        if kind == "footnote":
            self.footnote(node)
        elif kind == "edition":
            self.put()
            label = self.story.task.imprint.label
            add_field(self.into, "DOCPROPERTY EditionLabel", label, look.run_style)
        else:
            self.add(pieces(node), replace(look, style=STYLES["span", kind]))

    def footnote(self, node: Node) -> None:
        """A real footnote; its mark stands where it is called, close to the word before."""
        self._space = self.empty = self._at_line = False
        notes = self.story.notes
        note = notes.add_footnote()
        number = notes.count
        Runs(self.story, note, notes).add(pieces(node), Look())
        mark = run(element("w:footnoteReference", id=str(number)), style=MARK)
        source = self.story.repeated.get(number)
        if source is None:
            self.into.append(mark)
            return
        start, end = self.story.bookmarks.mark_note(source)
        self.into.extend((start, mark, end))
        self.story.pending.note_ends.append(end)

    def image(self, node: Node, look: Look) -> None:
        """A picture, or the control of a slot."""
        source, alt = node.get("src", ""), node.get("alt")
        if alt is None:
            self.story.fault(node, "O207", f"the picture {source} has no alternative text",
                             'write alt="" if it only decorates')  # fmt: skip
        if node.get("class") == "slot":
            self.put(self._slot(node, source.removeprefix("slot:"), alt))
        else:
            picture = self.story.pictures.picture(node, source.removeprefix("asset:"))
            self.put(drawing(self.part, picture, alt, next(self.story.numbers)))

    def _slot(self, node: Node, slot: str, alt: str) -> Element:
        story = self.story
        if slot not in SLOTS:
            story.fault(node, "O203", f"there is no slot {slot!r}")
        occurrence, said = str(next(story.numbers)), alt or slot
        story.controls.claim(node, f"slot:{slot}:{occurrence}")
        if slot != "district-logo":
            return slot_control(slot, story.controls.placeholder(said), occurrence)
        shown = drawing(self.part, story.pictures.logo_place(), said, next(story.numbers))
        return picture_control(slot, said, occurrence, shown)

    def control(self, node: Node, look: Look) -> None:
        """A content control for a field."""
        tag = node.get("id")
        if not tag:
            self.story.fault(node, "O205", f"a <{node.tag}> has no address")
        self.story.controls.claim(node, tag)
        self.put(_control(self.story, node, tag))


_FOLD = str.maketrans(dict.fromkeys("\t\r\n\f", " "))
INLINES: dict[str, Callable[[Runs, Node, Look], None]] = {
    "strong": Runs.strong,
    "em": Runs.emphasis,
    "del": Runs.stroke,
    "ins": Runs.stroke,
    "br": Runs.line_break,
    "a": Runs.link,
    "span": Runs.span,
    "img": Runs.image,
    "select": Runs.control,
    "textarea": Runs.control,
    "input": Runs.control,
}


def _control(story: Story, node: Node, tag: str) -> Element:
    """The content control of a field.

    Raises:
        OutputError: O203, an input of a type that is not text, date or checkbox; O207, a field without title.
    """
    title = node.get("title")
    if not title:
        story.fault(node, "O207", f"the field {tag} has no title", "say item and purpose: title=…")
    hint = node.get("data-placeholder")

    def empty(word: str) -> str:
        return story.controls.placeholder(hint or story.word(word))

    if node.tag == "select":
        options = [(option.get("value", ""), words(option)) for option in node if option.get("value")]
        return choice_control(title, tag, empty("choose"), options)
    kind = "textarea" if node.tag == "textarea" else node.get("type")
    if kind in ("textarea", "text"):
        return text_control(title, tag, empty("writing_room"), lines=kind == "textarea")
    if kind == "date":
        return date_control(title, tag, empty("date"), story.task.manuscript.language)
    if kind != "checkbox":
        story.fault(node, "O203", f"a field of type {kind!r} cannot stand in Word")
    return check_control(title, tag)


def paragraph(
    story: Story, shape: ParagraphShape, inside: Iterable[Piece], own: Node | None = None
) -> list[CT_P]:
    """A paragraph with the bookmarks that wait for it, or nothing where it would be empty.

    Args:
        story: the document.
        shape: style, number, look.
        inside: its words and what stands among them.
        own: the element that it is; its address is marked too.
    """
    line = [*inside]
    if not shape.before and all(isinstance(piece, str) and not piece.strip(_SPACE) for piece in line):
        return []
    made = new_paragraph(shape.style, shape.number)
    start = len(made)
    made.extend(shape.before)
    runs = Runs(story, made, story.document.part, bold=shape.style in BOLD)
    runs.add(line, shape.look)
    if runs.empty and not shape.before:
        return []
    for end in story.pending.take_note_ends():
        # LibreOffice moves what ends after a note one letter back, which would leave the mark outside.
        following = end.getnext()
        if following is None:
            following = run(blank())
            end.addnext(following)
        if following.tag == _RUN:
            following.addnext(end)
    story.bookmarks.put_around(story.pending.take(own), made, start)
    if story.pending.new_page:
        start_page(made)
    story.pending.new_page = False
    return [made]
