"""Words that programs leave are found however lines are folded, blanks typed and letters written."""

import pytest

from toolkit_builder.content.rules.traces.words import (
    CHOICES,
    FIELD_ERRORS,
    PLACEHOLDERS,
    left_to_do,
    of_programs,
    unfinished,
)

FORMS = {
    "as it is": str,
    "capital": str.upper,
    "small": str.lower,
    "in lines": lambda text: text.replace(" ", "\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "folded and indented": lambda text: text.replace(" ", " \n  "),
}
SAID = (
    "As an AI language model, I cannot vote",
    "as a large language model my view is that of others",
    "As an AI assistant it has no view",
    "as of my last knowledge update",
    "As of my last training cutoff",
)
OPEN = (
    "Lorem ipsum",
    "[citation needed]",
    "[source needed]",
    "[reference needed]",
    "[cita requerida]",
    "[who?]",
)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_sentence_of_a_program_is_found_in_each_form(form):
    sentences = [*FIELD_ERRORS, *PLACEHOLDERS, *CHOICES, *(f"In 2026, {said}" for said in SAID)]

    assert [sentence for sentence in sentences if not list(of_programs(form(sentence)))] == []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_word_that_waits_for_others_is_found_in_each_form(form):
    assert [words for words in OPEN if not list(unfinished(form(f"It grew {words} in May.")))] == []


@pytest.mark.parametrize(
    "code",
    [
        "#REF!", "#N/A", "#DIV/0!", "{ PAGE }", "{TOC}", "MERGEFIELD Name", "\\* MERGEFORMAT", "_Ref123456",
        "_Toc12345", "_Hlk99999", "ADDIN ZOTERO_ITEM", "turn0search1", "【12†source】", "[oaicite:3]",
        ":contentReference[oaicite:1]", "oai_citation:2", "[cite_start]", "[cite: 1, 2]", "[attached_file:1]",
        "<|endoftext|>", "[object Object]",
    ],
)  # fmt: skip
def test_each_code_of_a_program_is_found(code):
    assert [trace.words for trace in of_programs(f"It grew {code}")] == [code]


@pytest.mark.parametrize(
    "words", ["TODO", "TO DO", "FIXME", "XXX", "TBD", "TBC", "TKTK", "TK TK", "[insert name]"]
)
def test_each_word_that_may_wait_for_others_is_remarked(words):
    assert [trace.words for trace in left_to_do(f"It grew {words}: more")] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Click or tap the bell\nto enter the room.",
        "Choose\nan item. Then write it down.",
        "“As an\nAI language model, I cannot vote,” it wrote.",
        "as an AI\nlanguage model would say",
        "[Citation\nneeded here]",
        "Trial and error: reference books were not found",
        "We return to 12 of the entries.",
    ],
)
def test_words_of_a_writer_pass(text):
    assert [*of_programs(text), *unfinished(text)] == []
