"""The tree on the left: every file once, with its state in a word."""

import pytest

from tests.conftest import change_files
from tests.sealed import NEXT, seal
from tests.serve.conftest import CASE, DRAFT, raise_fault, write
from toolkit_builder.serve.navigation import tree
from toolkit_builder.serve.preview import Preview


def leaves(desk):
    now = desk.preview.moment
    branches = tree(now, desk.project.name, desk.views.say(now))
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

    titles = [branch.title for branch in tree(now, desk.project.name, desk.views.say(now))]

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
    (desk.project.sources / "case-studies" / "new-one.yaml").write_text("id: [", encoding="utf-8")
    desk.preview.refresh()

    leaf = leaves(desk)["case-studies/new-one.yaml"]

    assert (leaf.title, leaf.to) == ("new-one.yaml", "/file/case-studies/new-one.yaml")
    assert leaf.problems == 1


def test_what_is_not_read_is_listed_apart(desk):
    (desk.project.sources / "notes.txt").write_text("call them", encoding="utf-8")
    desk.preview.refresh()

    assert leaves(desk)["notes.txt"].problems == 1


@pytest.fixture
def sealed(desk):
    """The first edition is sealed, and the second has begun."""
    seal(desk.project.sources)
    change_files(desk.project.sources, NEXT)
    desk.preview.refresh()
    return desk


def states(desk):
    return {name: leaf.changed for name, leaf in leaves(desk).items() if leaf.changed}


def test_what_has_changed_since_the_sealed_edition_says_so(sealed):
    assert states(sealed) == {"editions/2026.2.yaml": "new"}
    sealed.save(CASE, "Two school years.", "Three school years.")
    sealed.save("glossary.yaml", "title: ", "title: New ")
    sealed.save("references.yaml", "title: ", "title: New ")
    sealed.save("brand.yaml", "logo_alt: ", "logo_alt: New ")
    sealed.save("toolkit.yaml", "title: ", "title: New ")
    sealed.save("principles/calm-days/principle.yaml", "tagline: ", "tagline: New ")
    sealed.save(DRAFT, "status: draft", "status: approved")

    assert states(sealed) == {
        CASE: "changed",
        "glossary.yaml": "changed",
        "references.yaml": "changed",
        "brand.yaml": "changed",
        "toolkit.yaml": "changed",
        "principles/calm-days/principle.yaml": "changed",
        DRAFT: "new",
        "editions/2026.2.yaml": "new",
    }


def test_words_put_back_are_no_change(sealed):
    sealed.save(CASE, "Two school years.", "Three school years.")
    sealed.save(CASE, "Three school years.", "Two school years.")

    assert CASE not in states(sealed)


def test_packets_tell_what_is_new_as_a_build_would(sealed):
    sealed.save(CASE, "Two school years.", "Three school years.")

    assert "Changes since First edition, 2026 (2026.1)." in sealed.html("p1-case-study")
    assert "Changes since" not in sealed.html("p2-self-assessment")


def test_an_id_that_was_published_and_is_gone_is_a_problem(sealed):
    sealed.save(CASE, "id: meetings", "id: gatherings")

    assert sealed.codes() == ["C333"]


def test_what_is_written_in_a_sealed_edition_is_known(desk):
    seal(desk.project.sources)
    desk.preview.refresh()
    desk.save(CASE, "Two school years.", "Three school years.")

    assert desk.preview.moment.sealed
    assert states(desk) == {CASE: "changed"}


def test_a_seal_that_cannot_be_read_is_told(desk):
    seal(desk.project.sources)
    (desk.project.sources / "editions/2026.1/seal.json").write_text("{", encoding="utf-8")
    desk.preview.refresh()

    assert desk.codes() == ["P120"]
    assert "Two school years." in desk.html("p1-case-study")


def test_beside_a_file_that_was_never_right_nothing_seems_to_have_changed(sealed):
    name = "principles/calm-days/principle.yaml"
    write(sealed.project, name, "tagline: ", "tagline: a: ")
    preview = Preview(sealed.project, raise_fault)

    now = preview.moment

    assert [problem.place.path for problem in now.problems] == [f"sources/harbor/{name}"]
    assert now.packets is not None
    assert now.packets.changes == ()
