"""Files as the programs of many systems save them: read as they were meant, or told what they are."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.pdf.packets import harbor
from tests.projects import FIXTURE, NAME
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.reading.reader import read
from toolkit_builder.content.texts import texts
from toolkit_builder.errors import SourceError
from toolkit_builder.layout import Filler
from toolkit_builder.layout.wording import read_strings
from toolkit_builder.project import layouts_path

WORDS = "title: Peña\ntext: |\n  One — two.\n\n  Three.\n"


def said(data):
    """What is said of a file that is refused."""
    with pytest.raises(SourceError) as caught:
        read("file.yaml", data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (WORDS.encode("cp1252"), 'byte F1, which is "ñ" in Windows-1252'),
        (
            "a: b\nc: “d”\n".encode("cp1252"),
            'file.yaml:2:4: C201 the file is not UTF-8 text: byte 93, which is "“"',
        ),
        (WORDS.encode("utf-16"), "the file is UTF-16 text"),
        (WORDS.encode("utf-16-be"), "the file is UTF-16 text"),
        (WORDS.encode("utf-16-le"), "the file is UTF-16 text"),
        (WORDS.encode("utf-32"), "the file is UTF-32 text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "the file is a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "the file is a PNG picture"),
        (b"PK\x03\x04\x14\0", "the file is a Word, Excel or zip file"),
        (b"{\\rtf1\\ansi title: x}", "the file is an RTF file"),
        (b"\xef\xbb\xbf<!doctype html><p>title: x", "the file is a web page"),
        (b"%PDF-1.7\n", "the file is a PDF file"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "the file is a pointer of Git LFS"),
        (b"a: b\xff\0\x01\n", "bytes of no text"),
    ],
)
def test_what_is_no_utf8_is_told_what_it_is(data, words):
    assert words in said(data)


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
        WORDS.replace("\n", "\r\n").encode("utf-8-sig"),
        WORDS.replace("\n", "\r\n", 2).encode(),
        WORDS.replace("Peña", "Pen\u0303a").encode(),
    ],
    ids=[
        "UTF-8",
        "with a mark",
        "Windows",
        "old Mac",
        "Windows with a mark",
        "half Windows",
        "accents apart",
    ],
)
def test_line_ends_marks_and_forms_of_letters_make_no_difference(data):
    tree, marks = read("file.yaml", data)

    assert tree == {"title": "Peña", "text": "One — two.\n\nThree.\n"}
    assert [marks[path].value.line for path in (("title",), ("text",))] == [1, 2]


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("\u2028", "a line separator (U+2028)"),
        ("\u2029", "a paragraph separator (U+2029)"),
        ("\x85", "a line end of mainframes (U+0085)"),
        ("\x0b", "a line break of Word (U+000B)"),
        ("\r", "a line end of old Macs (U+000D)"),
        ("\r\r", "a line end of old Macs (U+000D)"),
    ],
)
def test_line_ends_that_few_know_are_named_at_their_line(sign, words):
    told = said(f"a: b\nc: d{sign}e\nf: g\n".encode())

    assert told.startswith(f"file.yaml:2:5: C202 {words}")
    assert "press Enter" in told


CHANGES = {
    "Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "Windows with a mark": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "blanks at the ends of lines": lambda data: data.replace(b"\n\n", b"\n \n").replace(b":\n", b":  \n"),
    "no end of the last line": lambda data: data.rstrip(b"\n"),
    "a Mac": lambda data: unicodedata.normalize("NFD", data.decode()).encode(),
}


def harbor_saved(tmp_path, change):
    """The fixture, every source of it as another system saves it."""
    folder = Path(shutil.copytree(FIXTURE / NAME, tmp_path / NAME))
    for file in folder.rglob("*.yaml"):
        file.write_bytes(CHANGES[change](file.read_bytes()))
    return load_toolkit(folder, NAME)


@pytest.mark.parametrize("change", [change for change in CHANGES if "blanks" not in change])
def test_a_toolkit_saved_by_another_system_says_the_same(change, tmp_path):
    before, after = (
        [(row.address, row.field, row.text, row.sha256) for row in texts(toolkit)]
        for toolkit in (harbor().toolkit, harbor_saved(tmp_path, change))
    )

    assert after == before


@pytest.mark.parametrize("change", ["Windows with a mark", "blanks at the ends of lines"])
def test_a_toolkit_saved_by_another_system_gives_the_same_manuscripts(change, tmp_path):
    saved = Filler(harbor_saved(tmp_path, change), (layouts_path(),))

    assert {plan.packet.id: saved.fill(plan) for plan in harbor().plans} == harbor().manuscripts


def test_layouts_of_a_toolkit_may_begin_with_a_mark(tmp_path):
    strings = tmp_path / "strings" / "en.yaml"
    strings.parent.mkdir()
    strings.write_bytes(b"\xef\xbb\xbfabout_assessment: From\r\n")
    (tmp_path / "strings" / "._en.yaml").write_bytes(b"\0\5\x16\7 of a Mac")
    (tmp_path / "artifact").mkdir()
    own = "{% macro cover_lines(it) %}{{ it.title }}{% endmacro %}"
    own += "{% macro body(it, depth) %}<section id=\"{{ address(it, 'part-own') }}\"><h2>A</h2>"
    own += "</section>{% endmacro %}"
    (tmp_path / "artifact" / "body.html").write_bytes(
        b"\xef\xbb\xbf" + own.replace("{% m", "\r\n{% m").encode()
    )
    plan = next(plan for plan in harbor().plans if plan.packet.id == "p1-artifact")

    manuscript = Filler(harbor().toolkit, (tmp_path, layouts_path())).fill(plan)

    assert b"p1_letter__part_own" in manuscript.body
    assert "\ufeff" not in manuscript.body.decode()
    assert read_strings((tmp_path, layouts_path()), "en")["about_assessment"] == "From"
