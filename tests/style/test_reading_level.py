"""What grades are made of: sentences, words, syllables; and where each sentence stands in its file."""

import pytest

from tests.projects import ROOT
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.mentions import MENTION
from toolkit_builder.content.style.passages import writings
from toolkit_builder.content.style.reading import ReadingLevel, level, measured, prose
from toolkit_builder.content.style.syllables import syllables

TOOLKITS = sorted(path.parent for path in (ROOT / "sources").glob("*/toolkit.yaml"))


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(
            (word, 1)
            for word in ("a", "team", "through", "asked", "named", "rules", "called", "hours", "2026")
        ),
        *((word, 2) for word in ("table", "settled", "being", "people", "places", "safely", "homework")),
        *(
            (word, 3)
            for word in ("evidence", "idea", "engagement", "completed", "radio", "tomorrow", "fluency")
        ),
        *(
            (word, 4)
            for word in ("community", "relationship", "material", "experience", "January", "everybody")
        ),
        *((word, 5) for word in ("opportunity", "university", "individual", "Superintendents")),
        ("district’s", 2),
        ("self-assessment", 4),
        ("don’t", 1),
    ],
)
def test_syllables_are_those_that_one_hears(word, count):
    assert syllables(word) == count


SENTENCES = [
    "We met in May. | Eleven came.",
    "Who came? | Eleven of us! | All stayed.",
    "It went on … | Nobody spoke.",
    "At 9 a.m. on Monday we met. | All came.",
    "It rose by 3.5 percent. | Then it fell.",
    "Dr. Ana Lee of St. Paul spoke. | J. K. Smith and Ms. Roe listened.",
    "In the U.S. 9 percent rose. | Others fell.",
    "See e.g. Tulsa. | Others wait, i.e. Dallas.",
    "The K-12 plan vs. The other plan.",
    "We began in Sept. 2024. | It ended on Dec. 5. | It snowed.",
    "He has a Ph.D. in math. | She has one too.",
    'They said "it is done." | Later it fell.',
    "She said: “Wait.” | (It was cold.) | We went in.",
    "Read https://example.org/a.b. | Then come.",
    # Where an abbreviation may end a sentence, it is taken not to.
    "We began at 9 a.m. Monday was free.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_sentence_ends_where_one_hears_it_end(marked, starter, change):
    change(
        "@ principles/first-principle/artifacts/family-letter.yaml\n"
        "- purpose: It tells families about the aim in plain words.\n"
        f"+ purpose: |\n+   {marked.replace('| ', '')}\n"
    )

    (passage,) = [passage for passage in letter(starter).passages if passage.printed.field == "purpose"]

    assert [sentence.text for sentence in passage.sentences] == [part.strip() for part in marked.split("|")]


def test_a_grade_is_that_of_flesch_and_kincaid():
    # 0.39 x 10 words a sentence + 11.8 x 1.5 syllables a word - 15.59
    assert ReadingLevel(sentences=2, words=20, syllables=30).grade == pytest.approx(6.01)
    assert ReadingLevel().grade == 0


def letter(folder):
    """The letter of the starter."""
    found = writings(load_toolkit(folder, "starter"))
    return next(each for each in found if each.id == "p1-letter")


def test_prose_is_what_ends_as_a_sentence(starter, change):
    change(
        "@ principles/first-principle/artifacts/family-letter.yaml\n"
        "-       This year every school works on one aim.\n"
        "+       We met. *Who came?* Eleven of us, with a list:\n"
        "+\n"
        "+       - no sentence\n"
        "+       - this is one [@example-report].\n"
    )
    (text,) = [each for each in letter(starter).passages if "Who came" in each.printed.text]

    assert [each.text.strip("* ") for each in prose([text])][:3] == [
        "We met.",
        "Who came?",
        text.sentences[4].text,
    ]
    assert [each.whole for each in text.sentences[:5]] == [True, True, False, False, True]
    assert level(prose([text])).words == 2 + 2 + 3 + 11


def test_a_letter_is_measured_by_what_families_get(starter):
    names = {each.printed.field for each in measured(letter(starter))}

    assert "text" in names
    assert not names & {"purpose", "tagline", "adapt_steps.0"}


YAML = {
    "folded": "+ purpose: >-\n+   First of all.\n+   The\n+   wanted one.\n",
    "kept": "+ purpose: |\n+   First of all.\n+   The wanted one.\n",
    "plain": "+ purpose: First of all. The\n+   wanted one.\n",
    "single quotes": "+ purpose: 'It''s ''first''. The\n+   wanted one.'\n",
    "double quotes": '+ purpose: "A \\"first\\". The\n+   wanted one."\n',
    "with marks": "+ purpose: A [link](https://example.org) and *more* [@example-report]. The wanted one.\n",
}


@pytest.mark.parametrize("style", YAML)
def test_a_sentence_is_found_in_any_style_of_yaml(style, starter, change):
    change(
        "@ principles/first-principle/artifacts/family-letter.yaml\n"
        f"- purpose: It tells families about the aim in plain words.\n{YAML[style]}"
    )
    (text,) = [each for each in letter(starter).passages if each.printed.field == "purpose"]
    wanted = text.bare.index("wanted")

    found = text.place(wanted, len("wanted"))

    assert found.text[found.column - 1 :][: found.length] == "wanted"


@pytest.mark.parametrize("folder", TOOLKITS, ids=lambda folder: folder.name)
def test_every_sentence_of_our_toolkits_stands_where_it_is_said_to(folder):
    for writing in writings(load_toolkit(folder, folder.name)):
        for passage in writing.passages:
            for sentence in passage.sentences:
                first = sentence.text.split()[0]
                found = passage.place(sentence.start, len(first))
                there = found.text[found.column - 1 :][: found.length]
                assert there == first or MENTION.fullmatch(there), found
