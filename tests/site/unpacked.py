"""Everything that a file says, however it is packed."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont
from PIL import Image


def told(path: Path, data: bytes) -> Iterator[bytes]:
    """Everything that a file says, unpacked as often as it is packed."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield from told(path, gzip.decompress(data))
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from told(Path(name), packed.read(name))
    elif data[:5] == b"%PDF-":
        yield from pdf(data)
    elif path.suffix in (".webp", ".png"):
        with Image.open(io.BytesIO(data)) as picture:
            yield repr(picture.info).encode()
    elif path.suffix == ".woff2":
        yield repr([name.toUnicode() for name in TTFont(io.BytesIO(data))["name"].names]).encode()


def pdf(data: bytes) -> Iterator[bytes]:
    """Text, every value and every stream."""
    with pikepdf.open(io.BytesIO(data)) as file:
        for each in file.objects:
            yield from values(each)
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            yield page.get_textpage().get_text_range().encode()


def values(node: object) -> Iterator[bytes]:
    """Strings and names in a value of a PDF; what it refers to comes in its own turn."""
    if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
        inside = node.stream_dict if isinstance(node, pikepdf.Stream) else node
        for name, each in inside.items():
            yield name.encode()
            if not getattr(each, "is_indirect", False):
                yield from values(each)
    elif isinstance(node, pikepdf.Array):
        for each in node:
            if not getattr(each, "is_indirect", False):
                yield from values(each)
    else:
        yield str(node).encode()
