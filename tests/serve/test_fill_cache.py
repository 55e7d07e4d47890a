"""Packets that are looked at: filled again when a save touches them, and only then."""

import pytest

from tests.serve.conftest import ASSESSMENT, CASE, DRAFT
from toolkit_builder.layout import Filler

PACKET = "p1-case-study"


def manuscripts(headless):
    snapshot = headless.preview.snapshot
    return {name: headless.views.filled(plan, snapshot).manuscript for name, plan in snapshot.plans.items()}


def test_only_packets_that_a_save_touches_are_filled_again(headless):
    before = manuscripts(headless)
    headless.save(CASE, "Two school years.", "Three school years.")

    after = manuscripts(headless)

    again = {name for name in after if after[name] is not before[name]}
    assert again == {PACKET, "p1", "p1-overview", "book", "index"}
    assert b"Three school years." in after[PACKET].body


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (CASE, "title: One aim in every plan", "title: One aim in each plan"),
        (ASSESSMENT, "title: ", "title: New "),
        ("principles/shared-aim/artifacts/family-letter.yaml", "what_is_this: ", "what_is_this: New "),
        ("toolkit.yaml", "title: ", "title: New "),
        ("glossary.yaml", "title: ", "title: New "),
        ("references.yaml", "title: ", "title: New "),
        ("principles/calm-days/principle.yaml", "tagline: ", "tagline: New "),
        ("editions/2026.1.yaml", "label: ", "label: New "),
        ("brand.yaml", "logo_alt: ", "logo_alt: New "),
    ],
)
def test_what_is_not_filled_again_would_be_the_same(headless, name, old, new):
    manuscripts(headless)
    headless.save(name, old, new)

    kept = manuscripts(headless)

    snapshot = headless.preview.snapshot
    fresh = {
        packet: Filler(snapshot.sources.drafts, headless.project.layouts).fill(plan)
        for packet, plan in snapshot.plans.items()
    }
    assert {packet: manuscript.body for packet, manuscript in kept.items()} == {
        packet: manuscript.body for packet, manuscript in fresh.items()
    }


def test_a_packet_that_cannot_be_filled_stays_as_it_was(headless):
    before = headless.html(PACKET)
    headless.save(CASE, "12 schools, invented for this example.", "12 schools [@no-report].")

    snapshot = headless.preview.snapshot
    filled = headless.views.filled(snapshot.plans[PACKET], snapshot)

    assert filled.old
    assert filled.problems == ()
    assert "12 schools, invented for this example." in headless.html(PACKET)
    assert headless.codes() == ["C304"]
    assert headless.html(PACKET).count('class="mark"') == 1
    assert before.count('class="mark"') == 0


def test_after_the_source_is_there_the_packet_follows(headless):
    headless.html(PACKET)
    headless.save(CASE, "12 schools, invented for this example.", "12 schools [@no-report].")
    headless.html(PACKET)
    headless.save("references.yaml", "  - id: example-report", "  - id: no-report")

    assert "12 schools" in headless.html(PACKET)
    assert "C305" in headless.codes()  # what cited the old id


def test_a_packet_with_a_broken_file_shows_the_last_good_text(headless):
    headless.html(PACKET)
    headless.save(CASE, "challenge: |", "challenge: Goals: what was wrong")

    assert "What was wrong, in one to three paragraphs." in headless.html(PACKET)
    assert headless.codes() == ["C212"]


@pytest.mark.parametrize(
    ("old", "new", "beside"),
    [
        (
            "strategic_priority: What the",
            "strategic_priority: What: the",
            "What the school system put first.",
        ),
        ("challenge: |", "challenge: Goals: what", "What was wrong, in one to three paragraphs."),
        (
            "  What was wrong, in one to three paragraphs.\n",
            "  One.\n\n  Two.\n\n  # Three\n",
            "What was wrong",
        ),
        ("    text: 12 schools", "    txet: 12 schools", "12 schools, invented for this example."),
    ],
)
def test_a_problem_stands_beside_the_text_it_is_about(headless, old, new, beside):
    headless.html(PACKET)
    headless.save(CASE, old, new)

    snapshot = headless.preview.snapshot
    frame = headless.views.frame(snapshot.plans[PACKET], snapshot)

    (block,) = {*frame.marks.values()}
    marked = frame.html.partition(f'data-at="{block}"')[2]
    assert marked.partition("</a>")[2].startswith(f" {beside}")


def test_a_draft_is_shown_though_no_packet_holds_it(headless):
    snapshot = headless.preview.snapshot

    assert "A letter that a school sends home." in headless.html("p2-artifact-week")
    assert snapshot.packets.drafts == {"p2-artifact-week"}
    headless.save(DRAFT, "status: draft", "status: approved")
    assert headless.preview.snapshot.packets.drafts == set()


def test_a_layout_of_the_toolkit_that_is_wrong_is_told(headless):
    headless.html(PACKET)
    own = headless.project.sources / "layouts" / "case-study"
    own.mkdir(parents=True)
    (own / "packet.html").write_text("{{ nonsense }}", encoding="utf-8")
    headless.preview.refresh()

    snapshot = headless.preview.snapshot
    filled = headless.views.filled(snapshot.plans[PACKET], snapshot)

    assert [problem.code for problem in filled.problems] == ["L101"]
    assert filled.manuscript is not None


def test_a_layout_of_the_toolkit_may_print_any_file(headless):
    own = headless.project.sources / "layouts" / "parts"
    own.mkdir(parents=True)
    (own / "nothing.html").write_text("", encoding="utf-8")
    headless.preview.refresh()
    before = manuscripts(headless)
    headless.save(ASSESSMENT, "title: ", "title: New ")

    after = manuscripts(headless)

    assert all(after[name] is not before[name] for name in before)


def test_a_folder_that_is_away_for_a_while_leaves_everything_as_it_was(headless, tmp_path):
    before = headless.html(PACKET)
    away = headless.project.sources.rename(tmp_path / "away")
    headless.preview.refresh()

    assert headless.codes() == ["C112"]
    assert "Two school years." in headless.html(PACKET)

    away.rename(headless.project.sources)
    headless.preview.refresh()
    assert headless.codes() == []
    assert headless.html(PACKET) == before
