"""The font of fields as it stands in a file: what draws a letter, and how wide it is.

It is a Type 0 font with Identity-H (ISO 32000-1, 9.7.5.2), so that a code is the number of a glyph.
Programs that fill a form find the codes of an answer by its ToUnicode table, PDFBox by the font's own
table of letters.
Like `objects`, this module knows the insides of WeasyPrint 70 and pydyf 0.13.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf
import uharfbuzz

# pdfium draws Polish, Vietnamese and Greek with fonts of the machine, or not at all, unless the name
# under which a font stands among the form's resources is that of a font of signs: then it asks this one
# for every letter.
_FIRST = "Wingdings"
# pdf.js measures the answer of a single line as if two letters were one code that the font lacks: what it
# takes for the width of that (9.7.4.3, DW) is the width of two letters as wide as capitals.
_TWO_LETTERS = 1300


@dataclass(frozen=True, slots=True)
class FieldFont:
    """A font that is embedded whole.

    Args:
        name: among the form's resources.
        reference: to its dictionary.
        above, below: how far letters reach from the line that they stand on, in shares of the size.
        face: of HarfBuzz.
    """

    name: str
    reference: bytes
    above: float
    below: float
    face: uharfbuzz.Font

    def codes(self, words: str) -> str:
        """What draws some words, in hex; letters that the font lacks are left out."""
        return "".join(f"{glyph:04x}" for glyph in self._glyphs(words))

    def width(self, words: str) -> float:
        """How wide words are, in shares of the size."""
        return sum(map(self._advance, self._glyphs(words)))

    def set_widths(self, pdf: pydyf.PDF) -> None:
        """Tell the widths of letters alone: between their codes there is nothing.

        Args:
            pdf: the objects about to be written.
        """
        widths = pydyf.Array()
        last = -1
        for glyph in sorted(
            {glyph for letter in self.face.face.unicodes for glyph in self._glyphs(chr(letter))}
        ):
            if glyph != last + 1:
                widths += [glyph, pydyf.Array()]
            widths[-1].append(round(1000 * self._advance(glyph)))
            last = glyph
        below = _object(pdf, _object(pdf, self.reference)["DescendantFonts"][0])
        below |= {"W": widths, "DW": _TWO_LETTERS}

    def _advance(self, glyph: int) -> float:
        return float(self.face.get_glyph_h_advance(glyph) / self.face.face.upem)

    def _glyphs(self, words: str) -> list[int]:
        return [glyph for letter in words if (glyph := self.face.get_nominal_glyph(ord(letter)))]


def field_fonts(document: Any, pdf: pydyf.PDF) -> Mapping[str, FieldFont]:
    """The fonts of all fields by the names that WeasyPrint gives them.

    Args:
        document: WeasyPrint's laid-out document.
        pdf: the objects about to be written, with a form.
    """
    references = _object(pdf, _object(pdf, pdf.catalog["AcroForm"]["DR"])["Font"])
    fonts = {font.hash: font for font in document.fonts.values() if font.used_in_forms}
    return {
        own: FieldFont(
            own if number else _FIRST,
            references[own],
            font.ascent / 1000,
            -font.descent / 1000,
            uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font.file_content))),
        )
        for number, (own, font) in enumerate(fonts.items())
    }


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
