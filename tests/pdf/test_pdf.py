"""What stands in the PDF of every packet kind."""

import re
from dataclasses import replace
from itertools import chain
from typing import Any

import page as validator
import pikepdf
import pytest
from lxml import etree

from tests.pdf.packets import KINDS, harbor, real, write
from tests.pdf.seeing import outside, overlapping
from toolkit_builder.layout.questions import questions
from toolkit_builder.readback.pdf.structure import Pdf, kids

# Names that fonts of the brand give themselves, and the small font of fields.
FONTS = {"Public-Sans", "Source-Serif-4", "Fields"}


@pytest.fixture(scope="module", params=KINDS)
def packet(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(packet):
    return Pdf(harbor().pdf(packet))


def objects(pdf):
    return [each for each in pdf.file.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)]


def broken_rules(data):
    report = validator.validate_pdf_bytes(data, profile="ua1")
    return [] if report.is_compliant else [str(failure) for failure in report.failures]


@pytest.mark.slow
def test_every_packet_kind_is_pdf_ua(packet):
    assert broken_rules(harbor().pdf(packet)) == []


@pytest.mark.slow
def test_every_real_packet_is_pdf_ua_and_nothing_runs_out_of_the_page_or_over_another():
    wrong = {}
    for name in real().manuscripts:
        data = real().pdf(name)
        wrong[name] = [*broken_rules(data), *outside(data), *overlapping(data)]

    assert {name: found for name, found in wrong.items() if found} == {}


# --- fields --------------------------------------------------------------------------------------


def test_fields_are_the_questions_of_the_packet(packet, pdf):
    asked = {each["address"]: each for each in questions(harbor().manuscripts[packet])}
    kinds = {"choice": "/Ch", "text": "/Tx", "date": "/Tx", "check": "/Btn"}

    assert list(pdf.fields()) == list(asked)
    for name, field in pdf.fields().items():
        assert kinds[asked[name]["kind"]] == field.FT
        assert str(field.TU) == asked[name]["label"] != ""


def test_every_field_stands_on_a_page_and_in_the_tree(pdf):
    on_pages = [
        str(note.T)
        for page in pdf.file.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Widget"
    ]
    in_tree = [
        str(kid.Obj.T)
        for element in pdf.elements()
        if element.S == "/Form"
        for kid in kids(element)
        if kid.Obj.Subtype == "/Widget"
    ]

    assert sorted(on_pages) == sorted(in_tree) == sorted(pdf.fields())


def test_drop_downs_start_unanswered_and_hold_ids(packet, pdf):
    options = {each["address"]: each["options"] for each in questions(harbor().manuscripts[packet])}

    for name, field in pdf.fields().items():
        if field.FT == "/Ch":
            pairs = [tuple(map(str, pair)) for pair in field.Opt]
            assert pairs == [("", "Choose"), *((each["value"], each["label"]) for each in options[name])]
            assert str(field.V) == ""
        else:
            assert str(field.get("/V", "")) in ("", "/Off")


def test_levels_are_stored_by_id():
    levels = [level.id for level in harbor().toolkit.file.scales[0].levels]
    pdf = Pdf(harbor().pdf("p1-self-assessment"))

    assert [str(value) for value, _ in pdf.fields()["p1_sa__shared_aim__rate"].Opt] == ["", *levels, "dk"]


# --- fonts, and what a file must not hold --------------------------------------------------------


def test_all_fonts_are_the_brands_and_embedded(pdf):
    for font in objects(pdf):
        if font.get("/Type") == "/FontDescriptor":
            name = str(font.FontName)[1:].partition("+")[2] or str(font.FontName)[1:]
            assert re.sub(r"-(Italic|Bold|Semi-Bold|Ultra-Bold)|,$", "", name) in FONTS, name
            assert {"/FontFile2", "/FontFile3"} & set(font.keys())
    for font in objects(pdf):
        if font.get("/Subtype") in ("/Type1", "/TrueType"):
            assert "/FontDescriptor" in font


def test_nothing_runs_and_nothing_is_attached(pdf):
    forbidden = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/OpenAction", "/AA",
                 "/SubmitForm", "/ImportData", "/RichMedia"}  # fmt: skip

    keys = set(chain.from_iterable(each.keys() for each in objects(pdf)))
    kinds = {str(each.get(name)) for each in objects(pdf) for name in ("/S", "/Type", "/Subtype")}

    assert not forbidden & (keys | kinds)
    assert "/Names" not in pdf.file.Root or set(pdf.file.Root.Names.keys()) <= {"/Dests"}


# --- repairs of the finisher ---------------------------------------------------------------------


def test_every_head_cell_says_what_it_heads(packet, pdf):
    body: Any = etree.fromstring(harbor().manuscripts[packet].body)
    heads = [element for element in pdf.elements() if element.S == "/TH"]

    assert bool(heads) == (body.find(".//th") is not None)
    for head in heads:
        assert head.A.Scope == ("/Column" if head.P.P.S == "/THead" else "/Row")
    rows = [cell for cell in body.iter("th") if cell.get("scope") == "row"]
    assert sum(head.A.Scope == "/Row" for head in heads) == len(rows)


def test_running_heads_and_feet_are_artifacts(packet, pdf):
    for number in range(1, len(pdf.file.pages)):
        said = pdf.artifacts(number)
        assert f"Page {number + 1} of {len(pdf.file.pages)}" in said
        assert "The Harbor Toolkit, Edition 2026.1" in said
        assert pdf.loose(number) == set()
    assert pdf.artifacts(0) == ""
    assert "Page 2 of" not in "".join(block.words for block in pdf.blocks())


def test_links_say_where_they_go_and_print(pdf):
    links = [note for page in pdf.file.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]

    assert links
    for link in links:
        assert str(link.Contents).strip()
        assert link.F & 4


def test_links_within_a_packet_lead_to_places_in_it():
    pdf = Pdf(harbor().pdf("book"))
    names: Any = pdf.file.Root.Names.Dests.Names[::2] if "/Names" in pdf.file.Root else []
    known = {str(name) for name in names}

    targets = {
        str(note.Dest if "/Dest" in note else note.A.D)
        for page in pdf.file.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link" and ("/Dest" in note or note.A.S == "/GoTo")
    }

    assert "p1_sa__shared_aim" in targets
    assert targets <= known


def test_notes_are_notes_with_ids_of_their_own(packet, pdf):
    notes = [element for element in pdf.elements() if element.S == "/Note"]
    body: Any = etree.fromstring(harbor().manuscripts[packet].body)

    assert len(notes) == len(body.xpath("//span[@class='footnote']"))
    assert len({str(note.ID) for note in notes}) == len(notes)


def test_fields_are_reached_in_the_order_of_the_text(pdf):
    assert {str(page.get("/Tabs")) for page in pdf.file.pages} == {"/S"}


# --- what the document says of itself ------------------------------------------------------------


def test_document_says_what_it_is(packet, pdf):
    task = harbor().tasks[packet, "screen"]
    info = pdf.info()

    assert info["Title"] == f"{task.manuscript.title} (2026.1)"
    assert info["Author"] == "Harbor Editors"
    assert {name: info[name] for name in ("toolkit", "packet", "edition", "variant", "key")} == {
        "toolkit": "harbor", "packet": packet, "edition": "2026.1", "variant": "screen", "key": task.key,
    }  # fmt: skip
    assert str(pdf.file.Root.Lang) == "en-US"
    assert pdf.file.Root.ViewerPreferences.DisplayDocTitle is True
    assert info["CreationDate"].startswith("D:20260115")


def test_bookmarks_are_the_headings(packet, pdf):
    body: Any = etree.fromstring(harbor().manuscripts[packet].body)
    headings = body.xpath("//h2[not(ancestor::*[@data-only])]")

    with pdf.file.open_outline() as outline:
        titles = [re.sub(r"\s+", " ", item.title).strip() for item in outline.root]

    assert titles == [" ".join("".join(each.itertext()).split()) for each in headings]


def test_a_draft_says_so_on_every_page_but_its_cover(pdf):
    said = ["DRAFT" in pdf.artifacts(number) for number in range(len(pdf.file.pages))]

    assert said == [False] + [True] * (len(said) - 1)


def test_a_sealed_edition_is_no_draft():
    task = harbor().tasks["p1-artifact", "screen"]
    sealed = replace(task, imprint=replace(task.imprint, draft=False))

    pdf = Pdf(write(sealed, harbor().house).data)

    assert len(pdf.file.pages) > 1
    assert not [number for number in range(len(pdf.file.pages)) if "DRAFT" in pdf.artifacts(number).upper()]


def test_pages_are_letter_and_counted(packet, pdf):
    assert harbor().file(packet, "screen").pages == len(pdf.file.pages)
    assert {tuple(map(int, page.mediabox)) for page in pdf.file.pages} == {(0, 0, 612, 792)}


def test_nothing_runs_out_of_the_page_or_over_another(packet):
    assert outside(harbor().pdf(packet)) == []
    assert overlapping(harbor().pdf(packet)) == []
