"""Words that had to be broken and words that leave their place are errors that say which and where."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.pdf.packets import harbor, write
from tests.projects import make_project, run
from toolkit_builder.errors import OutputError, Place, Problem
from toolkit_builder.output.in_sources import in_sources
from toolkit_builder.project import Request

WORD = "Donaudampfschifffahrtsgesellschaftskapitän"
BEFORE = '<p id="p1_letter__letter__p1"'


def told(html, variant="screen"):
    """The problems of the letter with something before its first paragraph."""
    manuscript = harbor().manuscripts["p1-artifact"]
    body = manuscript.body.decode()
    assert BEFORE in body
    changed = replace(manuscript, body=body.replace(BEFORE, html + BEFORE, 1).encode())
    try:
        write(harbor().task(changed, variant), harbor().house)
    except OutputError as error:
        return [str(problem) for problem in error.problems]
    return []


def table(*cells, heads=None):
    """A table of one row, with columns of one width."""
    columns = '<col data-share="1"/>' * len(cells)
    head = "".join(f'<th scope="col">{word}</th>' for word in heads or ["A"] * len(cells))
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return (
        f'<table class="grid" id="p1_letter__table" aria-label="A"><colgroup>{columns}</colgroup>'
        f'<thead><tr>{head}</tr></thead><tbody><tr id="p1_letter__table__r1">{row}</tr></tbody></table>'
    )


def paragraph(words):
    return f'<p id="p1_letter__letter__p0">{words}</p>'


def test_a_word_that_its_column_breaks_is_named_with_address_and_width():
    assert told(table(f"the {WORD}", *"abc")) == [
        f'p1-artifact#p1_letter__table__r1: O112 the word "{WORD}" does not fit a line of 1.58 in '
        "and is broken\n"
        "    hint: have fewer columns, give its column a larger `width`, or put a soft hyphen (U+00AD) where "
        "it may part"
    ]


def test_a_word_longer_than_a_line_of_text_is_told_without_talk_of_columns():
    assert told(paragraph(WORD * 3)) == [
        f'p1-artifact#p1_letter__letter__p0: O112 the word "{WORD * 3}" does not fit a line of 7.00 in '
        "and is broken\n"
        "    hint: put a soft hyphen (U+00AD) where it may part"
    ]


@pytest.mark.slow
def test_a_word_that_only_large_print_breaks_is_found_there():
    assert told(paragraph(WORD + WORD[:20])) == []
    assert "does not fit a line of 6.50 in" in told(paragraph(WORD + WORD[:20]), "large-print")[0]


def test_a_word_between_marks_that_is_broken_more_than_once_is_found_whole():
    (problem,) = told(table(f"see ({WORD}),", *"abcdefg"))

    assert f'the word "{WORD}" does not fit' in problem


@pytest.mark.parametrize(
    "words",
    [
        "https://example.org/donaudampfschifffahrtsgesellschaft",
        "donau.dampf.schifffahrt@gesellschaft.example",
        "donaudampfschifffahrts_gesellschaft_2026",
        "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft",
        "dampf-schiff-fahrt-gesell-schaft-kapi-tän",
        "data base of data bases, each a database of its own",
        "of an inter national inter national and inter national international kind",
    ],
)
def test_what_may_part_where_it_does_is_no_fault(words):
    assert told(table(words, *"abcdefg"[:4])) == []


def test_what_cannot_be_broken_and_leaves_its_cell_is_named():
    cell = '<span class="tag">All schools of the district</span>'

    assert told(table(cell, *"abcdefg")) == [
        'p1-artifact#p1_letter__table__r1: O113 "All schools of the district" does not fit and leaves its '
        "cell\n    hint: shorten it, or divide it"
    ]


def test_what_leaves_the_page_is_named():
    words = f'<span class="tag">{"A label that is never parted. " * 6}</span>'

    (problem,) = told(paragraph(words))
    assert "p1_letter__letter__p0: O113" in problem
    assert "leaves its page" in problem


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["screen", "copier", "large-print", "press"])
def test_the_packets_of_the_fixture_fit(variant):
    for packet in ("p1", "p2-member", "book"):
        assert harbor().file(packet, variant).pages


def test_the_same_word_in_two_variants_is_told_once():
    place = Place("p1-artifact#p1_letter__letter__p1")
    said = [
        f'the word "families" does not fit a line of {width} in and is broken' for width in ("1.20", "0.80")
    ]

    error = in_sources(OutputError(Problem(place, "O112", words) for words in said), harbor().toolkit)

    (problem,) = error.problems
    assert "0.80" in problem.message
    assert problem.place.line


@pytest.mark.slow
def test_a_word_that_does_not_fit_is_pointed_at_in_its_own_line(tmp_path: Path):
    project = make_project(tmp_path)
    file = next(project.sources.glob("**/family-letter.yaml"))
    words = file.read_text(encoding="utf-8")
    assert "Have it read" in words
    changed = words.replace("Have it read", f"Have {WORD * 3} read")
    file.write_text(changed, encoding="utf-8")

    with pytest.raises(OutputError) as caught:
        run(project, Request(packets=("p1-artifact",)))

    [problem] = caught.value.problems
    assert problem.code == "O112"
    assert problem.place.path.endswith("family-letter.yaml")
    assert problem.place.text[problem.place.column - 1 :].startswith(WORD)
