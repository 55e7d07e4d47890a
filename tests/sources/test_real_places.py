"""Cases of real places in every toolkit of sources/: each figure leads to a source, and someone claims it.

That ids meet and that sentences with figures cite something is checked when a toolkit is read (C304, C305,
C314). Here: whether a reviewer can follow what they lead to.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import CaseStudy, Reference, SelfAssessment
from toolkit_builder.content.richtext import citations, parse
from toolkit_builder.content.walk import walk
from toolkit_builder.content.words import Line, Rich
from toolkit_builder.project import toolkits

ROOT = Path(__file__).resolve().parents[2]
NAMES = toolkits(ROOT)
TOOLKITS = {name: load_toolkit(ROOT / "sources" / name, f"sources/{name}") for name in NAMES}
CASES = {
    f"{name}/{case.id}": (toolkit, case)
    for name, toolkit in TOOLKITS.items()
    for shelf in toolkit.shelves
    for case in shelf.materials
    if isinstance(case, CaseStudy) and not case.fictitious
}
NOT_OURS = re.compile(r"\bnot\b[^.]*\bpublished\b[^.]*\bendorsed\b", re.IGNORECASE)

each_case = pytest.mark.parametrize(("toolkit", "case"), CASES.values(), ids=CASES)
each_toolkit = pytest.mark.parametrize("toolkit", TOOLKITS.values(), ids=NAMES)


def test_there_are_cases_of_real_places():
    assert CASES


@each_case
def test_a_reviewer_can_follow_every_source_of_a_case(toolkit, case):
    wanting = {name: lacks for name in _sources(case) if (lacks := _lacks(toolkit.references[name]))}

    assert wanting == {}


@each_case
def test_every_figure_is_claimed_by_whom_its_source_names(toolkit, case):
    for result in case.results:
        author = toolkit.references[result.source].author
        own = result.claim in ("place", "district")
        assert own == _speaks_for_itself(author, case), f"{result.id}: {result.claim} is not {author}"


@each_case
def test_every_finding_cites_the_source_that_it_stands_under(toolkit, case):
    for result in case.results:
        assert result.source in citations(parse(result.statement, blocks=False)), result.id


@each_case
def test_a_chart_shows_only_figures_that_a_result_claims(toolkit, case):
    assert case.chart is None or all(bar.result for bar in case.chart.bars)


@each_toolkit
def test_the_cover_says_that_nobody_named_has_published_or_endorsed_it(toolkit):
    assert NOT_OURS.search(toolkit.file.notice or "")


@each_toolkit
def test_statements_and_indicators_say_that_they_are_a_sample(toolkit):
    rated = [
        each for shelf in toolkit.shelves for each in shelf.materials if isinstance(each, SelfAssessment)
    ]

    assert [each.id for each in rated if "sample content" not in (each.sample_notice or "").lower()] == []


def _sources(case: CaseStudy) -> Iterator[str]:
    """Ids of everything that a case cites or stands under."""
    for path, value, _ in walk(case):
        if isinstance(value, Line):
            yield from citations(parse(value, blocks=isinstance(value, Rich)))
        elif path and path[-1] == "source":
            yield value


def _lacks(reference: Reference) -> list[str]:
    """What a reviewer would miss; a note may say why a date or an address is not there.

    An author and a title stand in every reference, or the toolkit could not be read.
    """
    note = reference.note or ""
    dated = re.search(r"\b\d{4}\b", reference.date) or re.search(r"\bdated?\b", note)
    return [*([] if dated else ["date"]), *([] if reference.url or note else ["address"])]


def _speaks_for_itself(author: str, case: CaseStudy) -> bool:
    """Whether the author is the place, or a part of its government or network."""
    return case.district.name in author or author in case.district.name
