"""One packet that uses every element and class of the vocabulary, as a task for the Word writer."""

from importlib import import_module
from pathlib import Path

from toolkit_builder.content.model import Brand
from toolkit_builder.layout.manuscript import Manuscript, Packet
from toolkit_builder.output.drawing_styles import drawing_sheets
from toolkit_builder.output.task import HouseStyle, Imprint, Task

BODY = (Path(__file__).parent / "sample.html").read_bytes()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">{2}</svg>'
FONTS = Path(str(import_module("fontpkg_public_sans").__file__)).parent / "files"


def svg(width: int, height: int, inside: str) -> bytes:
    return SVG.format(width, height, inside).encode()


BRAND = Brand.model_validate({
    "name": "Promise",
    "palette": {
        "brand": "#17456b", "ink": "#1d252c", "muted": "#4f5b66", "paper": "#ffffff", "tint": "#f1f5f8",
        "line": "#7b8894",
    },
    "accents": {"teal": "#0b6560", "plum": "#7a2f6f", "rust": "#9a3d12"},
    "fonts": {"heading": "Public Sans", "text": "Source Serif 4", "large_print": "Atkinson Hyperlegible"},
    "logo": "mark.svg",
    "logo_alt": "Five bars",
})  # fmt: skip
PICTURES = {
    "strip": svg(624, 50, '<rect width="300" height="30" fill="#7a2f6f"/><rect x="300" width="324" '
                 'height="30" fill="#f1f5f8" stroke="#7a2f6f"/><text x="20" y="20" font-family="Public Sans" '
                 'fill="#fff" font-size="12" font-weight="700">1 Welcome</text>'),
    "chart": svg(624, 72, '<rect x="190" width="250" height="24" fill="#7a2f6f"/><text x="178" y="17" '
                 'text-anchor="end" font-family="Public Sans" font-size="12">Before</text>'
                 '<rect x="190" y="34" width="309" height="24" fill="#7a2f6f"/>'),
    "dot": svg(10, 10, '<circle cx="5" cy="5" r="4"/>'),
}  # fmt: skip
HOUSE = HouseStyle(
    brand=BRAND,
    styles={},
    drawings=drawing_sheets(BRAND),
    assets={
        "asset:logo": svg(48, 48, '<rect x="2" y="32" width="6" height="14" fill="#0b6560"/>'
                    '<rect x="20" y="12" width="6" height="34" fill="#9a3d12"/>'),
        "font:public-sans-400": (FONTS / "PublicSans[wght].ttf").read_bytes(),
    },
    sha256="0" * 64,
)  # fmt: skip
WORDS = {
    "page": "Page", "of": "of", "draft": "Draft", "edition": "Edition", "choose": "Choose",
    "writing_room": "Your answer", "date": "Date",
}  # fmt: skip
IMPRINT = Imprint(
    toolkit="promise", toolkit_title="Public Education Promise", publisher="Promise Publishers",
    edition="2026.1", label="First edition, 2026", date="2026-12-01", draft=True, words=WORDS,
)  # fmt: skip


def task(body: bytes = BODY, imprint: Imprint = IMPRINT) -> Task:
    packet = Packet("p2-self-assessment", "self-assessment", "p2", ("sa",), "public")
    return Task(Manuscript(packet, "en", "The New Basics: Real Skills for Real Life", body, PICTURES),
                "word", imprint, "f" * 64)  # fmt: skip


def inside(fragment: str) -> Task:
    """A packet of one heading and this fragment."""
    return task(f'<main class="packet" lang="en"><h2>Heading</h2>{fragment}</main>'.encode())
