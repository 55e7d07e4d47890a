"""Links that open a file in the program that it is written with."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

from ..errors import Misuse

KNOWN = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "none": "",
}
DEFAULT = "vscode"
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*):\S+")
# What a browser would take for a program or a page instead of handing it on.
_REFUSED = {"javascript", "data", "vbscript", "blob", "about"}


@dataclass(frozen=True, slots=True)
class Editor:
    """Knows how to open a file.

    Args:
        address: with {path}, {line} and {column}; empty where files are only named.
    """

    address: str

    @classmethod
    def of(cls, wish: str) -> "Editor":
        """The editor that somebody wishes for.

        Args:
            wish: one of `KNOWN`, or an address with {path}.

        Raises:
            Misuse: it is neither.
        """
        if wish in KNOWN:
            return cls(KNOWN[wish])
        match = _ADDRESS.fullmatch(wish)
        if not match or match[1] in _REFUSED or "{path}" not in wish:
            known = ", ".join(KNOWN)
            raise Misuse(
                f"'{wish}' opens no editor",
                f"write {known}, or an address such as {KNOWN[DEFAULT]}",
            )
        return cls(wish)

    def link(self, path: PurePath, line: int = 0, column: int = 0) -> str:
        """Address that opens a file at a place; empty where the editor knows none.

        Args:
            path: the whole path.
            line, column: counted from 1; 0 for the beginning.
        """
        values = {
            "{path}": quote(path.as_posix(), safe="/:"),
            "{line}": str(line or 1),
            "{column}": str(column or 1),
        }
        return re.sub(r"\{(?:path|line|column)\}", lambda field: values[field[0]], self.address)


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Links that open the files of messages.

    Args:
        editor: opens them.
        sources: the toolkit's folder.
        name: how messages call it.
        layouts: the built-in layouts, which messages call layouts/.
    """

    editor: Editor
    sources: Path
    name: str
    layouts: Path

    def link(self, path: str, line: int = 0, column: int = 0) -> str:
        """Address that opens a file of a message; empty where it is none of the toolkit or the layouts.

        Args:
            path: as the message has it.
            line, column: counted from 1; 0 for the beginning.
        """
        for start, folder in ((f"{self.name}/", self.sources), ("layouts/", self.layouts)):
            if path.startswith(start):
                return self.editor.link(folder.absolute() / path.removeprefix(start), line, column)
        return ""
