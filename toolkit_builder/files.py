"""Files that are whole or absent: atomic writing, the cache, the lock, and where the layouts lie.

Every error of the disk leaves here as an OutputError that names the file and says what to do.
"""

import errno
import hashlib
import itertools
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from .errors import OutputError, Place, Problem

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_UNUSED_DAYS = 30
_numbers = itertools.count()


def layouts_path() -> Path:
    """The built-in layouts: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "layouts"
    return checkout if (checkout / "parts").is_dir() else package / "_layouts"


def below(root: Path, name: str) -> Path:
    """A path below `root`.

    Args:
        name: relative, with forward slashes.

    Raises:
        OutputError: O504, the name is absolute or leaves the folder.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in parts[0]:
        raise OutputError([Problem(Place(name), "O504", "this name does not stay inside the folder")])
    return root.joinpath(*parts)


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """Turns what the disk refuses into words.

    Raises:
        OutputError: O501 no space left, O502 may not be written, O503 anything else.
    """
    try:
        yield
    except OSError as error:
        raise OutputError([_refused(error, path)]) from error


def _refused(error: OSError, path: Path) -> Problem:
    place = Place(path.as_posix())
    if error.errno in _FULL:
        message = f"no space left on {_disk_of(path)}, nothing was changed"
        return Problem(place, "O501", message, "free some space and run the same command again")
    if error.errno in _FORBIDDEN:
        reason = "the disk is read-only" if error.errno == errno.EROFS else "the folder is not writable"
        return Problem(place, "O502", f"{reason}, nothing was changed", "check who owns it: `toolkit doctor`")
    return Problem(place, "O503", f"cannot be written: {error.strerror or error}")


def _disk_of(path: Path) -> str:
    """The mounted disk that a path lies on."""
    folder = Path(path).absolute()
    while not folder.is_mount() and folder != folder.parent:
        folder = folder.parent
    return str(folder)


def write(path: Path, data: bytes) -> None:
    """Write a file so that at every moment either the old or the new one is there, whole.

    Raises:
        OutputError: see `disk`.
    """
    with disk(path):
        _temporary(path, data).replace(path)


def _temporary(path: Path, data: bytes) -> Path:
    """The data on disk, in a hidden file beside `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{os.getpid()}-{next(_numbers)}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def sweep(folder: Path) -> None:
    """Delete the temporary files and folders that killed runs left; only while holding the lock."""
    for leftover in folder.glob("**/.*.tmp"):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


class Batch:
    """Files that change together: `add` puts all on disk, `commit` renames them one after another.

    Leaving the `with` block without `commit` deletes what was added; nothing else has changed then.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._added: list[tuple[Path, Path]] = []

    def __enter__(self) -> "Batch":
        return self

    def __exit__(self, *_: object) -> None:
        for temporary, _path in self._added:
            with suppress(OSError):
                temporary.unlink()

    def add(self, name: str, data: bytes) -> None:
        """Keep a file ready.

        Raises:
            OutputError: see `disk`.
        """
        path = below(self.folder, name)
        with disk(path):
            self._added.append((_temporary(path, data), path))

    def commit(self) -> None:
        """Put the files in their places, in the order they were added.

        Raises:
            OutputError: see `disk`; the files before the one named are in place, each of them whole.
        """
        while self._added:
            temporary, path = self._added[0]
            with disk(path):
                temporary.replace(path)
            del self._added[0]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock while the block runs; waits for whoever holds it, and a killed process holds none.

    Raises:
        OutputError: see `disk`.
    """
    with disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _flock(descriptor, "LOCK_EX")
        yield
    finally:
        _flock(descriptor, "LOCK_UN")  # a worker that was forked meanwhile has the descriptor too
        os.close(descriptor)


def _flock(descriptor: int, how: str) -> None:
    with suppress(ImportError):  # Windows has no flock; two builds at once are then the user's to avoid
        import fcntl

        fcntl.flock(descriptor, getattr(fcntl, how))


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
