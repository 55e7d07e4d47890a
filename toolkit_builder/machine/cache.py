"""The cache: finished files by key, complete or absent."""

import hashlib
import json
import os
import shutil
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import OutputError, Place, Problem
from .files import sweep, write

_UNUSED_DAYS = 30
_AS_BYTES = getattr(os, "O_BINARY", 0)  # on Windows alone
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # elsewhere, where there are pipes
_LONGEST = 10_000_000  # bytes of the facts of an entry; a thing takes fifty
# What reading an entry raises that is gone, cut short or no entry at all.
_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a finished file without reading it.

    Args:
        pages: how many it has; 0 where nobody counts them.
        places: address, first and last page of each thing in it, in printed order.
        bytes: its size.
        sha256: of its bytes, in hex digits.
    """

    pages: int
    places: tuple[tuple[str, int, int], ...]
    bytes: int
    sha256: str


class Cache:
    """Finished files by key; an entry is complete or absent.

    An entry is one file: its facts and its key as a line of JSON, then the data. One that was moved to the
    place of another is none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(
        self, key: str, data: bytes, pages: int = 0, places: tuple[tuple[str, int, int], ...] = ()
    ) -> None:
        """Keep a finished file.

        Args:
            key: hex digits of a sum over everything that its bytes depend on.
            data: the whole file.
            pages: see `Facts`.
            places: see `Facts`.

        Raises:
            OutputError: see `disk`.
        """
        facts = {
            "key": key,
            "pages": pages,
            "places": places,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        _put(self._path(key), json.dumps(facts, sort_keys=True).encode() + b"\n" + data)

    def facts(self, key: str) -> Facts | None:
        """What is known of an entry; None when there is no such entry, or it is cut short."""
        path = self._path(key)
        try:
            with _opened(path) as stream:
                line = stream.readline(_LONGEST)
                size = os.fstat(stream.fileno()).st_size
            os.utime(path)  # it is still wanted, see `prune`
            facts = _facts(line, key)
            return facts if size == len(line) + facts.bytes else None
        except _DAMAGED:
            return None

    def held(self, key: str) -> Facts:
        """What is known of an entry that was just made or asked for.

        Raises:
            OutputError: O505, see `data`.
        """
        facts = self.facts(key)
        if facts is None:
            raise self._damaged(key)
        return facts

    def data(self, key: str) -> bytes:
        """The file itself.

        Raises:
            OutputError: O505, the entry is gone or damaged; it is deleted, so the next run makes it anew.
        """
        with suppress(*_DAMAGED):
            with _opened(self._path(key)) as stream:
                line, data = stream.readline(_LONGEST), stream.read()
            if hashlib.sha256(data).hexdigest() == _facts(line, key).sha256:
                return data
        raise self._damaged(key)

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

    def _damaged(self, key: str) -> OutputError:
        """What to raise for an entry, which is deleted."""
        path = self._path(key)
        _clear(path)
        message = "a file of the cache is damaged"
        return OutputError([Problem(Place(path.as_posix()), "O505", message, "run it again")])

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def keep_record(path: Path, record: object) -> None:
    """Keep what is to be known again beside the finished files.

    Args:
        path: its place.
        record: of what JSON can hold.

    Raises:
        OutputError: see `disk`.
    """
    _put(path, json.dumps(record).encode())


def kept_record(path: Path) -> Any:
    """What `keep_record` kept; None where there is nothing, or nothing that can be read."""
    try:
        with _opened(path) as stream:
            return json.loads(stream.read())
    except _DAMAGED:
        return None


def _put(path: Path, data: bytes) -> None:
    if path.is_dir():  # no file of ours replaces a folder
        _clear(path)
    if path.parent.exists() and not path.parent.is_dir():
        _clear(path.parent)
    write(path, data)


def _opened(path: Path) -> BinaryIO:
    """An entry to read from; a pipe in its place would keep its reader waiting for ever.

    Raises:
        OSError: there is none, or no file.
    """
    descriptor = os.open(path, os.O_RDONLY | _AS_BYTES | _AT_ONCE)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(path)
    return os.fdopen(descriptor, "rb")


def _clear(path: Path) -> None:
    """Make room for an entry, whatever lies there; what stays shows when one is written."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _facts(line: bytes, key: str) -> Facts:
    """The facts in the first line of an entry.

    Raises:
        ValueError: it is the entry of another key.
    """
    facts = json.loads(line)
    if facts["key"] != key:
        raise ValueError("the entry of another key")
    # Entries of earlier versions that nobody counts pages of have neither.
    places = tuple((address, first, last) for address, first, last in facts.get("places", ()))
    return Facts(facts.get("pages", 0), places, facts["bytes"], facts["sha256"])
