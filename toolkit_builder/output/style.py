"""The house style of a toolkit: its brand, its stylesheets and every picture and font that they show."""

import hashlib
from pathlib import Path

from ..content.model import Brand
from ..content.toolkit import Toolkit
from ..errors import OutputError, Problem
from .fonts import FIELD_FAMILY, Face, faces, field_face
from .patterns import PATTERNS, pattern
from .task import HouseStyle

# A transparent PNG of one pixel: what a slot shows until a copy fills it.
_EMPTY = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364600000000600023081d02f0000000049454e44ae426082"
)
SLOTS = ("district-name", "district-logo", "district-contact", "foot-name", "copy-number")
SHEETS = ("screen",)


def house_style(toolkit: Toolkit, layouts: tuple[Path, ...]) -> HouseStyle:
    """Everything that all packets of a toolkit share.

    Args:
        toolkit: its brand and pictures are used.
        layouts: folders with `styles/`, the toolkit's own first.

    Raises:
        OutputError: O101, a font family of the brand is not installed.
    """
    assets = {f"slot:{name}": _EMPTY for name in SLOTS}
    if toolkit.brand.logo:
        assets["asset:logo"] = toolkit.pictures[toolkit.brand.logo]
    try:
        fonts = _faces(toolkit.brand)
    except OutputError as error:
        raise OutputError(_in_brand(problem, toolkit) for problem in error.problems) from error
    assets |= {face.name: face.data for face in fonts}
    for shape in PATTERNS:
        assets[f"asset:{shape}"] = pattern(shape)
    head = "\n".join([*(face.rule for face in fonts), _variables(toolkit.brand)])
    styles = {name: "\n".join([head, _sheet(layouts, "common"), _sheet(layouts, name)]) for name in SHEETS}
    return HouseStyle(toolkit.brand, styles, assets, _sum(toolkit.brand, styles, assets))


def _in_brand(problem: Problem, toolkit: Toolkit) -> Problem:
    """A font that is missing is named in a line of brand.yaml."""
    brand = next(source for source in toolkit.sources if source.node is toolkit.brand)
    for role, family in toolkit.brand.fonts.model_dump().items():
        if f'"{family}"' in problem.message:
            place = brand.marks.value(("fonts", role))
            return Problem(place, problem.code, problem.message, problem.hint)
    return problem


def _faces(brand: Brand) -> list[Face]:
    """What the stylesheets use of each family; a family named twice is read once."""
    fonts = brand.fonts
    wanted = {
        str(fonts.text): ((400, 700), (400,)),
        str(fonts.large_print): ((400, 700), ()),
        str(fonts.heading): ((400, 600, 700, 800), ()),
    }
    found = [
        face for family, (weights, italics) in wanted.items() for face in faces(family, weights, italics)
    ]
    return [*found, field_face(str(fonts.heading))]


def _variables(brand: Brand) -> str:
    """The brand as CSS custom properties. Colours are checked as #rrggbb and names as slugs when read."""
    palette = brand.palette.model_dump()
    root = [f"--{name}:{color}" for name, color in palette.items()]
    root += [
        f'--font-{name.replace("_", "-")}:"{family}"' for name, family in brand.fonts.model_dump().items()
    ]
    root += [f'--font-field:"{FIELD_FAMILY}"', f"--accent:{brand.palette.brand}"]
    accents = [f"[data-accent={name}]{{--accent:{color}}}" for name, color in brand.accents.items()]
    shapes = [f"[data-pattern={name}]>.cover{{background-image:url(asset:{name})}}" for name in PATTERNS]
    return "\n".join([f":root{{{';'.join(root)}}}", *accents, *shapes])


def _sheet(layouts: tuple[Path, ...], name: str) -> str:
    path = next(found for folder in layouts if (found := folder / "styles" / f"{name}.css").is_file())
    return path.read_text(encoding="utf-8")


def _sum(brand: Brand, styles: dict[str, str], assets: dict[str, bytes]) -> str:
    total = hashlib.sha256(brand.model_dump_json().encode())
    for name, sheet in sorted(styles.items()):
        total.update(f"\0{name}\0{sheet}".encode())
    for name, data in sorted(assets.items()):
        total.update(f"\0{name}\0{hashlib.sha256(data).hexdigest()}".encode())
    return total.hexdigest()
