"""Folders whose files may run as layouts, since the user of this machine has said so."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from .files import beginning, entries, sum_of, write
from .jsons import MAX_BYTES, read_json

_SUMMED = 64 * 1024 * 1024  # bytes; nothing reads a longer file of such a folder


@dataclass(frozen=True, slots=True)
class Trust:
    """What a user trusts: folder -> sum of all that was in it then.

    Args:
        file: where that is kept, for this user alone.
    """

    file: Path

    def holds(self, folder: Path) -> bool:
        """Whether a folder is as it was when it was trusted."""
        return self._kept().get(_name(folder)) == _sum(folder)

    def give(self, folder: Path) -> None:
        """Trust a folder as it is now.

        Raises:
            OutputError: see `disk`.
        """
        kept = {**self._kept(), _name(folder): _sum(folder)}
        write(self.file, json.dumps(kept, indent=1, ensure_ascii=False).encode() + b"\n")

    def _kept(self) -> dict[str, str]:
        """What was written; nothing where somebody has spoilt it."""
        try:
            kept = read_json(beginning(self.file.resolve(), MAX_BYTES))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}


def _name(folder: Path) -> str:
    return folder.resolve().as_posix()


def _sum(folder: Path) -> str:
    """sha256 of every file below a folder, with its name; what nobody reads counts by its name."""
    digest = hashlib.sha256()
    for name, path, is_file in entries(folder):
        data = sum_of(path).hex() if is_file and path.stat().st_size <= _SUMMED else "none"
        digest.update(f"{name}\0{data}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()
