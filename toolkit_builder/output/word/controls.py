"""Content controls: what people fill in, and the slots that a copy fills. python-docx knows none.

Nothing is locked. Every control has a title (what a screen reader says), a tag (its address) and an id that
never changes. Source: ECMA-376 Part 1, 17.5.2 (structured document tags); [MS-DOCX] 2.6 (w14:checkbox).
"""

from collections.abc import Iterable, Sequence

from ...layout.manuscript import Manuscript
from .custom_xml import BOUND, STORE, STORE_SPACE
from .language import date_format, with_region
from .names import number_of
from .oxml import Element, add, element
from .runs import PLACEHOLDER, add_words
from .tree import Node, fault

_TITLE = 64  # Word calls a file with a longer title or tag damaged.


class Controls:
    """The controls of one document: their numbers, and what they show while they are empty."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._names: dict[int, str] = {}
        self._placeholders: dict[str, None] = {}

    @property
    def placeholders(self) -> Iterable[str]:
        """Words of empty controls, each once, in the order of the document; kept in the glossary."""
        return self._placeholders.keys()

    def placeholder(self, words: str) -> str:
        """The words that an empty control shows."""
        self._placeholders[words] = None
        return words

    def claim(self, node: Node, name: str) -> None:
        """Make sure that no two controls have the same id.

        Raises:
            OutputError: O204, the sums of two names begin alike.
        """
        other = self._names.setdefault(number_of(name), name)
        if other != name:
            message = f"the controls {other} and {name} would have the same number in Word"
            fault(self._manuscript, node, "O204", message)


def block_name(words: str) -> str:
    """Name of the building block that holds a placeholder, see `glossary`."""
    return f"toolkit-{number_of(words):08x}"


def text_control(title: str, tag: str, placeholder: str, *, lines: bool) -> Element:
    """Words of one line, or of several: those as rich text, since LibreOffice joins the lines of plain text.

    Args:
        title: what it asks for.
        tag: its address.
        placeholder: what it shows while it is empty.
        lines: an answer may have several.
    """
    return _empty(title, tag, tag, [] if lines else [element("w:text")], placeholder)


def choice_control(title: str, tag: str, placeholder: str, options: Sequence[tuple[str, str]]) -> Element:
    """A drop-down list.

    Args:
        title: what it asks for.
        tag: its address.
        placeholder: what it shows while it is empty; the first entry, as in Word.
        options: value and label of each.
    """
    choices = element("w:dropDownList")
    for value, label in [("", placeholder), *options]:
        add(choices, "w:listItem", displayText=label, value=value)
    return _empty(title, tag, tag, [choices], placeholder)


def date_control(title: str, tag: str, placeholder: str, language: str) -> Element:
    """A date with a calendar, printed as the language prints it.

    Args:
        title: what it asks for.
        tag: its address.
        placeholder: what it shows while it is empty.
        language: BCP 47 tag.
    """
    kind = element(
        "w:date",
        element("w:dateFormat", val=date_format(language)),
        element("w:lid", val=with_region(language)),
        element("w:storeMappedDataAs", val="dateTime"),
        element("w:calendar", val="gregorian"),
    )
    return _empty(title, tag, tag, [kind], placeholder)


def check_control(title: str, tag: str) -> Element:
    """A box to tick. Word puts the two signs in the font named here, so it is named."""
    kind = element(
        "w14:checkbox",
        element("w14:checked", val="0"),
        element("w14:checkedState", val="2612", font="MS Gothic"),
        element("w14:uncheckedState", val="2610", font="MS Gothic"),
    )
    content = element("w:sdtContent")
    add_words(content, "☐", "CheckBox")
    return _control(title, tag, tag, [kind], content)


def slot_control(slot: str, words: str, occurrence: str) -> Element:
    """A place for words that a copy fills, bound to the custom XML part.

    Args:
        slot: name of the slot.
        words: what to write there.
        occurrence: tells apart the places where the same slot stands.
    """
    binding = element(
        "w:dataBinding",
        prefixMappings=f"xmlns:s='{STORE_SPACE}'",
        xpath=f"/s:slots[1]/s:{BOUND[slot]}[1]",
        storeItemID=STORE,
    )
    return _empty(words, slot, f"slot:{slot}:{occurrence}", [binding, element("w:text")], words)


def picture_control(slot: str, title: str, occurrence: str, drawing: Element) -> Element:
    """A place for a picture: a click on the neutral one that it shows lets a reader choose another.

    Args:
        slot: name of the slot.
        title: what to put there.
        occurrence: tells apart the places where the same slot stands.
        drawing: the run of the neutral picture.
    """
    kind = [element("w:showingPlcHdr"), element("w:picture")]
    content = element("w:sdtContent", drawing)
    return _control(title, slot, f"slot:{slot}:{occurrence}", kind, content)


def _empty(title: str, tag: str, name: str, kind: Sequence[Element], placeholder: str) -> Element:
    """A control that shows its placeholder, and shows it again when its answer is deleted."""
    block = element("w:placeholder")
    add(block, "w:docPart", val=block_name(placeholder))
    content = element("w:sdtContent")
    add_words(content, placeholder, PLACEHOLDER)
    return _control(title, tag, name, [block, element("w:showingPlcHdr"), *kind], content)


def _control(title: str, tag: str, name: str, kind: Sequence[Element], content: Element) -> Element:
    """A control within a paragraph.

    Args:
        title: what it asks for.
        tag: its address.
        name: what its id is made from; differs from the tag where a tag stands more than once.
        kind: the elements that say what it holds, where that is kept, and that what it shows is no answer.
        content: its runs.
    """
    control = element("w:sdt")
    properties = add(control, "w:sdtPr")
    add(properties, "w:alias", val=_clipped(title))
    add(properties, "w:tag", val=tag)
    add(properties, "w:id", val=str(number_of(name)))
    properties.extend(kind)
    control.append(content)
    return control


def _clipped(title: str) -> str:
    """A title that Word takes, cut at a word."""
    if len(title) <= _TITLE:
        return title
    return title[: _TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
