"""The custom XML part that holds the words of every slot: written once, shown wherever the slot stands.

Source: ECMA-376 Part 1, 15.2.5 (custom XML), 22.5 (its properties). python-docx makes none.
"""

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart

# A constant id joins the controls to the part.
STORE = "{6F4D2C1A-8B3E-4E57-9A60-5D1C7B2F0E43}"
STORE_SPACE = "urn:toolkit-builder:slots"
# The name in the footer is the district's name: written once on the page "make it yours", it repeats.
BOUND = {
    "district-name": "district-name",
    "foot-name": "district-name",
    "district-contact": "district-contact",
    "copy-number": "copy-number",
}


def add_store(document: DocumentPart) -> None:
    """Add the part, empty: Word shows the placeholders."""
    slots = "".join(f"<{slot}/>" for slot in sorted(set(BOUND.values())))
    store = f'<?xml version="1.0" encoding="UTF-8"?>\n<slots xmlns="{STORE_SPACE}">{slots}</slots>'
    item = Part(PackURI("/customXml/item1.xml"), CT.XML, store.encode(), document.package)
    about = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<ds:datastoreItem ds:itemID="{STORE}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        "<ds:schemaRefs/></ds:datastoreItem>"
    )
    name = PackURI("/customXml/itemProps1.xml")
    properties = Part(name, CT.OFC_CUSTOM_XML_PROPERTIES, about.encode(), document.package)
    item.load_rel(RT.CUSTOM_XML_PROPS, properties, "rProps")
    document.load_rel(RT.CUSTOM_XML, item, "rStore")
