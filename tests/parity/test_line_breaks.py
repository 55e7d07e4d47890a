"""Lines may break in every text: each form says the same words, and what is no mark comes back as it was."""

from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from tests.layout.changed import changed
from tests.pdf.packets import harbor, write
from tests.word.proved import described
from toolkit_builder.content.words import Line, Rich
from toolkit_builder.layout import Filler
from toolkit_builder.layout.packets import text_packets
from toolkit_builder.layout.wording import Wording, read_strings
from toolkit_builder.output.variant_view import view
from toolkit_builder.project import layouts_path
from toolkit_builder.proof.parity import prove_parity
from toolkit_builder.proof.word.proof import prove_word
from toolkit_builder.readback import manuscript as manuscript_readback
from toolkit_builder.readback.pdf.structure import Pdf
from toolkit_builder.readback.word import text as word_readback
from toolkit_builder.readback.word.package import Word
from toolkit_builder.site.reading_page import reading_page

PACKETS = [
    "p1-self-assessment",
    "p1-case-study",
    "p1-companion-guide",
    "p1-artifact",
    "p2",
    "artifact-others",
]
# Signs that other Markdowns take for marks, or that no mark begins with.
SIGNS = (
    "Date: __/__/____, phone (___) ___-____", "3*4*5 = 60, 5 * 3, M*A*S*H, 4*", "http://a.b/_x_/*y*?e=1&f=~g~",
    "www.x.org/a*b*, a_b@c.org", "file_name_x, <5%, Q&A, [day]", "___",
    "½ C:\\\\new #1 | a == b {x} $5 to $6",
)  # fmt: skip


@cache
def broken():
    """The fixture with a line break in every text that may have one, in emphasis and in an item too."""

    def more(text):
        if isinstance(text, Rich):
            return f"{text}\n\nYours,\\\n*Jo\\\nAvery*\n\n- One\\\n  Two"
        return f"{text}\\\nAnd **on\\\nand** on" if isinstance(text, Line) else text

    return filled(more)


def filled(change):
    toolkit = changed(harbor().toolkit, change)
    filler = Filler(toolkit, (layouts_path(),))
    plans = (plan for plan in text_packets(toolkit) if plan.packet.id in PACKETS)
    return {plan.packet.id: filler.fill(plan) for plan in plans}


def subject(manuscript, variant):
    task = harbor().task(manuscript, variant)
    return described(task, write(task, harbor().house))


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["screen", "large-print", "word"])
@pytest.mark.parametrize("packet", PACKETS)
def test_a_file_with_line_breaks_says_what_its_manuscript_says(packet, variant):
    file = subject(broken()[packet], variant)

    assert [*prove_parity(file)] == []
    if variant == "word":
        name = f"{harbor().imprint.toolkit}-{packet}-{harbor().imprint.edition}.docx"
        assert [*prove_word(replace(file, name=name))] == []


def test_a_line_break_parts_words_for_whoever_reads_them_alone():
    for manuscript in broken().values():
        for end in etree.fromstring(manuscript.body).iter("br"):
            assert (end.tail or "").startswith(" ")


def test_word_breaks_its_lines_where_the_manuscript_does():
    manuscript = broken()["p1-artifact"]
    main = view(manuscript.body, "word", harbor().imprint.label)
    word = Word(subject(manuscript, "word").data)
    ends = [*word.document.root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}br")]

    assert len(ends) == len([*main.iter("br")]) > 10
    said = [each.words for each in word_readback.by_address(word)]
    assert "Yours, Jo Avery" in said
    assert said == [each.words for each in manuscript_readback.by_address(main)]


def test_the_reading_page_breaks_its_lines():
    page = reading_page(
        broken()["p1-artifact"], "First edition", Wording(read_strings((layouts_path(),), "en-US"))
    )

    assert "Yours,<br> <em>Jo<br> Avery</em>" in page.body


@pytest.mark.slow
@pytest.mark.parametrize("signs", SIGNS)
def test_signs_that_are_no_marks_come_back_from_pdf_and_word(signs):
    manuscript = filled(lambda text: signs if isinstance(text, Rich) else text)["p1-artifact"]
    printed = signs.replace("\\\\", "\\")

    pdf = Pdf(subject(manuscript, "screen").data)
    word = word_readback.by_address(Word(subject(manuscript, "word").data))

    assert printed in [" ".join(block.words.split()) for block in pdf.blocks()]
    assert printed in [each.words for each in word]
