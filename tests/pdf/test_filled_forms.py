"""A filled form keeps its answers: every field is filled, saved and read back under the same address."""

from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest

from tests.pdf.packets import harbor, real
from toolkit_builder.layout.questions import questions

PACKETS = ["p1-self-assessment", "p1-case-study", "p1-companion-guide", "p1-artifact", "p2"]
WORDS = "Answer {}: “sí” & <no>, Łódź\nand a second line"


def answers(manuscript) -> dict[str, str]:
    """An answer to every question; a choice takes each of its options in turn."""
    found = {}
    for number, question in enumerate(questions(manuscript)):
        options = [each["value"] for each in question["options"]]
        kinds = {"check": "/on", "choice": options[number % len(options)] if options else ""}
        found[question["address"]] = kinds.get(question["kind"], WORDS.format(number))
    return found


def filled(data: bytes, given: dict[str, str]) -> bytes:
    """The form as a viewer saves it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.AcroForm.NeedAppearances = True
        fields: Any = pdf.Root.AcroForm.Fields
        for field in fields:
            answer = given[str(field.T)]
            field.V = pikepdf.Name(answer) if answer.startswith("/") else pikepdf.String(answer)
            if answer.startswith("/"):
                field.AS = field.V
        saved = BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def read_back(data: bytes) -> dict[str, str]:
    """With another library than the one that filled it."""
    return {
        name: str(field.get("/V"))
        for name, field in (pypdf.PdfReader(BytesIO(data)).get_fields() or {}).items()
    }


@pytest.mark.parametrize("packet", PACKETS)
def test_every_answer_comes_back_under_its_address(packet):
    given = answers(harbor().manuscripts[packet])

    assert given
    assert read_back(filled(harbor().pdf(packet), given)) == given


@pytest.mark.slow
def test_every_choice_can_be_chosen():
    for question in questions(harbor().manuscripts["p1-self-assessment"]):
        for option in question["options"]:
            given = answers(harbor().manuscripts["p1-self-assessment"]) | {
                question["address"]: option["value"]
            }

            assert read_back(filled(harbor().pdf("p1-self-assessment"), given)) == given


@pytest.mark.slow
def test_the_largest_real_form_keeps_every_answer():
    name = max(real().manuscripts, key=lambda packet: len(questions(real().manuscripts[packet])))
    given = answers(real().manuscripts[name])

    assert len(given) > 500
    assert read_back(filled(real().pdf(name), given)) == given
