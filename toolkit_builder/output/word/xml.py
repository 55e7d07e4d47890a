"""WordprocessingML as text: escaping, name spaces, the small pieces that every part is made of.

Parts are written as text because that is some thirty times quicker than an object for every run.
Source: ECMA-376 Part 1, 17 (WordprocessingML); [MS-DOCX] for the w14 elements.
"""

from functools import lru_cache
from hashlib import sha256

from .scripts import spans

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{OFFICE}/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_ROOT = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items()) + ' mc:Ignorable="w14"'
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(words: str) -> str:
    """Words as they stand in XML text or in a double-quoted attribute."""
    return words.translate(_ESCAPES)


def part(root: str, inside: str) -> bytes:
    """A whole part of the package.

    Args:
        root: local name of the root element, such as document.
        inside: its content.
    """
    return f"{XML}<w:{root}{_ROOT}>{inside}</w:{root}>".encode()


def number_of(name: str) -> int:
    """A positive number of 31 bits, always the same for a name (17.5.2.18: ids are signed integers)."""
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big") & 0x7FFFFFFF or 1


@lru_cache(maxsize=256)
def look(style: str = "", strong: bool = False, emphasis: bool = False) -> str:
    """Properties of a run: a character style.

    Only one character style fits a run and nothing is formatted by hand, so strong emphasis and strong or
    emphasised links have styles of their own. Other styles, those of numbers and tags, stay as they are.
    """
    words = {(True, True): "IntenseEmphasis", (True, False): "Strong", (False, True): "Emphasis"}
    shape = words.get((strong, emphasis), "")
    if style in ("", "Hyperlink"):
        style += shape
    return f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""


def run(words: str, properties: str = "") -> str:
    """Words in one run, or in one for each script."""
    return "".join(_run(each, _with(properties, more)) for each, more in spans(words))


def _run(words: str, properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _with(properties: str, more: str) -> str:
    """Run properties with those of a script at their end."""
    if not more:
        return properties
    return f"{properties.removesuffix('</w:rPr>') or '<w:rPr>'}{more}</w:rPr>"


TAB = "<w:r><w:tab/></w:r>"


def field_begin(instruction: str) -> str:
    """The first half of a complex field (17.16.18); its result and `FIELD_END` follow."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str, properties: str = "") -> str:
    """A complex field with its result already in it: Word asks nothing when it opens the file."""
    return field_begin(instruction) + run(result, properties) + FIELD_END
