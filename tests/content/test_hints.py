"""Slips that many make: each hint says what to write, and what is nearly so is read as it was meant."""

from pathlib import Path

import pytest

from toolkit_builder.content.model import Artifact
from toolkit_builder.content.reading.addresses import address_hint
from toolkit_builder.content.reading.reader import read
from toolkit_builder.content.reading.shape import fit
from toolkit_builder.errors import SourceError

LETTER = Path(__file__).resolve().parents[2] / (
    "layouts/starter/principles/first-principle/artifacts/family-letter.yaml"
)
TITLE = "title: Letter to families\n"
READERS = "readers:\n  - family\n"
LINK = "        link: https://example.org/library\n"
# What stands in the letter, what stands there instead, and what the problem says of it.
SLIPS = [
    (TITLE, "title:Letter\n", "C218", "write `title: Letter`"),
    (TITLE, "title= Letter\n", "C218", "write `title: Letter`"),
    (TITLE, "Title; Letter\n", "C218", "write `title: Letter`"),
    (TITLE, "**title**: Letter\n", "C218", "write `title: Letter`"),
    (TITLE, "TITLE: Letter\n", "C104", 'did you mean "title"?'),
    (TITLE, "“title”: Letter\n", "C104", 'did you mean "title"?'),
    (TITLE, "title: “Goals: what we mean”\n", "C212", 'in quotes: "Goals: what we mean"; the “ is'),
    (TITLE, 'title: "A plan”\n', "C213", "the ” there closes nothing (right double quotation mark, U+201D)"),
    (TITLE, "title: 'A plan’\n", "C213", "the ’ there closes nothing"),
    (TITLE, "title: ? Letter\n", "C215", "a text cannot begin with ?"),
    (TITLE, "title:\n  Letter: to families\n", "C102", 'put it in quotes: "Letter: to families"'),
    (READERS, "readers: family, board\n", "C102", "write [family, board]"),
    (READERS, "readers:\n  * family\n", "C214", "write `- family`"),
    (READERS, "readers:\n  1. family\n", "C102", "`- family`"),
    (READERS, "readers:\n  (a) family\n", "C102", "`- family`"),
    (READERS, "readers:\n  • family\n  • board\n", "C226", "write `- ` with the hyphen"),
    (READERS, "readers:\n - family\n  - board\n", "C214", "put it straight below the dashes of its list"),
    (READERS, "readers:\n  - ‘family’\n", "C103", 'did you mean "family"?'),
    ("id: p1-letter\n", "id: P1 letter\n", "C103", "write p1-letter: small letters"),
    ("id: p1-letter\n", "id: p1–letter\n", "C103", "write p1-letter: small letters"),
    ("id: p1-letter\n", "id: “p1-letter”\n", "C103", "the “ is a sign to be printed"),
    ("id: p1-letter\n", "id: p1-lеtter\n", "C103", "the е in it is another sign (cyrillic"),
    ("id: p1-letter\n", "id: p1-brücke\n", "C103", "the ü in it is another sign"),
    (TITLE, "tіtle: Letter\n", "C104", 'did you mean "title"? The і in it is another sign (cyrillic'),
    ("status: approved\n", "status: аpproved\n", "C103", "the а in it is another sign (cyrillic"),
    ("last_reviewed: 2026-01-15\n", "last_reviewed: 2026–01–15\n", "C103", "another sign (en dash, U+2013)"),
    (LINK, "        link: file:///C:/letter.docx\n", "C103", "it leads to a file of one machine"),
    (LINK, "        link: www.example.org\n", "C103", "write https://www.example.org"),
    (LINK, "        link: example.org/library\n", "C103", "write https://example.org/library"),
    (LINK, "        link: htps:/example.org\n", "C103", "write https://example.org"),
    (LINK, "        link: HTTPS://example.org\n", "C103", "write https://example.org"),
    (LINK, "        link: <https://example.org>\n", "C103", "without < and >: https://example.org"),
    (LINK, "        link: https://example.org/a  b.pdf\n", "C103", "write %20 for it: https://example.org/a%20%20b.pdf"),
    (LINK, '        link: "https://example.org/a\\tb"\n', "C103", "an address holds no blank"),
    (LINK, "        link: jane@example.org\n", "C103", "write mailto:jane@example.org"),
    (LINK, "        link: (555) 010-0100\n", "C103", "write tel:555010-0100"),
    (LINK, "        link: [it](https://example.org)\n", "C215", "the address alone: https://example.org"),
]  # fmt: skip
RIGHT = [
    (TITLE, "title : Letter\n"),
    (TITLE, '"title": Letter\n'),
    (TITLE, 'title: "“Goals: what we mean”"\n'),
    (TITLE, "title: A – B – C\n"),
    (TITLE, "title: More than\n  one line -\n  of words - here\n"),
    (TITLE, 'title: "More than\n  - one line"\n'),
    (READERS, "readers: [family, board]\n"),
    (READERS, "readers:\n- family\n- board\n"),
    (READERS, "readers:\n    -   family\n"),
    (LINK, "        link: https://example.org/a%20b_(c).pdf?x=1#y\n"),
    (LINK, "        link: mailto:jane@example.org?subject=A%20letter\n"),
    (LINK, "        link: tel:+1-555-0100\n"),
]


def fitted(old, new):
    text = LETTER.read_text(encoding="utf-8")
    assert old in text
    return fit(Artifact, *read("letter.yaml", text.replace(old, new, 1).encode()))


@pytest.mark.parametrize(("old", "new", "code", "words"), SLIPS, ids=[slip[1].strip() for slip in SLIPS])
def test_a_slip_is_told_with_what_to_write(old, new, code, words):
    with pytest.raises(SourceError) as caught:
        fitted(old, new)

    (problem, *_) = caught.value.problems
    line = LETTER.read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    assert problem.code == code
    assert words in f"{problem.message} | {problem.hint}"
    assert line <= problem.place.line <= line + new.count("\n")


@pytest.mark.parametrize(("old", "new"), RIGHT, ids=[new.strip() for _, new in RIGHT])
def test_what_is_nearly_a_slip_is_read(old, new):
    assert fitted(old, new)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://example.org/toolkit/?page=2", "end it before the ?: https://example.org/toolkit/"),
        ("https://example.org/toolkit/#top", "end it before the #: https://example.org/toolkit/"),
        ("example.org/toolkit/", "write https://example.org/toolkit/"),
    ],
)
def test_the_address_of_a_site_is_told_where_to_end(address, words):
    assert address_hint(address, True) == words
