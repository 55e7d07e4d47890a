"""A photo as people hand it in is upright and of one size in PDF and Word, and small in both."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw
import pytest
from lxml import etree
from PIL import Image

from tests.content.picture_files import arrow, file_of
from tests.content.test_pictures import UPRIGHT, corners
from tests.pdf.packets import Kit
from tests.projects import NAME, make_project

EMU = 12700  # a point
PACKET = "p1-artifact"


def sideways_photo():
    exif = Image.Exif()
    exif[0x0112] = 6
    return file_of(arrow(1600, 900).transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)


def in_inks():
    return file_of(arrow(800, 600, "CMYK"), "JPEG")


def wide():
    return file_of(arrow(3000, 160, "P"), "PNG")


@pytest.fixture(scope="module", params=[sideways_photo, in_inks, wide], ids=lambda make: make.__name__)
def kit(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("photo")
    sources = make_project(folder).sources
    (sources / "Our Logo.JPG").write_bytes(request.param())
    brand = sources / "brand.yaml"
    lines = brand.read_text(encoding="utf-8").splitlines()
    lines = ["logo: Our Logo.JPG" if line.startswith("logo:") else line for line in lines]
    brand.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Kit(folder, NAME)


def in_word(kit):
    """The picture, its width and its height in points."""
    with ZipFile(BytesIO(kit.word(PACKET))) as file:
        document = etree.fromstring(file.read("word/document.xml"))
        extent = next(document.iter("{*}extent"))
        relation = next(document.iter("{*}blip")).get(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
        )
        relations = etree.fromstring(file.read("word/_rels/document.xml.rels"))
        target = next(each.get("Target") for each in relations if each.get("Id") == relation)
        picture = Image.open(BytesIO(file.read(f"word/{target}")))
    return picture, int(extent.attrib["cx"]) / EMU, int(extent.attrib["cy"]) / EMU


def in_pdf(kit):
    """The picture as it is seen on the cover, its width and its height in points."""
    with pypdfium2.PdfDocument(kit.file(PACKET, "screen").data) as file:
        page = file[0]
        images = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        (image,) = (each for each in images if each.get_px_size() != (1, 1))  # an empty slot is a point
        left, bottom, right, top = image.get_bounds()
        scale, height = 4, page.get_height()
        box = [round(side * scale) for side in (left, height - top, right, height - bottom)]
        seen = page.render(scale=scale).to_pil().crop(tuple(box))
    return seen, right - left, top - bottom


def test_it_is_upright_and_of_one_size(kit):
    word, *word_size = in_word(kit)
    pdf, *pdf_size = in_pdf(kit)

    assert word_size == pytest.approx(pdf_size, abs=0.5)
    assert max(word_size) <= 468
    assert corners(pdf)[::2] == corners(word.convert("RGB"))[::2] == UPRIGHT[::2]


def test_it_makes_no_file_heavy(kit):
    assert len(kit.file(PACKET, "screen").data) < 200_000
    assert len(kit.word(PACKET)) < 200_000
