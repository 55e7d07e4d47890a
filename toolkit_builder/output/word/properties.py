"""Document properties: which file this is, for search, for fields and for whoever reads answers back.

Source: ECMA-376 Part 2, 11 (core properties); Part 1, 22.2 (custom), 22.3 (extended).
"""

from datetime import datetime
from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import parse_xml
from lxml import etree

from ...content.variants import VARIANTS
from ..task import Task
from .language import with_region
from .oxml import Element, add

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_VALUES = f"{_OFFICE}/docPropsVTypes"
_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # 22.3.2.2: what every custom property is a part of


def describe(document: Document, task: Task) -> None:
    """Write all properties; the edition's day is the only date."""
    _core(document, task)
    package = document.part.package
    assert package is not None
    _add(package, "app", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, _extended(task))
    _add(package, "custom", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, _custom(task))


def _core(document: Document, task: Task) -> None:
    """Core properties; python-docx takes no title of more than 255 letters, so words go in as elements."""
    manuscript, imprint = task.manuscript, task.imprint
    package = document.part.package
    assert package is not None
    core = cast("CorePropertiesPart", package.part_related_by(RT.CORE_PROPERTIES)).element
    for tag, words in (
        ("dc:title", manuscript.title),
        ("dc:subject", imprint.toolkit_title),
        ("dc:creator", imprint.publisher),
        ("dc:identifier", f"{imprint.toolkit}/{manuscript.packet.id}/{imprint.edition}"),
        ("dc:language", with_region(manuscript.language)),
        ("cp:lastModifiedBy", imprint.publisher),
    ):
        add(core, tag).text = words
    day = datetime.fromisoformat(imprint.date)
    document.core_properties.created = document.core_properties.modified = day
    add(core, "cp:version").text = imprint.edition


def _add(package: OpcPackage, name: str, content_type: str, relation: str, root: Element) -> None:
    """Add a part that python-docx has no class for."""
    part = Part(PackURI(f"/docProps/{name}.xml"), content_type, serialize_part_xml(root))
    package.load_rel(relation, part, f"r{name.capitalize()}")


def _extended(task: Task) -> Element:
    space = f"{_OFFICE}/extended-properties"
    root = parse_xml(f'<Properties xmlns="{space}"/>')
    for name, words in (("Application", "Toolkit Builder"), ("Company", task.imprint.publisher)):
        etree.SubElement(root, f"{{{space}}}{name}").text = words
    return root


def _custom(task: Task) -> Element:
    space = f"{_OFFICE}/custom-properties"
    root = parse_xml(f'<Properties xmlns="{space}" xmlns:vt="{_VALUES}"/>')
    for number, (name, value) in enumerate(_named(task).items(), start=2):
        about = {"fmtid": _CUSTOM, "pid": str(number), "name": name}
        named = etree.SubElement(root, f"{{{space}}}property", about)
        etree.SubElement(named, f"{{{_VALUES}}}lpwstr").text = value
    return root


def _named(task: Task) -> dict[str, str]:
    """Custom properties; Word copies those of a template into every document that is made from it."""
    values = {
        "Toolkit": task.imprint.toolkit,
        "Language": task.manuscript.language,
        "Variant": task.variant,
    }
    if not VARIANTS[task.variant].is_template:
        values |= {
            "Packet": task.manuscript.packet.id,
            "Edition": task.imprint.edition,
            "EditionLabel": task.imprint.label,
            "Key": task.key,
        }
    return values
