"""Rich text as layouts print it."""

import pytest
from markupsafe import Markup

from toolkit_builder.content.words import Line
from toolkit_builder.layout.markup import to_markup


def said(text):
    return to_markup(Line(text), lambda name: Markup("<b>{}</b>").format(name), lambda link: link)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("It grew [@one] [@two]. Then", "It grew<b>one</b>{}<b>two</b>. Then"),
        ("It grew[@one][@two][@three].", "It grew<b>one</b>{}<b>two</b>{}<b>three</b>."),
        ("*It grew [@one]\n[@two]*", "<em>It grew<b>one</b>{}<b>two</b></em>"),
        ("It grew [@one], [@two] and [@three].", "It grew<b>one</b>,<b>two</b> and<b>three</b>."),
        ("It **grew** [@one]", "It <strong>grew</strong>\u00a0<b>one</b>"),
    ],
)
def test_a_note_stands_close_to_its_word_and_a_second_behind_a_comma(text, markup):
    assert said(text) == markup.replace("{}", '<span class="between-notes">,</span>')
