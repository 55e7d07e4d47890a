"""The fonts of a family: the brand's own files, else those of its package.

Words of drawings are measured, text is set and pages of the site are shown in the fonts that this finds.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..machine.font_files import font_files
from .fonts import OwnFont

# Points: fonts with an axis of optical sizes are cut for that of running text, and measured so.
OPTICAL_SIZE = 11
REGULAR, BOLD = 400, 700
# Weights and slants by the names of files that hold one of each; other weights of a package are left alone.
_STATIC = {"Regular": REGULAR, "Bold": BOLD}
_SLANTED = {"Italic": REGULAR, "BoldItalic": BOLD}
_MEDIUM = 500


def family_fonts(family: str, own: Iterable[OwnFont] = ()) -> list[OwnFont]:
    """The fonts of a family, the brand's own before those that are installed.

    Args:
        family: its name.
        own: fonts of the brand's own.

    Raises:
        ImportError: the family is neither there nor installed.
    """
    if held := _of_family(own, family):
        return held
    return [font for path in font_files(family) if (font := _packaged(family, path))]


def nearest(fonts: Sequence[OwnFont], weight: int) -> OwnFont | None:
    """The font that words of some weight are set in: upright, where the family has one.

    Source: CSS Fonts 4, 5.2 (font style matching). None where there are no fonts.

    Args:
        fonts: of one family.
        weight: 100 to 900.
    """
    able = [font for font in fonts if not font.italic] or fonts
    return min(able, key=lambda font: _distance(font, weight), default=None)


def _distance(font: OwnFont, weight: int) -> tuple[int, int]:
    """How far off a font is: bold looks among heavier ones first, regular up to medium and then lighter."""
    if font.variable:
        return 0, 0
    apart = abs(font.weight - weight)
    if weight > _MEDIUM:
        return int(font.weight < weight), apart
    return (0 if weight <= font.weight <= _MEDIUM else 1 if font.weight < weight else 2), apart


def _of_family(fonts: Iterable[OwnFont], family: str) -> list[OwnFont]:
    """Those of one family, upright before italic, from light to bold."""
    return sorted(
        (font for font in fonts if font.family == family), key=lambda font: (font.italic, font.weight)
    )


def _packaged(family: str, path: Path) -> OwnFont | None:
    """A file of a package, judged by its name; None for a weight that is left alone."""
    italic = "Italic" in path.stem
    if "[" in path.stem:  # Family[axes].ttf is variable, as foundries name their files
        return OwnFont(family, italic, REGULAR, True, False, path.read_bytes())
    weight = (_SLANTED if italic else _STATIC).get(path.stem.rpartition("-")[2])
    return OwnFont(family, italic, weight, False, False, path.read_bytes()) if weight else None
