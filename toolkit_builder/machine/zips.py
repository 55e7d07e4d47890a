"""Zip files that are the same bytes for the same parts, and reading those of others with care.

Source: ZIP appnote 6.3. A zip can name places outside its folder and grow a thousandfold when unpacked.
"""

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISLNK
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .limits import Limits

MAX_ENTRIES = 20_000
MAX_BYTES = 512 * 1024 * 1024
MAX_RATIO = 200  # of all parts together; what our own zips hold is packed to a tenth at most
MAX_LIST = 4_000_000  # bytes of the list of parts, which is read before anything else of a zip is known
_END, _END_64 = b"PK\5\6", b"PK\6\7"  # 4.3.16 and 4.3.15 of the appnote
# The end, the longest comment behind it, and what a larger kind of zip has before it.
_TAIL = 22 + 0xFFFF + 20


class ZipError(ValueError):
    """What is not unpacked, and why."""


def zipped(parts: Mapping[str, bytes], first: str = "") -> bytes:
    """Parts by name, all of them from 1980, without system or attributes, packed at one level.

    Args:
        parts: name with forward slashes -> content.
        first: name of the part that stands before all others.
    """
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
            archive.writestr(info, parts[name], compresslevel=6)
    return buffer.getvalue()


def unzipped(data: bytes, limits: Limits | None = None) -> dict[str, bytes]:
    """All parts of a zip.

    Args:
        data: all of it.
        limits: for one from outside; without them it may be as large as any of ours.

    Raises:
        ZipError: it is no zip, is damaged, or asks for more than it may; the message says which.
    """
    if limits and len(data) > limits.bytes:
        raise ZipError(f"it is larger than {limits.bytes / 1e6:.0f} MB")
    with _opened(data) as archive:
        entries = archive.infolist()
        _fit(entries, len(data), limits)
        return {entry.filename: archive.read(entry) for entry in entries}


def part_of(file: Path | bytes, name: str) -> bytes:
    """One part of a zip, without reading the others.

    Args:
        file: where it lies on disk, or all of it.
        name: of the part.

    Raises:
        ZipError: as `unzipped`, or there is no such part.
        OSError: the file cannot be read.
    """
    packed = len(file) if isinstance(file, bytes) else file.stat().st_size
    with _opened(file) as archive:
        entry = archive.NameToInfo.get(name)
        if entry is None:
            raise ZipError(f"{name} is missing")
        _fit([entry], packed, None)
        return archive.read(entry)


class Parts(Mapping[str, bytes]):
    """The parts of a zip that is all in memory, each unpacked when it is asked for.

    Args:
        data: the zip.
        most: bytes that one part may unpack to.

    Raises:
        ZipError: as `unzipped`, here and wherever a part is asked for; a part that is longer.
    """

    def __init__(self, data: bytes, most: int = MAX_BYTES) -> None:
        with _whole():
            stream = io.BytesIO(data)
            _bound_list(stream)
            self._archive = ZipFile(stream)
            entries = self._archive.infolist()
        _fit(entries, len(data), None)
        if long := [entry.filename for entry in entries if entry.file_size > most]:
            raise ZipError(f"it holds a part that is too long: {long[0]}")
        self._entries = {entry.filename: entry for entry in entries}

    def __getitem__(self, name: str) -> bytes:
        entry = self._entries[name]
        with _whole():
            return self._archive.read(entry)

    def __contains__(self, name: object) -> bool:
        return name in self._entries  # the usual way would unpack it

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@contextmanager
def _opened(file: Path | bytes) -> Iterator[ZipFile]:
    """An archive to read from; whatever zipfile finds wrong with it is one kind of error."""
    stream = io.BytesIO(file) if isinstance(file, bytes) else file.open("rb")
    with _whole(), stream:
        _bound_list(stream)
        with ZipFile(stream) as archive:
            yield archive


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OverflowError, zlib.error) as error:
        raise ZipError(f"it is not a whole zip file ({error})") from None


def _bound_list(stream: BinaryIO) -> None:
    """Refuse a long list of parts: zipfile reads all of it before it tells of any.

    Every place that zipfile may take for the end of the zip is looked at.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read()
    for end in re.finditer(re.escape(_END), tail):
        long = int.from_bytes(tail[end.start() + 12 : end.start() + 16], "little") > MAX_LIST
        if long or tail[: end.start()][-20:].startswith(_END_64):
            raise ZipError("its list of parts is longer than any of ours")
    stream.seek(0)


def _fit(entries: Sequence[ZipInfo], packed: int, limits: Limits | None) -> None:
    """Refuse what our own zips never hold.

    Args:
        entries: those that are to be read.
        packed: bytes of the whole zip.
        limits: see `unzipped`.
    """
    most, parts, ratio = MAX_BYTES, MAX_ENTRIES, MAX_RATIO
    if limits:
        most, parts, ratio = limits.unpacked, limits.parts, limits.ratio
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    if len(entries) > parts or size > most or size > ratio * max(packed, 1):
        raise ZipError("it would unpack to far more than it should hold")
    if len({name.casefold() for name in names}) < len(names):
        raise ZipError("it holds two parts of one name")
    for entry in entries:
        name = entry.filename
        # zipfile stops these two at the size that was named, and no other way of packing.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ZipError(f"it holds a part that is packed in another way than ours: {name}")
        if S_ISLNK(entry.external_attr >> 16):
            raise ZipError(f"it holds a link: {name}")
        if entry.orig_filename != name or not name.isprintable():  # zipfile ends a name at its first NUL
            raise ZipError("it holds a part whose name has signs that no name may have")
        if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name:
            raise ZipError(f"it holds a part whose name leads out of it: {name}")
