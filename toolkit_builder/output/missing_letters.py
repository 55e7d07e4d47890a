"""Letters that no font of the brand has: found without laying out, and what to do about each.

WeasyPrint is handed every face of the house, and Pango takes a letter from any of them; so what counts is
whether one face has it, or the fonts of text its parts, or whether it has no shape at all.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz
from lxml import etree

from ..content.variants import VARIANTS
from ..errors import Place, Problem
from ..layout.manuscript import Manuscript
from ..machine.font_files import package
from ..machine.xml import parse
from .fonts import FIELD_FAMILY, faces_among
from .task import HouseStyle

# Source: Unicode, DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
_WITHOUT_SHAPE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2028, 0x2029), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
# What HarfBuzz draws by another letter: a hyphen that does not break by one that does.
_DRAWN_BY = {"\u2011": "\u2010"}
# Begin of the names of a script's letters -> the range of which a family has every one, which is a package on
# PyPI.
_FAMILIES = {
    "LATIN": (0x100, 0xFFFF, "Noto Sans"),
    "GREEK": (0x370, 0x1FFF, "Noto Sans"),
    "CYRILLIC": (0x400, 0xA69F, "Noto Sans"),
    "COMBINING": (0x300, 0x36F, "Noto Sans"),
    "MODIFIER": (0x2B0, 0x2FF, "Noto Sans"),
    "HEBREW": (0x5B0, 0x5F4, "Heebo"),
    "ARABIC": (0x600, 0x6FF, "IBM Plex Sans Arabic"),
    "DEVANAGARI": (0x900, 0x97F, "Noto Sans Devanagari"),
    "TAMIL": (0xB80, 0xBFF, "Noto Sans Tamil"),
    "TELUGU": (0xC00, 0xC7F, "Noto Sans Telugu"),
    "THAI": (0xE00, 0xE7F, "Noto Sans Thai"),
    "KHMER": (0x1780, 0x17FF, "Noto Sans Khmer"),
}
_PDF_SHOWS = frozenset().union(*(row.shows for row in VARIANTS.values() if row.is_pdf))


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that the fonts of a house can print.

    Args:
        known: code points that some face has.
        everywhere: those that every face has of the families that text is set in.
    """

    known: frozenset[int]
    everywhere: frozenset[int]

    @classmethod
    def of(cls, house: HouseStyle) -> "Letters":
        """Those of all faces of a house that text is set in."""
        answers = faces_among(house.assets, FIELD_FAMILY)
        faces = faces_among(house.assets).items()
        held = {name: _in_face(data) for name, data in faces if name not in answers}
        brand = house.brand.fonts
        families = map(str, (brand.heading, brand.text, brand.large_print))
        main = [held[name] for name in faces_among(house.assets, *families)]
        return cls(frozenset().union(*held.values()), frozenset.intersection(*main))

    def can_print(self, letter: str, before: str = "") -> bool:
        """Whether a letter has a shape in some face, by itself or with its parts.

        Args:
            letter: one character.
            before: the one that it stands behind; with it a mark may make one letter.
        """
        code = ord(letter)
        if code in self.known or _is_blank(letter):
            return True
        # One that no face has is left to the first font of its place, whichever that is.
        parts = _DRAWN_BY.get(letter) or unicodedata.normalize("NFD", letter)
        if parts != letter and all(ord(part) in self.everywhere for part in parts):
            return True
        together = unicodedata.normalize("NFC", before + letter)
        return unicodedata.combining(letter) > 0 and len(together) == 1 and ord(together) in self.everywhere

    def lacking(self, words: str) -> Iterator[str]:
        """Each letter of some words that no face has, as often as it stands there."""
        before = ""
        for letter in words:
            if not self.can_print(letter, before):
                yield letter
            before = letter

    def problems(self, manuscript: Manuscript) -> list[Problem]:
        """O111 for each letter that a PDF of a packet would lack, at the block that holds it."""
        # Nearly always there is none: the marks are ASCII, so one look at all letters says so.
        if not [*self._unknown(manuscript.body)] and not any(
            [*self._unknown(data)] for data in manuscript.assets.values()
        ):
            return []
        main = parse(manuscript.body)
        found = [*self._in_blocks(main), *self._in_drawings(manuscript)]
        return [
            letter_problem(letter, manuscript.packet.id, address) for letter, address in dict.fromkeys(found)
        ]

    def _unknown(self, data: bytes) -> Iterator[str]:
        return (letter for letter in {*data.decode("utf-8", "ignore")} if not self.can_print(letter))

    def _in_blocks(self, main: etree._Element) -> Iterator[tuple[str, str]]:
        """Letters that stand in words of a PDF, with the address of their block."""
        for element in main.iter():
            around = (element, *element.iterancestors())
            if any(each.get("data-only", "small") not in _PDF_SHOWS for each in around):
                continue
            address = next((each.get("id") for each in around if each.get("id")), "")
            printed = [element.text, *(child.tail for child in element)]
            printed += [element.get("data-running"), element.get("data-placeholder")]
            if element.get("class") == "eyebrow":  # set in capitals
                printed.append("".join(map(str, element.itertext())).upper())
            for words in filter(None, printed):
                yield from ((letter, str(address)) for letter in self.lacking(words))

    def _in_drawings(self, manuscript: Manuscript) -> Iterator[tuple[str, str]]:
        """Letters of drawings, which are named by the address of what they draw."""
        for name, data in manuscript.assets.items():
            address = name.partition(".")[0].removesuffix("-large")
            yield from ((letter, address) for letter in self._unknown(data))


@lru_cache(maxsize=64)
def _in_face(face: bytes) -> frozenset[int]:
    """The letters of a face, read once though a preview asks for each packet."""
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob(face)).unicodes)


def letter_problem(letter: str, packet: str, address: str = "") -> Problem:
    """O111: a letter that no font has.

    Args:
        letter: it.
        packet: id of the packet that prints it.
        address: of the block that holds it; empty where that is not known.
    """
    name = unicodedata.name(letter, "").lower()
    code = f"U+{ord(letter):04X}" + f", {name}" * bool(name)
    place = Place(f"{packet}#{address}" if address else packet)
    return Problem(
        place, "O111", f'no font of the brand has the character "{letter}" ({code})', _cure(letter)
    )


def _cure(letter: str) -> str:
    """What to name in brand.yaml for a letter that all families lack."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    first, last, family = _FAMILIES.get(script, (1, 0, ""))
    if first <= ord(letter) <= last and unicodedata.category(letter) != "So":
        return (
            f'write "{family}" under `fonts: fallback:` in brand.yaml, or write it another way; '
            f"the font comes with: pip install {package(family)}"
        )
    return (
        "write it another way; or put a font file that has it, such as one of the Noto fonts, into fonts/ "
        "beside brand.yaml, list it under `fonts: own:`, and name its family under `fonts: fallback:`"
    )


def _is_blank(letter: str) -> bool:
    """Whether a letter prints nothing, whatever the font: spaces of all widths, joiners, controls."""
    if unicodedata.category(letter) in ("Zs", "Cc"):
        return True
    return any(first <= ord(letter) <= last for first, last in _WITHOUT_SHAPE)
