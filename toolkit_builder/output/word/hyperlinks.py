"""Links: to a bookmark of the document, or to an address outside (17.16.22)."""

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn

from .oxml import Element, element

_ID, _HISTORY = qn("r:id"), qn("w:history")


class Addresses:
    """Addresses outside of one document, each related once to the part that leads to it.

    `Part.relate_to` of python-docx would look through all relations for every link and every free number.
    """

    def __init__(self) -> None:
        self._relations: dict[tuple[str, str], str] = {}

    def relation(self, part: Part, address: str) -> str:
        """Id of the relation of a part to an address."""
        place = (str(part.partname), address)
        if place not in self._relations:
            self._relations[place] = f"rLink{len(self._relations) + 1}"
            part.load_rel(RT.HYPERLINK, address, self._relations[place], is_external=True)
        return self._relations[place]


def link_to_bookmark(name: str) -> Element:
    """A link that leads to a bookmark; its words follow."""
    return element("w:hyperlink", anchor=name, history="1")


def link_outside(relation: str) -> Element:
    """A link that leads out of the document; its words follow."""
    link = element("w:hyperlink")
    link.set(_ID, relation)
    link.set(_HISTORY, "1")
    return link
