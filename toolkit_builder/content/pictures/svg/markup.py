"""Bytes of an SVG -> its tree, by the one hardened parser; a DOCTYPE is read here and never by it.

Illustrator writes names of its namespaces as entities of a DOCTYPE. They are put in as text, once, before the
file is parsed; whatever else a DOCTYPE may say is refused.
Source: XML 1.0 (5th edition), 2.8, 4.2; SVG 2, 5.11 (conditional processing).
"""

import re

from lxml import etree

from ....machine.xml import XmlError, parse
from ..faults import PictureError

SVG = "{http://www.w3.org/2000/svg}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_MAX_TEXT = 5_000_000  # characters, after entities are put in
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ENCODINGS = {"utf-8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252"}
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_DOCTYPE = re.compile(
    r"<!DOCTYPE\s+[\w:.-]+\s*"
    r"(?:(?:PUBLIC\s+(?:\"[^\"<>]*\"|'[^'<>]*')|SYSTEM)\s*(?:\"[^\"<>]*\"|'[^'<>]*')\s*)?"
    r"(?:\[([^\[\]]{0,20000})\]\s*)?>"
)
_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z_][\w.-]{0,40})\s+(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\s*>")
_SAVE = "in Illustrator: File, Export, Export As, SVG; in Inkscape: Save As, Plain SVG"


def tree(data: bytes) -> etree._Element:
    """The root of an SVG, without comments.

    Raises:
        PictureError: C404 it is no SVG that can be read, C407 it refers to a style sheet outside, C424 its
            DOCTYPE says more than names.
    """
    text = _without_doctype(_text(data))
    if "<?xml-stylesheet" in text:
        raise PictureError(
            "C407", "the SVG refers to a style sheet outside", "delete the line <?xml-stylesheet"
        )
    try:
        root = parse(text.encode())
    except XmlError as error:
        where = f" (line {error.line})" if error.line else ""
        raise PictureError("C404", f"the SVG is damaged{where}: {error}", "save it again as SVG") from error
    if root.tag != f"{SVG}svg":
        hint = f'begin it with <svg xmlns="{SVG[1:-1]}">, or save it again as SVG, PNG or JPEG'
        raise PictureError("C404", "the file is not an SVG picture", hint)
    return root


def is_drawn(element: etree._Element) -> bool:
    """Whether a child may be drawn: editors' notes and processing instructions are not.

    Raises:
        PictureError: C407, it is HTML.
    """
    if not isinstance(element.tag, str) or not element.tag.startswith("{"):
        return False
    if element.tag.startswith(_HTML):
        name = element.tag.removeprefix(_HTML)
        raise PictureError("C407", f"the SVG holds HTML (<{name}>)", _SAVE)
    return element.tag.startswith(SVG)


def name(element: etree._Element) -> str:
    """Name of an SVG element."""
    return str(element.tag).removeprefix(SVG)


def chosen(switch: etree._Element) -> etree._Element | None:
    """The child of a `switch` that asks for nothing; Illustrator puts its own form before it."""
    for child in switch:
        asks = any(child.get(key) for key in ("requiredExtensions", "requiredFeatures", "systemLanguage"))
        if isinstance(child.tag, str) and child.tag.startswith(SVG) and not asks:
            return child
    return None


def _text(data: bytes) -> str:
    """The characters, with the encoding that the file names."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        declared = _DECLARED.match(data.lstrip())
        encoding = declared[1].decode().lower() if declared else "utf-8"
        if encoding not in _ENCODINGS:
            raise PictureError("C404", f"the SVG is in the encoding {encoding}", "save it in UTF-8")
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"the SVG is not in {encoding.upper()}, as it says (byte {error.start + 1})"
        raise PictureError("C404", message, "save it in UTF-8") from error
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _without_doctype(text: str) -> str:
    start = text.find("<!DOCTYPE")
    if start < 0 or start > text.find("<svg") >= 0:
        return text
    match = _DOCTYPE.match(text, start)
    if match is None:
        raise _odd_doctype()
    names = dict(_entities(match[1] or ""))
    text = text[:start] + text[match.end() :]
    if not names:
        return text
    pattern = re.compile("&(" + "|".join(map(re.escape, names)) + ");")
    if len(text) + sum(len(names[found[1]]) for found in pattern.finditer(text)) > _MAX_TEXT:
        raise _odd_doctype()
    return pattern.sub(lambda found: names[found[1]], text)


def _entities(declarations: str) -> list[tuple[str, str]]:
    """Names and what stands for each; anything else between the brackets is refused."""
    if _ENTITY.sub("", declarations).strip():
        raise _odd_doctype()
    return [(found[1], (found[2] or found[3] or "")) for found in _ENTITY.finditer(declarations)]


def _odd_doctype() -> PictureError:
    message = "the DOCTYPE of the SVG says more than names"
    return PictureError("C424", message, f"save it without: {_SAVE}")
