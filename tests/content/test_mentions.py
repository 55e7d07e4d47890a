"""`{level:id}` is the label of a level wherever a text is read, and stays what it is in the file."""

import pickle
import shutil
from pathlib import Path

import pytest

from tests.conftest import change_files
from tests.projects import FIXTURE
from tests.sealed import NEXT
from toolkit_builder.content.comparing.compare import compare
from toolkit_builder.content.comparing.state import as_json, from_json, state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.mentions import spelled, written_at
from toolkit_builder.content.rules.mentions import outdated
from toolkit_builder.content.rules.published import guard
from toolkit_builder.content.texts import texts
from toolkit_builder.content.typed_labels import typed_alone, typed_labels
from toolkit_builder.content.words import Line, Text
from toolkit_builder.errors import SourceError
from toolkit_builder.layout.where import find

ASSESSMENT = "principles/shared-aim/self-assessments/main.yaml"
GUIDE = "principles/shared-aim/companion-guides/main.yaml"
STEP = "-     - Rate alone, then compare.\n"
MENTIONED = (
    f"@ {ASSESSMENT}\n{STEP}+     - Half or fewer is {{level:emerging}}, *all* is {{level:established}}.\n"
)
TYPED = f"@ {ASSESSMENT}\n{STEP}+     - Half or fewer is Emerging, *all* is Established.\n"
RENAMED = "@ toolkit.yaml\n-         label: Emerging\n+         label: Getting started\n"
LABELS = {
    "not-yet": "Not yet",
    "emerging": "Emerging",
    "words": "In words",
    "agree": "Agree",
    "mostly": "Mostly",
}


@pytest.fixture
def kit(tmp_path):
    """A function: the fixture toolkit after some changes."""
    folder = Path(shutil.copytree(FIXTURE / "harbor", tmp_path / "harbor"))

    def load(changes=""):
        change_files(folder, changes)
        return load_toolkit(folder, "harbor")

    return load


def step(toolkit):
    return next(
        text for text in texts(toolkit) if text.field == "how_to_use.during.0" and "Half" in text.text
    )


def test_the_texts_table_has_the_printed_words_and_the_written_ones(kit):
    told = step(kit(MENTIONED))

    assert told.text == "Half or fewer is Emerging, *all* is Established."
    assert told.text.written == "Half or fewer is {level:emerging}, *all* is {level:established}."
    assert told.place.text.strip() == "- Half or fewer is {level:emerging}, *all* is {level:established}."
    assert isinstance(told.text, Line)
    assert pickle.loads(pickle.dumps(told.text)).written == told.text.written


def test_another_label_is_no_other_text_to_a_translator(kit):
    first = step(kit(MENTIONED))
    second = step(kit(RENAMED))

    assert second.text == "Half or fewer is Getting started, *all* is Established."
    assert second.sha256 == first.sha256


def test_words_are_found_as_they_are_printed(kit):
    toolkit = kit(MENTIONED)

    assert [found.field for found in find(toolkit, "fewer is Emerging")] == ["how_to_use.during.0"]
    assert [*find(toolkit, "{level:emerging}")] == []


@pytest.mark.parametrize("earlier", [MENTIONED, TYPED])
def test_a_renamed_level_is_told_once(kit, earlier, monkeypatch):
    monkeypatch.setattr("toolkit_builder.content.load.BETWEEN", ())  # typed names are refused today
    before = from_json(as_json(state(kit(earlier))))
    back = "".join(f"{'-' if line[0] == '+' else '+'}{line[1:]}\n" for line in earlier.split("\n")[1:3][::-1])
    after = state(kit(f"@ {ASSESSMENT}\n{back}\n{MENTIONED}{RENAMED}"))

    told = [change for change in compare(before, after) if change.kind != "rescaled"]

    assert [(change.kind, change.address, change.before, change.after) for change in told] == [
        ("retitled", "harbor__scales__practice__levels__emerging", "Emerging", "Getting started")
    ]


def test_what_changed_beside_a_renamed_level_is_told_in_the_words_of_each_edition(kit):
    before = state(kit(MENTIONED))
    words = MENTIONED.split("\n")[2][1:]
    after = state(kit(f"{RENAMED}@ {ASSESSMENT}\n-{words}\n+{words.replace('Half', 'A half')}\n"))

    [change] = [change for change in compare(before, after) if change.field == "how_to_use.during.0"]

    assert change.before == "Half or fewer is Emerging, *all* is Established."
    assert change.after == "A half or fewer is Getting started, *all* is Established."


def test_a_state_without_mentions_is_kept_as_it_always_was(kit):
    assert b'"written"' not in as_json(state(kit()))


def test_a_typed_name_of_the_edition_before_is_refused_with_todays(kit):
    before = state(kit())
    typed = f"@ {ASSESSMENT}\n{STEP}+     - Half or fewer is Emerging.\n"
    toolkit = kit(
        f"{NEXT}{RENAMED}{typed}@ {GUIDE}\n"
        "-     text: We begin and end on time.\n+     text: We began, some said, Emerging first.\n"
    )

    with pytest.raises(SourceError) as caught:
        guard(toolkit, [before])

    assert {problem.code for problem in caught.value.problems} == {"C356"}
    assert [problem.place.path for problem in caught.value.problems] == [
        f"harbor/{GUIDE}",
        f"harbor/{ASSESSMENT}",
    ]
    assert '"Emerging" is what edition 2026.1 called a level that is now "Getting started"' in str(
        caught.value
    )
    assert "write {level:emerging}" in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        "",  # no level has another name
        f"{RENAMED}{MENTIONED}",
        f"{RENAMED}@ {ASSESSMENT}\n{STEP}+     - Hear of emerging needs first.\n",
    ],
)
def test_names_of_today_and_ordinary_words_pass(kit, changes):
    before = state(kit())

    assert [*outdated(kit(f"{NEXT}{changes}"), [before])] == []
    assert [*outdated(kit(), [])] == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("half or fewer is Emerging, all is well", ["Emerging"]),
        ("Call it Emerging and move on.", ["Emerging"]),
        ("the rows that lie between Not yet and Emerging", ["Not yet", "Emerging"]),
        ("It is “Emerging” at best.", ["Emerging"]),
        ("a row rated emerging.", ["emerging"]),
        ("the **emerging** level", ["emerging"]),
        ("Ratings of “mostly” come first", ["mostly"]),
        ("write In words beside it", ["In words"]),
        ("in 3 schools, Mostly", ["Mostly"]),
        # Neighbours that pass.
        ("Emerging research says so.", []),
        ("The work is not yet done; it has not yet begun.", []),
        ("Not yet, said the board. Agree on a date.", []),
        ("the Emerging Leaders program", []),
        ("We agree with emerging bilinguals.", []),
        ("an emerging level of trust", []),
        ("rate it in words, not in numbers", []),
        ("Rate emerging programs first.", []),
        ("It is {level:emerging}.", []),
        ("They mostly agree.", []),
        ("pre-Emerging or Emerging-based", []),
    ],
)
def test_a_name_is_told_from_the_same_words(text, named):
    assert [typed.words for typed in typed_labels(text, LABELS)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Not yet", True), ("**Not yet**", True), ("**Emerging:** some do", True), ("Mostly means now", True),
        ("Not yet done", False), ("Agree on it", False), ("emerging", False), ("Emerging,\nas it is", False),
    ],
)  # fmt: skip
def test_a_name_alone_is_known(text, named):
    assert (typed_alone(text, LABELS) is not None) == named


def test_braces_that_mention_nothing_are_printed():
    names = {"level:a": Text("A*b"), "level:b": Text("1. One")}

    assert spelled(r"{x} {level:c} \{level:a} { level:a }", names) == r"{x} {level:c} \{level:a} { level:a }"
    assert spelled("{level:a}{level:b}", names) == r"A\*b1\. One"
    assert spelled("{level:a}", names, is_marked=False) == "A*b"


@pytest.mark.parametrize(
    ("words", "found"),
    [("Half", "Half"), ("is Em", "is {l"), ("Emerging", "{level:e"), (", all", ", all"), ("End", "End")],
)
def test_a_printed_word_is_found_where_it_is_written(words, found):
    text = Line("Half is {level:emerging}, all {level:b}. End").spelled(
        "Half is Emerging, all Getting on. End"
    )

    start = written_at(text, text.index(words))

    assert text.written[start:].startswith(found)
    assert written_at(Line("as it is"), 3) == 3


RULE = (
    "@ toolkit.yaml\n-         definition: All of us do it, and it is written down.\n"
    "+         definition: All of us do it, and it is written down.\n"
    "+     rules:\n+       - id: shares\n+         text: Half or *fewer* is {level:emerging}.\n"
)
RULED = f'@ {ASSESSMENT}\n{STEP}+     - "Count. {{rule:shares}}"\n'


def test_a_rule_is_printed_where_a_text_mentions_it_with_todays_names(kit):
    toolkit = kit(f"{RULE}{RULED}{RENAMED}")

    [told] = [text for text in texts(toolkit) if text.field == "how_to_use.during.0" and "Count" in text.text]

    assert told.text == "Count. Half or *fewer* is Getting started."
    assert told.text.written == "Count. {rule:shares}"


def test_a_rule_in_a_plain_text_has_no_marks(kit):
    toolkit = kit(f'{RULE}@ {GUIDE}\n-         title: Compare ratings\n+         title: "{{rule:shares}}"\n')

    assert "Half or fewer is Emerging." in [text.text for text in texts(toolkit)]


def test_another_rule_is_told_once(kit):
    before = state(kit(f"{RULE}{RULED}"))
    after = state(
        kit(
            "@ toolkit.yaml\n-         text: Half or *fewer* is {level:emerging}.\n"
            "+         text: A third or *fewer* is {level:emerging}.\n"
        )
    )

    [change] = compare(before, after)

    assert (change.kind, change.thing, change.after) == (
        "reworded",
        "rule",
        "A third or *fewer* is Emerging.",
    )
