"""Names in other scripts: set in the family that the brand names for them, and in the right order.

The family is made here, so that every character in it is known: a box for each letter, and Arabic ones that
join.
"""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from lxml import etree

from tests.layout.changed import changed
from tests.pdf.packets import Kit, write
from tests.projects import NAME, make_project
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.packet_kinds import MadeWhen
from toolkit_builder.errors import OutputError
from toolkit_builder.layout import Filler, packets
from toolkit_builder.output.bidi import isolate
from toolkit_builder.output.fonts import faces, fallbacks
from toolkit_builder.output.style import house_style
from toolkit_builder.project import layouts_path
from toolkit_builder.readback.pdf.marked_content import MarkedContent
from toolkit_builder.readback.pdf.structure import Pdf

HEBREW, ARABIC, CHINESE = "שרה כהן", "محمد", "北谷学校"
FAMILY = "Harbor Script"
LETTERS = sorted({*HEBREW, *ARABIC, *CHINESE, "A", " "})


def font(weight):
    """A font of boxes; in the middle of a word, Arabic letters have a lower one."""
    names = {ord(letter): f"u{ord(letter):04X}" for letter in LETTERS}
    joined = {name: f"{name}.medi" for code, name in names.items() if 0x600 <= code < 0x700}
    order = [".notdef", *names.values(), *joined.values()]
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder(order)
    build.setupCharacterMap(names)
    build.setupGlyf({name: box(400 if name.endswith("medi") else 700) for name in order})
    build.setupHorizontalMetrics(dict.fromkeys(order, (600, 50)))
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": FAMILY, "styleName": "Bold" if weight == 700 else "Regular"})
    build.setupOS2(usWeightClass=weight)
    build.setupPost()
    rules = "".join(f"sub {name} by {other};" for name, other in joined.items())
    scripts = "languagesystem DFLT dflt; languagesystem arab dflt;"
    addOpenTypeFeaturesFromString(build.font, f"{scripts} feature medi {{ {rules} }} medi;")
    found = BytesIO()
    build.save(found)
    return found.getvalue()


def box(height):
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, height), (550, height), (550, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The family as a package that can be imported."""
    folder = tmp_path_factory.mktemp("packages")
    files = folder / "fontpkg_harbor_script" / "files"
    files.mkdir(parents=True)
    (files.parent / "__init__.py").touch()
    (files / "HarborScript-Regular.ttf").write_bytes(font(400))
    (files / "HarborScript-Bold.ttf").write_bytes(font(700))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield


def project(folder: Path, family: str = FAMILY) -> Path:
    """The fixture with names of other scripts in a case study; gives its folder."""
    sources = make_project(folder).sources
    brand, case = sources / "brand.yaml", next(sources.glob("**/north-valley.yaml"))
    fallback = f"  fallback:\n    - {family}\n"
    words = brand.read_text(encoding="utf-8").replace("  word_heading", f"{fallback}  word_heading")
    brand.write_text(words, encoding="utf-8")
    words = case.read_text(encoding="utf-8")
    for old, new in {
        "title: One aim in every plan": f"title: {HEBREW} (2019) in every plan",
        "statement: Plans that name": f"statement: As {ARABIC} (2018), {CHINESE * 9}, plans that name",
        "challenge: |\n  What": f"challenge: |\n  For {HEBREW} (2017), what",
        "title: More plans": f"title: {HEBREW} (2016) says more plans",
        '- label: "2023"': f"- label: {HEBREW}",
    }.items():
        assert old in words
        words = words.replace(old, new)
    case.write_text(words, encoding="utf-8")
    return sources


@pytest.fixture(scope="module")
def kit(installed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scripts")
    project(folder)
    return Kit(folder, NAME)


def letters(data):
    """Every character with its page, left side and foot."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, _, _ = text.get_charbox(index)
                yield text.get_text_range(index, 1), number, left, bottom
    finally:
        document.close()


def fonts(data):
    with pikepdf.open(BytesIO(data)) as file:
        return {
            str(each.BaseFont).partition("+")[2]
            for page in file.pages
            for each in page.Resources.get("/Font", {}).values()
        }


@pytest.mark.parametrize("variant", ["screen", "copier", "large-print", "press"])
def test_names_are_set_in_the_family_that_the_brand_names_for_them(kit, variant):
    data = kit.file("p1-case-study", variant).data

    assert {"Harbor-Script", "Harbor-Script-Bold"} <= fonts(data)
    shown = {letter for letter, *_ in letters(data)}
    assert {*HEBREW, *CHINESE} <= shown


def test_a_family_is_cut_to_what_the_others_lack(kit):
    cut = {name: data for name, data in kit.house.assets.items() if name.startswith("font:harbor-script")}

    assert cut.keys() == {"font:harbor-script-400", "font:harbor-script-700"}
    for data in cut.values():
        here = {chr(code) for code in uharfbuzz.Face(uharfbuzz.Blob(data)).unicodes}
        assert here == {*HEBREW, *ARABIC, *CHINESE}


def test_a_family_that_no_text_needs_costs_nothing(installed):
    main = faces("Public Sans", (400,), ())

    assert fallbacks([FAMILY], main, "A plain text.") == []


def test_letters_that_join_keep_the_forms_that_they_join_with(installed):
    (face, _) = fallbacks([FAMILY], faces("Public Sans", (400,), ()), ARABIC)
    text = uharfbuzz.Buffer()
    text.add_str(ARABIC)
    text.guess_segment_properties()
    cut = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face.data)))
    uharfbuzz.shape(cut, text)

    plain = {cut.get_nominal_glyph(ord(letter)) for letter in ARABIC}
    assert {info.codepoint for info in text.glyph_infos} - plain


def test_the_family_of_another_script_that_is_not_installed_is_named_with_its_line(tmp_path):
    toolkit = load_toolkit(project(tmp_path, "No Such Script"), "harbor")

    with pytest.raises(OutputError) as caught:
        house_style(toolkit, (layouts_path(),))

    (problem,) = caught.value.problems
    assert problem.code == "O101"
    assert "No Such Script" in problem.place.text


@pytest.mark.parametrize("variant", ["screen", "large-print"])
@pytest.mark.parametrize("year", ["2019", "2018", "2017", "2016"])
def test_a_year_that_follows_a_name_stands_after_it(kit, variant, year):
    """On the cover, in a cell, in running text and over a drawing: to its right, or on the next line."""
    found = [*letters(kit.file("p1-case-study", variant).data)]
    words = "".join(each[0] for each in found)
    at = words.index(year)
    _, page, left, bottom = found[at]
    named = HEBREW if year != "2018" else ARABIC
    line = [
        x
        for letter, number, x, y in found
        if letter.strip() and letter in named and number == page and abs(y - bottom) < 3
    ]
    digits = [x for _, _, x, _ in found[at : at + 4]]
    assert digits == sorted(digits)
    assert all(x < left for x in line)


@pytest.mark.slow
@pytest.mark.parametrize("packet", ["p1-case-study", "p1"])
def test_a_name_is_read_aloud_as_it_is_written(kit, packet):
    """Its glyphs stand in the order in which they are seen, so the structure says the text itself."""
    said = [str(each.ActualText) for each in Pdf(kit.pdf(packet)).elements() if "/ActualText" in each]

    assert {HEBREW, ARABIC} == set(said)
    assert said.count(HEBREW) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["screen", "large-print"])
def test_what_is_read_aloud_is_what_stands_there_in_every_kind_of_block(kit, variant):
    """Each text of every packet ends with a name; its glyphs run backwards."""
    toolkit = changed(kit.toolkit, lambda text: f"{text} {HEBREW}" if " " in text else text)
    manuscript = Filler(toolkit, kit.project.layouts).fill(*packets(toolkit, MadeWhen.NAMED))

    pdf = Pdf(write(kit.task(manuscript, variant), kit.house).data)

    marks = MarkedContent(pdf.file)
    pages = {page.objgen: marks.of_page(number) for number, page in enumerate(pdf.file.pages)}
    named = [each for each in pdf.elements() if "/ActualText" in each]
    assert len(named) > 200
    for each in named:
        there = pages[each.Pg.objgen][int(each.K[0])]
        assert there.replace(" ", "") == str(each.ActualText).replace(" ", "")[::-1]


def test_title_and_bookmarks_hold_names_as_they_are_written(kit):
    with pikepdf.open(BytesIO(kit.pdf("p1"))) as file, file.open_outline() as outline:
        waiting, titles = [*outline.root], []
        while waiting:
            item = waiting.pop()
            titles.append(item.title)
            waiting += item.children
    with pikepdf.open(BytesIO(kit.pdf("p1-case-study"))) as file:
        assert f"{HEBREW} (2019)" in str(file.docinfo["/Title"])
    assert any(f"{HEBREW} (2019)" in title for title in titles)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (f"As {HEBREW} (2019) and {ARABIC}, {HEBREW} say", [HEBREW, ARABIC, HEBREW]),
        ("שרה כהן-לוי, דר׳ כהן", ["שרה כהן-לוי", "דר׳ כהן"]),
        ("Plain words, 2019", []),
        ("of ภาษาไทย in नमस्ते", ["ภาษาไทย", "नमस्ते"]),
        (CHINESE, []),
    ],
)
def test_each_name_that_runs_the_other_way_has_an_element_of_its_own(words, names):
    main = etree.fromstring(f"<main><p>{words}<em>{words}</em>{words}</p></main>")

    isolate(main)

    assert [each.text for each in main.iter("bdi")] == names * 3
    assert "".join(map(str, main.itertext())) == words * 3


def test_what_a_field_offers_and_what_margins_show_have_no_elements():
    main = etree.fromstring(
        f'<main data-running="{HEBREW} (2019)"><select><option>{HEBREW}</option></select></main>'
    )

    isolate(main)

    assert not [*main.iter("bdi")]
    assert main.get("data-running") == f"{HEBREW}\u200e (2019)"
