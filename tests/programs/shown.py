"""What a filled form shows: its values, its words with their places, its ink as three programs print it."""

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from PIL import Image, ImageChops

from tests.programs.form import Edges

SCALE = 2  # pixels a point
_POPPLER = "{http://www.w3.org/1999/xhtml}"


def values(data: bytes) -> dict[str, str]:
    """Name of a field -> its answer, as it stands in the file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        form = pdf.Root.AcroForm
        found = {}
        for field in form.Fields:
            value = field.get("/V", "")
            found[str(field.T)] = (
                str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else str(value)
            )
        return found


def words(data: bytes, folder: Path) -> list[list[tuple[str, Edges]]]:
    """The words of each page with their boxes, from the lower left corner; poppler reads fields too."""
    file, found = folder / "words.pdf", folder / "words.html"
    file.write_bytes(data)
    subprocess.run(["pdftotext", "-bbox", str(file), str(found)], check=True, capture_output=True)
    # An answer may have signs in it that XML has no letters for.
    tree = etree.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", found.read_bytes()))
    return [
        [
            (word.text or "", _edges(word, float(page.get("height", "0"))))
            for word in page.iter(f"{_POPPLER}word")
        ]
        for page in tree.iter(f"{_POPPLER}page")
    ]


def _edges(word: etree._Element, height: float) -> Edges:
    left, top, right, bottom = (float(word.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax"))
    return left, height - bottom, right, height - top


def by_pdfium(data: bytes, folder: Path) -> list[Image.Image]:
    """Its pages as a browser shows them."""
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        pdfium.FPDF_SetFormFieldHighlightAlpha(pdf.formenv, 0)
        return [page.render(scale=SCALE).to_pil().convert("L") for page in pdf]


def by_poppler(data: bytes, folder: Path) -> list[Image.Image]:
    """Its pages as viewers of Linux desktops show them."""
    file = folder / "poppler.pdf"
    file.write_bytes(data)
    resolution = str(72 * SCALE)
    subprocess.run(["pdftoppm", "-gray", "-r", resolution, str(file), str(folder / "poppler")], check=True)
    return _read(folder.glob("poppler-*.pgm"))


def by_ghostscript(data: bytes, folder: Path) -> list[Image.Image]:
    """Its pages as a print server prints them."""
    file = folder / "ghostscript.pdf"
    file.write_bytes(data)
    call = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dPrinted=true", "-sDEVICE=pgmraw"]
    smooth = ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", f"-r{72 * SCALE}"]
    subprocess.run([*call, *smooth, f"-o{folder}/ghostscript-%02d.pgm", str(file)], check=True)
    return _read(folder.glob("ghostscript-*.pgm"))


PRINTERS: dict[str, Callable[[bytes, Path], list[Image.Image]]] = {
    "pdfium": by_pdfium,
    "poppler": by_poppler,
    "ghostscript": by_ghostscript,
}


def _read(paths) -> list[Image.Image]:
    pictures = []
    for path in sorted(paths):
        with Image.open(path) as picture:
            pictures.append(picture.convert("L"))
    return pictures


def ink(before: Image.Image, after: Image.Image) -> Image.Image:
    """Where two pictures of a page differ: white on black."""
    return ImageChops.difference(before, after).point(lambda value: 255 if value > 48 else 0)


def area(edges: Edges, height: int) -> tuple[int, int, int, int]:
    """The pixels of a box on a page so many pixels high."""
    left, bottom, right, top = (round(SCALE * edge) for edge in edges)
    return left, height - top, right, height - bottom
