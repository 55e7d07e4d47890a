"""Pictures from outside: only whole PNG, JPEG and plain SVG files of a bearable size."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000
SVG = "{http://www.w3.org/2000/svg}"
SVG_TYPE = "image/svg+xml"
REFUSED_ELEMENTS = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
OUTSIDE = re.compile(r"@import|url\(\s*+['\"]?+\s*+(?!#)", re.IGNORECASE)


class PictureError(ValueError):
    """A picture that cannot be used.

    Args:
        code: C404 to C407.
        message: one sentence.
        hint: what to do.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def check_picture(data: bytes) -> str:
    """What kind of picture a file is, judged by its content and not by its name.

    Args:
        data: the whole file.

    Returns:
        image/png, image/jpeg or image/svg+xml.

    Raises:
        PictureError: C404 not such a picture, C405 over 5 MB, C406 over 25 megapixels, C407 an unsafe SVG.
    """
    if len(data) > MAX_BYTES:
        raise PictureError(
            "C405", f"the picture is too large ({len(data) / 1e6:.1f} MB)", "save it with at most 5 MB"
        )
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _check_raster(data, "PNG")
    if data.startswith(b"\xff\xd8\xff"):
        return _check_raster(data, "JPEG")
    return _check_svg(data)


def media_type(data: bytes) -> str:
    """IANA media type of a picture that `check_picture` let pass or a layout has drawn; empty for others."""
    if data.startswith(b"\x89PNG"):
        return "image/png"
    if data.startswith(b"\xff\xd8"):
        return "image/jpeg"
    return SVG_TYPE if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") else ""


def is_for_inks(data: bytes) -> bool:
    """Whether a file is a whole ICC profile of an output device with cyan, magenta, yellow and black.

    Source: ICC.1, 7.2: size, profile class, data colour space and signature stand in the header of 128 bytes.
    """
    whole = 128 < int.from_bytes(data[:4], "big") <= len(data)
    if not whole or (data[12:20], data[36:40]) != (b"prtrCMYK", b"acsp"):
        return False
    from PIL import ImageCms  # only where a brand has such a file

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), profile, "RGB", "CMYK")
    except (ImageCms.PyCMSError, OSError):
        return False
    return True


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG that `check_picture` let pass; None for an SVG, which has none."""
    if media_type(data) == SVG_TYPE:
        return None
    from PIL import Image  # only where there is such a picture

    with Image.open(io.BytesIO(data)) as image:
        return image.size


def _check_raster(data: bytes, form: str) -> str:
    from PIL import Image  # only where there is such a picture

    try:
        with warnings.catch_warnings(), _whole_pictures():
            warnings.simplefilter("ignore")  # its own size limit warns before ours can speak
            with Image.open(io.BytesIO(data), formats=[form]) as image:
                pixels = image.width * image.height
                if pixels <= MAX_PIXELS:
                    image.load()
    except Exception as error:  # Pillow raises many kinds for broken files
        hint = "save it again from a drawing program"
        raise PictureError("C404", f"the {form} picture is damaged", hint) from error
    if pixels > MAX_PIXELS:
        message = f"the picture has too many pixels ({pixels / 1e6:.0f} million)"
        raise PictureError("C406", message, "save it with at most 25 million, such as 5000 by 5000")
    return f"image/{form.lower()}"


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Pillow refuses torn pictures while the block runs; WeasyPrint, once it is loaded, lets them pass."""
    from PIL import ImageFile

    passes, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = passes


def _check_svg(data: bytes) -> str:
    from ..machine.xml import XmlError, parse  # only where there is a drawing

    try:
        text = data.decode("utf-8-sig")
        if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
            raise PictureError("C407", "the SVG has a DOCTYPE", "delete the line that begins with <!DOCTYPE")
        # As text, so that no declared encoding can hide anything from the line above.
        root = parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode())
    except (UnicodeDecodeError, XmlError) as error:
        hint = "save it as SVG, PNG or JPEG; a new ending does not change what a file is"
        raise PictureError("C404", "the file is not a picture that can be read", hint) from error
    if root.tag != f"{SVG}svg":
        raise PictureError("C404", "the file is not an SVG picture", "save it as SVG, PNG or JPEG")
    if "<?xml-stylesheet" in text:
        raise PictureError(
            "C407", "the SVG refers to a style sheet outside", "delete the line <?xml-stylesheet"
        )
    for element in root.iter("*"):
        _check_element(element)
    return "image/svg+xml"


def _check_element(element: "etree._Element") -> None:
    name = str(element.tag).rpartition("}")[2]
    if name in REFUSED_ELEMENTS:
        raise PictureError("C407", f"the SVG has an element <{name}>", "save it as a plain SVG")
    if name == "style" and OUTSIDE.search("".join(map(str, element.itertext()))):
        raise PictureError("C407", "the style of the SVG refers to a file outside", "save it as a plain SVG")
    for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            raise PictureError("C407", f"the SVG has a script ({attribute})", "save it as a plain SVG")
        outside = attribute in ("href", "src") and not value.strip().startswith("#")
        if outside or OUTSIDE.search(value):
            message = f"the SVG refers to something outside ({attribute})"
            raise PictureError("C407", message, "save it as a plain SVG, with everything inside")
