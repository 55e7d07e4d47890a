"""toolkit changes: which editions are meant, and in which form they are told."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner
from lxml import html

from tests.conftest import change_files
from tests.projects import make_project, surroundings
from tests.sealed import NEXT, seal
from toolkit_builder.cli import toolkit

THIRD = NEXT.replace("2026.2", "2026.3").replace("Second", "Third")
ASSESSMENT = "principles/shared-aim/self-assessments/main.yaml"
AIM = "-         statement: Every school's plan names the same aim in the same words.\n"


SHORTER = f"@ {ASSESSMENT}\n{AIM}+         statement: Every plan names the same aim.\n"
CALMER = "@ principles/calm-days/principle.yaml\n- name: Calm days\n+ name: Calm mornings\n"
NOTE = """@ editions/{edition}.yaml
+ notes:
+   - about:
+       - {about}
+     weight: minor
+     text: {text}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A project with edition 2026.1 sealed and the next one begun, as the current folder."""
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    seal(tmp_path / "sources" / "harbor")
    change(tmp_path, NEXT)
    return tmp_path


def change(folder, *changes):
    for each in changes:
        change_files(folder / "sources" / "harbor", each)


def say(*arguments):
    return CliRunner().invoke(toolkit, ["changes", *arguments], catch_exceptions=False)


def test_without_editions_the_sources_are_held_against_the_newest_sealed_one(here):
    assert say().stdout == "harbor, 2026.1 -> 2026.2: nothing changed\n"

    change(here, SHORTER)

    assert "harbor, 2026.1 -> 2026.2: 1 change, 1 without a note" in say().stdout
    assert say("2026.1", "2026.2").stdout == say("2026.1").stdout == say().stdout


def test_words_are_marked_without_colour_off_a_terminal(here):
    change(here, SHORTER)

    assert "Every [-school's-] plan names the same aim [-in the same words-]." in say().stdout
    assert "\x1b" not in say().stdout


def test_two_sealed_editions_need_no_sources(here):
    change(here, SHORTER)
    seal(here / "sources" / "harbor")
    change(here, CALMER)
    (here / "sources" / "harbor" / "glossary.yaml").unlink()
    (here / "sources" / "harbor" / "brand.yaml").unlink()

    said = say("2026.1", "2026.2").stdout

    assert "p1-sa/shared-aim" in said
    assert "Calm mornings" not in said
    assert say("2026.2").exit_code == 3


def test_what_was_sealed_and_has_moved_on_is_told_as_the_sources(here):
    seal(here / "sources" / "harbor")
    change(here, CALMER)

    assert say().stdout.startswith("harbor, 2026.2 -> the sources: 1 change, 1 without a note\n")
    assert say("--markdown").stdout.startswith("## Unreleased\n")


def test_notes_of_all_editions_between_are_told_the_newest_first(here):
    change(here, SHORTER, NOTE.format(edition="2026.2", about="p1-sa", text="Shorter."))
    seal(here / "sources" / "harbor")
    change(here, THIRD, CALMER, NOTE.format(edition="2026.3", about="p2", text="Only the morning."))

    said = say("2026.1", "2026.3").stdout

    assert "minor       Shorter.\n" in said
    assert "minor       Only the morning.\n" in said
    assert "without a note" not in said
    assert "Shorter." not in say("2026.2", "2026.3").stdout


def test_backwards_no_note_is_told(here):
    change(here, SHORTER, NOTE.format(edition="2026.2", about="p1-sa", text="Shorter."))
    seal(here / "sources" / "harbor")

    said = say("2026.2", "2026.1").stdout

    assert "Every {+school's+} plan names" in said
    assert "Shorter." not in said


WITHDRAWN = """@ editions/status.yaml
+ editions:
+   - id: 2026.1
+     status: withdrawn
+     on: 2026-05-01
+     reason: A figure was wrong.
+     notice: Use 2026.2.
"""


def test_a_withdrawn_edition_leads_to_the_newest(here):
    seal(here / "sources" / "harbor")
    change(here, THIRD, WITHDRAWN)

    assert say("2026.1").stdout.partition("\n")[0].endswith("Use 2026.2. The newest edition is 2026.2.")
    assert say("2026.2").stdout.startswith("harbor")


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo terminal")
@pytest.mark.parametrize(("environment", "painted"), [({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_shows_colour_unless_it_is_not_wanted(here, environment, painted):
    change(here, SHORTER)
    reader, writer = os.openpty()

    line = [sys.executable, "-m", "toolkit_builder", "changes"]
    settings = {**surroundings(TERM="xterm"), **environment}
    subprocess.run(line, cwd=here, env=settings, stdout=writer, check=True)

    said = os.read(reader, 10_000).decode()
    os.close(writer)
    os.close(reader)
    assert ("\x1b[31m\x1b[9mschool's\x1b[0m" in said) == painted
    assert ("[-school's-]" in said) != painted


def test_a_withdrawn_edition_says_so(here):
    change(here, WITHDRAWN)

    assert say().stdout.startswith(
        "2026.1 was withdrawn on 2026-05-01: A figure was wrong. Use 2026.2.\n\nharbor"
    )
    assert json.loads(say("--json").stdout)["notices"]


def test_for_programs(here):
    change(here, SHORTER)

    found = json.loads(say("--json").stdout)

    (one,) = found["changes"]
    assert (found["before"], found["after"]) == ("2026.1", "2026.2")
    assert (one["kind"], one["name"], one["packet"]) == ("reworded", "p1-sa/shared-aim", "p1-self-assessment")
    assert (one["field"], one["after"]) == ("statement", "Every plan names the same aim.")


@pytest.mark.parametrize(
    ("names", "hint"), [(("2026.3",), "did you mean 2026.1?"), (("2026.1", "26.2"), "2026.2")]
)
def test_an_unknown_edition_is_wrong_usage(here, names, hint):
    done = say(*names)

    assert done.exit_code == 2
    assert hint in done.stderr


def test_without_a_sealed_edition_it_says_what_is_missing(here):
    shutil.rmtree(here / "sources/harbor/editions/2026.1")

    done = say()

    assert done.exit_code == 2
    assert "no edition is sealed yet" in done.stderr


def test_two_forms_at_once_are_wrong_usage(here):
    assert say("--json", "--markdown").exit_code == 2


def test_the_page_stands_alone_and_says_what_is_marked(here):
    change(here, SHORTER, NOTE.format(edition="2026.2", about="p1-sa", text=r"Shorter & \<b>better\</b>."))

    done = say("--page", "news.html")

    page = html.fromstring((here / "news.html").read_bytes())
    assert done.stdout == "news.html\n"
    assert not [each.tag for each in page.iter("link", "script", "img")]
    assert not re.search(r"url\(|@import", page.findtext(".//style") or "")
    (article,) = page.iter("article")
    assert [words(each) for each in article.iter("del")] == [
        "removed: school's end of change", "removed: in the same words end of change",
    ]  # fmt: skip
    assert [words(each) for each in article.iterfind("p")] == ["Small change. Shorter & <b>better</b>."]
    assert [each.tag for each in page.iter("h1", "h2", "h3", "h4", "h5")] == ["h1", "h2", "h3", "h4"]
    names = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(set(names)) == len(names)
    assert {str(each.get("href"))[1:] for each in page.iter("a")} <= set(names)


def words(element):
    return "".join(element.itertext())


def test_a_page_of_no_changes_says_so(here):
    say("--page", "news.html")

    assert "Nothing has changed." in (here / "news.html").read_text(encoding="utf-8")


def test_a_layout_of_the_toolkit_wins_and_is_named_when_it_is_wrong(here):
    own = here / "sources/harbor/layouts/changes"
    own.mkdir(parents=True)
    (own / "page.html").write_text("\n{{ report.nothing }}")

    done = say("--page", "news.html", "--trust-layouts")

    assert done.exit_code == 4
    assert "sources/harbor/layouts/changes/page.html:2: L101" in done.stderr
    assert not (here / "news.html").exists()
