"""Zip files that are the same bytes for the same parts, and reading those of others with care.

Source: ZIP appnote 6.3. A zip can name places outside its folder and grow a thousandfold when unpacked.
"""

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISLNK
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MAX_ENTRIES = 20_000
MAX_BYTES = 512 * 1024 * 1024
MAX_RATIO = 200  # of all parts together; what our own zips hold is packed to a tenth at most
_ENTRY = b"PK\x01\x02"  # begins an entry of the list at a zip's end


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


def unzipped(data: bytes) -> dict[str, bytes]:
    """All parts of a zip.

    Raises:
        ValueError: it is no zip, is damaged, or asks for more than one of ours could; the message says which.
    """
    with _opened(data) as archive:
        entries = archive.infolist()
        _fit(entries, len(data))
        return {entry.filename: archive.read(entry) for entry in entries}


def part_of(file: Path | bytes, name: str) -> bytes:
    """One part of a zip, without reading the others.

    Args:
        file: where it lies on disk, or all of it.
        name: of the part.

    Raises:
        ValueError: as `unzipped`, or there is no such part.
        OSError: the file cannot be read.
    """
    packed = len(file) if isinstance(file, bytes) else file.stat().st_size
    with _opened(file) as archive:
        entry = archive.NameToInfo.get(name)
        if entry is None:
            raise ValueError(f"{name} is missing")
        _fit([entry], packed)
        return archive.read(entry)


class Parts(Mapping[str, bytes]):
    """The parts of a zip that is all in memory, each unpacked when it is asked for.

    Args:
        data: the zip.
        most: bytes that one part may unpack to.

    Raises:
        ValueError: as `unzipped`, here and wherever a part is asked for; a part that is longer.
    """

    def __init__(self, data: bytes, most: int = MAX_BYTES) -> None:
        if data.count(_ENTRY) > 2 * MAX_ENTRIES:  # zipfile would keep a list of them all
            raise ValueError("it would unpack to far more than it should hold")
        with _whole():
            self._archive = ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        _fit(entries, len(data))
        if long := [entry.filename for entry in entries if entry.file_size > most]:
            raise ValueError(f"it holds a part that is too long: {long[0]}")
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
    with _whole(), stream, ZipFile(stream) as archive:
        yield archive


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OverflowError, zlib.error) as error:
        raise ValueError(f"it is not a whole zip file ({error})") from None


def _fit(entries: Sequence[ZipInfo], packed: int) -> None:
    """Refuse what our own zips never hold.

    Args:
        entries: those that are to be read.
        packed: bytes of the whole zip.
    """
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or size > MAX_BYTES or size > MAX_RATIO * max(packed, 1):
        raise ValueError("it would unpack to far more than it should hold")
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("it holds two parts of one name")
    for entry in entries:
        name = entry.filename
        # zipfile stops these two at the size that was named, and no other way of packing.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ValueError(f"it holds a part that is packed in another way than ours: {name}")
        if S_ISLNK(entry.external_attr >> 16):
            raise ValueError(f"it holds a link: {name}")
        if entry.orig_filename != name or not name.isprintable():  # zipfile ends a name at its first NUL
            raise ValueError("it holds a part whose name has signs that no name may have")
        if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name:
            raise ValueError(f"it holds a part whose name leads out of it: {name}")
