"""Runs: words of one look (17.3.2).

Only one character style fits a run and nothing is formatted by hand.
"""

from functools import lru_cache

from docx.oxml.ns import qn
from lxml.etree import SubElement

from .oxml import Element, add, element
from .scripts import RIGHT_TO_LEFT, spans

PLACEHOLDER = "PlaceholderText"
_R, _RPR, _RSTYLE, _VAL, _T, _SPACE = map(qn, ("w:r", "w:rPr", "w:rStyle", "w:val", "w:t", "xml:space"))


@lru_cache(maxsize=256)
def character_style(style: str = "", strong: bool = False, emphasis: bool = False) -> str:
    """The one style that says all this; empty where nothing is said.

    Strong emphasis and strong or emphasised links have styles of their own. Other styles, those of numbers
    and tags, stay as they are.

    Args:
        style: of what the words are, such as `Hyperlink`.
        strong: strong words in it.
        emphasis: emphasised words in it.
    """
    words = {(True, True): "IntenseEmphasis", (True, False): "Strong", (False, True): "Emphasis"}
    return style + (words.get((strong, emphasis), "") if style in ("", "Hyperlink") else "")


def add_words(into: Element, words: str, style: str = "") -> None:
    """Words in one run, or in one for each script; most of a document is made here.

    Args:
        into: the paragraph, link or control.
        words: as they are printed; spaces at their ends are kept.
        style: character style; empty for that of the paragraph.
    """
    for said, language in spans(words):
        run = SubElement(into, _R)
        if style or language:
            properties = SubElement(run, _RPR)
            if style:
                SubElement(properties, _RSTYLE).set(_VAL, style)
            if language:
                _add_language(properties, language)
        text = SubElement(run, _T)
        text.set(_SPACE, "preserve")
        text.text = said


def _add_language(properties: Element, language: str) -> None:
    if language in RIGHT_TO_LEFT:
        add(properties, "w:rtl")
        add(properties, "w:lang", bidi=language)
    else:
        add(properties, "w:lang", eastAsia=language)


def run(*inside: Element, style: str = "") -> Element:
    """What is not words, in a run of its own."""
    if not style:
        return element("w:r", *inside)
    return element("w:r", element("w:rPr", element("w:rStyle", val=style)), *inside)


def blank() -> Element:
    """A space, for a run that holds nothing else."""
    space = element("w:t")
    space.set(_SPACE, "preserve")
    space.text = " "
    return space


def line_break() -> Element:
    """The end of a line within a paragraph (17.3.3.1)."""
    return run(element("w:br"))


def tab() -> Element:
    """A tabulator."""
    return run(element("w:tab"))
