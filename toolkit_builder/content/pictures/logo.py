"""The brand's mark as every writer takes it."""

from collections.abc import Mapping

from ..file_names import found
from ..model import Brand
from . import Picture, PictureError, PrintedBox, take_in
from .names import not_found

# The largest that a stylesheet prints it: as high as in large print, as wide as a page has room.
LOGO_BOX = PrintedBox(6.5, 0.6)


def logo(brand: Brand, pictures: Mapping[str, bytes]) -> Picture | None:
    """The mark of a brand, if it has one.

    Args:
        brand: names the file.
        pictures: file name beside brand.yaml -> bytes.

    Raises:
        PictureError: C403, C414 there is no such file; those of `take_in`.
    """
    if brand.logo is None:
        return None
    name = found(brand.logo, pictures)
    if name is None:
        raise not_found(brand.logo, pictures, "beside brand.yaml")
    return take_in(pictures[name], LOGO_BOX)


def logo_in_preview(brand: Brand, pictures: Mapping[str, bytes]) -> Picture | None:
    """The mark of a brand; None also while its file is wrong, which is told elsewhere.

    Args:
        brand, pictures: as of `logo`.
    """
    try:
        return logo(brand, pictures)
    except PictureError:
        return None
