"""The bytes of a file as text: UTF-8, with or without a byte order mark, with line ends of any system."""

import re
from typing import NamedTuple

from ...errors import Place, Problem, SourceError
from .spans import place

MAX_BYTES = 1_000_000
_SAVE = "save it again as text with the encoding UTF-8; most editors ask for it under “Save as”"
# What a file begins with that is no text of ours -> what it is.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel file of old"),
    (b"{\\rtf", "an RTF file, as WordPad and TextEdit write them"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (
        b"version https://git-lfs.github.com/spec/",
        "a pointer of Git LFS, and the file itself was not fetched",
    ),
)


class _Wide(NamedTuple):
    """An encoding with more than one byte a letter, by the mark that it begins with."""

    mark: bytes
    name: str


# The longer marks first: that of UTF-32 begins as that of UTF-16.
_WIDE = (
    _Wide(b"\xff\xfe\0\0", "UTF-32"),
    _Wide(b"\0\0\xfe\xff", "UTF-32"),
    _Wide(b"\xff\xfe", "UTF-16"),
    _Wide(b"\xfe\xff", "UTF-16"),
)

_NOT_UTF8 = "text, not UTF-8"


def decode(file: str, data: bytes) -> str:
    """The text of a file; its lines end in a line feed.

    A carriage return alone ends the lines of very old files; between other line ends it stays, as a trace.

    Args:
        file: path of the file as messages name it.
        data: the whole file.

    Raises:
        SourceError: C201 it is no UTF-8 text, C203 it is too large.
    """
    if len(data) > MAX_BYTES:
        hint = "split it: one material a file, at most 1 MB each"
        message = f"the file is too large ({len(data):,} bytes)"
        raise SourceError([Problem(Place(file), "C203", message, hint)])
    if what := _known(data):
        hint = "write the texts into a file of YAML; `toolkit new` makes one to start from"
        if what.endswith(_NOT_UTF8):
            hint = "save it again as UTF-8: in most editors under Save As, Encoding"
        raise SourceError([Problem(Place(file), "C201", f"the file is {what}", hint)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError([_no_utf8(file, data, error.start)]) from None
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def _known(data: bytes) -> str:
    """What a file is that is no UTF-8 text, where its beginning tells; else empty."""
    for wide in _WIDE:
        if data.startswith(wide.mark):
            return f"{wide.name} {_NOT_UTF8}"
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, what in _BEGINNINGS:
        if start.startswith(beginning.lower()):
            return what
    sample = data[:200]
    for half in (sample[::2], sample[1::2]):  # text of the Latin script: every second byte is zero
        if len(sample) > 8 and half.count(0) > 0.9 * len(half) and sample.count(0) < 0.6 * len(sample):
            return f"UTF-16 {_NOT_UTF8}"
    return ""


def _no_utf8(file: str, data: bytes, start: int) -> Problem:
    """The first byte that is no UTF-8, with the letter that it is on Windows."""
    line = data.count(b"\n", 0, start)
    begin = data.rfind(b"\n", 0, start) + 1
    before = data[begin:start].decode("utf-8").removeprefix("\ufeff")
    rest = re.match(rb"[^\n]*", data[start : start + 200])
    after = (rest[0] if rest else b"").decode("cp1252", "replace")
    where = place("", [before + after], 0, len(before))
    there = Place(file, line + 1, where.column, 1, where.text, where.skipped)
    letter = after[:1]
    if re.search(rb"[\0-\x08\x0e-\x1f]", data):
        message = f"the file is not UTF-8 text: byte {data[start]:02X}, and it holds bytes of no text"
    elif letter.isprintable() and letter != "\ufffd":
        message = f'the file is not UTF-8 text: byte {data[start]:02X}, which is "{letter}" in Windows-1252'
    else:
        message = f"the file is not UTF-8 text: byte {data[start]:02X}"
    return Problem(there, "C201", message, _SAVE)
