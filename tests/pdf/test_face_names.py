"""Faces among the assets of a house: those of a family, not of another whose name begins alike."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.own_fonts import own_font
from toolkit_builder.output.fonts import Face, faces_among
from toolkit_builder.output.missing_letters import Letters
from toolkit_builder.output.word.pictures import _of_family

PAIRS = [
    ("Noto Sans", "Noto Sans Devanagari"),
    ("IBM Plex Sans", "IBM Plex Sans Arabic"),
    ("Source Serif", "Source Serif 4"),
    ("Harbor", "Harbor 400"),
    ("Slant", "Slant Italic"),
]


def assets(*families, data=b"face"):
    faces = [
        Face(family, italic, weight, data)
        for family in families
        for weight, italic in ((400, False), (700, True))
    ]
    return {"slot:logo": b"", "asset:font": b"", **{face.name: face.data for face in faces}}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_family_has_its_own_faces_alone(one, other):
    both = assets(one, other)

    assert faces_among(both).keys() == {*assets(one), *assets(other)} - {"slot:logo", "asset:font"}
    for family in (one, other):
        assert faces_among(both, family) == faces_among(assets(family))
        house: Any = SimpleNamespace(assets=both)
        assert len(_of_family(house, family)) == 2
    assert faces_among(both, one, other) == faces_among(both)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_a_font_of_another_script_lacks_can_be_printed(one, other):
    """Atkinson Hyperlegible has few letters; what Public Sans puts together must not be asked of it."""
    fonts = SimpleNamespace(heading=one, text=one, large_print=one)
    main = assets(one, data=own_font("public-sans/PublicSans[wght].ttf"))
    house: Any = SimpleNamespace(assets=main, brand=SimpleNamespace(fonts=fonts))
    lent: Any = SimpleNamespace(assets={**main, **assets(other, data=own_font())}, brand=house.brand)

    assert Letters.of(lent).everywhere == Letters.of(house).everywhere
    assert Letters.of(lent).known >= Letters.of(house).known
