"""The label that is printed at a field, and whether a name begins with it."""

import pytest
from lxml import etree

from tests.pdf.packets import harbor, real
from toolkit_builder.layout.questions import questions
from toolkit_builder.machine.xml import parse
from toolkit_builder.readback.labels import begins_with, glued, printed_labels
from toolkit_builder.readback.manuscript import spaced

PLAN = (
    "<table><thead><tr><th>Action</th><th>Who</th></tr></thead>"
    '<tbody><tr><th>1</th><td><input id="f"/></td></tr></tbody></table>'
)
PRINTED = [
    ('<div><p class="label">Our evidence</p><textarea id="f"/></div>', "Our evidence"),
    (
        '<div><p class="label">My rating</p><p>all</p><select id="f"/><p class="label">Our</p></div>',
        "My rating",
    ),
    ('<div><p class="label">One</p><input id="g"/><p class="label">Two</p><input id="f"/></div>', "Two"),
    (
        '<ul><li><input id="f"/> Book <em>the</em> room<span class="footnote">A note</span>.</li></ul>',
        "Book the room.",
    ),
    ('<div><p class="label">Why <span class="tag">New</span></p><textarea id="f"/></div>', "Why"),
    (PLAN, "Who"),
    ('<div><p>No label</p><textarea id="f"/></div>', ""),
]


@pytest.mark.parametrize(("written", "label"), PRINTED)
def test_a_label_is_what_is_printed_at_a_field(written, label):
    assert printed_labels(etree.fromstring(f"<main>{written}</main>"))["f"] == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Our evidence, 1.1: Every school", "Our evidence"),
        ("our  evidence: 1.1", "Our evidence"),
        ("Notes", "Notes"),
        ("What would a visitor…", "What would a visitor see on a Tuesday?"),
        ("Who, row 1 of the plan", "Who"),
        ("Next…", "Next…"),
        (
            "Within two weeks I will … and the person…",
            "Within two weeks I will … and the person who asks is …",
        ),
    ],
)
def test_a_name_that_begins_with_its_label(name, label):
    assert begins_with(name, label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("My evidence for 1.1: Every school", "Our evidence"),
        ("Evidence that settled 1.1", "Evidence that settled it"),
        ("Notes on shared aims", "Notes on this section"),
        ("Answer to: Why?", "Why?"),
        ("Our…", "Next steps"),
        ("…", "Next steps"),
        ("Why", "Why not"),
        ("Why", ""),
    ],
)
def test_a_name_that_does_not(name, label):
    assert not begins_with(name, label)


@pytest.mark.parametrize(
    ("name", "joint"),
    [
        ("Watch for: The board sees the product., in Watch", "product.,"),
        ("Who: Why now?, row 2", "now?,"),
        ("Aim: Go!: the plan", "Go!:"),
        ("Aim, 1.1: The board sees the product.", ""),
        ("Date: 3.14, row 2", ""),
        ("Schools in the U.S., by state", ""),  # printed so
    ],
)
def test_a_sentence_that_goes_on_behind_its_end(name, joint):
    assert glued(name, "What is new for schools in the U.S., by state and year") == joint


@pytest.mark.parametrize("kit", [harbor, pytest.param(real, marks=pytest.mark.slow)])
def test_every_field_of_every_packet_is_called_by_its_label(kit):
    wrong = []
    for manuscript in kit().manuscripts.values():
        main = parse(manuscript.body)
        labels, printed = printed_labels(main), spaced("".join(map(str, main.itertext())))
        for each in questions(manuscript):
            name = each["label"]
            if not begins_with(name, labels[each["address"]]) or glued(name, printed):
                wrong.append((name, labels[each["address"]]))

    assert wrong == []
