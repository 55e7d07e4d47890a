"""Complex fields with their result already in them: Word asks nothing when it opens the file (17.16.18)."""

from docx.oxml.ns import qn

from .oxml import Element, element
from .runs import add_words, run


def add_field(into: Element, instruction: str, result: str, style: str = "") -> None:
    """A field that shows words.

    Args:
        into: the paragraph, or the link in it.
        instruction: what Word makes the result from, such as `PAGE` (17.16.5).
        result: what it shows until then.
        style: character style of the result.
    """
    into.extend(field_begin(instruction))
    add_words(into, result, style)
    into.append(field_end())


def field_begin(instruction: str) -> list[Element]:
    """The first half; its result and `field_end` follow, perhaps in a later paragraph."""
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    return [_character("begin"), run(code), _character("separate")]


def field_end() -> Element:
    """The end of a field."""
    return _character("end")


def _character(kind: str) -> Element:
    return run(element("w:fldChar", fldCharType=kind))
