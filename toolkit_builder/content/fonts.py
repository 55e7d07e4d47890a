"""Font files beside brand.yaml: read once, judged by what is in them and not by their names.

Whatever the file is, OpenType, TrueType or WOFF2, the rest of the program gets plain OpenType bytes.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import uharfbuzz

from ..machine.files import beginning, entry

FOLDER = "fonts"
ENDINGS = (".otf", ".ttf", ".woff2")
MAX_BYTES = 5_000_000
_MAX_UNPACKED = 25_000_000
_PART = 1_000_000  # bytes that are unpacked at a time
_READ = {"head", "hhea", "maxp", "hmtx", "name", "OS/2", "post", "glyf", "CFF "}
# Letters that all parts of a cmap map; each part may hold every letter of Unicode's first two planes.
_MAX_MAPPED = 1_000_000
_SEGMENTS = 4
_GROUPS = {8: 8204, 12: 12, 13: 12}  # format of a cmap -> where the number of its groups stands
_KINDS = {b"\0\1\0\0": "TrueType", b"true": "TrueType", b"OTTO": "OpenType", b"wOF2": "WOFF2"}
_CURE = "take it again from whoever made it, as .otf, .ttf or .woff2"
# Source: OpenType 1.9, OS/2 table, fsType: the lowest four bits say how far a font may be embedded.
_RESTRICTED, _PRINT_ONLY, _WHOLE_ONLY, _BITMAPS_ONLY = 0x2, 0x4, 0x100, 0x200
_REGULAR, _BOLD = 400, 700


class FontError(ValueError):
    """A font file that cannot be used.

    Args:
        code: C432 or C433.
        message: one sentence.
        hint: what to do.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class OwnFont:
    """One font file of a brand.

    Args:
        family: as its own tables name it.
        italic: whether it leans.
        weight: 100 to 900; of a variable font, that of its default.
        variable: whether it holds more weights than one.
        print_only: whether it may be embedded in what is read and printed, and not in forms.
        data: OpenType bytes.
    """

    family: str
    italic: bool
    weight: int
    variable: bool
    print_only: bool
    data: bytes


def own_fonts(files: Mapping[str, bytes]) -> tuple[OwnFont, ...]:
    """The fonts of a brand that can be read, in the order of their names; others are told of by a rule."""
    return tuple(_readable(files))


def fonts_in(sources: Path) -> tuple[OwnFont, ...]:
    """The fonts beside brand.yaml that can be read.

    Args:
        sources: the toolkit's folder.
    """
    files = [path for path in (sources / FOLDER).glob("*") if path.suffix.casefold() in ENDINGS]
    own = [path for path in files if entry(path.parent, path.name)]
    return own_fonts({path.name: beginning(path, MAX_BYTES) for path in own})


def _readable(files: Mapping[str, bytes]) -> Iterator[OwnFont]:
    for _, data in sorted(files.items()):
        try:
            yield read_font(data)
        except FontError:
            continue


@lru_cache(maxsize=64)
def read_font(data: bytes) -> OwnFont:
    """What a font file is.

    Args:
        data: the whole file.

    Raises:
        FontError: C432 it is no font, torn, too large or of a kind that cannot be used; C433 it may not be
            embedded.
    """
    if len(data) > MAX_BYTES:
        raise FontError("C432", "the font is too large", "use one with fewer letters, of at most 5 MB")
    kind = _KINDS.get(data[:4])
    if kind is None:
        raise _not_a_font(data)
    if kind == "WOFF2" and (len(data) < 20 or struct.unpack_from(">I", data, 16)[0] > _MAX_UNPACKED):
        raise _unpacks_to_too_much()
    # Heavy, and of no use to brands whose fonts are packages.
    from fontTools.ttLib import TTFont

    try:
        if kind == "WOFF2":
            _unpack_within_bounds(data)
        # Bounds of letters made of letters are left as they are: parts of parts of parts take for ever.
        font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
        _look_into(font)
        return _described(font)
    except FontError:
        raise
    except Exception as error:  # fontTools raises whatever a torn table makes it stumble over
        message = f"the {kind} font is torn: {type(error).__name__}"
        raise FontError("C432", message, _CURE) from None


def _unpack_within_bounds(data: bytes) -> None:
    """Unpack a WOFF2 in parts, since its header may say less than is in it.

    Raises:
        FontError: C432, it unpacks to too much.
    """
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry, brotli, woff2DirectorySize

    count, _, _, size = struct.unpack_from(">HHLL", data, 12)
    stream = BytesIO(data)
    stream.seek(woff2DirectorySize)
    for _ in range(count):
        WOFF2DirectoryEntry().fromFile(stream)
    packed, unpacked, stream_of_parts = stream.read(size), 0, brotli.Decompressor()
    while part := stream_of_parts.process(packed, output_buffer_limit=_PART):
        unpacked, packed = unpacked + len(part), b""
        if unpacked > _MAX_UNPACKED:
            raise _unpacks_to_too_much()


def _look_into(font: "TTFont") -> None:  # type: ignore[name-defined]  # noqa: F821
    """Read what tells whether a font is whole; tables of which few bytes may say much are copied unread.

    Raises:
        FontError: C432, it maps too many letters.
        Exception: whatever fontTools and struct raise of what is torn.
    """
    tables = {tag: font.reader[tag] for tag in [*font.reader.keys()]}
    if _mapped(tables.get("cmap", bytes(4))) > _MAX_MAPPED:
        raise FontError("C432", "the font maps more letters than there are", _CURE)
    for tag in _READ & tables.keys():
        if hasattr(font[tag], "ensureDecompiled"):
            font[tag].ensureDecompiled()


def _mapped(cmap: bytes) -> int:
    """How many letters the tables of a cmap map, as its ranges say; a few bytes can say a million.

    Source: OpenType 1.9, cmap, formats 4, 8, 12, 13 and 14.
    """
    total = 0
    (count,) = struct.unpack_from(">H", cmap, 2)
    for record in range(count):
        (at,) = struct.unpack_from(">L", cmap, 4 + 8 * record + 4)
        (form,) = struct.unpack_from(">H", cmap, at)
        if form == _SEGMENTS:
            segments = struct.unpack_from(">H", cmap, at + 6)[0] // 2
            ends = struct.unpack_from(f">{segments}H", cmap, at + 14)
            starts = struct.unpack_from(f">{segments}H", cmap, at + 16 + 2 * segments)
            total += sum(max(0, end - start + 1) for start, end in zip(starts, ends, strict=True))
        elif form in _GROUPS:
            start = at + _GROUPS[form]
            (groups,) = struct.unpack_from(">L", cmap, start)
            pairs = struct.iter_unpack(">LLL", cmap[start + 4 : start + 4 + 12 * groups])
            total += sum(max(0, last - first + 1) for first, last, _ in pairs)
    return total


def _unpacks_to_too_much() -> FontError:
    return FontError("C432", "the font unpacks to more than 25 MB, or is torn", _CURE)


def _not_a_font(data: bytes) -> FontError:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        return FontError("C432", "this is a page of the web and no font", _CURE)
    if data.startswith(b"ttcf"):
        hint = "take the single fonts out of it; each is a file of its own"
        return FontError("C432", "this is a collection of several fonts", hint)
    if data.startswith(b"wOFF"):
        return FontError("C432", "this is a font of the older kind WOFF", _CURE)
    return FontError("C432", "this is no font", _CURE)


def _described(font: "TTFont") -> OwnFont:  # type: ignore[name-defined]  # noqa: F821
    """What the tables of a font say.

    Raises:
        FontError: see `read_font`.
    """
    if not {"cmap", "name", "head", "hmtx", "OS/2"} <= {*font.keys()} or not {"glyf", "CFF "} & {
        *font.keys()
    }:
        hint = "save it with outlines as .otf or .ttf; of a variable CFF2 font, single weights"
        raise FontError("C432", "the font has no outlines, letters or names that can be used", hint)
    rights = font["OS/2"].fsType
    _may_be_embedded(rights)
    names = font["name"]
    family = str(names.getDebugName(16) or names.getDebugName(1) or "").strip()
    if not family:
        raise FontError("C432", "the font does not say its family", "ask whoever made it for one that does")
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    _layout_is_whole(font, plain.getvalue())
    table = font["OS/2"]
    bold = bool(table.fsSelection & 0x20 or font["head"].macStyle & 1)
    weight = table.usWeightClass
    if not 100 <= weight <= 900 or (bold and weight == _REGULAR):
        weight = _BOLD if bold else _REGULAR
    return OwnFont(
        family=family,
        italic=bool(table.fsSelection & 0x1 or font["head"].macStyle & 2 or font["post"].italicAngle),
        weight=weight,
        variable="fvar" in font,
        print_only=rights & 0xF == _PRINT_ONLY,
        data=plain.getvalue(),
    )


def _layout_is_whole(font: "TTFont", plain: bytes) -> None:  # type: ignore[name-defined]  # noqa: F821
    """HarfBuzz, which sets the words, passes over tables that are not whole.

    Args:
        font: its tables are asked for.
        plain: its OpenType bytes.

    Raises:
        FontError: C432, a table is torn.
    """
    face = uharfbuzz.Face(plain)
    taken = {"GSUB": face.has_layout_substitution, "GPOS": face.has_layout_positioning}
    for tag, whole in taken.items():
        if tag in font and not whole:
            raise FontError("C432", f"the table {tag} of the font is torn", _CURE)


def _may_be_embedded(rights: int) -> None:
    ask = "ask whoever made it for a licence to embed it and a file that says so (fsType 0 or 8)"
    if rights & 0xF == _RESTRICTED:
        raise FontError("C433", "the font says that it may not be embedded", ask)
    if rights & _WHOLE_ONLY:
        raise FontError("C433", "the font says that no part of it may be embedded, only the whole", ask)
    if rights & _BITMAPS_ONLY:
        raise FontError("C433", "the font says that its outlines may not be embedded", ask)
