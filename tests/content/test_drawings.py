"""SVG at the door: what stands on the list comes out, drawn anew; all else is refused by its name."""

import base64
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.content.picture_files import BOX, SVG, arrow, drawn, embedded, file_of, opened, refused
from toolkit_builder.content.pictures import PictureError, PrintedBox, take_in
from toolkit_builder.content.pictures.svg import rendered
from toolkit_builder.content.pictures.svg.paths import path
from toolkit_builder.content.pictures.svg.values import colour, length, matrix_text, transform

ROOF = '<path d="M1 1h90v50z"/>'
OUTSIDE = "the SVG refers to something outside"


def taken(data, box=BOX):
    """What comes out of the door, without its root."""
    picture = take_in(data, box)
    assert picture.media_type == "image/svg+xml"
    return re.sub(r"^<svg[^>]*>|</svg>$", "", picture.data.decode())


@pytest.mark.parametrize(
    ("inside", "comes_out"),
    [
        # What editors and people write beside the drawing.
        (f"<title>script, @import</title><desc/><metadata><x xmlns='y'/></metadata>{ROOF}", ROOF),
        (f"<!-- drawn by hand -->{ROOF}", ROOF),
        (f"<?php echo 1 ?>{ROOF}", ROOF),
        (f'<i:pgf xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/">AAAA</i:pgf>{ROOF}', ROOF),
        ('<path d="M1 1h90v50z" id="a" class="b" data-name="Layer 1" xml:space="preserve" p-id="7"/>', ROOF),
        (f'<a href="https://example.org">{ROOF}</a>', ROOF),
        (f"<g><g>{ROOF}</g></g>", ROOF),
        (f'<switch><foreignObject requiredExtensions="ns"/><g>{ROOF}</g></switch>', ROOF),
        # What is not seen.
        (f"{ROOF}<defs>{ROOF}<script/></defs><symbol>{ROOF}</symbol>", ROOF),
        (f'{ROOF}<g style="display:none"><text>Draft</text></g>', ROOF),
        (f'{ROOF}<rect width="0" height="5"/><circle r="-1"/><path d=""/><g/><text> </text>', ROOF),
        # Shapes and numbers in one form.
        ('<polygon points="1,1 91,1 91,51"/>', '<path d="M1 1 L91 1 L91 51 Z"/>'),
        ('<polyline points="1 1-2-3"/>', '<path d="M1 1 L-2 -3"/>'),
        (
            '<rect x="10%" width="1in" height="50%" rx="2"/>',
            '<rect x="10" width="96" height="30" rx="2" ry="2"/>',
        ),
        ('<path d="M1-2.5.5.5"/>', '<path d="M1 -2.5 L0.5 0.5"/>'),
        ('<path d="m0 0a1 1 0 0110 10"/>', '<path d="m0 0 a1 1 0 0 1 10 10"/>'),
        # StyleRules where they count.
        (
            '<style>.a{fill:#C81E1E}</style><path class="a" d="M1 1h9z"/>',
            '<path d="M1 1 h9 z" fill="#c81e1e"/>',
        ),
        (
            '<style>path{fill:red}#x{fill:lime}.a{fill:blue}</style><path id="x" class="a" d="M1 1h9z"/>',
            '<path d="M1 1 h9 z" fill="#00ff00"/>',
        ),
        (
            '<style>path{fill:red!important}</style><path style="fill:blue" d="M1 1h9z"/>',
            '<path d="M1 1 h9 z" fill="#ff0000"/>',
        ),
        (
            '<path style="fill:#f00;fill:color(display-p3 1 0 0)" d="M1 1h9z"/>',
            '<path d="M1 1 h9 z" fill="#ff0000"/>',
        ),
        (
            '<g color="navy"><path fill="currentColor" d="M1 1h9z"/></g>',
            '<path d="M1 1 h9 z" fill="#000080"/>',
        ),
        (
            '<path style="-inkscape-font-specification:Arial;font-family:Arial" d="M1 1h9z"/>',
            '<path d="M1 1 h9 z"/>',
        ),
        # Uses in their place.
        (
            '<defs><path id="x" d="M1 1h9z"/></defs><use xlink:href=" #x" x="5"/>',
            '<g transform="matrix(1 0 0 1 5 0)"><path d="M1 1 h9 z"/></g>',
        ),
    ],
)
def test_drawings_come_out_in_one_plain_form(inside, comes_out):
    plain = taken(drawn(comes_out))

    assert taken(drawn(inside)) == plain
    assert plain == comes_out.replace("h90v50z", " h90 v50 z")


def test_nothing_of_the_file_but_its_drawing_comes_along():
    data = drawn(
        f'<style>.secret{{fill:red}}</style><g id="secret" inkscape:label="secret" class="secret">{ROOF}</g>',
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 100 60"',
        "<!-- secret -->",
    )

    out = take_in(data, BOX).data

    assert b"secret" not in out
    assert b"inkscape" not in out


def test_ids_of_two_drawings_never_clash():
    clip = '<clipPath id="a"><path d="M0 0h50v50z"/></clipPath>'
    clip += '<path d="M1 1h90v50z" clip-path="url(#a)" fill="{}"/>'
    ids = [
        set(re.findall(rb'id="([^"]+)"', take_in(drawn(clip.format(each)), BOX).data))
        for each in ("red", "blue")
    ]

    assert all(ids)
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="100mm" height="60mm" viewBox="0 0 100 60"', (96, 57.6)),
        ('width="10cm" height="6cm"', (96, 57.6)),
        ('width="4in" height="2in" viewBox="0 0 9 9"', (115.2, 57.6)),
        ('width="72pt" height="36pt"', (115.2, 57.6)),
        ('width="300px" height="100"', (172.8, 57.6)),
        ('width="100%" height="100%" viewBox="0 0 160 60"', (153.6, 57.6)),
        ('viewBox="0,0,160,60"', (153.6, 57.6)),
        ('width="50" viewBox="0 0 160 60"', (153.6, 57.6)),
        ('width="0" height="0" viewBox="0 0 160 60"', (153.6, 57.6)),
        ('width="2000" height="100"', (624, 31.2)),
    ],
)
def test_a_drawing_fills_its_box_whatever_its_units(attributes, size):
    picture = take_in(drawn(ROOF, f" {attributes}"), BOX)

    assert (picture.width, picture.height) == size


@pytest.mark.parametrize("attributes", ["", ' width="100"', ' width="100%" height="60"', ' height="auto"'])
def test_a_drawing_without_a_size_is_refused(attributes):
    assert refused(drawn(ROOF, attributes))[0] == "C417"


@pytest.mark.parametrize(
    "start",
    [
        "",
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        "\ufeff",
        "\n ",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
        "<?xml version='1.0'?><!-- Generator -->"
        "<!DOCTYPE svg SYSTEM 'svg11.dtd' [<!ENTITY n 'x'>\n<!ENTITY m \"y\">]>",
        "<!-- made <svg> by hand -->",
    ],
)
def test_beginnings_that_programs_write_are_taken(start):
    assert taken(drawn(ROOF, before=start)) == taken(drawn(ROOF))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read_as_they_say(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + drawn(f"<title>é</title>{ROOF}").decode()

    assert taken(text.encode(encoding)) == taken(drawn(ROOF))


def test_names_of_illustrator_stand_for_their_words():
    start = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [\n\t<!ENTITY ns_svg '
        '"http://www.w3.org/2000/svg">\n\t<!ENTITY ink "#c81e1e">\n]>'
    )
    data = f'{start}<svg xmlns="&ns_svg;" viewBox="0 0 9 9"><path fill="&ink;" d="M1 1h9z"/></svg>'

    assert taken(data.encode()) == '<path d="M1 1 h9 z" fill="#c81e1e"/>'


@pytest.mark.parametrize(
    "inside",
    [
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a "b">%a;',
        '<!ENTITY a "&b;"><!ENTITY b "c">',
        "<!ELEMENT svg ANY>",
        '<!ATTLIST svg onload CDATA "a()">',
        f'<!ENTITY a "{"b" * 201}">',
    ],
)
def test_a_doctype_that_does_more_is_refused(inside):
    assert refused(drawn(ROOF, before=f"<!DOCTYPE svg [{inside}]>"))[0] == "C424"


def test_an_entity_cannot_blow_a_file_up():
    many = "&a;" * 30_000
    data = drawn(f"<title>{many}</title>{ROOF}", before=f"<!DOCTYPE svg [<!ENTITY a '{'b' * 200}'>]>")

    assert refused(data)[0] == "C424"
    assert taken(data.replace(b"&a;", b"&a; ", 9_000).replace(b"&a;&a;", b"")) == taken(drawn(ROOF))


@pytest.mark.parametrize("data", [b"<svg", b"<svg>", b"<svg/>", b'<g xmlns="http://www.w3.org/2000/svg"/>'])
def test_what_is_no_drawing_is_refused(data):
    assert refused(data)[0] == "C404"


@pytest.mark.parametrize(
    "element", ["script", "foreignObject", "iframe", "object", "audio", "video", "handler"]
)
def test_elements_that_do_something_are_refused(element):
    assert refused(drawn(f"<g><{element}/></g>")) == ("C407", f"the SVG has an element <{element}>")
    assert refused(drawn(f"<g><{element}s/></g>")) == ("C419", f"the SVG has an element <{element}s>")


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<style>@import 'a.css'</style>", "@import"),
        ("<style>path { fill: url(a.svg) }</style>" + ROOF, "(fill)"),
        ("<style>path { fill: URL( 'a.svg#b' ) }</style>" + ROOF, "(fill)"),
        ('<path d="M1 1h9z" style="clip-path:url(//a.b/c#d)"/>', "(clip-path)"),
        ('<path d="M1 1h9z" onclick="a()"/>', "script (onclick)"),
        ('<path d="M1 1h9z" OnLoad="a()"/>', "script (OnLoad)"),
        ('<image href="a.png"/>', "a picture"),
        ('<image xlink:href="https://a.b/c.png"/>', "a picture"),
        ('<image href="file:///etc/passwd"/>', "a picture"),
        ('<use href="a.svg#b"/>', "(href)"),
        ('<use href="data:image/svg+xml;base64,PHN2Zy8+#b"/>', "(href)"),
        ('<linearGradient id="a" href="b.svg#c"/><path d="M1 1h9z" fill="url(#a)"/>', "(href)"),
        ('<mask id="a"><image href="a.png"/></mask><path d="M1 1h9z" mask="url(#a)"/>', "a picture"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "HTML"),
    ],
)
def test_drawings_that_reach_outside_are_refused(inside, says):
    code, message = refused(drawn(inside))

    assert code == "C407"
    assert says in message
    assert refused(drawn(ROOF, before="<?xml-stylesheet href='a.css'?>"))[0] == "C407"


@pytest.mark.parametrize("element", ["text", "flowRoot", "textPath", "text><tspan"])
def test_words_are_to_be_outlines(element):
    code, message = refused(
        drawn(f"<{element}>Lakewood</{element.split('>')[0] if '>' not in element else 'tspan></text'}>")
    )

    assert code == "C418"
    assert '"Lakewood"' in message


@pytest.mark.parametrize(
    "moves",
    ["<animate/>", "<set/>", "<g><animateMotion/></g>", "<path d='M1 1h9'><animateTransform/></path>"],
)
def test_drawings_that_move_are_refused(moves):
    assert refused(drawn(ROOF + moves))[0] == "C415"


@pytest.mark.parametrize(
    ("style", "neighbour"),
    [
        ("filter:url(#a)", "filter:none"),
        ("marker-end:url(#a)", "marker:none"),
        ("mix-blend-mode:screen", "mix-blend-mode:normal"),
        ("paint-order:stroke", "paint-order:normal"),
        ("vector-effect:non-scaling-stroke", "vector-effect:none"),
        ("transform-origin:center", "transform-origin:0 0"),
        ("zoom:2", "font-size:2px"),
        ("rotate:20deg", "shape-rendering:auto"),
        ("d:path('M1 1')", "isolation:isolate"),
    ],
)
def test_effects_that_are_not_drawn_alike_are_refused(style, neighbour):
    assert refused(drawn(f'<path d="M1 1h9z" style="{style}"/>'))[0] == "C419"
    assert refused(drawn(f"<style>.a{{{style}}}</style><path class='a' d='M1 1h9z'/>"))[0] == "C419"
    assert taken(drawn(f'<path d="M1 1h9z" style="{neighbour}"/>')) == '<path d="M1 1 h9 z"/>'


@pytest.mark.parametrize(
    "rule", ["@media print{a{}}", "a:hover{}", "g path{}", "[id]{}", "a{b}", "a>b{}", "*+a{}"]
)
def test_styles_that_are_not_taken_are_refused(rule):
    assert refused(drawn(f"<style>{rule.replace('>', '&gt;')}</style>{ROOF}"))[0] == "C419"


@pytest.mark.parametrize(
    "rule", ["@font-face{font-family:a}", "@charset 'utf-8';", "*{}", "path.a.b,#c,g{fill:red}", ""]
)
def test_styles_as_programs_write_them_are_taken(rule):
    assert taken(drawn(f"<style>{rule}</style>{ROOF}")) == taken(drawn(ROOF))


USES = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
MASKS = "".join(
    f'<mask id="m{n}">' + f'<path d="M0 0h9v9z" mask="url(#m{n - 1})"/>' * 10 + "</mask>" for n in range(1, 9)
)
CLIPS = "".join(
    f'<clipPath id="c{n}"><path d="M0 0h9v9z" clip-path="url(#c{n - 1})"/></clipPath>' for n in range(1, 12)
)


@pytest.mark.parametrize(
    "inside",
    [
        f'<path id="a0" d="M1 1h9"/>{USES}',
        f'<g id="a0"/>{USES}',
        f'<symbol id="a0" viewBox="0 0 1 1"><path d="M1 1h9"/></symbol>{USES}',
        f'<mask id="m0"><path d="M0 0h9v9z"/></mask>{MASKS}<path d="M1 1h9z" mask="url(#m8)"/>',
        f'<clipPath id="c0"><path d="M0 0h9v9z"/></clipPath>{CLIPS}<path d="M1 1h9z" clip-path="url(#c11)"/>',
        '<g id="a"><use href="#a"/></g>',
        '<mask id="a"><path d="M1 1h9z" mask="url(#a)"/></mask><path d="M1 1h9z" mask="url(#a)"/>',
        '<linearGradient id="a" href="#b"/>'
        '<linearGradient id="b" href="#a"/><path d="M1 1h9z" fill="url(#a)"/>',
        "<g>" * 70 + ROOF + "</g>" * 70,
        '<g opacity=".9">' * 9 + ROOF + "</g>" * 9,
        "<path d='M1 1h9'/>" * 10_001,
        "<path d='M1 1" + "h9" * 200_000 + "'/>",
        "<path d='M0 0" + "h1000" * 1000 + "' stroke-dasharray='.001' stroke='red'/>",
        "<g stroke-dasharray='.01'><circle r='5000'/></g>",
        f"<style>{'.a{fill:red}' * 2001}</style>{ROOF}",
    ],
)
def test_what_is_too_much_to_draw_is_refused_at_once(inside):
    start = time.process_time()

    assert refused(drawn(inside))[0] == "C420"
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 60 + ROOF + "</g>" * 60,
        '<g opacity=".9">' * 8 + ROOF + "</g>" * 8,
        "<path d='M1 1h9'/>" * 9_000,
        "<path d='M1 1" + "h9" * 190_000 + "'/>",
        "<path d='M0 0" + "h1000" * 1000 + "' stroke-dasharray='9' stroke='red'/>",
        '<g id="a"><path d="M1 1h9z"/></g>' + '<use href="#a"/>' * 2000,
    ],
)
def test_what_is_much_but_not_too_much_is_taken(inside):
    assert taken(drawn(inside))


@pytest.mark.parametrize(
    ("attribute", "neighbour"),
    [
        ('fill="navyblue"', 'fill="navy"'),
        ('fill="#12"', 'fill="#123"'),
        ('fill="var(--a)"', 'fill="hsl(120 50% 50%)"'),
        ('stroke-width="thick"', 'stroke-width="2px"'),
        ('opacity="half"', 'opacity="50%"'),
        ('transform="rotate(1 2)"', 'transform="rotate(1 2 3)"'),
        ('transform="move(1)"', 'transform=" translate(1,2)scale( 3 ) "'),
        ('transform="scale(1e9)"', 'transform="scale(1e2)"'),
        ('stroke-linecap="pointed"', 'stroke-linecap="round"'),
        ('fill-rule="odd"', 'fill-rule="evenodd"'),
        ('stroke-dasharray="1 -2"', 'stroke-dasharray="1,2"'),
        ('stroke-miterlimit="a"', 'stroke-miterlimit="4"'),
    ],
)
def test_values_that_cannot_be_read_are_refused(attribute, neighbour):
    code, message = refused(drawn(f'<path d="M1 1h9z" {attribute}/>'))

    assert code == "C421"
    assert "<path>" in message
    assert taken(drawn(f'<path d="M1 1h9z" {neighbour}/>'))


@pytest.mark.parametrize(
    "d", ["1 1", "L1 1", "M1", "M1 1 h", "M1 1 x5", "M1 1z5", "M1 1a1 1 0 2 0 5 5", "M1 1e9 0", "M1,,"]
)
def test_paths_that_cannot_be_read_are_refused(d):
    assert refused(drawn(f'<path d="{d}"/>'))[0] == "C421"


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,-+eE ", max_size=60))
def test_a_path_reads_the_same_once_it_is_written(text):
    try:
        first = path(text, 1000)
    except ValueError:
        return

    assert path(first.text, 1000).text == first.text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1in", 96),
        ("2.54cm", 96),
        ("25.4mm", 96),
        ("72pt", 96),
        ("6pc", 96),
        ("96", 96),
        ("50%", 100),
        ("1e1", 10),
    ],
)
def test_lengths_are_counted_in_pixels(text, result):
    assert length(text, 200) == pytest.approx(result)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("red", "#ff0000"),
        ("#ABC", "#aabbcc"),
        ("rgb(1, 2, 3)", "#010203"),
        ("rgba(255,0,0,.5)", "rgba(255,0,0,0.5)"),
        ("transparent", "rgba(0,0,0,0)"),
        ("currentColor", "#123456"),
        ("#cd853f icc-color(acme, 0.1)", "#cd853f"),
        ("color(srgb 1 0 0)", "#ff0000"),
    ],
)
def test_colours_are_those_of_a_screen(text, result):
    assert colour(text, "#123456") == result


def test_transformations_are_one_matrix():
    assert matrix_text(transform("translate(10 20) scale(2)")) == "matrix(2 0 0 2 10 20)"
    assert matrix_text(transform("rotate(90 10 10)")) == "matrix(0 1 -1 0 20 0)"
    assert matrix_text(transform("none")) == matrix_text(transform(" ")) == ""


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        '<path d="M1 1h9z" fill="url(#a)"/>',
        '<path d="M1 1h9z" fill="url(#a) red"/>',
        '<path d="M1 1h9z" style="mask:url(#a)"/>',
        '<clipPath id="b"><use href="#a"/></clipPath><path d="M1 1h9z" clip-path="url(#b)"/>',
        '<linearGradient id="b" href="#a"/><path d="M1 1h9z" fill="url(#b)"/>',
        '<a:b xmlns:a="c" id="a"/><use href="#a"/>',
    ],
)
def test_what_is_referred_to_must_be_there(inside):
    assert refused(drawn(inside))[0] == "C422"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_in_a_drawing_comes_in_through_the_same_door(form):
    data = drawn(f'<image width="100" height="60" xlink:href="{embedded(arrow(), form)}"/>')

    picture = take_in(data, BOX)

    assert picture.media_type == "image/png"  # of pixels, since a part of it is
    pixels = opened(picture.data)
    assert pixels.size == (300, 180)
    assert pixels.getpixel((10, 10))[0] > 180


def test_a_photo_in_a_drawing_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = file_of(arrow().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    address = f"data:image/jpeg;base64,{base64.b64encode(stored).decode()}"

    pixels = opened(take_in(drawn(f'<image width="100" height="60" href="{address}"/>'), BOX).data)

    assert pixels.getpixel((10, 10))[0] > 180
    assert pixels.getpixel((10, 10))[2] < 80


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("data:image/png;base64,AAAA", "C404"),
        ("data:image/png;base64,****", "C404"),
        ("data:image/gif;base64,R0lGODlhAQABAAAAACw=", "C413"),
        ("data:image/svg+xml,%3Csvg/%3E", "C413"),
        ("data:image/png", "C407"),
        (embedded(Image.new("1", (5001, 5001))), "C406"),
    ],
)
def test_a_picture_in_a_drawing_that_is_not_taken_is_named(address, code):
    found, message = refused(drawn(f'<image width="9" height="9" href="{address}"/>'))

    assert found == code
    assert message.startswith(("the SVG holds a picture", OUTSIDE))


@pytest.mark.slow
def test_pictures_in_a_drawing_have_as_many_pixels_together_as_one():
    one, other = embedded(Image.new("1", (4000, 4000))), embedded(Image.new("1", (4000, 4001)))
    image = '<image width="9" height="9" href="{}"/>'

    assert take_in(drawn(image.format(one) * 3), BOX)  # the same three times
    assert refused(drawn(image.format(one) + image.format(other)))[0] == "C406"


@pytest.mark.parametrize(
    "inside",
    [
        '<linearGradient id="a"><stop stop-color="red"/><stop offset="1"/>'
        '</linearGradient><path d="M0 0h90v50z" fill="url(#a)"/>',
        '<mask id="a"><path d="M0 0h90v50z" fill="#fff"/></mask><path d="M0 0h90v50z" mask="url(#a)"/>',
        '<clipPath id="a" clipPathUnits="objectBoundingBox"><path d="M0 0h1v1z"/>'
        '</clipPath><path d="M0 0h90v50z" clip-path="url(#a)"/>',
        '<clipPath id="a"><path clip-rule="evenodd" d="M0 0h90v50z"/>'
        '</clipPath><path d="M0 0h90v50z" clip-path="url(#a)"/>',
    ],
)
def test_what_only_one_of_our_renderers_draws_right_becomes_pixels(inside):
    picture = take_in(drawn(inside), PrintedBox(2, 2))

    assert (picture.media_type, picture.width, picture.height) == ("image/png", 600, 360)


def test_a_drawing_can_be_drawn_at_any_size():
    data = take_in(drawn(ROOF), BOX).data.decode()

    assert rendered(data, 400).size == (400, 240)
    assert rendered(data, 33).size == (33, 20)


def test_the_same_drawing_gives_the_same_bytes_and_passes_again():
    once = take_in(drawn(f'<g opacity=".5" transform="rotate(3)">{ROOF}<circle r="9"/></g>'), BOX).data

    assert take_in(once, BOX).data.replace(b"\n", b"") == once
    assert once.startswith(SVG.split(" xmlns:xlink")[0].encode())


def test_a_drawing_nested_without_end_is_an_error_of_its_own():
    styles = "<style>a{fill:" + "(" * 5000 + ")" * 5000 + "}</style>"

    with pytest.raises(PictureError):
        take_in(drawn(styles + ROOF.replace("path", "a") + ROOF), BOX)


@pytest.mark.parametrize(
    ("rules", "elements"),
    [(".a{fill:red}" * 20, 2000), ("path{fill:red;stroke:none}", 9000), ("path{fill:red}" * 1990, 100)],
    ids=["some rules", "many elements", "many rules"],
)
def test_styles_of_drawing_programs_are_taken(rules, elements):
    shapes = '<path class="a" d="M1 1h9z"/>' * elements

    assert taken(drawn(f"<style>{rules}</style>{shapes}")).count('fill="#ff0000"') == elements


def test_a_rule_that_no_element_has_may_say_anything():
    assert taken(drawn(f"<style>.x{{behavior:url(a)}}</style>{ROOF}")) == taken(drawn(ROOF))
