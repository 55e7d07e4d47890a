"""Packets that are looked at: filled again when a save touches them, and only then."""

import pytest

from tests.serve.conftest import ASSESSMENT, CASE, DRAFT
from toolkit_builder.layout import Filler

HOUSE = "p1-case-study"


def manuscripts(desk):
    now = desk.preview.moment
    return {name: desk.views.filled(plan, now).manuscript for name, plan in now.plans.items()}


def test_only_packets_that_a_save_touches_are_filled_again(desk):
    before = manuscripts(desk)
    desk.save(CASE, "Two school years.", "Three school years.")

    after = manuscripts(desk)

    again = {name for name in after if after[name] is not before[name]}
    assert again == {HOUSE, "p1", "p1-overview", "book", "index"}
    assert b"Three school years." in after[HOUSE].body


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (CASE, "title: One aim in every plan", "title: One aim in each plan"),
        (ASSESSMENT, "title: ", "title: New "),
        ("toolkit.yaml", "title: ", "title: New "),
        ("glossary.yaml", "title: ", "title: New "),
        ("references.yaml", "title: ", "title: New "),
        ("principles/calm-days/principle.yaml", "tagline: ", "tagline: New "),
        ("editions/2026.1.yaml", "label: ", "label: New "),
        ("brand.yaml", "logo_alt: ", "logo_alt: New "),
    ],
)
def test_what_is_not_filled_again_would_be_the_same(desk, name, old, new):
    manuscripts(desk)
    desk.save(name, old, new)

    kept = manuscripts(desk)

    now = desk.preview.moment
    fresh = {
        packet: Filler(now.reading.drafts, desk.project.layouts).fill(plan)
        for packet, plan in now.plans.items()
    }
    assert {packet: each.body for packet, each in kept.items()} == {
        packet: each.body for packet, each in fresh.items()
    }


def test_a_packet_that_cannot_be_filled_stays_as_it_was(desk):
    before = desk.html(HOUSE)
    desk.save(CASE, "12 schools, invented for this example.", "12 schools [@no-report].")

    now = desk.preview.moment
    filled = desk.views.filled(now.plans[HOUSE], now)

    assert filled.old
    assert filled.problems == ()
    assert "12 schools, invented for this example." in desk.html(HOUSE)
    assert desk.codes() == ["C304"]
    assert desk.html(HOUSE).count('class="mark"') == 1
    assert before.count('class="mark"') == 0


def test_after_the_source_is_there_the_packet_follows(desk):
    desk.html(HOUSE)
    desk.save(CASE, "12 schools, invented for this example.", "12 schools [@no-report].")
    desk.html(HOUSE)
    desk.save("references.yaml", "  - id: example-report", "  - id: no-report")

    assert "12 schools" in desk.html(HOUSE)
    assert "C305" in desk.codes()  # what cited the old id


def test_a_packet_with_a_broken_file_shows_the_last_good_text(desk):
    desk.html(HOUSE)
    desk.save(CASE, "challenge: |", "challenge: Goals: what was wrong")

    assert "What was wrong, in one to three paragraphs." in desk.html(HOUSE)
    assert desk.codes() == ["C212"]


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
def test_a_problem_stands_beside_the_text_it_is_about(desk, old, new, beside):
    desk.html(HOUSE)
    desk.save(CASE, old, new)

    now = desk.preview.moment
    frame = desk.views.frame(now.plans[HOUSE], now)

    (block,) = {*frame.marks.values()}
    marked = frame.html.partition(f'data-at="{block}"')[2]
    assert marked.partition("</a>")[2].startswith(f" {beside}")


def test_a_draft_is_shown_though_no_packet_holds_it(desk):
    now = desk.preview.moment

    assert "A letter that a school sends home." in desk.html("p2-artifact-week")
    assert now.packets.drafts == {"p2-artifact-week"}
    desk.save(DRAFT, "status: draft", "status: approved")
    assert desk.preview.moment.packets.drafts == set()


def test_a_layout_of_the_toolkit_that_is_wrong_is_told(desk):
    desk.html(HOUSE)
    own = desk.project.sources / "layouts" / "case-study"
    own.mkdir(parents=True)
    (own / "packet.html").write_text("{{ nonsense }}", encoding="utf-8")
    desk.preview.refresh()

    now = desk.preview.moment
    filled = desk.views.filled(now.plans[HOUSE], now)

    assert [problem.code for problem in filled.problems] == ["L101"]
    assert filled.manuscript is not None


def test_a_layout_of_the_toolkit_may_print_any_file(desk):
    own = desk.project.sources / "layouts" / "parts"
    own.mkdir(parents=True)
    (own / "nothing.html").write_text("", encoding="utf-8")
    desk.preview.refresh()
    before = manuscripts(desk)
    desk.save(ASSESSMENT, "title: ", "title: New ")

    after = manuscripts(desk)

    assert all(after[name] is not before[name] for name in before)


def test_a_folder_that_is_away_for_a_while_leaves_everything_as_it_was(desk, tmp_path):
    before = desk.html(HOUSE)
    away = desk.project.sources.rename(tmp_path / "away")
    desk.preview.refresh()

    assert desk.codes() == ["C112"]
    assert "Two school years." in desk.html(HOUSE)

    away.rename(desk.project.sources)
    desk.preview.refresh()
    assert desk.codes() == []
    assert desk.html(HOUSE) == before
