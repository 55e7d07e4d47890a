"""What programs that fill a form go by: appearances, rectangles, font and names of its fields."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from ...machine.xml import parse
from ...readback.labels import begins_with, glued, printed_labels
from ...readback.manuscript import spaced, tight
from ...readback.pdf.fields import DEFAULT_TYPE, widgets
from ...readback.pdf.geometry import Box
from ...readback.pdf.marked_content import MarkedContent, letters_of
from ...readback.pdf.structure import Pdf
from ..finding import DESIGN, Finding, Rule, Subject

RULES = (
    Rule(
        "O657",
        "Every field has an appearance that shows how it starts, and no program is asked to make one.",
        "ISO 32000-1, 12.5.5 and 12.7.2 (NeedAppearances)",
    ),
    Rule(
        "O658",
        "The rectangle of every field and link begins at its lower left corner and lies on its page.",
        "ISO 32000-1, 7.9.5 and 12.5.2",
    ),
    Rule("O659", "Every check box is 14 pt wide and high at least.", DESIGN),
    Rule(
        "O664",
        "The font of answers is embedded whole, by itself among the form's resources, with the letters that "
        "names and sentences in Latin, Greek and Cyrillic need.",
        f"{DESIGN}; ISO 32000-1, 12.7.3.3 (DA, DR) and 9.7 (composite fonts)",
    ),
    Rule(
        "O665",
        "The name of every field begins with the words that are printed at it, and joins no comma to a "
        "sentence.",
        "WCAG 2.1, 2.5.3",
    ),
)

_SMALLEST_BOX = 14.0
_SLACK = 0.05
_KEPT = 0.5  # points that a rectangle may stand out of its page, as its edge may
# A few letters of each alphabet that an answer may be written in.
_ALPHABETS = {
    "English": "AZaz09 .,;:!?’“”–—…•",
    "Spanish": "ÁáÑñÜü¿¡",
    "Polish": "ĄąĆćĘęŁłŃńŚśŹźŻż",
    "Vietnamese": "ĂăĐđƠơƯưẠạẢảẤấỀềỆệỊịỌọỘộỢợỤụỰựỲỳỴỵỶỷỸỹ",
    "Hawaiian": "ĀāĒēĪīŌōŪūʻ",
    "Native nations": "ŁłǪǫḴḵʼʔəɬʷ\u0301\u0304\u0313\u0323\u0328\u0331",
    "West Africa": "ƁɓƊɗƎǝƐɛƆɔŊŋ",
    "Greek": "ΑΩαωΆάΈέΎύΏώϊΐς",
    "Cyrillic": "АЯаяЁёЄєІіЇїҐґЎўЈјЉљЊњЋћЂђЏџ",
}


def check_widgets(subject: Subject, pdf: Pdf) -> Iterator[Finding]:
    """What is wrong with the fields as programs meet them, and with the rectangles of links.

    Args:
        subject: the file.
        pdf: the same, read.
    """
    yield from _rectangles(pdf)
    if not subject.form.fillable:
        return
    form = pdf.file.Root.get("/AcroForm", pikepdf.Dictionary())
    fields = [*widgets(pdf.file)]
    if bool(form.get("/NeedAppearances", False)):
        yield Finding("O657", "fields", "programs are asked to draw them (NeedAppearances)")
    words = MarkedContent(pdf.file)
    for field in fields:
        yield from _appearance(str(field.get("/T", "a field")), field, words)
    yield from _fonts(form, fields)
    yield from _names(subject, fields)


def _rectangles(pdf: Pdf) -> Iterator[Finding]:
    for number, page in enumerate(pdf.file.pages, 1):
        sheet = Box(*map(float, page.mediabox))
        for annotation in page.get("/Annots", pikepdf.Array()):
            kind = annotation.get("/Subtype")
            if kind not in ("/Widget", "/Link"):
                continue
            box = Box(*map(float, annotation.get("/Rect", [0, 0, 0, 0])))
            name = str(annotation.get("/T", annotation.get("/Contents", "")))[:60]
            what = f'the {"field" if kind == "/Widget" else "link"} "{name}"'
            if box.left > box.right or box.bottom > box.top or (box.thin == 0 and kind == "/Widget"):
                yield Finding("O658", f"page {number}", f"{what} does not begin at its lower left corner")
            elif not sheet.holds(box, _KEPT):
                yield Finding("O658", f"page {number}", f"{what} lies out of the page")
            elif annotation.get("/FT") == "/Btn" and min(box.right - box.left, box.top - box.bottom) < (
                _SMALLEST_BOX - _SLACK
            ):
                yield Finding("O659", f"page {number}", f"{what} is {box.thin:.1f} pt")


def _appearance(name: str, field: Any, words: MarkedContent) -> Iterator[Finding]:
    drawing = field.get("/AP", pikepdf.Dictionary()).get("/N")
    if field.get("/FT") == "/Btn":
        if not isinstance(drawing, pikepdf.Dictionary) or field.get("/AS") not in drawing:
            yield Finding("O657", name, "has no appearance for how it starts")
        return
    if not isinstance(drawing, pikepdf.Stream) or drawing.get("/Subtype") != "/Form":
        yield Finding("O657", name, "has no appearance")
        return
    shown, first = words.of_drawing(drawing), _first(field)
    if tight(shown) != tight(first):
        yield Finding("O657", name, f'shows "{shown[:60]}" instead of "{first[:60]}"')


def _first(field: Any) -> str:
    """What a field shows before it is answered."""
    options = [*field.get("/Opt", pikepdf.Array())]
    if field.get("/FT") != "/Ch" or not options:
        return str(field.get("/V", ""))
    return str(options[0][1] if isinstance(options[0], pikepdf.Array) else options[0])


def _fonts(form: Any, fields: list[Any]) -> Iterator[Finding]:
    held = form.get("/DR", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    kinds = {
        str(found[1]) if (found := DEFAULT_TYPE.search(str(field.get("/DA", "")))) else ""
        for field in fields
        if field.get("/FT") != "/Btn"
    }
    for name in sorted(kinds):
        font = held.get(f"/{name}") if name else None
        if not isinstance(font, pikepdf.Dictionary):
            yield Finding("O664", "fields", f'their font "{name}" is not among the resources of the form')
            continue
        yield from _font(str(font.get("/BaseFont", "/nameless"))[1:], font)
    for name in sorted({key[1:] for key in dict(held)} - kinds):
        yield Finding("O664", "fields", f'no field is set in "{name}", which the form brings')


def _font(name: str, font: Any) -> Iterator[Finding]:
    below = font.get("/DescendantFonts", pikepdf.Array())
    descriptor = below[0].get("/FontDescriptor", pikepdf.Dictionary()) if len(below) else pikepdf.Dictionary()
    if font.get("/Encoding") != "/Identity-H" or not {"/FontFile2", "/FontFile3"} & {*descriptor.keys()}:
        yield Finding("O664", name, "is no embedded font of composite letters")
    letters = {*"".join(letters_of(font).values())}
    for alphabet, needed in _ALPHABETS.items():
        if lacking := sorted({*needed} - letters):
            shown = ", ".join(f"U+{ord(letter):04X}" for letter in lacking[:5])
            yield Finding("O664", name, f"lacks {len(lacking)} letters of {alphabet}: {shown}")


def _names(subject: Subject, fields: list[Any]) -> Iterator[Finding]:
    main = parse(subject.manuscript)
    labels, printed = printed_labels(main), spaced("".join(map(str, main.itertext())))
    for field in fields:
        address, name = str(field.get("/T", "")), str(field.get("/TU", ""))
        label = labels.get(address)
        if label is None or not name.strip():  # told by O630 and O632
            continue
        if not begins_with(name, label):
            yield Finding("O665", address, f'is called "{name[:60]}", and "{label[:60]}" is printed there')
        elif joint := glued(name, printed):
            yield Finding("O665", address, f'is called "{name[:60]}", which joins "{joint}"')
