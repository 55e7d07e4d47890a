"""Names in a Word file: of bookmarks, by address; and the numbers of controls.

Source: ECMA-376 Part 1, 17.13.6.2 (bookmark names), 17.5.2.18 (ids of controls).
"""

import re
from hashlib import sha256

from ...layout.manuscript import Manuscript
from ...layout.vocabulary import FIELDS
from .tree import Node, fault

_ADDRESS = re.compile(r"[a-z][a-z0-9_]*\Z")
_LENGTH = 40  # 17.13.6.2: Word takes no longer name of a bookmark.


def bookmark_names(manuscript: Manuscript, main: Node) -> dict[str, str]:
    """Address -> bookmark, for every id of the body: `_a_` around a control, `_b_` in a block.

    Raises:
        OutputError: O204, an address stands twice, or makes no bookmark name.
    """
    names: dict[str, str] = {}
    for node in main.iter():
        address = node.get("id")
        if address is None:
            continue
        name = f"{'_a_' if node.tag in FIELDS else '_b_'}{address}"
        if address in names:
            fault(manuscript, node, "O204", f"the address {address} stands twice")
        if not _ADDRESS.match(address) or len(name) > _LENGTH:
            fault(manuscript, node, "O204", f"{address} cannot be the name of a bookmark",
                  "at most 37 small letters, digits and _")  # fmt: skip
        names[address] = name
    return names


def note_name(source: str) -> str:
    """Bookmark of the mark of the footnote that names a source, by the address of the source."""
    return f"_n_{source}"


def number_of(name: str) -> int:
    """A positive number of 31 bits, always the same for a name (17.5.2.18: ids are signed integers)."""
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big") & 0x7FFFFFFF or 1
