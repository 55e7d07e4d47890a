"""Lines that stand for themselves are refused; wrapped words are not."""

import textwrap

import pytest

from toolkit_builder.content.richtext import faults, parse, plain

PROSE = (
    "Every school in the district names one adult who meets new students at the door, among them I. "
    "Berlin and the St. Louis group. At 8 a. m. the office opens, and by noon (1) the list is out, (2) "
    "the calls are made and 3. the guides know whom they meet. O. Henry and J. K. Rowling are in the "
    "library. In 2019. the bus came late, – as ever – and nobody said why: “We do not know,” said Dr. "
    "Avery, Ph.D. Families of Washington Elementary School wrote to North Valley Unified School "
    "District. They got an answer in May; I was there and so were A. and B. from Room 12."
)


def codes(text, blocks=True):
    return [fault.code for fault in faults(text, blocks)]


@pytest.mark.parametrize("width", range(42, 130, 4))
def test_wrapped_words_are_one_paragraph(width):
    text = "\n".join(textwrap.wrap(PROSE, width))

    assert plain(parse(text, blocks=True)) == PROSE


@pytest.mark.parametrize(
    "text",
    [
        "We met.\nThey left.", "We meet on Monday,\nand you come too.", "Bring:\nPaper and a pen",
        "When the bell rings,\nMaria opens the door.", "It is late.\nI know", "one line", "a.\nb",
        "1 of 2\nare here",
        "We ask who decides, who is told and who is heard by those who decide;\n– and why\n— and when",
        "(1) Who?\n\n(2) Why?", "a. m.\\\nb. m.", "Yours,\\\nJo Avery", "The o\nof Ohio", "-5 degrees",
        "→ One", "\\- One", "★ One\\\n★ Two", "“One is here,”\n“and two is not,” they say",
        "»One is here,«\n»and two is not,« they say", "We have\n→ one",
        "He says:\n«yes» and then\n«no»", "*One* is here,\n*two* is not",
        "not here, • but here", "1. one\n1. two", "1. one\n2. two", "Bring:\n- one\n- two",
        "A school of\n[North Valley](https://example.org/a-long-address-of-a-page-on-the-district) is here",
    ],
)  # fmt: skip
def test_lines_that_run_on_pass(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "•\tOne\n•\tTwo", "• One", "·\tOne", "▪ One\n▪ Two", "\uf0b7\tOne", "o\tOne", "o One\no Two",
        "– One\n– Two", "—\tOne", "☐ yes\n☐ no", "✓ yes\n✓ no", "-One\n-Two", "a. one\nb. two",
        "b) one\nc) two",
        "(1) one\n(2) two", "(a) one\n(b) two", "i. one\nii. two", "(iv) one\n(v) two", "A. one\nB. two",
        "See:\n2. two\n3. three",
        "a. one goes on and on and on until the line is full, and then\nit goes on\nb. two",
        "→ One\n→ Two", "» One\n» Two", "= One\n= Two", "\\- One\n\\- Two", "⇒ One\n⇒ Two", "➔ One\n➔ Two",
        "★ One\ngoes on\n★ Two", "~ One\n~ Two", "! One\n! Two", "\u2212 One\n\u2212 Two",
        "\u2011 One\n\u2011 Two",
        "✓ One\n✗ Two", "✔️ One\n✔️ Two", "-- One\n-- Two", "\\* One\n\\* Two", "| One\n| Two",
        "ü One\nü Two",
        "🎒 One\n🎒 Two", "? One\n? Two", "\\# One\n\\# Two", "@One\n@Two",
        "- • one", "➢ One", "1.\u00a0one\n2.\u00a0two", "IV. four\nV. five", "+one\n+two",
    ],
)  # fmt: skip
@pytest.mark.parametrize("blocks", [True, False])
def test_lists_in_own_signs_are_refused(text, blocks):
    if not blocks and text.startswith(("- ", "See")):
        return  # C108 there
    assert codes(text, blocks) == ["C122"]


@pytest.mark.parametrize(
    "text",
    [
        "(One is here,\n(and two is not)", "$5 for one and\n$6 for two", "€5 for\n€6 for", "#5 and\n#6 of it",
        "“Yes,”\n“No,”", "»Ja,«\n»Nein,«", "¿Sí?\n¿No?", "[day]\n[place]", "’twas\n’tis", "_____\n_____",
    ],
)  # fmt: skip
def test_lines_that_begin_with_quotes_brackets_or_money_are_no_list(text):
    assert "C122" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sincerely,\nJane Doe\nPrincipal", "Jane Doe, Ed.D.\nSuperintendent", "Thank you!\nJane Doe",
        "Dear families,\nWe write to you because the bus is late.", "1200 Main St.\nSpringfield, OH 45501",
        "Name: ____\nDate: ____", "8:00 Breakfast\n8:30 Class", "red\ngreen\nblue", "**Monday**\nLibrary",
        "[day]\n[place]", "Atentamente,\nJosé Peña", "North Valley Schools\n(555) 010-0199",
        "Cordially\n_________",
        "- Monday\n  Library", "Jane Doe\\\nPrincipal\nNorth Valley", "Jane Doe [@a-b]\nPrincipal",
    ],
)  # fmt: skip
def test_lines_that_stand_for_themselves_are_refused(text):
    assert codes(text) == ["C123"]
    lines = text.replace("\\\n", "\n").split("\n")
    assert codes("\\\n".join(lines)) == []


@pytest.mark.parametrize(
    "text", ["One of them  \ngoes on", "One\\ two", "One\\", "\\\nOne", "One.\\nTwo", "a `\\"]
)
def test_breaks_that_break_nothing_are_refused(text):
    assert "C124" in codes(text)
    assert "C124" in codes(text, blocks=False)


@pytest.mark.parametrize(
    "text",
    [
        "- Bring paper.\nThen we start.", "1. one\nThen is two",
        "- Bring paper and all that you need\n[Ask](#p1) us",
        "- Bring:\n  - paper\n  Then we start.", "- Bring:\n  - paper\nThen we start.",
        "10. Bring paper.\n  Then we start",
        "We bring:\n\n* paper\n**Then** we start.", "- one\n\n  two goes on\n Then we start.",
        "1) one.\n2 Then",
    ],
)  # fmt: skip
def test_a_line_behind_a_list_is_refused(text):
    assert codes(text.replace("10.", "1.")) == ["C123"]


@pytest.mark.parametrize(
    "text",
    [
        "- Bring paper.\n\nThen we start.", "- Bring paper and\nall that you need",
        "- Bring paper.\n  Then we start.",
        "1. one,\n   Then is two.", "- Bring:\n  - paper\n\n  Then we start.",
        "- Bring paper.\\\nThen we start.",
        "-   Bring paper.\n    Then we start.", "- one\n- two",
    ],
)  # fmt: skip
def test_lines_of_an_item_pass(text):
    assert codes(text) == []
