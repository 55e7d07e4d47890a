"""Colours of the site: those of the brand by day, and the same hues by night."""

from collections.abc import Iterator

from ..content.model import Brand
from ..content.rules.brand import TEXT_RATIO, contrast, mixed

NIGHT_PAPER, NIGHT_TINT = "#14181d", "#20262e"
NIGHT = {"paper": NIGHT_PAPER, "tint": NIGHT_TINT, "ink": "#e9edf1", "muted": "#b3bdc7", "line": "#7f8b97"}


def variables(brand: Brand) -> str:
    """Custom properties for both schemes.

    `--brand` and `--accent` are colours of words and rules; `--deep` is the surface that white stands on, the
    same by day and by night.
    """
    palette = brand.palette.model_dump()
    day = [f"--{name}:{colour}" for name, colour in palette.items()]
    deep = f"--deep:{brand.palette.brand};--accent:{brand.palette.brand}"
    accents = [f"[data-accent={name}]{{--accent:{colour};--deep:{colour}}}" for name, colour in brand.accents.items()]
    night = [f"--{name}:{colour}" for name, colour in NIGHT.items()]
    light = by_night(str(brand.palette.brand))
    night += [f"--brand:{light}", f"--accent:{light}"]
    lights = [f"[data-accent={name}]{{--accent:{by_night(str(colour))}}}" for name, colour in brand.accents.items()]
    return "\n".join(
        [
            f":root{{{';'.join(day)};{deep}}}",
            *accents,
            "@media screen and (prefers-color-scheme:dark){",
            f":root{{{';'.join(night)}}}",
            *lights,
            "}",
        ]
    )


def by_night(colour: str) -> str:
    """The same hue, lighter by as little as reads on both dark surfaces."""
    return next(
        light
        for light in _lighter(colour)
        if all(contrast(light, ground) >= TEXT_RATIO for ground in (NIGHT_PAPER, NIGHT_TINT))
    )


def _lighter(colour: str) -> Iterator[str]:
    for percent in range(101):
        yield mixed(colour, 255, percent)
