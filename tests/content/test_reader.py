"""The reader keeps text as it was written, or says in our words why it cannot."""

import json
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_builder.content.reading.reader import read
from toolkit_builder.errors import SourceError


def outcome(data):
    """What is read, or our error; nothing else may come out."""
    try:
        return read("file.yaml", data)
    except SourceError as error:
        return error


@settings(derandomize=True, max_examples=300)
@given(st.text())
def test_quoted_text_is_kept_exactly_or_refused(words):
    source = f"title: {json.dumps(words, ensure_ascii=False)}\n"
    result = outcome(source.encode("utf-8", "surrogatepass"))

    if isinstance(result, SourceError):
        assert all(problem.code.startswith("C2") for problem in result.problems)
    else:
        assert result[0] == {"title": unicodedata.normalize("NFC", words)}


@settings(derandomize=True, max_examples=500)
@given(st.text(alphabet=st.sampled_from("ab:-#[]{}&*!|>'\"%@`?, \n\t\\é~=<."), max_size=40))
def test_any_file_is_read_or_refused(source):
    result = outcome(source.encode())

    if isinstance(result, SourceError):
        assert str(result)
    else:
        tree, marks = result
        assert isinstance(tree, dict)
        assert all(marks[path].value.line for path in marks)


@settings(derandomize=True, max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    assert outcome(data)


def test_text_stays_text():
    data = b"a: no\nb: 012345\nc: 2026-01-01\nd: 1.10\ne: 12:30\nf: ~\ng:\nh: ''\ni: null\nj: 0x1F\n"

    tree, _ = read("file.yaml", data)

    assert tree == {
        "a": "no", "b": "012345", "c": "2026-01-01", "d": "1.10", "e": "12:30", "f": "~",
        "g": None, "h": "", "i": "null", "j": "0x1F",
    }  # fmt: skip


def test_columns_are_counted_in_characters():
    _, marks = read("file.yaml", "﻿größe: [ä, ö]\r\n".encode())

    assert (marks["größe", 1].value.column, marks["größe", 1].end) == (12, (1, 13))
    assert marks["größe", 1].value.text == "größe: [ä, ö]"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: " + b"[" * 30_000, "C211"),
        (b"a: " + b"{x: " * 30_000, "C211"),
        (b"- " * 30_000, "C211"),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "C208"),
        (b"a: \x00\n", "C202"),
        ("a: one\u2028two\n".encode(), "C202"),
        (b"a: \xff\n", "C201"),
        (b"a: " + b"x" * 999_998, "C203"),
        (b"a: !!python/object:os.system x\n", "C209"),
        (b"? [a]\n: b\n", "C218"),
        (b": b\n", "C217"),
        (b"a: b\n<<: *c\n", "C208"),
        (b"a: 'x\n", "C213"),
        (b"a: b\n...\nc: d\n", "C210"),
    ],
)
def test_traps_are_named(data, code):
    with pytest.raises(SourceError) as caught:
        read("file.yaml", data)

    assert caught.value.problems[0].code == code


@pytest.mark.parametrize(
    "data",
    [
        b"a: " + b"[" * 49 + b"]" * 49,
        b"a: 'b*'\nc: '*d'\n",
        "a: Düb\n".encode("utf-8-sig"),
        b"a: \x7e\xc2\xa0\n",
        b"a: " + b"x" * 999_997,
        b"a: b#c\n# d\n",
        b"---\na: b\n...\n",
    ],
)
def test_what_is_nearly_a_trap_is_read(data):
    tree, _ = read("file.yaml", data)

    assert tree["a"]


def test_fifty_things_inside_each_other_are_the_most():
    with pytest.raises(SourceError, match="C211"):
        read("file.yaml", b"a: " + b"[" * 50 + b"]" * 50)


@pytest.mark.parametrize(
    "sign", [" ", "a ", "a: ", "- ", "'", '"', "#", " #", "\n", "a\n", "[", "a,", "? ", "\\"]
)
def test_long_files_of_signs_take_no_time(sign):
    start = time.perf_counter()
    outcome(b"a: " + (sign * 900_000)[:900_000].encode())
    outcome(b"a: '" + (sign * 900_000)[:900_000].encode())
    assert time.perf_counter() - start < 5


def test_without_libyaml_the_same_is_read(monkeypatch):
    import yaml

    monkeypatch.setattr("toolkit_builder.content.reading.reader.LOADER", yaml.SafeLoader)
    tree, marks = read("file.yaml", b"a:\n  - b: c\n")

    assert tree == {"a": [{"b": "c"}]}
    assert str(marks["a", 0, "b"].key) == "file.yaml:2:5"
    with pytest.raises(SourceError, match="C212"):
        read("file.yaml", b"title: Goals: what\n")
    with pytest.raises(SourceError, match="C213"):
        read("file.yaml", b'title: "Goals\n')
