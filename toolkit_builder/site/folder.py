"""A folder of files that changes as a whole: what is new, what is gone, and nothing else is touched."""

import ctypes
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..machine.files import below, disk, is_litter, write

# Folders whose files nothing but pages load, or that go with the newest edition -> endings of what is ours.
_OF_PAGES = {
    "latest": (".html",), "pagefind": ("",), "fonts": (".woff2",), "pictures": (".svg", ".png", ".webp"),
}  # fmt: skip
# What hosts read, and people put there for them.
_OF_HOSTS = {".htaccess", ".htpasswd", ".nojekyll", ".user.ini", ".well-known"}


@dataclass(frozen=True, slots=True)
class TreePart:
    """A file of a tree.

    Args:
        sha256: of its content.
        size: in bytes.
        data: gives the content; only called where it has to be written or looked into.
    """

    sha256: str
    size: int
    data: Callable[[], bytes]

    @classmethod
    def of(cls, data: bytes) -> "TreePart":
        return cls(hashlib.sha256(data).hexdigest(), len(data), lambda: data)


@dataclass(frozen=True, slots=True)
class TreeUpdate:
    """What an update did to a tree.

    Args:
        written, removed: names of files.
        kept: how many were as they should be.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


def update_tree(folder: Path, parts: Mapping[str, TreePart]) -> TreeUpdate:
    """Bring a folder to hold these files and no others.

    A new folder grows beside it, in which files that stay are the old ones themselves; then both change
    places. Whoever reads sees the old tree or the new one; where the system cannot exchange folders, for a
    moment none. A tree that is as it should be is not touched at all.

    Raises:
        OutputError: see `machine.files.disk`; the tree is as it was, as it is after whatever `TreePart.data`
            raises.
    """
    with disk(folder):
        if folder.is_symlink():  # the folder that takes its place would be another than hosts show
            raise OSError(errno.EINVAL, "it is a link, and a folder of its own belongs here")
        _sweep(folder)
        names = _names(folder)
        kept = {name for name in parts.keys() & names if _is(folder / name, parts[name])}
        written, removed = sorted(parts.keys() - kept), sorted(names - parts.keys())
        if written or removed:
            growing = folder.with_name(f".{folder.name}-{os.getpid()}.tmp")
            try:
                _grow(growing, folder, parts, kept)
                _exchange(growing, folder)
            finally:
                shutil.rmtree(growing, ignore_errors=True)
    return TreeUpdate(tuple(written), tuple(removed), len(kept))


def lost_files(folder: Path, parts: Mapping[str, TreePart]) -> tuple[str, ...]:
    """Files whose addresses readers may have and that `update_tree` would remove.

    Not among them are pages under `latest`, which go with the newest edition and stay under its number, and
    what nothing but the pages of a tree loads: the index of the search, fonts, pictures around pages. What
    somebody else put there, such as a file for the host, is among them.

    Args:
        folder: the tree as it lies there.
        parts: what it is to hold.
    """
    gone = (PurePosixPath(name) for name in _names(folder) - parts.keys())
    return tuple(
        sorted(
            name.as_posix()
            for name in gone
            if not name.name.endswith(_OF_PAGES.get(name.parts[0], ())) and not _is_nobodys(name)
        )
    )


def _is_nobodys(name: PurePosixPath) -> bool:
    """Whether systems and programs have left a file there."""
    return not _OF_HOSTS.intersection(name.parts) and any(map(is_litter, name.parts))


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _is(path: Path, part: TreePart) -> bool:
    if path.is_symlink() or path.stat().st_size != part.size:
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == part.sha256


def _grow(growing: Path, folder: Path, parts: Mapping[str, TreePart], kept: set[str]) -> None:
    for name in sorted(parts):
        path = below(growing, name)
        if name in kept:
            path.parent.mkdir(parents=True, exist_ok=True)
            _link(folder / name, path)
        else:
            write(path, parts[name].data())


def _link(old: Path, new: Path) -> None:
    """The same file under a second name; a copy with its date where the disk has no such thing."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _exchange(growing: Path, folder: Path) -> None:
    """The new folder takes the place of the old one, which is left under the other name."""
    if not folder.exists():
        growing.rename(folder)
    elif not _swapped(growing, folder):
        old = growing.with_suffix(".old")
        folder.rename(old)
        growing.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _swapped(first: Path, second: Path) -> bool:
    """Exchange two folders in one step. Source: Linux, renameat2(2) with RENAME_EXCHANGE."""
    current_folder, exchange = -100, 2
    with suppress(OSError, AttributeError, TypeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(
            rename(current_folder, os.fsencode(first), current_folder, os.fsencode(second), exchange) == 0
        )
    return False


def _sweep(folder: Path) -> None:
    """What killed runs left beside a tree; one that stands nowhere else is put back."""
    for old in folder.parent.glob(f".{folder.name}-*.old"):
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(folder)
    for unfinished in folder.parent.glob(f".{folder.name}-*.tmp"):
        shutil.rmtree(unfinished, ignore_errors=True)
