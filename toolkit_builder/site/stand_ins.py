"""Fonts of the reader's machine, in the measure of the brand's, for the moments until those have come.

Without them lines break anew when a font arrives, and the page jumps under who reads.

Source: CSS Fonts 5, 3 (size-adjust); CSS Fonts 4, 11.4 (ascent-override). Widths: Adobe Core 14 AFM, which
Arial, Times New Roman and their free copies share.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import uharfbuzz

from ..content.fonts import OwnFont

_LETTERS = " abcdefghijklmnopqrstuvwxyz"
# How often each stands in a thousand letters of English; other languages are near enough.
_OFTEN = (
    180,
    65,
    12,
    23,
    33,
    102,
    18,
    16,
    50,
    57,
    1,
    6,
    33,
    20,
    57,
    62,
    16,
    1,
    50,
    53,
    75,
    23,
    8,
    17,
    2,
    14,
    1,
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A font that nearly every machine has, under one of its names.

    Args:
        weight: 400 or 700.
        names: full or PostScript names, by which CSS asks a machine for it.
        widths: of `_LETTERS`, in thousandths of its size.
    """

    weight: int
    names: tuple[str, ...]
    widths: tuple[int, ...]


_SANS = (
    _Known(
        400, ("Arial", "ArialMT", "LiberationSans", "NimbusSans-Regular", "Helvetica"),
        (278, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
         556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
    ),
    _Known(
        700, ("Arial Bold", "Arial-BoldMT", "LiberationSans-Bold", "NimbusSans-Bold", "Helvetica-Bold"),
        (278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889,
         611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500),
    ),
)  # fmt: skip
_SERIF = (
    _Known(
        400, ("Times New Roman", "TimesNewRomanPSMT", "LiberationSerif", "NimbusRoman-Regular", "Times"),
        (250, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
         500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444),
    ),
    _Known(
        700, ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "LiberationSerif-Bold", "NimbusRoman-Bold"),
        (250, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833,
         556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444),
    ),
)  # fmt: skip


def stand_in(family: str) -> str:
    """Name of the family that stands in for another."""
    return f"{family} until it comes"


def stand_in_rules(font: OwnFont, serif: bool) -> Iterator[str]:
    """@font-face rules of what stands in for an upright font.

    Args:
        font: of the brand.
        serif: whether it is read with serifs, so that the other one has them too.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob(font.data))
    for known in _SERIF if serif else _SANS:
        if not font.variable and (known.weight > 500) != (font.weight > 500):
            continue
        own = uharfbuzz.Font(face)
        own.set_variations({"wght": known.weight})
        size = _width(own, face) / _average(known.widths) * 1000
        extents = own.get_font_extents("ltr")
        names = ",".join(f"local('{name}')" for name in known.names)
        yield (
            f'@font-face{{font-family:"{stand_in(font.family)}";font-weight:{known.weight};src:{names};'
            f"size-adjust:{size:.2%};ascent-override:{extents.ascender / face.upem / size:.2%};"
            f"descent-override:{-extents.descender / face.upem / size:.2%};line-gap-override:0%}}"
        )


def _width(font: uharfbuzz.Font, face: uharfbuzz.Face) -> float:
    """Of a letter, on average, in sizes of the font."""
    glyphs = [font.get_nominal_glyph(ord(letter)) or 0 for letter in _LETTERS]
    return _average([font.get_glyph_h_advance(glyph) for glyph in glyphs]) / int(face.upem)


def _average(widths: Sequence[int]) -> float:
    return sum(width * often for width, often in zip(widths, _OFTEN, strict=True)) / sum(_OFTEN)
