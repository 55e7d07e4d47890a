"""The Markdown of a text becomes a small tree, or is refused."""

import contextlib
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit_builder.content.richtext import (
    Break,
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
    walk,
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
    "words",
    [
        "{7*7}",
        "& <5%, a < b, <name>",
        "a_b_c",
        "5 * 6",
        "1. x",
        "__/__/____ (___) ___-____",
        "3*4*5",
        "M*A*S*H",
        "4* and 12%*",
        "the note (*)",
        "“*”",
        "(3+2)*(4+1)*5",
        "_",
        "file_name_x_",
        "_a_b_c_",
        "____x____",
        "http://a.b/_x_/*y*",
        "www.x.org/a*b*",
        "a.b.org/*c*/_d_",
        "https://a.b/?x=~~1~~&amp;y=*z*!",
        "a_b_@c.org",
        "(https://a.b/*c*)",
        "mailto:a*b*@c.org",
        "[date], [name] (s)",
        "a == b",
        "~5",
        "$5 to $6",
        "AT&T; R&D;",
        "C:\\new",
        "☐ yes ☐ no",
        "Mon • Tue • Wed",
        "Jane <j@x.org>",
    ],
)
def test_what_is_no_mark_stays_as_written(words):
    assert parse(words, blocks=False) == (PlainWords(words),)


def test_backslash_keeps_a_sign():
    escaped = r"\*a\* \[@b] \_c\_ \<br> \&amp; \~~d\~~ \`e\` \{{ f }} \[^1] \\ \| g | h |"

    assert plain(parse(escaped, blocks=True)) == r"*a* [@b] _c_ <br> &amp; ~~d~~ `e` {{ f }} [^1] \ | g | h |"


@pytest.mark.parametrize("blocks", [True, False])
def test_a_backslash_at_the_end_of_a_line_breaks_it(blocks):
    nodes = parse("Yours,\\\n*Jo \\  \nAvery*\\\n\\\nHead", blocks)

    line = nodes[0].children if blocks else nodes
    name = Emphasis((PlainWords("Jo "), Break(), PlainWords("Avery")))
    assert line == (PlainWords("Yours,"), Break(), name, Break(), Break(), PlainWords("Head"))
    assert plain(nodes) == "Yours, Jo Avery Head"


@pytest.mark.parametrize("text", ["1. a\n2. b\n3. c", "1. a\n1. b\n1. c", "1) a\n2) b", "01. a\n02. b"])
def test_numbers_of_a_list_are_those_that_print_gives(text):
    assert faults(text, blocks=True) == ()


def test_items_of_a_list_have_line_breaks_too():
    (made,) = parse("- One\\\n  Two\n- Three", blocks=True)

    assert isinstance(made, ListBlock)
    assert made.items[0] == (Paragraph((PlainWords("One"), Break(), PlainWords("Two"))),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# a", "C106"), ("a\n===", "C106"), ("> a", "C106"), ("```\na", "C106"), ("    a", "C106"),
        ("a `b`", "C106"), ("---", "C106"), ("![a](b)", "C106"),
        ("a|b\n-|-\n1|2", "C106"),
        ("3. a", "C106"), ("1. a\n3. b", "C106"), ("1) a\n2) b\n2) c", "C106"),
        ("- 1. a\n  5. b", "C106"),
        ("a ** b** c", "C121"), ("2 ** 3", "C121"), ("*a **b* c", "C121"), ("note*", "C121"),
        ("*note", "C121"),
        ("[a](#b [c](#d)", "C107"), ("<!-- a -->", "C125"), ("&#x27;", "C125"), ("Hawai`i", "C126"),
        ("- ", "C106"), ("[a](javascript:b)", "C107"),
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
        ("[@A b] and [c](d) and `e`", ["C107", "C106", "C107"]),
        ("# a\n\n> `b`\n\n3. c\n", ["C106"] * 4),
        ("a|b\n-|-\n1|2\n\n[@C]", ["C107", "C106"]),
        ("- a\n  - b\n    - c\n    - [d](e)\n-", ["C106", "C107", "C106"]),
    ],
)
def test_all_that_cannot_be_printed_is_told_of(text, codes):
    assert [fault.code for fault in faults(text, blocks=True)] == codes


def test_more_paragraphs_than_one_hide_no_other_fault():
    assert [fault.code for fault in faults("a `b`\n\n[@C]", blocks=False)] == ["C108", "C106", "C107"]


@settings(derandomize=True, max_examples=300)
@given(st.text(alphabet=st.sampled_from("ab *_[]()#!`\\->.1\n@:/<|~")), st.booleans())
def test_any_text_is_read_or_refused(text, blocks):
    with contextlib.suppress(RichTextError):
        assert plain(parse(text, blocks)) is not None


@settings(derandomize=True)
@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["C", "Z"], exclude_characters="*_`[]!\\<&~={|$()•●▪▫■◦◆◇►▶➢➤‣⁃∙"
        ),
        min_size=1,
    )
)
def test_words_without_marks_are_kept_exactly(text):
    assert parse(text, blocks=False) == (PlainWords(text),)


@pytest.mark.parametrize(
    "sign",
    [
        "[",
        "*a ",
        "_",
        "[a](",
        "![",
        "- ",
        "> ",
        "`",
        "[@a",
        "\\",
        "<a ",
        "&a",
        "~~",
        "==a",
        "{{",
        "$a",
        "(a)[",
        "|a",
        "a*b",
        "_a ",
        "a.",
        "www.",
        "a\n",
        "a. b\n",
        "[^",
        "**",
        "a@",
        "x\\\n",
    ],
)
def test_long_texts_of_marks_take_no_time(sign):
    start = time.process_time()
    with contextlib.suppress(RichTextError):
        parse((sign * 20_000)[:20_000], blocks=True)
    assert time.process_time() - start < 5


def written(nodes):
    """Words with the stars of their marks; a break is a line end."""
    said = ""
    for node in nodes:
        match node:
            case PlainWords(text):
                said += text
            case Emphasis(children) | Strong(children):
                stars = "*" if isinstance(node, Emphasis) else "**"
                said += f"{stars}{written(children)}{stars}"
            case Break():
                said += "\n"
            case Paragraph(children):
                said += f"{written(children)}\n\n"
    return said


SIGNS = "ab ab AB 12 \n*_`\\<>&;~={}$#!?.,:/@|()•☐-–"


@settings(derandomize=True, max_examples=1500)
@given(
    st.text(SIGNS, max_size=40)
    | st.text(st.characters(exclude_categories=["C"]), max_size=40).map(lambda text: f"*{text}_ {text}*"),
    st.booleans(),
)
@example("*a*b 3*4 (*) www.a.b/*c*", True)
@example("**a**b** *c_ __/__ \\\\* \\\n d", False)
def test_a_text_is_refused_or_printed_sign_for_sign(text, blocks):
    """What is printed is the text but for its marks, the backslash before a sign, and where its lines end."""
    try:
        nodes = parse(text, blocks)
    except RichTextError:
        return
    if any(isinstance(node, ListBlock | Link | CrossLink | Citation) for node in walk(nodes)):
        return  # these have marks of their own, tested above
    source = re.sub(r"\\(?:([!-/:-@\[-`{-~])|[ \t]*\n)", lambda match: match[1] or "", text)

    assert "".join(written(nodes).split()) == "".join(source.split())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("As seen [ @one ].", "C107"),
        ("As seen [-@one].", "C107"),
        ("See [it][https://example.org].", "C107"),
        ("See [it][#p1-sa/aim].", "C107"),
        ("Is&nbsp it", "C125"),
        ("&copy 2026", "C125"),
        ("&#169 2026", "C125"),
        (r"It\u2019s", "C126"),
        (r"caf\xe9", "C126"),
        (r"It ends.\nthen", "C124"),
    ],
)
def test_marks_of_programs_are_refused(text, code):
    assert [fault.code for fault in faults(text, blocks=False)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "As seen [@one].", "[name] @here", "[day][place]", "AT&T, R&D, Q&A and &c.", "&copyright",
        "{ } and {}", r"C:\new", r"C:\users\xerox", r"\\u2019", "https://example.org/?a=1&copy=2",
    ],
)  # fmt: skip
def test_what_is_like_a_mark_of_programs_passes(text):
    assert faults(text, blocks=False) == ()


@pytest.mark.parametrize("text", ["# head", "> quote", "- none", "* One", "| pipe |", "## *Head*"])
def test_marks_of_blocks_are_refused_in_a_line(text):
    (fault,) = faults(text, blocks=False)

    assert fault.code == "C106"
    assert (
        faults(fault.hint.rpartition("write ")[2].split(" for")[0] + text[len(fault.words) :], blocks=False)
        == ()
    )


@pytest.mark.parametrize(
    "text", ["# of all", "#1", "> 5", "> $5", "-5", "- 5", "1. First", "a > b", "a | b", "-", "*One*"]
)
def test_signs_at_the_beginning_of_a_line_pass(text):
    assert faults(text, blocks=False) == ()
