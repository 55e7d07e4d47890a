"""Rich text as layouts print it."""

from markupsafe import Markup

from toolkit_builder.content.words import Line
from toolkit_builder.layout.markup import to_markup


def said(text):
    return to_markup(Line(text), lambda name: Markup("<b>{}</b>").format(name), lambda link: link)


def test_a_note_stands_close_to_its_word_and_a_second_on_the_same_line():
    assert said("It grew [@one] [@two]. Then") == "It grew<b>one</b>\u00a0<b>two</b>. Then"
