"""Repairs to the PDF objects that WeasyPrint leaves, made in memory just before the file is written.

Only this module, `appearances`, `change_bars`, `field_font`, `fit`, `places`, `press` and `rectangles` know
the insides of WeasyPrint and pydyf (versions 70 and 0.13, pinned); a test guards each repair. Objects are
pydyf dictionaries, references are bytes such as `12 0 R`.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

from ..bidi import NAME
from .appearances import draw_fields
from .rectangles import set_rectangles

_STROKES = {"del": "/LineThrough", "ins": "/Underline"}


def repair(document: Any, pdf: pydyf.PDF, prints_as_is: bool) -> None:
    """Make links, table heads, notes, running heads and fields say to assistive technology what they are.

    Args:
        document: WeasyPrint's laid-out document.
        pdf: the objects about to be written.
        prints_as_is: a print dialogue begins with both sides, turned at the long edge, and no scaling.
    """
    _give_actual_texts(document, pdf)
    elements = _elements(pdf)
    _set_scopes(pdf, elements)
    _tag_notes(pdf)
    _mark_artifacts(pdf, elements)
    _describe_links(document)
    set_rectangles(pdf)
    draw_fields(document, pdf)
    for reference in pdf.page_references:
        # ISO 14289-1, 7.18.3: tab order follows the structure.
        _object(pdf, reference)["Tabs"] = "/S"
    if prints_as_is:
        # ISO 32000-1, 12.2, table 150.
        preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
        preferences |= {"Duplex": "/DuplexFlipLongEdge", "PrintScaling": "/None"}


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _elements(pdf: pydyf.PDF) -> dict[int, Any]:
    """Number -> structure element, of all that hang in the tree."""
    elements: dict[int, Any] = {}
    waiting = list(_object(pdf, pdf.catalog["StructTreeRoot"])["K"])
    while waiting:
        kid = waiting.pop()
        if not isinstance(kid, bytes):
            continue
        element = _object(pdf, kid)
        if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
            elements[element.number] = element
            waiting.extend(element["K"])
    return elements


def _give_actual_texts(document: Any, pdf: pydyf.PDF) -> None:
    """ISO 32000-1, 14.9.4: a name in a script that runs to the left or joins letters is also given as text.

    Its glyphs stand in the order in which they are seen, and one may stand for different letters. Only in the
    structure: some viewers turn text that is given with the content itself once more.
    Words that went or came say so too, since who hears a line sees neither of its strokes (14.8.5.4.5).
    """
    texts = [text for page in document.pages for text in _texts(page._page_box)]
    if not any(text.element_tag in (NAME, *_STROKES) for text in texts):
        return
    spans = [pdf_object for pdf_object in pdf.objects if _holds_text(pdf_object)]
    edges = {id(text.element): text for text in reversed(texts)}, {id(text.element): text for text in texts}
    for text, span in zip(texts, spans, strict=True):
        if text.element_tag == NAME:
            span["ActualText"] = pydyf.String(text.text)
        elif text.element_tag in _STROKES:
            first, last = (edge[id(text.element)] is text for edge in edges)
            span["ActualText"] = pydyf.String(_said(text, first, last))
            stroke = {"O": "/Layout", "TextDecorationType": _STROKES[text.element_tag]}
            span["A"] = pydyf.Dictionary(stroke)


def _said(text: Any, first: bool, last: bool) -> str:
    """Words of one line with what is said before and after all lines of their element."""
    before, _, after = text.element.get("aria-label").partition(text.element.text)
    return f"{before if first else ''}{text.text}{after if last else ''}"


def _texts(box: Any) -> Iterator[Any]:
    """Text boxes in the order in which WeasyPrint makes their structure elements.

    Those that stand directly in a link have none.
    """
    box = getattr(box, "_box", box)  # out of the flow, a placeholder stands for the box
    for child in box.children:
        for inner in child.children if type(child).__name__ == "LineBox" else [child]:
            if type(inner).__name__ != "TextBox":
                yield from _texts(inner)
            elif (box.element_tag or "").partition(":")[0] != "a":
                yield inner


def _holds_text(element: Any) -> bool:
    if not isinstance(element, pydyf.Dictionary) or element.get("S") != "/Span":
        return False
    return len(element["K"]) == 1 and isinstance(element["K"][0], int)


def _set_scopes(pdf: pydyf.PDF, elements: dict[int, Any]) -> None:
    """ISO 14289-1, 7.5: a head cell says whether it heads a column or a row."""
    for element in elements.values():
        if element["S"] == "/TH":
            group = _object(pdf, _object(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _tag_notes(pdf: pydyf.PDF) -> None:
    """ISO 14289-1, 7.9: a footnote is a Note with an ID of its own.

    WeasyPrint hangs the notes of each page under a nameless child of the document.
    """
    document = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["K"][0])
    for area in (_object(pdf, kid) for kid in document["K"]):
        notes = [_object(pdf, kid) for kid in area["K"]] if area["S"] == "/NonStruct" else []
        for note in notes:
            if note["S"] == "/Span":
                note["S"] = "/Note"
                note["ID"] = pydyf.String(f"note-{note.number}")


def _mark_artifacts(pdf: pydyf.PDF, elements: dict[int, Any]) -> None:
    """ISO 32000-1, 14.8.2.2: running heads and feet are artifacts, not part of the text.

    WeasyPrint marks them as content whose elements hang outside the tree; the mark becomes an artifact
    and its entry in the parent tree goes.
    """
    numbers = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for index, reference in enumerate(pdf.page_references):
        page = _object(pdf, reference)
        kids = numbers[2 * index + 1]
        loose = {mark for mark, kid in enumerate(kids) if int(kid.split()[0]) not in elements}
        if loose:
            _unmark(_object(pdf, page["Contents"]), loose)
            for mark in loose:
                kids[mark] = "null"


def _unmark(stream: pydyf.Stream, loose: set[int]) -> None:
    """Three entries of the stream begin marked content: its tag, its properties and the operator BDC."""
    entries = stream.stream
    for position, operator in enumerate(entries):
        if operator == b"BDC" and entries[position - 1].get("MCID") in loose:
            entries[position - 2] = b"/Artifact"
            entries[position - 1] = pydyf.Dictionary({"Type": "/Pagination"})


def _describe_links(document: Any) -> None:
    """ISO 14289-1, 7.18.5: a link says in words where it goes, and prints."""
    for page in document.pages:
        for _, target, _, box in page.links:
            annotation = box.link_annotation
            if annotation is not None:
                words = " ".join("".join(box.element.itertext()).split())
                annotation["Contents"] = pydyf.String(words or target)
                annotation["F"] = 4
