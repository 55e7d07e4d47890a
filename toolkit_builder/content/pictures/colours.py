"""The colours of a picture, as they are seen on a ground."""

from functools import lru_cache

from PIL import Image

from . import SVG_TYPE, Picture
from .opened import opened

_LONGER = 400  # pixels of the longer side that are looked at


@lru_cache(maxsize=8)
def colour_shares(picture: Picture, ground: str) -> dict[str, float]:
    """#rrggbb -> share of the picture's area, nearly alike ones together.

    Args:
        picture: that was taken in.
        ground: #rrggbb of what it stands on.
    """
    if picture.media_type == SVG_TYPE:
        from .svg import rendered

        image = rendered(picture.data.decode(), _LONGER)
    else:
        with opened(picture.data, "PNG", "JPEG") as file:
            image = file.convert("RGBA")
    scale = min(1.0, _LONGER / max(image.size))
    size = tuple(max(1, round(side * scale)) for side in image.size)
    # No pixel between others: mixing would make lines fainter than they are.
    sample = image.resize(size, Image.Resampling.NEAREST)
    shown = Image.alpha_composite(Image.new("RGBA", sample.size, ground), sample).convert("RGB")
    colours = shown.point(lambda value: value & 0xFC).getcolors(shown.width * shown.height)
    assert colours is not None
    total = shown.width * shown.height
    return {"#{:02x}{:02x}{:02x}".format(*colour): count / total for count, colour in colours}  # type: ignore[misc]
