"""The Word writer stands on python-docx: its own template, files that it opens, and the same bytes always."""

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Twips

from tests.pdf.packets import KINDS, harbor
from tests.projects import surroundings
from tests.word import sample
from tests.word.proved import described
from toolkit_builder.output import File
from toolkit_builder.output.word.document import MEDIA_TYPE, write_word
from toolkit_builder.output.word.template import PacketLook, brand_template
from toolkit_builder.proof.word.proof import validated


def opened(data):
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def template():
    return brand_template(sample.BRAND, "en", PacketLook("plum"))


def test_the_template_is_a_sound_file_without_words(template):
    file = File("template.docx", MEDIA_TYPE, template)

    assert [*validated(described(sample.task(), file))] == []
    assert [paragraph.text for paragraph in opened(template).paragraphs] == []


def test_the_template_is_the_brands_and_not_python_docx_s(template):
    ours = {style.style_id for style in opened(template).styles}
    theirs = {style.style_id for style in docx.Document().styles}

    assert {"Callout", "ToolkitTable", "FacilitatorNote"} <= ours
    assert "LightShading" in theirs - ours
    assert opened(template).styles.default(WD_STYLE_TYPE.PARAGRAPH).name == "Normal"


def test_same_brand_same_template(template):
    assert brand_template(sample.BRAND, "en", PacketLook("plum")) == template
    assert brand_template(sample.BRAND, "en", PacketLook("rust")) != template


def test_python_docx_finds_its_way_in_a_packet():
    document = opened(write_word(sample.task(), sample.HOUSE).data)
    cover, rest = document.sections

    assert cover.different_first_page_header_footer
    assert (cover.top_margin, rest.top_margin) == (Twips(2500), Twips(1440))
    assert "Edition 2026.1" in cover.first_page_footer.paragraphs[0].text
    assert rest.header.paragraphs[0].text.startswith(sample.IMPRINT.toolkit_title)
    assert document.core_properties.title == sample.task().manuscript.title
    assert document.core_properties.created.isoformat() == "2026-12-01T00:00:00+00:00"
    assert len(document.inline_shapes) == 3 + 1  # and the place for a logo
    assert {table.style.name for table in document.tables} == {"Toolkit Table", "Toolkit Form"}
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Callout", "List Number"} <= styles


def test_every_part_is_related_and_has_a_type():
    data = write_word(sample.task(), sample.HOUSE).data
    names = {name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if ".rels" not in name}
    found = {part.partname.membername for part in opened(data).part.package.iter_parts()}

    assert found == names - {"[Content_Types].xml"}


def test_a_title_may_be_longer_than_python_docx_allows():
    title = "A title that goes on and on " * 12
    task = sample.inside("<p>x</p>")

    data = write_word(replace(task, manuscript=replace(task.manuscript, title=title)), sample.HOUSE).data

    assert len(title) > 255
    assert opened(data).core_properties.title == title


def test_a_link_is_related_once_to_each_part_that_it_stands_in():
    link = '<a href="https://a.org/x">An aim</a>'
    data = write_word(
        sample.inside(f'<p>{link} and {link}<span class="footnote">See {link}.</span></p>'), sample.HOUSE
    ).data
    package = zipfile.ZipFile(io.BytesIO(data))

    for part in ("document", "footnotes"):
        assert package.read(f"word/_rels/{part}.xml.rels").count(b"https://a.org/x") == 1


def test_a_space_within_an_address_is_kept():
    """Words between bookmarks begin as they do without."""
    document = opened(
        write_word(sample.inside('<p>An <em id="a">aim</em><em id="b"> now</em></p>'), sample.HOUSE).data
    )

    assert document.paragraphs[1].text == "An aim now"


@pytest.mark.slow
def test_same_bytes_in_another_process_elsewhere_and_in_another_order(tmp_path):
    packets = [name for name in KINDS if name != "book"]  # whose parts stand in the others
    here = {name: hashlib.sha256(harbor().word(name)).hexdigest() for name in packets}

    elsewhere = surroundings(
        PYTHONHASHSEED="4711", TZ="Asia/Kathmandu", LC_ALL="C", LANG="C", HOME=str(tmp_path)
    )
    said = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.word.sums", *reversed(packets)],
        cwd=tmp_path, env=elsewhere, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip

    assert dict(line.split() for line in said.stdout.splitlines()) == here
