"""One value of a YAML file is changed and nothing else: by cases, and by any text in real files."""

import unicodedata
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit_builder.content.edit import YamlFile
from toolkit_builder.content.reading.reader import read
from toolkit_builder.content.reading.signs import signs as wrong_signs
from toolkit_builder.content.splices import part_at
from toolkit_builder.errors import SourceError

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("layouts/starter/**/*.yaml"), *ROOT.glob("sources/**/*.yaml")])
LONG = "c " * 60 + "d"

VALUES = {
    "plain": ("k: a  # why\n", "b c", "k: b c  # why\n"),
    "plain with a colon": ("k: a  # why\n", "b: c", 'k: "b: c"  # why\n'),
    "plain with a comment's sign": ("k: a\n", "b #c", 'k: "b #c"\n'),
    "plain that others read as true": ("k: a\n", "yes", 'k: "yes"\n'),
    "number for number": ("k: 60\n", "45", "k: 45\n"),
    "number for text": ("k: sixty\n", "45", 'k: "45"\n'),
    "single quotes": ("k: 'it''s' # why\n", "that's it", "k: 'that''s it' # why\n"),
    "double quotes": ('k: "a" # why\n', 'a "b"\\', 'k: "a \\"b\\"\\\\" # why\n'),
    "spaces around": ("k: a\n", " b ", 'k: " b "\n'),
    "nothing": ("k: a # why\nz: 1\n", "", 'k: "" # why\nz: 1\n'),
    "where nothing was": ("k: # why\nz: 1\n", "a", "k: a # why\nz: 1\n"),
    "where nothing was at the end": ("k:", "a", "k: a"),
    "literal block": ("k: | # y\n    a\n\n# z\n", "b\n\n- c\n", "k: | # y\n    b\n\n    - c\n\n# z\n"),
    "literal block without end": ("k: |-\n  a\nz: 1\n", "b\nc", "k: |-\n  b\n  c\nz: 1\n"),
    "literal block gets one": ("k: |-\n  a\nz: 1\n", "b\n", "k: |\n  b\nz: 1\n"),
    "literal block begins with spaces": ("k: |\n  a\n", "  b\nc\n", "k: |2\n    b\n  c\n"),
    "literal block to nothing": ("k: |\n  a\n\nz: 1\n", "", 'k: ""\n\nz: 1\n'),
    "block that keeps its empty lines": ("k: |+\n  a\n\nz: 1\n", "b\n", "k: |\n  b\nz: 1\n"),
    "folded block": ("k: >-\n  a\n  b\nz: 1\n", LONG, f"k: >-\n  {'c ' * 53}c\n  {'c ' * 6}d\nz: 1\n"),
    "folded block of two": ("k: >-\n  a\n", "b\nc\n\nd", "k: >-\n  b\n\n  c\n\n\n  d\n"),
    "plain over two lines": ("k: a\n   b\nz: 1\n", LONG, f"k: {'c ' * 53}c\n   {'c ' * 6}d\nz: 1\n"),
    "more lines than before": ("k: a  # why\nz: 1\n", "b\nc", "k: |-  # why\n  b\n  c\nz: 1\n"),
    "folded block gets a line that breaks": (
        "k: >-\n  a\n  b\nz: 1\n", "Yours,\\\nJo\\\nHead", "k: |-\n  Yours,\\\n  Jo\\\n  Head\nz: 1\n"
    ),
    "quotes get a line that breaks": ('k: "a"\n', "Yours,\\\nJo\n", "k: |\n  Yours,\\\n  Jo\n"),
    "a cell in brackets gets a line that breaks": ("k: [a]\n", ["b\\\nc"], 'k: ["b\\\\\\nc"]\n'),
    "tab": ("k: a\n", "\tb\nc", 'k: "\\tb\\nc"\n'),
    "in brackets": ("k: {a: b, c: d}\n", "e, f", "k: e, f\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_a_value_is_changed_and_all_else_stays(case):
    before, value, after = VALUES[case]

    assert changed(before).with_value(("k",), value).data.decode() == after


LISTS = {
    "at the end": ("l:\n  - a # why\n  # end\nz: 1\n", 1, "b", "l:\n  - a # why\n  - b\n  # end\nz: 1\n"),
    "at the front": ("l:\n  # all\n  - a\n", 0, "b", "l:\n  # all\n  - b\n  - a\n"),
    "between": ("l:\n- a\n\n# of c\n- c\n", 1, "b", "l:\n- a\n- b\n\n# of c\n- c\n"),
    "behind a block": ("l:\n  - |\n    a\n\nz: 1\n", 1, "b", "l:\n  - |\n    a\n  - b\n\nz: 1\n"),
    "behind a mapping": ("l:\n  - a: 1\n    b:\n", 1, {"a": "2"}, 'l:\n  - a: 1\n    b:\n  - a: "2"\n'),
    "at the end of the file": ("l:\n  - a", 1, "- b", 'l:\n  - a\n  - "- b"'),
    "in a list": ("l:\n  - - a\n    - b\n", 0, "c", None),
    "in brackets": ("l: [a, 'b'] # why\n", 1, "c", "l: [a, c, 'b'] # why\n"),
    "at the end in brackets": ("l: [a, # why\n  b, ]\n", 2, "c, d", 'l: [a, # why\n  b, "c, d", ]\n'),
    "in an empty list": ("l: [] # why\n", 0, "a", "l: # why\n  - a\n"),
    "where nothing was": ("l: # why\nz: 1\n", 0, "a", "l: # why\n  - a\nz: 1\n"),
    "mapping": (
        "l:\n  - a: 1\n", 1, {"a": "b\nc", "d": ["e", {"f": "g", "h": None}], "i": {}},
        "l:\n  - a: 1\n  - a: |-\n      b\n      c\n    d:\n      - e\n      - f: g\n        h:\n    i: {}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTS)
def test_an_item_joins_a_list(case):
    before, index, value, after = LISTS[case]

    edited = changed(before).with_item(("l",), index, value)

    assert after is None or edited.data.decode() == after
    assert edited.tree["l"][index] == value


def test_an_item_joins_a_list_inside_a_list():
    edited = changed("l:\n  - - a\n    - b\n").with_item(("l", 0), 0, "c").with_item(("l",), 1, ["d", "e"])

    assert edited.data.decode() == "l:\n  - - c\n    - a\n    - b\n  - - d\n    - e\n"


KEYS = {
    "of the file": ("a: 1\n# end\n", (), "a: 1\nk: v\n# end\n"),
    "of an item": (
        "l:\n  - a: |\n      x\n  - b: 1\n",
        ("l", 0),
        "l:\n  - a: |\n      x\n    k: v\n  - b: 1\n",
    ),
    "in brackets": ("m: {a: 1} # why\n", ("m",), "m: {a: 1, k: v} # why\n"),
    "where nothing was": ("m:\nz: 1\n", ("m",), "m:\n  k: v\nz: 1\n"),
}


@pytest.mark.parametrize("case", KEYS)
def test_a_key_joins_a_mapping(case):
    before, path, after = KEYS[case]

    assert changed(before).with_key(path, "k", "v").data.decode() == after


GONE = {
    "key with its comment": ("a: 1\n\n# of b\n# too\nb:\n  - x\n  - |\n    y\n\n# of c\nc: 2\n", ("b",),
                             "a: 1\n\n\n# of c\nc: 2\n"),
    "last key": ("a: 1\nb: 2", ("b",), "a: 1\n"),
    "first key of an item": ("l:\n  - a: 1 # why\n    # of b\n    b: 2\n", ("l", 0, "a"),
                             "l:\n  -\n    # of b\n    b: 2\n"),
    "item": ("l:\n  - a: 1\n    b: 2\n  - c\n", ("l", 0), "l:\n  - c\n"),
    "empty item": ("l:\n  - a\n  # it\n  -\n  - c\n", ("l", 1), "l:\n  - a\n  - c\n"),
    "only item": ("l:\n  - a\nz: 1\n", ("l", 0), "l:\n  []\nz: 1\n"),
    "first in brackets": ("l: [a, b, c]\n", ("l", 0), "l: [b, c]\n"),
    "last in brackets": ("m: {a: 1, b: 2}\n", ("m", "b"), "m: {a: 1}\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", GONE)
def test_a_key_or_item_goes(case):
    before, path, after = GONE[case]

    assert changed(before).without(path).data.decode() == after


REFUSED = {
    "there is no such place": lambda file: file.with_value(("m", "x"), "v"),
    "a character that cannot be printed": lambda file: file.with_value(("m", "a"), "bell\a"),
    "it would be read as something else": lambda file: file.with_value(("m", "b"), "v"),
    "there is no list of so many items": lambda file: file.with_item(("l",), 2, "v"),
    'there is no mapping that lacks "a"': lambda file: file.with_key(("m",), "a", "v"),
    "there is no mapping": lambda file: file.with_key(("l",), "a", "v"),
    "it is the whole file": lambda file: file.without(()),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_written_is_refused_with_its_line(reason):
    file = changed("z: 1\nm: {a: 1, b}\nl:\n  - a\n")

    with pytest.raises(SourceError) as caught:
        REFUSED[reason](file)

    (problem,) = caught.value.problems
    assert problem.code == "C221"
    assert problem.place.line == {"l": 3, "m": 2}.get(problem.message[1], 1)
    assert reason in problem.message


def test_line_ends_and_the_mark_at_the_beginning_stay():
    data = "\ufeff# one\r\nk: |\r\n  a\r\n\r\n  b\r\nl:\r\n  - c\r\n".encode()

    edited = YamlFile.of("file.yaml", data).with_value(("k",), "d\n\ne\n").with_item(("l",), 1, "f")

    assert edited.data == "\ufeff# one\r\nk: |\r\n  d\r\n\r\n  e\r\nl:\r\n  - c\r\n  - f\r\n".encode()


# Signs that mean something to YAML, and such as any person types.
words = st.lists(
    st.sampled_from(
        ["a", "Word", "don't", " ", "  ", "\n", "\n\n", ": ", ":", " #", "#", "- ", "-", "? ", "| ", ">", "[",
         "]", "{", "}", ", ", "'", '"', "\\", "&a", "*a", "!a", "%", "@", "`", "---", "...", "<<", "=", "~",
         "null", "yes", "1", "2026-01-15", "\t", "é", "\u00a0", "\u3000", "\ufeff", "😀", "x" * 120]
    ),
    max_size=12,
).map("".join)  # fmt: skip
signs = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n")
texts = (words | st.text(signs, max_size=60)).filter(
    lambda text: unicodedata.is_normalized("NFC", text) and not next(wrong_signs(text), None)
)
profile = settings(max_examples=60)


@st.composite
def places(draw, kind):
    """A real file, perhaps with the line ends of Windows, and the path of a value of some kind in it."""
    data = draw(st.sampled_from(FILES)).read_bytes()
    if draw(st.booleans()):
        data = data.replace(b"\n", b"\r\n")
    file = YamlFile.of("file.yaml", data)
    fitting = [path for path in file.marks if isinstance(part_at(file.tree, path), kind)]
    assume(fitting)
    return file, draw(st.sampled_from(fitting))


@profile
@given(places(str), texts)
def test_any_text_can_take_the_place_of_any_other(place, text):
    file, path = place
    wanted = deepcopy(file.tree)
    part_at(wanted, path[:-1])[path[-1]] = text

    edited = file.with_value(path, text)

    assert read("", edited.data)[0] == edited.tree == wanted
    before, after = file.data.splitlines(True), edited.data.splitlines(True)
    first, behind = file.marks[path].value.line - 1, len(before) - file.marks[path].end[0]
    assert before[:first] == after[:first]
    assert before[len(before) - behind :] == after[len(after) - behind :]
    assert edited.data.count(b"\r") == (edited.data.count(b"\n") if b"\r" in file.data else 0)


@profile
@given(places(list), texts, st.integers(0, 99))
def test_any_text_can_join_any_list_and_leave_it(place, text, number):
    file, path = place
    items = part_at(file.tree, path)
    index = number % (len(items) + 1)

    edited = file.with_item(path, index, text)

    assert part_at(edited.tree, path) == [*items[:index], text, *items[index:]]
    back = edited.without((*path, index))
    assert back.tree == file.tree
    assert back.data == file.data or not index


@profile
@given(places(dict), texts.filter(bool), texts)
def test_any_text_can_join_any_mapping_and_leave_it(place, key, text):
    file, path = place
    assume(key not in part_at(file.tree, path) and len(key) < 100)

    edited = file.with_key(path, key, text)

    assert part_at(edited.tree, path)[key] == text
    assert edited.without((*path, key)).data == file.data


@profile
@given(places((str, list, dict)))
def test_whatever_is_taken_out_nothing_else_changes(place):
    file, path = place
    assume(len(path) > 1)
    wanted = deepcopy(file.tree)
    del part_at(wanted, path[:-1])[path[-1]]

    assert file.without(path).tree == wanted


def changed(text):
    return YamlFile.of("file.yaml", text.encode())
