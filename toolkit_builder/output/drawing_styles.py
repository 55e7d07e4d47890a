"""Colours and fonts for drawings, which layouts and patterns leave bare: one stylesheet a variant."""

from functools import lru_cache
from io import BytesIO

import resvg_py
from PIL import Image

from ..content.model import Brand
from ..content.pictures import SVG_TYPE, media_type
from ..content.pictures.opened import opened
from ..content.variants import VARIANTS

INK, WHITE = "#000000", "#ffffff"
_BARE = b'class="drawing'


def drawing_sheets(brand: Brand) -> dict[str, str]:
    """Variant -> stylesheet of its drawings; the root's own class names the accent of a principle."""
    palette = brand.palette
    accents = {"": str(palette.brand), **{f".{name} ": str(color) for name, color in brand.accents.items()}}
    colored = "".join(
        f"{root}.bar,{root}.stretch{{fill:{color}}}{root}.other{{fill:{palette.tint}}}"
        f"{root}.stretch{{stroke:{color}}}"
        for root, color in accents.items()
    )
    in_color = (
        f"text{{fill:{palette.ink}}}.inside{{fill:{palette.paper}}}.stretch{{stroke-width:0.75}}"
        f".axis{{stroke:{palette.line};stroke-width:1}}"
        f".pattern{{stroke:{WHITE};stroke-opacity:0.28}}.disc{{fill:{WHITE};fill-opacity:0.24}}{colored}"
        f".mark{{stroke:{WHITE};stroke-width:1.5}}.spot{{fill:{WHITE}}}"
    )
    in_black = (
        f"text,.inside{{fill:{INK}}}.bar{{fill:{WHITE};stroke:{INK};stroke-width:2}}"
        f".axis{{stroke:{INK};stroke-width:1}}.mark{{stroke:{INK};stroke-width:1}}.spot{{fill:{INK}}}"
        f".stretch{{fill:{WHITE};stroke:{INK};stroke-width:1}}.other{{fill:#ececec}}"
        f".pattern{{stroke:{INK};stroke-width:1}}.disc{{fill:{WHITE};stroke:{INK};stroke-width:1}}"
    )
    return {name: in_black if variant.for_copier else in_color for name, variant in VARIANTS.items()}


def styled(data: bytes, sheet: str, family: str) -> bytes:
    """A drawing in colours and font; any other picture as it is.

    Args:
        data: a picture.
        sheet: one of `drawing_sheets`.
        family: font of its words.
    """
    if _BARE not in data[:200]:
        return data
    head, _, rest = data.partition(b">")
    return head + f' font-family="{family}"><style>{sheet}</style>'.encode() + rest


@lru_cache(maxsize=8)
def in_black(data: bytes) -> bytes:
    """A logo as a PNG of black and nothing else: what is darker than its paper by a quarter becomes black."""
    if media_type(data) == SVG_TYPE:
        data = bytes(resvg_py.svg_to_bytes(svg_string=data.decode(), height=600, dpi=96))
    layers = opened(data).convert("RGBA")
    paper = Image.new("RGBA", layers.size, WHITE)
    grey = Image.alpha_composite(paper, layers).convert("L")
    stream = BytesIO()
    grey.point(lambda value: 0 if value < 192 else 255).convert("1").save(stream, "PNG", optimize=True)
    return stream.getvalue()
