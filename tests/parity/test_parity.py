"""The promise: the same words at the same addresses, in the same order, in manuscript, PDF and Word."""

import pytest

from tests.pdf.packets import harbor, real
from tests.proof.subjects import subject
from toolkit_builder.content.variants import OFFERED, VARIANTS
from toolkit_builder.output.variant_view import view
from toolkit_builder.proof.parity import prove_parity
from toolkit_builder.readback import manuscript as manuscript_readback
from toolkit_builder.readback.word import text as word_readback
from toolkit_builder.readback.word.package import Word

PACKETS = [
    "p1-self-assessment",
    "p1-case-study",
    "p1-companion-guide",
    "p1-artifact",
    "p1",
    "p2",
    "p2-member",
    "book",
]


@pytest.mark.slow
@pytest.mark.parametrize("variant", OFFERED)
@pytest.mark.parametrize("packet", PACKETS)
def test_a_file_says_what_its_manuscript_says(packet, variant):
    assert [*prove_parity(subject(harbor(), packet, variant))] == []


# What printing works get is asked for by hand, of a packet or two; the fixture's packets stand for all of it.
@pytest.mark.slow
@pytest.mark.parametrize("variant", [name for name in OFFERED if not VARIANTS[name].for_press])
def test_every_real_file_says_what_its_manuscript_says(variant):
    found = [each for packet in real().manuscripts for each in prove_parity(subject(real(), packet, variant))]

    assert found == []


@pytest.mark.parametrize("packet", PACKETS)
def test_word_has_the_same_words_between_the_same_addresses(packet):
    main = view(harbor().manuscripts[packet].body, "word", harbor().imprint.label)

    found = word_readback.by_address(Word(subject(harbor(), packet, "word").data))

    assert [({*each.addresses}, manuscript_readback.tight(each.words)) for each in found] == [
        ({*each.addresses}, manuscript_readback.tight(each.words))
        for each in manuscript_readback.by_address(main)
    ]
