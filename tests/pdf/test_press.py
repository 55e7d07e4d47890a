"""The press variant: boxes, bleed and marks always; PDF/X-4 in four inks where the brand names them."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.pdf.packets import KINDS, Kit, harbor, write
from tests.pdf.profile import cmyk_profile
from tests.pdf.seeing import lines
from toolkit_builder.content.model.brand import Press, PressPalette
from toolkit_builder.content.pictures.inks import is_for_inks
from toolkit_builder.content.words import Text
from toolkit_builder.output import Task
from toolkit_builder.output.keys import key
from toolkit_builder.output.style import house_style

BLEED, MARKS = 9, 27  # points from the trimmed page: end of the bleed, edge of the sheet
ACCENT = "20 90 0 30"
GRADIENT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><defs><linearGradient id="g">'
    b'<stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient></defs>'
    b'<rect width="40" height="40" fill="url(#g)"/></svg>'
)
FLAT = (
    b"<!-- drawn by hand -->\n"
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    b'<path fill="#c08040" d="M0 0H40V40H0Z"/></svg>'
)


def pressed(kit: Kit, packet: str, logo: bytes | None = None) -> bytes:
    """The press variant of a packet, its brand with inks and a profile."""
    brand = kit.toolkit.brand
    palette = PressPalette(brand="100 60 0 40", muted="0 0 0 70", tint="6 2 0 0", line="0 0 0 50")
    accents = dict.fromkeys(brand.accents, ACCENT)
    press = Press(profile="test.icc", condition=Text("Test printing"), palette=palette, accents=accents)
    pictures = {**kit.toolkit.pictures, "test.icc": cmyk_profile()}
    if logo:
        pictures[str(brand.logo)] = logo
    inked = replace(kit.toolkit, brand=brand.model_copy(update={"press": press}), pictures=pictures)
    house = house_style(inked, kit.project.layouts)
    manuscript = kit.manuscripts[packet]
    task = Task(manuscript, "press", kit.imprint, key(manuscript, "press", kit.imprint, house))
    return write(task, house).data


@pytest.fixture(scope="module", params=KINDS)
def plain(request):
    return pikepdf.open(BytesIO(harbor().file(request.param, "press").data))


@pytest.fixture(scope="module", params=("p1-companion-guide", "p2"))
def inked(request):
    return pikepdf.open(BytesIO(pressed(harbor(), request.param)))


def sheet(data, page):
    """The whole sheet of a page as a picture, two pixels a point."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()


def at(picture, x, y):
    """Colour at a place: points right of and below the upper left corner of the trimmed page."""
    return picture.getpixel((int(2 * (x + MARKS)), int(2 * (y + MARKS))))


def operators(pdf):
    """Every operator that sets a colour, with its numbers, of pages, forms and patterns."""
    drawn = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    held = [each for each in drawn if each.get("/Subtype") == "/Form" or each.get("/Type") == "/Pattern"]
    for each in [*pdf.pages, *held]:
        instructions: Any = pikepdf.parse_content_stream(each)
        for operands, operator in instructions:
            if str(operator) in {"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "sh"}:
                yield str(operator), tuple(map(float, operands))


# --- every press file ----------------------------------------------------------------------------


@pytest.mark.slow
def test_pages_have_boxes_for_trim_and_bleed(plain):
    for page in plain.pages:
        trim, bleed, sheet = (
            [float(side) for side in page[box]] for box in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        assert trim == [0, 0, 612, 792]
        assert bleed == [-BLEED, -BLEED, 612 + BLEED, 792 + BLEED]
        assert sheet == [-MARKS, -MARKS, 612 + MARKS, 792 + MARKS]


def test_all_fonts_are_embedded(plain):
    kinds = [each for each in plain.objects if isinstance(each, pikepdf.Dictionary)]

    described = [each for each in kinds if each.get("/Type") == "/FontDescriptor"]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in described)


def test_nothing_lies_on_the_printed_page_but_ink(plain):
    assert "/AcroForm" not in plain.Root
    assert not any(page.get("/Annots") for page in plain.pages)


def test_colour_and_pattern_of_the_cover_run_over_three_edges():
    cover = sheet(harbor().file("p2", "press").data, 0)
    paper = (255, 255, 255)

    inside = [
        at(cover, x, y) for x, y in ((-8, 100), (-8, 300), (619, 100), (619, 300), (100, -8), (500, -8))
    ]
    beyond = [at(cover, x, y) for x, y in ((-12, 100), (624, 100), (100, -12), (300, 330))]

    assert paper not in inside
    assert set(beyond) == {paper}


def test_pattern_of_the_cover_is_in_the_bleed_too():
    cover = sheet(harbor().file("p2", "press").data, 0)

    edge = {at(cover, x, y) for x in (-6, 617) for y in range(300)}

    assert len(edge) > 1


def test_crop_marks_stand_outside_of_the_bleed():
    page = sheet(harbor().file("p2", "press").data, 2)

    for x, y in ((-20, 0), (632, 0), (-20, 792), (632, 792), (0, -20), (612, -20), (0, 812), (612, 812)):
        near = {at(page, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        assert min(map(sum, near)) < 300, (x, y)
    for x, y in ((-5, 0), (617, 0), (-5, 792), (0, -5), (612, 797)):
        assert at(page, x, y) == (255, 255, 255)


def test_the_mark_of_the_principle_runs_over_the_outer_edge():
    data = harbor().file("p2", "press").data

    for number, x in ((1, -8), (2, 620)):
        page = sheet(data, number)
        assert {(255, 255, 255)} < {at(page, x, y) for y in range(50, 700)}


def test_inner_margins_mirror_as_in_a_bound_book():
    found = [*lines(harbor().file("p1-companion-guide", "press").data)]
    left = {odd: min(line.left for line in found if line.page and line.page % 2 == odd) for odd in (0, 1)}

    assert left[0] - left[1] == pytest.approx(7.2, abs=1)


def test_without_inks_no_printing_condition_is_claimed(plain):
    assert "/OutputIntents" not in plain.Root
    assert "rg" in {operator for operator, _ in operators(plain)}


# --- PDF/X-4 -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_it_says_what_it_is_and_how_it_is_to_be_printed(inked):
    metadata = inked.Root.Metadata.read_bytes().decode()
    (intent,) = inked.Root.OutputIntents

    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in metadata
    assert inked.pdf_version == "1.6"
    assert inked.docinfo.Trapped == "/False"
    assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFX", "Test printing")
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes() == cmyk_profile()
    assert all("/TrimBox" in page for page in inked.pages)
    assert not any(page.get("/Annots") for page in inked.pages)


def test_every_colour_is_in_inks(inked):
    used = {*operators(inked)}

    assert {operator for operator, _ in used} <= {"k", "K"}
    assert b"DeviceRGB" not in uncompressed(inked)
    assert b"CalRGB" not in uncompressed(inked)


def uncompressed(pdf):
    found = BytesIO()
    pdf.save(found, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
             compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
    return found.getvalue()


def test_words_are_printed_in_black_alone_and_colours_as_the_brand_says(inked):
    used = {numbers for _, numbers in operators(inked)}

    assert (0, 0, 0, 1) in used
    assert tuple(int(part) / 100 for part in ACCENT.split()) in used
    assert (0.06, 0.02, 0, 0) in used
    assert not [numbers for numbers in used if numbers[3] == 1 and any(numbers[:3])]


def test_a_logos_own_colours_go_through_the_profile():
    pdf = pikepdf.open(BytesIO(pressed(harbor(), "p1-artifact", FLAT)))
    used = {numbers for _, numbers in operators(pdf)}

    greys = [black for *colors, black in used if not any(colors) and 0.2 < black < 0.69]
    assert len(greys) == 2  # the line's 50 percent, and what the profile makes of the logo
    assert {operator for operator, _ in operators(pdf)} <= {"k", "K"}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["PNG", "JPEG", "gradient"])
def test_a_logo_of_pixels_or_with_gradients_is_turned_into_inks(form):
    logo = GRADIENT
    if form != "gradient":
        found = BytesIO()
        Image.new("RGB", (400, 400), "#c08040").save(found, form)
        logo = found.getvalue()

    pdf = pikepdf.open(BytesIO(pressed(harbor(), "p1-artifact", logo)))
    images = [
        each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
    ]

    assert {str(each.ColorSpace) for each in images} == {"/DeviceCMYK", "/DeviceGray"}
    assert b"DeviceRGB" not in uncompressed(pdf)
    assert re.search(rb"/ShadingType", uncompressed(pdf)) is None


def test_a_profile_that_is_cut_off_is_none_for_printing():
    assert is_for_inks(cmyk_profile())
    assert not is_for_inks(cmyk_profile()[:-1])


def test_the_same_packet_is_the_same_bytes():
    assert pressed(harbor(), "p1-artifact") == pressed(harbor(), "p1-artifact")
