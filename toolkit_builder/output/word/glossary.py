"""The words that Word shows in an empty control: building blocks that the controls name.

Without them Word would put its own words back when an answer is deleted, and show them in a bound control
that nobody has filled. python-docx has no such part.
Source: ECMA-376 Part 1, 17.12 (glossary document), 17.5.2.25 (placeholder).
"""

from collections.abc import Iterable
from hashlib import sha256

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart

from .controls import block_name
from .oxml import Element, add, element
from .paragraphs import new_paragraph
from .runs import PLACEHOLDER, add_words
from .styles import glossary_styles
from .xml import part


def add_glossary(document: DocumentPart, placeholders: Iterable[str], language: str) -> None:
    """Add the part with one building block for each placeholder, and the part of its styles.

    Args:
        document: whose controls name the blocks.
        placeholders: the words of each.
        language: BCP 47 tag.
    """
    package = document.package
    assert package is not None
    root = parse_xml(part("glossaryDocument", ""))
    add(root, "w:docParts").extend(map(_block, placeholders))
    glossary = XmlPart(PackURI("/word/glossary/document.xml"), CT.WML_DOCUMENT_GLOSSARY, root, package)
    name = PackURI("/word/glossary/styles.xml")
    glossary.load_rel(RT.STYLES, Part(name, CT.WML_STYLES, glossary_styles(language), package), "rStyles")
    document.load_rel(RT.GLOSSARY_DOCUMENT, glossary, "rGlossary")


def _block(words: str) -> Element:
    digits = sha256(words.encode()).hexdigest().upper()
    guid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
    about = element(
        "w:docPartPr",
        element("w:name", val=block_name(words)),
        element("w:category", element("w:name", val="General"), element("w:gallery", val="placeholder")),
        element("w:types", element("w:type", val="bbPlcHdr")),
        element("w:behaviors", element("w:behavior", val="content")),
        element("w:guid", val=f"{{{guid}}}"),
    )
    shown = new_paragraph()
    add_words(shown, words, PLACEHOLDER)
    return element("w:docPart", about, element("w:docPartBody", shown))
