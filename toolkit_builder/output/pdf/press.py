"""What a printing works wants: boxes for trim and bleed, and colours in cyan, magenta, yellow and black.

Pages are laid out and drawn in the brand's screen colours, as in every variant; here each of them is looked
up in the brand's table of inks. What no table knows (a logo's own colours) goes through the ICC profile.
Sources: ISO 15930-7 (PDF/X-4); ISO 32000-1, 14.11.2, page boundaries.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

import pydyf
import resvg_py
from PIL import Image, ImageCms

from ...content.model import Brand
from ...content.pictures import SVG_TYPE, media_type
from ...content.pictures.opened import opened
from ..task import HouseStyle

Quad = tuple[float, float, float, float]

PROFILE = "asset:profile"
BLEED = 9  # points: 0.125 inch
BLACK, PAPER = (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)
HEIGHT = 1200  # pixels of a logo that cannot stay a drawing: 2400 dpi in the half inch that it has
_COLOR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)")
_IDENTIFIER = re.compile(rb"xmp\.did:[-0-9a-f]{36}")


def set_bleed(pdf: pydyf.PDF) -> None:
    """The bleed box ends where the bleed ends; what is farther out holds the crop marks alone."""
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        left, bottom, right, top = page["TrimBox"]
        page["BleedBox"] = pydyf.Array([left - BLEED, bottom - BLEED, right + BLEED, top + BLEED])


@dataclass(frozen=True)
class Inks:
    """How one brand is printed.

    Args:
        profile: the ICC profile.
        condition: name of the printing condition.
        table: #rrggbb -> cyan, magenta, yellow and black, each from 0 to 1.
    """

    profile: bytes = field(repr=False)
    condition: str
    table: Mapping[str, Quad]

    @classmethod
    def of(cls, house: HouseStyle) -> "Inks | None":
        """The inks of a brand that names them."""
        press = house.brand.press
        if press is None:
            return None
        return cls(house.assets[PROFILE], str(press.condition), _table(house.brand))

    def picture(self, data: bytes) -> bytes:
        """A picture of pixels, or a drawing with gradients or masks, as a JPEG in inks on white paper."""
        if media_type(data) == SVG_TYPE:
            if b"Gradient" not in data and b"<mask" not in data:
                return data
            data = bytes(resvg_py.svg_to_bytes(svg_string=data.decode(), height=HEIGHT, dpi=96))
        image = opened(data).convert("RGBA")
        sheet = Image.alpha_composite(Image.new("RGBA", image.size, "#ffffff"), image).convert("RGB")
        stream = BytesIO()
        _through(self.profile, sheet).save(stream, "JPEG", quality=95, subsampling=0)
        return stream.getvalue()

    def convert(self, pdf: pydyf.PDF, identifier: str) -> None:
        """Put every colour of a PDF into inks, and say how they are to be printed.

        Args:
            pdf: the objects about to be written.
            identifier: 32 hexadecimal digits of the file's own, for its metadata.
        """
        for pdf_object in pdf.objects:
            if isinstance(pdf_object, pydyf.Stream):
                pdf_object.stream = [self._entry(entry) for entry in pdf_object.stream]
        profile = pydyf.Stream([self.profile], {"N": 4}, compress=True)
        pdf.add_object(profile)
        intent = {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(self.condition),
            "Info": pydyf.String(self.condition),
            "DestOutputProfile": profile.reference,
        }
        pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])
        _identify(pdf, identifier)

    def _entry(self, entry: Any) -> Any:
        match = _COLOR.fullmatch(entry) if isinstance(entry, bytes) else None
        if match is None:
            return entry
        color = "#" + "".join(f"{round(255 * float(part)):02x}" for part in match.groups()[:3])
        inks = self._all.get(color) or _converted(self.profile, color)
        operator = b"k" if match[4] == b"rg" else b"K"
        return " ".join(f"{part:g}" for part in inks).encode() + b" " + operator

    @cached_property
    def _all(self) -> dict[str, Quad]:
        return {"#000000": BLACK, "#ffffff": PAPER, **self.table}


def _table(brand: Brand) -> dict[str, Quad]:
    """Words come last: a colour that is also theirs is printed as they are."""
    press, palette = brand.press, brand.palette
    assert press is not None
    named = {str(palette.paper): PAPER}
    named |= {str(brand.accents[name]): _quad(inks) for name, inks in press.accents.items()}
    for name, inks in press.palette.model_dump().items():
        named[getattr(palette, name)] = _quad(inks)
    return {**named, str(palette.ink): BLACK}


def _quad(inks: str) -> Quad:
    cyan, magenta, yellow, black = (int(part) / 100 for part in inks.split())
    return cyan, magenta, yellow, black


@lru_cache(maxsize=256)
def _converted(profile: bytes, color: str) -> Quad:
    pixel = _through(profile, Image.new("RGB", (1, 1), color)).tobytes()
    cyan, magenta, yellow, black = (round(part / 255, 3) for part in pixel)
    return cyan, magenta, yellow, black


def _through(profile: bytes, image: Image.Image) -> Image.Image:
    """An sRGB picture in inks, as the profile says."""
    converted = ImageCms.profileToProfile(
        image,
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None  # only a conversion in place gives nothing back
    converted.info.clear()
    return converted


def _identify(pdf: pydyf.PDF, identifier: str) -> None:
    """WeasyPrint names each file at random; the same packet is to be the same bytes."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    parts = (identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20], identifier[20:32])
    metadata.stream = [_IDENTIFIER.sub(f"xmp.did:{'-'.join(parts)}".encode(), metadata.stream[0])]
