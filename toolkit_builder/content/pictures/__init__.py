"""The one door for pictures from outside: every writer takes what comes out of here, and nothing else.

A file is decoded once and made anew: pixels upright, in sRGB of 8 bits, square, at most 300 to the inch where
they are printed (`raster`); drawings from what stands on a list, with nothing outside and no words in them
(`svg`). Nothing else of the file comes along, and the same file gives the same bytes.
"""

from dataclasses import dataclass
from functools import lru_cache

from .box import PrintedBox
from .faults import PictureError
from .kinds import SVG_TYPE, TAKEN, kind, media_type

__all__ = ["MAX_BYTES", "SVG_TYPE", "TAKEN", "Picture", "PictureError", "PrintedBox", "media_type", "take_in"]

MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as every writer takes it.

    Args:
        data: PNG, JPEG, or SVG of our own writing.
        media_type: of the data.
        width, height: in pixels; of a drawing 96 to the inch, so that it fills its box.
        pixels: width and height of the file that was handed in, upright; None for a drawing.
    """

    data: bytes
    media_type: str
    width: float
    height: float
    pixels: tuple[int, int] | None


@lru_cache(maxsize=8)
def take_in(data: bytes, box: PrintedBox) -> Picture:
    """Take in a picture.

    Args:
        data: the whole file.
        box: the largest room that it gets on paper.

    Raises:
        PictureError: C404 to C407, C413, C415 to C422, C424: what is wrong, and what to do.
    """
    if len(data) > MAX_BYTES:
        message = f"the picture is too large ({len(data) / 1e6:.1f} MB)"
        hint = "save it with at most 5 MB: half as many pixels across have about a quarter"
        raise PictureError("C405", message, hint)
    form = kind(data)
    if form == "SVG":
        from .svg import take_in_drawing  # only where there is such a picture

        drawing = take_in_drawing(data, box)
        return Picture(drawing.data, drawing.media_type, drawing.width, drawing.height, None)
    from .raster import take_in_raster  # only where there is such a picture

    raster = take_in_raster(data, form, box)
    return Picture(raster.data, raster.media_type, raster.width, raster.height, raster.pixels)
