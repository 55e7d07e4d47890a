"""Names of files beside brand.yaml: what is written in a source, and what the disk calls it.

A Mac writes é as two characters (NFD) where a keyboard writes one (NFC); some disks tell capitals apart,
others do not. So a name is never asked of the disk: it is looked for among the names that the folder lists.
Source: Unicode Standard Annex 15.
"""

import unicodedata
from collections.abc import Iterable


def composed(name: str) -> str:
    """A name as it is written down, whichever machine listed it."""
    return unicodedata.normalize("NFC", name)


def found(name: str, files: Iterable[str]) -> str | None:
    """The file that a name means, as the folder lists it."""
    listed = {composed(file): file for file in files}
    return listed.get(composed(name))


def alike(name: str, files: Iterable[str]) -> str | None:
    """The first file, composed, that people take for the one of this name."""
    return next((composed(file) for file in files if _bare(file) == _bare(name)), None)


def _bare(name: str) -> str:
    """What people take for the same name: no capitals, and every space, hyphen and underscore alike."""
    return "-".join(composed(name).casefold().replace("_", " ").replace("-", " ").split())
