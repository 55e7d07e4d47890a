"""The brand's Word template: sound, tells how to use it, and says nothing of a packet or an edition."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.pdf.packets import harbor, real
from tests.word.proved import described
from toolkit_builder.content.packet_kinds import MadeWhen
from toolkit_builder.layout import Filler, packets
from toolkit_builder.output import Task
from toolkit_builder.output.word.document import TEMPLATE_TYPE, write_template
from toolkit_builder.proof.word.proof import prove_word
from toolkit_builder.readback.word.nodes import W

KITS = pytest.mark.parametrize("kit", [harbor, real])


def template(kit):
    """Task and file."""
    manuscript = Filler(kit.toolkit, kit.project.layouts).fill(*packets(kit.toolkit, MadeWhen.ALWAYS))
    task = Task(manuscript, "template", kit.imprint, "f" * 64)
    return task, write_template(task, kit.house)


def parts(file):
    package = zipfile.ZipFile(io.BytesIO(file.data))
    return {name: package.read(name).decode() for name in package.namelist() if not name.endswith(".png")}


@KITS
def test_the_proof_finds_nothing(kit):
    assert [*prove_word(described(*template(kit())))] == []


def test_word_takes_it_for_a_template():
    _, file = template(harbor())

    assert file.name.endswith(".dotx")
    assert file.media_type == TEMPLATE_TYPE
    assert "wordprocessingml.template.main+xml" in parts(file)["[Content_Types].xml"]
    assert "document.main+xml" not in parts(file)["[Content_Types].xml"]


def test_styles_and_theme_are_those_of_the_packets():
    _, file = template(harbor())
    packet = zipfile.ZipFile(io.BytesIO(harbor().word("book")))

    for part in ("word/styles.xml", "word/theme/theme1.xml", "word/settings.xml"):
        assert parts(file)[part] == packet.read(part).decode()


def test_documents_made_from_it_claim_to_be_no_packet():
    _, file = template(harbor())

    assert re.findall(r'name="(\w+)"', parts(file)["docProps/custom.xml"]) == [
        "Toolkit",
        "Language",
        "Variant",
    ]
    assert "Edition" not in parts(file)["word/footer1.xml"]
    assert "district-name[1]" in parts(file)["word/footer1.xml"]


def test_every_style_that_it_names_is_in_the_gallery():
    """Built-in names are as Word shows them: with a capital."""
    _, file = template(harbor())
    rows = etree.fromstring(parts(file)["word/document.xml"].encode()).iter(f"{W}tr")
    named = {"".join(text.text or "" for text in row[1].iter(f"{W}t")) for row in [*rows][1:10]}
    single = {name for names in named for name in re.split(", | to ", names)}
    styles = etree.fromstring(parts(file)["word/styles.xml"].encode())
    shown = (
        style
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}qFormat") is not None or style.get(f"{W}type") == "table"
    )
    names = [(style, next(style.iter(f"{W}name")).get(f"{W}val", "")) for style in shown]
    gallery = {name if style.get(f"{W}customStyle") else name.capitalize() for style, name in names}

    assert len(single) == 18
    assert {name if name in gallery else name.capitalize() for name in single} <= gallery


@pytest.mark.slow
@pytest.mark.soffice
@KITS
def test_it_is_two_pages_long(kit, tmp_path: Path):
    import subprocess

    from pypdfium2 import PdfDocument

    _, file = template(kit())
    path = tmp_path / "template.dotx"
    path.write_bytes(file.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]

    subprocess.run(command, check=True, capture_output=True, timeout=120)

    with PdfDocument(path.with_suffix(".pdf")) as pdf:
        assert len(pdf) == 2
