"""The fields of a PDF: those that the packet asks, named for people who hear them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from ...readback.pdf.fields import DEFAULT_TYPE, widgets
from ...readback.pdf.structure import Pdf
from ..finding import DESIGN, Finding, Rule, Subject

RULES = (
    Rule(
        "O630",
        "The fields are the questions of the packet, each once and no others.",
        "fields/ of the edition",
    ),
    Rule("O631", "Every field is of the kind of its question, with its choices.", "fields/ of the edition"),
    Rule(
        "O632",
        "Every field has a name for assistive technology: the label of its question.",
        "ISO 14289-1, 7.18.1; WCAG 2.1, 3.3.2 and 4.1.2",
    ),
    Rule("O633", "On every page the Tab key follows the structure tree.", "ISO 14289-1, 7.18.3"),
    Rule(
        "O634",
        "There are no radio buttons, since some viewers lose what is chosen.",
        DESIGN,
    ),
    Rule("O635", "Every check box can be drawn both on and off.", "ISO 32000-1, 12.7.4.2.3"),
    Rule("O636", "Every field starts unanswered.", DESIGN),
    Rule("O637", "What is to be written on by hand has no fields.", DESIGN),
    Rule("O638", "What is typed into a field is 8.5 pt at least, or as the viewer chooses.", DESIGN),
)

KINDS = {"choice": "/Ch", "text": "/Tx", "date": "/Tx", "check": "/Btn"}
_RADIO = 1 << 15  # ISO 32000-1, table 226


def check_fields(subject: Subject, pdf: Pdf) -> Iterator[Finding]:
    """What is wrong with the fields.

    Args:
        subject: the file.
        pdf: the same, read.
    """
    on_pages = [*widgets(pdf.file)]
    listed = [*pdf.file.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", pikepdf.Array())]
    if not subject.form.fillable:
        if on_pages or listed:
            yield Finding("O637", "fields", f"there are {max(len(on_pages), len(listed))}")
        return
    names = [str(field.get("/T", "")) for field in listed]
    yield from _fields_asked(subject, names, [str(widget.get("/T", "")) for widget in on_pages])
    questions = {str(question["address"]): question for question in subject.fields}
    for name, field in zip(names, listed, strict=True):
        yield from _field(name, field, questions.get(name))
    for number, page in enumerate(pdf.file.pages, 1):
        if page.get("/Tabs") != "/S":
            yield Finding("O633", f"page {number}", "its tab order does not follow the structure")


def _fields_asked(subject: Subject, listed: list[str], on_pages: list[str]) -> Iterator[Finding]:
    addresses = [str(question["address"]) for question in subject.fields]
    for name in sorted({*addresses} - {*listed}):
        yield Finding("O630", name, "the question has no field")
    for name in sorted({*listed} - {*addresses}):
        yield Finding("O630", name or "a field", "no question of the packet has this name")
    for name, count in Counter(listed).items():
        if count > 1:
            yield Finding("O630", name, f"{count} fields have this name")
    for name in sorted({*listed} ^ {*on_pages}):
        yield Finding("O630", name or "a field", "is in the form or on a page, but not in both")
    if Counter(listed) == Counter(addresses) and listed != addresses:
        yield Finding("O630", "fields", "are not in the order of the questions")


def _field(name: str, field: Any, question: dict[str, object] | None) -> Iterator[Finding]:
    kind, label = field.get("/FT"), str(field.get("/TU", "")).strip()
    if not label:
        yield Finding("O632", name, "has no name for assistive technology")
    if question is not None:
        if label and label != question["label"]:
            yield Finding("O632", name, f'says "{label[:60]}" instead of "{str(question["label"])[:60]}"')
        yield from _kind(name, field, question)
    if kind == "/Btn":
        yield from _button(name, field)
    if str(field.get("/V", "")) not in ("", "/Off"):
        yield Finding("O636", name, f'starts with "{str(field.V)[:60]}"')
    size = DEFAULT_TYPE.search(str(field.get("/DA", "")))
    if size is None and kind in ("/Tx", "/Ch"):
        yield Finding("O638", name, "does not say how large an answer is")
    elif size and 0 < float(size[2]) < 8.5:  # at 0 the viewer chooses
        yield Finding("O638", name, f"is filled in {size[2]} pt")


def _kind(name: str, field: Any, question: dict[str, object]) -> Iterator[Finding]:
    kind = str(question["kind"])
    if field.get("/FT") != KINDS[kind]:
        yield Finding("O631", name, f"is {str(field.get('/FT', '/nothing'))[1:]}, the question is a {kind}")
    elif kind == "choice":
        choices: Any = question["options"]
        pairs = [
            tuple(map(str, pair)) if isinstance(pair, pikepdf.Array) else (str(pair), str(pair))
            for pair in field.get("/Opt", pikepdf.Array())
        ]
        if pairs[:1] and pairs[0][:1] == ("",):
            pairs = pairs[1:]  # the placeholder
        if pairs != [(choice["value"], choice["label"]) for choice in choices]:
            yield Finding("O631", name, "has other choices than the question")


def _button(name: str, field: Any) -> Iterator[Finding]:
    if int(field.get("/Ff", 0)) & _RADIO:
        yield Finding("O634", name, "is a group of radio buttons")
        return
    states = field.get("/AP", pikepdf.Dictionary()).get("/N", pikepdf.Dictionary())
    drawn = set(states.keys()) if isinstance(states, pikepdf.Dictionary) else set()
    if "/Off" not in drawn:
        yield Finding("O635", name, "has no appearance for off")
    if not drawn - {"/Off"}:
        yield Finding("O635", name, "has no appearance for on")
