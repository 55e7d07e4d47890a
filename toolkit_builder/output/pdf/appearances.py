"""How fields look before anybody has answered, and what programs that fill them go by.

Without an appearance of its own (ISO 32000-1, 12.5.5) a field is drawn by some programs and not by others: a
browser saves answers that a printer then leaves out. Nobody is asked to draw them when the file is opened
(NeedAppearances), since programs that do not know of it print garbage.

Answers take the largest type that they fit in (size 0, 12.7.3.3): every program that was tried makes a long
answer smaller by itself, and with a fixed size some neither break its lines nor show its end. None goes on
below about 4 points, so a field takes as many letters as fit in that size (MaxLen) and then stops.
Like `objects`, this module knows the insides of WeasyPrint 70 and pydyf 0.13.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

from .field_font import FieldFont, field_fonts

_TYPE = re.compile(r"/(\S+) ([\d.]+) Tf")
_COLOUR = re.compile(r"(?<!\S)[\d.]+ (?:[\d.]+ [\d.]+ rg|g)(?!\S)")
_MULTILINE = 1 << 12  # 12.7.4.3, table 228
_MARGIN = 2.0  # points, between the edge of a field and its words
# Of the smallest type: its size, width of a capital, height of a line with its lead; and what a line
# loses, since it ends with a word.
_SMALLEST, _WIDE, _LEAD, _LOST = 4.0, 0.62, 1.4, 5
# A tick, in shares of the box.
_TICK = ((0.21, 0.52), (0.42, 0.27), (0.80, 0.77))
_STROKE = 0.13


def draw_fields(document: Any, pdf: pydyf.PDF) -> None:
    """Give every field its appearances, type and limits, and the form its font.

    Args:
        document: WeasyPrint's laid-out document.
        pdf: the objects about to be written, with rectangles in order.
    """
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    fonts = field_fonts(document, pdf)
    ticks: dict[tuple[float, float], Any] = {}
    for widget in _widgets(pdf):
        match widget["FT"]:
            case "/Btn":
                _draw_box(pdf, widget, ticks)
            case "/Ch":
                _draw_choice(pdf, widget, fonts)
            case _:
                _set_type(widget, fonts, 0)
                _draw_text(pdf, widget)
    del form["NeedAppearances"]
    form["DR"] = pydyf.Dictionary({"Font": _names(*fonts.values())})
    for font in fonts.values():
        font.set_widths(pdf)


def _widgets(pdf: pydyf.PDF) -> Iterator[Any]:
    for held in pdf.objects:
        if isinstance(held, pydyf.Dictionary) and held.get("Subtype") == "/Widget":
            yield held


def _names(*fonts: FieldFont) -> pydyf.Dictionary:
    return pydyf.Dictionary({font.name: font.reference for font in fonts})


def _size(widget: Any) -> tuple[float, float]:
    left, bottom, right, top = widget["Rect"]
    return round(right - left, 2), round(top - bottom, 2)


def _type(widget: Any) -> tuple[str, float, str]:
    """Font, size and colour that a stylesheet gives to a field."""
    said = _said(widget["DA"])
    font, colour = _TYPE.search(said), _COLOUR.search(said)
    assert font, "WeasyPrint gives every field that takes words a font"
    return font[1], float(font[2]), colour[0] if colour else "0 g"


def _said(words: pydyf.String) -> str:
    return words.string.decode() if isinstance(words.string, bytes) else str(words.string)


def _set_type(widget: Any, fonts: Mapping[str, FieldFont], size: float) -> None:
    font, _, colour = _type(widget)
    widget["DA"] = pydyf.String(f"{colour} /{fonts[font].name} {size:g} Tf")


def _appearance(pdf: pydyf.PDF, widget: Any, content: str, **resources: Any) -> Any:
    """A reference to a drawing as large as a field."""
    width, height = _size(widget)
    extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([0, 0, width, height])}
    if resources:
        extra["Resources"] = pydyf.Dictionary(resources)
    drawing = pydyf.Stream([content.encode()], extra)
    pdf.add_object(drawing)
    return drawing.reference


def _draw_text(pdf: pydyf.PDF, widget: Any) -> None:
    widget["MaxLen"] = _room(widget)
    # 12.7.3.3: a program puts an answer between the two marks.
    widget["AP"] = pydyf.Dictionary({"N": _appearance(pdf, widget, "/Tx BMC EMC")})


def _room(widget: Any) -> int:
    """How many letters a field has room for in the smallest type."""
    width, height = _size(widget)
    letters = int((width - 2 * _MARGIN) / (_SMALLEST * _WIDE))
    if not widget.get("Ff", 0) & _MULTILINE:
        return letters
    return max(1, letters - _LOST) * max(1, int((height - 2 * _MARGIN) / (_SMALLEST * _LEAD)))


def _draw_choice(pdf: pydyf.PDF, widget: Any, fonts: Mapping[str, FieldFont]) -> None:
    """A drop-down shows its first entry; its type is smaller only where the longest would not fit."""
    labels = [_said(label) for _, label in widget["Opt"]]
    own, size, colour = _type(widget)
    font = fonts[own]
    width, height = _size(widget)
    widest = max(map(font.width, labels))
    fits = size * widest <= width - 2 * _MARGIN
    _set_type(widget, fonts, size if fits else 0)
    if not fits:
        size = round((width - 2 * _MARGIN) / widest, 2)
    foot = (height - size * (font.above + font.below)) / 2 + size * font.below
    words = f"BT {colour} /{font.name} {size:g} Tf {_MARGIN:g} {foot:.2f} Td <{font.codes(labels[0])}> Tj ET"
    frame = f"0 0 {width:g} {height:g} re W n"
    drawing = _appearance(pdf, widget, f"/Tx BMC q {frame} {words} Q EMC", Font=_names(font))
    widget["AP"] = pydyf.Dictionary({"N": drawing})


def _draw_box(pdf: pydyf.PDF, widget: Any, ticks: dict[tuple[float, float], Any]) -> None:
    """A box is empty or ticked (12.7.4.2.3); its frame is on the page. Those of one size have one drawing."""
    size = _size(widget)
    if size not in ticks:
        (x, y), *others = [(size[0] * right, size[1] * up) for right, up in _TICK]
        lines = " ".join(f"{right:.2f} {up:.2f} l" for right, up in others)
        tick = f"q {_STROKE * min(size):.2f} w 1 J 1 j {x:.2f} {y:.2f} m {lines} S Q"
        ticks[size] = _appearance(pdf, widget, tick), _appearance(pdf, widget, "")
    on, off = ticks[size]
    widget["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary({"on": on, "Off": off})})
    del widget["MK"]
