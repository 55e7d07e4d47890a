"""The brand's fonts for browsers: variable, with the letters that the site shows and no others, as WOFF2."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import uharfbuzz
from fontTools.ttLib import TTFont

from ..content.families import OPTICAL_SIZE
from ..content.fonts import OwnFont
from ..content.model import Brand
from ..errors import OutputError
from ..machine.cache import Cache
from ..output.fonts import FEATURES, fonts_of
from .cache import cached

# What every page may show whatever its words: plain letters, figures, quotes, dashes, arrows.
_ALWAYS = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027), 0x2190, 0x2191, 0x2192, 0x2193)


@dataclass(frozen=True, slots=True)
class WebFont:
    """One file of a family.

    Args:
        family: as CSS names it.
        italic: its style.
        weights: first and last weight that it holds.
        data: a WOFF2 file.
    """

    family: str
    italic: bool
    weights: tuple[int, int]
    data: bytes

    @property
    def name(self) -> str:
        """File name."""
        return f"{self.family.lower().replace(' ', '-')}{'-italic' * self.italic}-{self.weights[0]}.woff2"

    @property
    def rule(self) -> str:
        """Its @font-face rule; words show in another font until it is there."""
        style = "italic" if self.italic else "normal"
        first, last = self.weights
        weight = f"{first} {last}" if first != last else str(first)
        return (
            f'@font-face{{font-family:"{self.family}";font-style:{style};font-weight:{weight};'
            f"font-display:swap;src:url(fonts/{self.name}) format('woff2')}}"
        )


def fonts_to_show(family: str, brand: Brand, own: Sequence[OwnFont]) -> list[OwnFont]:
    """The fonts of a family; none where the brand keeps its own files back, so that browsers take another.

    Args:
        family: its name.
        brand: says which files may not be passed on.
        own: those that may.

    Raises:
        OutputError: O101, the family is not installed.
    """
    try:
        return fonts_of(family, own)
    except OutputError:
        if all(group.may_be_bundled for group in brand.fonts.own):
            raise
        return []


def webfonts(
    families: Iterable[tuple[Sequence[OwnFont], bool]], words: str, cache: Cache
) -> Iterator[WebFont]:
    """Fonts of a site.

    Args:
        families: the fonts of a family, and whether italics of it are shown.
        words: everything that stands on a page.
        cache: of finished files.
    """
    letters = {*_ALWAYS, *(ord(letter) for letter in words if letter.isprintable())}
    wanted = dict.fromkeys(
        font for fonts, italics in families for font in fonts if italics or not font.italic
    )
    for font in wanted:
        yield _webfont(font, letters, cache)


def _webfont(font: OwnFont, letters: set[int], cache: Cache) -> WebFont:
    data, weights = font.data, (font.weight, font.weight)
    for axis in uharfbuzz.Face(uharfbuzz.Blob(data)).axis_infos:
        if axis.tag == "wght":
            weights = (round(axis.min_value), round(axis.max_value))
    inputs = ["font", hashlib.sha256(data).hexdigest(), *map(str, sorted(letters))]
    packed = cached(cache, inputs, ("uharfbuzz", "fonttools", "brotli"), lambda: _packed(data, letters))
    return WebFont(font.family, font.italic, weights, packed)


def _packed(data: bytes, letters: set[int]) -> bytes:
    """A font with few letters as WOFF2; its axis of weights stays."""
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    subset = uharfbuzz.SubsetInput()
    subset.unicode_set.update(letters)
    subset.layout_feature_tag_set.clear()
    subset.layout_feature_tag_set.update(int.from_bytes(name.encode(), "big") for name in FEATURES)
    for axis in face.axis_infos:
        if axis.tag != "wght":
            place = OPTICAL_SIZE if axis.tag == "opsz" else axis.default_value
            subset.pin_axis_location(face, axis.tag, place)
    font = TTFont(io.BytesIO(bytes(uharfbuzz.subset(face, subset).blob.data)), recalcTimestamp=False)
    font.flavor = "woff2"
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()
