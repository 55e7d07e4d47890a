"""Stylesheets of the preview, in the colours and fonts of the brand; each is asked for by its own sum."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from ..content.toolkit import Toolkit
from ..content.variants import ON_SCREEN
from ..output.fonts import FONT, faces_among
from ..output.style import variables
from ..output.task import HouseStyle
from .packet_page import cover_rules

_FACE = re.compile(r"@font-face\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Stylesheets:
    """What a browser is given besides pages.

    Args:
        around: stylesheet of the preview itself.
        packet: that of the packets in it.
        script: of the preview; packets have none.
        fonts: name -> bytes.
        sum: stands for all of them.
    """

    around: str = field(repr=False)
    packet: str = field(repr=False)
    script: str = field(repr=False)
    fonts: dict[str, bytes] = field(repr=False)
    sum: str


def stylesheets(folder: Path, toolkit: Toolkit | None, house: HouseStyle | None) -> Stylesheets:
    """The stylesheets of a snapshot, with script and fonts.

    Args:
        folder: layouts/serve.
        toolkit: whose colours; None where there is none to show, which gets plain ones.
        house: its fonts; None where these cannot be had.
    """
    named = variables(toolkit.brand) if toolkit else _read(folder, "plain.css")
    fonts = {name.removeprefix(FONT): data for name, data in faces_among(_assets(house)).items()}
    look = hashlib.sha256("".join([named, *sorted(fonts)]).encode())
    for data in fonts.values():
        look.update(hashlib.sha256(data).digest())
    faces = "\n".join(_faces(house, look.hexdigest()[:12]))
    around = "\n".join([named, faces, _read(folder, "serve.css")])
    covers = cover_rules(toolkit) if toolkit else ""
    packet = "\n".join([named, faces, _read(folder, "packet.css"), covers])
    script = _read(folder, "serve.js")
    total = hashlib.sha256("\0".join([around, packet, script]).encode()).hexdigest()[:12]
    return Stylesheets(around, packet, script, fonts, total)


def _assets(house: HouseStyle | None) -> dict[str, bytes]:
    return dict(house.assets) if house else {}


def _faces(house: HouseStyle | None, look: str) -> list[str]:
    """The @font-face rules of PDFs, with addresses of this server."""
    if house is None:
        return []
    return [
        re.sub(rf"url\({FONT}([^)]*)\)", rf"url(/font/\1?{look})", rule)
        for rule in _FACE.findall(house.styles[ON_SCREEN])
    ]


def _read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
