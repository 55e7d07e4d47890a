"""The fields of a PDF as they stand on its pages."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

DEFAULT_TYPE = re.compile(r"/(\S+)\s+([\d.]+)\s+Tf")
"""Font and size in what a field says of its type (ISO 32000-1, 12.7.3.3, DA)."""


def widgets(file: pikepdf.Pdf) -> Iterator[Any]:
    """Every field where it stands on a page, page by page.

    Args:
        file: an open PDF.
    """
    for page in file.pages:
        for annotation in page.get("/Annots", pikepdf.Array()):
            if annotation.get("/Subtype") == "/Widget":
                yield annotation
