"""The brand's own template: a Word file without words, which python-docx opens for every packet.

Its parts are written as text, as they lie in any template: python-docx has no theme, no font table and no way
to say theme colours, borders or table styles, and its default template would bring styles of its own.
"""

from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.package import Package

from ...content.model import Brand
from .footnotes import FOOTNOTES, footnotes
from .numbering import patterns
from .package import packed
from .settings import fonts, settings
from .styles import styles
from .theme import scheme, theme
from .xml import XML, part

HEADER, FOOTER = "rHeader", "rFooter"
# US letter; all in twentieths of a point.
_SECTION = (
    f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER}"/>'
    f'<w:footerReference w:type="default" r:id="{FOOTER}"/><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1300" w:left="1440" w:header="620" w:footer="560" '
    'w:gutter="0"/></w:sectPr>'
)


@dataclass(frozen=True, slots=True)
class PacketLook:
    """What differs in the template from packet to packet.

    Args:
        accent: name of its accent among the brand's.
        east: see `settings`.
        in_short: see `styles`.
    """

    accent: str = ""
    east: str = ""
    in_short: bool = False


def brand_template(brand: Brand, language: str, packet: PacketLook) -> bytes:
    """The template as a file.

    Args:
        brand: colours and font families.
        language: BCP 47 tag.
        packet: what differs from packet to packet.
    """
    colors = scheme(brand, packet.accent)
    package = Package()
    document = _part(
        "word/document.xml", CT.WML_DOCUMENT_MAIN, part("document", f"<w:body>{_SECTION}</w:body>")
    )
    package.load_rel(RT.OFFICE_DOCUMENT, document, "rDocument")
    core = _part("docProps/core.xml", CT.OPC_CORE_PROPERTIES, _CORE)
    package.load_rel(RT.CORE_PROPERTIES, core, "rCore")
    for relation, kind, other in (
        (
            "rStyles",
            RT.STYLES,
            _part("word/styles.xml", CT.WML_STYLES, styles(colors, language, packet.in_short)),
        ),
        (
            "rSettings",
            RT.SETTINGS,
            _part("word/settings.xml", CT.WML_SETTINGS, settings(language, packet.east)),
        ),
        ("rNumbering", RT.NUMBERING, _part("word/numbering.xml", CT.WML_NUMBERING, patterns())),
        ("rFonts", RT.FONT_TABLE, _part("word/fontTable.xml", CT.WML_FONT_TABLE, fonts(brand))),
        ("rTheme", RT.THEME, _part("word/theme/theme1.xml", CT.OFC_THEME, theme(brand, colors))),
        (FOOTNOTES, RT.FOOTNOTES, _part("word/footnotes.xml", CT.WML_FOOTNOTES, footnotes())),
        (HEADER, RT.HEADER, _part("word/header1.xml", CT.WML_HEADER, part("hdr", _RUNNING.format("Header")))),
        (FOOTER, RT.FOOTER, _part("word/footer1.xml", CT.WML_FOOTER, part("ftr", _RUNNING.format("Footer")))),
    ):
        document.load_rel(kind, other, relation)
    return packed(package, CT.WML_DOCUMENT_MAIN)


_RUNNING = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>'
_CORE = f"{XML}<cp:coreProperties {nsdecls('cp', 'dc', 'dcterms', 'xsi')}/>".encode()


def _part(name: str, content_type: str, content: bytes) -> Part:
    return Part(PackURI(f"/{name}"), content_type, content)
