"""Elements of WordprocessingML: their values, switches and words."""

from lxml import etree

Node = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VAL = f"{W}val"
NOTHING = etree.Element("nothing")
_SHORT = 48


def on(parent: Node | None, tag: str) -> bool:
    """Whether a toggle is there and not switched off (ECMA-376 Part 1, 17.17.4)."""
    toggle = parent.find(f"{W}{tag}") if parent is not None else None
    return toggle is not None and switched(toggle)


def switched(toggle: Node) -> bool:
    """Whether a toggle is not switched off."""
    return toggle.get(VAL, "1") not in ("0", "false", "off")


def value(parent: Node | None, path: str) -> str:
    """The w:val of a descendant, path steps parted by `/`; empty when it is not there."""
    element = parent.find("/".join(f"{W}{step}" for step in path.split("/"))) if parent is not None else None
    return "" if element is None else element.get(VAL, "")


def whole(text: str, otherwise: int) -> int:
    """A whole number in digits, or another where the file does not hold one."""
    return int(text) if text.isascii() and text.isdigit() else otherwise


def local(node: Node) -> str:
    """Name of an element without its name space."""
    return str(node.tag).rpartition("}")[2]


def around(node: Node, *tags: str) -> Node | None:
    """The nearest element around a node that has one of these names."""
    return next(node.iterancestors(*(f"{W}{tag}" for tag in tags)), None)


def words(node: Node) -> str:
    """The words of an element on one line."""
    return folded(
        "".join((element.text or "") if element.tag == f"{W}t" else " " for element in _text_nodes(node))
    )


def _text_nodes(node: Node) -> list[Node]:
    return [*node.iter(f"{W}t", f"{W}tab", f"{W}br")]


def folded(text: str) -> str:
    """Words on one line, one space apart."""
    return " ".join(text.split())


def quoted(node: Node) -> str:
    """The first words of an element, for a message."""
    return shortened(words(node))


def shortened(text: str) -> str:
    """Words between quotation marks, cut where they are long."""
    return f"“{text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + '…'}”"
