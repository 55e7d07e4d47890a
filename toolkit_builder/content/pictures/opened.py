"""The one door for pictures of pixels; the caller names what they may be, since each reader is a risk."""

import io

from PIL import Image

PIXEL_FORMS = ("PNG", "JPEG", "WEBP")


def opened(data: bytes, *forms: str) -> Image.Image:
    """A picture that is decoded when its pixels are asked for; to be closed.

    Args:
        data: the whole file.
        forms: what it may be; all of `PIXEL_FORMS` where none is named.

    Raises:
        OSError: it is none of them, or damaged.
        Image.DecompressionBombError: it has more pixels than Pillow decodes, see `take_in_raster`.
    """
    return Image.open(io.BytesIO(data), formats=forms or PIXEL_FORMS)
