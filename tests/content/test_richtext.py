"""The Markdown of a text becomes a small tree, or is refused."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_builder.content.richtext import (
    Citation,
    CrossLink,
    Emphasis,
    Link,
    ListBlock,
    Paragraph,
    PlainWords,
    RichTextError,
    Strong,
    citations,
    faults,
    parse,
    plain,
)


def test_marks_become_nodes():
    nodes = parse("A *b* **c** [d](https://e.f) [g](#p1-sa/h) i [@j-1].", blocks=False)

    assert nodes == (
        PlainWords("A "),
        Emphasis((PlainWords("b"),)),
        PlainWords(" "),
        Strong((PlainWords("c"),)),
        PlainWords(" "),
        Link("https://e.f", (PlainWords("d"),)),
        PlainWords(" "),
        CrossLink("p1-sa/h", (PlainWords("g"),)),
        PlainWords(" i "),
        Citation("j-1"),
        PlainWords("."),
    )
    assert citations(nodes) == ("j-1",)
    assert plain(nodes) == "A b c d g i."


def test_blocks_become_nodes():
    one, two = parse("One\nline.\n\n1. a\n   - b\n", blocks=True)

    assert one == Paragraph((PlainWords("One line."),))
    inner = ListBlock(False, ((Paragraph((PlainWords("b"),)),),))
    assert two == ListBlock(True, ((Paragraph((PlainWords("a"),)), inner),))
    assert plain((one, two)) == "One line. a b"


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "{{ 7*7 }}", "&amp; & <b>", "a_b_c", "5 * 6", "1. x"]
)
def test_what_is_no_mark_stays_as_written(words):
    assert parse(words, blocks=False) == (PlainWords(words),)


def test_backslash_keeps_a_sign():
    assert plain(parse(r"\*a\* \[@b] \_c\_", blocks=True)) == "*a* [@b] _c_"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# a", "C106"), ("a\n===", "C106"), ("> a", "C106"), ("```\na", "C106"), ("    a", "C106"),
        ("a `b`", "C106"), ("---", "C106"), ("![a](b)", "C106"), ("a|b\n-|-\n1|2", "C106"),
        ("3. a", "C106"), ("- ", "C106"), ("[a](javascript:b)", "C107"),
        ("[a](file:///etc)", "C107"), ("[](https://a.b)", "C107"), ("[@A b]", "C107"),
        ('[a](https://b.c "d")', "C107"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused(text, code):
    with pytest.raises(RichTextError) as caught:
        parse(text, blocks=True)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[@A b] and [c](d) and `e`", ["C107", "C107", "C106"]),
        ("# a\n\n> `b`\n\n3. c\n", ["C106"] * 4),
        ("a|b\n-|-\n1|2\n\n[@C]", ["C107", "C106"]),
        ("- a\n  - b\n    - c\n    - [d](e)\n-", ["C106", "C107", "C106"]),
    ],
)
def test_all_that_cannot_be_printed_is_told_of(text, codes):
    assert [fault.code for fault in faults(text, blocks=True)] == codes


def test_more_paragraphs_than_one_hide_no_other_fault():
    assert [fault.code for fault in faults("a `b`\n\n[@C]", blocks=False)] == ["C108", "C107", "C106"]


@settings(derandomize=True, max_examples=300)
@given(st.text(alphabet=st.sampled_from("ab *_[]()#!`\\->.1\n@:/<|~")), st.booleans())
def test_any_text_is_read_or_refused(text, blocks):
    with contextlib.suppress(RichTextError):
        assert plain(parse(text, blocks)) is not None


@settings(derandomize=True)
@given(
    st.text(alphabet=st.characters(exclude_categories=["C", "Z"], exclude_characters="*_`[]!\\"), min_size=1)
)
def test_words_without_marks_are_kept_exactly(text):
    assert parse(text, blocks=False) == (PlainWords(text),)


@pytest.mark.parametrize("sign", ["[", "*a ", "_", "[a](", "![", "- ", "> ", "`", "[@a", "\\"])
def test_long_texts_of_marks_take_no_time(sign):
    start = time.perf_counter()
    with contextlib.suppress(RichTextError):
        parse((sign * 20_000)[:20_000], blocks=True)
    assert time.perf_counter() - start < 5
