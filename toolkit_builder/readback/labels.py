"""The words that are printed at a field, as its manuscript has them."""

import re

from ..layout.vocabulary import FIELDS
from .manuscript import Node, spaced

# What stands in a label and is not said of it: notes, signs of news, chips.
_BESIDE = frozenset({"footnote", "between-notes", "again", "tag", "change"})
_CUT = "…"
_GLUED = re.compile(r"[^\s.?!…]+[.?!…]+[,;:]")


def printed_labels(main: Node) -> dict[str, str]:
    """Address of a field -> its label: what stands beside a box, heads its column, or stands above it.

    Args:
        main: a manuscript as the layouts left it.
    """
    return {field.get("id", ""): spaced(_label(field)) for field in main.iter(*FIELDS)}


def _label(field: Node) -> str:
    for above in field.iterancestors():
        if above.tag == "li":
            return _words(above)
        if above.tag == "td":
            return _head(above)
        if above.tag in ("div", "section"):
            break
    labels = [each for each in field.itersiblings("p", preceding=True) if each.get("class") == "label"]
    return _words(labels[0]) if labels else ""


def _head(cell: Node) -> str:
    """The head of a cell's column; each row has a cell in every column, whatever a variant leaves out."""
    column = sum(1 for _ in cell.itersiblings("th", "td", preceding=True))
    table = next(cell.iterancestors("table"))
    heads = table.findall("thead/tr/*")
    return _words(heads[column]) if column < len(heads) else ""


def _words(element: Node) -> str:
    words = element.text or ""
    for child in element:
        if child.tag not in FIELDS and child.get("class") not in _BESIDE:
            words += _words(child)
        words += child.tail or ""
    return words


def begins_with(name: str, label: str) -> bool:
    """Whether a name begins with the words of a label; of one that is cut, what is left of it.

    Source: WCAG 2.1, 2.5.3, label in name.

    Args:
        name: of a field, for assistive technology.
        label: printed at it.
    """
    said, printed = _folded(name), _folded(label)
    if printed and said.startswith(printed):
        return True
    left = said.removesuffix(_CUT)
    return said.endswith(_CUT) and bool(left) and printed.startswith(left)


def _folded(words: str) -> str:
    return spaced(words).casefold()


def glued(name: str, printed: str) -> str:
    """An end of a sentence with a comma or colon after it, which no printed text has; empty for none.

    Args:
        name: of a field.
        printed: all words of the packet, on one line.
    """
    return next((match[0] for match in _GLUED.finditer(name) if match[0] not in printed), "")
