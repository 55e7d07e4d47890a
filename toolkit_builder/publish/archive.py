"""The archive: every file of every sealed edition, once, named by its sum."""

import hashlib
from contextlib import suppress
from pathlib import Path

from ..machine.files import beginning, sweep, write

MAX_BYTES = 512 * 1024 * 1024
"""Of a file of an edition; a ZIP of the largest packet has 3 MB."""


class Archive:
    """A folder of files by sha256; what is in it never changes.

    Args:
        folder: made when the first file comes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file lies, or would."""
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> bool:
        """Keep a file; whether it was new. A damaged one of its name is replaced.

        Raises:
            OutputError: see `machine.files.disk`.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if self.get(sha256) is not None:
            return False
        write(self.path(sha256), data)
        return True

    def get(self, sha256: str) -> bytes | None:
        """A file; None where it is missing or is no longer what its name says."""
        with suppress(OSError):
            data = beginning(self.path(sha256), MAX_BYTES)
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
        return None

    def sweep(self) -> None:
        """Delete leftovers of killed runs; only while holding the lock."""
        sweep(self.folder)
