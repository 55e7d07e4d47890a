"""Colours that can be read, and pictures that can be shown."""

from collections.abc import Iterator

from ...errors import Problem
from ..marks import Path
from ..model import Brand
from ..pictures import PictureError, check_picture
from ..toolkit import Toolkit
from .sheet import Sheet

TEXT_RATIO, LINE_RATIO = 4.5, 3.0


def text_colours_are_legible(sheet: Sheet) -> Iterator[Problem]:
    """C401: everything that words are set in has 4.5:1 on paper and on tint."""
    brand = sheet.source.node
    if not isinstance(brand, Brand):
        return
    names = ("brand", "ink", "muted")
    colours: list[tuple[Path, str]] = [(("palette", name), getattr(brand.palette, name)) for name in names]
    colours += [(("accents", name), colour) for name, colour in brand.accents.items()]
    for path, colour in colours:
        yield from _faint(sheet, path, colour, ("paper", "tint"), TEXT_RATIO, "C401")


def line_is_visible(sheet: Sheet) -> Iterator[Problem]:
    """C402: rules and field borders have 3:1 on paper."""
    brand = sheet.source.node
    if isinstance(brand, Brand):
        yield from _faint(sheet, ("palette", "line"), brand.palette.line, ("paper",), LINE_RATIO, "C402")


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
    """C403 to C407: the logo is there, and is a picture that is safe to show."""
    name = toolkit.brand.logo
    sheet = next(sheet for sheet in sheets if isinstance(sheet.source.node, Brand))
    if name is None or "/" in name or "\\" in name:
        return
    if name not in toolkit.pictures:
        hint = "put an SVG, PNG or JPEG file of this name beside brand.yaml, or take the line out"
        yield sheet.problem(("logo",), "C403", f'there is no picture "{name}" beside brand.yaml', hint)
        return
    try:
        check_picture(toolkit.pictures[name])
    except PictureError as error:
        yield sheet.problem(("logo",), error.code, f"{name}: {error.message}", error.hint)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours #rrggbb, 1 to 21. Source: WCAG 2.1, contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _faint(
    sheet: Sheet, path: Path, colour: str, grounds: tuple[str, ...], needed: float, code: str
) -> Iterator[Problem]:
    palette = sheet.source.node.palette  # type: ignore[attr-defined]
    under = {name: getattr(palette, name) for name in grounds}
    ratio, name = min((contrast(colour, ground), name) for name, ground in under.items())
    if ratio >= needed:
        return
    # Rounded down, so that 4.499 is not shown as 4.5.
    message = f"{colour} has only {int(ratio * 10) / 10}:1 on {name} ({under[name]}); {needed}:1 is needed"
    better = _nearest(colour, tuple(under.values()), needed)
    hint = f'the nearest that passes is "{better}"' if better else f"make {' and '.join(grounds)} lighter"
    yield sheet.problem(path, code, message, hint)


def _nearest(colour: str, grounds: tuple[str, ...], needed: float) -> str | None:
    """The same hue darker or lighter, by as little as passes; None where neither does."""
    found = []
    for end in (0, 255):
        for step in range(1, 101):
            mixed = "#" + "".join(f"{round(part + (end - part) * step / 100):02x}" for part in _parts(colour))
            if all(contrast(mixed, ground) >= needed for ground in grounds):
                found.append((step, mixed))
                break
    return min(found)[1] if found else None


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
