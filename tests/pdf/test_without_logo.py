"""A brand may have no logo: covers then have nothing in its place."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.pdf.packets import Kit
from tests.projects import NAME, make_project
from toolkit_builder.readback.pdf.structure import Pdf


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("without-logo")
    brand = make_project(folder).sources / "brand.yaml"
    kept = [line for line in brand.read_text(encoding="utf-8").splitlines() if not line.startswith("logo")]
    brand.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return Kit(folder, NAME)


@pytest.mark.parametrize("variant", ["screen", "copier", "large-print", "press"])
def test_pdf_covers_have_no_picture_in_its_place(kit, variant):
    tree = Pdf(kit.file("p1-artifact", variant).data).tree()

    assert "Letter to families" in tree
    assert "None" not in tree
    assert "Figure" not in tree.replace('Figure alt="Name of your district"', "")


def test_word_covers_have_no_picture_in_its_place(kit):
    with ZipFile(BytesIO(kit.word("p1-artifact"))) as file:
        document = file.read("word/document.xml").decode()
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]

    assert "None" not in document
    assert document.count("<pic:pic ") <= len(pictures) <= 1
    assert all("district" in name for name in pictures)


@pytest.mark.slow
def test_the_book_has_none_either(kit):
    assert b'class="logo"' not in kit.manuscripts["book"].body
    assert kit.file("book", "screen").pages > 20
