"""`check --due` and `check --style`: reports that stop nothing."""

import json

import pytest
from click.testing import CliRunner

from tests.projects import make_project
from toolkit_builder.cli import toolkit

ASSESSMENT = "sources/harbor/principles/shared-aim/self-assessments/main.yaml"


@pytest.fixture
def say(tmp_path, monkeypatch):
    """Runs a command in a project with a vague descriptor in each of two principles."""
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(toolkit, list(arguments), catch_exceptions=False)


def test_style_names_each_remark_with_its_place_and_counts_them(say):
    done = say("check", "--style")

    assert (done.exit_code, done.stderr) == (0, "")
    assert f'{ASSESSMENT}:44:21: S104 two raters would differ on "Some"\n' in done.stdout
    assert "S104     2  vague descriptors" in done.stdout
    assert "2 remarks in 2 of 15 files; they stop nothing\n" in done.stdout


def test_style_looks_at_a_draft_and_says_that_it_is_one(say):
    assert "artifact (draft)" in say("check", "--style").stdout


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("p1-sa", {"p1-sa"}),
        ("p1-self-assessment", {"p1-sa"}),
        ("p1", {"p1", "p1-sa", "p1-guide", "p1-north", "p1-letter"}),
        ("glossary", {"glossary"}),
    ],
)
def test_style_of_a_material_or_packet(say, name, files):
    found = json.loads(say("check", "--style", name, "--json").stdout)

    assert {each["id"] for each in found["read"]} == files


def test_style_of_the_book_is_that_of_everything(say):
    assert say("check", "--style", "book").stdout == say("check", "--style").stdout


def test_style_of_what_there_is_not_is_wrong_usage(say):
    done = say("check", "--style", "p1-saa")

    assert done.exit_code == 2
    assert "did you mean p1-sa (printed in p1-self-assessment)?" in done.stderr


def test_style_for_programs(say):
    found = json.loads(say("check", "--style", "--json").stdout)

    assert found["counts"] == {"S104": 2}
    first = found["remarks"][0]
    assert (first["code"], first["line"], first["column"]) == ("S104", 44, 21)
    (read,) = [each for each in found["read"] if each["id"] == "p1-sa"]
    assert read["aim"] == 11
    assert 0 < read["grade"] < 11
    assert read["words"] > 100


def test_style_knows_no_other_language(say, tmp_path):
    file = tmp_path / "sources/harbor/toolkit.yaml"
    file.write_text(file.read_text("utf-8").replace("language: en-US", "language: de"), "utf-8")

    done = say("check", "--style")

    assert (done.exit_code, done.stdout) == (
        0, "style is not looked at: there are no lists for texts in de\n",
    )  # fmt: skip


def test_due_lists_by_group_and_day(say):
    done = say("check", "--due", "--on", "2031-01-01")

    assert (done.exit_code, done.stderr) == (0, "")
    heads = [line for line in done.stdout.split("\n") if line and not line.startswith(" ")]
    assert heads[:-1] == ["To read again", "Permissions", "References", "Editions"]
    assert "things due on 2031-01-01" in heads[-1]
    assert f"  2027-01-15  {ASSESSMENT}:" in done.stdout


def test_due_for_programs(say):
    found = json.loads(say("check", "--due", "--on", "2025-12-01", "--json").stdout)

    assert found["on"] == "2025-12-01"
    assert found["following"] > found["on"]
    assert all(each["day"] <= "2025-12-01" for each in found["due"])


@pytest.mark.parametrize(
    "arguments",
    [("--style", "--due"), ("p1-sa",), ("--due", "p1-sa"), ("--on", "2027-01-01"), ("--due", "--on", "soon")],
)
def test_what_makes_no_sense_is_wrong_usage(say, arguments):
    assert say("check", *arguments).exit_code == 2


def test_words_of_style_are_checked_as_all_sources_are(say, tmp_path):
    (tmp_path / "sources/harbor/style.yaml").write_text("jargn:\n  leverage: use\n", "utf-8")

    done = say("check")

    assert done.exit_code == 3
    assert 'C104 "jargn" is not a field' in done.stderr


def test_words_of_style_are_no_part_of_an_edition(tmp_path):
    from toolkit_builder.publish.sealed_editions import source_files

    sources = make_project(tmp_path).sources
    before = source_files(sources)
    (sources / "style.yaml").write_text("known:\n  - PTA\n", "utf-8")

    assert source_files(sources) == before


def test_remarks_can_be_explained(say):
    assert "wrong:" in say("explain", "s104").stdout
