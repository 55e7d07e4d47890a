"""Files that are whole or absent, written atomically.

Every error of the disk leaves here as an OutputError that names the file and says what to do.
"""

import errno
import hashlib
import itertools
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path, PurePosixPath

from ..errors import OutputError, Place, Problem

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_numbers = itertools.count()
# What systems and programs leave in every folder that they show or have a file of open, as they name it.
_LITTER = re.compile(
    r"thumbs\.db|ehthumbs(_vista)?\.db|desktop\.ini|autorun\.inf|icon\r|\$recycle\.bin"  # Windows, macOS
    r"|system volume information|recycler|__macosx|network trash folder|temporary items|lost\+found|@eadir"
    r"|~\$.*|~.*\.tmp|~wr[ldaf]\d+\..*|.*\.(tmp|temp|sw[a-p]|lock|lck|part|partial|crdownload|download|filepart)"
    r"|.*~|#.*#|\..*|__pycache__",  # editors; whatever is hidden
    re.IGNORECASE,
)


def is_litter(name: str) -> bool:
    """Whether a name is hidden, or one that systems and programs leave in a folder: nobody put it there."""
    return _LITTER.fullmatch(name) is not None


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


def entries(folder: Path) -> Iterator[tuple[str, Path, bool]]:
    """Everything below a folder that somebody put there, in order of name, but for the folders themselves.

    Args:
        folder: where to look; it may be missing.

    Yields:
        The name below the folder, with forward slashes; where it lies; and whether it is a file of its own,
        and no link, pipe or device. Links are not followed, whatever they lead to. A folder that cannot be
        looked into is itself such a thing that is no file.
    """
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError:
        yield folder.name, folder, False
        return
    for entry in found:
        if is_litter(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from ((f"{entry.name}/{name}", path, own) for name, path, own in entries(Path(entry)))
        else:
            yield entry.name, Path(entry), entry.is_file(follow_symlinks=False)


def entry(folder: Path, name: str) -> Path | None:
    """Where a file lies that `entries` tells of; None where it tells of none of this name.

    Args:
        folder: where to look.
        name: below it, with forward slashes.
    """
    path = folder
    for part in name.split("/"):
        path = path / part
        if part in ("", ".", "..") or is_litter(part) or path.is_symlink():
            return None
    return path if path.is_file() else None


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A file of its own to read from; a pipe, at which one would wait for ever, is none.

    Raises:
        OSError: it is a link, a pipe, a device or a folder, is not there, or may not be read.
    """
    # Windows has neither of the two.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        yield stream


def beginning(path: Path, most: int) -> bytes:
    """A file, and of one that is longer than it may be one byte too many.

    Args:
        path: where it lies.
        most: bytes that it may have.

    Raises:
        OSError: see `opened`.
    """
    with opened(path) as stream:
        return stream.read(most + 1)


def sum_of(path: Path) -> bytes:
    """sha256 of a file, however large.

    Raises:
        OSError: see `opened`.
    """
    with opened(path) as stream:
        return hashlib.file_digest(stream, "sha256").digest()


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
