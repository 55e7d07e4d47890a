"""Pictures made for tests, as phones, print shops and drawing programs make them."""

import base64
import io

import pytest
from PIL import Image, ImageCms, ImageDraw

from toolkit_builder.content.pictures import PictureError, PrintedBox, take_in

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
BOX = PrintedBox(6.5, 0.6)
INK, SKY = (23, 69, 107), (200, 30, 30)


def arrow(width=300, height=180, mode="RGB"):
    """A picture of which every corner is known: red above left, blue below right."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width // 2, height // 2), fill=SKY)
    pen.rectangle((width // 2, height // 2, width, height), fill=INK)
    return picture.convert(mode)


def file_of(picture, form, **options):
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


def refused(data, box=BOX):
    """Code and sentence of what is wrong with a picture."""
    with pytest.raises(PictureError) as caught:
        take_in(data, box)
    assert caught.value.hint
    return caught.value.code, caught.value.message


def drawn(inside, attributes=' viewBox="0 0 100 60"', before=""):
    return f"{before}{SVG}{attributes}>{inside}</svg>".encode()


def embedded(picture, form="PNG"):
    data = base64.b64encode(file_of(picture, form)).decode()
    return f"data:image/{form.lower()};base64,{data}"


def srgb_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
