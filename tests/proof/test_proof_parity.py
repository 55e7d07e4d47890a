"""Files that do not say what their manuscript says are caught, and the finding says where and what."""

import copy
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest
from lxml import etree

from tests.pdf.packets import harbor
from tests.proof.subjects import altered, subject
from toolkit_builder.output.variant_view import view
from toolkit_builder.proof.finding import Finding, Subject
from toolkit_builder.proof.parity import RULES, prove_parity
from toolkit_builder.readback.pdf.structure import BLOCKS, Pdf
from toolkit_builder.readback.word.nodes import W

CASE = "p1-case-study"


@cache
def whole(variant: str) -> Subject:
    return subject(harbor(), CASE, variant)


def found(subject: Subject) -> list[Finding]:
    return [*prove_parity(subject)]


def said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(each.code, each.where.removeprefix("p1_north__"), each.message) for each in findings]


# --- PDF -----------------------------------------------------------------------------------------


def pdf_with(change: Callable[[Pdf], None], variant: str = "screen") -> Subject:
    pdf = Pdf(whole(variant).data)
    change(pdf)
    out = io.BytesIO()
    pdf.file.save(out)
    return altered(whole(variant), out.getvalue())


def block(pdf: Pdf, words: str) -> Any:
    """The block that holds some words."""
    lines = pdf.tree().splitlines()
    number = next(number for number, line in enumerate(lines) if words in line)
    element = [*pdf.elements()][number]
    while str(element.S)[1:] not in BLOCKS:
        element = element.P
    return element


def place(element: Any) -> tuple[Any, int]:
    """The list that holds an element, and where in it."""
    held = element.P.K
    return held, next(number for number, kid in enumerate(held) if kid.objgen == element.objgen)


def drop(element: Any) -> None:
    held, at = place(element)
    del held[at]


def repeat(element: Any) -> None:
    held, at = place(element)
    held.insert(at, held[at])


def swap(element: Any, steps: int = 1) -> None:
    held, at = place(element)
    one, other = held[at], held[at + steps]
    held[at], held[at + steps] = other, one


def retype(pdf: Pdf, page: int, number: int) -> None:
    """Draw the letters of the marked content `number` of a page in the opposite order."""
    instructions: list[Any] = [*pikepdf.parse_content_stream(pdf.file.pages[page])]
    inside = False
    for place, (operands, operator) in enumerate(instructions):
        if str(operator) == "BDC":
            inside = "/MCID" in operands[1] and number == operands[1].MCID
        elif str(operator) == "TJ" and inside:
            letters = [part for part in operands[0] if isinstance(part, pikepdf.String)]
            instructions[place] = ([pikepdf.Array(reversed(letters))], operator)
    stream = pikepdf.unparse_content_stream(instructions)
    pdf.file.pages[page].Contents = pdf.file.make_stream(stream)


def unmark(pdf: Pdf, page: int, number: int) -> None:
    """Take marks off a page's content, and the element out of the tree that held them."""
    stream = pdf.file.pages[page].Contents.read_bytes()
    mark = b"/Span\n<</MCID %d>>\nBDC" % number
    assert mark in stream
    pdf.file.pages[page].Contents = pdf.file.make_stream(stream.replace(mark, b"/Span BMC"))


def first_mark(element: Any) -> int:
    while not isinstance(element, int):
        kids = element.K
        element = kids[0] if isinstance(kids, pikepdf.Array) else kids
    return element


IN_PDF = {
    "a word changed": (
        lambda pdf: retype(pdf, 1, first_mark(block(pdf, "It shows how one"))),
        ("O801", "part_about__p3",
         "the PDF says “.nigebt hgim mtesys loohcs eno woh swohst I”, the manuscript “It "
         "shows how one school system might begin.”"),
    ),
    "a paragraph missing": (
        lambda pdf: drop(block(pdf, "It shows how one")),
        ("O801", "part_about__p3", "the PDF lacks “It shows how one school system might begin.”"),
    ),
    "a paragraph doubled": (
        lambda pdf: repeat(block(pdf, "It shows how one")),
        ("O801", "part_about__p3", "the PDF also says “It shows how one school system might begin.”"),
    ),
    "two paragraphs swapped": (
        lambda pdf: swap(block(pdf, "The priority")),
        ("O801", "part_challenge__p3", "the PDF lacks “What the school system put first.”"),
    ),
    "a table row missing": (
        lambda pdf: drop(block(pdf, "Two school years.").P),
        ("O801", "time", "the PDF lacks “Time Two school years.”"),
    ),
    "two cells swapped": (
        lambda pdf: swap(block(pdf, "write one aim")),
        ("O801", "same_words", "the PDF lacks “schools can learn from each other.”"),
    ),
    "a head of a table doubled": (
        lambda pdf: repeat(block(pdf, "If we").P),
        ("O801", "part_theory__r1", "the PDF also says “If we Then”"),
    ),
    "a footnote lost": (
        lambda pdf: drop(block(pdf, "Name of the person or organisation, ")),
        ("O803", "plans",
         "in a footnote the PDF lacks “1. Name of the person or organisation, Title of the report "
         "(…”"),
    ),
    "a footnote's words changed": (
        lambda pdf: swap(block(pdf, "Name of the person or organisation, ").K[1], -1),
        ("O803", "plans",
         "in a footnote the PDF says “Name of the person or organisation, 1. Title of the report (…”, "
         "the manuscript “1. Name of the person or organisation, Title of the report (…”"),
    ),
    "the last paragraph missing": (
        lambda pdf: drop(block(pdf, "Report a mistake")),
        ("O801", "part_sources__p4", "the PDF lacks “Report a mistake to toolkit@example.org.”"),
    ),
    "another name of the edition": (
        lambda pdf: retype(pdf, 0, first_mark(block(pdf, "First edition")) + 1),
        ("O801", "part_cover__p6",
         "the PDF says “…Harbor Toolkit, 6202 ,noitide tsriF”, the manuscript “…Harbor Toolkit, "
         "First edition, 2026”"),
    ),
    "words without a mark": (
        lambda pdf: unmark(pdf, 1, first_mark(block(pdf, "The priority"))),
        ("O801", "part_challenge__p2", "the PDF lacks “The priority”"),
    ),
    "no structure tree": (
        lambda pdf: pdf.file.Root.__delitem__("/StructTreeRoot"),
        ("O801", "part_cover__p1",
         "the PDF lacks “Case study 1 One aim in every plan One sentence under the ti…”"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", IN_PDF)
def test_a_pdf_with_a_fault_is_caught(fault):
    change, expected = IN_PDF[fault]

    assert expected in said(found(pdf_with(change)))


@pytest.mark.parametrize("variant", ["copier", "large-print", "press"])
def test_a_paragraph_missing_on_paper_is_caught(variant):
    expected = ("O801", "part_challenge__p2", "the PDF lacks “The priority”")

    assert expected in said(found(pdf_with(lambda pdf: drop(block(pdf, "The priority")), variant)))


def test_a_pdf_that_only_went_through_another_program_is_as_good():
    assert found(pdf_with(lambda pdf: None)) == []


# --- Word ----------------------------------------------------------------------------------------


def word_with(change: Callable[[Any], None], part: str = "word/document.xml") -> Subject:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole("word").data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root)
            after.writestr(name, data)
    return altered(whole("word"), out.getvalue())


def text(root: Any, words: str) -> Any:
    """The first run of text that holds some words."""
    return next(node for node in root.iter(f"{W}t") if words in (node.text or ""))


def around(root: Any, words: str, tag: str) -> Any:
    return next(text(root, words).iterancestors(f"{W}{tag}"))


def bookmark(root: Any, address: str) -> Any:
    return next(
        node for node in root.iter(f"{W}bookmarkStart") if node.get(f"{W}name") == f"_b_p1_north__{address}"
    )


def put(root: Any, words: str, replacement: str) -> None:
    node = text(root, words)
    node.text = node.text.replace(words, replacement)


def remove(node: Any) -> None:
    node.getparent().remove(node)


def double(node: Any) -> None:
    node.addnext(copy.deepcopy(node))


def paragraph(words: str) -> Any:
    made = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t").text = words
    return made


BEGIN = "It shows how one school system might begin."

IN_WORD = {
    "a word changed": (
        lambda root: put(root, "might begin", "may begin"),
        ("O802", "part_about__p3",
         "the Word file says “…school system may begin.”, the manuscript “…school system "
         "might begin.”"),
    ),
    "a paragraph missing": (
        lambda root: remove(around(root, "might begin", "p")),
        ("O802", "part_about__p3", f"the Word file lacks “{BEGIN}”"),
    ),
    "a paragraph doubled": (
        lambda root: double(around(root, "might begin", "p")),
        ("O802", "part_about__p3", f"the Word file also says “{BEGIN}”"),
    ),
    "its address twice": (
        lambda root: double(around(root, "might begin", "p")),
        ("O804", "part_about__p3", "the Word file has 2 bookmarks for this address"),
    ),
    "two paragraphs swapped": (
        lambda root: around(root, "The priority", "p").addnext(around(root, "What was wrong", "p")),
        ("O802", "part_challenge__p2", "the Word file lacks “The priority”"),
    ),
    "their addresses swapped": (
        lambda root: around(root, "The priority", "p").addnext(around(root, "What was wrong", "p")),
        ("O804", "part_challenge__p1", "the bookmark of this address stands after that of "
         "p1_north__part_challenge__p2"),
    ),
    "a table row missing": (
        lambda root: remove(around(root, "Two school years.", "tr")),
        ("O802", "time", "the Word file lacks “Time Two school years.”"),
    ),
    "two cells swapped": (
        lambda root: around(root, "schools can learn", "tc").addnext(around(root, "write one aim", "tc")),
        ("O802", "part_theory__r1",
         "the Word file says “If we Then schools can learn from each other. write one "
         "aim…”, the manuscript “If we Then write one aim into every plan, schools can learn…”"),
    ),
    "a footnote lost": (
        lambda root: remove(next(root.iter(f"{W}footnoteReference"))),
        ("O803", "plans",
         "in a footnote the Word file lacks “Name of the person or organisation, Title of the "
         "report (202…”"),
    ),
    "a bookmark missing": (
        lambda root: remove(bookmark(root, "part_about__p3")),
        ("O804", "part_about__p3", "the Word file has no bookmark for this address"),
    ),
    "a bookmark of another address": (
        lambda root: bookmark(root, "part_about__p3").set(f"{W}name", "_b_p1_north__other"),
        ("O804", "other", "the Word file has a bookmark for an address that is not shown"),
    ),
    "an address at the paragraph before": (
        lambda root: around(root, "The priority", "p").insert(1, bookmark(root, "part_challenge__p3")),
        ("O804", "part_challenge__p3", "the bookmark of this address stands at other words"),
    ),
    "words before all addresses": (
        lambda root: root[0].insert(0, paragraph("Watermark")),
        ("O802", "part_cover__p1", "the Word file also says “Watermark”"),
    ),
    "words after all addresses": (
        lambda root: root[0].insert(len(root[0]) - 1, paragraph("Watermark")),
        ("O802", "part_sources__p4", "the Word file says “…toolkit@example.org. Watermark”, the manuscript "
         "“…toolkit@example.org.”"),
    ),
    "another name of the edition": (
        lambda root: put(root, "First edition, 2026", "First edition, 2025"),
        ("O802", "part_cover__p6",
         "the Word file says “…First edition, 2025”, the manuscript “…First edition, 2026”"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", IN_WORD)
def test_a_word_file_with_a_fault_is_caught(fault):
    change, expected = IN_WORD[fault]

    assert expected in said(found(word_with(change)))


def test_a_bookmark_missing_is_told_once():
    findings = found(word_with(lambda root: remove(bookmark(root, "part_about__p3"))))

    assert [each.code for each in findings] == ["O804"]


def test_a_footnote_whose_words_are_others_is_caught_in_word():
    findings = found(word_with(lambda root: put(root, "Title of", "Name of"), "word/footnotes.xml"))

    assert [(each.code, each.where) for each in findings] == [("O803", "p1_north__plans")]


# --- what a variant adds -------------------------------------------------------------------------


def test_words_that_a_variant_loses_or_adds_are_caught(monkeypatch):
    def careless(body: bytes, variant: str, label: str) -> Any:
        main = view(body, variant, label)
        for node in main.iter("p"):
            if node.text and "might begin" in node.text:
                node.text = "It shows."
            if node.text == "The priority":
                node.text = "The priority today"
        return main

    monkeypatch.setattr("toolkit_builder.proof.parity.view", careless)
    findings = [each for each in said(found(whole("large-print"))) if each[0] == "O806"]

    assert findings == [
        ("O806", "part_about", "large-print leaves out “how one school system might begin”"),
        ("O806", "part_challenge", "large-print adds “today”"),
    ]


# --- files that are no whole files ---------------------------------------------------------------


@pytest.mark.parametrize("variant", ["screen", "word"])
def test_a_file_cut_short_is_said_to_be_unreadable(variant):
    subject = whole(variant)

    codes = {each.code for each in found(altered(subject, subject.data[:300]))}

    assert codes == {"O800"}


@pytest.mark.parametrize("variant", ["screen", "word"])
def test_a_file_with_damaged_bytes_is_proved_without_a_crash(variant):
    subject, chance = whole(variant), random.Random(1)
    for _ in range(40):
        data = bytearray(subject.data)
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)

        found(altered(subject, bytes(data)))


def test_a_structure_tree_that_runs_in_a_circle_is_said_to_be_unreadable():
    def circle(pdf: Pdf) -> None:
        element = block(pdf, "The priority")
        element.K.append(element.P)

    assert [each.code for each in found(pdf_with(circle))] == ["O800"]


def test_a_template_has_no_manuscript():
    assert found(replace(whole("word"), variant="template", manuscript=b"")) == []


def test_a_rule_for_one_format_is_not_counted_for_the_other():
    held = {
        variant: {rule.code for rule in RULES if rule.holds_for(variant)} for variant in ("press", "word")
    }

    assert held["press"] ^ held["word"] == {"O801", "O802", "O804"}
    assert not any(rule.holds_for("template") for rule in RULES)


def test_every_rule_is_tried_told_apart_and_has_a_source():
    tried = {expected[0] for _, expected in (*IN_PDF.values(), *IN_WORD.values())}

    assert {rule.code for rule in RULES} == {*tried, "O800", "O806"}
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.sentence and rule.source for rule in RULES)
