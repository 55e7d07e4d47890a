"""The brand's fonts as plain files of one weight each, cut from the variable fonts of their packages.

WeasyPrint can use variable fonts, but cuts its weights out of them anew in every file, which took two thirds
of the time of a small packet. HarfBuzz cuts one in five milliseconds (fontTools: in five seconds). Letters
that no toolkit needs go at the same time, and with them most of a font's size.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

import uharfbuzz

from ..content.families import BOLD, OPTICAL_SIZE, REGULAR, family_fonts, nearest
from ..content.fonts import OwnFont
from ..errors import OutputError, Place, Problem
from ..machine.font_files import package
from .accents import whole
from .letter_numbers import numbered_by_letters

# Unicode blocks that stay: Latin with its extensions and Vietnamese, spacing marks, Greek, Cyrillic,
# punctuation, currency, letter-like signs, arrows, mathematics.
LETTERS = (
    (0x20, 0x24F), (0x2B0, 0x36F), (0x370, 0x45F), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x215F), (0x2190, 0x2199), (0x2200, 0x2265),
)  # fmt: skip
FEATURES = ("kern", "liga", "tnum", "lnum", "mark", "ccmp")

# What people type into fields, in any language that is written in Latin, Greek or Cyrillic. Programs that
# fill a form draw answers with the font that the file brings, letter by letter and without its rules, and
# it is embedded whole. So fields have one of their own, whatever the brand's fonts have: Latin with
# Extended-A, -B and Additional, phonetic letters that languages are written with, modifier letters such
# as the okina, accents that combine, Greek, Cyrillic.
FIELD_FAMILY = "Fields"
FIELD_FONT = "Noto Sans"
FIELD_LETTERS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x253, 0x254), (0x256, 0x257), (0x259, 0x259), (0x25B, 0x25B),
    (0x263, 0x263), (0x268, 0x269), (0x26C, 0x26C), (0x272, 0x272), (0x283, 0x283), (0x28B, 0x28B),
    (0x292, 0x292), (0x294, 0x295), (0x2B0, 0x36F), (0x384, 0x3CE), (0x400, 0x45F), (0x490, 0x4F9),
    (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2265),
)  # fmt: skip
# Of the first two editions, out of the family of their headings.
_FIRST_FIELD_LETTERS = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2026), (0x20AC, 0x20AC), (0x2122, 0x2122))
_UNUSED_IN_FIELDS = ("GDEF", "GPOS", "GSUB", "STAT", "gasp")

# Begins the name of a face among the assets; family, weight and style follow, see `Face.name`.
FONT = "font:"
_FACE_NAME = re.compile(f"^{FONT}|-[0-9]+(?:-italic)?$")

# What stands between and around letters of any script, with the joiners that some scripts are written with.
AROUND = (0x20, 0xA0, 0x200C, 0x200D)
Letters = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Face:
    """One weight and style of a family.

    Args:
        family: as CSS names it.
        italic: its style.
        weight: 100 to 900.
        data: a TrueType file.
    """

    family: str
    italic: bool
    weight: int
    data: bytes

    @property
    def name(self) -> str:
        """Name among the assets."""
        return f"{FONT}{_slug(self.family)}-{self.weight}{'-italic' * self.italic}"

    @property
    def rule(self) -> str:
        """Its @font-face rule."""
        style = "italic" if self.italic else "normal"
        source = f"src:url({self.name}) format('truetype')"
        # The font of answers lends no letters to the text around them.
        only = ";unicode-range:U+20-7E" if self.family == FIELD_FAMILY else ""
        named = f'font-family:"{self.family}";font-style:{style};font-weight:{self.weight}'
        return f"@font-face{{{named};{source}{only}}}"


def faces_among(assets: Mapping[str, bytes], *families: str) -> dict[str, bytes]:
    """The faces among the assets of a house, by name, as they stand there.

    Args:
        assets: of the house.
        families: theirs and no other's; all where there are none. The name of one may begin as another does.
    """
    wanted = {_slug(family) for family in families}
    faces = {name: data for name, data in assets.items() if name.startswith(FONT)}
    if not families:
        return faces
    return {name: data for name, data in faces.items() if _FACE_NAME.sub("", name) in wanted}


def _slug(family: str) -> str:
    return family.lower().replace(" ", "-")


def font_stack(*families: str) -> str:
    """Families in order of preference, as CSS and SVG write them."""
    return ",".join(f"'{family}'" for family in families)


def faces(
    family: str, weights: tuple[int, ...], italics: tuple[int, ...], own: Sequence[OwnFont] = ()
) -> list[Face]:
    """The faces of a family that the stylesheets use.

    Args:
        family: name of a family, installed or the brand's own.
        weights: upright weights wanted; a family of fixed weights gives those that it has.
        italics: italic weights wanted.
        own: fonts of the brand's own, which come before those that are installed.

    Raises:
        OutputError: O101, the family is not installed.
    """
    faces_found = []
    for font in fonts_of(family, own):
        if font.variable:
            for weight in italics if font.italic else weights:
                cut = _cut(font.data, weight, LETTERS, FEATURES)
                faces_found.append(Face(family, font.italic, weight, cut))
        else:
            faces_found.append(Face(family, font.italic, font.weight, font.data))
    return faces_found


def field_face() -> Face:
    """The font of fields, the same for every brand.

    Raises:
        OutputError: O101, its package is not installed.
    """
    font = nearest(fonts_of(FIELD_FONT), REGULAR)
    assert font is not None, "a family that is set has a file"
    cut = _cut(font.data, REGULAR, FIELD_LETTERS, (), _UNUSED_IN_FIELDS)
    return Face(FIELD_FAMILY, False, REGULAR, numbered_by_letters(cut))


def first_field_face(family: str, own: Sequence[OwnFont] = ()) -> Face:
    """The font of fields as the first editions have it, which are still made again from their bundles.

    Args:
        family: of their headings.
        own: fonts of the brand's own.
    """
    font = nearest(fonts_of(family, own), REGULAR)
    assert font is not None, "a family that is set has a file"
    return Face(FIELD_FAMILY, False, REGULAR, _cut(font.data, REGULAR, _FIRST_FIELD_LETTERS, ()))


def with_whole_letters(face: Face, accents: Sequence[str]) -> Face:
    """A face that has a glyph of one piece for each letter with accents, see `accents.whole`."""
    return replace(face, data=whole(face.data, tuple(accents)))


def fallbacks(
    families: Sequence[str],
    main: Sequence[Face],
    letters: str,
    accents: Sequence[str] = (),
    own: Sequence[OwnFont] = (),
) -> list[Face]:
    """Regular and bold faces with just those characters that a family of the brand lacks.

    Args:
        families: where to look for them, in this order; one that has none of them gives no face.
        main: what text is set in.
        letters: every character that may be printed, see `style.letters`.
        accents: of `accented`; a family also lends what it has no glyph for and can put together.
        own: fonts of the brand's own.

    Raises:
        OutputError: O101, a family is not installed.
    """
    wanted = {ord(letter) for letter in letters if letter.isprintable()}
    lacking = wanted - wanted.intersection(*(_characters(face.data) for face in main))
    lenders: list[Face] = []
    for family in families:
        for data, weight in _upright(family, own):
            characters = _characters(data)
            lent = (lacking & characters) | _parts(accents, lacking, characters)
            if lent:
                letters_kept = tuple((letter, letter) for letter in sorted({*lent, *AROUND}))
                # All features: scripts that join their letters need theirs.
                face = Face(family, False, weight, _cut(data, weight, letters_kept, None))
                lenders.append(with_whole_letters(face, accents))
        lacking -= {letter for face in lenders for letter in _characters(face.data)}
    return lenders


def _parts(accents: Sequence[str], lacking: set[int], characters: set[int]) -> set[int]:
    """What a family puts letters together from: their plain letters and accents."""
    parts: set[int] = set()
    for written in accents:
        own = {*map(ord, unicodedata.normalize("NFD", written))}
        if not lacking.isdisjoint(map(ord, written)) and own <= characters:
            parts |= own
    return parts


def _upright(family: str, own: Sequence[OwnFont]) -> Iterator[tuple[bytes, int]]:
    """Font and weight, for regular and bold."""
    for font in fonts_of(family, own):
        if font.variable and not font.italic:
            yield from ((font.data, weight) for weight in (REGULAR, BOLD))
        elif not font.italic and font.weight in (REGULAR, BOLD):
            yield font.data, font.weight


def _characters(font: bytes) -> set[int]:
    return set(uharfbuzz.Face(uharfbuzz.Blob(font)).unicodes)


def fonts_of(family: str, own: Sequence[OwnFont] = ()) -> list[OwnFont]:
    """The fonts of a family: the brand's own, else those of its package.

    Args:
        family: its name.
        own: fonts of the brand's own.

    Raises:
        OutputError: O101, the family is neither there nor installed.
    """
    try:
        return family_fonts(family, own)
    except ImportError:
        hint = f"install it with: {sys.executable} -m pip install {package(family)}"
        if families := sorted({font.family for font in own}):
            names = ", ".join(f'"{each}"' for each in get_close_matches(family, families, 1) or families)
            hint = f"the files of fonts/ hold {names}: write that"
        message = f'the font "{family}" is not installed'
        raise OutputError([Problem(Place("brand.yaml"), "O101", message, hint)]) from None


@lru_cache
def _cut(
    data: bytes,
    weight: int,
    letters: Letters,
    features: tuple[str, ...] | None,
    unused: tuple[str, ...] = (),
) -> bytes:
    """One weight of a font, with few letters; the same bytes each time with the same HarfBuzz.

    Args:
        data: the font.
        weight: to cut out, where the font has several.
        letters: first and last of each range that stays.
        features: of its layout tables that stay; None for all that HarfBuzz shapes with by itself.
        unused: tables that go, and hints for coarse screens with them.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    subset = uharfbuzz.SubsetInput()
    subset.unicode_set.update(letter for first, last in letters for letter in range(first, last + 1))
    if features is not None:
        subset.layout_feature_tag_set.clear()
        subset.layout_feature_tag_set.update(int.from_bytes(name.encode(), "big") for name in features)
    if unused:
        subset.drop_table_tag_set.update(int.from_bytes(name.encode(), "big") for name in unused)
        subset.flags = uharfbuzz.SubsetFlags.NO_HINTING
    coordinates = {"wght": weight, "opsz": OPTICAL_SIZE}
    for axis in face.axis_infos:
        coordinate = coordinates.get(axis.tag, axis.default_value)
        # A family that ends at bold has no extra bold: its boldest stands for it.
        subset.pin_axis_location(face, axis.tag, min(max(coordinate, axis.min_value), axis.max_value))
    return bytes(uharfbuzz.subset(face, subset).blob.data)
