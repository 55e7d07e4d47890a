"""The words of each page of a file as sums: enough to compare it with a rendering that is not at hand."""

import hashlib
from collections.abc import Iterator, Sequence

from ..machine.limits import Limits
from ..machine.xml import parse
from ..machine.zips import Parts

SAME, SAME_WORDS, DIFFERENT = "same", "same words", "different"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_LENGTH = 16  # hex digits of a sum: enough to tell pages apart by accident, not against malice


def page_sums(data: bytes, format: str) -> tuple[str, ...]:
    """One sum a page; a Word file counts as one page.

    Spaces do not count, since renderers part words in other places.

    Args:
        data: a whole file of ours.
        format: pdf, docx or dotx.

    Raises:
        ModuleNotFoundError: the reader of PDFs (extra [proof]) is not installed.
        ValueError: the file cannot be read.
    """
    pages = _pdf(data) if format == "pdf" else _word(data)
    return tuple(hashlib.sha256("".join(page.split()).encode()).hexdigest()[:_LENGTH] for page in pages)


def _first_difference(before: Sequence[str], after: Sequence[str]) -> int:
    """The first page, counted from 1, that differs or that only one of the two has; 0 where all are alike."""
    for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
        if old != new:
            return number
    return 0 if len(before) == len(after) else min(len(before), len(after)) + 1


def compare_words(sealed: Sequence[str], data: bytes, format: str) -> tuple[str, str]:
    """Whether a file of other bytes says the same as a sealed one: `SAME_WORDS` or `DIFFERENT`, and how.

    Args:
        sealed: sums of the words of the sealed pages.
        data: the file as it was written again.
        format: pdf or docx.
    """
    try:
        sums = page_sums(data, format)
    except ModuleNotFoundError as missing:
        return DIFFERENT, f"other bytes; to compare words, install {missing.name}"
    except ValueError as error:
        return DIFFERENT, f"cannot be read: {error}"
    page = _first_difference(sealed, sums)
    if not page:
        return SAME_WORDS, "other bytes, the same words on every page"
    if len(sealed) != len(sums):
        return DIFFERENT, f"{len(sums)} pages instead of {len(sealed)}, other words from page {page} on"
    return DIFFERENT, f"other words on page {page}" if format == "pdf" else "other words"


def _pdf(data: bytes) -> Iterator[str]:
    from pypdfium2 import PdfiumError

    from ..readback.pdf.pages import open_pages

    try:
        with open_pages(data) as pdf:
            for page in pdf:
                yield page.get_textpage().get_text_range(errors="replace")
    except PdfiumError as error:
        raise ValueError(str(error)) from None


def _word(data: bytes) -> Iterator[str]:
    parts = Parts(data, Limits().unpacked)
    if _BODY not in parts:
        raise ValueError(f"{_BODY} is missing")
    yield "".join(text.text or "" for text in parse(parts[_BODY]).iter(f"{_W}t"))
