"""The words of a toolkit win over the built-in ones, word by word; days and hours read as in its language."""

import pytest

from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import CompanionGuide
from toolkit_builder.errors import LayoutError
from toolkit_builder.layout import Filler, packets
from toolkit_builder.layout.wording import Wording, clock, day, read_strings
from toolkit_builder.project import layouts_path


@pytest.fixture
def words(tmp_path):
    """A function: the words of a language, with what stands in files of a toolkit and of the program."""

    def read(language, own="", built_in="", **regional):
        for name, text in (("own/en", own), ("built_in/en", built_in), *regional.items()):
            path = tmp_path / name.split("/")[0] / "strings" / f"{name.split('/')[1]}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            if text:
                path.write_text(text, encoding="utf-8")
        return read_strings((tmp_path / "own", tmp_path / "built_in"), language)

    return read


def test_own_words_win_and_the_others_stay(words):
    assert words("en", own="plan: Our plan\n", built_in="plan: Plan\npage: Page\n") == {
        "plan": "Our plan",
        "page": "Page",
    }


def test_words_of_a_region_win_over_those_of_its_language(words):
    files = {"built_in/en-US": "color: Color\n", "built_in/en-GB": "color: Colour!\n"}

    assert words("en-US", built_in="color: Colour\npage: Page\n", **files) == {
        "color": "Color",
        "page": "Page",
    }
    assert words("en", built_in="color: Colour\npage: Page\n", **files)["color"] == "Colour"


def test_own_words_win_over_those_of_a_region(words):
    files = {"built_in/en-US": "color: Color\n"}

    assert words("en-US", own="color: Hue\n", **files)["color"] == "Hue"


def test_own_words_alone_make_a_language(words):
    assert words("tlh", own="plan: Plan\n", **{"own/tlh": "plan: nab\n"}) == {"plan": "nab"}


def test_a_word_may_be_taken_away(words):
    assert words("en", own="plan:\n", built_in="plan: Plan\n") == {"plan": ""}


def test_no_words_at_all_are_named_with_what_there_is(words):
    with pytest.raises(LayoutError) as caught:
        words("fr", own="plan: Plan\n", **{"built_in/es": "plan: Plan\n"})

    assert str(caught.value.problems[0]) == (
        "layouts/strings/fr.yaml: L110 no words for the language 'fr'\n    hint: there are en, es"
    )


def test_own_words_are_printed(starter, tmp_path):
    own = tmp_path / "own" / "strings" / "en.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("how_to_use: Thus it is used\n", encoding="utf-8")
    toolkit = load_toolkit(starter, "starter")
    plan = next(plan for plan in packets(toolkit) if plan.packet.id == "p1-self-assessment")

    mine, theirs = (
        Filler(toolkit, layouts).fill(plan).body.decode()
        for layouts in ((tmp_path / "own", layouts_path()), (layouts_path(),))
    )

    assert ("Thus it is used" in mine, "Thus it is used" in theirs) == (True, False)


def test_words_are_filled_in_and_what_is_missing_is_named():
    say = Wording({"page": "Page {n}", "plan": "Plan"})

    assert (say.plan, say["plan"], say("page", n=3)) == ("Plan", "Plan", "Page 3")
    assert not hasattr(say, "other")
    with pytest.raises(ValueError, match="have no 'other'"):
        say["other"]
    with pytest.raises(ValueError, match="'page' need a value for 'n'"):
        say("page")


def test_days_read_as_in_the_language():
    assert day("2026-12-01", "en-US") == "December 1, 2026"
    assert day("2026-12-01", "en-GB") == "1 December 2026"


@pytest.mark.parametrize(
    ("language", "times"),
    [
        ("en-US", [("11:30", "12:45"), ("12:45", "1:15")]),
        ("de", [("11:30", "12:45"), ("12:45", "13:15")]),
    ],
)
def test_each_stretch_begins_when_the_one_before_ends(starter, language, times):
    (shelf,) = load_toolkit(starter, "starter").shelves
    guide = next(each for each in shelf.materials if isinstance(each, CompanionGuide))
    session = guide.sessions[0]
    stretches = [session.agenda[0].model_copy(update={"minutes": minutes}) for minutes in (75, 30)]
    changed = session.model_copy(update={"start": "11:30", "agenda": tuple(stretches)})

    assert [(begin, end) for _, begin, end in clock(changed, language)] == times
