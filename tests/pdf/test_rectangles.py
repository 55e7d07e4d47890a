"""Where annotations and figures say that they stand: in points, from the lower left corner."""

import pydyf
import pytest

from tests.pdf.packets import harbor
from toolkit_builder.output.pdf.rectangles import set_rectangles
from toolkit_builder.proof.pdf.figures import check_figures, figures
from toolkit_builder.readback.pdf.geometry import Box
from toolkit_builder.readback.pdf.pages import open_pages, pages
from toolkit_builder.readback.pdf.structure import Pdf

# Charts, strips of sessions, logos and slots; the press has pages with bleed around them.
FIGURES = [
    ("p1-companion-guide", "screen"),
    ("p1-case-study", "copier"),
    ("p1-case-study", "large-print"),
    ("p1-companion-guide", "press"),
    ("p1-case-study", "press"),
]


@pytest.mark.parametrize(("packet", "variant"), FIGURES)
def test_the_box_of_every_figure_is_around_it(packet, variant):
    data = harbor().file(packet, variant).data
    listed = figures(Pdf(data))
    with open_pages(data) as document:
        found = [
            finding
            for page, on_page in zip(pages(document), listed, strict=True)
            for finding in check_figures(page, on_page)
        ]

    assert any(listed)
    assert found == []


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([10, 90, 60, 20], [10, 20, 60, 90]),
        ([60, 20, 10, 90], [10, 20, 60, 90]),
        ([10, 20, 60, 90], [10, 20, 60, 90]),
        ([10, 20, 10, 20], [10, 20, 10, 20]),
    ],
)
def test_corners_are_put_in_order(given, wanted):
    pdf = pydyf.PDF()
    note = pydyf.Dictionary({"Type": "/Annot", "Rect": pydyf.Array(given)})
    pdf.add_object(note)

    set_rectangles(pdf)

    assert note["Rect"] == wanted


@pytest.mark.parametrize(
    ("pixels", "points"),
    [
        ([96, 96, 192, 144], [72, 684, 144, 720]),  # an inch from the left and from the top
        ([0, 0, 816, 1056], [0, 0, 612, 792]),
        ([-12, -12, 828, 1068], [-9, -9, 621, 801]),  # as far as the bleed goes
        ([-40, 1000, 400, 1200], [-9, -9, 300, 42]),
    ],
)
def test_pixels_from_the_top_are_points_from_the_foot(pixels, points):
    pdf = pydyf.PDF()
    page = pydyf.Dictionary(
        {"MediaBox": pydyf.Array([-9, -9, 621, 801]), "TrimBox": pydyf.Array([0, 0, 612, 792])}
    )
    pdf.add_object(page)
    figure = pydyf.Dictionary(
        {"S": "/Figure", "Pg": page.reference, "A": pydyf.Dictionary({"BBox": pydyf.Array(pixels)})}
    )
    pdf.add_object(figure)

    set_rectangles(pdf)

    assert figure["A"]["BBox"] == points


def test_boxes_around_and_within():
    boxes = [Box(0, 0, 10, 10), Box(5, 5, 30, 20), Box(-2, 8, 1, 9)]

    assert Box.around(boxes) == Box(-2, 0, 30, 20)
    assert boxes[1].within(boxes[0]) == Box(5, 5, 10, 10)
