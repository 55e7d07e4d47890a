"""Names of places and people in the Latin scripts of many languages: a PDF says them as they were written."""

import subprocess
import unicodedata
from functools import partial
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import uharfbuzz
import yaml

from tests.pdf.packets import Kit
from tests.projects import NAME, make_project
from tests.proof.subjects import subject
from toolkit_builder.machine.unicode import same_letters, seen
from toolkit_builder.output.accents import accented, whole
from toolkit_builder.output.fonts import faces
from toolkit_builder.proof.parity import prove_parity
from toolkit_builder.readback.manuscript import tight
from toolkit_builder.readback.pdf.structure import Pdf

LAKOTA = ["Lakȟóta", "Tȟašúŋke Witkó", "Čhaŋȟpé Ópi", "Kaŋgí Wašté", "Oglála Oyáte", "Wanáǧi", "Háŋpa"]
NAVAJO = ["Diné Bizaad", "Łį́į́ʼ", "Tséhootsooí", "Naatʼáanii Nééz", "Tódiłhił", "Hastʼą́ą́ʼ"]
PACIFIC = [
    "Kaʻūpūlehu", "ʻŌlelo Hawaiʻi", "Keaukaha Kūʻē", "Hōnaunau", "Sāmoa", "Faʻaʻā", "Hågat", "Inalåhan",
    "M̧ajeļ", "Ļajkin n̄ōb", "Mājro Ebọn̄", "Pōhnpei Kosrae", "Aotearoa Māori",
]  # fmt: skip
AFRICAN = ["Ọ̀ṣun", "Ẹ̀gbá", "Ògún Ṣàngó", "Ụmụahịa", "Ọka Ǹsụ̂kà", "Òkè Ìrá"]
ASIAN = ["Nguyễn Thị Phượng", "Trần Đức", "Huỳnh Quỳnh", "Hmoob Dawb", "İstanbul", "Iğdır Şırnak"]
NORTHERN = [
    "Cugtun Yupʼik", "Qaġġutiit", "Kuigpagmiut", "Tlingít Xʼúnei", "Ḵaax̱ G̱un", "Déline Łútsël Kʼé",
    "Anishinaabe", "Gichi-Manidoo Ādisōkān", "Tsalagi Ayeliʼ", "Kaagwaantaan",
]  # fmt: skip
EUROPEAN = [
    "Łódź", "Święta Żółć", "Ñuñoa", "Peñasco", "San José", "Bjørnsen", "Ångström", "Čakovec", "Māris Ķēniņš",
    "Țara Șomcuta", "Győr Hűvös", "Þórður Ægir", "fficial office flow",
]  # fmt: skip
NAMES = [*LAKOTA, *NAVAJO, *PACIFIC, *AFRICAN, *ASIAN, *NORTHERN, *EUROPEAN]
PACKET = "p1-artifact"
FAMILIES = [
    "Atkinson Hyperlegible", "Figtree", "Literata", "Lora", "Public Sans", "Source Serif 4", "Work Sans",
]  # fmt: skip


def body():
    """The names in headings, text, bold, italic, cells, items and labels of a form."""
    apart = partial(unicodedata.normalize, "NFD")
    tens = [NAMES[start : start + 10] for start in range(0, len(NAMES), 10)]
    texts = [
        {"type": "text", "id": f"t{number}", "title": "; ".join(ten),
         "text": "\n\n".join(f"{name}; **{name}**; *{name}*; {apart(name)};" for name in ten)}
        for number, ten in enumerate(tens)
    ]  # fmt: skip
    table = {
        "type": "table", "id": "names", "title": "Names", "columns": [{"label": "Łį́į́ʼ"}, {"label": "Ọ̀ṣun"}],
        "rows": [[f"{name};", f"{name};"] for name in NAMES],
    }  # fmt: skip
    ticks = {"type": "checklist", "id": "ticks", "title": "Ticks", "items": [f"{name};" for name in NAMES]}
    fields = [{"id": f"f{number}", "label": f"{name};", "lines": 1} for number, name in enumerate(NAMES)]
    return [*texts, table, ticks, {"type": "form", "id": "form", "title": "Form", "fields": fields}]


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    sources = make_project(folder).sources
    letter, brand = next(sources.glob("**/family-letter.yaml")), sources / "brand.yaml"
    words = yaml.safe_load(letter.read_text(encoding="utf-8")) | {"body": body()}
    letter.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False), encoding="utf-8")
    lent = brand.read_text(encoding="utf-8").replace(
        "  word_heading", "  fallback: [Work Sans, Literata]\n  word_heading"
    )
    brand.write_text(lent, encoding="utf-8")
    return Kit(folder, NAME)


def poppler(data):
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def pdfium(data):
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def readback(data):
    """Without spaces, which are not drawn where a line ends."""
    return "".join(tight(block.words) for block in Pdf(data).blocks())


def flat(words):
    return " ".join(seen(words).split())


@pytest.mark.slow
@pytest.mark.parametrize("read", [poppler, pdfium, readback])
@pytest.mark.parametrize("variant", ["screen", "copier", "large-print", "press"])
def test_every_reader_of_a_pdf_gets_the_names_that_were_written(kit, variant, read):
    said, written = flat(read(kit.file(PACKET, variant).data)), tight if read is readback else flat

    # In a heading once, in text four times, in a table twice, in a list and in a form.
    times = {name: said.count(f"{written(name)};") for name in NAMES}
    assert {name for name, count in times.items() if count < 8} == set()


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["screen", "copier", "large-print", "press", "word"])
def test_names_prove_clean(kit, variant):
    assert [*prove_parity(subject(kit, PACKET, variant))] == []


@pytest.mark.slow
def test_the_names_of_fields_are_the_labels_that_were_written(kit):
    with pikepdf.open(BytesIO(kit.pdf(PACKET))) as file:
        told = {str(field.TU) for field in file.Root.AcroForm.Fields}

    assert {f"{name};" for name in NAMES} <= told


@pytest.mark.slow
def test_the_same_names_give_the_same_bytes(kit, tmp_path):
    again = Kit(kit.project.root, NAME)

    assert again.pdf(PACKET) == kit.pdf(PACKET)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_font_draws_each_letter_that_it_can_put_together_with_one_glyph(family):
    letters = accented(" ".join(NAMES))
    for face in faces(family, (400, 700), (400,)):
        plain, made = font(face.data), font(whole(face.data, letters))
        for letter in letters:
            glyphs, advance = shaped(plain, letter)
            if all(glyphs):
                assert (len(shaped(made, letter)[0]), shaped(made, letter)[1]) == (1, advance), letter


@pytest.mark.parametrize("letter", ["ȟ", "į́", "n̄", "M̧", "g̱"])
def test_a_letter_in_one_piece_looks_as_in_parts(letter):
    (face,) = faces("Source Serif 4", (400,), ())
    parts, made = font(face.data), font(whole(face.data, (letter,)))

    assert extents(made, letter) == extents(parts, letter)


def test_a_font_that_has_every_letter_stays_as_it_is():
    (face,) = faces("Public Sans", (400,), ())

    assert whole(face.data, accented("Łódź, José, Ñuñoa")) is face.data


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("plain words, 2019", ()),
        ("Łódź", ("Ó", "Ź", "ó", "ź")),
        ("n̄ō", ("N̄", "n̄", "Ō", "ō")),
        ("2̄ -̄", ()),
    ],
)
def test_letters_with_accents_are_found_in_words(words, letters):
    assert accented(words) == tuple(sorted(letters))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("self\u00adassessment", "selfassessment", True),
        ("a\u200db\u034f\u200ec", "abc", True),
        ("Nguye\u0302\u0303n", "Nguyễn", True),
        ("two\u00a0words", "two words", True),
        ("Lakȟóta", "Lakhóta", False),
        ("Oʻahu", "Oahu", False),
        ("a-b", "ab", False),
    ],
)
def test_letters_are_the_same_whatever_is_not_seen(first, second, same):
    assert same_letters(first, second) is same


def font(data):
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))


def buffer_of(opened, letter):
    buffer = uharfbuzz.Buffer()
    buffer.add_str(letter)
    buffer.guess_segment_properties()
    uharfbuzz.shape(opened, buffer)
    return buffer


def shaped(opened, letter):
    """Glyphs, and how far they go."""
    buffer = buffer_of(opened, letter)
    advance = sum(position.x_advance for position in buffer.glyph_positions)
    return tuple(info.codepoint for info in buffer.glyph_infos), advance


def extents(opened, letter):
    """Left, top, right and bottom of the ink."""
    buffer, pen, edges = buffer_of(opened, letter), 0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        ink = opened.get_glyph_extents(info.codepoint)
        left, top = pen + position.x_offset + ink.x_bearing, position.y_offset + ink.y_bearing
        edges.append((left, top, left + ink.width, top + ink.height))
        pen += position.x_advance
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    return min(lefts), max(tops), max(rights), min(bottoms)
