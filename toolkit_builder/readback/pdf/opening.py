"""The one door for the objects of a PDF; one from outside is taken only if it holds what a form may hold.

Source: ISO 32000-1, 7.4 (filters), 7.7.3 (page tree).
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from ...errors import Unreadable
from ...machine.limits import Limits

_PIECE = 1_000_000  # bytes that are unpacked at a time, and forgotten
_FLATE = ("/FlateDecode", "/Fl")


def open_pdf(data: bytes, limits: Limits | None = None) -> pikepdf.Pdf:
    """A PDF with its objects.

    Its scripts, actions and addresses are never followed; nobody here knows how.

    Args:
        data: the file.
        limits: for a file from outside, which is to be read in a process of its own, see `read_apart`: the
            library unpacks lists of objects before anything can be counted. None for one that was made here.

    Raises:
        pikepdf.PdfError: it is no PDF, or an encrypted one.
        Unreadable: it holds more than it may.
    """
    if limits and len(data) > limits.bytes:
        raise Unreadable(f"it is larger than {limits.bytes / 1e6:.0f} MB")
    file = pikepdf.open(BytesIO(data))
    if limits:
        try:
            _check(file, len(data), limits)
        except (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise Unreadable(f"it is damaged: {error}") from None
    return file


def _check(file: pikepdf.Pdf, size: int, limits: Limits) -> None:
    if len(file.objects) > limits.objects:
        raise Unreadable(f"it has more than {limits.objects} objects")
    _count_pages(file, limits)
    left = min(limits.unpacked, limits.ratio * size)
    for held in file.objects:
        if isinstance(held, pikepdf.Stream):
            left -= _unpacked_size(held, left)
            if left < 0:
                raise Unreadable("it would unpack to far more than it should hold")


def _count_pages(file: pikepdf.Pdf, limits: Limits) -> None:
    """Go down the page tree as no library needs to: without calling itself, and never twice the same way."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(file.Root.get("/Pages"), 0)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            raise Unreadable("its list of pages is damaged")
        if depth > limits.depth:
            raise Unreadable(f"its pages lie more than {limits.depth} lists deep")
        if node.is_indirect and node.objgen in seen:
            raise Unreadable("its list of pages leads back to itself")
        seen.add(node.objgen)
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting += [(kid, depth + 1) for kid in kids]
        else:
            count += 1
        if count > limits.pages or len(waiting) > limits.objects:
            raise Unreadable(f"it has more than {limits.pages} pages")


def _unpacked_size(stream: Any, most: int) -> int:
    """Bytes of a stream when it is unpacked, or of its pixels; past `most` nobody counts."""
    if stream.get("/Subtype") == "/Image":
        across, down = (int(stream.get(name, 0)) for name in ("/Width", "/Height"))
        return max(across, 1) * max(down, 1) * 4
    filters = stream.get("/Filter", [])
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    data = [bytes(stream.read_raw_bytes())]
    size = len(data[0])
    for place, name in enumerate(names):
        if name not in _FLATE:
            # Another way of packing comes behind or inside: few use one, and its growth is bounded by memory.
            break
        last = place == len(names) - 1
        pieces, size = [], 0
        for piece in _inflated(data):
            size += len(piece)
            if size > most:
                return size
            if not last:
                pieces.append(piece)
        data = pieces
    return size


def _inflated(packed: list[bytes]) -> Iterator[bytes]:
    """What comes out of packed bytes, a piece at a time; what is damaged ends it."""
    inflater = zlib.decompressobj()
    for part in packed:
        while part and not inflater.eof:
            try:
                yield inflater.decompress(part, _PIECE)
            except zlib.error:
                return
            part = inflater.unconsumed_tail
