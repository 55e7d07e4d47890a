"""`toolkit check`: the front end of a build, and its verdict that is kept until a byte changes."""

import shutil

import pytest
from click.testing import CliRunner

from tests.projects import FIXTURE, NAME
from toolkit_builder.cli import toolkit
from toolkit_builder.errors import OutputError
from toolkit_builder.project import Project
from toolkit_builder.publish import check as checking
from toolkit_builder.publish.check_verdict import kept, stamp

BRAND = f"{NAME}/brand.yaml"
LETTER = f"{NAME}/principles/shared-aim/artifacts/family-letter.yaml"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the fixture as its project, as people stand in it."""
    shutil.copytree(FIXTURE, tmp_path / "sources")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*arguments):
    result = CliRunner().invoke(toolkit, ["check", *arguments])
    return result.exit_code, result.stdout, result.stderr


def replaced(here, name, old, new):
    path = here / "sources" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def looks(monkeypatch):
    """How often a toolkit is really looked at."""
    seen = []
    look = checking.look

    def count(*of):
        seen.append(of)
        return look(*of)

    monkeypatch.setattr(checking, "look", count)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("letter", ["😀", "学", "☐", "\u2011"])
def test_a_letter_that_no_font_has_is_named_where_it_stands(here, letter):
    replaced(here, LETTER, "Letter to families", f"Letter {letter} to families")

    code, _, err = said()

    assert code == 5
    assert f'O111 no font of the brand has the character "{letter}"' in err
    assert "family-letter.yaml" in err
    assert "hint: write it another way" in err


@pytest.mark.slow
def test_letters_that_the_fonts_have_pass(here):
    replaced(here, LETTER, "Letter to families", "Lettér tǒ fąmilies – “½”")

    assert said()[0] == 0


@pytest.mark.slow
def test_all_families_that_are_not_installed_are_named_in_their_lines(here):
    replaced(here, BRAND, "heading: Public Sans", "heading: Montserrat Nowhere")
    replaced(here, BRAND, "text: Source Serif 4", "text: Garamond Nowhere")

    code, _, err = said()

    assert code == 5
    assert err.count("O101") == 2
    assert "brand.yaml:12:" in err


@pytest.mark.slow
def test_an_own_layout_that_word_cannot_show_is_refused(here):
    layouts = here / "sources" / NAME / "layouts" / "artifact"
    layouts.mkdir(parents=True)
    from toolkit_builder.project import layouts_path

    shutil.copy(layouts_path() / "artifact" / "body.html", layouts / "body.html")
    packet = (layouts_path() / "artifact" / "packet.html").read_text("utf-8")
    (layouts / "packet.html").write_text(packet, "utf-8")
    body = (layouts / "body.html").read_text("utf-8")
    start = body.index("<h{{ depth }}>")
    (layouts / "body.html").write_text(body[:start] + '<p class="meta"></p>' + body[start:], "utf-8")

    code, _, err = said("--trust-layouts")

    assert code == 5
    assert "O205" in err


@pytest.mark.slow
def test_a_second_check_looks_at_nothing_and_says_the_same(here, monkeypatch):
    seen = looks(monkeypatch)

    first, second, json = said(), said(), said("--json")

    assert first == second
    assert json[0] == first[0] == 0
    assert len(seen) == 1


@pytest.mark.slow
def test_a_second_check_of_what_is_wrong_says_the_same(here, monkeypatch):
    replaced(here, LETTER, "Letter to families", "Letter 😀 to families")
    seen = looks(monkeypatch)

    assert said() == said()
    assert said("--json") == said("--json")
    assert len(seen) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("put", "take"),
    [
        (lambda path: path.mkdir(), lambda path: path.rmdir()),
        (lambda path: path.symlink_to("/tmp"), lambda path: path.unlink()),
        (lambda path: path.symlink_to("nowhere"), lambda path: path.unlink()),
    ],
    ids=["a folder", "a link to a folder", "a link to nothing"],
)
def test_a_folder_or_link_that_comes_and_goes_is_looked_at_again(here, put, take):
    path = here / "sources" / NAME / "principles" / "Bad Name"
    before = said()

    put(path)
    wrong = said()
    take(path)

    assert wrong[0] == 3
    assert "Bad Name" in wrong[2]
    assert said() == before


@pytest.mark.slow
@pytest.mark.parametrize("name", [BRAND, LETTER, f"{NAME}/mark.svg", f"{NAME}/editions/2026.1.yaml"])
def test_a_changed_byte_is_looked_at_again(here, name, monkeypatch):
    seen = looks(monkeypatch)
    said()
    path = here / "sources" / name
    path.write_bytes(path.read_bytes() + b"\n")

    said()

    assert len(seen) == 2


def test_a_verdict_that_is_torn_is_given_anew(here):
    project = Project(here, NAME)
    record = project.cache / "last" / f"{NAME}-check.json"
    record.parent.mkdir(parents=True)
    record.write_text('{"stamp": ', "utf-8")

    assert kept(project, stamp(project)) is None


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_stops_no_check(here, monkeypatch):
    def refuse(*_):
        raise OutputError([])

    monkeypatch.setattr("toolkit_builder.publish.check_verdict.keep_record", refuse)

    assert said()[0] == 0
