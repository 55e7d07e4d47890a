"""Fields before anybody has answered: what they show, how large they are, and what programs go by."""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pytest
import uharfbuzz

from tests.pdf.packets import harbor, write
from toolkit_builder.output.fonts import FIELD_FONT, FIELD_LETTERS, field_face, fonts_of
from toolkit_builder.readback.pdf.fields import DEFAULT_TYPE, widgets
from toolkit_builder.readback.pdf.marked_content import MarkedContent

PACKETS = ["p1-self-assessment", "p1-case-study", "p1-companion-guide", "p2"]


def opened(packet):
    return pikepdf.open(BytesIO(harbor().pdf(packet)))


def made(fields):
    """The fields of a page with some fields, by their names; the file stays open."""
    manuscript = harbor().manuscripts["p1-artifact"]
    section = f'<section id="p1_letter__own"><h2>Own</h2><div class="fields">{fields}</div></section></main>'
    body = manuscript.body.decode().replace("</main>", section).encode()
    pdf = pikepdf.open(BytesIO(write(harbor().task(replace(manuscript, body=body)), harbor().house).data))
    return pdf, {str(field.T): field for field in widgets(pdf)}


def type_of(field):
    """Font and size of its answers."""
    found = DEFAULT_TYPE.search(str(field.DA))
    assert found
    return found[1], found[2]


def named(name):
    return f'id="p1_letter__{name}" name="{name}" title="{name}" data-placeholder="Choose"'


@pytest.mark.parametrize("packet", PACKETS)
def test_every_field_has_a_drawing_of_its_own_size(packet):
    with opened(packet) as pdf:
        for field in widgets(pdf):
            left, bottom, right, top = map(float, field.Rect)
            drawings = field.AP.N.values() if field.FT == "/Btn" else [field.AP.N]
            for drawing in drawings:
                assert [*map(float, drawing.BBox)] == pytest.approx(
                    [0, 0, right - left, top - bottom], abs=0.01
                )


@pytest.mark.parametrize("packet", PACKETS)
def test_no_two_answers_share_a_drawing(packet):
    """PDFBox draws into the one that is there."""
    with opened(packet) as pdf:
        drawings = [field.AP.N.objgen for field in widgets(pdf) if field.FT != "/Btn"]

    assert len(set(drawings)) == len(drawings)


@pytest.mark.parametrize("packet", PACKETS)
def test_corners_of_fields_and_links_are_in_order(packet):
    with opened(packet) as pdf:
        for page in pdf.pages:
            for each in page.get("/Annots", []):
                left, bottom, right, top = map(float, each.Rect)
                assert left <= right
                assert bottom <= top


def test_the_form_brings_one_font_and_asks_for_no_drawings():
    with opened("p1-self-assessment") as pdf:
        form = pdf.Root.AcroForm
        (name,) = form.DR.Font.keys()

        assert "/NeedAppearances" not in form
        assert {type_of(field)[0] for field in widgets(pdf) if "/DA" in field} == {name[1:]}


LONG = "In most of our schools, and in most of their classrooms, on most days of each week of the year, more"
CHOICES = [
    (["Not yet", "Often"], "9.5"),
    (["Not yet", f"{LONG} often than it was before"], "0"),
    ([LONG[:60]], "9.5"),
]


@pytest.mark.parametrize(("labels", "size"), CHOICES)
def test_a_drop_down_shows_its_first_state_and_no_label_is_cut(labels, size):
    options = "".join(f'<option value="{label[:3]}">{label}</option>' for label in labels)
    pdf, fields = made(f"<select {named('level')}>{options}</select>".replace('class="fields"', ""))
    with pdf:
        field = fields["level"]

        assert MarkedContent(pdf).of_drawing(field.AP.N) == "Choose"
        assert type_of(field)[1] == size


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        (f'<input {named("x")} type="text"/>', 150, 250),
        (f'<input {named("x")} type="date"/>', 150, 250),
        (f'<textarea {named("x")} rows="2"/>', 700, 1300),
        (f'<textarea {named("x")} rows="8"/>', 4000, 6000),
    ],
)
def test_a_field_takes_as_many_letters_as_fit(written, least, most):
    pdf, fields = made(written)
    with pdf:
        assert least < int(fields["x"].MaxLen) < most


def test_a_check_box_is_large_and_has_two_states():
    pdf, fields = made(f'<input {named("x")} type="checkbox"/>')
    with pdf:
        left, bottom, right, top = map(float, fields["x"].Rect)

        assert min(right - left, top - bottom) >= 14
        assert fields["x"].AP.N["/Off"].read_bytes() == b""
        assert b" S Q" in fields["x"].AP.N["/on"].read_bytes()


def test_a_letter_of_an_answer_is_its_own_code():
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(field_face().data)))
    letters = [code for first, last in FIELD_LETTERS for code in range(first, last + 1)]
    held = [code for code in letters if font.get_nominal_glyph(code)]

    assert all(font.get_nominal_glyph(code) == code for code in held)
    assert len(held) > 1200


def outline(font, letter):
    """What is drawn for a letter, with those that it is put together from."""
    drawn = []
    pen = SimpleNamespace()
    for name in ("moveTo", "lineTo", "curveTo", "qCurveTo"):
        setattr(pen, name, lambda *points, name=name: drawn.append((name, points)))
    pen.closePath = pen.endPath = lambda: None
    font.draw_glyph_with_pen(font.get_nominal_glyph(ord(letter)), pen)
    return drawn


def test_every_letter_of_an_answer_is_drawn_as_its_family_draws_it():
    (whole,) = (font for font in fonts_of(FIELD_FONT) if not font.italic)
    family = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(whole.data)))
    cut = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(field_face().data)))
    other = [
        letter
        for letter in map(chr, cut.face.unicodes)
        if outline(cut, letter) != outline(family, letter)
        or cut.get_glyph_h_advance(ord(letter))
        != family.get_glyph_h_advance(family.get_nominal_glyph(ord(letter)))
    ]

    assert other == []


@pytest.mark.parametrize("letter", ["ƿ", "Ȝ", "ʻ", "Ӷ", "ẟ"])
def test_the_font_of_answers_lends_no_letter_to_the_text_around_them(letter):
    from toolkit_builder.errors import OutputError

    assert uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(field_face().data))).get_nominal_glyph(ord(letter))
    if letter == "ʻ":  # which the fonts of the brand have
        made(f"<p>{letter}</p>")[0].close()
    else:
        with pytest.raises(OutputError, match="O111"):
            made(f"<p>{letter}</p>")
