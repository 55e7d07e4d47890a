"""A font whose glyphs have the numbers of their letters.

Where a file's fields are drawn with such a font, the code of a letter is its Unicode number (ISO 32000-1,
9.7.5.2), and programs that take the one for the other when they measure an answer (pypdf 7) break its
lines where they should.
"""

from functools import lru_cache
from io import BytesIO
from itertools import count

_NONE = ".notdef"


@lru_cache(maxsize=4)
def numbered_by_letters(font: bytes) -> bytes:
    """The same letters, each under its own number; what is between them is empty.

    Args:
        font: a TrueType file of one weight without layout tables, in which no two letters share a glyph.
    """
    from fontTools.ttLib import TTFont  # takes a while, and most commands make no PDF
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    file = TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    letters = file.getBestCmap()
    glyphs, widths = file["glyf"].glyphs, file["hmtx"].metrics
    for glyph in glyphs.values():  # else one that is put together goes on naming its parts by old numbers
        glyph.expand(file["glyf"])
    order = [f"empty{number}" for number in range(max(letters) + 1)]
    order[0] = _NONE
    for number, name in letters.items():
        order[number] = name
    free = (number for number in count(1) if number not in letters)
    known = {_NONE, *letters.values()}
    for name in file.getGlyphOrder():  # parts that letters are put together from
        if name not in known:
            order[next(free)] = name
    for name in order:
        glyphs.setdefault(name, Glyph())
        widths.setdefault(name, (0, 0))
    file.setGlyphOrder(order)
    file["glyf"].setGlyphOrder(order)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()
