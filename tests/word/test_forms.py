"""Filled forms: what people put into the controls is found again under the same addresses."""

import subprocess

import pytest

from tests.pdf.packets import harbor
from tests.word.answers import fill, read, tree
from tests.word.proved import findings
from toolkit_builder.layout.questions import questions
from toolkit_builder.readback.word.nodes import W

PACKETS = ("p1-self-assessment", "p1-case-study", "p1-companion-guide", "p1-artifact")


def asked(packet):
    return questions(harbor().manuscripts[packet])


@pytest.fixture(scope="module")
def filled():
    """Packet -> the filled file and what was put in."""
    return {packet: fill(harbor().word(packet), asked(packet)) for packet in PACKETS}


def test_the_packets_ask_questions_of_every_kind():
    kinds = {question["kind"] for packet in PACKETS for question in asked(packet)}

    assert kinds == {"choice", "text", "date", "check"}


@pytest.mark.parametrize("packet", PACKETS)
def test_answers_are_read_back_by_tag(filled, packet):
    data, given = filled[packet]

    assert read(data, asked(packet)) == given
    assert all(given.values())


@pytest.mark.parametrize("packet", PACKETS)
def test_an_empty_form_has_no_answers(packet):
    assert set(read(harbor().word(packet), asked(packet)).values()) == {""}


def test_a_filled_file_is_sound(filled):
    data, _ = filled["p1-self-assessment"]

    codes = {found.code for found in findings(harbor(), "p1-self-assessment", data)}

    assert not codes & {"O700", "O701", "O702"}


@pytest.mark.slow
@pytest.mark.soffice
def test_answers_survive_an_editor_that_drops_tags(tmp_path):
    filled = {packet: fill(harbor().word(packet), asked(packet)) for packet in PACKETS}
    (tmp_path / "in").mkdir()
    for packet, (data, _) in filled.items():
        (tmp_path / "in" / f"{packet}.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
               "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path),
               *(str(tmp_path / "in" / f"{packet}.docx") for packet in filled)]  # fmt: skip

    subprocess.run(command, check=True, capture_output=True, timeout=180)

    saved = {packet: (tmp_path / f"{packet}.docx").read_bytes() for packet in filled}
    for packet, (_, given) in filled.items():
        assert read(saved[packet], asked(packet)) == given
    assert not any(tree(data).findall(f".//{W}tag") for data in saved.values())  # so bookmarks were read
