"""Fonts that most machines have, drawn as large as a webfont until it is there, so that no line moves when it comes.

A stand-in takes as much room as the font that it stands for: its letters are scaled to the same width, its lines
to the same height.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import uharfbuzz

from ..content.families import BOLD, OPTICAL_SIZE, REGULAR, nearest
from ..content.fonts import OwnFont

# Ordinary words, with letters as often as English has them.
_SAMPLE = (
    "The school leaders and their teams look at what students say, choose one thing to change, and meet again to "
    "see what it did."
)
_WEIGHTS = {REGULAR: "1 549", BOLD: "550 1000"}


@dataclass(frozen=True, slots=True)
class _Known:
    """Fonts of equal widths that machines have.

    Args:
        names: by weight, as `local()` finds them.
        widths: by weight, in em, of a letter of the sample on average.
    """

    names: dict[int, tuple[str, ...]]
    widths: dict[int, float]


# Measured with HarfBuzz: Nimbus Sans for Arial, Nimbus Roman for Times, which have their widths; DejaVu itself.
# Georgia goes by Arial as the metrics of Capsize 3 (xWidthAvg) do. Windows and macOS have the first of each kind,
# Android has Roboto, a bare Linux DejaVu alone.
_ARIAL = _Known(
    {
        REGULAR: ("Arial", "Helvetica", "Roboto", "Liberation Sans", "Nimbus Sans Regular"),
        BOLD: ("Arial Bold", "Helvetica Bold", "Roboto Bold", "Liberation Sans Bold", "Nimbus Sans Bold"),
    },
    {REGULAR: 0.4452, BOLD: 0.4790},
)
_DEJAVU_SANS = _Known(
    {REGULAR: ("DejaVu Sans",), BOLD: ("DejaVu Sans Bold",)}, {REGULAR: 0.5105, BOLD: 0.5744}
)
_GEORGIA = _Known({REGULAR: ("Georgia",), BOLD: ("Georgia Bold",)}, {REGULAR: 0.4452, BOLD: 0.5179})
_TIMES = _Known(
    {
        REGULAR: ("Times New Roman", "Times Roman", "Liberation Serif", "Nimbus Roman Regular"),
        BOLD: ("Times New Roman Bold", "Times Bold", "Liberation Serif Bold", "Nimbus Roman Bold"),
    },
    {REGULAR: 0.3961, BOLD: 0.4205},
)
_DEJAVU_SERIF = _Known(
    {REGULAR: ("DejaVu Serif",), BOLD: ("DejaVu Serif Bold",)}, {REGULAR: 0.5116, BOLD: 0.5654}
)
SANS, SERIF = (_ARIAL, _DEJAVU_SANS), (_GEORGIA, _TIMES, _DEJAVU_SERIF)


@dataclass(frozen=True, slots=True)
class StandIn:
    """One family of a stylesheet.

    Args:
        family: as CSS names it.
        rules: its @font-face rules.
    """

    family: str
    rules: tuple[str, ...]


def stand_ins(fonts: Sequence[OwnFont], known: Sequence[_Known]) -> Iterator[StandIn]:
    """What is shown until a family is there; nothing where it has other letters than these pages.

    Args:
        fonts: of the family; none where browsers do not get it.
        known: what may stand in, the likest first.
    """
    opened = {weight: _opened(font, weight) for weight in _WEIGHTS if (font := nearest(fonts, weight))}
    if not opened or any(
        font.get_nominal_glyph(ord(letter)) is None for font in opened.values() for letter in _SAMPLE
    ):
        return
    for number, each in enumerate(known, 1):
        family = f"{fonts[0].family} stand-in {number}"
        yield StandIn(family, tuple(_rule(family, each, weight, font) for weight, font in opened.items()))


def _rule(family: str, known: _Known, weight: int, font: uharfbuzz.Font) -> str:
    """Source: CSS Fonts 5, 9: `size-adjust` scales what the overrides say too, so that these are divided by it."""
    size = _width(font) / known.widths[weight]
    extents, em = font.get_font_extents("ltr"), font.face.upem * size
    sources = ",".join(f'local("{name}")' for name in known.names[weight])
    return (
        f'@font-face{{font-family:"{family}";font-weight:{_WEIGHTS[weight]};src:{sources};'
        f"size-adjust:{size:.2%};ascent-override:{extents.ascender / em:.2%};"
        f"descent-override:{-extents.descender / em:.2%};line-gap-override:{extents.line_gap / em:.2%}}}"
    )


def _opened(font: OwnFont, weight: int) -> uharfbuzz.Font:
    opened = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font.data)))
    opened.set_variations({"wght": weight, "opsz": OPTICAL_SIZE})
    return opened


def _width(font: uharfbuzz.Font) -> float:
    """Of a letter of the sample on average, in em."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(_SAMPLE)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advances = sum(position.x_advance for position in buffer.glyph_positions)
    return float(advances / font.face.upem / len(_SAMPLE))
