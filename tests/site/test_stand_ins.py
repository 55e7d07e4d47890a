"""Fonts that stand in until the brand's have come: as wide as they, so that no line breaks anew."""

import re

import pytest

from tests.own_fonts import own_font
from toolkit_builder.content.fonts import read_font
from toolkit_builder.site.stand_ins import stand_in_rules

NARROW = "public-sans/PublicSans[wght].ttf"
STATIC = "atkinson-hyperlegible/AtkinsonHyperlegible-{}.ttf"


def adjusted(rule: str) -> float:
    found = re.search(r"size-adjust:([\d.]+)%", rule)
    assert found
    return float(found[1])


def weights(source: str, serif: bool = False) -> list[str]:
    return re.findall(r"font-weight:(\d+)", "".join(stand_in_rules(read_font(own_font(source)), serif)))


def test_a_variable_font_has_two_and_a_fixed_one_its_own():
    assert weights(NARROW) == ["400", "700"]
    assert weights(STATIC.format("Regular")) == ["400"]
    assert weights(STATIC.format("Bold")) == ["700"]


@pytest.mark.parametrize("source", [NARROW, STATIC.format("Regular"), "lora/Lora[wght].ttf"])
def test_a_line_is_as_wide_as_in_the_font_itself(source: str):
    """Measured with a font whose letters are as wide as those that stand in: itself."""
    from fontTools.ttLib import TTFont

    from toolkit_builder.site import stand_ins

    data = own_font(source)
    font = TTFont(__import__("io").BytesIO(data))
    line = "what we see when we walk through a school on a tuesday and listen to what children say"
    letters, advances = font.getBestCmap(), font["hmtx"]
    own = sum(advances[letters[ord(letter)]][0] for letter in line) / font["head"].unitsPerEm
    for serif, known in ((False, stand_ins._SANS[0]), (True, stand_ins._SERIF[0])):
        rule = next(iter(stand_in_rules(read_font(data), serif)))
        widths = dict(zip(stand_ins._LETTERS, known.widths, strict=True))
        stood_in = sum(widths[letter] for letter in line) / 1000 * adjusted(rule) / 100

        assert stood_in == pytest.approx(own, rel=0.03)
