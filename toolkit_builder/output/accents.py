"""Letters with accents as glyphs of one piece.

A font draws a letter that it has no glyph for as several: the plain letter and its accents. On the page that
looks right, but programs that copy a PDF's words or read them aloud go by the places of glyphs, and an accent
stands on its letter and not after it: they say a space, a line or the letter once more (WeasyPrint's issue
2841). So what a toolkit writes with such letters is put together in the font: a glyph of the same parts, at
the same places, which the text then asks for.
Source: OpenType 1.9, `glyf` (composite glyphs) and `GSUB` (ligatures, lookup type 4).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import uharfbuzz

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# A letter that ASCII does not have, or any letter with accents after it.
_LETTER = re.compile("[^\\W\\d_\\x00-\\x7f]|[^\\W\\d_](?=[\u0300-\u036f])")
_ACCENTS = "[\u0300-\u036f]*"
_WRITTEN = re.compile(f"(?:{_LETTER.pattern}){_ACCENTS}")
# OpenType's feature that asks for them: it is always on, and hardly any Latin font has its own.
_FEATURE = "rlig"


Glyphs = tuple[int, ...]


class Drawn(NamedTuple):
    """What a font draws a letter with.

    Args:
        glyphs: by their numbers.
        places: how far each stands to the right of the place of the letter, and above it.
        width: of all.
    """

    glyphs: Glyphs
    places: tuple[tuple[int, int], ...]
    width: int


def accented(words: str) -> tuple[str, ...]:
    """Each letter with its accents that fonts may have no glyph for.

    Args:
        words: everything that is printed.
    """
    written = {match[0] for match in _WRITTEN.finditer(words)}
    written |= {letters.upper() for letters in written}  # styles write capitals
    apart = (letters for letters in written if len(unicodedata.normalize("NFD", letters)) > 1)
    return tuple(sorted(apart))


@lru_cache(maxsize=64)
def whole(font: bytes, letters: tuple[str, ...]) -> bytes:
    """A font with a glyph for each letter that it draws with several; the same bytes each time.

    Args:
        font: a TrueType file of one weight.
        letters: of `accented`.

    Returns:
        The font as it is, where nothing is lacking or its outlines are of another kind.
    """
    drawn = _drawn_in_parts(font, letters)
    if not drawn:
        return font
    from fontTools.ttLib import TTFont  # takes a while, and most toolkits have no such letters

    file = TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    if "glyf" not in file:
        return font
    made: dict[Glyphs, str] = {}
    known = file.getBestCmap()
    for letter, each in drawn.items():
        name = made.get(each.glyphs) or _add(file, f"whole{len(made)}", each)
        made[each.glyphs] = name
        if len(letter) == 1 and ord(letter) not in known:
            _tell_of(file, ord(letter), name)
    _ask_for(file, made)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _drawn_in_parts(font: bytes, letters: Iterable[str]) -> dict[str, Drawn]:
    """Those letters that several glyphs are drawn for, of which none is lacking."""
    opened = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font)))
    found: dict[str, Drawn] = {}
    for letter in letters:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(letter)
        buffer.guess_segment_properties()
        uharfbuzz.shape(opened, buffer)
        glyphs = tuple(info.codepoint for info in buffer.glyph_infos)
        if len(glyphs) > 1 and all(glyphs):
            found[letter] = _placed(glyphs, buffer.glyph_positions)
    return found


def _placed(glyphs: Glyphs, positions: Iterable[Any]) -> Drawn:
    pen, places = 0, []
    for position in positions:
        places.append((pen + position.x_offset, position.y_offset))
        pen += position.x_advance
    return Drawn(glyphs, tuple(places), pen)


def _add(file: "TTFont", name: str, drawn: Drawn) -> str:
    """A glyph made of others; gives its name."""
    from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, Glyph, GlyphComponent

    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for number, (right, up) in zip(drawn.glyphs, drawn.places, strict=True):
        part = GlyphComponent()
        part.glyphName, part.flags = file.getGlyphName(number), ROUND_XY_TO_GRID
        part.x, part.y = right, up
        glyph.components.append(part)
    table = file["glyf"]
    table[name] = glyph
    glyph.recalcBounds(table)
    file["hmtx"][name] = drawn.width, glyph.xMin
    return name


def _tell_of(file: "TTFont", code: int, name: str) -> None:
    """Say that the font has a letter: it is looked for there before it is put together."""
    for table in file["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def _ask_for(file: "TTFont", made: dict[Glyphs, str]) -> None:
    """The rules by which text takes the new glyphs, after all other rules and in every language."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
    from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup
    from fontTools.ttLib.tables.otTables import Feature, FeatureRecord

    rules = {tuple(map(file.getGlyphName, parts)): name for parts, name in made.items()}
    if "GSUB" not in file:
        lines = "".join(f"sub {' '.join(parts)} by {name};" for parts, name in rules.items())
        addOpenTypeFeaturesFromString(file, f"feature {_FEATURE} {{{lines}}} {_FEATURE};", tables=["GSUB"])
        return
    table = file["GSUB"].table
    record = FeatureRecord()
    record.FeatureTag, record.Feature = _FEATURE, Feature()
    record.Feature.FeatureParams, record.Feature.LookupListIndex = None, [len(table.LookupList.Lookup)]
    table.LookupList.Lookup.append(buildLookup([buildLigatureSubstSubtable(rules)]))
    number = len(table.FeatureList.FeatureRecord)
    table.FeatureList.FeatureRecord.append(record)
    for script in table.ScriptList.ScriptRecord:
        languages = [language.LangSys for language in script.Script.LangSysRecord]
        for language in (script.Script.DefaultLangSys, *languages):
            if language is not None:
                language.FeatureIndex.append(number)
