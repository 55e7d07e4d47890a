"""Ids that were published are there and mean the same, or an edition says that they are given up."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import change_files
from tests.projects import FIXTURE
from tests.sealed import NEXT
from toolkit_builder.content.comparing.state import Thing, state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.rules.published import vanished

AIM = "principles/shared-aim"
ASSESSMENT = f"{AIM}/self-assessments/main.yaml"
LETTER = f"{AIM}/artifacts/family-letter.yaml"
CASE = f"{AIM}/case-studies/north-valley.yaml"
GUIDE = f"{AIM}/companion-guides/main.yaml"
WITHOUT_LETTER = f"delete {LETTER}\n@ {CASE}\n- artifacts:\n-   - p1-letter\n"
OTHER_AIM = f"""@ {ASSESSMENT}
-       - id: shared-aim
+       - id: one-aim
@ toolkit.yaml
-   toolkit](#p1-sa/shared-aim) and a citation [@example-report], and lists:
+   toolkit](#p1-sa/one-aim) and a citation [@example-report], and lists:
"""
SURPRISE = "-     text: Which rating surprised us, and what does it tell us?\n"
OTHER_WORDS = f"""@ {GUIDE}
-         title: How to use this sheet
-         text: Write down evidence, in few words.
+         title: Before you begin
+         text: Read the sheet.
"""
OTHER_SCALE = "@ toolkit.yaml\n-   - id: practice\n+   - id: steps\n" + "".join(
    f"@ {file}\n- scale: practice\n+ scale: steps\n"
    for file in (ASSESSMENT, "principles/calm-days/self-assessments/main.yaml")
)
OTHER_BLOCK = f"""@ {GUIDE}
-       - type: text
-         id: how-to-note
-         title: How to use this sheet
-         text: Write down evidence, in few words.
+       - type: checklist
+         id: how-to-note
+         items:
+           - Write down evidence.
"""


@pytest.fixture
def kit(tmp_path):
    """The fixture toolkit, to be changed."""
    return Path(shutil.copytree(FIXTURE / "harbor", tmp_path / "harbor"))


@pytest.fixture
def said(kit):
    """A function: what is said once the published toolkit was changed, and the next edition begun."""

    def after(*changes, begun=NEXT):
        published = state(load_toolkit(kit, "harbor"))
        for each in (begun, *changes):
            change_files(kit, each)
        return [str(problem) for problem in vanished(load_toolkit(kit, "harbor"), [published])]

    return after


def retired(name):
    return f"@ editions/2026.2.yaml\n+ retired:\n+   - id: {name}\n+     why: It is not needed any more.\n"


def test_nothing_is_said_of_what_is_as_it_was(said):
    assert said() == []


def test_a_material_that_is_gone_is_named_once(said):
    what = '"p1-letter" of edition 2026.1 is gone: the artifact "Letter to families"'
    assert said(WITHOUT_LETTER) == [
        f"""harbor/editions/2026.2.yaml:1:1: C333 {what}
     1 | id: 2026.2
       | ^^
    hint: put it back; if it is given up, write in editions/2026.2.yaml:
          retired:
            - id: p1-letter
              why: One sentence for readers."""
    ]


def test_what_an_edition_gives_up_may_go_with_all_inside(said):
    assert said(WITHOUT_LETTER, retired("p1-letter")) == []


def test_a_scale_is_named_once_with_its_levels(said):
    (problem,) = said(OTHER_SCALE)

    assert '"harbor/scales/practice" of edition 2026.1 is gone: the scale' in problem
    assert "write its published id here: practice" in problem


def test_a_scale_may_go_with_its_levels(said):
    assert said(OTHER_SCALE, retired("harbor/scales/practice")) == []


def test_drafts_and_retired_materials_keep_their_ids(said):
    status = f"@ {LETTER}\n- status: approved\n+ status: retired\n@ {CASE}\n- artifacts:\n-   - p1-letter\n"

    assert said(status) == []


def test_another_id_is_taken_for_a_slip_of_the_pen(said):
    (problem,) = said(OTHER_AIM)

    first, line, under, *_ = problem.split("\n")
    assert first.startswith(f"harbor/{ASSESSMENT}:39:13: C333 ")
    assert (line.partition("| ")[2].strip(), under.partition("| ")[2].strip()) == ("- id: one-aim", "^" * 7)
    assert '"p1-sa/shared-aim" of edition 2026.1 is gone: the indicator "Every school\'s plan' in problem
    assert "hint: if this is the same indicator, write its published id here: shared-aim\n" in problem


def test_an_id_that_names_another_kind_of_thing_is_told_there(said):
    (problem,) = said(OTHER_BLOCK)

    assert problem.startswith(f"harbor/{GUIDE}:117:13: C334 ")
    assert 'C334 "p1-guide/how-to-note" names a text in edition 2026.1, and a checklist here' in problem


def test_an_id_may_name_the_same_kind_with_other_words(said):
    assert said(OTHER_WORDS) == []


@pytest.mark.parametrize(("kept", "heirs"), [(7, 1), (6, 0)])
def test_a_new_thing_takes_the_place_of_an_old_one_that_shares_seven_words_of_ten(kit, kept, heirs):
    asked = "Which of our ten ratings did surprise us most today"
    change_files(kit, f"@ {ASSESSMENT}\n{SURPRISE}+     text: {asked}\n")
    toolkit = load_toolkit(kit, "harbor")
    published = state(toolkit)
    words = " ".join([*asked.split()[:kept], *["other"] * (10 - kept)])
    things = [
        replace(thing, address="p1_sa__asked", texts={"text": words})
        if thing.texts == {"text": asked}
        else thing
        for thing in published.things
    ]

    (problem,) = vanished(toolkit, [replace(published, things=tuple(things))])

    assert problem.message.startswith('"p1-sa/asked" of edition 2026.1 is gone: the question "')
    assert problem.hint.count("write its published id here: asked") == heirs


def test_an_heir_is_of_the_same_kind_and_of_no_other_edition(kit):
    toolkit = load_toolkit(kit, "harbor")
    published = state(toolkit)
    letter = next(thing for thing in published.things if thing.address == "p1_letter")
    old = [replace(letter, address="p1_old"), replace(letter, address="p1_older", kind="case-study")]

    gone = [*vanished(toolkit, [replace(published, things=tuple(old))])]

    assert ["write its published id here: p1-old\n" in problem.hint for problem in gone] == [True, False]
    both = replace(published, things=(*published.things, old[0]))
    assert "write its published id" not in next(vanished(toolkit, [both])).hint


@pytest.mark.parametrize(("kind", "gone"), [("reference", 0), ("tier", 0), ("brand", 0), ("scale", 1)])
def test_what_nothing_points_at_may_go(kit, kind, gone):
    toolkit = load_toolkit(kit, "harbor")
    published = state(toolkit)
    more = replace(published.things[-1], address="harbor__others__old", kind=kind)

    assert len([*vanished(toolkit, [replace(published, things=(*published.things, more))])]) == gone


def test_what_came_and_went_between_is_known_from_its_own_edition(kit):
    toolkit = load_toolkit(kit, "harbor")
    first = state(toolkit)
    more = Thing("p1_old", "artifact", "p1", "Old", {}, {})
    second = replace(first, edition="2026.2", things=(*first.things, more))
    third = replace(first, edition="2026.3")

    (problem,) = vanished(toolkit, [third, second, first])

    assert '"p1-old" of edition 2026.2 is gone' in problem.message


def test_a_sealed_edition_is_not_to_be_changed(said):
    (problem,) = said(WITHOUT_LETTER, begun="")

    assert "write in the next edition (`toolkit new edition`):" in problem


def test_notes_of_older_editions_may_speak_of_what_is_gone(kit):
    note = """@ editions/2026.1.yaml
+ notes:
+   - about:
+       - p1-letter
+     weight: minor
+     text: See [the letter](#p1-letter).
"""
    for change in (note, NEXT, WITHOUT_LETTER):
        change_files(kit, change)

    load_toolkit(kit, "harbor")
