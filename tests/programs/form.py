"""A form with fields of every kind for each of some languages, and what is answered there."""

from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree

from tests.pdf.packets import harbor, write

# Letters that simple fonts of 256 lack, and that some fonts put together.
TEXTS = {
    "vietnamese": "Học sinh được chọn đề tài và kể lại những gì mình đã hiểu trước cả lớp, mỗi tuần. ",
    "polish": "Uczniowie sami dobierają źródła i ćwiczą na żółtej ścieżce wśród łąk; każdy próbuje raz. ",
    "hawaiian": "He haumāna ʻo Kahoʻolawe, a ke aʻo nei ʻo ia i ka ʻōlelo makuahine ma ke kula o Hāna. ",
    "greek": "Οι μαθητές διαλέγουν μόνοι τους το θέμα, και κάθε εβδομάδα λένε γιατί το διάλεξαν. ",
}
LENGTHS = (3, 40, 400)
OPTIONS = {"not-yet": "Not yet", "emerging": "Emerging", "established": "Established"}
NARROW = 200
"""Letters for a cell that is an eighth of the page wide: more than there is room for."""

Edges = tuple[float, float, float, float]


@dataclass(frozen=True)
class Field:
    """A field, and what is answered.

    Args:
        kind: line, lines, cell, choice or tick.
        answer: words, or the value of an option; cut where the field stops.
        whole: the words before they were cut.
        shown: the words that are to be seen; empty for a tick.
        page: counted from 0.
        edges: left, bottom, right and top, in points from the lower left corner.
    """

    kind: str
    answer: str
    whole: str
    shown: str
    page: int
    edges: Edges


def words(language: str, length: int) -> str:
    """Some letters of a language, the last of which is no space."""
    text = (TEXTS[language] * (1 + length // len(TEXTS[language])))[:length]
    return text if not text.endswith(" ") else f"{text[:-1]}a"


def _asked(language: str) -> dict[str, tuple[str, str]]:
    """Address -> kind and answer."""
    asked = {
        f"form__{language}__{kind}{length}": (kind, words(language, length))
        for kind in ("line", "lines")
        for length in LENGTHS
    }
    asked[f"form__{language}__cell"] = "cell", words(language, NARROW)
    asked[f"form__{language}__choice"] = "choice", [*OPTIONS][len(language) % len(OPTIONS)]
    asked[f"form__{language}__tick"] = "tick", "on"
    return asked


ASKED = {address: asked for language in TEXTS for address, asked in _asked(language).items()}


def _written(address: str, kind: str) -> str:
    named = f'id="{address}" name="{address}" title="{address}" data-placeholder="Choose"'
    options = "".join(f'<option value="{value}">{label}</option>' for value, label in OPTIONS.items())
    area = f'<textarea {named} rows="3"></textarea>'
    columns = "".join(f'<col data-share="{share}"/>' for share in (6, 3, 2, 5))
    heads = "<th>Head</th>" * 4
    cells = f"<td>One</td><td>Two</td><td>{area}</td><td>Four</td>"
    return {
        "line": f'<div class="fields"><input {named} type="text"/></div>',
        "lines": f'<div class="fields"><textarea {named} rows="4"></textarea></div>',
        "choice": f'<div class="rating"><select {named}>{options}</select></div>',
        "tick": f'<ul class="checklist"><li><input {named} type="checkbox"/> Done</li></ul>',
        "cell": f'<table class="plan"><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>'
        f"<tbody><tr>{cells}</tr></tbody></table>",
    }[kind]


@cache
def form() -> bytes:
    """The form as it is made for a screen."""
    manuscript = harbor().manuscripts["p1-artifact"]
    main = etree.fromstring(manuscript.body)
    for child in [*main]:
        main.remove(child)
    written = "".join(_written(address, kind) for address, (kind, _) in ASKED.items())
    main.append(etree.fromstring(f'<section id="form__all"><h1>Form</h1>{written}</section>'))
    task = harbor().task(replace(manuscript, body=etree.tostring(main)))
    return write(task, harbor().house).data


@cache
def fields() -> dict[str, Field]:
    """Every field of the form by its address."""
    found = {}
    with pikepdf.open(BytesIO(form())) as pdf:
        for number, page in enumerate(pdf.pages):
            for widget in page.get("/Annots", pikepdf.Array()):
                if widget.get("/Subtype") != "/Widget":
                    continue
                address = str(widget.T)
                kind, whole = ASKED[address]
                answer = whole[: int(widget.get("/MaxLen", len(whole)))].rstrip()
                shown = {"choice": OPTIONS.get(answer, ""), "tick": ""}.get(kind, answer)
                edges: Any = tuple(map(float, widget.Rect))
                found[address] = Field(kind, answer, whole, shown, number, edges)
    assert found.keys() == ASKED.keys()
    return found


def answers() -> dict[str, str]:
    """Address -> what is answered."""
    return {address: field.answer for address, field in fields().items()}
