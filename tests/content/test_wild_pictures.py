"""Whatever bytes a file has, it is taken or refused with a reason, soon and in little memory."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.content.picture_files import BOX, arrow, drawn, embedded, file_of
from tests.content.test_drawings import CLIPS, MASKS, USES
from tests.held import cost
from toolkit_builder.content.pictures import MAX_BYTES, PictureError, media_type, take_in

FILES = [
    *(file_of(arrow(40, 24, mode), "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
    *(file_of(arrow(40, 24, mode), "JPEG") for mode in ("L", "RGB", "CMYK")),
    file_of(arrow(40, 24), "JPEG", progressive=True, exif=Image.Exif().tobytes(), dpi=(72, 144)),
    file_of(arrow(40, 24), "WEBP"),
]
PIECES = [
    "<g>",
    "</g>",
    "<g",
    'id="a"',
    'id="b"',
    "/>",
    ">",
    '<use href="#a"/>',
    '<use href="#b"',
    '<path d="M1 1h9z"/>',
    '<path d="M0 0a1 1 0 0 1 9 9"',
    'fill="url(#a)"',
    'clip-path="url(#a)"',
    'mask="url(#b)"',
    'fill="red"',
    '<clipPath id="a">',
    "</clipPath>",
    '<mask id="b">',
    "</mask>",
    '<linearGradient id="a">',
    "</linearGradient>",
    '<stop offset="50%"/>',
    "<style>",
    "</style>",
    ".a{fill:red}",
    "a{",
    "}",
    "@import",
    "((",
    "[[",
    'class="a"',
    'style="fill:red;',
    '"',
    "transform='rotate(3)'",
    "opacity='.5'",
    "<rect width='9' height='5'",
    "<text>",
    "<symbol id='a' viewBox='0 0 1 1'>",
    "</symbol>",
    "<svg viewBox='0 0 9 9' width='5'>",
    "</svg>",
    "<!--",
    "-->",
    f"<image href='{embedded(arrow(4, 4))}'/>",
    "stroke-dasharray='.1'",
    "stroke='red'",
    "<switch>",
    "</switch>",
    "\0",
    "&amp;",
    "&x;",
    "<![CDATA[",
    "]]>",
    "<?x y?>",
    "1e99",
    "NaN",
    "-",
]


def taken_or_refused(data):
    try:
        picture = take_in(data, BOX)
    except PictureError as caught:
        refusal = caught
    else:
        assert media_type(picture.data) == picture.media_type
        return picture
    assert all((refusal.code, refusal.message, refusal.hint))
    return None


@given(st.binary(max_size=300))
def test_any_bytes(data):
    taken_or_refused(data)


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\1\0\0WEBP", b"<svg "]),
    st.binary(max_size=300),
)
def test_any_bytes_after_a_sign(sign, data):
    taken_or_refused(sign + data)


@pytest.mark.slow
@settings(max_examples=600)
@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=6),
    st.integers(0, 400),
)
def test_pictures_with_broken_bytes(data, changes, cut):
    broken = bytearray(data)
    for place, value in changes:
        broken[place % len(broken)] = value

    picture = taken_or_refused(bytes(broken[: len(broken) - cut % 40 if cut > 300 else None]))

    if picture:
        with Image.open(io.BytesIO(picture.data)) as image:
            image.load()
            assert image.mode in ("RGB", "RGBA")


@pytest.mark.slow
@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_drawings_of_odd_pieces(pieces):
    taken_or_refused(drawn(" ".join(pieces)))


# Name -> a file that costs its reader more than it should.


def styles(selector):
    """As many rules as an SVG may have, all for the same elements."""
    return "<style>" + "".join(f"{selector}{{fill:#{number:06x}}}" for number in range(2000)) + "</style>"


BOMBS = {
    "pixels": lambda: file_of(Image.new("1", (30000, 30000)), "PNG"),
    "25 million pixels": lambda: file_of(Image.new("RGBA", (5000, 5000), (9, 9, 9, 99)), "PNG"),
    "25 million inks": lambda: file_of(Image.new("CMYK", (5000, 5000)), "JPEG"),
    "25 million in a palette": lambda: file_of(Image.new("P", (5000, 5000)), "PNG", transparency=0),
    "25 million of 16 bits": lambda: file_of(Image.new("I;16", (5000, 5000)), "PNG"),
    "noise": lambda: file_of(Image.effect_noise((2000, 2000), 90), "PNG"),
    "uses": lambda: drawn(f'<path id="a0" d="M1 1h9"/>{USES}'),
    "masks": lambda: drawn(
        f'<mask id="m0"><path d="M0 0h9v9z"/></mask>{MASKS}<path d="M1 1h9z" mask="url(#m8)"/>'
    ),
    "clips": lambda: drawn(
        f'<clipPath id="c0"><path d="M0 0h9"/></clipPath>{CLIPS}'
        f'<g clip-path="url(#c9)"><path d="M1 1h9z"/></g>'
    ),
    "a long path": lambda: drawn("<path d='M1 1" + "h1" * 2_400_000 + "'/>"),
    "a long run of lines": lambda: drawn("<path d='M1 1" + " 5 5" * 99_000 + "'/>"),
    "many corners": lambda: drawn("<polygon points='" + "1 1 " * 1_200_000 + "'/>"),
    "many elements": lambda: drawn("<g/>" * 1_200_000),
    "many styles": lambda: drawn("<style>" + "*{fill:red}" * 400_000 + "</style>"),
    "styles of many elements": lambda: drawn(styles("*") + "<rect width='1' height='1'/>" * 1000),
    "styles by class": lambda: drawn(styles(".a") + "<path class='a' d='M1 1h9z'/>" * 9000),
    "styles of no element": lambda: drawn(
        "<style>" + "".join(f".a.b{number}{{fill:red}}" for number in range(2000)) + "</style>"
        "<path class='a' d='M1 1h9z'/>" * 9000
    ),
    "long styles": lambda: drawn(
        "<style>path{" + "fill:red;" * 40_000 + "}</style>" + "<path d='M1 1h9z'/>" * 9000
    ),
    "uses of long styles": lambda: drawn(
        "<path id='a' d='M1 1h9z' style='" + "fill:red;" * 40_000 + "'/>" + "<use href='#a'/>" * 9000
    ),
    "many declarations": lambda: drawn("<path style='" + "fill:red;" * 500_000 + "' d='M1 1h9z'/>"),
    "deep brackets": lambda: drawn("<path style='fill:" + "(" * 2_000_000 + "' d='M1 1h9z'/>"),
    "deep groups": lambda: drawn("<g>" * 1_000_000),
    "a long number": lambda: drawn(f"<path d='M{'1' * 4_900_000} 1'/>"),
    "long spaces": lambda: drawn("<path d='M1 1" + " " * 4_900_000 + "h'/>"),
    "many commas": lambda: drawn("<path transform='" + "translate(1)," * 350_000 + "' d='M1 1h9z'/>"),
    "a doctype": lambda: drawn("", before="<!DOCTYPE svg [" + "<!ENTITY a 'b'>" * 1200 + "]>"),
    "a broken doctype": lambda: drawn("", before="<!DOCTYPE svg " + '"' * 4_900_000),
    "a picture in it": lambda: drawn(f"<image href='{embedded(Image.new('1', (5000, 5000)))}'/>" * 20),
    "uses of a picture": lambda: drawn(
        f"<g id='a'><image width='90' height='60' href='{embedded(arrow(200, 120))}'/></g>"
        + "<use href='#a'/>" * 9000
    ),
    "deep layers": lambda: drawn("<g opacity='.5'>" * 8 + "<circle r='9'/>" * 9000 + "</g>" * 8),
    "wide strokes": lambda: drawn(
        "<path d='M0 0" + "l90 60-90-60" * 20_000 + "' stroke='red' stroke-width='50'/>"
    ),
    "huge numbers": lambda: drawn("<path d='M-1e6 -1e6L1e6 1e6' stroke='red' stroke-dasharray='9'/>"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BOMBS])
def test_no_file_holds_a_check_up(name, tmp_path):
    """Five seconds of CPU and 500 MB are the most for a file of 5 MB, however it is made."""
    data = BOMBS[name]()
    assert len(data) <= MAX_BYTES
    (tmp_path / "picture").write_bytes(data)
    seconds, kilobytes, _ = cost(
        tmp_path / "picture",
        "from toolkit_builder.content.pictures import PrintedBox, PictureError, take_in",
        "take_in(data, PrintedBox(6.5, 9))",
        "PictureError",
    )

    assert seconds < 5
    assert kilobytes < 500_000
