"""Elements and attributes that an SVG may not have: the first is refused by its name."""

from lxml import etree

from ..faults import PictureError
from .css import PLAIN
from .markup import name
from .vocabulary import ACTIVE, GROUPS, MOVING, SHAPES, WORDS

_OUTLINE = (
    "turn the words into outlines: in Inkscape: select all, Path, Object to Path; in Illustrator: select "
    "all, Type, Create Outlines; then save it again"
)


def check_element(element: etree._Element) -> None:
    """An element that is about to be drawn; attributes that nobody knows change nothing and are left out.

    Raises:
        PictureError: C407 it does something, C415 it moves, C419 it is not on the list.
    """
    tag = name(element)
    if tag in ACTIVE:
        raise PictureError("C407", f"the SVG has an element <{tag}>", f"save it without ({PLAIN})")
    if tag in MOVING:
        raise PictureError(
            "C415", f"the SVG moves (<{tag}>), which paper cannot", "save it as it looks at rest"
        )
    if tag not in SHAPES | GROUPS | WORDS | {"image"}:
        raise PictureError("C419", f"the SVG has an element <{tag[:40]}>", f"save it without ({PLAIN})")
    for key in map(str, element.attrib):
        if key.lower().startswith("on"):
            raise PictureError("C407", f"the SVG has a script ({key[:40]})", f"save it without ({PLAIN})")


def words_in(element: etree._Element) -> PictureError:
    """C418, a drawing with words."""
    words = " ".join("".join(map(str, element.itertext())).split())
    message = f'the SVG has words as text ("{words[:40]}"), which not every program can draw'
    return PictureError("C418", message, _OUTLINE)
