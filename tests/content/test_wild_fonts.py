"""Font files made to take all memory or time: each is refused or read within bounds."""

import gzip
import struct
from io import BytesIO

import brotli
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from fontTools.ttLib.woff2 import packBase128

from tests.held import cost
from tests.own_fonts import own_font
from toolkit_builder.content.fonts import MAX_BYTES, FontError, read_font

pytestmark = pytest.mark.hostile

ZEROS = bytes(10_000_000)


def woff2(sizes, said=1000, megabytes=600):
    """A WOFF2 of zeros, whatever its header and the directory of its tables say.

    Args:
        sizes: of the tables, as the directory says.
        said: size of the whole, as the header says.
        megabytes: what is in it.
    """
    packer = brotli.Compressor(quality=5)
    packed = b"".join(packer.process(ZEROS) for _ in range(megabytes // 10)) + packer.finish()
    # Outlines and their places (10 and 11) are said to be as they are in a plain file.
    flags = [number | (0xC0 if number in (10, 11) else 0) for number in range(len(sizes))]
    entries = b"".join(bytes([flag]) + packBase128(size) for flag, size in zip(flags, sizes, strict=True))
    length = 48 + len(entries) + len(packed)
    header = struct.pack(
        ">4s4sLHHLLHHLLLLL", b"wOF2", b"\0\1\0\0", length, len(sizes), 0, said, len(packed), 1, *[0] * 6
    )
    return header + entries + packed


def with_table(tag, data, flavor=None):
    """A sound font with one table that is not."""
    font = TTFont(BytesIO(own_font()))
    font[tag] = DefaultTable(tag)
    font[tag].data = data
    font.flavor = flavor
    stream = BytesIO()
    font.save(stream, reorderTables=False)
    return stream.getvalue()


def cmap(count, form=12):
    """Tables of which each maps all of Unicode."""
    first = 4 + 8 * count
    records = b"".join(struct.pack(">HHL", 3, 10, first + 28 * number) for number in range(count))
    table = struct.pack(">HHLLLLLL", form, 0, 28, 0, 1, 0, 0x10FFFF, 1)
    return struct.pack(">HH", 0, count) + records + table * count


def segments(count):
    """Tables of format 4 of which each maps the first plane many times."""
    first = 4 + 8 * count
    many = 4000
    table = struct.pack(">7H", 4, 16 + 8 * many, 0, 2 * many, 0, 0, 0)
    table += b"\xff\xff" * many + b"\0\0" + bytes(2 * many) + b"\0\1" * many + bytes(2 * many)
    records = b"".join(struct.pack(">HHL", 3, 1, first + len(table) * number) for number in range(count))
    return struct.pack(">HH", 0, count) + records + table * count


def lookups(count):
    """A GSUB whose lookups all have the same parts, which all have the same letters."""
    listed = struct.pack(">H", count) + struct.pack(">H", 2 + 2 * count) * count
    lookup = struct.pack(">HHH", 1, 0, count) + struct.pack(">H", 6 + 2 * count) * count
    single = struct.pack(">HHh", 1, 6, 0) + struct.pack(">5H", 2, 1, 0, 299, 0)
    return struct.pack(">L5H", 0x10000, 10, 12, 14, 0, 0) + listed + lookup + single


def nested(depth):
    """A font whose letters are made of the letter before, twice."""
    font = TTFont(BytesIO(own_font()), recalcBBoxes=False)
    names = font.getGlyphOrder()
    for number in range(2, depth):
        glyph = Glyph()
        glyph.numberOfContours = -1
        glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
        glyph.components = []
        for _ in range(2):
            part = GlyphComponent()
            part.glyphName, part.flags, part.x, part.y = names[number - 1], 2, 0, 0
            glyph.components.append(part)
        font["glyf"][names[number]] = glyph
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def drawn_in_colours():
    """An SVG of a letter that is packed a thousandfold."""
    document = gzip.compress(bytes(900_000_000), 9)
    listed = struct.pack(">HHHLL", 1, 1, 1, 14, len(document))
    return with_table("SVG ", struct.pack(">HLL", 0, 10, 0) + listed + document)


BOMBS = {
    "header and directory say little": lambda: woff2([1000]),
    "header says little": lambda: woff2([600_000_000]),
    "many tables of fair size": lambda: woff2([20_000_000] * 30),
    "directory without tables": lambda: woff2([]),
    "says that it holds 25 MB": lambda: woff2([600_000_000], said=25_000_000),
    "cmap of all Unicode many times": lambda: with_table("cmap", cmap(2000)),
    "cmap of letters for missing glyphs": lambda: with_table("cmap", cmap(2000, 13), "woff2"),
    "cmap of segments": lambda: with_table("cmap", segments(50)),
    "lookups that share their parts": lambda: with_table("GSUB", lookups(250)),
    "letters of letters": lambda: nested(200),
    "drawings in colours": drawn_in_colours,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BOMBS])
def test_no_font_holds_a_check_up(name, tmp_path):
    """Five seconds of CPU and 300 MB are the most for a font of 5 MB, however it is made."""
    data = BOMBS[name]()
    assert len(data) <= MAX_BYTES
    (tmp_path / "font").write_bytes(data)
    seconds, kilobytes, said = cost(
        tmp_path / "font",
        "from toolkit_builder.content.fonts import FontError, read_font",
        "read_font(data)",
        "FontError",
    )

    assert "torn: " not in said
    assert seconds < 5
    assert kilobytes < 300_000


# WOFF2 takes outlines apart: none can be packed that are torn.
@pytest.mark.parametrize(
    ("tag", "flavor"),
    [
        ("glyf", None),
        *((tag, flavor) for tag in ("GSUB", "GPOS", "hmtx", "cmap", "OS/2") for flavor in (None, "woff2")),
    ],
)
def test_a_table_that_is_torn_is_told(tag, flavor):
    whole = TTFont(BytesIO(own_font())).reader[tag]

    with pytest.raises(FontError, match="torn") as caught:
        read_font(with_table(tag, whole[: len(whole) // 3], flavor))

    assert caught.value.code == "C432"


@pytest.mark.parametrize("tag", ["hdmx", "Zapf", "meta"])
def test_tables_that_set_no_words_are_no_matter(tag):
    assert read_font(with_table(tag, b"\0\1\0")).family == read_font(own_font()).family
