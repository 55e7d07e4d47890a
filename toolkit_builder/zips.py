"""Zip files that are the same bytes for the same parts, and reading those of others with care.

Source: ZIP appnote 6.3. A zip can name places outside its folder and grow a thousandfold when unpacked.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

MAX_ENTRIES = 20_000
MAX_BYTES = 512 * 1024 * 1024
MAX_RATIO = 200  # of all parts together; what our own zips hold is packed to a tenth at most


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
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _fit(entries, len(data))
            return {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(f"it is not a whole zip file ({error})") from None


def part_of(path: Path, name: str) -> bytes:
    """One part of a zip on disk, without reading the others.

    Raises:
        ValueError: as `unzipped`, or there is no such part.
        OSError: the file cannot be read.
    """
    try:
        with path.open("rb") as stream, ZipFile(stream) as archive:
            _fit([archive.getinfo(name)], path.stat().st_size)
            return archive.read(name)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(f"it is not a whole zip file ({error})") from None
    except KeyError:
        raise ValueError(f"{name} is missing") from None


def _fit(entries: list[ZipInfo], packed: int) -> None:
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or size > MAX_BYTES or size > MAX_RATIO * max(packed, 1):
        raise ValueError("it would unpack to far more than it should hold")
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("it holds two parts of one name")
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name:
            raise ValueError(f"it holds a part whose name leads out of it: {name}")
