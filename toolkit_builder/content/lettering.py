"""How much room words take in the fonts that draw them.

Words of a drawing have no stylesheet that wraps them: whoever draws measures them first, with the font itself
(HarfBuzz), and breaks them into lines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import uharfbuzz

from ..machine.unicode import SOFT_HYPHEN
from .families import BOLD, OPTICAL_SIZE, REGULAR, family_fonts, nearest
from .fonts import OwnFont

_SLACK = 1.02  # renderers round the places of letters
_UNKNOWN = 1.0  # em: a letter that no family has, or whose family is not installed
# A line may end after a space, a hyphen, a dash, a slash or a soft hyphen, and between any two letters of the
# scripts from U+2E80 on, most of which are written without spaces.
_ALONE, _MARKS = "\u2e80-\uffef\U00020000-\U0003ffff", "/\u2010\u2013\u2014-"
_PIECE = re.compile(f"[{_ALONE}]|[^\\s{_ALONE}{SOFT_HYPHEN}{_MARKS}]*(?:[{_MARKS}]+|{SOFT_HYPHEN}|\\s+)?")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words are drawn.

    Args:
        families: of fonts, each lending what those before it lack.
        size: in CSS pixels.
        bold: of weight 700, else 400.
        own: fonts of the brand's own, which come before those that are installed.
    """

    families: tuple[str, ...]
    size: float
    bold: bool = False
    own: tuple[OwnFont, ...] = field(default=(), repr=False)

    def width(self, words: str) -> float:
        """Of words on one line, in CSS pixels."""
        weight = BOLD if self.bold else REGULAR
        fonts = [font for family in self.families if (font := _font(family, weight, self.own))]
        return sum(_em(fonts, part) for part in _runs(fonts, words)) * self.size * _SLACK

    def lines(self, words: str, room: float) -> tuple[str, ...]:
        """Words on lines of some width; a word that is wider than all of them has a line of its own.

        Args:
            words: on one line.
            room: in CSS pixels.
        """
        made, line = [], ""
        for piece in _pieces(words):
            if line and self.width(_shown(line + piece)) > room:
                made.append(_shown(line))
                line = ""
            line += piece
        return (*made, _shown(line)) if line else tuple(made)

    def widest(self, words: str) -> tuple[str, float]:
        """What cannot be parted and takes the most room, and how much."""
        parts = [(part, self.width(part)) for piece in _pieces(words) if (part := _shown(piece))]
        return max(parts, key=lambda pair: pair[1], default=("", 0.0))

    def fitting(self, word: str, room: float) -> int:
        """How many of its letters fit.

        Args:
            word: on one line.
            room: in CSS pixels.
        """
        counts = range(len(word) + 1)
        return max(bisect_right(counts, room, key=lambda count: self.width(word[:count])) - 1, 0)


def _pieces(words: str) -> Iterator[str]:
    """What a line may end after."""
    return (match[0] for match in _PIECE.finditer(words) if match[0])


def _shown(line: str) -> str:
    """A line as it is drawn: soft hyphens are seen at its end alone."""
    parted = line.removesuffix(SOFT_HYPHEN)
    hyphen = "-" if parted != line else ""
    return parted.replace(SOFT_HYPHEN, "").strip() + hyphen


@lru_cache(maxsize=64)
def _font(family: str, weight: int, own: tuple[OwnFont, ...]) -> uharfbuzz.Font | None:
    """The face of a family that words of one weight are set in; None where there is none, told elsewhere."""
    try:
        chosen = nearest(family_fonts(family, own), weight)
    except ImportError:
        return None
    if chosen is None:
        return None
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(chosen.data)))
    font.set_variations({"wght": weight, "opsz": OPTICAL_SIZE})
    return font


def _runs(fonts: list[uharfbuzz.Font], words: str) -> Iterator[tuple[uharfbuzz.Font | None, str]]:
    """Words in stretches of one font."""
    before: uharfbuzz.Font | None = None
    run = ""
    for letter in words:
        able = (font for font in fonts if font.get_nominal_glyph(ord(letter)) is not None)
        font = next(able, before if not letter.isalnum() else None)
        if run and font is not before:
            yield before, run
            run = ""
        before, run = font, run + letter
    if run:
        yield before, run


def _em(fonts: list[uharfbuzz.Font], run: tuple[uharfbuzz.Font | None, str]) -> float:
    """Width of a stretch, in em."""
    font, words = run
    if font is None:
        return _UNKNOWN * len(words)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / font.face.upem)
