"""The brand's fonts as plain files of one weight each, taken from their packages.

The packages hold variable fonts. WeasyPrint can use them, but cuts its weights out of them anew in every
file, which took two thirds of the time of a small packet; so each weight is cut once and kept. Letters that
no toolkit needs (and their kerning, most of a font's size) go first: Latin, Greek and Cyrillic stay.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from ..errors import OutputError, Place, Problem
from ..files import write

# Optical size of cuts, in points: that of running text.
OPTICAL_SIZE = 11

# Unicode blocks that stay: Latin with its extensions and Vietnamese, spacing marks, Greek, Cyrillic,
# punctuation, currency, letter-like signs, arrows, mathematics.
LETTERS = (
    (0x20, 0x24F), (0x2B0, 0x36F), (0x370, 0x45F), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x215F), (0x2190, 0x2199), (0x2200, 0x2265),
)  # fmt: skip
FEATURES = ("kern", "liga", "tnum", "lnum", "mark", "ccmp")

# What people type into fields. WeasyPrint embeds the font of fields whole and maps only its plain letters, so
# fields have a small font of their own, without ligatures and figures in columns.
FIELD_FAMILY = "Fields"
FIELD_LETTERS = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2026), (0x20AC, 0x20AC), (0x2122, 0x2122))


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
        return f"font:{self.family.lower().replace(' ', '-')}-{self.weight}{'-italic' * self.italic}"

    @property
    def rule(self) -> str:
        """Its @font-face rule."""
        style = "italic" if self.italic else "normal"
        source = f"src:url({self.name}) format('truetype')"
        return (
            f'@font-face{{font-family:"{self.family}";font-style:{style};font-weight:{self.weight};{source}}}'
        )


def package(family: str) -> str:
    """The package on PyPI that a family comes in."""
    return "fontpkg-" + family.lower().replace(" ", "-")


def package_version(family: str) -> str:
    """Version of that package."""
    return version(package(family))


def faces(family: str, weights: tuple[int, ...], italics: tuple[int, ...], cache: Path) -> list[Face]:
    """The faces of a family that the stylesheets use.

    Args:
        family: name of an installed family.
        weights: upright weights wanted; a family of fixed weights gives those that it has.
        italics: italic weights wanted.
        cache: folder for what was cut.

    Raises:
        OutputError: O101, the family is not installed.
    """
    found = []
    for path in _files(family):
        italic = "Italic" in path.stem
        if "[" in path.stem:  # Family[axes].ttf is variable, as foundries name their files
            for weight in italics if italic else weights:
                found.append(Face(family, italic, weight, _cut(path.read_bytes(), weight, cache)))
        else:
            found.append(Face(family, italic, 700 if "Bold" in path.stem else 400, path.read_bytes()))
    return found


def field_face(family: str, cache: Path) -> Face:
    """The font of fields, cut from a family that has the regular weight."""
    path = next(path for path in _files(family) if "Italic" not in path.stem and "Bold" not in path.stem)
    return Face(FIELD_FAMILY, False, 400, _cut(path.read_bytes(), 400, cache, FIELD_LETTERS, ()))


def _files(family: str) -> list[Path]:
    try:
        module = import_module(package(family).replace("-", "_"))
    except ImportError:
        hint = f"install it with: .venv/bin/pip install {package(family)}"
        problem = Problem(Place("brand.yaml"), "O101", f"the font '{family}' is not installed", hint)
        raise OutputError([problem]) from None
    return sorted((Path(str(module.__file__)).parent / "files").glob("*.ttf"))


Letters = tuple[tuple[int, int], ...]


def _cut(
    data: bytes, weight: int, cache: Path, letters: Letters = LETTERS, features: tuple[str, ...] = FEATURES
) -> bytes:
    """One weight of a font, with few letters; the same bytes each time with the same fontTools."""
    recipe = f"{weight}/{OPTICAL_SIZE}/{letters}/{features}/{version('fonttools')}"
    key = hashlib.sha256(data + recipe.encode()).hexdigest()
    kept = cache / "fonts" / f"{key}.ttf"
    if kept.is_file():
        return kept.read_bytes()
    font = TTFont(BytesIO(_lightened(data, letters, features)), recalcTimestamp=False)
    if "fvar" in font:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        font = instantiateVariableFont(
            font, {"wght": weight, **({"opsz": OPTICAL_SIZE} if "opsz" in axes else {})}
        )
    write(kept, _saved(font))
    return kept.read_bytes()


@lru_cache(maxsize=4)
def _lightened(data: bytes, letters: Letters, features: tuple[str, ...]) -> bytes:
    """The font with only the letters and features that stay; still variable."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    keep = Subsetter(Options(layout_features=list(features), notdef_outline=True, recalc_timestamp=False))
    keep.populate(unicodes=[letter for first, last in letters for letter in range(first, last + 1)])
    keep.subset(font)
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()
