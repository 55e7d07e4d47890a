"""The house style of a toolkit: its brand, its stylesheets and every picture and font that they show."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..content.fonts import OwnFont, own_fonts
from ..content.model import Brand
from ..content.pictures.logo import logo
from ..content.texts import texts
from ..content.toolkit import Toolkit
from ..content.variants import VARIANTS
from ..errors import OutputError, Problem, collect
from ..layout.folders import read_layout
from ..layout.vocabulary import SLOTS
from ..layout.wording import read_strings
from .accents import accented
from .drawing_styles import drawing_sheets
from .fonts import (
    FIELD_FAMILY,
    Face,
    faces,
    fallbacks,
    field_face,
    font_stack,
    fonts_of,
    with_whole_letters,
)
from .patterns import PATTERNS, mark, pattern, ruled
from .pdf.press import PROFILE
from .task import HouseStyle

# A transparent PNG of one pixel: what a slot shows until a copy fills it.
_EMPTY = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364600000000600023081d02f0000000049454e44ae426082"
)
LOGO = "asset:logo"
# What the stylesheets use of a family in each part that it plays: upright weights, then italic ones.
WEIGHTS: dict[str, tuple[set[int], set[int]]] = {
    "text": ({400, 700}, {400}),
    "large_print": ({400, 700}, set()),
    "heading": ({400, 600, 700, 800}, set()),
}
WEB = "web"
# Variant, or `WEB` for pages of HTML -> its stylesheets, each over those before it.
SHEETS = {name: variant.sheets for name, variant in VARIANTS.items() if variant.sheets} | {WEB: (WEB,)}


def house_style(toolkit: Toolkit, layouts: tuple[Path, ...]) -> HouseStyle:
    """Everything that all packets of a toolkit share.

    Args:
        toolkit: its brand and pictures are used.
        layouts: folders with `styles/`, the toolkit's own first.

    Raises:
        OutputError: O101, a font family of the brand is not installed.
        LayoutError, SourceError: see `read_strings`.
    """
    assets = {f"slot:{name}": _EMPTY for name in SLOTS}
    if picture := logo(toolkit.brand, toolkit.pictures):
        assets[LOGO] = picture.data
    if toolkit.brand.press:
        assets[PROFILE] = toolkit.pictures[toolkit.brand.press.profile]
    try:
        printed = words(toolkit, layouts)
        own = own_fonts(toolkit.fonts)
        fonts = brand_faces(toolkit.brand, letters(printed), accented(printed), own)
    except OutputError as error:
        raise OutputError(_in_brand(problem, toolkit) for problem in error.problems) from error
    assets |= {face.name: face.data for face in fonts}
    for shape in PATTERNS:
        assets |= {f"asset:{shape}": pattern(shape), f"asset:mark-{shape}": mark(shape)}
    assets["asset:ruled"] = ruled()
    properties, embedded = variables(toolkit.brand), [*(face.rule for face in fonts), *_covers()]
    styles = {
        # A browser cannot reach fonts and patterns among the assets.
        variant: "\n".join([*(embedded if variant != WEB else ()), properties, *_sheets(layouts, names)])
        for variant, names in SHEETS.items()
    }
    drawings = drawing_sheets(toolkit.brand)
    return HouseStyle(toolkit.brand, styles, drawings, assets, _sum(toolkit.brand, assets))


def families(house: HouseStyle) -> tuple[str, ...]:
    """The font families that a PDF of this house may hold."""
    brand = house.brand.fonts
    named = (brand.heading, brand.text, brand.large_print, *brand.fallback, FIELD_FAMILY)
    return tuple(dict.fromkeys(map(str, named)))


def _in_brand(problem: Problem, toolkit: Toolkit) -> Problem:
    """A font that is missing is named in a line of brand.yaml."""
    brand = next(source for source in toolkit.sources if source.node is toolkit.brand)
    families = toolkit.brand.fonts.model_dump()
    fallback = families.pop("fallback")
    del families["own"]
    paths: list[tuple[tuple[str | int, ...], str]] = [
        (("fonts", role), family) for role, family in families.items()
    ]
    paths += [(("fonts", "fallback", index), family) for index, family in enumerate(fallback)]
    for path, family in paths:
        if f'"{family}"' in problem.message:
            return Problem(brand.marks.value(path), problem.code, problem.message, problem.hint)
    return problem


def brand_faces(
    brand: Brand, letters: str, accents: Sequence[str], own: Sequence[OwnFont] = ()
) -> list[Face]:
    """What the stylesheets use of each family; one that plays several parts is read once.

    Args:
        brand: its families.
        letters: what is printed, for families that only lend what the others lack.
        accents: of `accented`: what becomes one glyph each.
        own: fonts of the brand's own.

    Raises:
        OutputError: O101, a family is not installed.
    """
    fonts = brand.fonts
    wanted: dict[str, tuple[set[int], set[int]]] = {}
    for part, (upright, italic) in WEIGHTS.items():
        weights = wanted.get(str(getattr(fonts, part)), (set(), set()))
        wanted[str(getattr(fonts, part))] = (weights[0] | upright, weights[1] | italic)
    # All families that are not installed are told at once.
    collect(lambda family: fonts_of(family, own), dict.fromkeys([*wanted, *map(str, fonts.fallback)]))
    main = [
        with_whole_letters(face, accents)
        for family, (upright, italic) in wanted.items()
        for face in faces(family, tuple(sorted(upright)), tuple(sorted(italic)), own)
    ]
    others = fallbacks(fonts.fallback, main, letters, accents, own) if fonts.fallback else []
    return [*main, *others, field_face()]


def letters(printed: str) -> str:
    """Every character that pages may need for some words, each once.

    Args:
        printed: all that a packet may print, see `words`.
    """
    # Shaping takes letters apart and puts them together, and styles write capitals.
    shaped = [unicodedata.normalize(form, printed) for form in ("NFC", "NFKD")]
    return "".join(sorted({*printed, *printed.upper(), *shaped[0], *shaped[1]}))


def words(toolkit: Toolkit, layouts: tuple[Path, ...]) -> str:
    """Every text that a packet may print, from the sources and from the layouts.

    Raises:
        LayoutError, SourceError: see `read_strings`.
    """
    strings = read_strings(layouts, toolkit.file.language)
    return "\n".join([*(text.text for text in texts(toolkit)), *strings.values()])


def web_style(brand: Brand, layouts: tuple[Path, ...], more: str) -> str:
    """The stylesheet of a page for browsers, in the colours of a brand.

    Args:
        brand: its colours and fonts.
        layouts: folders with `styles/`, the toolkit's own first.
        more: a sheet of the page's own, by its path below one of them.
    """
    return "\n".join([variables(brand), *_sheets(layouts, SHEETS[WEB]), read_layout(layouts, more) or ""])


def variables(brand: Brand) -> str:
    """The brand as CSS custom properties. Colours are checked as #rrggbb and names as slugs when read."""
    palette = brand.palette.model_dump()
    root = [f"--{name}:{color}" for name, color in palette.items()]
    fonts = brand.fonts
    roles = {role: getattr(fonts, role) for role in ("heading", "text", "large_print")}
    root += [
        f"--font-{role.replace('_', '-')}:{font_stack(family, *fonts.fallback)}"
        for role, family in roles.items()
    ]
    root += [f'--font-field:"{FIELD_FAMILY}"', f"--accent:{brand.palette.brand}"]
    accents = [f"[data-accent={name}]{{--accent:{color}}}" for name, color in brand.accents.items()]
    return "\n".join([f":root{{{';'.join(root)}}}", *accents])


def _covers() -> Iterator[str]:
    """The pattern of each principle on its cover and its page at a glance."""
    for name in PATTERNS:
        yield f"[data-pattern={name}]>.cover{{background-image:url(asset:{name})}}"
        yield f"[data-pattern={name}]>.glance>.numeral{{background-image:url(asset:{name})}}"


def _sheets(layouts: tuple[Path, ...], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield read_layout(layouts, f"styles/{name}.css") or ""


def _sum(brand: Brand, assets: dict[str, bytes]) -> str:
    total = hashlib.sha256(brand.model_dump_json().encode())
    for name, data in sorted(assets.items()):
        total.update(f"\0{name}\0{hashlib.sha256(data).hexdigest()}".encode())
    return total.hexdigest()
