"""Which pictures are shown: each way to be refused, and the nearest picture that is not."""

import io

import pytest
from PIL import Image, ImageFile

from tests.pdf.profile import cmyk_profile
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.pictures import (
    PictureError,
    check_picture,
    is_for_inks,
    media_type,
    pixels,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def raster(form, width=8, height=4, mode="1"):
    buffer = io.BytesIO()
    Image.new(mode, (width, height)).save(buffer, form)
    return buffer.getvalue()


def refused(data):
    """Code and sentence of what is wrong with a picture."""
    with pytest.raises(PictureError) as caught:
        check_picture(data)
    return caught.value.code, caught.value.message


def drawn(inside, before=""):
    return f"{before}{SVG}{inside}</svg>".encode()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_pixels_are_judged_by_content_and_told(form):
    data = raster(form, mode="L")

    assert check_picture(data) == media_type(data) == f"image/{form.lower()}"
    assert pixels(data) == (8, 4)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_that_is_torn_is_refused(form):
    data = raster(form, 64, 64, "L")

    assert refused(data[: len(data) // 2]) == ("C404", f"the {form} picture is damaged")


def test_a_torn_picture_is_refused_after_weasyprint_was_loaded_too(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as weasyprint.images sets it
    data = raster("PNG", 64, 64, "L")

    assert refused(data[: len(data) // 2]) == ("C404", "the PNG picture is damaged")
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_five_million_bytes_are_the_most():
    data = raster("PNG")

    assert check_picture(data.ljust(5_000_000, b"\0")) == "image/png"
    assert refused(data.ljust(5_000_001, b"\0")) == ("C405", "the picture is too large (5.0 MB)")
    assert refused(data.ljust(6_100_000, b"\0")) == ("C405", "the picture is too large (6.1 MB)")


def test_25_million_pixels_are_the_most():
    most = raster("PNG", 5000, 5000)

    assert check_picture(most) == "image/png"
    assert refused(most[: len(most) // 2]) == ("C404", "the PNG picture is damaged")
    assert refused(raster("PNG", 4901, 5101)) == ("C406", "the picture has too many pixels (25 million)")
    assert refused(raster("PNG", 6000, 5000)) == ("C406", "the picture has too many pixels (30 million)")


def test_a_picture_of_too_many_pixels_is_not_unpacked():
    whole = raster("PNG", 6000, 5000)

    assert refused(whole[: len(whole) // 2])[0] == "C406"


def test_a_toolkit_may_have_the_largest_logo(starter, change):
    (starter / "mark.png").write_bytes(raster("PNG", 5000, 5000).ljust(5_000_000, b"\0"))
    change("@ brand.yaml\n- logo: mark.svg\n+ logo: mark.png\n")

    assert load_toolkit(starter, "starter").pictures["mark.png"]


@pytest.mark.parametrize(
    "data",
    [
        drawn(""),
        drawn("", '<?xml version="1.0" encoding="UTF-8"?>\n'),
        b"\xef\xbb\xbf" + drawn(""),
        drawn("", "\n "),
        drawn("<title>script, object and @import in words</title>"),
        drawn("<style>path { fill: url(#a) }</style>"),
        drawn("<style>path { fill: url( '#a') } circle { fill: url(\"#b\") }</style>"),
        drawn("<text>url(https://a.b)</text>"),
        drawn('<g id="a"/><use href="#a"/><use xlink:href=" #a"/>'),
        drawn('<path fill="url(#a)" style="stroke: url(#b)"/>'),
        drawn('<a target="on"/>'),
        drawn('<g role="img" aria-label="once"/>'),
        drawn("<ellipse/>"),
    ],
)
def test_plain_drawings_are_shown(data):
    assert check_picture(data) == media_type(data) == "image/svg+xml"
    assert pixels(data) is None


@pytest.mark.parametrize(
    "element",
    ["script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"],
)
def test_elements_that_do_something_are_refused(element):
    assert refused(drawn(f"<g><{element}/></g>")) == ("C407", f"the SVG has an element <{element}>")
    assert check_picture(drawn(f"<g><{element}s/></g>"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (drawn("", "<!DOCTYPE svg>"), "the SVG has a DOCTYPE"),
        (drawn("", "<!doctype svg>"), "the SVG has a DOCTYPE"),
        (drawn("<!ENTITY a 'b'>"), "the SVG has a DOCTYPE"),
        (drawn("", "<?xml-stylesheet href='a.css'?>"), "the SVG refers to a style sheet outside"),
        (drawn("<style>@import 'a.css'</style>"), "the style of the SVG refers to a file outside"),
        (drawn("<style>path { fill: url(a.svg) }</style>"), "the style of the SVG refers to a file outside"),
        (drawn("<style>g { fill: URL( 'a.svg' ) }</style>"), "the style of the SVG refers to a file outside"),
        (drawn("<style>g { fill: url(' a.svg') }</style>"), "the style of the SVG refers to a file outside"),
        (drawn('<path onclick="a()"/>'), "the SVG has a script (onclick)"),
        (drawn('<path OnLoad="a()"/>'), "the SVG has a script (OnLoad)"),
        (drawn('<image href="a.png"/>'), "the SVG refers to something outside (href)"),
        (drawn('<image xlink:href="a.png"/>'), "the SVG refers to something outside (href)"),
        (drawn('<image src="a.png"/>'), "the SVG refers to something outside (src)"),
        (drawn('<path fill="url(a.svg#b)"/>'), "the SVG refers to something outside (fill)"),
    ],
)  # fmt: skip
def test_drawings_that_reach_outside_are_refused(data, message):
    assert refused(data) == ("C407", message)


@pytest.mark.parametrize("data", [b"", b"a house", b"\xff\xfe<svg/>", b"<svg", b"\x89PNG", b"\xff\xd8"])
def test_what_is_no_picture_is_refused(data):
    assert refused(data) == ("C404", "the file is not a picture that can be read")


@pytest.mark.parametrize("data", [b"<svg/>", b"<html/>", b'<g xmlns="http://www.w3.org/2000/svg"/>'])
def test_what_is_no_drawing_is_refused(data):
    assert refused(data) == ("C404", "the file is not an SVG picture")


def test_what_is_nothing_to_show_has_no_media_type():
    assert media_type(b"a house") == media_type(b"") == ""
    assert media_type(b"\xef\xbb\xbf\n<svg/>") == "image/svg+xml"


def test_a_profile_is_whole_and_prints_in_four_inks():
    data = cmyk_profile()

    assert is_for_inks(data)
    assert is_for_inks(data + b"\0")
    assert not is_for_inks(data[:-1])
    assert not is_for_inks(b"")


@pytest.mark.parametrize(
    ("start", "other"),
    [
        (0, b"\0\0\0\x80"),  # no more than the header
        (12, b"mntr"),  # for a screen
        (16, b"RGB "),
        (16, b"GRAY"),
        (36, b"acsq"),
        (128, b"\xff\xff\xff\xff"),  # a list of parts that it does not have
    ],
)
def test_a_profile_for_anything_else_is_refused(start, other):
    data = cmyk_profile()

    assert not is_for_inks(data[:start] + other + data[start + len(other) :])
