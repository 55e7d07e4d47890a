"""Colours that can be read, and pictures that can be shown."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from ...errors import Problem
from ..model import Brand
from ..pictures import PictureError
from ..pictures.inks import is_for_inks
from ..pictures.logo import LOGO_BOX, logo
from ..reading.spans import Path
from ..toolkit import Toolkit
from .sheet import Sheet

TEXT_RATIO, LINE_RATIO = 4.5, 3.0
# The number of a cover is white on its colour, whatever the paper is.
WHITE = "#ffffff"
PRINT_DPI = 150  # what a printer needs
# A copier leaves out what is fainter on white (`output.drawing_styles.in_black`).
SEEN_RATIO, SEEN_SHARE = 1.8, 0.002


def text_colours_are_legible(sheet: Sheet) -> Iterator[Problem]:
    """C401: everything that words are set in has 4.5:1 on paper and on tint, and white has it on covers."""
    brand = sheet.source.node
    if not isinstance(brand, Brand):
        return
    palette = brand.palette
    grounds = {"paper": palette.paper, "tint": palette.tint}
    for name in ("ink", "muted"):
        yield from _faint(
            sheet, ("palette", name), getattr(palette, name), grounds, _Contrast(TEXT_RATIO, "C401")
        )
    covers: list[tuple[Path, str]] = [(("palette", "brand"), palette.brand)]
    covers += [(("accents", name), colour) for name, colour in brand.accents.items()]
    for path, colour in covers:
        yield from _faint(sheet, path, colour, grounds | {"white": WHITE}, _Contrast(TEXT_RATIO, "C401"))


def line_is_visible(sheet: Sheet) -> Iterator[Problem]:
    """C402: rules and field borders have 3:1 on paper."""
    brand = sheet.source.node
    if isinstance(brand, Brand):
        grounds = {"paper": brand.palette.paper}
        yield from _faint(
            sheet, ("palette", "line"), brand.palette.line, grounds, _Contrast(LINE_RATIO, "C402")
        )


def logo_has_words(sheet: Sheet) -> Iterator[Problem]:
    """C408, C409: a logo is a file beside brand.yaml, and is described."""
    brand = sheet.source.node
    if not isinstance(brand, Brand) or brand.logo is None:
        return
    if brand.logo_alt is None:
        hint = "write `logo_alt:` with what the logo shows, for readers who cannot see it"
        yield sheet.missing(("logo",), "C408", "the logo has no description", hint)
    if brand.logo in (".", "..") or "/" in brand.logo or "\\" in brand.logo:
        hint = "put the file beside brand.yaml and write its name alone"
        yield sheet.problem(("logo",), "C409", "a picture outside the toolkit cannot be used", hint)


def logo_is_a_picture(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C403 to C407, C413 to C424: the logo is there, can be taken in, and is seen where it stands."""
    name = toolkit.brand.logo
    if name is None or "/" in name or "\\" in name:
        return
    sheet = _sheet(sheets)
    try:
        picture = logo(toolkit.brand, toolkit.pictures)
    except PictureError as error:
        named = error.code in ("C403", "C414")
        message = error.message if named else f"{name}: {error.message}"
        yield sheet.problem(("logo",), error.code, message, error.hint)
        return
    assert picture is not None
    from ..pictures.colours import colour_shares  # only where there is one

    for ground in dict.fromkeys((str(toolkit.brand.palette.paper), WHITE)):
        shares = colour_shares(picture, ground).items()
        if sum(share for colour, share in shares if contrast(colour, ground) >= SEEN_RATIO) < SEEN_SHARE:
            stands = f"it stands on {ground}, where none of its colours has {SEEN_RATIO}:1"
            message = f"{name} cannot be seen: {stands}"
            hint = "take the form of the logo that is made for white paper, or put its own ground behind it"
            if len(shares) == 1:
                hint += "; if all should be seen here, it is empty or drawn outside its viewBox"
            yield sheet.problem(("logo",), "C423", message, hint)
            return


def inks_are_whole(sheet: Sheet) -> Iterator[Problem]:
    """C410: every accent has its inks, so that no colour is left for a printer to guess."""
    brand = sheet.source.node
    if not isinstance(brand, Brand) or brand.press is None:
        return
    path = ("press", "accents")
    for name in brand.accents.keys() - brand.press.accents.keys():
        hint = f"write its cyan, magenta, yellow and black in percent, such as {name}: 85 20 50 30"
        yield sheet.missing(path, "C410", f'the accent "{name}" has no inks', hint)
    for name in brand.press.accents.keys() - brand.accents.keys():
        hint = f"the accents are {', '.join(brand.accents)}"
        yield sheet.missing((*path, name), "C410", f'there is no accent "{name}"', hint)


def profile_is_for_inks(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C411: the ICC profile is there, and describes printing with four inks."""
    press = toolkit.brand.press
    if press is None:
        return
    sheet = _sheet(sheets)
    path = ("press", "profile")
    if press.profile not in toolkit.pictures:
        hint = "put the .icc file that the printing works names beside brand.yaml, or take `press` out"
        yield sheet.problem(path, "C411", f'there is no file "{press.profile}" beside brand.yaml', hint)
    elif not is_for_inks(toolkit.pictures[press.profile]):
        hint = "ask the printing works for its CMYK output profile"
        yield sheet.problem(path, "C411", f"{press.profile} is no ICC profile for printing in CMYK", hint)


def logo_is_fine_enough(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C412, a warning: a logo of pixels has 150 to the inch where it is printed."""
    picture = logo(toolkit.brand, toolkit.pictures)
    if picture is None or picture.pixels is None:
        return
    width, height = picture.pixels
    inches = height * LOGO_BOX.scale(width, height)
    if height >= inches * PRINT_DPI:
        return
    printed = f"printed up to {inches:.2g} in high, are {height / inches:.0f} to the inch"
    message = f"{toolkit.brand.logo} is too coarse for print: {width} x {height} pixels, {printed}"
    hint = f"save it at least {math.ceil(inches * PRINT_DPI)} pixels high, or as SVG"
    yield _sheet(sheets).problem(("logo",), "C412", message, hint)


def _sheet(sheets: tuple[Sheet, ...]) -> Sheet:
    """brand.yaml."""
    return next(sheet for sheet in sheets if isinstance(sheet.source.node, Brand))


def contrast(colour: str, other: str) -> float:
    """Contrast of two colours #rrggbb, 1 to 21. Source: WCAG 2.1, contrast ratio."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class _Contrast(NamedTuple):
    """What is needed, and the rule that needs it."""

    ratio: float
    code: str


def _faint(
    sheet: Sheet, path: Path, colour: str, grounds: dict[str, str], needed: _Contrast
) -> Iterator[Problem]:
    ratio, name = min((contrast(colour, ground), name) for name, ground in grounds.items())
    if ratio >= needed.ratio:
        return
    # Rounded down, so that 4.499 is not shown as 4.5.
    short = f"{colour} has only {int(ratio * 10) / 10}:1 on {name} ({grounds[name]})"
    message = f"{short}; {needed.ratio}:1 is needed"
    better = _nearest(colour, tuple(grounds.values()), needed.ratio)
    lighter = " and ".join(name for name in grounds if name != "white")
    hint = f'the nearest that passes is "{better}"' if better else f"make {lighter} lighter"
    yield sheet.problem(path, needed.code, message, hint)


def _nearest(colour: str, grounds: tuple[str, ...], needed: float) -> str | None:
    """The same hue darker or lighter, by as little as passes; None where neither does."""
    passing = []
    for end in (0, 255):
        for step in range(1, 101):
            mixed = "#" + "".join(f"{round(part + (end - part) * step / 100):02x}" for part in _parts(colour))
            if all(contrast(mixed, ground) >= needed for ground in grounds):
                passing.append((step, mixed))
                break
    return min(passing)[1] if passing else None


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
