"""Colours of the site: those of the brand by day, and the same hues by night."""

from colorsys import hls_to_rgb, rgb_to_hls

from ..content.model import Brand
from ..content.rules.brand import contrast

NIGHT = {"paper": "#14181d", "tint": "#20262e", "ink": "#e9edf1", "muted": "#b3bdc7", "line": "#7f8b97"}
# More than the 4.5 that is needed: bright letters on a dark ground look thinner.
_NIGHT_RATIO = 6.0


def variables(brand: Brand) -> str:
    """Custom properties for both schemes.

    `--brand` and `--accent` are colours of words and rules; `--deep` is the surface that white stands on, the
    same by day and by night.
    """
    palette = brand.palette.model_dump()
    day = [f"--{name}:{colour}" for name, colour in palette.items()]
    deep = f"--deep:{brand.palette.brand};--accent:{brand.palette.brand}"
    accents = [
        f"[data-accent={name}]{{--accent:{colour};--deep:{colour}}}" for name, colour in brand.accents.items()
    ]
    night = [f"--{name}:{colour}" for name, colour in NIGHT.items()]
    light = by_night(str(brand.palette.brand))
    night += [f"--brand:{light}", f"--accent:{light}"]
    lights = [
        f"[data-accent={name}]{{--accent:{by_night(str(colour))}}}" for name, colour in brand.accents.items()
    ]
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
    """The same hue and strength, lighter by as little as reads well on both dark surfaces."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, strength = rgb_to_hls(*parts)
    for step in range(round(light * 100), 101):
        lighter = "#" + "".join(f"{round(part * 255):02x}" for part in hls_to_rgb(hue, step / 100, strength))
        if all(contrast(lighter, ground) >= _NIGHT_RATIO for ground in (NIGHT["paper"], NIGHT["tint"])):
            return lighter
    return "#ffffff"
