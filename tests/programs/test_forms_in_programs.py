"""Forms in the programs that people fill them with: what is typed is kept, and shown where it was typed.

Every program fills the same form: a line, several lines and a narrow cell at 3, 40 and 400 letters of
Vietnamese, Polish, Hawaiian and Greek, a drop-down and a check box. Each file is then printed by pdfium,
poppler and Ghostscript. What the programs cannot do:

- pdf-lib writes and chooses the label of an option, not its value, and draws with a font that it is
  handed.
- pypdf and PDFBox show the value of an option instead of its label, until another program draws it.
- pdf.js makes a long answer smaller by its letters and forgets the space between lines: the last lines
  of an answer that just fits may be missing in the picture that it saves. They are in its value, in its
  own window and in whatever program draws the answer anew.
- No program makes type smaller than about 4 points; how many letters then fit is the field's limit, and
  pdf.js, pdf-lib and pdfium stop there.
"""

import pytest

from tests.programs.filling import NAMES, PROGRAMS, program, typed_in_pdfjs, with_pdf_lib
from tests.programs.form import LENGTHS, OPTIONS, TEXTS, answers, fields, form, words
from tests.programs.shown import PRINTERS, area, ink, values
from tests.programs.shown import words as words_shown

pytestmark = [pytest.mark.slow, pytest.mark.programs]

WRITE_LABELS = ("pdf-lib",)
SHOW_VALUES = ("pypdf", "PDFBox")
LOSE_LAST_LINES = ("pdf.js",)
_KEPT = 0.75  # of an answer, where its last lines are lost
_BESIDE = 3.0  # points: pypdf rounds its type to a tenth, and so a line may end as much later


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    """Of a program."""
    return request.param


@pytest.fixture(scope="module")
def filled(name, browser, tmp_path_factory):
    """The form as a program saves it."""
    return program(name, browser)(form(), answers(), tmp_path_factory.mktemp("filled"))


def tight(text: str) -> str:
    return "".join(text.split())


def test_every_answer_is_kept(name, filled):
    labels = OPTIONS if name in WRITE_LABELS else {}

    assert values(filled) == {address: labels.get(answer, answer) for address, answer in answers().items()}


def test_the_words_of_every_answer_stand_in_its_field(name, filled, tmp_path):
    pages = words_shown(filled, tmp_path)
    found = {}
    for address, field in fields().items():
        left, bottom, right, top = field.edges
        found[address] = "".join(
            word
            for word, (start, low, end, high) in pages[field.page]
            if left - 1 <= start and end <= right + _BESIDE and bottom <= (low + high) / 2 <= top
        )
    wanted = {
        address: tight(field.answer if name in SHOW_VALUES and field.kind == "choice" else field.shown)
        for address, field in fields().items()
    }
    if name in LOSE_LAST_LINES:
        several = {address for address, field in fields().items() if field.kind in ("lines", "cell")}
        assert all(wanted[address].startswith(found[address]) for address in several)
        assert all(len(found[address]) >= _KEPT * len(wanted[address]) for address in several)
        found |= {address: wanted[address] for address in several}

    assert found == wanted


@pytest.mark.parametrize("printer", PRINTERS)
def test_all_ink_is_in_the_fields_and_none_is_empty(printer, filled, tmp_path):
    before, after = (PRINTERS[printer](data, tmp_path) for data in (form(), filled))
    changed = [ink(*pair) for pair in zip(before, after, strict=True)]
    empty = []
    for address, field in fields().items():
        page = changed[field.page]
        left, top, right, bottom = area(field.edges, page.height)
        if page.crop((left, top, right, bottom)).getbbox() is None:
            empty.append(address)
    for field in fields().values():
        page = changed[field.page]
        left, top, right, bottom = area(field.edges, page.height)
        page.paste(0, (left - 1, top - 1, right + 1, bottom + 1))

    assert empty == []
    assert [page.getbbox() for page in changed] == [None] * len(changed)


def test_long_answers_fit_but_for_narrow_fields():
    """Else the tests above would try less than they say."""
    tried = {(field.kind, len(field.whole)) for field in fields().values() if field.answer == field.whole}

    assert {("lines", length) for length in LENGTHS} <= tried
    assert {("line", 3), ("line", 40)} <= tried
    assert all(len(field.answer) > 100 for field in fields().values() if len(field.whole) > 200)


@pytest.mark.parametrize("language", TEXTS)
def test_a_full_line_takes_no_more_letters(language, browser, tmp_path):
    address = f"form__{language}__line400"
    whole, held = fields()[address].whole, fields()[address].answer
    by_pdfium = PROGRAMS["pdfium"](form(), {address: whole}, tmp_path)

    assert len(held) < len(whole)
    assert typed_in_pdfjs(browser, form(), address, whole).rstrip() == held
    assert values(by_pdfium)[address].rstrip() == held
    assert [*with_pdf_lib(form(), {address: whole})[1]] == [address]


def test_a_text_is_as_long_as_it_says():
    assert [len(words(language, length)) for language in TEXTS for length in LENGTHS] == [*LENGTHS] * len(
        TEXTS
    )
