"""Sums of files as editions take them: a text has the same one whatever its line ends.

Git on Windows hands out CRLF (`core.autocrlf`), Notepad puts a byte order mark in front. Neither changes
what a text says, so neither changes its sum; sealed texts have `\\n` and no mark.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ..machine.files import sum_of

_TEXTS = {".yaml", ".yml", ".json", ".css", ".html", ".js", ".svg", ".txt", ".xml"}
_SUMS = "SHA256SUMS"
_IN_MEMORY = 64 * 1024 * 1024  # bytes; no text of ours is longer
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Digest:
    """The sum of a file.

    Args:
        sha256: in hex; of a text with `\\n` and without a byte order mark.
        is_rewritten: whether it lies there with other line ends, or with a mark.
    """

    sha256: str
    is_rewritten: bool


def unified(name: str, data: bytes) -> bytes:
    """A text with `\\n` at the end of its lines and without a byte order mark; any other file as it is.

    Args:
        name: of the file, whose ending tells whether it is a text.
        data: what it holds.
    """
    path = PurePosixPath(name)
    if (path.suffix.lower() not in _TEXTS and path.name != _SUMS) or b"\0" in data:
        return data
    return data.removeprefix(_BOM).replace(b"\r\n", b"\n")


def digests(paths: Sequence[Path]) -> dict[Path, Digest]:
    """The sums of files; hashing lets go of the interpreter, so threads help here."""
    with ThreadPoolExecutor() as threads:
        return dict(zip(paths, threads.map(_digest, paths), strict=True))


def _digest(path: Path) -> Digest:
    if path.stat().st_size > _IN_MEMORY:
        return Digest(sum_of(path).hex(), is_rewritten=False)
    data = path.read_bytes()
    text = unified(path.name, data)
    return Digest(sha256(text).hexdigest(), len(text) != len(data))
