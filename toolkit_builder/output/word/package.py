"""The parts of a Word file and what ties them together.

Source: ECMA-376 Part 2 (Open Packaging Conventions).
"""

import posixpath
from collections.abc import Iterable, Mapping

from ...content.variants import VARIANTS
from .controls import STORE
from .story import Story
from .xml import OFFICE, XML, escape

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",  # or that of a template
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/footer2.xml": f"{_WORD}.footer+xml",
    "word/glossary/document.xml": f"{_WORD}.document.glossary+xml",
    "word/glossary/styles.xml": f"{_WORD}.styles+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "docProps/core.xml": _CORE,
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
# Picture formats stand there from the start, so that a later copy may put a logo of any of them in.
_ENDINGS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
_OF_PACKAGE = (
    ("rDocument", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
    ("rCore", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("rApp", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    ("rCustom", f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
)
_OF_DOCUMENT = (
    ("rStyles", f"{OFFICE}/relationships/styles", "styles.xml"),
    ("rSettings", f"{OFFICE}/relationships/settings", "settings.xml"),
    ("rNumbering", f"{OFFICE}/relationships/numbering", "numbering.xml"),
    ("rFonts", f"{OFFICE}/relationships/fontTable", "fontTable.xml"),
    ("rTheme", f"{OFFICE}/relationships/theme", "theme/theme1.xml"),
    ("rFootnotes", f"{OFFICE}/relationships/footnotes", "footnotes.xml"),
    ("rHeader", f"{OFFICE}/relationships/header", "header1.xml"),
    ("rFooter", f"{OFFICE}/relationships/footer", "footer1.xml"),
    ("rFooterFirst", f"{OFFICE}/relationships/footer", "footer2.xml"),
    ("rGlossary", f"{OFFICE}/relationships/glossaryDocument", "glossary/document.xml"),
    ("rStore", f"{OFFICE}/relationships/customXml", "../customXml/item1.xml"),
)


def _relations(rows: Iterable[tuple[str, str, str]], outside: Mapping[str, str] | None = None) -> bytes:
    """A relationships part: (id, type, target) rows, then id -> address outside."""
    made = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for id, kind, target in rows)
    made += "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/relationships/hyperlink" Target="{escape(address)}" '
        'TargetMode="External"/>'
        for id, address in (outside or {}).items()
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'.encode()


def _content_types(parts: Iterable[str], variant: str) -> bytes:
    types = _TYPES | (
        {"word/document.xml": f"{_WORD}.template.main+xml"} if VARIANTS[variant].is_template else {}
    )
    made = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in _ENDINGS.items()
    )
    made += "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in sorted(parts)
        if (kind := types.get(name))
    )
    return f'{XML}<Types xmlns="{_PACKAGE}/content-types">{made}</Types>'.encode()


def with_relations(parts: Mapping[str, bytes], story: Story) -> dict[str, bytes]:
    """All parts of the package: those given, the pictures, and what ties them together."""
    pictures = sorted(story.pictures.values(), key=lambda picture: picture.name)
    shown = [
        (f"rPic{picture.name.split('.')[0]}", f"{OFFICE}/relationships/image", f"media/{picture.name}")
        for picture in pictures
    ]

    needed = [row for row in _OF_DOCUMENT if posixpath.normpath(f"word/{row[2]}") in parts]

    def outside(part: str) -> dict[str, str]:
        return {id: address for (where, address), id in story.links.items() if where == part}

    item = (
        f'{XML}<ds:datastoreItem ds:itemID="{STORE}" xmlns:ds="{OFFICE}/customXml">'
        "<ds:schemaRefs/></ds:datastoreItem>"
    )
    whole = {
        **parts,
        **{f"word/media/{picture.name}": picture.data for picture in pictures},
        "_rels/.rels": _relations(_OF_PACKAGE),
        "word/_rels/document.xml.rels": _relations([*needed, *shown], outside("document")),
        "customXml/itemProps1.xml": item.encode(),
        "customXml/_rels/item1.xml.rels": _relations(
            [("rProps", f"{OFFICE}/relationships/customXmlProps", "itemProps1.xml")]
        ),
    }
    if "word/glossary/document.xml" in parts:
        look = [("rStyles", f"{OFFICE}/relationships/styles", "styles.xml")]
        whole["word/glossary/_rels/document.xml.rels"] = _relations(look)
    if notes := outside("footnotes"):
        whole["word/_rels/footnotes.xml.rels"] = _relations([], notes)
    return {**whole, "[Content_Types].xml": _content_types(whole, story.task.variant)}
