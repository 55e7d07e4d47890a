"""What a file leads to besides its words: nothing of ours but addresses of the web."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from toolkit_builder.machine.zips import unzipped, zipped
from toolkit_builder.publish.leads import leads

pytestmark = pytest.mark.hostile

KEPT = sorted((Path(__file__).parents[1] / "kept").rglob("*.*"))
FILES = [path for path in KEPT if path.suffix in (".pdf", ".docx")]
WORD = next(path for path in FILES if path.suffix == ".docx")
PDF = next(path for path in FILES if path.suffix == ".pdf")
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relation(kind: str, target: str) -> bytes:
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    link = f'<Relationship Id="x" Type="{RELATION}{kind}" Target="{target}" TargetMode="External"/>'
    return f"{start}{link}</Relationships>".encode()


def field(words: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:hdr xmlns:w="{space}"><w:instrText> {words} </w:instrText></w:hdr>'.encode()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_files_of_sealed_editions_lead_to_the_web_alone(path):
    found = leads(path.read_bytes(), path.suffix[1:])

    assert found
    assert all(each.startswith(("https://", "http://")) for each in found)


@pytest.mark.parametrize(
    ("name", "part", "led"),
    [
        ("word/_rels/more.xml.rels", relation("attachedTemplate", "https://a.example/x.dotm"),
         "attachedTemplate https://a.example/x.dotm"),
        ("word/_rels/more.xml.rels", relation("image", "https://a.example/seen.png"),
         "image https://a.example/seen.png"),
        ("word/_rels/more.xml.rels", relation("oleObject", "file:///c:/x.xls"), "oleObject file:///c:/x.xls"),
        ("word/_rels/more.xml.rels", relation("hyperlink", "https://a.example/"), "https://a.example/"),
        ("word/vbaProject.bin", b"x", "word/vbaProject.bin"),
        ("word/embeddings/x.xlsx", b"x", "word/embeddings/x.xlsx"),
        ("word/afchunk.htm", b"<p>x</p>", "word/afchunk.htm"),
        ("word/header9.xml", field("INCLUDEPICTURE https://a.example/x.png"), "the field INCLUDEPICTURE"),
        ("word/header9.xml", field("DDEAUTO excel x"), "the field DDEAUTO"),
    ],
)  # fmt: skip
def test_what_is_put_into_a_word_file_is_told(name, part, led):
    parts = unzipped(WORD.read_bytes())

    assert leads(zipped({**parts, name: part}), "docx") - leads(WORD.read_bytes(), "docx") == {led}


@pytest.mark.parametrize(
    ("action", "led"),
    [
        ({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}, {"/JavaScript", "/JS"}),
        ({"/S": pikepdf.Name.Launch, "/F": "calc.exe"}, {"/Launch"}),
        ({"/S": pikepdf.Name.SubmitForm, "/F": "https://a.example"}, {"/SubmitForm"}),
        ({"/S": pikepdf.Name.URI, "/URI": "https://a.example/"}, {"https://a.example/"}),
        ({"/S": pikepdf.Name.GoTo, "/D": []}, set()),
    ],
)
@pytest.mark.parametrize("place", ["opening", "a link"])
def test_what_is_put_into_a_pdf_is_told(action, led, place):
    with pikepdf.open(PDF) as pdf:
        made = pikepdf.Dictionary(
            {
                name: pikepdf.Array(value) if isinstance(value, list) else value
                for name, value in action.items()
            }
        )
        if place == "opening":
            pdf.Root.OpenAction = made
        else:
            link = {
                "/Type": pikepdf.Name.Annot,
                "/Subtype": pikepdf.Name.Link,
                "/Rect": [0, 0, 1, 1],
                "/A": made,
            }
            pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pikepdf.Dictionary(link)]))
        out = BytesIO()
        pdf.save(out)

    assert leads(out.getvalue(), "pdf") - leads(PDF.read_bytes(), "pdf") == led


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({"word/document.xml": b" " * 160_000_000})

    with pytest.raises(ValueError, match="far more"):
        leads(bomb, "docx")
