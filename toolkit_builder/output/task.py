"""Work as data: one packet in one variant, ready to be written by any process."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..content.model import Brand
from ..layout.manuscript import Manuscript, Places


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every page of an edition and is not part of the manuscript.

    Args:
        toolkit: name of the toolkit's folder, such as public-education-promise.
        toolkit_title: its title in print.
        publisher: its publisher.
        edition: number such as 2026.1.
        label: name of the edition in print.
        date: day of the edition, ISO 8601; the only date in any file.
        draft: true until the edition is sealed; "Draft" then stands on every page.
        words: short strings that writers print themselves ("Page", "of", "Draft", ...), in the language.
    """

    toolkit: str
    toolkit_title: str
    publisher: str
    edition: str
    label: str
    date: str
    draft: bool
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What all packets of a toolkit share: the same value for every task of a run.

    Args:
        brand: colours and font families.
        styles: variant -> the whole stylesheet as CSS text; of PDFs, and of `web` for HTML.
        drawings: variant -> the stylesheet of what is drawn, see `drawing_styles`.
        assets: name -> bytes: pictures, fonts (as `font:NAME`) and neutral slot pictures (as `slot:NAME`).
        sha256: of brand and assets.
    """

    brand: Brand
    styles: Mapping[str, str]
    drawings: Mapping[str, str]
    assets: Mapping[str, bytes]
    sha256: str


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make.

    Args:
        manuscript: the packet.
        variant: name of one of `VARIANTS`.
        imprint: what stands on every page.
        key: sha256 in hex of all that can change the file's bytes.
        contents: address and page of each entry of a Word file's contents list; empty leaves numbers out.
    """

    manuscript: Manuscript
    variant: str
    imprint: Imprint
    key: str
    contents: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A finished file.

    Args:
        name: file name without folder.
        media_type: IANA media type.
        data: the bytes.
        pages: page count; 0 where the format has no fixed pages.
        places: on which pages each thing stands; none where the format has no fixed pages.
    """

    name: str
    media_type: str
    data: bytes
    pages: int = 0
    places: Places = ()
