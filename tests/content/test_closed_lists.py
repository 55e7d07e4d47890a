"""Words of closed lists: capitals and blanks around them are taken, in every list of every kind of file."""

import re
from pathlib import Path

import pytest

from toolkit_builder.content.model import (
    Artifact,
    CaseStudy,
    CompanionGuide,
    Principle,
    SelfAssessment,
    ToolkitFile,
)
from toolkit_builder.content.reading.reader import read
from toolkit_builder.content.reading.shape import fit
from toolkit_builder.content.schema import schemas
from toolkit_builder.errors import SourceError

STARTER = Path(__file__).resolve().parents[2] / "layouts/starter"
FIRST = STARTER / "principles/first-principle"
FILES = {
    Artifact: FIRST / "artifacts/family-letter.yaml",
    CaseStudy: FIRST / "case-studies/north-valley.yaml",
    CompanionGuide: FIRST / "companion-guides/main.yaml",
    Principle: FIRST / "principle.yaml",
    SelfAssessment: FIRST / "self-assessments/main.yaml",
    ToolkitFile: STARTER / "toolkit.yaml",
}
# Kind of file, what stands in it, the same with capitals or blanks, and what nearly is it.
WORDS = [
    (Artifact, "status: approved", "status: Approved", "status: aproved"),
    (Artifact, "status: approved", 'status: " APPROVED  "', "status: “approved”"),
    (Artifact, "status: approved", "status: Approved ", "status: Approved."),
    (Artifact, "personal_data: false", "personal_data: False", "personal_data: no"),
    (Artifact, "type: cards", "type: Cards", "type: Card"),
    (Artifact, "type: documents", "type: ' DOCUMENTS'", "type: docs"),
    (CaseStudy, "claim: place", "claim: Place", "claim: places"),
    (CaseStudy, "# bound: about", "bound: At-Least", "bound: At least"),
    (CompanionGuide, "quantity: per-person", "quantity: Per-Person", "quantity: per person"),
    (CompanionGuide, "grouping: tables", "grouping: TABLES", "grouping: table"),
    (CompanionGuide, "type: checklist", "type: Checklist", "type: check list"),
    (Principle, "pattern: dots", "pattern: Dots", "pattern: dot"),
    (SelfAssessment, "scope: district", "scope: District", "scope: districts"),
    (ToolkitFile, "direction: up", "direction: Up", "direction: upwards"),
    (ToolkitFile, "  - screen", "  - Screen", "  - Screens"),
    (ToolkitFile, "  - overview", "  - Overview", "  - overveiw"),
    (SelfAssessment, "status: approved", "status: In-Review", "status: In review"),
    # Another alphabet: what looks like the word is no slip of capitals.
    (Artifact, "status: approved", "status: approveD", "status: аpproved"),
]  # fmt: skip


def fitted(model, old, new):
    text = FILES[model].read_text(encoding="utf-8")
    assert old in text
    return fit(model, *read("file.yaml", text.replace(old, new, 1).encode()))


@pytest.mark.parametrize(("model", "old", "new", "odd"), WORDS, ids=[word[2] for word in WORDS])
def test_a_word_is_taken_with_capitals_and_blanks(model, old, new, odd):
    right = re.sub(r"""(?<=: )["' ]+|["' ]+$""", "", new.lower())

    assert fitted(model, old, new) == fitted(model, old, right)


@pytest.mark.parametrize(("model", "old", "new", "odd"), WORDS, ids=[word[3] for word in WORDS])
def test_what_is_nearly_a_word_is_refused(model, old, new, odd):
    with pytest.raises(SourceError) as caught:
        fitted(model, old, odd)

    assert [problem.code for problem in caught.value.problems] == ["C103"]


def test_several_in_one_file_are_taken_and_other_problems_stay():
    text = FILES[Artifact].read_text(encoding="utf-8")
    text = text.replace("status: approved", "status: Approved").replace("type: form", "type: Form")
    wrong = text.replace("form: letter", "from: letter")

    assert fit(Artifact, *read("file.yaml", text.encode())).model_dump()["status"] == "approved"
    with pytest.raises(SourceError) as caught:
        fit(Artifact, *read("file.yaml", wrong.encode()))
    assert [problem.code for problem in caught.value.problems] == ["C104"]


def test_editors_offer_the_words_as_they_are():
    assert '"approved"' in schemas()["artifact"]
    assert '"Approved"' not in schemas()["artifact"]
