"""Texts for other readers than before: what editors are warned of, and what each tier is told."""

import json

import pytest
from click.testing import CliRunner

from tests.conftest import change_files
from tests.projects import make_project
from tests.sealed import NEXT, seal
from toolkit_builder.cli import toolkit
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.publish.access_changes import closed, opened
from toolkit_builder.publish.sealed_editions import sealed_editions

LETTER = "principles/shared-aim/artifacts/family-letter.yaml"
CASE = "principles/shared-aim/case-studies/north-valley.yaml"
RATED = "principles/calm-days/self-assessments/main.yaml"
OPEN_RATED = "principles/shared-aim/self-assessments/main.yaml"
PLAN = "principles/calm-days/artifacts/day-plan.yaml"
NETWORK = (
    "@ toolkit.yaml\n- scales:\n+   - id: network\n+     name: Network\n+     note: Ask us.\n+ scales:\n"
)
STAFF = "@ toolkit.yaml\n-   - id: member\n+   - id: staff\n+     name: Staff\n+   - id: member\n"
ABOUT = "what_is_this: A letter that a school sends home."
THIRD = NEXT.replace("2026.2", "2026.3").replace("Second", "Third")


def to(file, tier, before="public"):
    return f"@ {file}\n- access: {before}\n+ access: {tier}\n"


def section(file, origin):
    """A new section of a self-assessment that came from another."""
    text = (
        f"-   - id: direction\n+   - id: from-there\n+     came_from:\n+       - {origin}\n"
        "+     title: From there\n"
        "+     intro: What we look at here.\n+     indicators:\n+       - id: taken-over\n"
        "+         statement: Everybody knows the aim by heart.\n+         scope: district\n"
        "+         descriptors:\n+           not-yet: Nobody.\n+           emerging: Some.\n"
        "+           established: All.\n+         look_fors:\n+           - Ask.\n"
        "+         evidence:\n+           - Answers.\n+   - id: direction\n"
    )
    return f"@ {file}\n{text}"


@pytest.fixture
def told(tmp_path):
    """A function: what is said of changes to the sealed toolkit, as words of P160 and of P161."""

    def after(*changes, first=(), second=()):
        project = make_project(tmp_path)
        for each in first:
            change_files(project.sources, each)
        seal(project.sources)
        for each in (NEXT, *second):
            change_files(project.sources, each)
        if second:
            seal(project.sources)
            change_files(project.sources, THIRD)
        for each in changes:
            change_files(project.sources, each)
        now = load_toolkit(project.sources, "harbor")
        before = sealed_editions(project.sources, "harbor")
        found = [*closed(now, before), *opened(now, before)]
        return [(each.code, each.place.path.removeprefix("harbor/"), each.message) for each in found]

    return after


KEPT, WIDER = (
    "is for {} now; edition 2026.1 keeps its text for {}",
    "becomes readable for {}; in edition 2026.1 it",
)
CASE_CLOSED = (NETWORK, to(CASE, "network"))
CLOSED = {
    "public to member": ((to(LETTER, "member"),), (), LETTER, KEPT.format("Members", "Public")),
    "public to network": ((to(CASE, "network"),), (NETWORK,), CASE, KEPT.format("Network", "Public")),
    "member to network": (
        (to(RATED, "network", "member"),), (NETWORK,), RATED, KEPT.format("Network", "Members"),
    ),
    "member to a tier that is new": (
        (NETWORK, to(RATED, "network", "member")), (), RATED, KEPT.format("Network", "Members"),
    ),
    "a section of it to members": (
        (section(RATED, "p1-sa/direction"),), (), RATED, "what p1-sa said, in",
    ),
}  # fmt: skip
QUIET = {
    "nothing": ((), ()),
    "other words": ((f"@ {PLAN}\n- {ABOUT}\n+ {ABOUT} Each week.\n",), ()),
    "given up": ((f"@ {PLAN}\n- status: approved\n+ status: retired\n",), ()),
    "a tier that nobody had before": ((NETWORK,), ()),
    "a tier in between": ((STAFF,), ()),
    "a section among everybody": ((section(OPEN_RATED, "p1-sa/means"),), ()),
}
OPENED = {
    "member to public": ((to(RATED, "public", "member"),), (), RATED, WIDER.format("Public")),
    "network to public": ((to(CASE, "public", "network"),), CASE_CLOSED, CASE, WIDER.format("Public")),
    "network to member": ((to(CASE, "member", "network"),), CASE_CLOSED, CASE, WIDER.format("Members")),
    "a section of it to everybody": (
        (section(OPEN_RATED, "p2-sa/direction"),), (), OPEN_RATED, "what p2-sa said, in",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "first", "file", "words"), CLOSED.values(), ids=CLOSED)
def test_it_is_said_that_what_is_sealed_stays_with_its_readers(told, changes, first, file, words):
    ((code, place, message),) = told(*changes, first=first)

    assert (code, place) == ("P160", file)
    assert words in message


@pytest.mark.parametrize(("changes", "first", "file", "words"), OPENED.values(), ids=OPENED)
def test_it_is_said_that_a_text_gets_more_readers(told, changes, first, file, words):
    ((code, place, message),) = told(*changes, first=first)

    assert (code, place) == ("P161", file)
    assert words in message


@pytest.mark.parametrize(("changes", "first"), QUIET.values(), ids=QUIET)
def test_nothing_is_said_where_readers_stay_the_same(told, changes, first):
    assert told(*changes, first=first) == []


def test_every_edition_is_named_that_keeps_the_text(told):
    ((_, _, message),) = told(to(LETTER, "member"), second=[to(CASE, "member")])

    assert "editions 2026.1 and 2026.2 keep its text for Public" in message


def test_what_the_last_edition_had_closed_already_is_not_told_again(told):
    assert told(second=[to(LETTER, "member")]) == []


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A project whose letter goes to members and whose self-assessment comes from them."""
    project = make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    seal(project.sources)
    for each in (NEXT, to(LETTER, "member"), to(RATED, "public", "member")):
        change_files(project.sources, each)
    return tmp_path


def say(*arguments):
    return CliRunner().invoke(toolkit, [*arguments], catch_exceptions=False)


def test_check_warns_and_stops_nothing(here):
    checked = say("check")

    assert checked.exit_code == 0
    assert "P160" in checked.stderr
    assert LETTER in checked.stderr
    assert "P161" not in checked.stderr
    assert "P160" in say("check").stderr  # the kept verdict says so too


TOLD = {
    "public": (["closed", "opened"], "now for Members. For members of your organisation."),
    "member": (["revalued", "revalued"], "access: public -> member"),
}


@pytest.mark.parametrize(("tier", "kinds", "words"), [(tier, *each) for tier, each in TOLD.items()])
def test_each_tier_is_told_what_it_has_now(here, tier, kinds, words):
    report = json.loads(say("changes", "--for", tier, "--json").stdout)

    changes = [each for each in report["changes"] if each["material"] in ("p1-letter", "p2-sa")]
    assert report["tier"] == tier
    assert [each["kind"] for each in changes] == kinds
    assert words in say("changes", "--for", tier).stdout
    assert f"as told to {tier}" in say("changes", "--for", tier).stdout


def test_no_word_of_a_text_that_went_is_told_to_everybody(here, tmp_path):
    change_files(here / "sources/harbor", f"@ {LETTER}\n- {ABOUT}\n+ {ABOUT} It is qzsecret.\n")

    for form in ((), ("--json",), ("--markdown",)):
        assert "qzsecret" not in say("changes", "--for", "public", *form).stdout
    say("changes", "--for", "public", "--page", "news.html")
    page = (here / "news.html").read_text("utf-8")
    assert "qzsecret" not in page
    assert "For others now" in page
    assert "for: Members. For members of your organisation." in page
    assert "qzsecret" in say("changes", "--for", "member", "--json").stdout


def test_an_unknown_tier_is_named_with_those_that_there_are(here):
    refused = say("changes", "--for", "members")

    assert refused.exit_code == 2
    assert "member" in refused.stderr
