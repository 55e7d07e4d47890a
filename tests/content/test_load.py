"""A folder becomes a Toolkit; what no folder in git can hold is made here."""

import json
import os
import shutil
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import Glossary
from toolkit_builder.content.reading.reader import read
from toolkit_builder.content.reading.shape import fit
from toolkit_builder.content.texts import texts
from toolkit_builder.errors import SourceError

LETTER = "principles/first-principle/artifacts/family-letter.yaml"


def codes(starter):
    with pytest.raises(SourceError) as caught:
        load_toolkit(starter, "starter")
    return [problem.code for problem in caught.value.problems]


def test_starter_is_right_as_it_stands(starter):
    toolkit = load_toolkit(starter, "starter")

    (shelf,) = toolkit.shelves
    assert [material.kind for material in shelf.materials] == [
        "self-assessment", "companion-guide", "case-study", "artifact",
    ]  # fmt: skip
    assert toolkit.name == "starter"
    assert len(toolkit.sources) == 10
    assert list(toolkit.pictures) == ["mark.svg"]


def test_materials_for_the_whole_toolkit_stand_on_the_last_shelf(starter, change):
    (starter / "artifacts").mkdir()
    shutil.copy(starter / LETTER, starter / "artifacts" / "letter.yaml")
    change("@ artifacts/letter.yaml\n- id: p1-letter\n+ id: letter\n")

    toolkit = load_toolkit(starter, "starter")

    assert [(shelf.principle and shelf.principle.id, len(shelf.materials)) for shelf in toolkit.shelves] == [
        ("p1", 4), (None, 1),
    ]  # fmt: skip


def test_editions_are_sorted_as_numbers(starter):
    for number in ("2026.10", "2026.9.1", "2026.9"):
        edition = f'id: "{number}"\nlabel: An edition\ndate: 2026-03-01\n'
        (starter / "editions" / f"{number}.yaml").write_text(edition)
    (starter / "editions" / "2026.1").mkdir()
    (starter / "editions" / "status.yaml").write_text("- not: ours\n")

    toolkit = load_toolkit(starter, "starter")

    assert [edition.id for edition in toolkit.editions] == ["2026.1", "2026.9", "2026.9.1", "2026.10"]


def test_drafts_are_read_but_stand_on_no_shelf(starter, change):
    path = "@ principles/first-principle/case-studies/north-valley.yaml\n"
    change(f"@ {LETTER}\n- status: approved\n+ status: draft\n{path}- artifacts:\n-   - p1-letter\n")

    toolkit = load_toolkit(starter, "starter")

    assert "p1-letter" not in {material.id for material in toolkit.shelves[0].materials}
    assert not any(text.address.startswith("p1_letter") for text in texts(toolkit))


def test_all_problems_of_all_files_come_at_once(starter, change):
    change(f"@ {LETTER}\n- status: approved\n+ status: done\n")
    change("@ brand.yaml\n- logo: mark.svg\n+ lgoo: mark.svg\n")
    change("@ glossary.yaml\n- title: Words used here\n+ title: Words: used here\n")
    change("@ toolkit.yaml\n-   id: CC-BY-4.0\n+   id: CC\n")

    assert codes(starter) == ["C104", "C212", "C103", "C322"]


def test_links_and_devices_are_refused(starter):
    (starter / "principles" / "other").symlink_to(starter / "principles" / "first-principle")
    (starter / "brand.yaml").rename(starter.parent / "brand.yaml")
    (starter / "brand.yaml").symlink_to(starter.parent / "brand.yaml")
    os.mkfifo(starter / "editions" / "2026.2.yaml")

    assert codes(starter) == ["C113", "C113", "C113"]


def test_links_that_are_not_read_are_passed_over(starter):
    (starter / ".toolkit.yaml").symlink_to(starter / "toolkit.yaml")
    (starter / "editions" / "notes.md").symlink_to(starter / "toolkit.yaml")

    assert len(load_toolkit(starter, "starter").sources) == 10


def test_names_that_differ_in_capitals_are_refused(starter):
    (starter / "Toolkit.yaml").write_bytes((starter / "toolkit.yaml").read_bytes())

    assert codes(starter) == ["C114"]


def test_names_that_differ_in_a_letter_are_right(starter, change):
    shutil.copy(starter / LETTER, starter / LETTER.replace("letter.", "letters."))
    change(f"@ {LETTER}\n- id: p1-letter\n+ id: p1-letters\n\n- # slug: a-word\n+ slug: other\n")
    change("@ principles/first-principle/case-studies/north-valley.yaml\n-   - p1-letter\n+   - p1-letters\n")

    assert len(load_toolkit(starter, "starter").sources) == 11


def test_file_that_cannot_be_read_is_named(starter, monkeypatch):
    real = os.open

    def refuse(path, *arguments, **named):
        if str(path).endswith("glossary.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **named)

    monkeypatch.setattr("os.open", refuse)

    assert codes(starter) == ["C112"]


def test_folder_that_is_not_there_is_named(tmp_path):
    assert codes(tmp_path / "nothing") == ["C112"]


def test_naughty_words_are_kept(starter, change):
    words = "<alert(1)> {7*7} ${HOME} %s ﷽ 🤷🏽‍♀️ العربية"
    change(f"@ {LETTER}\n- title: Letter to families\n+ title: '{words}'\n")

    toolkit = load_toolkit(starter, "starter")

    assert toolkit.shelves[0].materials[-1].title == words


def test_every_text_stands_once_in_the_table(starter):
    rows = list(texts(load_toolkit(starter, "starter")))

    assert len({(row.address, row.field) for row in rows}) == len(rows)
    by_name = {(row.address, row.field): row for row in rows}
    statement = by_name["p1_sa__shared_aim", "statement"]
    assert statement.text == "Every school's plan names the same aim in the same words."
    assert (starter.parent / str(statement.place.path)).read_text().split("\n")[statement.place.line - 1][
        statement.place.column - 1 : statement.end[1] - 1
    ] == statement.text
    assert by_name["mytoolkit", "scales.practice.levels.emerging.label"].text == "Emerging"
    assert by_name["p1_guide__evidence", "rows.0.0"].text == "Every plan names the aim"
    assert ("mytoolkit", "editions.2026.1.label") in by_name


@settings(derandomize=True, max_examples=200)
@given(st.text())
def test_any_text_in_a_field_is_kept_or_refused(words):
    quoted = json.dumps(words, ensure_ascii=False)
    source = f"id: words\ntitle: {quoted}\nterms:\n  - id: a\n    term: {quoted}\n    definition: {quoted}\n"
    try:
        tree, marks = read("glossary.yaml", source.encode("utf-8", "surrogatepass"))
        glossary = fit(Glossary, tree, marks)
    except SourceError:
        return
    assert isinstance(glossary, Glossary)
    assert [glossary.title, glossary.terms[0].term, glossary.terms[0].definition] == [
        unicodedata.normalize("NFC", words.strip())
    ] * 3
