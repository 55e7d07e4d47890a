"""Pictures of pixels inside a drawing: they come in through the same door. Source: RFC 2397 (data URLs)."""

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from ..box import PrintedBox
from ..faults import PictureError
from ..kinds import kind
from ..raster import MAX_PIXELS, Raster, take_in_raster

_DATA = re.compile(r"data:([^,;]{0,80})((?:;[^,;]{0,80})*),(.*)", re.DOTALL)


class EmbeddedPictures:
    """Those of one drawing, each decoded once; together they may have as many pixels as one picture.

    Args:
        box: where the drawing is printed.
    """

    def __init__(self, box: PrintedBox) -> None:
        self._box = box
        self._left = MAX_PIXELS
        self._known: dict[str, Raster] = {}

    def get(self, address: str) -> Raster:
        """The picture that an `image` shows.

        Raises:
            PictureError: C407 it is not inside, C404, C406, C413, C415, C416: see `take_in_raster`.
        """
        if address not in self._known:
            self._known[address] = self._decoded(address)
        return self._known[address]

    def _decoded(self, address: str) -> Raster:
        match = _DATA.fullmatch(address)
        if match is None:
            message = "the SVG refers to something outside (a picture)"
            hint = "in Inkscape: Extensions, Images, Embed Images; in Illustrator: Links, Embed Image(s)"
            raise PictureError("C407", message, hint)
        try:
            data = _bytes(match[3], match[2].endswith(";base64"))
            form = kind(data)
            if form == "SVG":
                raise PictureError(
                    "C413", "it is an SVG itself", "ungroup it, so that it is part of the drawing"
                )
            raster = take_in_raster(data, form, self._box, self._left)
        except PictureError as error:
            message = f"the SVG holds a picture that cannot be used: {error.message}"
            raise PictureError(error.code, message, error.hint) from error
        self._left -= raster.pixels[0] * raster.pixels[1]
        return raster


def _bytes(text: str, is_base64: bool) -> bytes:
    if not is_base64:
        return unquote_to_bytes(text)
    try:
        return base64.b64decode("".join(unquote_to_bytes(text).decode("ascii").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise PictureError("C404", "its data are damaged", "embed it again") from error
