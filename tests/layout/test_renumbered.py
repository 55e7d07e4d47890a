"""Numbers and old words: what `changes` counts is what packets print; a marked copy says what was there."""

from dataclasses import replace

import pytest
from lxml import etree

from tests.pdf.packets import harbor
from tests.renewed import FIRST, Editions
from toolkit_builder.content.comparing.numbers import numbers
from toolkit_builder.content.comparing.state import state
from toolkit_builder.layout import Filler
from toolkit_builder.layout.block_redline import lost, redline
from toolkit_builder.layout.news import News
from toolkit_builder.layout.packets import text_packets

SHARED, PLAIN, WALL = FIRST["direction"]
BUDGET, CALENDAR = FIRST["means"]


@pytest.fixture
def kit(tmp_path):
    """The first edition."""
    editions = Editions(tmp_path)
    editions.sections(FIRST)
    return editions


def packets(toolkit, news=None):
    filler = Filler(toolkit, harbor().project.layouts, news)
    return filler, {plan.packet.id: filler.fill(plan) for plan in text_packets(toolkit)}


def news_of(before, kit):
    return News.between((before, kit.state()), "First edition, 2026", ())


def marked(kit, before, packet="p1-self-assessment"):
    """A marked copy as a tree."""
    news = news_of(before, kit)
    filler, filled = packets(kit.toolkit())
    return etree.fromstring(filler.marked_copy(filled[packet], news).body)


def words(node):
    return " ".join("".join(map(str, node.itertext())).split())


def printed(manuscripts, counted):
    """Address -> the number that a packet prints there first."""
    found = {}
    for manuscript in manuscripts:
        for node in etree.fromstring(manuscript.body).iterfind(".//*[@id]"):
            number = node.find(".//span[@class='number']")
            if node.get("id") in counted and number is not None:
                found[node.get("id")] = words(number)
    return found


def test_what_is_counted_is_what_packets_print(kit):
    toolkit = kit.toolkit()
    counted = numbers(state(toolkit))

    shown = printed(packets(toolkit)[1].values(), counted)

    assert shown == counted
    assert {"p1_sa__budget", "p1_guide__open"} & shown.keys()
    assert shown["p1_sa__budget"] == "2.1"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["public-education-promise", "future-of-learning", "districts-at-work"])
def test_the_real_toolkits_print_what_is_counted(name):
    from tests.projects import ROOT
    from toolkit_builder.content.load import load_toolkit

    toolkit = load_toolkit(ROOT / "sources" / name, name)
    counted = numbers(state(toolkit))

    assert printed(packets(toolkit)[1].values(), counted) == counted


MOVES = [
    ({"direction": [PLAIN, WALL, SHARED], "means": [BUDGET, CALENDAR]}, ["was 1.1", "was 1.2", "was 1.3"]),
    (
        {"means": [BUDGET, CALENDAR], "direction": [SHARED, PLAIN, WALL]},
        ["was 1", "was 1.1", "was 2", "was 2.1"],
    ),
    ({"direction": [SHARED, WALL], "means": [BUDGET, CALENDAR]}, ["was 1.3"]),
    ({"direction": [("new", "New."), SHARED, PLAIN, WALL], "means": [BUDGET]}, ["was 1.1", "was 1.2"]),
    ({"direction": [SHARED, PLAIN, WALL], "means": [BUDGET, CALENDAR]}, []),
]


@pytest.mark.parametrize(("table", "was"), MOVES)
def test_a_number_that_changed_says_what_it_was_once(kit, table, was):
    before = kit.state()
    kit.sections(table)

    main = marked(kit, before)

    tags = [words(span) for span in main.iter("span") if span.get("class") == "change"]
    told = [tag for tag in tags if tag.startswith("was ")]
    assert set(was) <= set(told)
    assert len(told) == len(news_of(before, kit).numbers)
    for span in main.iter("span"):
        if span.get("class") == "change" and words(span).startswith("was "):
            assert span.getprevious().get("class") == "number"


@pytest.mark.parametrize(
    ("table", "note"),
    [
        ({**FIRST, "direction": [PLAIN, WALL, SHARED]}, "Moved from here since 2026.1: Indicator 1.1: Every"),
        (
            {"direction": [SHARED, WALL], "means": [BUDGET, CALENDAR, PLAIN]},
            "Moved from here since 2026.1: Indicator 1.2: Families",
        ),
        (
            {**FIRST, "direction": [SHARED, ("seen <- plain-words, on-the-wall", "It is seen.")]},
            "Taken up elsewhere since 2026.1: Indicator 1.2: Families can read the aim in their own language."
            " (now 1.2)",
        ),
        ({**FIRST, "direction": [SHARED, PLAIN]}, "Removed here since 2026.1: Indicator 1.3: Everyone"),
    ],
)
def test_the_place_that_something_left_is_marked(kit, table, note):
    before = kit.state()
    kit.sections(table)

    notes = [words(node) for node in marked(kit, before).iterfind(".//p[@data-changed='gone']")]

    assert [each for each in notes if each.startswith(note)]


def test_the_place_is_after_what_came_before_it(kit):
    before = kit.state()
    kit.sections({"direction": [SHARED, WALL], "means": [BUDGET, CALENDAR, PLAIN]})

    (note,) = marked(kit, before).iterfind(".//p[@data-changed='gone']")

    assert note.getprevious().get("id") == "p1_sa__shared_aim"


def test_what_is_told_of_several_things_that_left_names_all(kit):
    before = kit.state()
    kit.sections(
        {"direction": [WALL, SHARED, PLAIN], "means": [("all <- budget, calendar", "Money and time.")]}
    )

    notes = " ".join(words(node) for node in marked(kit, before).iterfind(".//p[@data-changed='gone']"))

    assert "Indicator 2.1: The budget" in notes
    assert "Indicator 2.2: The calendar" in notes


def test_a_new_indicator_says_what_it_came_from_with_the_old_words(kit):
    before = kit.state()
    kit.sections(
        {**FIRST, "direction": [SHARED, PLAIN, ("on-walls <- on-the-wall", "Everyone sees the aim.")]}
    )

    block = marked(kit, before).find(".//section[@id='p1_sa__on_walls']")

    assert "From 1.3 of 2026.1" in [words(span) for span in block.iter("span")]
    assert [words(each) for each in block.iter("del")] == ["can see"]
    assert [words(each) for each in block.iter("ins")] == ["sees"]


def test_a_renamed_level_is_told_at_the_scale_and_in_the_first_table(kit):
    before = kit.state()
    kit.change("@ toolkit.yaml\n-         label: Emerging\n+         label: Beginning\n")

    heads = [node for node in marked(kit, before).iter("th") if node.get("data-changed")]

    assert [words(each.find("del")) for each in heads] == ["Emerging", "Emerging"]
    tables = [next(head.iterancestors("table")).get("class") for head in heads]
    assert tables == ["facts", "rubric"]


def test_a_value_that_fills_its_cell_shows_the_old_one(kit):
    before = kit.state()
    kit.change(
        "@ principles/shared-aim/case-studies/north-valley.yaml\n-     years: 2023 to 2025\n"
        "+     years: 2022 to 2025\n"
    )

    main = marked(kit, before, "p1-case-study")

    assert [words(each) for each in main.iter("del")] == ["2023"] * len(main.findall(".//ins"))
    assert main.find(".//ins") is not None


def test_packets_and_updates_tell_of_other_numbers_once(kit):
    before = kit.state()
    kit.sections({"direction": [PLAIN, WALL, SHARED], "means": [BUDGET, CALENDAR]})

    _, filled = packets(kit.toolkit(), news_of(before, kit))

    for packet, title in (("p1-self-assessment", "Other numbers"), ("p1", "Other numbers in “")):
        (part,) = etree.fromstring(filled[packet].body).iterfind(".//section[@class='news']")
        told = words(part)
        assert told.count("1.2 is now 1.1, 1.3 is now 1.2, 1.1 is now 1.3.") == 1
        assert title in told
    assert b"is now" not in filled["p2-self-assessment"].body


REDLINES = [
    ("<p>We plan and act.</p>", "We plan.", "We plan and act.", "We plan {and act}."),
    ("<p>We plan.</p>", "We plan, and we act.", "We plan.", "We plan[, and we act]."),
    ("<p>The <em>board</em> gathers weekly.</p>", "The *board* meets weekly.", "The *board* gathers weekly.",
     "The board [meets] {gathers} weekly."),
    ("<li>Ask <strong>every</strong> school.</li>", "Ask each school.", "Ask **every** school.",
     "Ask [each] {every} school."),
    ("<h3><span class='number'>1.1</span> All of it. <span class='tag'>School</span></h3>", "Part of it.",
     "All of it.", "1.1 [Part] {All} of it. School"),
    ("<p>Second, in other words.</p>", "First.\n\nSecond, in words.", "First.\n\nSecond, in other words.",
     "Second, in {other} words."),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "before", "after", "shown"), REDLINES)
def test_old_words_stand_where_they_stood(markup, before, after, shown):
    block = etree.fromstring(markup)
    plain = words(block)

    assert redline(block, before, after, lambda key, **values: f"{key}: {values['words']}")

    said = etree.fromstring(etree.tostring(block))
    assert {each.get("aria-label") for each in said.iter("del")} == {
        f"mark_del: {words(each)}" for each in said.iter("del")
    }
    for each in said.iter("del", "ins"):
        each.text = ("[{}]" if each.tag == "del" else "{{{}}}").format(each.text)
    assert words(said) == shown
    for each in block.iter("del"):
        each.text = ""
    assert words(block).replace(" ", "") == plain.replace(" ", "")


@pytest.mark.parametrize(
    ("markup", "before", "after"),
    [
        ("<p>Nothing of it.</p>", "We plan.", "We act."),
        ("<p>First.</p>", "First.\n\nOld.", "First.\n\nNew and quite another thing."),
        ("<p>New and quite another thing.</p>", "First.\n\nOld.", "First.\n\nNew and quite another thing."),
    ],
)
def test_a_block_without_old_words_stays_as_it_is(markup, before, after):
    block = etree.fromstring(markup)

    assert not redline(block, before, after, lambda key, **values: key)
    assert etree.tostring(block).decode() == markup


def test_paragraphs_that_nothing_was_made_from_are_lost():
    assert lost("One.\n\nTwo words here.\n\nThree.", "One.\n\nTwo other words here.") == ("Three.",)
    assert lost("One.", "Another.") == ()
    assert lost("- a\n- b", "- b") == ("a",)


def test_numbers_of_an_own_layout_are_left_alone(kit):
    before = kit.state()
    kit.sections({"direction": [PLAIN, WALL, SHARED], "means": [BUDGET, CALENDAR]})
    filler, filled = packets(kit.toolkit())
    letters = filled["p1-self-assessment"]
    body = letters.body.replace(b'class="number">1.', b'class="number">A.')

    copy = filler.marked_copy(replace(letters, body=body), news_of(before, kit))

    assert b"was 1." not in copy.body
