"""Pictures of the site: first pages as thumbnails, cards for links in other places, the brand's patterns.

Each is drawn anew from pixels, shapes and letters, so that nothing of a file's own properties comes along.
"""

import base64
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import resvg_py
from PIL import Image, ImageDraw, ImageFont

from ..content.pictures import SVG_TYPE, media_type
from ..content.pictures.opened import opened
from ..machine.cache import Cache
from ..output.drawing_styles import styled
from ..output.patterns import PATTERNS, pattern
from ..readback.pdf.pages import open_pages
from .cache import cached

# A thumbnail is shown at half of its pixels, so that it is sharp on fine screens too.
COVER_WIDTH = 432
_QUALITY = 80

CARD = (1200, 630)  # Open Graph's 1.91 to 1
_MARGIN, _COVER_ON_CARD = 84, 400
_TITLE, _SMALL, _LINES = 54, 28, 6
_COLOURS = 128

_ON_COLOUR = ".pattern{stroke:#fff;stroke-opacity:0.28}.disc{fill:#fff;fill-opacity:0.24}"
_FAINT = ".pattern{stroke:#fff;stroke-opacity:0.14}.disc{fill:#fff;fill-opacity:0.12}"

_TOOLS = ("pypdfium2", "pillow", "resvg-py")


@dataclass(frozen=True, slots=True)
class LinkCard:
    """What stands on a card.

    Args:
        eyebrow, title, foot: words, from the top down.
        colour: #rrggbb that white has enough contrast on.
        pattern: one of `PATTERNS`.
    """

    eyebrow: str
    title: str
    foot: str
    colour: str
    pattern: str


class Pictures:
    """Draws pictures once; what was drawn before comes from the cache.

    Args:
        cache: of finished files.
        font: bold letters of the brand, a TrueType file.
    """

    def __init__(self, cache: Cache, font: bytes) -> None:
        self._cache, self._font = cache, font

    def cover(self, sha256: str, data: Callable[[], bytes]) -> bytes:
        """The first page of a PDF as WebP.

        Args:
            sha256: of the PDF.
            data: gives it.
        """
        return cached(
            self._cache, ["cover", sha256], _TOOLS, lambda: _webp(_first_page(data(), COVER_WIDTH))
        )  # fmt: skip

    def card(self, words: LinkCard, sha256: str = "", data: Callable[[], bytes] | None = None) -> bytes:
        """A card of 1200 to 630 pixels as PNG: words, and the first page of a PDF where there is one.

        Args:
            words: what stands on it.
            sha256: of the PDF; empty where there is none.
            data: gives the PDF.
        """

        def make() -> bytes:
            return _card(words, self._font, _first_page(data(), _COVER_ON_CARD) if data else None)

        font_sum = hashlib.sha256(self._font).hexdigest()
        return cached(self._cache, ["card", sha256, repr(words), font_sum], _TOOLS, make)


def thumbnail_size(cover: bytes) -> tuple[int, int]:
    """Width and height that a thumbnail is shown in."""
    with opened(cover, "WEBP") as picture:
        return picture.width // 2, picture.height // 2


def white_pattern(name: str) -> bytes:
    """A pattern of the brand in white, for a surface of its colour."""
    return styled(pattern(name), _ON_COLOUR, "sans-serif")


def ending(data: bytes) -> str:
    """Ending of a picture's file name."""
    return {"image/png": "png", "image/jpeg": "jpg", SVG_TYPE: "svg"}[media_type(data)]


def _first_page(pdf: bytes, width: int) -> Image.Image:
    with open_pages(pdf) as document:
        page = document[0]
        picture: Image.Image = page.render(scale=width / page.get_width()).to_pil()
        return picture.convert("RGB")


def _webp(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY, method=6)
    return stream.getvalue()


def _card(words: LinkCard, font: bytes, page: Image.Image | None) -> bytes:
    picture = _ground(words.colour, words.pattern if words.pattern in PATTERNS else "rings")
    room = CARD[0] - 2 * _MARGIN
    if page is not None:
        corner = (CARD[0] - page.width - _MARGIN, (CARD[1] - page.height) // 2)
        picture.paste(page, corner)
        room -= page.width + _MARGIN
    _write(picture, words, font, room)
    stream = io.BytesIO()
    indexed = picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    indexed.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _ground(colour: str, name: str) -> Image.Image:
    width, height = CARD
    art = base64.b64encode(styled(pattern(name), _FAINT, "sans-serif")).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="{colour}"/>'
        f'<image href="data:{SVG_TYPE};base64,{art}" width="{width}" height="{height}" '
        'preserveAspectRatio="xMidYMid slice"/></svg>'
    )
    picture = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    return opened(bytes(picture), "PNG").convert("RGB")


def _write(picture: Image.Image, words: LinkCard, font: bytes, room: int) -> None:
    pen = ImageDraw.Draw(picture)
    large, small = (ImageFont.truetype(io.BytesIO(font), size) for size in (_TITLE, _SMALL))
    lines = list(_lines(words.title, large, room))
    step = round(_TITLE * 1.16)
    y = (CARD[1] - step * len(lines)) // 2
    pen.text((_MARGIN, _MARGIN - 20), words.eyebrow, font=small, fill="#ffffff")
    for line in lines:
        pen.text((_MARGIN, y), line, font=large, fill="#ffffff")
        y += step
    foot = next(_lines(words.foot, small, room)) if words.foot else ""
    pen.text((_MARGIN, CARD[1] - _MARGIN), foot, font=small, fill="#ffffff")


def _lines(words: str, font: ImageFont.FreeTypeFont, room: int) -> Iterator[str]:
    """Words in lines that fit; of a very long title the first ones."""
    line, count = "", 0
    for word in words.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) > room and line:
            count += 1
            if count == _LINES:
                yield f"{line} …"
                return
            yield line
            line = word
        else:
            line = longer
    yield line
