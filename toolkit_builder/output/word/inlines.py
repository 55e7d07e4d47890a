"""What stands within a paragraph: words, links, footnotes, controls, pictures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...layout.vocabulary import SLOTS
from .controls import check_control, choice_control, date_control, picture_control, slot_control, text_control
from .pictures import drawing, logo_place, picture
from .story import Story, WordParagraph
from .tree import STYLES, Node, Piece, pieces, words
from .xml import TAB, field, look, run

_SPACE = " \t\r\n\f"


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: a character style, strong, emphasised; `plain` links are entries of the
    contents list: no colour, no underline, and the page after them."""

    style: str = ""
    strong: bool = False
    emphasis: bool = False
    plain: bool = False

    @property
    def properties(self) -> str:
        """Run properties."""
        return look(self.style, self.strong, self.emphasis)


class Runs:
    """Gathers the runs of one paragraph; white space is folded as in HTML.

    A space is held back until more words come, so a paragraph neither begins nor ends with one.

    Args:
        story: the document.
        bold: the paragraph's style is bold already. Bold is a toggle (17.7.3): a bold character style on
            a bold paragraph style would print thin, so `strong` adds nothing there.
    """

    def __init__(self, story: Story, bold: bool = False) -> None:
        self.story = story
        self.bold = bold
        self._made: list[str] = []
        self._space = False

    def xml(self) -> str:
        """The runs so far; empty when the paragraph has nothing to show."""
        return "".join(self._made)

    def add(self, inside: Iterable[Piece], seen: Look) -> None:
        """Words and elements in order."""
        for piece in inside:
            if isinstance(piece, str):
                self.text(piece, seen)
            else:
                self.element(piece, seen)

    def text(self, raw: str, seen: Look) -> None:
        """Words with white space folded (non-breaking spaces stay)."""
        if not raw:
            return
        # split() would also eat non-breaking spaces.
        folded = " ".join(word for word in raw.translate(_FOLD).split(" ") if word)
        if not folded:
            self._space = self._space or bool(self._made)
            return
        before = " " if (self._space or raw[0] in _SPACE) and self._made else ""
        self._made.append(run(before + folded, seen.properties))
        self._space = raw[-1] in _SPACE

    def put(self, xml: str) -> None:
        """Something that is not words; a space that waits goes before it."""
        self.flush()
        self._made.append(xml)

    def flush(self) -> None:
        """Write the space that waits, so that it stays outside of what begins now."""
        if self._space and self._made:
            self._made.append(run(" "))
        self._space = False

    def element(self, node: Node, seen: Look) -> None:
        """One inline element, between bookmarks when it has an address."""
        make = _ELEMENTS.get(node.tag)
        if make is None:
            self.story.fault(node, "O203", f"<{node.tag}> cannot stand within a line in Word")
        elif node.get("id"):
            if node.get("class") != "footnote":  # its mark stands close to the word before
                self.flush()
            mark, self._made = self._made, []
            make(self, node, seen)
            inside, self._made = self.xml(), mark
            self._made.append(self.story.marked([node], inside))
        else:
            make(self, node, seen)

    # --- elements -----------------------------------------------------------------------------

    def strong(self, node: Node, seen: Look) -> None:
        """Strong words."""
        self.add(pieces(node), seen if self.bold else replace(seen, strong=True))

    def emphasis(self, node: Node, seen: Look) -> None:
        """Emphasised words."""
        self.add(pieces(node), replace(seen, emphasis=True))

    def link(self, node: Node, seen: Look) -> None:
        """A link: to an address in this document, or outside."""
        href = node.get("href", "")
        if href.startswith("#"):
            name = self.story.anchors.get(href[1:])
            if name is None:
                self.story.fault(node, "O206", f"the link {href} leads to nothing in this packet")
            target = f'w:anchor="{name}"'
        else:
            target = f'r:id="{self.story.relation(href)}"'
        kind = node.get("class")
        if kind == "again":  # the number of a note stands close to the word before
            self._space = False
        inside = Runs(self.story, self.bold)
        inside.add(pieces(node), seen if seen.plain else replace(seen, style=STYLES["a", kind]))
        said = words(node)
        if not inside.xml():
            self.story.fault(node, "O206", f"the link {href} has no words")
        if said.strip(" .:").casefold() in _GENERIC:
            self.story.fault(node, "O206", f'the link "{said}" does not say where it leads',
                             "name what the reader finds there")  # fmt: skip
        number = self.page_number(href) if seen.plain else ""
        self.put(f'<w:hyperlink {target} w:history="1">{inside.xml()}{number}</w:hyperlink>')

    def page_number(self, href: str) -> str:
        """Leader and page of an entry of the contents list; nothing where pages are not known."""
        page = dict(self.story.task.contents).get(href[1:])
        if page is None:
            return ""
        return TAB + field(f"PAGEREF {self.story.anchors[href[1:]]} \\h", str(page))

    def span(self, node: Node, seen: Look) -> None:
        """A footnote, the edition, or words in a character style."""
        kind = node.get("class")
        if kind == "footnote":
            self.footnote(node)
        elif kind == "edition":
            self.put(field("DOCPROPERTY EditionLabel", self.story.task.imprint.label, seen.properties))
        else:
            self.add(pieces(node), replace(seen, style=STYLES["span", kind]))

    def footnote(self, node: Node) -> None:
        """A real footnote; its mark stands where it is called, close to the word before."""
        self._space = False
        story, outer = self.story, self.story.part
        story.part = "footnotes"
        inside = Runs(story)
        inside.add(pieces(node), Look())
        story.part = outer
        sign = look("FootnoteReference")
        note = f"<w:r>{sign}<w:footnoteRef/></w:r>{run(' ')}{inside.xml()}"
        story.footnotes.append(WordParagraph("FootnoteText", note).xml())
        self._made.append(f'<w:r>{sign}<w:footnoteReference w:id="{len(story.footnotes)}"/></w:r>')

    def image(self, node: Node, seen: Look) -> None:
        """A picture, or the control of a slot."""
        source, alt = node.get("src", ""), node.get("alt")
        if alt is None:
            self.story.fault(node, "O207", f"the picture {source} has no alternative text",
                             'write alt="" if it only decorates')  # fmt: skip
        if node.get("class") != "slot":
            found = picture(self.story, node, source.removeprefix("asset:"))
            self.put(drawing(found, alt, self.story.next_number()))
            return
        slot = source.removeprefix("slot:")
        if slot not in SLOTS:
            self.story.fault(node, "O203", f"there is no slot {slot!r}")
        occurrence, said = str(self.story.next_number()), alt or slot
        self.story.control_id(node, f"slot:{slot}:{occurrence}")
        if slot == "district-logo":
            shown = drawing(logo_place(self.story), said, self.story.next_number())
            self.put(picture_control(slot, said, occurrence, shown))
        else:
            self.put(slot_control(slot, self.story.placeholder(said), occurrence))

    def control(self, node: Node, seen: Look) -> None:
        """A content control for a field."""
        tag = node.get("id")
        if not tag:
            self.story.fault(node, "O205", f"a <{node.tag}> has no address")
        self.story.control_id(node, tag)
        self.put(control(self.story, node, tag))


# Words that say nothing in a list of links; Word's accessibility checker refuses them (WCAG 2.1, 2.4.4).
_GENERIC = frozenset({"here", "click here", "link", "this link", "this", "more", "read more", "this page"})
_FOLD = str.maketrans(dict.fromkeys("\t\r\n\f", " "))
_ELEMENTS = {
    "strong": Runs.strong,
    "em": Runs.emphasis,
    "a": Runs.link,
    "span": Runs.span,
    "img": Runs.image,
    "select": Runs.control,
    "textarea": Runs.control,
    "input": Runs.control,
}


def control(story: Story, node: Node, tag: str) -> str:
    """The content control of a field.

    Raises:
        OutputError: O203, an input of a type that is not text, date or checkbox; O207, a field without title.
    """
    title = node.get("title")
    if not title:
        story.fault(node, "O207", f"the field {tag} has no title", "say item and purpose: title=…")
    hint = node.get("data-placeholder")

    def empty(word: str) -> str:
        return story.placeholder(hint or story.word(word))

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


def runs(story: Story, inside: Iterable[Piece], *, bold: bool = False, seen: Look | None = None) -> str:
    """The runs of one paragraph."""
    made = Runs(story, bold)
    made.add(inside, seen or Look())
    return made.xml()
