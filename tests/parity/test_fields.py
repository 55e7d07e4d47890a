"""What a packet asks is one list, the same in the PDF, in Word and in fields/."""

import io
import zipfile

import pytest
from lxml import etree

from tests.pdf.packets import harbor
from toolkit_builder.layout.questions import questions
from toolkit_builder.layout.vocabulary import SLOTS
from toolkit_builder.readback.pdf.structure import Pdf
from toolkit_builder.readback.word.nodes import W

PACKETS = ["p1-self-assessment", "p1-case-study", "p1-companion-guide", "p1-artifact", "p1", "p2", "book"]
PDF_KINDS = {"/Ch": "choice", "/Tx": "text", "/Btn": "check"}


def in_pdf(packet):
    """Address -> kind, options."""
    pdf = Pdf(harbor().pdf(packet))
    return {
        name: (PDF_KINDS[str(field.FT)], [tuple(map(str, pair)) for pair in field.get("/Opt", [])][1:])
        for name, field in pdf.fields().items()
    }


def in_word(packet):
    """Address -> kind, options; slots are no questions."""
    with zipfile.ZipFile(io.BytesIO(harbor().word(packet))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    found = {}
    for control in body.iter(f"{W}sdtPr"):
        tag = control.find(f"{W}tag")
        if tag is None or tag.get(f"{W}val") in SLOTS:
            continue
        options = [
            (each.get(f"{W}value"), each.get(f"{W}displayText")) for each in control.iter(f"{W}listItem")
        ]
        kinds = {"dropDownList": "choice", "date": "date", "checkbox": "check", "text": "text"}
        kind = next(
            (kinds[name] for each in control if (name := etree.QName(each).localname) in kinds), "text"
        )
        found[tag.get(f"{W}val")] = (kind, options[1:])
    return found


@pytest.mark.parametrize("packet", PACKETS)
def test_pdf_and_word_ask_the_questions_of_the_list(packet):
    asked = {
        each["address"]: (each["kind"], [(one["value"], one["label"]) for one in each["options"]])
        for each in questions(harbor().manuscripts[packet])
    }
    without_dates = {
        name: ("text" if kind == "date" else kind, options) for name, (kind, options) in asked.items()
    }

    assert list(in_word(packet).items()) == list(asked.items())
    assert list(in_pdf(packet).items()) == list(without_dates.items())


def test_an_answer_belongs_to_a_thing_and_its_wording():
    asked = {each["address"]: each for each in questions(harbor().manuscripts["p1-self-assessment"])}
    rating = asked["p1_sa__shared_aim__rate"]

    assert rating["owner"] == "p1_sa__shared_aim"
    assert [each["value"] for each in rating["options"]] == ["not-yet", "emerging", "established", "dk"]
    assert rating["wording_sha256"] == asked["p1_sa__shared_aim__note"]["wording_sha256"]
    assert rating["label"].startswith("My rating, 1.1: Every school's plan")


def test_a_question_is_the_same_in_every_packet_that_asks_it():
    alone = {each["address"]: each for each in questions(harbor().manuscripts["p1-self-assessment"])}

    for packet in ("p1", "book"):
        together = {each["address"]: each for each in questions(harbor().manuscripts[packet])}
        assert {name: together[name] for name in alone} == alone


def test_another_wording_is_another_sum():
    body = harbor().manuscripts["p1-case-study"].body
    manuscript = harbor().manuscripts["p1-case-study"]
    other = type(manuscript)(
        manuscript.packet, manuscript.language, manuscript.title,
        body.replace(b"What is alike", b"What is different"), manuscript.assets,
    )  # fmt: skip

    before, after = questions(manuscript), questions(other)

    assert [a["wording_sha256"] == b["wording_sha256"] for a, b in zip(before, after, strict=True)] == [
        False,
        True,
    ]
