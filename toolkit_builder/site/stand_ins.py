"""Fonts of the reader's machine, in the measure of the brand's, for the moments until those have come.

Without them lines break anew when a font arrives, and the page jumps under who reads.

Source: CSS Fonts 5, 3 (size-adjust); CSS Fonts 4, 11.4 (ascent-override). Widths: Adobe Core 14 AFM, which
Arial, Times New Roman and their free copies share; those of DejaVu, all that some machines have, are its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import uharfbuzz

from ..content.families import OPTICAL_SIZE
from ..content.fonts import OwnFont

_LETTERS = " abcdefghijklmnopqrstuvwxyz"
# How often each stands in a thousand letters of English; other languages are near enough.
_OFTEN = (
    180, 65, 12, 23, 33, 102, 18, 16, 50, 57, 1, 6, 33, 20,
    57, 62, 16, 1, 50, 53, 75, 23, 8, 17, 2, 14, 1,
)  # fmt: skip


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
        400, ("Arial", "ArialMT", "LiberationSans", "NimbusSans-Regular", "Helvetica", "Roboto"),
        (278, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
         556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
    ),
    _Known(
        700,
        ("Arial Bold", "Arial-BoldMT", "LiberationSans-Bold", "NimbusSans-Bold", "Helvetica-Bold",
         "Roboto Bold"),
        (278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889,
         611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500),
    ),
    _Known(
        400, ("DejaVu Sans", "DejaVuSans"),
        (318, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974,
         634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525),
    ),
    _Known(
        700, ("DejaVu Sans Bold", "DejaVuSans-Bold"),
        (348, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042,
         712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582),
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
    _Known(
        400, ("DejaVu Serif", "DejaVuSerif"),
        (318, 596, 640, 560, 640, 592, 370, 640, 644, 320, 310, 606, 320, 948,
         644, 602, 640, 640, 478, 513, 402, 644, 565, 856, 564, 565, 527),
    ),
    _Known(
        700, ("DejaVu Serif Bold", "DejaVuSerif-Bold"),
        (348, 648, 699, 609, 699, 636, 430, 699, 727, 380, 362, 693, 380, 1058,
         727, 667, 699, 699, 527, 563, 462, 727, 581, 861, 596, 581, 568),
    ),
)  # fmt: skip


_EACH = 2  # weights of a family


def stands_in(family: str) -> tuple[str, ...]:
    """Names of the families that stand in for another, in order: a machine has the first or the next."""
    return f"{family} until it comes", f"{family} until it comes, else"


def stand_in_rules(font: OwnFont, serif: bool) -> Iterator[str]:
    """@font-face rules of what stands in for an upright font; none where it has no Latin letters.

    Args:
        font: of the brand.
        serif: whether it is read with serifs, so that the other one has them too.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob(font.data))
    if any(uharfbuzz.Font(face).get_nominal_glyph(ord(letter)) is None for letter in _LETTERS):
        return
    for place, known in enumerate(_SERIF if serif else _SANS):
        if font.variable or (known.weight > 500) == (font.weight > 500):
            yield _rule(stands_in(font.family)[place // _EACH], known, face)


def _rule(family: str, known: _Known, face: uharfbuzz.Face) -> str:
    own = uharfbuzz.Font(face)
    own.set_variations({"wght": known.weight, "opsz": OPTICAL_SIZE})  # as the site has it
    size = _width(own, face) / _average(known.widths) * 1000
    extents = own.get_font_extents("ltr")
    names = ",".join(f"local('{name}')" for name in known.names)
    return (
        f'@font-face{{font-family:"{family}";font-weight:{known.weight};src:{names};'
        f"size-adjust:{size:.2%};ascent-override:{extents.ascender / face.upem / size:.2%};"
        f"descent-override:{-extents.descender / face.upem / size:.2%};line-gap-override:0%}}"
    )


def _width(font: uharfbuzz.Font, face: uharfbuzz.Face) -> float:
    """Of a letter, on average, in sizes of the font."""
    glyphs = [font.get_nominal_glyph(ord(letter)) for letter in _LETTERS]
    return _average([font.get_glyph_h_advance(glyph) for glyph in glyphs]) / int(face.upem)


def _average(widths: Sequence[int]) -> float:
    return sum(width * often for width, often in zip(widths, _OFTEN, strict=True)) / sum(_OFTEN)
