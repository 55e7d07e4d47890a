"""Names of picture files that are not there, and what to write instead."""

import difflib
from collections.abc import Iterable

from ..file_names import alike, composed
from .faults import PictureError
from .kinds import TAKEN


def not_found(name: str, files: Iterable[str], where: str) -> PictureError:
    """C414 or C403, why there is no such file.

    Args:
        name: as it is written in a source.
        files: names that the folder lists.
        where: how messages name the folder.
    """
    listed = [composed(file) for file in files]
    if file := alike(name, listed):
        return PictureError("C414", f'the file is called "{file}", not "{name}"', f"write {file}")
    near = difflib.get_close_matches(composed(name), listed, 1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else f"put {TAKEN} of this name {where}, or take the line out"
    return PictureError("C403", f'there is no picture "{name}" {where}', hint)
