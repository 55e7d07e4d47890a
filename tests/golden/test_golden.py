"""Each folder in tests/golden/ is one kind of packet in all its forms, as text that a diff can be read in.

`pytest tests/golden --update` rewrites them; the person who runs it reads the diff.
"""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.pdf.packets import harbor, write
from tests.pdf.seeing import text
from tests.revised import marked, revised, told, update
from toolkit_builder.content.packet_kinds import CHOSEN, NAMED, MadeWhen
from toolkit_builder.content.toolkit import Shelf
from toolkit_builder.layout import Filler, packets
from toolkit_builder.layout.vocabulary import CLASSES, INLINE
from toolkit_builder.project import layouts_path
from toolkit_builder.readback.pdf.structure import Pdf

FOLDER = Path(__file__).parent
KINDS = {
    "self-assessment": "p1-self-assessment",
    "case-study": "p1-case-study",
    "companion-guide": "p1-companion-guide",
    "artifact": "p1-artifact",
    "principle": "p2",
    "overview": "p2-overview",
    "index": "index",
    "book": "book",
    # Two that differ from others of their kind: statements instead of a rubric, and what leads elsewhere.
    "snapshot": "self-assessment",
    "elsewhere": "artifact-others",
}
FILES = ("manuscript.html", "word.xml", "pdf.txt", "pdf-tags.txt")
# What tells of an earlier edition: whether Word tells it too, and the variant of the PDF.
REVISED = {
    "news": (lambda: told()["p2"], True, "screen"),
    "marked": (lambda: marked("p1-case-study"), False, "screen"),
    "update": (lambda: update("p2"), False, "copier"),
}


def manuscript(kind):
    """The smallest packet of a kind; of the book only one principle with one material."""
    kit = harbor()
    if kind != "book":
        return kit.manuscripts[KINDS[kind]]
    shelf = kit.toolkit.shelves[1]
    artifact = next(each for each in shelf.materials if each.kind == "artifact")
    toolkit = replace(kit.toolkit, shelves=(Shelf(shelf.principle, (artifact,)),))
    return Filler(toolkit, (layouts_path(),)).fill(*packets(toolkit, MadeWhen.NAMED))


def written(kind):
    """The packet in all its forms: name of a file -> what it should say."""
    if kind not in REVISED:
        return forms(harbor(), manuscript(kind), True, "screen")
    packet, in_word, variant = REVISED[kind]
    return forms(revised(), packet(), in_word, variant)


def forms(kit, packet, in_word, variant):
    pdf = write(kit.task(packet, variant), kit.house).data
    found = {"manuscript.html": html(packet.body), "pdf.txt": text(pdf), "pdf-tags.txt": Pdf(pdf).tree()}
    return {**found, "word.xml": word(kit, packet)} if in_word else found


def word(kit, packet):
    docx = write(kit.task(packet, "word"), kit.house).data
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        (body,) = etree.fromstring(package.read("word/document.xml"))
    return "\n".join(xml(body)) + "\n"


BLOCKS = set(CLASSES) - {*INLINE, "option", "img"}
# Parts of Word's XML that open a new line; all within them stays on it.
LINES = ("body", "p", "tbl", "tr", "tc", "sdt", "sdtContent", "sectPr")


def html(body):
    """One block a line; words and what stands among them stay on one."""
    return "\n".join(_html(etree.fromstring(body), 0)) + "\n"


def _html(element, depth):
    blocks = [child for child in element if child.tag in BLOCKS]
    if not blocks:
        yield _indented(_one_line(element), depth)
        return
    yield _indented(_start(element), depth)
    yield from _indented_words(element.text, depth + 1)
    for child in element:
        if child.tag in BLOCKS:
            yield from _html(child, depth + 1)
        else:
            yield _indented(_one_line(child), depth + 1)
        yield from _indented_words(child.tail, depth + 1)
    yield _indented(f"</{element.tag}>", depth)


def xml(element, depth=0):
    """A paragraph, table, row or cell a line, and so is all that stands in one; without namespaces."""
    if etree.QName(element).localname not in LINES:
        return [_indented(_one_line(element), depth)]
    inside = [line for child in element for line in xml(child, depth + 1)]
    return [_indented(_start(element), depth), *inside]


def _start(element):
    return re.sub(r"/?>.*", ">", _one_line(element), count=1, flags=re.DOTALL)


def _one_line(element):
    words = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", re.sub(r"[ \n]+", " ", words))


def _indented(words, depth):
    return "  " * depth + words


def _indented_words(words, depth):
    if words and words.strip():
        yield _indented(words.strip(), depth)


@pytest.mark.parametrize("kind", [*KINDS, *REVISED])
def test_packet_is_as_it_was_reviewed(kind, update):
    found = written(kind)

    folder = FOLDER / kind
    if update:
        folder.mkdir(exist_ok=True)
        for name, words in found.items():
            (folder / name).write_text(words, encoding="utf-8", newline="\n")
    expected = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    for name in FILES:
        assert found.get(name) == expected.get(name), name
    assert set(expected) == set(found)


def test_every_packet_kind_has_a_case():
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert folders == {*KINDS, *REVISED}
    assert {manuscript(kind).packet.kind for kind in KINDS} == {*CHOSEN, *NAMED}
