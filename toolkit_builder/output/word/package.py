"""A package of python-docx as the bytes of a file.

python-docx would write it with `PackageWriter`, which is not used because
- its zip carries the time of day; the same input has to give the same bytes;
- it names only the picture formats that stand in the file, and a later copy may put in a logo of another;
- it cannot tell a template from a document: `Document` opens documents only, so the type is changed here.
Source: ECMA-376 Part 2 (Open Packaging Conventions).
"""

from collections.abc import Mapping
from typing import cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.oxml import serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from lxml import etree

from ...machine.zips import zipped

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_ENDINGS = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML, "png": CT.PNG, "jpeg": CT.JPEG}


def packed(package: OpcPackage, main: str) -> bytes:
    """The file.

    Args:
        package: with all its parts.
        main: content type of the main document part, that of a document or a template.
    """
    types, parts = {}, {PACKAGE_URI.rels_uri.membername: _relations(package.rels)}
    for part in package.iter_parts():
        types[str(part.partname)] = part.content_type
        parts[part.partname.membername] = part.blob
        if part.rels:
            parts[part.partname.rels_uri.membername] = _relations(part.rels)
    types[str(package.main_document_part.partname)] = main
    first = CONTENT_TYPES_URI.membername
    return zipped({**parts, first: _content_types(types)}, first=first)


def _relations(relations: Relationships) -> bytes:
    return cast("bytes", relations.xml)  # python-docx calls it a string


def _content_types(types: Mapping[str, str]) -> bytes:
    """A default for each ending, and the parts that have a type of their own."""
    root = parse_xml(f'<Types xmlns="{_TYPES}"/>')
    for ending, kind in _ENDINGS.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
    for name, kind in sorted(types.items()):
        if _ENDINGS.get(name.rpartition(".")[2]) != kind:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
    return serialize_part_xml(root)
