"""Rules whose fine points no case folder shows."""

import pytest

from toolkit_builder.content.addresses import address
from toolkit_builder.content.rules.brand import contrast
from toolkit_builder.content.rules.texts import uncited_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It rose by 9 percent [@a].", []),
        ("It rose by 9 percent. [@a] Then it fell.", []),
        ("It rose by 9 percent.[@a] Then it fell by 3.", ["by 3"]),
        ("It rose by 9 percent. Others say so [@a].", ["by 9"]),
        ("In the U.S. 9 percent rose [@a].", []),
        ("No. 5 of St. Paul [@a].", []),
        ("All K-12 schools in [a plan](https://b.c/2020).", []),
        ("One [@a]\n\nIn 2019.", ["In 2019"]),
        ("1. First thing\n2. Second thing", []),
        ("Five calls:\n\n1. First call\n2. Second call", []),
        ("- 12 schools\n- 13 schools [@a]", ["12"]),
        ('They said "it rose by 9." Later it fell [@a].', ["by 9"]),
    ],
)
def test_figures_cite_a_source_sentence_by_sentence(text, figures):
    assert list(uncited_figures(text)) == figures


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_addresses_join_ids():
    assert address("p2-sa") == "p2_sa"
    assert address("p2-sa", "shared-aim", "rate") == "p2_sa__shared_aim__rate"
    with pytest.raises(ValueError, match="not a part"):
        address("p2-sa", "shared-aim", "too-long")
