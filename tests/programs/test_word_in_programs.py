"""What readers' programs make of Word files.

LibreOffice counts anew and saves, mammoth, docx-preview and pandoc show them. Each has to show every word,
notes with their numbers, and what districts may add in between.
"""

import json
import os
import re
import subprocess
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tests.pdf.packets import harbor
from tests.programs.packages import need, node_modules
from tests.word.answers import fill, read, tree
from tests.word.proved import findings
from toolkit_builder.layout.questions import questions
from toolkit_builder.output.word.document import write_word
from toolkit_builder.proof.word.results import noted
from toolkit_builder.publish.page_numbers import page_numbers, placeholders
from toolkit_builder.readback.manuscript import tight
from toolkit_builder.readback.word.nodes import W14, W, value, words
from toolkit_builder.readback.word.package import Word

pytestmark = [pytest.mark.slow, pytest.mark.programs]

HERE = Path(__file__).parent
PYTHON = "/usr/bin/python3"  # the system's own, which has uno
DOCX, ODT = "MS Word 2007 XML", "writer8"
GUIDE, WHOLE = "p1-companion-guide", "p1"
PACKETS = (GUIDE, WHOLE, "p1-case-study", "p1-self-assessment", "p1-artifact", "self-assessment")


@cache
def numbered():
    """Packet -> its file with the page numbers that LibreOffice counts, as a sealed edition has it."""
    kit = harbor()
    drafts = {name: kit.manuscripts[name] for name in PACKETS}
    files = {
        each.id: write_word(replace(kit.tasks[name, "word"], contents=placeholders(each)), kit.house).data
        for name, each in drafts.items()
    }
    pages = page_numbers(files).pages
    return {
        name: write_word(replace(kit.tasks[name, "word"], contents=pages[each.id]), kit.house).data
        for name, each in drafts.items()
    }


def shown(data):
    """Depth and words, with the page, of each entry of the lists of contents, whatever its style."""
    lines = []
    for paragraph in tree(data).iter(f"{W}p"):
        style = re.fullmatch(r"(?:TOC|Contents)(\d)", value(paragraph, "pPr/pStyle"))
        if style:
            lines.append((int(style[1]), words(paragraph)))
    return lines


def notes_in(data):
    """Words of each footnote, in the order of their calls."""
    word = Word(data)
    written = {note.get(f"{W}id"): words(note) for note in word.root("footnotes").iter(f"{W}footnote")}
    return [written[call.get(f"{W}id")] for call in word.document.all("footnoteReference")]


@contextmanager
def office(folder):
    """LibreOffice on a profile of its own; gives the name under which it listens."""
    need("soffice", "libreoffice-writer-nogui")
    name = f"toolkit-{os.getpid()}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={name};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)  # fmt: skip
    try:
        yield name
    finally:
        os.killpg(process.pid, 15)
        process.wait(60)


@pytest.fixture(scope="module")
def through_office(tmp_path_factory):
    """A function: a file opened, what is asked for done in it, all counted anew, saved; maybe via ODT."""
    folder = tmp_path_factory.mktemp("office")
    with office(folder) as name:

        def through(data, *asked, odt=False):
            (folder / "in.docx").write_bytes(data)
            if odt:
                run(folder / "in.docx", folder / "between.odt", ODT, *asked)
                run(folder / "between.odt", folder / "out.docx", DOCX)
            else:
                run(folder / "in.docx", folder / "out.docx", DOCX, *asked)
            return (folder / "out.docx").read_bytes()

        def run(path, saved, kind, *asked):
            command = [PYTHON, HERE / "office.py", name, path, saved, kind, *asked]
            subprocess.run(command, check=True, capture_output=True, timeout=180)

        yield through


# --- LibreOffice -----------------------------------------------------------------------------------


@pytest.mark.soffice
@pytest.mark.parametrize("odt", [False, True], ids=["docx", "odt"])
@pytest.mark.parametrize("packet", [GUIDE, WHOLE, "self-assessment"])
def test_contents_are_the_same_after_everything_was_counted_anew(through_office, packet, odt):
    before = numbered()[packet]
    assert len(shown(before)) > 5

    assert shown(through_office(before, odt=odt)) == shown(before)


@pytest.mark.soffice
@pytest.mark.parametrize("odt", [False, True], ids=["docx", "odt"])
@pytest.mark.parametrize("packet", [GUIDE, WHOLE, "p1-case-study"])
def test_a_note_of_a_districts_between_leaves_our_notes_what_they_are(through_office, packet, odt):
    before = numbered()[packet]

    after = through_office(before, "note", odt=odt)

    assert notes_in(after) == ["A note of our district's.", *notes_in(before)]
    again = [(field, noted(Word(after), field.target)) for field in references(after)]
    assert again
    # LibreOffice 7.4 shows the old number until Word counts; the field and what it points at are there.
    assert {number for _, number in again} == {2}


def references(data):
    return [field for _, field in Word(data).fields if field.kind == "NOTEREF"]


@pytest.mark.soffice
@pytest.mark.parametrize("odt", [False, True], ids=["docx", "odt"])
@pytest.mark.parametrize("packet", ["p1-self-assessment", GUIDE, "p1-artifact", "self-assessment"])
def test_answers_of_several_lines_keep_them(through_office, packet, odt):
    asked = questions(harbor().manuscripts[packet])
    data, given = fill(harbor().word(packet), asked)
    assert any("\n" in answer for answer in given.values())

    assert read(through_office(data, odt=odt), asked) == given


@pytest.mark.soffice
@pytest.mark.parametrize("odt", [False, True], ids=["docx", "odt"])
@pytest.mark.parametrize("packet", PACKETS)
def test_bookmarks_of_blocks_stay_where_they_are(through_office, packet, odt):
    before = numbered()[packet]

    after = tree(through_office(before, odt=odt))

    marks = [mark.get(f"{W}name", "") for mark in after.iter(f"{W}bookmarkStart")]
    own = [mark.get(f"{W}name", "") for mark in tree(before).iter(f"{W}bookmarkStart")]
    assert Counter(filter(lasts, marks)) == Counter(filter(lasts, own))
    for box in after.iter(f"{W}sdt"):
        if box.find(f"{W}sdtPr/{W14}checkbox") is None:
            continue
        inside = [mark.get(f"{W}name", "") for mark in box.iter(f"{W}bookmarkStart")]
        assert not [name for name in inside if name.startswith("_b_")]


def lasts(name):
    """Whether a bookmark is ours; entries of a list that the program makes itself are made anew."""
    return name.startswith(("_a_", "_b_", "_n_")) and "__part_contents__i" not in name


# --- mammoth, docx-preview, pandoc -----------------------------------------------------------------


@pytest.mark.parametrize("packet", PACKETS)
def test_mammoth_shows_every_word_heading_and_note(packet, tmp_path):
    (tmp_path / "in.docx").write_bytes(data := numbered()[packet])
    node_modules()
    command = ["node", "read_word.mjs", str(tmp_path / "in.docx")]
    result = subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=60)
    made = json.loads(result.stdout)
    page = parsed(made["html"])

    assert made["errors"] == []
    for call in page.xpath(".//sup[a[starts-with(@href, '#footnote-')]]"):  # numbers of its own, in brackets
        call.drop_tree()
    assert missing_apart_from_notes(data, page.text_content()) == []
    assert [" ".join(each.text_content().split()) for each in page.iter("h1", "h2", "h3", "h4")] == headings(
        data
    )
    notes = page.xpath(".//li[starts-with(@id, 'footnote-')]")
    assert [" ".join(each.text_content().replace("↑", "").split()) for each in notes] == notes_in(data)


def parsed(source: str) -> Any:
    return html.fromstring(f"<div>{source}</div>")


def missing_apart_from_notes(data, printed):
    everything = tight(printed)
    return [
        part
        for paragraph in tree(data).iter(f"{W}p")
        for part in passages(paragraph)
        if tight(part) not in everything
    ]


def passages(paragraph):
    """The words of a paragraph between the calls of notes and the boxes to tick."""
    parts = [""]
    for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}footnoteReference"):
        if node.tag == f"{W}footnoteReference":
            parts.append("")
        else:
            parts[-1] += (node.text or "") if node.tag == f"{W}t" else " "
    return [piece for part in parts for piece in part.split("☐") if piece.strip()]


def headings(data, styles=r"Heading[1-4]"):
    return [
        words(paragraph)
        for paragraph in tree(data).iter(f"{W}p")
        if re.fullmatch(styles, value(paragraph, "pPr/pStyle"))
    ]


@pytest.mark.browser
@pytest.mark.parametrize("packet", PACKETS)
def test_docx_preview_shows_every_word_and_entry(packet, browser):
    data = numbered()[packet]
    page = browser.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_content('<div id="shown"></div>')
    for script in ("jszip/dist/jszip.min.js", "docx-preview/dist/docx-preview.min.js"):
        page.add_script_tag(path=node_modules() / script)
    page.evaluate(
        "bytes => docx.renderAsync(new Uint8Array(bytes), document.getElementById('shown'))", [*data]
    )
    printed = page.evaluate("document.getElementById('shown').textContent")
    links = page.eval_on_selector_all("#shown a", "all => all.map(a => a.textContent)")
    page.close()

    assert faults == []
    assert missing_apart_from_notes(data, printed) == []
    linked = {tight(link) for link in links}
    assert [line for _, line in shown(data) if tight(line) not in linked] == []


@pytest.mark.parametrize("packet", PACKETS)
def test_pandoc_reads_every_word_heading_and_note(packet, tmp_path):
    need("pandoc", "pandoc")
    (tmp_path / "in.docx").write_bytes(data := numbered()[packet])
    command = ["pandoc", str(tmp_path / "in.docx"), "--from=docx", "--to=html", "--wrap=none"]
    result = subprocess.run(command, check=True, capture_output=True, timeout=60)
    page = parsed(result.stdout.decode())
    notes = [
        " ".join(each.text_content().replace("↩︎", "").split())
        for each in page.xpath(".//*[contains(@class, 'footnotes')]//li")
    ]
    for call in page.xpath(".//a[contains(@class, 'footnote-ref')]"):
        call.drop_tree()

    assert missing_apart_from_notes(data, page.text_content()) == []
    # pandoc takes every style that is based on a heading for one.
    own = headings(data, r"Heading[1-4]|TOCHeading")
    assert [" ".join(each.text_content().split()) for each in page.iter("h1", "h2", "h3", "h4")] == own
    assert notes == notes_in(data)


# --- comments of a district's own ------------------------------------------------------------------


@pytest.mark.parametrize("packet", [GUIDE, "p1-self-assessment", "p1-case-study"])
def test_a_comment_brings_no_finding_of_the_validators(packet, tmp_path):
    import docx

    (tmp_path / "in.docx").write_bytes(harbor().word(packet))
    document = docx.Document(str(tmp_path / "in.docx"))
    runs = next(
        each.runs for each in document.paragraphs if each.runs and each.style and each.style.name == "Normal"
    )
    document.add_comment(runs, text="Is this ours?", author="A district", initials="AD")
    document.save(str(tmp_path / "out.docx"))
    commented = (tmp_path / "out.docx").read_bytes()

    assert "word/comments.xml" in Word(commented).parts
    faults = [
        found for found in findings(harbor(), packet, commented) if found.code in ("O701", "O702", "O764")
    ]
    assert faults == []


def test_names_of_bookmarks_are_those_that_word_takes():
    for data in numbered().values():
        names = [mark.get(f"{W}name", "") for mark in tree(data).iter(f"{W}bookmarkStart")]
        assert all(len(name) <= 40 for name in names)
        assert len(names) == len(set(names))
        assert etree.QName(tree(data)).localname == "document"
