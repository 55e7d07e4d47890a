"""What is hard to print: names in other scripts, tables with many columns, very long words."""

import io
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from tests.word import sample
from tests.word.proved import described
from toolkit_builder.output.word.document import write_word
from toolkit_builder.output.word.scripts import spans
from toolkit_builder.proof.word.proof import validated
from toolkit_builder.readback.word.nodes import W


def written(fragment):
    """The text of a packet that holds this, which both validators find sound."""
    task = sample.inside(fragment)
    file = write_word(task, sample.HOUSE)
    assert [*validated(described(task, file))] == []
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(file.data)).read("word/document.xml"))


def shape(words):
    """Words of each run with the language that it is taken for."""
    return [(each, language[:2]) for each, language in spans(words)]


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("plain", [("plain", "")]),
        ("José’s “school” – 5 €", [("José’s “school” – 5 €", "")]),
        ("At مدرسة الأمل (Hope)", [("At ", ""), ("مدرسة الأمل", "ar"), (" (Hope)", "")]),
        ("מ-12 בית", [("מ-12 בית", "he")]),
        ("北京 and ひびき高校", [("北京", "zh"), (" and ", ""), ("ひびき高校", "ja")]),
        ("서울", [("서울", "ko")]),
        ("", [("", "")]),
    ],
)
def test_words_are_parted_by_script(words, runs):
    assert shape(words) == runs


def test_a_name_in_another_script_is_a_run_of_its_own_and_keeps_its_style():
    body = written("<p>See <strong>مدرسة</strong>, בית and <em>北京</em>.</p>")
    runs = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}lang") is not None]

    assert [(run.findtext(f"{W}t"), properties(run)) for run in runs] == [
        ("مدرسة", ["rStyle val=Strong", "rtl", "lang bidi=ar-SA"]),
        ("בית", ["rtl", "lang bidi=he-IL"]),
        ("北京", ["rStyle val=Emphasis", "lang eastAsia=zh-CN"]),
    ]


def properties(run):
    """Run properties in their order."""
    return [
        " ".join([etree.QName(each).localname, *(f"{etree.QName(k).localname}={v}" for k, v in each.items())])
        for each in run.find(f"{W}rPr")
    ]


def test_the_theme_names_a_font_for_every_script():
    file = write_word(sample.inside("<p>x</p>"), sample.HOUSE)
    theme = zipfile.ZipFile(io.BytesIO(file.data)).read("word/theme/theme1.xml").decode()

    for script in ("Arab", "Hebr", "Hans", "Jpan", "Hang"):
        assert theme.count(f'script="{script}"') == 2


def test_a_drawing_takes_letters_that_its_font_lacks_from_the_brands_other_fonts():
    serif = Path(str(import_module("fontpkg_source_serif_4").__file__)).parent / "files"
    regular = next(path for path in sorted(serif.glob("*.ttf")) if "Italic" not in path.name)
    fonts = sample.BRAND.fonts.model_copy(update={"fallback": ("Source Serif 4",)})
    house = replace(
        sample.HOUSE,
        brand=sample.BRAND.model_copy(update={"fonts": fonts}),
        assets={**sample.HOUSE.assets, "font:source-serif-4-400": regular.read_bytes()},
    )
    task = sample.inside('<p><img class="picture" src="asset:name" alt="A school"/></p>')
    label = sample.svg(200, 30, '<text x="9" y="20" font-family="Public Sans" font-size="14">Школа</text>')
    task = replace(task, manuscript=replace(task.manuscript, assets={"name": label}))

    def drawn(house):
        package = zipfile.ZipFile(io.BytesIO(write_word(task, house).data))
        (name,) = (name for name in package.namelist() if name.startswith("word/media/"))
        return Image.open(io.BytesIO(package.read(name))).convert("RGBA").tobytes()

    # Public Sans has no Cyrillic: alone it draws five like boxes.
    assert drawn(sample.HOUSE) != drawn(house)


def table(*heads):
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join("<td>Some words</td>" for _ in heads)
    return (
        f'<table class="grid" aria-label="Wide"><thead><tr>{cells}</tr></thead>'
        f"<tbody><tr>{body}</tr></tbody></table>"
    )


def widths(body):
    return [int(column.get(f"{W}w", "0")) for column in body.iter(f"{W}gridCol")]


@pytest.mark.parametrize("columns", [6, 8, 10, 14])
def test_a_grid_is_as_wide_as_the_text_whatever_it_holds(columns):
    heads = ["Communication", "Responsibility", "X" * 60, *("Autumn" for _ in range(columns - 3))]

    found = widths(written(table(*heads)))

    assert len(found) == columns
    assert sum(found) == 9360
    assert min(found) > 400


def test_a_column_is_wide_enough_for_its_longest_word():
    found = widths(written(table("Responsibility", "Communication", "Fall", "Winter", "Spring", "Summer")))

    assert found[0] >= 14 * 105
    assert found[1] >= 13 * 105
    assert max(found[2:]) - min(found[2:]) < 10
    assert max(found[2:]) < found[1]


def test_columns_of_like_words_stay_equal():
    assert set(widths(written(table("One", "Two", "Three", "Four")))) == {2340}


def test_a_table_with_many_columns_has_closer_cells():
    (style,) = written(table(*"abcdefghijkl")).iter(f"{W}tblStyle")

    assert style.get(f"{W}val") == "ToolkitWide"


def rows_that_stay(rows):
    head = '<table class="facts" aria-label="T"><thead><tr><th>a</th></tr></thead><tbody>'
    body = written(head + "".join(f"<tr><td>{n}</td></tr>" for n in range(rows)) + "</tbody></table>")
    return [row.find(f".//{W}pPr/{W}keepNext") is not None for row in [*body.iter(f"{W}tr")][1:]]


def test_a_short_table_is_not_parted_and_no_row_of_a_long_one_stands_alone():
    assert rows_that_stay(1) == [False]
    assert rows_that_stay(3) == [True, True, False]
    assert rows_that_stay(6) == [True, False, False, False, True, False]


def test_the_mark_of_a_brand_is_half_an_inch_high_however_many_pixels_it_has():
    pixels = io.BytesIO()
    Image.new("RGB", (2000, 1000), "#17456b").save(pixels, "PNG")
    house = replace(sample.HOUSE, assets={**sample.HOUSE.assets, "asset:logo": pixels.getvalue()})
    task = sample.inside('<p id="p_sa__mark"><img class="logo" src="asset:logo" alt="Five bars"/></p>')

    package = zipfile.ZipFile(io.BytesIO(write_word(task, house).data))
    extents = etree.fromstring(package.read("word/document.xml")).iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    )

    assert ("914400", "457200") in {(each.get("cx"), each.get("cy")) for each in extents}
