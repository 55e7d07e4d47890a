"""Words of drawings in fonts of the brand's own: measured as the same fonts from a package are."""

from dataclasses import replace

import pytest

from tests.own_fonts import FAMILY, give, own_font
from tests.projects import NAME, make_project
from toolkit_builder.content.drawn_words import chart_words, in_large_print, in_text, numbers
from toolkit_builder.content.families import nearest
from toolkit_builder.content.fonts import OwnFont
from toolkit_builder.content.lettering import Lettering
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import Bar, CompanionGuide
from toolkit_builder.content.words import Text
from toolkit_builder.errors import SourceError
from toolkit_builder.layout.drawing import bar_chart, timeline

ATKINSON = "atkinson-hyperlegible/AtkinsonHyperlegible-{}.ttf"
# Family of a package -> its files: one a weight, variable, and with an axis of optical sizes.
PACKAGES = {
    "Atkinson Hyperlegible": ("Regular", "Bold", "Italic", "BoldItalic"),
    "Work Sans": ("WorkSans[wght].ttf",),
    "Literata": ("Literata[opsz,wght].ttf",),
}
LABELS = ("Attendance at school", "Chronic absence, kindergarten", "Élèves, 45–60 minutes (AV/To)")


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory):
    return load_toolkit(make_project(tmp_path_factory.mktemp("own")).sources, NAME)


def set_in(toolkit, family, files=None):
    """The toolkit with all its drawings in one family, and these files of its own."""
    roles = dict.fromkeys(("heading", "text", "large_print"), family)
    fonts = toolkit.brand.fonts.model_copy(update={**roles, "fallback": ()})
    return replace(toolkit, brand=toolkit.brand.model_copy(update={"fonts": fonts}), fonts=files or {})


def in_own(toolkit, package):
    """The toolkit set in copies of a package's files."""
    folder = package.lower().replace(" ", "-")
    sources = [f"{folder}/{name}" if "[" in name else ATKINSON.format(name) for name in PACKAGES[package]]
    files = {f"fonts/{number}.ttf": own_font(source) for number, source in enumerate(sources)}
    return set_in(toolkit, FAMILY, files)


def bars(label):
    return [Bar(label=Text(label), value=value, shown=Text("27 percent")) for value in (90, 2)]


@pytest.mark.parametrize(
    "package",
    [
        pytest.param(package, marks=[pytest.mark.slow] if "[" in files[0] else [])
        for package, files in PACKAGES.items()
    ],
)
def test_drawings_are_the_same_as_in_the_fonts_of_a_package(toolkit, package):
    packaged, own = set_in(toolkit, package), in_own(toolkit, package)
    guide = next(
        each for shelf in toolkit.shelves for each in shelf.materials if isinstance(each, CompanionGuide)
    )

    for words_of in (in_text, in_large_print):
        there, here = words_of(packaged), words_of(own)
        for label in LABELS:
            assert here.label.width(label) == pytest.approx(there.label.width(label), rel=1e-4)
            assert here.value.width(label) == pytest.approx(there.value.width(label), rel=1e-4)
            assert chart_words(bars(label), here).bars == chart_words(bars(label), there).bars
            assert bar_chart(bars(label), here, "teal") == bar_chart(bars(label), there, "teal")
    assert numbers(guide.sessions[0], in_text(own)) == pytest.approx(
        numbers(guide.sessions[0], in_text(packaged))
    )
    assert timeline(guide.sessions[0], in_text(own), "teal") == timeline(
        guide.sessions[0], in_text(packaged), "teal"
    )


@pytest.mark.parametrize(
    "label",
    [
        "Schulentwicklungsplanungsausschuss",  # has room, though it would have none at 1 em a letter
        "Donaudampfschifffahrtsgesellschaft",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",  # C347 in both
        "Grade three with its plans and what came of them all " * 24,  # C348 in both
    ],
)
def test_rules_of_room_say_the_same_as_for_the_fonts_of_a_package(starter, label):
    case = starter / "principles" / "first-principle" / "case-studies" / "north-valley.yaml"
    case.write_text(case.read_text("utf-8").replace('label: "2023"', f"label: {label}"), "utf-8")
    brand = starter / "brand.yaml"
    plain = brand.read_text("utf-8")
    roles = ("heading", "text", "large_print")
    lines = [
        f"  {role}: Atkinson Hyperlegible" if (role := line.strip().partition(":")[0]) in roles else line
        for line in plain.split("\n")
    ]
    brand.write_text("\n".join(lines), "utf-8")
    packaged = told(starter)
    brand.write_text(plain, "utf-8")
    files = {
        f"fonts/{name}.ttf": own_font(ATKINSON.format(name)) for name in PACKAGES["Atkinson Hyperlegible"]
    }
    give(starter, files, roles)

    assert told(starter) == packaged


def told(starter):
    """What is said of charts."""
    try:
        load_toolkit(starter, "starter")
    except SourceError as error:
        return [(each.code, each.message) for each in error.problems if each.code in ("C347", "C348", "C349")]
    return []


def font(weight, italic=False, variable=False):
    return OwnFont(FAMILY, italic, weight, variable, False, b"")


@pytest.mark.parametrize(
    ("weights", "regular", "bold"),
    [
        ((400, 700), 400, 700),
        ((400,), 400, 400),
        ((300, 500), 500, 500),
        ((300, 600), 300, 600),
        ((500, 600, 900), 500, 900),
        ((400, 500, 600), 400, 600),
        ((800,), 800, 800),
    ],
)
def test_a_weight_that_is_not_there_is_set_in_its_neighbour(weights, regular, bold):
    fonts = [font(weight) for weight in weights] + [font(400, italic=True), font(700, italic=True)]

    assert nearest(fonts, 400) == font(regular)
    assert nearest(fonts, 700) == font(bold)


def test_a_family_of_italics_is_set_in_these():
    assert nearest([font(400, italic=True)], 400) == font(400, italic=True)
    assert nearest([], 400) is None


def test_a_family_that_is_nowhere_counts_an_em_a_letter():
    assert Lettering(("Nowhere Sans",), 10).width("abc") == pytest.approx(30.6)


@pytest.mark.parametrize("word", ["x", "i" * 2000, "WAVE" * 500, "ﬁn" * 700, ""])
@pytest.mark.parametrize("room", [0, 5, 178, 624])
def test_as_many_letters_are_said_to_fit_as_fit(word, room):
    letters = Lettering(("Atkinson Hyperlegible",), 12)

    fit = letters.fitting(word, room)

    assert letters.width(word[:fit]) <= room
    assert fit == len(word) or letters.width(word[: fit + 1]) > room


def test_long_words_are_shaped_a_few_times(monkeypatch):
    shaped: list[str] = []

    def width(_: Lettering, words: str) -> int:
        shaped.append(words)
        return len(words)

    monkeypatch.setattr(Lettering, "width", width)

    assert Lettering(("Atkinson Hyperlegible",), 12).fitting("x" * 100_000, 624) == 624
    assert len(shaped) < 25
