"""What came from what: told where a thing is new, followed from the old, refused where it is wrong."""

import pytest

from tests.renewed import AIM, CALM, FIRST, Editions, without
from toolkit_builder.content.comparing.compare import compare
from toolkit_builder.content.comparing.crosswalk import Crosswalk, as_json, crosswalk, from_json
from toolkit_builder.content.comparing.state import as_json as state_json
from toolkit_builder.content.comparing.state import from_json as state_from_json
from toolkit_builder.content.rules.descent import origins_were_published
from toolkit_builder.content.rules.published import vanished

AIM_WORDS, PLAIN, WALL = FIRST["direction"]
BUDGET, CALENDAR = FIRST["means"]


@pytest.fixture
def kit(tmp_path):
    """The first edition."""
    editions = Editions(tmp_path)
    editions.sections(FIRST)
    return editions


def problems(kit, *states):
    found = [*vanished(kit.toolkit(), states), *origins_were_published(kit.toolkit(), states)]
    return [(problem.code, problem.message) for problem in found]


def kinds(before, after):
    """What is told of things as a whole, and which fields differ."""
    return [
        (each.kind, each.address, each.field or each.before or each.after) for each in compare(before, after)
    ]


SPLIT = {
    "direction": [
        ("aim-in-plans <- shared-aim", "Every school's plan names the same aim."),
        ("aim-in-words <- shared-aim", "The aim is named in the same words."),
        PLAIN, WALL,
    ],
    "means": FIRST["means"],
}  # fmt: skip
HALF = {
    "direction": [
        ("shared-aim", "Every school's plan names the same aim."),
        ("aim-in-words <- shared-aim", "The aim is named in the same words."),
        PLAIN, WALL,
    ],
    "means": FIRST["means"],
}  # fmt: skip
JOINED = {
    "direction": [AIM_WORDS, ("seen <- plain-words, on-the-wall", "Everyone can see and read the aim.")],
    "means": FIRST["means"],
}
TAKEN_IN = {
    "direction": [AIM_WORDS, ("plain-words <- on-the-wall", "Everyone can see and read the aim.")],
    "means": FIRST["means"],
}
RENAMED = {
    "direction": [AIM_WORDS, PLAIN, ("on-walls <- on-the-wall", "Everyone who comes can see the aim.")],
    "means": FIRST["means"],
}
SECTIONS = {
    "aims <- direction": [AIM_WORDS],
    "public <- direction": [PLAIN, WALL],
    "means": FIRST["means"],
}
FOLLOWED = [
    (SPLIT, {"p1_sa__shared_aim": ("p1_sa__aim_in_plans", "p1_sa__aim_in_words")}),
    (HALF, {"p1_sa__shared_aim": ("p1_sa__shared_aim", "p1_sa__aim_in_words")}),
    (JOINED, {"p1_sa__plain_words": ("p1_sa__seen",), "p1_sa__on_the_wall": ("p1_sa__seen",)}),
    (TAKEN_IN, {"p1_sa__on_the_wall": ("p1_sa__plain_words",)}),
    (RENAMED, {"p1_sa__on_the_wall": ("p1_sa__on_walls",)}),
    (SECTIONS, {"p1_sa__direction": ("p1_sa__aims", "p1_sa__public")}),
]
NAMES = ["split", "half-stays", "joined", "taken-in", "renamed", "section-split"]


@pytest.mark.parametrize(("table", "became"), FOLLOWED, ids=NAMES)
def test_what_came_from_something_is_found_from_there_and_nothing_is_lost(kit, table, became):
    before = kit.state()
    kit.sections(table)

    found = crosswalk(before, kit.state())

    followed = {each.address: tuple(heir.address for heir in each.heirs) for each in found.successions}
    assert followed == became
    assert found.heirs("p1_sa__calendar") == ("p1_sa__calendar",)
    assert problems(kit, before) == []
    assert from_json(as_json(found)) == found


@pytest.mark.parametrize(("table", "became"), FOLLOWED, ids=NAMES)
def test_once_sealed_it_is_history_and_nothing_is_told_again(kit, table, became):
    first = kit.state()
    kit.sections(table)
    second = state_from_json(state_json(kit.state()))

    assert compare(second, kit.state()) == ()
    assert crosswalk(second, kit.state()).successions == ()
    assert problems(kit, second, first) == []


def test_which_words_changed_is_said_of_one_that_came_from_one(kit):
    before = kit.state()
    kit.sections(RENAMED)

    (succession,) = crosswalk(before, kit.state()).successions

    assert [(heir.words, heir.joined) for heir in succession.heirs] == [(("statement",), False)]
    kit.sections(JOINED)
    assert {heir.joined for each in crosswalk(before, kit.state()).successions for heir in each.heirs} == {
        True
    }


def test_a_section_that_goes_to_another_file_takes_along_what_lies_in_it(kit):
    before = kit.state()
    kit.sections({"direction": FIRST["direction"]})
    kit.sections(
        {"money <- p1-sa/means": [("budget", "The budget says what each sum is for."), CALENDAR]}, CALM
    )
    kit.begin("p2-sa/direction")

    found = crosswalk(before, kit.state())

    followed = {
        each.address: [(heir.address, heir.words) for heir in each.heirs] for each in found.successions
    }
    assert followed == {
        "p1_sa__means": [("p2_sa__money", ("title",))],
        "p1_sa__budget": [("p2_sa__budget", ("statement",))],
        "p1_sa__calendar": [("p2_sa__calendar", ())],
    }
    assert problems(kit, before) == []
    assert [(each.before, each.after) for each in found.numbers] == [("2.1", "1.1"), ("2.2", "1.2")]


def test_what_stays_behind_when_its_section_goes_is_missed(kit):
    before = kit.state()
    kit.sections({"direction": FIRST["direction"]})
    kit.sections({"money <- p1-sa/means": [BUDGET]}, CALM)
    kit.begin("p2-sa/direction")

    assert [code for code, _ in problems(kit, before)] == ["C333"]
    kit.change("@ editions/2026.2.yaml\n+   - id: p1-sa/calendar\n+     why: It is not needed any more.\n")
    assert problems(kit, before) == []


def test_a_material_under_another_id_takes_along_all_that_it_holds(kit):
    before = kit.state()
    letter = "principles/shared-aim/artifacts/family-letter.yaml"
    kit.change(
        f"move {letter} principles/calm-days/artifacts/family-letter.yaml\n"
        "@ principles/calm-days/artifacts/family-letter.yaml\n- id: p1-letter\n"
        "+ id: p2-note\n+ slug: families\n+ came_from:\n+   - p1-letter\n",
        "@ principles/shared-aim/case-studies/north-valley.yaml\n- artifacts:\n-   - p1-letter\n",
    )

    found = crosswalk(before, kit.state())

    assert found.heirs("p1_letter") == ("p2_note",)
    assert {each.address.replace("p1_letter", "p2_note") for each in found.successions} == {
        thing.address for thing in kit.state().things if thing.address.startswith("p2_note")
    }
    assert problems(kit, before) == []


def test_an_heir_of_an_heir_is_found_by_way_of_the_edition_between(kit):
    first = kit.state()
    kit.sections(RENAMED)
    second = kit.state()
    kit.sections({**FIRST, "direction": [AIM_WORDS, PLAIN, ("walls <- on-walls", "Walls show the aim.")]})

    found = crosswalk(first, kit.state(), [second])

    assert found.heirs("p1_sa__on_the_wall") == ("p1_sa__walls",)
    assert problems(kit, second, first) == []


def test_what_the_edition_between_said_need_not_be_said_again(kit):
    first = kit.state()
    kit.sections(RENAMED)
    second = kit.state()
    kit.sections(
        {part: [(row[0].partition(" <- ")[0], *row[1:]) for row in rows] for part, rows in RENAMED.items()}
    )

    assert crosswalk(first, kit.state(), [second]).heirs("p1_sa__on_the_wall") == ("p1_sa__on_walls",)
    assert problems(kit, second, first) == []


def test_a_renamed_level_takes_its_answers_along(kit):
    before = kit.state()
    kit.change(
        "@ toolkit.yaml\n-       - id: emerging\n+       - id: begun\n"
        "+         came_from:\n+           - emerging\n"
    )
    for file in (AIM, CALM):
        path = kit.folder / file
        path.write_text(path.read_text("utf-8").replace("emerging:", "begun:"), "utf-8")

    level = "harbor__scales__practice__levels__"
    assert crosswalk(before, kit.state()).heirs(f"{level}emerging") == (f"{level}begun",)
    assert problems(kit, before) == []


def test_things_of_other_kinds_may_say_what_they_came_from(kit):
    before = kit.state()
    block = "@ principles/shared-aim/companion-guides/main.yaml\n"
    kit.change(
        f"{block}-       - type: text\n-         id: how-to-note\n"
        "-         title: How to use this sheet\n-         text: Write down evidence, in few words.\n"
        "+       - type: checklist\n+         id: note-steps\n"
        "+         came_from:\n+           - how-to-note\n"
        "+         items:\n+           - Write down evidence.\n",
        f"@ {AIM}\n-   - id: surprise\n+   - id: surprises\n+     came_from:\n+       - surprise\n",
    )

    found = crosswalk(before, kit.state())

    assert found.heirs("p1_guide__how_to_note") == ("p1_guide__note_steps",)
    assert found.heirs("p1_sa__surprise") == ("p1_sa__surprises",)
    assert problems(kit, before) == []


def test_one_that_moves_and_is_reworded_is_told_as_one_thing(kit):
    before = kit.state()
    kit.sections({"direction": FIRST["direction"], "means": [CALENDAR]})
    kit.sections({"direction": [("sums <- p1-sa/budget", "The budget says what each sum does.")]}, CALM)
    kit.begin("p2-sa/quiet-hour")

    told = kinds(before, kit.state())

    assert ("came-from", "p2_sa__sums", "p1_sa__budget") in told
    assert ("reworded", "p2_sa__sums", "statement") in told
    assert ("became", "p1_sa__budget", "p2_sa__sums") in told
    assert not [each for each in told if each[0] in ("added", "removed") and "budget" in each[1]]


WRONG = [
    ("C371", {"direction": [*FIRST["direction"], ("new <- shared-aims", "New.")]}, FIRST["means"]),
    ("C371", {"direction": [*FIRST["direction"], ("new <- p2-sa/budget", "New.")]}, FIRST["means"]),
    ("C371", {"direction <- p1-sa/aims": FIRST["direction"]}, FIRST["means"]),
    ("C372", {"direction": [*FIRST["direction"], ("new <- shared-aim", "New.")]}, FIRST["means"]),
    ("C372", {"direction": FIRST["direction"], "more <- direction": [("new", "New.")]}, FIRST["means"]),
    (
        "C372",
        {"direction": [("aim <- shared-aim", AIM_WORDS[1]), PLAIN, WALL, ("new <- shared-aim", "New.")]},
        FIRST["means"],
    ),
    (
        "C373",
        {"direction": [*FIRST["direction"][:2], ("wall <- on-the-wall, direction", "A.")]},
        FIRST["means"],
    ),
    ("C373", {"direction": FIRST["direction"], "more <- budget": [("new", "New.")]}, [CALENDAR]),
    ("C373", {"direction": [*FIRST["direction"], ("new <- surprise", "New.")]}, FIRST["means"]),
]


@pytest.mark.parametrize(("code", "table", "means"), WRONG)
def test_what_cannot_be_is_refused_where_it_is_written(kit, code, table, means):
    before = kit.state()
    kit.sections({**table, "means": means})

    found = [*origins_were_published(kit.toolkit(), [before])]

    assert [problem.code for problem in found] == [code]
    assert found[0].place.path == f"harbor/{AIM}"
    assert found[0].place.text.strip().startswith("- ")


def test_what_an_edition_says_is_replaced_by_nothing_has_no_heir(kit):
    before = kit.state()
    kit.sections(RENAMED)
    kit.begin("p1-sa/on-the-wall")
    assert problems(kit, before) == []

    kit.change("@ editions/2026.2.yaml\n+     replaced_by: nothing\n")

    assert [code for code, _ in problems(kit, before)] == ["C374"]


def test_what_a_draft_came_from_is_not_lost_and_not_judged(kit):
    before = kit.state()
    kit.sections(without(FIRST, "budget"))
    kit.sections({"direction": [("sums <- p1-sa/budget", "The budget says what each sum does.")]}, CALM)
    kit.change(f"@ {CALM}\n- status: approved\n+ status: draft\n")
    guide = kit.folder / "principles/calm-days/companion-guides"

    found = [code for code, message in problems(kit, before) if "budget" in message]

    assert found == []
    assert not guide.exists()


def test_bundles_without_a_crosswalk_or_origins_read_as_empty(kit):
    kept = state_json(kit.state()).replace(b',\n   "came_from": []', b"")

    assert b"came_from" not in kept
    assert state_from_json(kept) == kit.state()
    assert Crosswalk().heirs("p1_sa__budget") == ("p1_sa__budget",)


@pytest.mark.parametrize("data", [b"{}", b'{"schema": 2}', b'{"schema": 1, "successions": [{}]}', b"["])
def test_what_is_no_crosswalk_is_refused(data):
    with pytest.raises(ValueError, match=r"crosswalk|Expecting|required"):
        from_json(data)
