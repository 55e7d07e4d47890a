"""The copier variant: what a black-and-white copier, a hole punch and a pen need of it."""

import re
from itertools import chain
from typing import Any

import page as validator
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree

from tests.pdf.packets import KINDS, harbor, real
from tests.pdf.seeing import lines, outside, overlapping, text
from toolkit_builder.readback.pdf.structure import Pdf

INCH = 72
WHOLE = ("p2", "book")


def copy(packet):
    return harbor().file(packet, "copier").data


@pytest.fixture(scope="module", params=KINDS)
def packet(request):
    return request.param


@pytest.fixture(scope="module")
def data(packet):
    return copy(packet)


def pictures(data, scale=1.0):
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield page.render(scale=scale).to_pil()
    finally:
        document.close()


def ink(image):
    """Mean darkness of a page in percent."""
    counts = image.convert("L").histogram()
    return 100 * (1 - sum(level * count for level, count in enumerate(counts)) / 255 / sum(counts))


def shapes(data):
    """Every drawn path: page, width and height of its bounds in points."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            for each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=4):
                left, bottom, right, top = each.get_bounds()
                yield number, right - left, top - bottom
    finally:
        document.close()


def of_size(data, size):
    """Pages of the paths of a size, the pattern of the cover apart."""
    return [page for page, *sides in shapes(data) if page and all(abs(side - size) < 0.4 for side in sides)]


# --- what a copier prints ------------------------------------------------------------------------


@pytest.mark.slow
def test_all_is_black_or_a_tint_of_ten_percent_at_most(data):
    pdf = Pdf(data)
    drawn = [each for each in pdf.file.objects if isinstance(each, pikepdf.Stream)]
    forms = [each for each in drawn if each.get("/Subtype") == "/Form"]
    images = [pikepdf.PdfImage(each).as_pil_image() for each in drawn if each.get("/Subtype") == "/Image"]

    used = {color for page in [*pdf.file.pages, *forms] for color in colors(page)}

    assert all(len({*color}) == 1 and (color[0] == 0 or color[0] >= 0.9) for color in used)
    for image in images:
        assert set(image.convert("RGB").get_flattened_data()) <= {(0, 0, 0), (255, 255, 255)}


def colors(drawn):
    """Red, green and blue, or grey alone, of every operator that sets a colour."""
    instructions: Any = pikepdf.parse_content_stream(drawn)
    for operands, operator in instructions:
        assert str(operator) not in {"k", "K", "cs", "CS", "sh"}
        if str(operator) in {"g", "G", "rg", "RG"}:
            yield tuple(map(float, operands))


def test_no_page_takes_more_than_twelve_percent_of_ink(data):
    assert max(map(ink, pictures(data))) <= 12


@pytest.mark.slow
def test_every_real_packet_can_be_copied():
    wrong = {}
    for name in real().manuscripts:
        data = real().file(name, "copier").data
        wrong[name] = [
            *outside(data),
            *overlapping(data),
            *(each for each in map(ink, pictures(data)) if each > 12),
        ]

    assert {name: found for name, found in wrong.items() if found} == {}


def test_no_line_is_thinner_than_half_a_point(data):
    thin = [
        (number, width, height)
        for number, width, height in shapes(data)
        if max(width, height) > 3 and min(width, height) < 0.49
    ]

    assert thin == []


def test_no_surface_is_solid(data):
    """Nothing darker than a numeral: no square of a quarter of an inch is black all over."""
    for number, image in enumerate(pictures(data)):
        small = image.convert("L").resize((image.width // 18, image.height // 18), resample=4)
        darkest = min(small.tobytes())
        assert darkest > 0 or number == 0


# --- paper ---------------------------------------------------------------------------------------


def test_a_margin_of_an_inch_is_left_for_binding_on_both_sides(data):
    for line in lines(data):
        right_page = line.page % 2 == 0
        inner = line.left if right_page else 8.5 * INCH - line.right
        outer = 8.5 * INCH - line.right if right_page else line.left
        assert inner > INCH - 3, line
        assert outer > 0.75 * INCH - 3, line


def test_words_keep_half_an_inch_from_every_edge(data):
    for line in lines(data):
        assert line.bottom > 0.5 * INCH - 1, line
        assert line.top < 10.5 * INCH + 1, line


def test_viewers_print_on_both_sides_at_the_papers_own_size(data):
    pdf = Pdf(data)
    preferences = pdf.file.Root.ViewerPreferences

    assert preferences.Duplex == "/DuplexFlipLongEdge"
    assert preferences.PrintScaling == "/None"


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["copier", "press"])
@pytest.mark.parametrize("whole", WHOLE)
def test_major_parts_begin_on_right_hand_pages(whole, variant):
    body: Any = etree.fromstring(harbor().manuscripts[whole].body)
    parts = body.xpath("//section[@class='material' or @class='opener' or @class='principle']")
    heads = {" ".join("".join(part.xpath("(.//h2|.//h3)[1]")[0].itertext()).split()) for part in parts}
    pdf = Pdf(harbor().file(whole, variant).data)

    begun: dict[str, int] = {}
    with pdf.file.open_outline() as outline:
        entries = chain.from_iterable([item, *item.children] for item in outline.root)
        for item in entries:
            begun.setdefault(item.title, pdf.file.pages.index(page_of(item)))

    assert len(heads) > 1
    assert {head: begun[head] % 2 for head in heads} == dict.fromkeys(heads, 0)


def page_of(item: Any) -> Any:
    """Page that a bookmark leads to."""
    return item.destination[0]


def test_a_page_left_empty_is_ruled_for_notes():
    data = copy("book")
    words = dict.fromkeys(range(len(Pdf(data).file.pages)), "")
    for line in lines(data):
        if INCH < line.bottom < 10 * INCH:
            words[line.page] += line.words
    empty = {number for number, found in words.items() if not found}

    assert empty
    for number in empty:
        long = [each for each in shapes(data) if each[0] == number and each[1] > 6 * INCH]
        assert number % 2 == 1
        assert long


# --- the mark of a principle ---------------------------------------------------------------------


def edge(image, right_page):
    """What stands between a quarter and a half inch from the outer edge, page numbers' end apart."""
    width, height = image.size
    unit = width / 8.5
    left, right = (8, 8.25) if right_page else (0.25, 0.5)
    return image.convert("L").crop((int(left * unit), int(0.6 * unit), int(right * unit), height))


def test_every_page_of_a_principle_bears_its_mark_at_the_outer_edge():
    for number, image in enumerate(pictures(copy("p2"), scale=2)):
        if number:
            assert min(edge(image, number % 2 == 0).tobytes()) < 64


@pytest.mark.slow
def test_marks_of_two_principles_differ_in_pattern_and_in_height():
    one, other = ([*pictures(copy(packet), scale=2)][2] for packet in ("p1", "p2"))
    first, second = (
        edge(image, True).point(lambda level: 255 * (level < 128)).getbbox() for image in (one, other)
    )

    assert first is not None
    assert second is not None
    assert first[3] < second[1]


# --- room for pens -------------------------------------------------------------------------------


def test_every_indicator_has_a_circle_for_each_level_and_room_for_evidence():
    packet = "p1-self-assessment"
    body: Any = etree.fromstring(harbor().manuscripts[packet].body)
    data = copy(packet)
    circles = len(body.xpath("//span[@class='choices']"))
    indicators = len(body.xpath("//section[@class='indicator']"))

    rings = of_size(data, 15)

    assert len(rings) == circles > indicators
    assert gaps(data, "Our evidence") == [True] * indicators


def gaps(data, label):
    """For each line of these words, whether 0.9 inch below it stays free."""
    found = [*lines(data)]
    return [
        all(
            other.top < line.bottom - 0.9 * INCH
            for other in found
            if other.page == line.page and other.top < line.bottom and other.bottom > 0.75 * INCH
        )
        for line in found
        if line.words == label
    ]


def test_checklists_have_boxes():
    body: Any = etree.fromstring(harbor().manuscripts["p1-companion-guide"].body)
    items = body.xpath("//ul[@class='checklist']/li")

    assert len(of_size(copy("p1-companion-guide"), 14)) == len(items) > 0


def test_nothing_is_left_of_the_fields(data):
    pdf = Pdf(data)

    assert "/AcroForm" not in pdf.file.Root
    assert not [
        note for page in pdf.file.pages for note in page.get("/Annots", []) if note.Subtype == "/Widget"
    ]


def test_links_that_leave_the_packet_are_followed_by_their_address(packet, data):
    body: Any = etree.fromstring(harbor().manuscripts[packet].body)
    said = re.sub(r"\s", "", text(data))

    for link in body.iter("a"):
        target = link.get("href")
        if not target.startswith("#"):
            assert re.sub(r"^(https?://|mailto:)|/$", "", target) in said


def test_it_is_pdf_ua_like_the_others(data):
    report = validator.validate_pdf_bytes(data, profile="ua1")

    assert [str(failure) for failure in report.failures] == []
