"""Fonts from the brand's own folder: read from their tables, refused with the cure, and used everywhere."""

import os
import shutil
import unicodedata
from io import BytesIO

import pikepdf
import pytest

from tests.own_fonts import FAMILY, bomb, give, own_font, torn
from tests.projects import quiet
from toolkit_builder.build import build
from toolkit_builder.content import fonts
from toolkit_builder.content.fonts import FontError, read_font
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.errors import OutputError, SourceError
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.output.style import house_style
from toolkit_builder.project import Project, Request, layouts_path
from toolkit_builder.publish.sealed_editions import source_files

ATKINSON = "atkinson-hyperlegible/AtkinsonHyperlegible-{}.ttf"
VARIABLE = "public-sans/PublicSans[wght].ttf"
REGULAR = "fonts/HarborSans-Regular.ttf"


@pytest.mark.parametrize(
    ("source", "italic", "weight", "variable"),
    [
        (ATKINSON.format("Regular"), False, 400, False),
        (ATKINSON.format("Bold"), False, 700, False),
        (ATKINSON.format("Italic"), True, 400, False),
        (ATKINSON.format("BoldItalic"), True, 700, False),
        (VARIABLE, False, 100, True),
        ("public-sans/PublicSans-Italic[wght].ttf", True, 100, True),
    ],
)
def test_weight_and_slant_are_read_from_the_tables(source, italic, weight, variable):
    font = read_font(own_font(source))

    assert (font.family, font.italic, font.variable) == (FAMILY, italic, variable)
    assert variable or font.weight == weight


@pytest.mark.parametrize("flavor", [None, "woff2"])
def test_every_kind_of_file_gives_the_same_letters(flavor):
    font = read_font(own_font(flavor=flavor))

    assert font.family == FAMILY
    assert font.data[:4] == b"\0\1\0\0"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"<!DOCTYPE html><html>Not found", "C432", "page of the web"),
        (b"\n  <html lang=en>", "C432", "page of the web"),
        (torn(own_font()), "C432", "torn"),
        (torn(own_font(flavor="woff2")), "C432", "torn"),
        (bomb(), "C432", "25 MB"),
        (b"", "C432", "no font"),
        (b"ttcf" + bytes(30), "C432", "collection"),
        (bytes(5_000_001), "C432", "too large"),
        (own_font(rights=2), "C433", "may not be embedded"),
        (own_font(rights=0x100), "C433", "no part"),
        (own_font(rights=0x200), "C433", "outlines"),
    ],
    ids=[
        "page",
        "page with spaces before",
        "torn",
        "torn WOFF2",
        "bomb",
        "empty",
        "collection",
        "large",
        "restricted",
        "whole only",
        "bitmaps only",
    ],
)
def test_what_cannot_be_used_is_refused_with_the_cure(data, code, words):
    with pytest.raises(FontError, match=words) as caught:
        read_font(data)

    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize("rights", [0, 4, 8])
def test_what_may_be_embedded_is_read(rights):
    assert read_font(own_font(rights=rights)).print_only == (rights == 4)


def refused(starter):
    with pytest.raises(SourceError) as caught:
        load_toolkit(starter, "starter")
    assert all(problem.place.path == "starter/brand.yaml" for problem in caught.value.problems)
    assert all(problem.place.line and problem.hint for problem in caught.value.problems)
    return {problem.code: problem for problem in caught.value.problems}


def replaced(starter, old, new):
    brand = starter / "brand.yaml"
    text = brand.read_text("utf-8")
    assert old in text
    brand.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    "line", ["      licence: SIL Open Font License 1.1\n", "      may_be_bundled: true\n"]
)
def test_a_licence_is_asked_for(starter, line):
    give(starter, {REGULAR: own_font()})
    replaced(starter, line, "")

    assert "may_be_bundled: false" in refused(starter)["C430"].hint


def test_a_name_in_other_capitals_is_named(starter):
    give(starter, {"fonts/HarborSans-Regular.TTF": own_font()})
    replaced(starter, "HarborSans-Regular.TTF", "HarborSans-Regular.ttf")

    problems = refused(starter)

    assert problems["C431"].hint == "write it so: fonts/HarborSans-Regular.TTF"


@pytest.mark.parametrize(
    "name", ["Harbor Sans-Regular.ttf", "Harbor_Sans_Regular.ttf", "harbor-sans-regular.ttf"]
)
def test_a_name_that_people_take_for_the_same_is_named(starter, name):
    give(starter, {f"fonts/{name}": own_font()})
    replaced(starter, name, "Harbor-Sans-Regular.ttf")

    assert refused(starter)["C431"].hint == f"write it so: fonts/{name}"


def test_a_name_whose_accents_are_taken_apart_is_found(starter):
    give(starter, {unicodedata.normalize("NFD", "fonts/Hárbor.ttf"): own_font()})
    text = (starter / "brand.yaml").read_text("utf-8")
    (starter / "brand.yaml").write_text(unicodedata.normalize("NFC", text), "utf-8")

    assert load_toolkit(starter, "starter").fonts


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({REGULAR: b"<html>"}, "C432"),
        ({REGULAR: own_font(rights=2)}, "C433"),
        ({REGULAR: own_font(rights=4)}, "C433"),
        ({REGULAR: own_font(), "fonts/Again.woff2": own_font(flavor="woff2")}, "C434"),
        ({REGULAR: own_font(ATKINSON.format("Bold"))}, "C435"),
    ],
)
def test_each_fault_is_told_at_its_line(starter, files, code):
    give(starter, files)

    assert code in refused(starter)


def test_a_file_that_is_not_listed_is_named(starter):
    give(starter, {REGULAR: own_font()})
    (starter / "fonts" / "Other.otf").write_bytes(own_font())

    assert "Other.otf" in refused(starter)["C436"].message


def test_a_file_that_is_gone_is_named_with_those_that_are_there(starter):
    give(starter, {REGULAR: own_font(), "fonts/HarborSans-Bold.ttf": own_font(ATKINSON.format("Bold"))})
    (starter / "fonts" / "HarborSans-Bold.ttf").unlink()

    assert REGULAR in refused(starter)["C431"].hint


def test_a_family_that_is_nearly_called_so_is_suggested(starter):
    give(starter, {REGULAR: own_font(family="Harbour Sans")})

    with pytest.raises(OutputError) as caught:
        house_style(load_toolkit(starter, "starter"), (layouts_path(),))

    assert [problem.hint for problem in caught.value.problems] == [
        'the files of fonts/ hold "Harbour Sans": write that'
    ]


def test_all_families_that_are_missing_are_told_at_once(starter):
    for role, family in (("heading: Public Sans", "Montserrat"), ("text: Source Serif 4", "Garamond")):
        replaced(starter, f"  {role}", f"  {role.partition(':')[0]}: {family}")

    with pytest.raises(OutputError) as caught:
        house_style(load_toolkit(starter, "starter"), (layouts_path(),))

    assert [problem.place.line > 0 for problem in caught.value.problems] == [True, True]


def test_fonts_that_may_not_be_passed_on_are_in_no_bundle_and_said(starter):
    give(starter, {REGULAR: own_font()}, bundled="false")
    (starter / "fonts" / "licence.txt").write_text("bought", "utf-8")

    toolkit = load_toolkit(starter, "starter")

    assert "C437" in {warning.code for warning in toolkit.warnings}
    assert {name for name in source_files(starter) if name.startswith("fonts/")} == {"fonts/licence.txt"}


def test_fonts_that_may_be_passed_on_are_bundled(starter):
    give(starter, {REGULAR: own_font()})

    assert REGULAR in source_files(starter)
    assert "C437" not in {warning.code for warning in load_toolkit(starter, "starter").warnings}


def test_a_font_that_is_a_link_or_a_pipe_is_none(tmp_path):
    folder = tmp_path / "fonts"
    folder.mkdir()
    (tmp_path / "kept.otf").write_bytes(own_font())
    (folder / "link.otf").symlink_to(tmp_path / "kept.otf")
    (folder / "broken.otf").symlink_to(tmp_path / "nothing.otf")
    os.mkfifo(folder / "pipe.otf")
    (folder / ".hidden.otf").write_bytes(own_font())

    assert fonts.fonts_in(tmp_path) == ()

    (folder / "own.otf").write_bytes(own_font())

    assert len(fonts.fonts_in(tmp_path)) == 1


def test_another_font_is_another_key(starter):
    give(starter, {REGULAR: own_font()})
    before = house_style(load_toolkit(starter, "starter"), (layouts_path(),))
    (starter / REGULAR).write_bytes(own_font(ATKINSON.format("Regular"), rights=8))
    after = house_style(load_toolkit(starter, "starter"), (layouts_path(),))

    assert before.sha256 != after.sha256


@pytest.mark.slow
@pytest.mark.parametrize("source", [ATKINSON.format("Regular"), VARIABLE])
def test_packets_are_set_in_the_brands_own_font(starter, tmp_path, source):
    give(starter, {"fonts/Own.woff2": own_font(source, flavor="woff2")}, roles=("heading", "text"))
    shutil.copytree(starter, tmp_path / "sources" / "mine")

    with Pool(warm_up) as pool:
        built = build(Request(("p1-artifact",), ("screen", "word")), quiet(Project(tmp_path, "mine"), pool))

    data = next((tmp_path / "output" / "mine" / "2026.1").glob("*p1-artifact-2026.1.pdf")).read_bytes()
    assert built.made
    assert any(FAMILY.replace(" ", "-") in name for name in fonts_in(data))
    assert "Public-Sans" not in str(fonts_in(data))


def fonts_in(data):
    """Names of the fonts that a PDF holds."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(each.get("/BaseFont")) for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }  # fmt: skip
