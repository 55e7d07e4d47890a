"""What editors are told of and what stops nothing."""

import re

import pytest
from PIL import Image

from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.pictures.logo import LOGO_BOX
from toolkit_builder.project import layouts_path


def with_logo(starter, change, width, height, name="mark.png"):
    Image.new("RGB", (width, height)).save(starter / name)
    change(f"@ brand.yaml\n- logo: mark.svg\n+ logo: {name}\n")
    return load_toolkit(starter, "starter")


def test_a_coarse_logo_is_named_with_its_size(starter, change):
    toolkit = with_logo(starter, change, 60, 40)

    (warning,) = toolkit.warnings
    assert (warning.code, warning.place.text) == ("C412", "logo: mark.png")
    assert warning.message == (
        "mark.png is too coarse for print: 60 x 40 pixels, printed up to 0.6 in high, are 67 to the inch"
    )
    assert warning.hint == "save it at least 90 pixels high, or as SVG"


@pytest.mark.parametrize("name", ["mark.png", "mark.jpg"])
@pytest.mark.parametrize(("height", "warnings"), [(89, 1), (90, 0)])
def test_150_dots_to_the_inch_are_enough(starter, change, name, height, warnings):
    assert len(with_logo(starter, change, 20, height, name).warnings) == warnings


def test_a_logo_without_pixels_and_no_logo_are_never_too_coarse(starter, change):
    assert load_toolkit(starter, "starter").warnings == ()

    change("@ brand.yaml\n- logo: mark.svg\n+ # no logo\n")
    assert load_toolkit(starter, "starter").warnings == ()


def test_no_stylesheet_prints_the_logo_higher_than_the_rule_says():
    sheets = (path.read_text(encoding="utf-8") for path in (layouts_path() / "styles").glob("*.css"))
    heights = [
        float(found[1])
        for sheet in sheets
        for found in re.finditer(r"^\.cover \.logo \{.*\bheight: ([\d.]+)in", sheet, re.MULTILINE)
    ]

    assert len(heights) > 1
    assert max(heights) == LOGO_BOX.height
