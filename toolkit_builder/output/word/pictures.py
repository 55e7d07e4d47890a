"""Pictures in Word: SVG becomes PNG, since Word draws SVG text in fonts that readers lack.

Parts and elements are python-docx's `ImagePart` and `CT_Inline`. Names and numbers are not: it counts files
in the order of the text, where a name made of the content stays when another picture comes before, and it
finds a free number by looking through the whole document for every picture.
Sizes: 1 px = 1/96 inch as in CSS; Word counts in EMU, 914,400 an inch (ECMA-376 Part 1, 20.4.2).
"""

import re
import struct
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import resvg_py
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart
from docx.shared import Emu

from ...content.pictures import SVG_TYPE, media_type
from ...content.pictures.opened import opened
from ...machine.xml import parse
from ..drawing_styles import styled
from ..fonts import faces_among
from ..task import HouseStyle, Task
from .oxml import Element, add, element
from .runs import run
from .tree import Node, fault

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


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture file in the package.

    Args:
        part: the file.
        width: printed width in EMU (914,400 an inch).
        height: printed height in EMU.
    """

    part: ImagePart
    width: int
    height: int


class PictureParts:
    """The pictures of one document, each kept once.

    Args:
        task: the packet with its own pictures, and the variant, which says how drawings look.
        house: pictures and fonts of all packets.
    """

    def __init__(self, task: Task, house: HouseStyle) -> None:
        self._task = task
        self._house = house
        self._kept: dict[str, PlacedPicture] = {}

    def picture(self, node: Node, name: str) -> PlacedPicture:
        """A picture of the packet or the house.

        Raises:
            OutputError: O209, there is none of that name, or it is not a picture.
        """
        house, manuscript = self._house, self._task.manuscript
        data = manuscript.assets.get(name) or house.assets.get(f"asset:{name}")
        if not data:
            fault(manuscript, node, "O209", f"there is no picture {name!r}")
        data = styled(data, house.drawings[self._task.variant], str(house.brand.fonts.heading))
        digest = sha256(data).hexdigest()
        if digest not in self._kept:
            try:
                drawn = _drawn(data, digest[:16], house)
            except (OSError, ValueError) as error:
                fault(manuscript, node, "O209", f"the picture {name!r} cannot be read: {error}")
            self._kept[digest] = _as_mark(drawn) if node.get("class") == "logo" else drawn
        return self._kept[digest]

    def logo_place(self) -> PlacedPicture:
        """The neutral picture where a district puts its logo: a frame with hills and sun, in greys."""
        colors = self._house.brand.palette
        place = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LOGO[0]} {LOGO[1]}">'
            f'<rect x="1" y="1" width="{LOGO[0] - 2}" height="{LOGO[1] - 2}" rx="4" fill="{colors.tint}" '
            f'stroke="{colors.line}" stroke-width="1.5" stroke-dasharray="6 5"/><g fill="{colors.line}">'
            '<circle cx="96" cy="34" r="7"/><path d="M84 66 106 42 118 54 134 34 156 66z"/></g></svg>'
        )
        if "slot:district-logo" not in self._kept:
            part = _image_part("district-logo.png", _raster(place, ()))
            self._kept["slot:district-logo"] = PlacedPicture(part, LOGO[0] * EMU, LOGO[1] * EMU)
        return self._kept["slot:district-logo"]


def _image_part(name: str, data: bytes) -> ImagePart:
    content_type = CT.PNG if name.endswith(".png") else CT.JPEG
    return ImagePart(PackURI(f"/word/media/{name}"), content_type, data)


def _as_mark(picture: PlacedPicture) -> PlacedPicture:
    """A brand's mark is as high as on the cover of a PDF, however many pixels its file has."""
    width = picture.width * MARK_HEIGHT / picture.height
    scale = min(1.0, TEXT_WIDTH / width)
    return replace(picture, width=round(width * scale), height=round(MARK_HEIGHT * scale))


def _drawn(data: bytes, name: str, house: HouseStyle) -> PlacedPicture:
    """The picture as Word keeps it; its name has no ending yet."""
    if media_type(data) == SVG_TYPE:
        width, height = svg_size(data)
        words, fonts = _in_house_fonts(data.decode(), house)
        return _fitted(_image_part(f"{name}.png", _raster(words, fonts)), width, height)
    with opened(data) as image:
        ending = _FORMATS.get(image.format or "")
        if ending is None:
            raise ValueError(f"{image.format} is neither SVG, PNG nor JPEG")
        across, down = (float(dots) or 96.0 for dots in image.info.get("dpi", (96, 96)))
        part = _image_part(f"{name}.{ending}", data)
        return _fitted(part, image.width / across * 96, image.height / down * 96)


def _fitted(part: ImagePart, width: float, height: float) -> PlacedPicture:
    """At its own size in pixels, or as large as the text allows."""
    scale = min(1.0, TEXT_WIDTH / (width * EMU), TEXT_HEIGHT / (height * EMU))
    return PlacedPicture(part, round(width * scale * EMU), round(height * scale * EMU))


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
    return [data for _, data in sorted(faces_among(house.assets, name).items())]


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
        resvg_py.svg_to_bytes(
            svg_string=svg, zoom=DOTS / 96, dpi=96, skip_system_fonts=True, font_files=list(fonts)
        )
    )


_FOLDERS: dict[bytes, tempfile.TemporaryDirectory[str]] = {}


def _font_file(font: bytes) -> str:
    """A file of this font: resvg takes no bytes. Its folder lives as long as the process."""
    digest = sha256(font).digest()
    if digest not in _FOLDERS:
        _FOLDERS[digest] = tempfile.TemporaryDirectory(prefix="toolkit-font-")
        (Path(_FOLDERS[digest].name) / "font.ttf").write_bytes(font)
    return str(Path(_FOLDERS[digest].name) / "font.ttf")


def drawing(part: StoryPart, picture: PlacedPicture, alt: str, number: int) -> Element:
    """A run with a picture in line with the words; without alternative text it is marked as decoration.

    Args:
        part: where the run will stand; it is related to the picture.
        picture: file and size.
        alt: what it shows, in words.
        number: no other drawing of the document has it.

    Source: ECMA-376 Part 1, 20.4.2.8 (inline); [MS-ODRAWXML] 2.24 (decorative).
    """
    relation = f"rPic{picture.part.partname.filename.partition('.')[0]}"
    if relation not in part.rels:
        part.load_rel(RT.IMAGE, picture.part, relation)
    size = Emu(picture.width), Emu(picture.height)
    inline = CT_Inline.new_pic_inline(number, relation, f"Picture {number}", *size)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    for about in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        about.set("id", str(number))
        about.set("descr", alt)
    for geometry in inline.iter(qn("a:prstGeom")):
        add(geometry, "a:avLst")
    if not alt:
        inline.docPr.append(_decorative())
    return run(element("w:drawing", inline))


def _decorative() -> Element:
    return parse_xml(
        f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        '<adec:decorative val="1" xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/>'
        "</a:ext></a:extLst>"
    )
