"""Word files that tell what is new: valid, accessible, with the words of their manuscripts."""

import pytest

from tests.revised import marked, subject, told
from toolkit_builder.proof import prove
from toolkit_builder.readback.word.package import Word


@pytest.mark.parametrize("packet", ["p1-self-assessment", "p1-case-study", "p2-case-study", "p1", "p2"])
def test_a_file_with_news_keeps_every_rule(packet):
    assert [*prove(subject(told()[packet], "word"))] == []


def test_entries_lead_to_what_changed():
    file = Word(subject(told()["p1"], "word").data)
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}

    links = file.document.root.iterfind(".//w:hyperlink", space)
    anchors = {link.get(f"{{{space['w']}}}anchor") for link in links}

    assert {"_b_p1_sa__shared_aim", "_b_p1_sa__part_howto", "_b_p1_north__plans"} <= anchors


def test_labels_of_a_marked_copy_could_stand_in_word_too():
    assert [*prove(subject(marked("p1-self-assessment"), "word"))] == []
