"""Lists: patterns of the template, and for each numbered list an instance that restarts (17.9)."""

from typing import cast

from docx.oxml.numbering import CT_Num
from docx.parts.document import DocumentPart

from .oxml import Element
from .xml import part

# Lists of the template: name -> number of its w:abstractNum. A w:num of the same number gives its bullets.
# Lists in notes have patterns of their own, since their indent starts from that of the note.
PATTERNS = {"bullet": 1, "check": 2, "number": 3, "note-bullet": 4, "note-check": 5, "note-number": 6}
# Pattern -> for its two levels: shape, sign, font of the sign, linked style.
_LEVELS = {
    "bullet": (("bullet", "•", "", "ListBullet"), ("bullet", "–", "", "ListBullet2")),
    "check": (("bullet", "☐", "MS Gothic", "Checklist"), ("bullet", "☐", "MS Gothic", "")),
    "number": (("decimal", "%1.", "", "ListNumber"), ("lowerLetter", "%2.", "", "ListNumber2")),
}


class ListNumbers:
    """The lists of one document, kept in its numbering part.

    python-docx's `add_num` looks through all numbers for a free one; these are counted.
    """

    def __init__(self, document: DocumentPart) -> None:
        self._numbering = document.numbering_part.element
        self._count = len(PATTERNS)

    def number(self, pattern: str, level: int, start: int | None) -> int:
        """The w:num of a list: bullets share one, every numbered list has its own so that it restarts.

        Args:
            pattern: one of `PATTERNS`.
            level: 0 or 1.
            start: first number; None for bullets.
        """
        if start is None:
            return PATTERNS[pattern]
        self._count += 1
        instance = CT_Num.new(self._count, PATTERNS[pattern])  # type: ignore[no-untyped-call]
        instance.add_lvlOverride(ilvl=level).add_startOverride(start)
        self._numbering.append(cast("Element", instance))
        return self._count


def patterns() -> bytes:
    """numbering.xml of the template."""
    shapes, instances = [], []
    for name, number in PATTERNS.items():
        note = name.startswith("note-")
        levels = "".join(
            _level(level, row, 360 * (level + 1) + 220 * note, linked=not note)
            for level, row in enumerate(_LEVELS[name.removeprefix("note-")])
        )
        shapes.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
            f"{levels}</w:abstractNum>"
        )
        instances.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    return part("numbering", "".join(shapes + instances))


def _level(level: int, row: tuple[str, str, str, str], left: int, *, linked: bool) -> str:
    shape, sign, font, style = row
    names = f'<w:pStyle w:val="{style}"/>' if style and linked else ""
    look = (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:hint="default"/></w:rPr>'
        if font
        else ""
    )
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{names}'
        f'<w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>{look}</w:lvl>'
    )
