"""Pictures of pixels at the door: from phones, scanners and print shops."""

import struct
import zlib

import pytest
from PIL import Image, ImageFile

from tests.content.picture_files import BOX, INK, SKY, arrow, file_of, opened, refused, srgb_profile
from tests.pdf.profile import cmyk_profile
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.pictures import PrintedBox, media_type, take_in
from toolkit_builder.content.pictures.colours import colour_shares
from toolkit_builder.content.pictures.inks import is_for_inks

COLOURS = {"sky": SKY, "ink": INK, "white": (255, 255, 255)}


def corners(picture):
    """Which of the colours stands in each corner, from above left clockwise."""
    right, bottom = picture.width - 3, picture.height - 3
    found = [picture.convert("RGB").getpixel(at) for at in ((2, 2), (right, 2), (right, bottom), (2, bottom))]
    return [next((name for name, colour in COLOURS.items() if near(pixel, colour)), pixel) for pixel in found]


def near(pixel, colour):
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


UPRIGHT = ["sky", "white", "ink", "white"]
# As a camera writes them: what is done to the upright picture before it is saved under a number.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("number", STORED)
def test_photos_stand_upright_however_the_phone_was_held(number, form):
    exif = Image.Exif()
    exif[0x0112] = number
    stored = arrow() if STORED[number] is None else arrow().transpose(STORED[number])

    picture = take_in(file_of(stored, form, exif=exif), BOX)

    assert corners(opened(picture.data)) == UPRIGHT
    assert picture.pixels == (300, 180)
    assert opened(picture.data).getexif().get(0x0112) is None


def test_a_number_that_is_no_orientation_turns_nothing():
    exif = Image.Exif()
    exif[0x0112] = 9

    assert corners(opened(take_in(file_of(arrow(), "JPEG", exif=exif), BOX).data)) == UPRIGHT


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("1", "PNG"),
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("I;16", "PNG"),
        ("L", "JPEG"),
        ("RGB", "JPEG"),
        ("CMYK", "JPEG"),
        ("RGB", "WEBP"),
        ("RGBA", "WEBP"),
    ],
)
def test_every_kind_of_pixel_becomes_eight_bits_of_rgb(mode, form):
    source = grey_of_16_bits([12000] * 150 + [65535] * 150) if mode == "I;16" else arrow(mode=mode)

    picture = take_in(file_of(source, form), BOX)
    pixels = opened(picture.data)

    assert pixels.mode == "RGB"
    assert pixels.size == (300, 180)
    light, dark = pixels.getpixel((290, 5)), pixels.getpixel((5, 5))
    assert min(light) > 240
    assert min(dark) < 120


def grey_of_16_bits(row):
    return Image.frombytes("I;16", (len(row), 180), struct.pack(f"<{len(row)}H", *row) * 180)


def test_grey_of_16_bits_keeps_its_shades():
    shades = grey_of_16_bits([step * 6553 for step in range(10) for _ in range(30)])

    pixels = opened(take_in(file_of(shades, "PNG"), BOX).data)

    assert [pixels.getpixel((step * 30 + 15, 90))[0] // 10 for step in range(10)] == [
        step * 6553 // 256 // 10 for step in range(10)
    ]


@pytest.mark.parametrize("mode", ["LA", "RGBA", "P", "I;16"])
def test_what_is_clear_stays_clear(mode):
    if mode == "P":
        source = arrow().quantize(8)
        data = file_of(source, "PNG", transparency=source.getpixel((299, 0)))
    elif mode == "I;16":
        source = grey_of_16_bits([0] * 150 + [65535] * 150)
        data = chunk_before(file_of(source, "PNG"), b"tRNS", struct.pack(">H", 65535))
    else:
        source = arrow().convert(mode)
        source.putalpha(Image.new("L", (300, 180), 255))
        source.paste((0, 0) if mode == "LA" else (0, 0, 0, 0), (150, 0, 300, 90))
        data = file_of(source, "PNG")

    pixels = opened(take_in(data, BOX).data)

    assert pixels.mode == "RGBA"
    assert pixels.getpixel((290, 5))[3] == 0
    assert pixels.getpixel((5, 5))[3] == 255


def chunk_before(png, name, content):
    """A PNG with one more chunk before its pixels."""
    chunk = struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    start = png.index(b"IDAT") - 4
    return png[:start] + chunk + png[start:]


def test_colours_of_a_print_shop_become_those_of_a_screen():
    """A JPEG in inks comes from Photoshop, which writes them inverted (Adobe, TN 5116)."""
    inks = Image.new("CMYK", (300, 180), (0, 0, 0, 0))
    inks.paste((0, 255, 255, 0), (0, 0, 150, 180))
    data = file_of(inks, "JPEG")
    assert b"Adobe" in data

    pixels = opened(take_in(data, BOX).data)

    red, white = pixels.getpixel((20, 90)), pixels.getpixel((280, 90))
    assert red[0] > 200
    assert max(red[1:]) < 60
    assert min(white) > 240


def test_a_profile_of_inks_is_followed_and_a_broken_one_passed_over():
    inks = Image.new("CMYK", (300, 180), (255, 0, 0, 0))
    plain, profiled, broken = (
        opened(take_in(file_of(inks, "JPEG", **options), BOX).data).getpixel((50, 50))
        for options in ({}, {"icc_profile": cmyk_profile()}, {"icc_profile": b"nonsense" * 30})
    )

    assert profiled != plain
    assert broken == plain


def test_a_profile_that_is_srgb_changes_no_colour():
    plain, profiled = (
        opened(take_in(file_of(arrow(), "PNG", **options), BOX).data)
        for options in ({}, {"icc_profile": srgb_profile()})
    )

    assert corners(plain) == corners(profiled) == UPRIGHT
    assert "icc_profile" not in profiled.info


def test_pixels_that_are_not_square_are_made_square():
    """A fax or an old scanner has twice as many dots across as down."""
    wide = take_in(file_of(arrow(200, 100), "PNG", dpi=(200, 100)), BOX)
    tall = take_in(file_of(arrow(100, 100), "PNG", dpi=(100, 200)), BOX)
    jpeg = take_in(file_of(arrow(200, 100), "JPEG", dpi=(200, 100)), BOX)
    square = take_in(file_of(arrow(100, 100), "PNG", dpi=(300, 300)), BOX)

    assert [(each.width, each.height) for each in (wide, tall, jpeg, square)] == [
        (180, 180),
        (200, 100),
        (180, 180),
        (100, 100),
    ]


@pytest.mark.parametrize(
    ("size", "box", "expected"),
    [
        ((4000, 3000), PrintedBox(6.5, 9.0), (1950, 1462)),
        ((4000, 3000), PrintedBox(2.0, 2.0), (600, 450)),
        ((4000, 300), BOX, (1950, 146)),
        ((900, 600), PrintedBox(6.5, 9.0), (900, 600)),
    ],
)
def test_no_picture_has_more_than_300_dots_to_the_inch(size, box, expected):
    picture = take_in(file_of(arrow(*size), "JPEG"), box)

    assert (picture.width, picture.height) == opened(picture.data).size == expected


@pytest.mark.slow
def test_a_heavy_logo_becomes_a_light_one():
    noise = Image.effect_noise((1900, 1800), 90)
    data = file_of(noise, "PNG")
    assert len(data) > 2_500_000

    assert len(take_in(data, BOX).data) < 120_000


def test_where_and_with_what_a_photo_was_taken_stays_at_home():
    exif = Image.Exif()
    exif[0x010F] = "Camera of ours"
    exif.get_ifd(0x8825)[2] = (40.0, 26.0, 46.0)
    jpeg = file_of(arrow(), "JPEG", exif=exif, comment=b"remark of ours", xmp=b"<x>xmp of ours</x>")
    png = chunk_before(file_of(arrow(), "PNG", exif=exif), b"tEXt", b"Author\0name of ours")
    webp = file_of(arrow(), "WEBP", exif=exif, xmp=b"<x>xmp of ours</x>")
    assert b"of ours" in jpeg
    assert b"of ours" in png
    assert b"of ours" in webp

    for data in (jpeg, png, webp):
        assert b"of ours" not in take_in(data, BOX).data
        assert not opened(take_in(data, BOX).data).getexif()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_same_file_gives_the_same_bytes(form):
    data = file_of(arrow(700, 500), form)
    first = take_in(data, BOX).data
    take_in.cache_clear()

    assert take_in(data, BOX).data == first


def test_a_phone_that_adds_a_picture_of_depth_has_taken_a_photo():
    data = file_of(arrow(), "MPO", save_all=True, append_images=[arrow(30, 18)])

    assert media_type(take_in(data, BOX).data) == "image/jpeg"


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_pictures_that_move_are_refused(form):
    data = file_of(arrow(), form, save_all=True, append_images=[arrow().rotate(180)])
    code, message = refused(data)

    assert (code, "moves" in message) == ("C413", False) if form == "GIF" else ("C415", True)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_that_is_torn_is_refused(form, share):
    data = file_of(Image.effect_noise((64, 64), 80).convert("RGB"), form)

    assert refused(data[: int(len(data) * share)]) == ("C404", f"the {form} picture is damaged")


def test_a_torn_picture_is_refused_after_weasyprint_was_loaded_too(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as weasyprint.images sets it
    data = file_of(arrow(), "PNG")

    assert refused(data[: len(data) // 2]) == ("C404", "the PNG picture is damaged")
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_five_million_bytes_are_the_most():
    data = file_of(arrow(), "PNG")

    assert take_in(data.ljust(5_000_000, b"\0"), BOX)
    assert refused(data.ljust(5_000_001, b"\0")) == ("C405", "the picture is too large (5.0 MB)")
    assert refused(data.ljust(6_100_000, b"\0")) == ("C405", "the picture is too large (6.1 MB)")


@pytest.mark.slow
def test_25_million_pixels_are_the_most():
    most = file_of(Image.new("1", (5000, 5000)), "PNG")

    assert take_in(most, BOX).pixels == (5000, 5000)
    assert refused(most[: len(most) // 2]) == ("C404", "the PNG picture is damaged")
    for size, millions in (((4901, 5101), 25), ((6000, 5000), 30), ((15000, 15000), 179)):
        code, message = refused(file_of(Image.new("1", size), "PNG"))
        assert (code, message.split(" (")[0]) == ("C406", "the picture has too many pixels")
        assert f"({millions} million)" in message or millions == 179


def test_a_picture_of_too_many_pixels_is_not_unpacked():
    whole = file_of(Image.new("1", (6000, 5000)), "PNG")

    assert refused(whole[: len(whole) // 2])[0] == "C406"


@pytest.mark.slow
def test_a_toolkit_may_have_the_largest_logo(starter, change):
    data = file_of(Image.new("1", (5000, 5000)), "PNG")
    (starter / "mark.png").write_bytes(data.ljust(5_000_000, b"\0"))
    change("@ brand.yaml\n- logo: mark.svg\n+ logo: mark.png\n")

    assert load_toolkit(starter, "starter").pictures["mark.png"]


@pytest.mark.parametrize(
    ("size", "is_line"), [((2000, 100), False), ((2001, 100), True), ((1, 300), True), ((20, 1), False)]
)
def test_a_mere_line_is_no_picture(size, is_line):
    data = file_of(arrow(*size), "PNG")

    if is_line:
        assert refused(data) == ("C416", f"the picture is a mere line, {size[0]} by {size[1]} pixels")
    else:
        assert take_in(data, BOX).pixels == size


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0", "HEIC"),
        (b"GIF89a\1\0\1\0", "GIF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b"BM\x8a\0\0\0", "BMP"),
        (b"8BPS\0\1", "Photoshop"),
        (b"%PDF-1.6\n", "Illustrator"),
        (b"\x1f\x8b\x08\0", "SVGZ"),
        (b"PK\3\4\x14\0", "Office"),
        (b"<!DOCTYPE html>\n<html>", "web page"),
    ],
)
def test_kinds_that_are_not_taken_are_called_by_their_name(data, says):
    code, message = refused(data)

    assert code == "C413"
    assert says in message


@pytest.mark.parametrize(
    "data", [b"a house", b"\xff\xfea\0", b"\x89PNG", b"\xff\xd8", b"RIFF\0\0\0\0WAVE", cmyk_profile()[:20]]
)
def test_what_is_no_picture_is_refused(data):
    assert refused(data) == ("C404", "the file is not a picture that can be read")


@pytest.mark.parametrize("data", [b"", b"\0\0\0\0", b" \n"])
def test_a_file_of_nothing_is_said_to_be_empty(data):
    assert refused(data) == ("C404", "the file is empty")


def test_a_name_says_nothing_of_what_a_file_is(starter, change):
    (starter / "mark.png").write_bytes(file_of(arrow(), "JPEG"))
    change("@ brand.yaml\n- logo: mark.svg\n+ logo: mark.png\n")

    assert load_toolkit(starter, "starter").warnings == ()


def test_what_is_nothing_to_show_has_no_media_type():
    assert media_type(b"a house") == media_type(b"") == ""
    assert media_type(b"\xef\xbb\xbf\n<svg/>") == "image/svg+xml"


def test_colours_are_those_on_the_ground():
    clear = Image.new("RGBA", (100, 50), (0, 0, 0, 0))
    clear.paste((23, 69, 107, 255), (0, 0, 50, 50))

    shares = colour_shares(take_in(file_of(clear, "PNG"), BOX), "#ffffff")

    assert shares == {"#fcfcfc": 0.5, "#144468": 0.5}


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
