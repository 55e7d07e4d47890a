"""Names of picture files: what is written in a source, and what the disk calls it.

A Mac writes é as two characters (NFD) where a keyboard writes one (NFC); some disks tell capitals apart,
others do not. So a name is never asked of the disk: it is looked for among the names that the folder lists.
Source: Unicode Standard Annex 15.
"""

import difflib
import unicodedata
from collections.abc import Iterable

from .faults import PictureError
from .kinds import TAKEN


def composed(name: str) -> str:
    """A name as it is written down, whichever machine listed it."""
    return unicodedata.normalize("NFC", name)


def found(name: str, files: Iterable[str]) -> str | None:
    """The file that a name means, as the folder lists it."""
    listed = {composed(file): file for file in files}
    return listed.get(composed(name))


def not_found(name: str, files: Iterable[str], where: str) -> PictureError:
    """C414 or C403, why there is no such file.

    Args:
        name: as it is written in a source.
        files: names that the folder lists.
        where: how messages name the folder.
    """
    listed = [composed(file) for file in files]
    for file in listed:
        if _bare(file) == _bare(name):
            return PictureError("C414", f'the file is called "{file}", not "{name}"', f"write {file}")
    near = difflib.get_close_matches(composed(name), listed, 1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else f"put {TAKEN} of this name {where}, or take the line out"
    return PictureError("C403", f'there is no picture "{name}" {where}', hint)


def _bare(name: str) -> str:
    """What people take for the same name: no capitals, and every space, hyphen and underscore alike."""
    return "-".join(composed(name).casefold().replace("_", " ").replace("-", " ").split())
