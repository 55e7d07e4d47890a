"""What hints say to write is right when it is written, in letters that the built-in fonts have."""

from importlib import import_module
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from toolkit_builder.content.foreign_marks import _IN_MOST_FONTS
from toolkit_builder.content.richtext import faults

PACKAGES = ("fontpkg_public_sans", "fontpkg_source_serif_4", "fontpkg_atkinson_hyperlegible")
# What is refused, what its hint says, and what stands there when somebody has done so.
PROPOSALS = [
    ("_one_ aim", "*one*", "*one* aim"),
    ("The **one aim", "right behind the last word", "The **one** aim"),
    ("• one\n• two", '"- "', "- one\n- two"),
    ("→ one\n→ two", "end each line with \\", "→ one\\\n→ two"),
    ("Sincerely,\nJordan", "end a line with \\", "Sincerely,\\\nJordan"),
    ("- one\nThen we start", "leave an empty line", "- one\n\nThen we start"),
    ("- one\nThen we start", "on the line of the item", "- one Then we start"),
    ("H<sub>2</sub>O", "on the line, as in CO2", "H2O"),
    ("x<sup>2</sup>", "write ² or ³", "x²"),
    ("one<br>two", "end the line with \\", "one\\\ntwo"),
    ("it&#8217s", "write ’ itself", "it’s"),
    ("&#9744; yes", "say it in words", "to tick: yes"),
    (r"caf\u00e9", "write é itself", "café"),
    ("[ ] yes", "a blank of three or more _", "___ yes"),
    ("[x] yes", "take it out", "yes"),
    ("~~old~~ new", "write \\~", "\\~\\~old\\~\\~ new"),
    ("[it][https://example.org]", "[words](address)", "[it](https://example.org)"),
    ("[ @one ]", "[@id]", "[@one]"),
    ("[@one, @two]", "[@one][@two]", "[@one][@two]"),
    ("$x^2$", "such as x² or ½", "x²"),
    ("`one`", "take out the backticks", "one"),
]


@pytest.mark.parametrize(("wrong", "hint", "right"), PROPOSALS)
def test_what_a_hint_says_is_right(wrong, hint, right):
    said = " ".join(fault.hint for fault in faults(wrong, blocks=True))

    assert hint in said
    assert faults(right, blocks=True) == ()


def test_hints_propose_letters_that_the_built_in_fonts_have():
    said = "".join(fault.hint for wrong, _, _ in PROPOSALS for fault in faults(wrong, blocks=True))
    wanted = {*filter(lambda sign: ord(sign) > 127, said + _IN_MOST_FONTS)}

    for package in PACKAGES:
        files = sorted(Path(import_module(package).__path__[0]).glob("files/*.[to]tf"))
        assert files
        for file in files:
            assert wanted - {chr(code) for code in TTFont(file).getBestCmap()} == set(), file.name
