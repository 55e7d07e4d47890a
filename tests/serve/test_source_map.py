"""Which file and line a paragraph comes from."""

import re

import pytest

from tests.serve.conftest import ASSESSMENT, CASE
from toolkit_builder.layout.changed_blocks import own_words, tight
from toolkit_builder.machine.xml import parse
from toolkit_builder.serve.packet_page import name_blocks
from toolkit_builder.serve.source_map import SourceMap

GUIDE = "principles/shared-aim/companion-guides/main.yaml"
PRINCIPLE = "principles/shared-aim/principle.yaml"
LETTER = "principles/shared-aim/artifacts/family-letter.yaml"
CASE_PACKET = "p1-case-study"


def blocks(headless, packet):
    """Name and words of each block of a packet."""
    snapshot = headless.preview.snapshot
    manuscript = headless.views.filled(snapshot.plans[packet], snapshot).manuscript
    return {name: own_words(block) for name, block in name_blocks(parse(manuscript.body)).items()}


def ask(headless, packet, words):
    """The origin of the first block with some words."""
    name = next(name for name, said in blocks(headless, packet).items() if said == words)
    snapshot = headless.preview.snapshot
    return headless.views.origin(snapshot.plans[packet], name, snapshot)


@pytest.mark.parametrize(
    ("packet", "words", "file", "line"),
    [
        ("p1-case-study", "One aim in every plan", CASE, "title: One aim in every plan"),
        ("p1-case-study", "12 schools, invented for this example.", CASE, "text: 12 schools, invented"),
        ("p1-case-study", "What was wrong, in one to three paragraphs.", CASE, "What was wrong, in one"),
        ("p1-case-study", "Value 1: One shared aim", PRINCIPLE, "name: One shared aim"),
        ("p1-companion-guide", "Short on time: Leave out the question.", GUIDE, "if_short: Leave out"),
        ("p1", "Artifact: Letter to families", LETTER, "title: Letter to families"),
        ("p2-self-assessment", "The scale: Levels of practice", "toolkit.yaml", "name: Levels of practice"),
        ("p2-self-assessment", "Not yet", "toolkit.yaml", "label: Not yet"),
        ("book", "One aim in every plan", CASE, "title: One aim in every plan"),
    ],
)  # fmt: skip
def test_a_block_leads_to_its_line(headless, packet, words, file, line):
    origin = ask(headless, packet, words)

    assert origin.file.name == file
    assert line in origin.file.lines[origin.line - 1]
    assert origin.field


def test_the_second_paragraph_of_a_text_has_a_line_of_its_own(headless):
    headless.save(
        CASE,
        "  What was wrong, in one to three paragraphs.\n",
        "  *One* thing [@example-report].\n\n  Another thing\n  was wrong.\n",
    )

    first = ask(headless, "p1-case-study", "One thing.")
    second = ask(headless, "p1-case-study", "Another thing was wrong.")

    assert first.file.lines[first.line - 1] == "  *One* thing [@example-report]."
    assert second.file.lines[second.line - 1] == "  Another thing"


def test_what_the_layout_says_leads_to_the_thing_it_is_about(headless):
    origin = ask(headless, "p1-case-study", "What shifted")

    assert (origin.file.name, origin.field) == (CASE, "")
    assert origin.file.lines[origin.line - 1] == "id: p1-north"


def test_after_a_broken_save_the_line_is_where_the_words_are_now(headless):
    headless.save(CASE, "id: p1-north\n", "id: p1-north\nnonsense: Goals: two\n\n\n")

    origin = ask(headless, "p1-case-study", "What was wrong, in one to three paragraphs.")

    assert origin.file.lines[origin.line - 1].strip() == "What was wrong, in one to three paragraphs."


def test_there_is_no_origin_of_what_is_not_there(headless):
    snapshot = headless.preview.snapshot

    assert headless.views.origin(snapshot.plans["p1-case-study"], "../../etc/passwd", snapshot) is None


@pytest.mark.slow
def test_every_block_leads_somewhere_and_where_the_words_are_a_text_to_that_text(headless):
    snapshot, source_map = headless.preview.snapshot, SourceMap()
    met = 0
    for plan in snapshot.plans.values():
        body = headless.views.filled(plan, snapshot).manuscript.body
        for name, block in name_blocks(parse(body)).items():
            words = own_words(block)
            if not words or block.tag in ("tr", "figure"):
                continue
            origin = source_map.origin(
                body, name, snapshot.sources.files.values(), snapshot.packets.toolkit.file.id
            )
            assert origin is not None, (plan.packet.id, name)
            line = origin.file.lines[origin.line - 1]
            if origin.field and tight(line.partition(": ")[2] or line.strip(" -")) == tight(words):
                met += 1
            elif origin.field:
                assert any(word.strip("“”.,;:()") in line for word in words.split()), (plan.packet.id, name)
    assert met > 800


def test_a_file_that_is_gone_is_forgotten(headless):
    source_map = SourceMap()
    snapshot = headless.preview.snapshot
    plan = snapshot.plans["p2-self-assessment"]
    body = headless.views.filled(plan, snapshot).manuscript.body
    source_map.origin(body, "p2_sa__direction__h2", snapshot.sources.files.values(), "hb")
    assert ASSESSMENT in source_map._known

    source_map.forget({})

    assert source_map._known == {}


def test_a_block_that_names_a_level_leads_to_its_line_after_another_name_too(headless):
    headless.save(ASSESSMENT, "    - Rate alone, then compare.", "    - Half or fewer is {level:emerging}.")
    before = ask(headless, "p2-self-assessment", "Half or fewer is Emerging.")
    headless.save("toolkit.yaml", "label: Emerging", "label: Getting started")

    after = ask(headless, "p2-self-assessment", "Half or fewer is Getting started.")

    assert (after.file.name, after.line, after.field) == (ASSESSMENT, before.line, "how_to_use.during.0")
    assert headless.preview.snapshot.problems == ()


def tinted(headless):
    """The words of the case that are tinted as still to be written."""
    pattern = r'<[^>]* data-ours="yours to write"[^>]*>([^<]*)'
    return [words.strip() for words in re.findall(pattern, headless.html(CASE_PACKET))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One sentence under the title.", "What our towns did."),
        ("title: One aim in every plan", "title: Aims"),
        ("This place is invented, and so are its figures.", "Small schools are missing."),
        ("then: schools can learn from each other.", "then: they all gain."),
    ],
)
def test_what_nobody_has_written_yet_is_tinted_and_what_somebody_wrote_is_not(headless, old, new):
    before = headless.html(CASE_PACKET).count("data-ours")
    assert any(old.rpartition(": ")[2] in words for words in tinted(headless))

    headless.save(CASE, old, new)

    after = headless.html(CASE_PACKET)
    assert new.rpartition(": ")[2] in after
    assert after.count("data-ours") < before
    assert not any(new.rpartition(": ")[2] in words for words in tinted(headless))


def test_words_of_the_layout_are_nobodys_to_write(headless):
    assert len(tinted(headless)) > 15
    assert "Questions for your team" not in tinted(headless)
    assert ">Not yet<" not in tinted(headless)
