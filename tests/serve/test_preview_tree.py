"""The tree on the left: every file once, with its state in a word."""

from tests.serve.conftest import CASE, DRAFT
from toolkit_builder.serve.tree import tree


def leaves(desk):
    now = desk.preview.moment
    branches = tree(now, desk.request.name, desk.views.say(now))
    return {leaf.file or leaf.to: leaf for branch in branches for leaf in branch.leaves}


def test_every_file_and_every_packet_has_its_place(desk):
    found = leaves(desk)
    now = desk.preview.moment

    assert {leaf.file for leaf in found.values() if leaf.file} == set(now.reading.files)
    assert {leaf.to.removeprefix("/packet/") for leaf in found.values() if "/packet/" in leaf.to} == set(
        now.plans
    )


def test_principles_stand_in_printed_order(desk):
    now = desk.preview.moment

    titles = [branch.title for branch in tree(now, desk.request.name, desk.views.say(now))]

    assert titles == [
        "Value 1: One shared aim", "Value 2: Calm days", "Whole toolkit", "Files of the whole toolkit"
    ]  # fmt: skip


def test_a_problem_is_counted_at_its_file(desk):
    desk.save(CASE, "challenge: |", "challenge: Goals: what was wrong")

    found = leaves(desk)

    assert found[CASE].problems == 1
    assert sum(leaf.problems for leaf in found.values()) == 1
    assert found[CASE].to == "/packet/p1-case-study"


def test_a_draft_says_so(desk):
    assert leaves(desk)[DRAFT].status == "draft"
    assert leaves(desk)[CASE].status == ""


def test_a_file_that_was_never_right_has_a_page_of_its_own(project, desk):
    (desk.request.sources / "case-studies" / "new-one.yaml").write_text("id: [", encoding="utf-8")
    desk.preview.refresh()

    leaf = leaves(desk)["case-studies/new-one.yaml"]

    assert (leaf.title, leaf.to) == ("new-one.yaml", "/file/case-studies/new-one.yaml")
    assert leaf.problems == 1


def test_what_is_not_read_is_listed_apart(desk):
    (desk.request.sources / "notes.txt").write_text("call them", encoding="utf-8")
    desk.preview.refresh()

    assert leaves(desk)["notes.txt"].problems == 1
