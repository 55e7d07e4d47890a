"""Pictures in Word: SVG becomes PNG, since Word draws SVG text in fonts that readers lack.

Sizes: 1 px = 1/96 inch as in CSS; Word counts in EMU, 914,400 an inch (ECMA-376 Part 1, 20.4.2).
"""

import re
import struct
import tempfile
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import resvg_py
from lxml import etree
from PIL import Image

from ...content.pictures import SVG_TYPE, media_type
from ...machine.xml import parse
from ..drawing_styles import dressed
from ..task import HouseStyle
from .story import Picture, Story
from .tree import Node
from .xml import SPACES, escape

DOTS = 220  # an inch: what Word itself keeps by default
EMU = 9525  # a CSS pixel
TEXT_WIDTH = 624 * EMU  # 6.5 inches
MARK_HEIGHT = 48 * EMU  # half an inch
TEXT_HEIGHT = 768 * EMU  # 8 inches
LOGO = (240, 96)  # pixels: the place for a district's logo
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|in|cm|mm|pt)?\s*\Z")
_PIXELS = {None: 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72}
_FAMILY = re.compile(r'font-family="([^"]+)"')
_FORMATS = {"PNG": "png", "JPEG": "jpeg"}


def picture(story: Story, node: Node, name: str) -> Picture:
    """A picture of the packet or the house, kept once in the package.

    Raises:
        OutputError: O209, there is none of that name, or it is not a picture.
    """
    data = story.task.manuscript.assets.get(name) or story.house.assets.get(f"asset:{name}")
    if not data:
        story.fault(node, "O209", f"there is no picture {name!r}")
    house = story.house
    data = dressed(data, house.drawings[story.task.variant], str(house.brand.fonts.heading))
    digest = sha256(data).hexdigest()
    if digest not in story.pictures:
        try:
            story.pictures[digest] = _drawn(data, digest, story)
        except (OSError, ValueError, etree.XMLSyntaxError) as error:
            story.fault(node, "O209", f"the picture {name!r} cannot be read: {error}")
        if node.get("class") == "logo":
            story.pictures[digest] = _as_mark(story.pictures[digest])
    return story.pictures[digest]


def _as_mark(found: Picture) -> Picture:
    """A brand's mark is as high as on the cover of a PDF, however many pixels its file has."""
    width = found.width * MARK_HEIGHT / found.height
    scale = min(1.0, TEXT_WIDTH / width)
    return replace(found, width=round(width * scale), height=round(MARK_HEIGHT * scale))


def logo_place(story: Story) -> Picture:
    """The neutral picture where a district puts its logo: a frame with hills and sun, in greys."""
    colors = story.house.brand.palette
    place = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LOGO[0]} {LOGO[1]}">'
        f'<rect x="1" y="1" width="{LOGO[0] - 2}" height="{LOGO[1] - 2}" rx="4" fill="{colors.tint}" '
        f'stroke="{colors.line}" stroke-width="1.5" stroke-dasharray="6 5"/><g fill="{colors.line}">'
        '<circle cx="96" cy="34" r="7"/><path d="M84 66 106 42 118 54 134 34 156 66z"/></g></svg>'
    )
    size = (side * EMU for side in LOGO)
    return story.pictures.setdefault(
        "slot:district-logo", Picture("district-logo.png", _raster(place, ()), *size)
    )


def _drawn(data: bytes, digest: str, story: Story) -> Picture:
    """The picture as Word keeps it."""
    if media_type(data) == SVG_TYPE:
        width, height = svg_size(data)
        words, fonts = _in_house_fonts(data.decode(), story.house)
        return _fitted(digest[:16] + ".png", _raster(words, fonts), width, height)
    with Image.open(BytesIO(data)) as image:
        ending = _FORMATS.get(image.format or "")
        if ending is None:
            raise ValueError(f"{image.format} is neither SVG, PNG nor JPEG")
        across, down = (float(dots) or 96.0 for dots in image.info.get("dpi", (96, 96)))
        return _fitted(f"{digest[:16]}.{ending}", data, image.width / across * 96, image.height / down * 96)


def _fitted(name: str, data: bytes, width: float, height: float) -> Picture:
    """At its own size in pixels, or as large as the text allows."""
    scale = min(1.0, TEXT_WIDTH / (width * EMU), TEXT_HEIGHT / (height * EMU))
    return Picture(name, data, round(width * scale * EMU), round(height * scale * EMU))


def svg_size(data: bytes) -> tuple[float, float]:
    """Width and height of an SVG in pixels, from its attributes, else from its viewBox.

    Raises:
        ValueError: it has no size.

    Source: SVG 2, 8.2 (intrinsic size).
    """
    root = parse(data)
    sides = [_LENGTH.match(root.get(side, "")) for side in ("width", "height")]
    if sides[0] and sides[1]:
        width, height = (float(side[1]) * _PIXELS[side[2]] for side in sides if side)
    else:
        box = root.get("viewBox", "").replace(",", " ").split()
        if len(box) != 4:
            raise ValueError("an SVG needs width and height, or a viewBox")
        width, height = float(box[2]), float(box[3])
    if not (width > 0 and height > 0):
        raise ValueError("an SVG needs a width and a height above zero")
    return width, height


def _in_house_fonts(svg: str, house: HouseStyle) -> tuple[str, tuple[str, ...]]:
    """An SVG that names its fonts as their files do, and those files.

    A weight that was cut out of a variable font keeps the family name of the whole font's first weight, and
    resvg leaves out words whose family it does not find.

    Raises:
        ValueError: the SVG names a family that the house does not have.
    """
    fonts: list[bytes] = []

    def named(match: re.Match[str]) -> str:
        found = _of_family(house, match[1])
        if not found:
            raise ValueError(f"the font {match[1]!r} is not one of the brand")
        fonts.extend(found)
        return f'font-family="{family(found[0])}"'

    words = _FAMILY.sub(named, svg)
    if fonts:  # resvg takes letters that a family lacks from the other files
        fonts += [font for other in house.brand.fonts.fallback for font in _of_family(house, str(other))]
    return words, tuple(dict.fromkeys(map(_font_file, fonts)))


def _of_family(house: HouseStyle, name: str) -> list[bytes]:
    """The files of a font family, in the order of their weights."""
    start = f"font:{name.lower().replace(' ', '-')}-"
    return [house.assets[each] for each in sorted(house.assets) if each.startswith(start)]


def family(font: bytes) -> str:
    """Family name in a TrueType file: the typographic one (16), else the plain one (1).

    Source: OpenType 1.9, `name`: naming table; platform 3 is UTF-16.
    """
    tables = (
        struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(int.from_bytes(font[4:6], "big"))
    )
    start = next(offset for tag, _, offset, _ in tables if tag == b"name")
    _, count, strings = struct.unpack_from(">HHH", font, start)
    names = {}
    for row in range(count):
        platform, _, _, kind, size, at = struct.unpack_from(">6H", font, start + 6 + 12 * row)
        if platform == 3:
            begin = start + strings + at
            names[kind] = font[begin : begin + size].decode("utf-16-be")
    return names.get(16) or names[1]


@lru_cache(maxsize=128)
def _raster(svg: str, fonts: tuple[str, ...]) -> bytes:
    """PNG of an SVG; kept for the process, since the same mark and charts stand in several packets."""
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, zoom=DOTS / 96, skip_system_fonts=True, font_files=list(fonts))
    )


_FOLDERS: dict[bytes, tempfile.TemporaryDirectory[str]] = {}


def _font_file(font: bytes) -> str:
    """A file of this font: resvg takes no bytes. Its folder lives as long as the process."""
    digest = sha256(font).digest()
    if digest not in _FOLDERS:
        _FOLDERS[digest] = tempfile.TemporaryDirectory(prefix="toolkit-font-")
        (Path(_FOLDERS[digest].name) / "font.ttf").write_bytes(font)
    return str(Path(_FOLDERS[digest].name) / "font.ttf")


def drawing(picture: Picture, alt: str, number: int) -> str:
    """A run with a picture in line with the words; without alternative text it is marked as decoration.

    Source: ECMA-376 Part 1, 20.4.2.8 (inline); [MS-ODRAWXML] 2.24 (decorative).
    """
    size = f'cx="{picture.width}" cy="{picture.height}"'
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
    )
    about = f'id="{number}" name="Picture {number}" descr="{escape(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"<wp:docPr {about}>{'' if alt else decorative}</wp:docPr>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{SPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr {about}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rPic{picture.name.split(".")[0]}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
