"""Where a file leads whoever opens it, beside its words: addresses, and what opens or runs by itself."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from ..machine.limits import Limits
from ..machine.xml import parse
from ..machine.zips import Parts

_LINK = "/hyperlink"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FIELD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instrText"
# Fields and parts of the files that we write; what Word runs or fetches is none of them.
_FIELDS = {
    "DOCPROPERTY", "HYPERLINK", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "REF", "SEQ", "STYLEREF", "SUBJECT",
    "TITLE", "TOC",
}  # fmt: skip
_PARTS = {"xml", "rels", "png", "jpg", "jpeg", "svg", "gif"}
# ISO 32000-1, 12.6.4: actions beyond going to a place of the document; and entries that begin one unasked.
_ACTIONS = {
    "/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Rendition",
    "/RichMediaExecute", "/SetOCGState", "/Sound", "/SubmitForm", "/Thread", "/Trans",
}  # fmt: skip
_DEEPEST = 100
_ENTRIES = ("/AA", "/JS", "/EmbeddedFiles", "/XFA", "/EF")


def leads(data: bytes, format: str) -> frozenset[str]:
    """What a file leads to: addresses as they are typed, and names of what else it holds.

    Args:
        data: a file of which nothing is known.
        format: pdf, docx or dotx.

    Raises:
        ModuleNotFoundError: the reader of PDFs (extra [proof]) is not installed.
        ValueError: the file cannot be read, or holds more than it may.
    """
    return frozenset(map(unquote, _pdf(data) if format == "pdf" else _word(data)))


def _word(data: bytes) -> Iterator[str]:
    parts = Parts(data, Limits().unpacked)
    for name in parts:
        if name.rpartition(".")[2].lower() not in _PARTS:
            yield name
        elif name.endswith(".rels"):
            yield from _relations(parts[name])
        elif name.endswith(".xml"):
            yield from _fields(parts[name])


def _relations(part: bytes) -> Iterator[str]:
    for relation in parse(part).iter(_RELATION):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            yield target if kind.endswith(_LINK) else f"{kind.rpartition('/')[2]} {target}"


def _fields(part: bytes) -> Iterator[str]:
    for code in parse(part).iter(_FIELD):
        words = (code.text or "").split()
        # A field may be spread over several elements; the first of them has its name.
        if words and words[0].isupper() and words[0].isalpha() and words[0] not in _FIELDS:
            yield f"the field {words[0]}"


def _pdf(data: bytes) -> Iterator[str]:
    import pikepdf

    from ..errors import Unreadable
    from ..readback.pdf.opening import open_pdf

    try:
        with open_pdf(data, Limits()) as pdf:
            for held in pdf.objects:
                yield from _entries(held, 0)
            for name in _ENTRIES:
                if name in pdf.Root or name in pdf.Root.get("/Names", {}):
                    yield name
    except (pikepdf.PdfError, Unreadable) as error:
        raise ValueError(str(error)) from None


def _entries(held: Any, depth: int) -> Iterator[str]:
    """Of one object with what stands directly in it; objects of their own are looked at by themselves."""
    import pikepdf

    if depth > _DEEPEST:
        raise ValueError("its objects lie too deep inside each other")
    if isinstance(held, pikepdf.Array):
        for each in held:
            if not getattr(each, "is_indirect", False):
                yield from _entries(each, depth + 1)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        if isinstance(held.get("/URI"), pikepdf.String):
            yield str(held["/URI"])
        if str(held.get("/S", "")) in _ACTIONS:
            yield str(held["/S"])
        yield from (name for name in _ENTRIES if name in held)
        for name in [*held.keys()]:
            each = held[name]
            if not getattr(each, "is_indirect", False):
                yield from _entries(each, depth + 1)
