"""The tree on the left: every file once, with its state in a word."""

import re

import pytest

from tests.conftest import change_files
from tests.layout.templates import LAYOUTS
from tests.sealed import NEXT, seal
from tests.serve.conftest import CASE, DRAFT, raise_fault, write
from toolkit_builder.serve.navigation import tree
from toolkit_builder.serve.preview import Preview


def leaves(headless):
    snapshot = headless.preview.snapshot
    branches = tree(snapshot, headless.project.name, headless.views.say(snapshot))
    return {leaf.file or leaf.to: leaf for branch in branches for leaf in branch.leaves}


def test_every_file_and_every_packet_has_its_place(headless):
    by_name = leaves(headless)
    snapshot = headless.preview.snapshot

    assert {leaf.file for leaf in by_name.values() if leaf.file} == set(snapshot.sources.files)
    assert {leaf.to.removeprefix("/packet/") for leaf in by_name.values() if "/packet/" in leaf.to} == set(
        snapshot.plans
    )


def test_principles_stand_in_printed_order(headless):
    snapshot = headless.preview.snapshot

    titles = [branch.title for branch in tree(snapshot, headless.project.name, headless.views.say(snapshot))]

    assert titles == [
        "Value 1: One shared aim", "Value 2: Calm days", "Whole toolkit", "Files of the whole toolkit"
    ]  # fmt: skip


def test_a_problem_is_counted_at_its_file(headless):
    headless.save(CASE, "challenge: |", "challenge: Goals: what was wrong")

    by_name = leaves(headless)

    assert by_name[CASE].problems == 1
    assert sum(leaf.problems for leaf in by_name.values()) == 1
    assert by_name[CASE].to == "/packet/p1-case-study"


def test_a_draft_says_so(headless):
    assert leaves(headless)[DRAFT].status == "draft"
    assert leaves(headless)[CASE].status == ""


def test_a_file_that_was_never_right_has_a_page_of_its_own(project, headless):
    (headless.project.sources / "case-studies" / "new-one.yaml").write_text("id: [", encoding="utf-8")
    headless.preview.refresh()

    leaf = leaves(headless)["case-studies/new-one.yaml"]

    assert (leaf.title, leaf.to) == ("new-one.yaml", "/file/case-studies/new-one.yaml")
    assert leaf.problems == 1


def test_what_is_not_read_is_listed_apart(headless):
    (headless.project.sources / "notes.txt").write_text("call them", encoding="utf-8")
    headless.preview.refresh()

    assert leaves(headless)["notes.txt"].problems == 1


@pytest.fixture
def sealed(headless):
    """The first edition is sealed, and the second has begun."""
    seal(headless.project.sources)
    change_files(headless.project.sources, NEXT)
    headless.preview.refresh()
    return headless


def states(headless):
    return {name: leaf.changed for name, leaf in leaves(headless).items() if leaf.changed}


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
    (problem,) = sealed.preview.snapshot.problems
    assert "\nretired:\n  - id: p1-north/meetings\n    why:" in problem.hint
    (rule,) = re.findall(r"(?m)^\.hint \{(.*)\}$", (LAYOUTS / "serve" / "serve.css").read_text("utf-8"))
    assert "white-space: pre-wrap" in rule


def test_what_is_written_in_a_sealed_edition_is_known(headless):
    seal(headless.project.sources)
    headless.preview.refresh()
    headless.save(CASE, "Two school years.", "Three school years.")

    assert headless.preview.snapshot.sealed
    assert states(headless) == {CASE: "changed"}


def test_a_seal_that_cannot_be_read_is_told(headless):
    seal(headless.project.sources)
    (headless.project.sources / "editions/2026.1/seal.json").write_text("{", encoding="utf-8")
    headless.preview.refresh()

    assert headless.codes() == ["P120"]
    assert "Two school years." in headless.html("p1-case-study")


def test_beside_a_file_that_was_never_right_nothing_seems_to_have_changed(sealed):
    name = "principles/calm-days/principle.yaml"
    write(sealed.project, name, "tagline: ", "tagline: a: ")
    preview = Preview(sealed.project, raise_fault)

    snapshot = preview.snapshot

    assert [problem.place.path for problem in snapshot.problems] == [f"sources/harbor/{name}"]
    assert snapshot.packets is not None
    assert snapshot.packets.changes == ()


def test_every_sealed_edition_that_cannot_be_read_is_told_of(sealed):
    seal(sealed.project.sources)
    for bundle in sealed.project.sources.glob("editions/*/bundle.zip"):
        bundle.write_bytes(b"torn")

    sealed.preview.refresh()

    assert sealed.codes() == ["P123", "P123"]
