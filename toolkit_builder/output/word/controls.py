"""Content controls: what people fill in, and the slots that a copy fills.

Nothing is locked. Every control has a title (what a screen reader says), a tag (its address) and an id that
never changes. Source: ECMA-376 Part 1, 17.5.2 (structured document tags); [MS-DOCX] 2.6 (w14:checkbox).
"""

from collections.abc import Sequence
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from .xml import escape, look, number_of, run

# One custom XML part holds the words of every slot; a constant id joins the controls to it.
STORE = "{6F4D2C1A-8B3E-4E57-9A60-5D1C7B2F0E43}"
STORE_SPACE = "urn:toolkit-builder:slots"
# The name in the footer is the district's name: written once on the page "make it yours", it repeats.
BOUND = {
    "district-name": "district-name",
    "foot-name": "district-name",
    "district-contact": "district-contact",
    "copy-number": "copy-number",
}
_TITLE = 64  # Word calls a file with a longer title or tag damaged.


def _clipped(title: str) -> str:
    """A title that Word takes, cut at a word."""
    if len(title) <= _TITLE:
        return title
    return title[: _TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def block_name(words: str) -> str:
    """Name of the building block that holds a placeholder, see `word_glossary`."""
    return f"toolkit-{number_of(words):08x}"


def _control(title: str, tag: str, name: str, kind: str, content: str, empty: str = "") -> str:
    """A control within a paragraph.

    Args:
        title: what it asks for.
        tag: its address.
        name: what its id is made from; differs from the tag where a tag stands more than once.
        kind: the elements that say what it holds, and where that is kept.
        content: runs.
        empty: the elements that say that what it shows is no answer.
    """
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(_clipped(title))}"/><w:tag w:val="{escape(tag)}"/>'
        f'<w:id w:val="{number_of(name)}"/>{empty}{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _empty(title: str, tag: str, name: str, kind: str, placeholder: str) -> str:
    """A control that shows its placeholder, and shows it again when its answer is deleted."""
    block = f'<w:placeholder><w:docPart w:val="{block_name(placeholder)}"/></w:placeholder><w:showingPlcHdr/>'
    return _control(title, tag, name, kind, run(placeholder, look("PlaceholderText")), block)


def text_control(title: str, tag: str, placeholder: str, *, lines: bool) -> str:
    """Words of one line, or of several."""
    kind = '<w:text w:multiLine="1"/>' if lines else "<w:text/>"
    return _empty(title, tag, tag, kind, placeholder)


def choice_control(title: str, tag: str, placeholder: str, options: Sequence[tuple[str, str]]) -> str:
    """A drop-down list; options are (value, label). The placeholder is the first entry, as in Word."""
    entries = [("", placeholder), *options]
    items = "".join(
        f'<w:listItem w:displayText="{escape(label)}" w:value="{escape(value)}"/>' for value, label in entries
    )
    return _empty(title, tag, tag, f"<w:dropDownList>{items}</w:dropDownList>", placeholder)


def date_control(title: str, tag: str, placeholder: str, language: str) -> str:
    """A date with a calendar, printed as the language prints it."""
    shape = escape(date_format(language))
    kind = (
        f'<w:date><w:dateFormat w:val="{shape}"/><w:lid w:val="{with_region(language)}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _empty(title, tag, tag, kind, placeholder)


def check_control(title: str, tag: str) -> str:
    """A box to tick. Word puts the two signs in the font named here, so it is named."""
    kind = (
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    return _control(title, tag, tag, kind, run("☐", look("CheckBox")))


def slot_control(slot: str, words: str, occurrence: str) -> str:
    """A place for words that a copy fills, bound to the custom XML part.

    Args:
        slot: name of the slot.
        words: what to write there.
        occurrence: tells apart the places where the same slot stands.
    """
    binding = (
        f"<w:dataBinding w:prefixMappings=\"xmlns:s='{STORE_SPACE}'\" "
        f'w:xpath="/s:slots[1]/s:{BOUND[slot]}[1]" w:storeItemID="{STORE}"/>'
    )
    return _empty(words, slot, f"slot:{slot}:{occurrence}", f"{binding}<w:text/>", words)


def picture_control(slot: str, title: str, occurrence: str, drawing: str) -> str:
    """A place for a picture: a click on the neutral one that it shows lets a reader choose another."""
    name = f"slot:{slot}:{occurrence}"
    return _control(title, slot, name, "<w:picture/>", drawing, "<w:showingPlcHdr/>")


def store() -> bytes:
    """The custom XML part, empty: Word shows the placeholders."""
    inside = "".join(f"<{slot}/>" for slot in sorted(set(BOUND.values())))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<slots xmlns="{STORE_SPACE}">{inside}</slots>'.encode()


@lru_cache(maxsize=16)
def with_region(language: str) -> str:
    """A language tag with its likeliest region: Word knows en-US, and not every Word knows en."""
    if "-" in language:
        return language
    likely = get_global("likely_subtags").get(language, "")
    return "-".join([language, *likely.split("_")[-1:]]) if likely else language


@lru_cache(maxsize=16)
def date_format(language: str) -> str:
    """The language's long date in Word's letters (17.16.4.1), such as MMMM d, yyyy."""
    pattern: str = Locale.parse(language, sep="-").date_formats["long"].pattern
    return pattern.replace("yyyy", "y").replace("y", "yyyy")
