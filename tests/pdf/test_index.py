"""An index with page numbers, two materials beside each other, goes over pages."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest

from tests.pdf.packets import harbor, write

BEFORE = '<p id="p1_letter__letter__p1"'
LINES = 60


@pytest.mark.slow
def test_a_long_index_of_pairs_has_a_page_number_at_each_material():
    entry = '<li><a href="#p1_letter__letter__p1">A title that fills its half of the line</a><p>Fine</p></li>'
    manuscript = harbor().manuscripts["p1-artifact"]
    body = manuscript.body.decode().replace(
        BEFORE, f'<div class="index"><ul>{entry * LINES}</ul></div>{BEFORE}', 1
    )

    pdf = write(harbor().task(replace(manuscript, body=body.encode())), harbor().house)

    with pypdfium2.PdfDocument(io.BytesIO(pdf.data)) as document:
        words = " ".join(page.get_textpage().get_text_bounded() for page in document)
        last = len(document) - 1
    found = words.split("half of the line")[1:]
    assert len(found) == LINES
    assert all(re.search(rf"\b({last}|{last + 1})\b", each) for each in found)
