"""Rules whose fine points no case folder shows."""

import pytest

from toolkit_builder.content.addresses import address
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.rules.brand import contrast
from toolkit_builder.content.rules.materials import LICENCES
from toolkit_builder.content.rules.texts import uncited_figures
from toolkit_builder.errors import SourceError


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
        ("It rose by 9 to 12 percent.", ["by 9"]),
        ("It rose by 9 percent! Was it 12 percent? It was 13.", ["by 9", "it 12", "was 13"]),
        ("It rose by 9: *12 percent.* 3 more [@a].", ["by 9"]),
        ("9", ["9"]),
        ("See Principle 2 and Pre-K–12, grades K-5, PK-3.", []),
        ("See Principles 2.", ["Principles 2"]),
        ("Dr. 9 vs. 3 Mr. 2 Ms. 1 [@a].", []),
        ("- one\n- 2 of them", ["2"]),
        ("No figure at all.", []),
    ],
)
def test_figures_cite_a_source_sentence_by_sentence(text, figures):
    assert list(uncited_figures(text)) == figures


@pytest.mark.parametrize(
    "name",
    [
        "CC0-1.0", "CC-BY-2.0", "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-ND-4.0",
        "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0", "Apache-2.0", "MIT", "OGL-UK-3.0",
        "GFDL-1.3-only", "LicenseRef-Ours", "LicenseRef-our.terms-2",
    ],
)  # fmt: skip
def test_licences_have_the_names_that_machines_know(name):
    assert LICENCES.fullmatch(name)
    assert not LICENCES.fullmatch(name.lower())
    assert not LICENCES.fullmatch(f"{name} ")


@pytest.mark.parametrize(
    "name", ["CC-BY-1.0", "CC-BY-5.0", "CC-BY-SA-NC-4.0", "CC0-2.0", "CC-SA-4.0", "GFDL-1.3", "LicenseRef-"]
)
def test_licences_that_there_are_not_are_known_to_nobody(name):
    assert not LICENCES.fullmatch(name)


def test_20_000_characters_are_the_most(starter, change):
    words = "Why it matters. " * 1250
    path, old = "principles/first-principle/principle.yaml", "-   A paragraph on why it matters."
    old += " Cite what others say [@example-report].\n"
    change(f"@ {path}\n{old}+   {words[:-1]}.\n")
    load_toolkit(starter, "starter")

    change(f"@ {path}\n-   {words[:-1]}.\n+   # {words[:-2]}.\n")
    with pytest.raises(SourceError) as caught:
        load_toolkit(starter, "starter")
    (problem,) = caught.value.problems  # and nothing of the heading
    assert (problem.code, problem.message) == ("C103", "the text is too long (20,001 characters)")
    assert problem.hint == "write 20,000 characters at most"


@pytest.mark.parametrize(
    ("colour", "luminance"),
    # Source: WCAG 2.1, relative luminance; the parts of sRGB, and both sides of its straight stretch.
    [
        ("#ff0000", 0.2126),
        ("#00ff00", 0.7152),
        ("#0000ff", 0.0722),
        ("#0a0a0a", 0.0030353),
        ("#0b0b0b", 0.0033465),
        ("#808080", 0.2158605),
    ],
)
def test_contrast_is_that_of_wcag(colour, luminance):
    assert contrast(colour, "#000000") == pytest.approx((luminance + 0.05) / 0.05, abs=1e-5)
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_addresses_join_ids():
    assert address("p2-sa") == "p2_sa"
    assert address("p2-sa", "shared-aim", "rate") == "p2_sa__shared_aim__rate"
    with pytest.raises(ValueError, match="not a part"):
        address("p2-sa", "shared-aim", "too-long")
