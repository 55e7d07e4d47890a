"""What differs between two states: laws that hold for any two, and fine points no case folder shows."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.projects import FIXTURE
from toolkit_builder.content.comparing.compare import compare, marked
from toolkit_builder.content.comparing.moves import out_of_order
from toolkit_builder.content.comparing.redline import flowed
from toolkit_builder.content.comparing.state import (
    State,
    Thing,
    address_of,
    as_json,
    from_json,
    name_of,
    state,
)
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import ChangeNote
from toolkit_builder.content.texts import texts

WORDS = st.lists(st.sampled_from(["aim", "plan", "**aim**", "[@a]", "9", "the"]), min_size=1, max_size=6).map(
    " ".join
)
# What holds all materials, and those who may have them.
KIT = (
    Thing("top", "toolkit", "", "Kit", {}, {}, ""),
    Thing("top__all", "tier", "top", "All", {}, {}, "access"),
)
FIELDS = ("title", "text", "steps.0.text", "steps.1.text", "steps.2.text")


@pytest.fixture(scope="module")
def harbor():
    return load_toolkit(FIXTURE / "harbor", "sources/harbor")


@st.composite
def states(draw, drops=(0, 0, 0, 1)):
    """Two materials with up to six things, some inside others, in any order; the first may be taken out."""
    found = []
    for name in draw(st.permutations(["m", "n"])):
        found.append(Thing(name, "artifact", "top", name, draw(fields()), {"access": "all"}, "materials"))
    for number in draw(st.permutations(range(6))):
        owner = draw(st.sampled_from(["m", "n", *(each.address for each in found[2:])]))
        kind = draw(st.sampled_from(["form", "form", "form", "table"]))
        if draw(st.booleans()):
            values = draw(st.dictionaries(st.sampled_from(["minutes", "source"]), WORDS, max_size=2))
            found.append(Thing(f"m__{number}", kind, owner, "", draw(fields()), values, "blocks"))
    return State("kit", "2026.1", (*KIT, *found[draw(st.sampled_from(drops)) :]))


def fields():
    return st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=4)


@given(states(drops=(0,)))
def test_nothing_differs_from_itself(one):
    assert compare(one, one) == ()
    assert compare(one, from_json(as_json(one))) == ()


@pytest.mark.slow
@given(states(), states())
def test_every_change_is_of_a_thing_that_there_is_and_really_differs(one, other):
    before = {thing.address: thing for thing in one.things}
    after = {thing.address: thing for thing in other.things}

    changes = compare(one, other)

    assert (changes == ()) == (same(one) == same(other))
    for change in changes:
        assert change.address in (before if change.kind == "removed" and not change.field else after)
        if change.kind not in ("added", "removed", "moved"):
            assert change.before != change.after


def same(state):
    """A state without what a comparison overlooks: the order across owners, and line breaks."""
    rows: dict[tuple[str, str], list[object]] = {}
    for thing in state.things:
        words = {name: flowed(text) for name, text in thing.texts.items()}
        lists = [
            words.pop(name) for name in ("steps.0.text", "steps.1.text", "steps.2.text") if name in words
        ]
        rows.setdefault((thing.owner, thing.among), []).append(
            (thing.address, thing.kind, words, lists, thing.values)
        )
    return rows


@pytest.mark.slow
@given(states(), states())
def test_backwards_what_was_added_is_removed(one, other):
    there, back = compare(one, other), compare(other, one)

    def of(changes, kind):
        return sorted((each.address, each.after + each.before) for each in changes if each.kind == kind)

    assert of(there, "added") == of(back, "removed")
    assert of(there, "removed") == of(back, "added")
    whole = [sorted(each.address for each in changes if each.kind == "moved") for changes in (there, back)]
    assert len(whole[0]) == len(whole[1])


@given(st.lists(st.integers(0, 50), unique=True, max_size=9))
def test_only_what_really_moved_is_out_of_order(numbers):
    moved = out_of_order(numbers)

    stayed = [number for place, number in enumerate(numbers) if place not in moved]
    assert stayed == sorted(stayed)
    longest = [1] * len(numbers)
    for place, number in enumerate(numbers):
        longest[place] += max((longest[i] for i in range(place) if numbers[i] < number), default=0)
    assert len(stayed) == max(longest, default=0)


SIGNS = st.text(alphabet="ab 1,.*[]@()-\n\té…", max_size=30)


@given(SIGNS, SIGNS)
@example("one **two** three", "one two three")
@example("the aim", "the plan")
def test_a_marked_text_holds_both_wordings(before, after):
    stretches = marked(before, after)

    assert plain(words for kind, words in stretches if kind != "new") == plain(before)
    assert plain(words for kind, words in stretches if kind != "gone") == plain(after)
    for kind, words in stretches:
        assert words if kind == "same" else words.strip()


def plain(words):
    return "".join("".join(words).split())


def shown(before, after):
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[kind].format(words) for kind, words in marked(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The board meets weekly.", "The board gathers weekly.", "The board [-meets-]{+gathers+} weekly."),
        ("We plan.", "We plan and act.", "We plan {+and act+}."),
        ("We meet.", "We **meet**.", "We {+**+}meet{+**+}."),
        ("It rose [@a].", "It rose [@b].", "It rose [-[@a]-]{+[@b]+}."),
        ("See [the plan](#p1-a).", "See [the plan](#p1-b).", "See [the plan[-](#p1-a)-]{+](#p1-b)+}."),
        ("By 1,000 now", "By 1,500 now", "By [-1,000-]{+1,500+} now"),
        ("Ask who leads the aim.", "Tell all of it.", "[-Ask who leads the aim-]{+Tell all of it+}."),
        ("Compare and choose", "Compare, then choose", "Compare[- and-]{+, then+} choose"),
        ("One. Two.", "One. New. Two.", "One. {+New.+} Two."),
        ("One. Old. Two.", "One. Two.", "One. [-Old.-] Two."),
        ("- one\n- two", "- one\n- three\n- two", "- one\n{+- three+}\n- two"),
    ],
)  # fmt: skip
def test_words_are_marked_not_letters(before, after, expected):
    assert shown(before, after) == expected


def test_line_breaks_of_the_file_are_no_change():
    assert flowed("one\n  two\n\n\nthree\n- four\n  five\n") == "one two\n\nthree\n- four five"
    assert flowed("Yours,\\\n  Jo\nAvery\\\nHead\n") == "Yours,\\\nJo Avery\\\nHead"


def test_the_state_holds_the_words_of_the_texts_table(harbor):
    table = {
        (text.address, text.field): text.text
        for text in texts(harbor)
        if not text.address.startswith("harbor")
    }

    held = {
        (thing.address, name): words
        for thing in state(harbor).things
        if not thing.address.startswith("harbor")
        for name, words in thing.texts.items()
    }

    assert held == table


def test_every_thing_has_an_address_of_its_own_and_an_owner(harbor):
    things = state(harbor).things
    names = [thing.address for thing in things]

    assert len(set(names)) == len(names)
    assert [thing.address for thing in things if thing.owner not in names] == ["harbor"]
    assert all(thing.title for thing in things)


def test_a_state_is_kept_as_it_is(harbor):
    one = state(harbor)

    assert from_json(as_json(one)) == one
    assert as_json(from_json(as_json(one))) == as_json(one)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"schema": 1}', b'{"schema": 2}', b'{"schema": 1, "things": [{"a": 1}]}']
)
def test_what_is_no_state_is_refused(data):
    with pytest.raises(ValueError, match=r"state|Expecting|required"):
        from_json(data)


def test_names_and_addresses_are_one_another(harbor):
    for thing in state(harbor).things:
        assert address_of(name_of(thing.address)) == thing.address


def changed(one, address, **texts):
    """The same state with other words in one thing."""
    things = [
        replace(each, texts={**each.texts, **texts}) if each.address == address else each
        for each in one.things
    ]
    return replace(one, things=tuple(things))


def note(weight, text, *about):
    return ChangeNote.model_validate({"about": about, "weight": weight, "text": text})


def test_the_nearest_note_counts(harbor):
    one = state(harbor)
    other = changed(one, "p1_sa__shared_aim", statement="Every plan names one aim.")
    other = changed(other, "p1_sa__direction", intro="Where to.")
    notes = [
        note("minor", "Shorter.", "p1-sa"),
        note("major", "Another aim.", "p1-sa/shared-aim"),
        note("correction", "Not about what is inside.", "p1", "harbor"),
    ]

    told = {change.address: (change.weight, change.note) for change in compare(one, other, notes)}

    assert told == {
        "p1_sa__direction": ("minor", "Shorter."),
        "p1_sa__shared_aim": ("major", "Another aim."),
    }
