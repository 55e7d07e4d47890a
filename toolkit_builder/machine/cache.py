"""The cache: finished files by key, complete or absent."""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import OutputError, Place, Problem
from .files import sweep, write

_UNUSED_DAYS = 30


class Cache:
    """Finished files by key; an entry is complete or absent.

    An entry is one file: a line of JSON, then the data. The line holds what the caller wants to know without
    reading the data, with size and sha256 of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, data: bytes, **facts: Any) -> None:
        """Keep a finished file.

        Raises:
            OutputError: see `disk`.
        """
        line = {**facts, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        write(self._path(key), json.dumps(line, sort_keys=True).encode() + b"\n" + data)

    def facts(self, key: str) -> Mapping[str, Any] | None:
        """What `put` was told, with `bytes` and `sha256`; None when there is no such entry."""
        path = self._path(key)
        try:
            with path.open("rb") as stream:
                line = stream.readline()
                size = os.fstat(stream.fileno()).st_size
            os.utime(path)  # it is still wanted, see `prune`
            facts: dict[str, Any] = json.loads(line)
        except (OSError, ValueError):
            return None
        return facts if size == len(line) + facts["bytes"] else None

    def data(self, key: str) -> bytes:
        """The file itself.

        Raises:
            OutputError: O505, the entry is gone or damaged; it is deleted, so the next run makes it anew.
        """
        path = self._path(key)
        with suppress(OSError, ValueError):
            line, _, data = path.read_bytes().partition(b"\n")
            if hashlib.sha256(data).hexdigest() == json.loads(line)["sha256"]:
                return data
        path.unlink(missing_ok=True)
        raise OutputError(
            [Problem(Place(path.as_posix()), "O505", "a file of the cache is damaged", "run it again")]
        )

    def sweep(self) -> None:
        """Delete leftovers of killed runs; only while holding the lock."""
        sweep(self.folder)

    def prune(self) -> None:
        """Delete entries that nothing has asked for in a month; a run does so after asking for its own."""
        oldest = time.time() - _UNUSED_DAYS * 86_400
        for entry in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(OSError):
                if entry.stat().st_mtime < oldest:
                    entry.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key
