"""Repairs to the PDF objects that WeasyPrint leaves, made in memory just before the file is written.

This is the only module that knows WeasyPrint's and pydyf's insides (versions 70 and 0.13, pinned); a test
guards each repair. Objects are pydyf dictionaries, references are bytes such as `12 0 R`.
"""

from typing import Any

import pydyf


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Make links, table heads and running heads say to assistive technology what they are.

    Args:
        document: WeasyPrint's laid-out document.
        pdf: the objects about to be written.
    """
    reached = _elements(pdf)
    _scope_heads(pdf, reached)
    _notes(pdf)
    _artifacts(pdf, reached)
    _links(document)
    for reference in pdf.page_references:
        # ISO 14289-1, 7.18.3: tab order follows the structure.
        _object(pdf, reference)["Tabs"] = "/S"


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _elements(pdf: pydyf.PDF) -> dict[int, Any]:
    """Number -> structure element, of all that hang in the tree."""
    found: dict[int, Any] = {}
    waiting = list(_object(pdf, pdf.catalog["StructTreeRoot"])["K"])
    while waiting:
        kid = waiting.pop()
        if not isinstance(kid, bytes):
            continue
        element = _object(pdf, kid)
        if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
            found[element.number] = element
            waiting.extend(element["K"])
    return found


def _scope_heads(pdf: pydyf.PDF, elements: dict[int, Any]) -> None:
    """ISO 14289-1, 7.5: a head cell says whether it heads a column or a row."""
    for element in elements.values():
        if element["S"] == "/TH":
            group = _object(pdf, _object(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _notes(pdf: pydyf.PDF) -> None:
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


def _artifacts(pdf: pydyf.PDF, elements: dict[int, Any]) -> None:
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


def _links(document: Any) -> None:
    """ISO 14289-1, 7.18.5: a link says in words where it goes, and prints."""
    for page in document.pages:
        for _, target, _, box in page.links:
            annotation = box.link_annotation
            if annotation is not None:
                words = " ".join("".join(box.element.itertext()).split())
                annotation["Contents"] = pydyf.String(words or target)
                annotation["F"] = 4
