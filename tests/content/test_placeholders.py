"""The program's own words are told from an author's, also when some of them were changed."""

import shutil

import pytest

from tests.projects import ROOT, command
from tests.sealed import seal
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.placeholders import placeholders, texts_of_starter
from toolkit_builder.content.starter import new_edition, new_material, new_principle
from toolkit_builder.content.walk import walk
from toolkit_builder.content.words import Text
from toolkit_builder.project import Project

TOP = "toolkit.yaml"
CASE = "principles/first-principle/case-studies/north-valley.yaml"
LETTER = "principles/first-principle/artifacts/family-letter.yaml"


def ours(folder):
    """What is found in a toolkit's folder: file and line -> words."""
    return {str(each.place).rpartition(":")[0]: each.text for each in placeholders(load_toolkit(folder, "t"))}


def found(folder, words):
    """Whether some words are among what is found."""
    return any(words in text for text in ours(folder).values())


def write(folder, old, new, name=LETTER):
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_every_text_of_the_starter_is_ours_but_those_that_may_stay_and_single_words(starter):
    toolkit = load_toolkit(starter, "t")
    told = {each.text for each in placeholders(toolkit)}
    printed = {str(part.value) for source in toolkit.sources for part in walk(source.node)
               if isinstance(part.value, Text) and part.path in source.marks}  # fmt: skip
    kept = {text for text in printed - told if len(text.split()) > 2}

    assert len(told) > 100
    assert kept == {
        "Creative Commons Attribution 4.0 International", "At a glance", "Find what you need",
        "You may copy and adapt these texts if you name the toolkit and say what you changed.",
        "2023 to 2025", "Report a mistake to toolkit@example.org.",
        "Levels of practice", "We could not point to it today.",
        "Some of us do it, and it depends on who is there.", "All of us do it, and it is written down.",
        "First edition, 2026", "The first edition of this toolkit.", "Words used here",
        "We begin and end on time.", "We name evidence before we judge.",
        "Read the norms aloud and ask what is missing.", "Leads the session and keeps to its purpose.",
        "One week before", "Send the self-assessment to everyone.", "On the day",
        "Put up the levels where all can see them.", "From ratings to a plan",
        "The group reads the purpose and adopts the norms.", "What would make this hour worth your while?",
        "How to use this sheet", "Tick what is true.", "Fill it in together.", "We look at it again on",
        "What do we now know about our practice?", "How did we work together?",
        "Write what you will do, and when you look at it again.", "It is not for judging persons.",
        "Where ratings lie two or more levels apart, hear the evidence before you vote.",
        "Each person marks two indicators; the team takes up the one to three with the most marks.",
        "What would you like to ask us?",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "changed", "own"),
    [
        (
            "It tells families about the aim in plain words.",
            "It tells our families about the goal in plain language.",
            "It tells parents and guardians about reading goals in plain language.",
        ),
        (
            "A letter that a school sends home.",
            "A letter that our school sends home.",
            "A note for caregivers.",
        ),
        (
            "Replace the words in brackets and send it in September.",
            "Replace all words in brackets, and send it in August.",
            "Fill in your school's name and mail it in August.",
        ),
        (
            "Have it read by two families first.",
            "Have it read by three families.",
            "Ask two parents what they did not understand.",
        ),
        ("One sentence under the title.", "One sentence below the title.", "One aim for every school."),
        ("Name of the library", "NAME OF THE LIBRARY", "Maine School Leaders"),
    ],
)
def test_a_changed_sentence_is_still_ours_and_another_is_not(starter, before, changed, own):
    write(starter, before, changed)
    assert found(starter, changed)

    write(starter, changed, own)
    assert not found(starter, own)


@pytest.mark.parametrize("words", ["Heading", "Notes", "Yes", "Date", "Your reply", "Dear families"])
def test_one_or_two_words_are_anybodys(starter, words):
    write(starter, "title: Dear families", f"title: {words}")

    assert not found(starter, words)


@pytest.mark.parametrize("words", ["2023 to 2025", "2019 to 2021", "12 of 30"])
def test_years_and_other_figures_are_anybodys(starter, words):
    write(starter, "period: 2023 to 2025", f"period: {words}", CASE)

    assert not found(starter, words)


@pytest.mark.parametrize(
    "address", ["dana@lakeside-boards.org", "info@schools.me.us", "toolkit@harbor.ca.gov"]
)
def test_with_another_address_a_text_is_its_authors(starter, address):
    assert found(starter, "example.org")
    write(starter, "Report a mistake to toolkit@example.org.", f"Report a mistake to {address}.", TOP)

    assert not found(starter, address)


def test_what_new_writes_is_ours_too(starter, tmp_path):
    project = Project(tmp_path, "mine")
    shutil.copytree(starter, project.sources)
    new_principle(project, "pillar-two")
    path = new_material(project, "self-assessment", "other", "pillar-two")
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: approved"), "utf-8")
    seal(project.sources)
    new_edition(project, None)

    told = ours(project.sources)

    assert told["t/principles/pillar-two/principle.yaml:7"] == "Name of pillar two"
    assert "What is new, for readers." in told.values()
    assert [text for place, text in told.items() if "other.yaml" in place].count("What it looks like.") == 3


def test_drafts_and_editions_before_are_left_out(starter, tmp_path):
    project = Project(tmp_path, "mine")
    shutil.copytree(starter, project.sources)
    write(
        project.sources,
        "The first edition of this toolkit.",
        "What is new, for readers.",
        "editions/2026.1.yaml",
    )
    assert found(project.sources, "What is new")

    seal(project.sources)
    new_edition(project, "2026.2")
    write(
        project.sources, "summary: What is new, for readers.", "summary: Two letters.", "editions/2026.2.yaml"
    )
    write(project.sources, "status: approved", "status: draft")
    case = LETTER.replace("artifacts/family-letter", "case-studies/north-valley")
    write(project.sources, "artifacts:\n  - p1-letter\n", "", case)

    assert not found(project.sources, "What is new")
    assert not any("family-letter" in place for place in ours(project.sources))


def test_the_day_of_the_starter_is_ours_only_beside_words_of_ours(starter):
    assert found(starter, "2026-01-15")
    references = "references:\n  - id: example-report\n    author: A\n    title: B\n    date: 2026-01-15\n"
    (starter / "references.yaml").write_text(
        f"{references}    accessed: 2026-01-15\n    url: https://a.us/\n"
    )

    assert not any(place.startswith("t/references") for place in ours(starter))


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://www.example.com/letter", "https://www.examples.com/letter"),
        ("http://example.edu", "http://an-example.edu"),
        ("https://district.test/a", "https://www.test.org/a"),
        ("https://a.b.invalid", "https://invalid.us"),
        ("https://north.example/letter", "https://example.north.us/letter"),
        ("mailto:office@schools.example", "mailto:example@schools.us"),
    ],
)
def test_addresses_that_are_kept_for_examples_lead_nowhere(starter, address, own):
    write(starter, "https://example.org/letter", address)
    lines = {place for place, text in ours(starter).items() if text in address}
    assert any(place.startswith(f"t/{LETTER}") for place in lines)

    write(starter, address, own)
    assert not any(text in own for text in ours(starter).values())


def test_a_toolkit_that_says_it_is_a_sample_may_have_them(starter):
    assert found(starter, "example.org")
    notice = "sample_notice: The places and offices named here are invented."
    write(starter, "sample_notice: Placeholder content. Replace every text before you publish.", notice, TOP)

    assert "example.org" not in ours(starter).values()


@pytest.mark.parametrize("name", ["public-education-promise", "districts-at-work", "future-of-learning"])
def test_nothing_in_a_toolkit_that_somebody_wrote_is_ours(name):
    toolkit = load_toolkit(ROOT / "sources" / name, name)

    assert placeholders(toolkit) == ()
    assert [text for source in toolkit.sources for text in texts_of_starter(source)] == []


def test_check_counts_them_and_lists_them_and_publish_refuses_them(starter, tmp_path):
    project = Project(tmp_path / "project", "mine")
    shutil.copytree(starter, project.sources)
    number = len(placeholders(load_toolkit(project.sources, "mine")))

    checked = command("check", cwd=project.root)
    listed = command("check", "--ours", cwd=project.root)
    refused = command("publish", "2026.1", "--dry-run", cwd=project.root)

    assert checked.returncode == 0
    assert (
        f"{number} texts are still ours, and not yours: `toolkit check --ours` lists them" in checked.stdout
    )
    assert len(listed.stdout.splitlines()) == number + 1
    assert "sources/mine/toolkit.yaml:5:8: a text of the starter: Name of your toolkit" in listed.stdout
    assert refused.returncode == 6
    assert refused.stderr.count(": P118 ") == 10
    assert f"and {number - 10} more" in refused.stderr
