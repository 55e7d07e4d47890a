"""A drawing that is taken in looks the same in a PDF (WeasyPrint) as in Word and at the door (resvg)."""

import base64
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.content.picture_files import opened
from toolkit_builder.content.pictures import SVG_TYPE, PrintedBox, take_in
from toolkit_builder.content.pictures.svg import rendered

BOX, SIZE = PrintedBox(3, 1.8), (300, 180)
CASES = sorted((Path(__file__).parent / "drawings").glob("*.svg"))


def in_a_pdf(data, media_type):
    from weasyprint import HTML

    address = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
    style = "@page{size:3in 1.8in;margin:0}body{margin:0}img{width:3in;display:block}"
    pdf = HTML(string=f'<style>{style}</style><img alt="" src="{address}">').write_pdf()
    with pypdfium2.PdfDocument(pdf) as file:
        return file[0].render(scale=200 / 72).to_pil().convert("RGB").resize(SIZE)


def on_white(picture):
    paper = Image.new("RGBA", picture.size, "#ffffff")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB").resize(SIZE)


def unlike(one, other):
    """Share of the pixels that are clearly of another colour; those at edges are not."""
    difference = ImageChops.difference(one, other).convert("L").point(lambda value: 255 * (value > 72))
    return difference.histogram()[255] / (SIZE[0] * SIZE[1])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_drawing_looks_the_same_in_every_file(case):
    picture = take_in(case.read_bytes(), BOX)
    is_drawing = picture.media_type == SVG_TYPE
    at_the_door = on_white(rendered(picture.data.decode(), 600) if is_drawing else opened(picture.data))

    assert unlike(at_the_door, in_a_pdf(picture.data, picture.media_type)) < 0.01
    assert unlike(at_the_door, Image.new("RGB", SIZE, "#ffffff")) > 0.005


def test_a_difference_is_seen():
    rounded = (CASES[0].parent / "rounded.svg").read_bytes()
    picture, other = take_in(rounded, BOX), take_in(rounded.replace(b'y="5"', b'y="11"'), BOX)

    assert unlike(on_white(rendered(picture.data.decode(), 600)), in_a_pdf(other.data, SVG_TYPE)) > 0.01
