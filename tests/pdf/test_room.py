"""How far words may lean out of their place, in boxes made for it: what passes just, and what does not."""

from types import SimpleNamespace

import pytest
from lxml import etree

from toolkit_builder.output.pdf.fit import misfits

# A page of 100 by 200 with margins of 10 at its sides; a cell from 20 to 60.
LEFT, RIGHT, BOTTOM, WIDE, CELL = 10, 90, 200, 100, (20, 60)


class Box:
    """What `fit` reads of a box of WeasyPrint: its place, its element and what it holds."""

    def __init__(self, *children, left=30.0, top=0.0, width=10.0, height=10.0, address="", text=""):
        self.children, self.text = children, text
        self.position_x, self.position_y, self.width, self.height = left, top, width, height
        self.element = etree.Element("p", {"id": address} if address else {}) if address != "none" else None

    def border_box_x(self):
        return self.position_x

    def border_width(self):
        return self.width


class TextBox(Box):
    """Words."""


class LineBox(Box):
    """A line."""


class TableCellBox(Box):
    """A cell."""


class MarginBox(Box):
    """What stands in a margin of the page."""


class BlockReplacedBox(Box):
    """A picture."""


class InlineReplacedBox(Box):
    """A picture in a line."""


def told(*children, words=""):
    """The problems of a page, without hints."""
    page = SimpleNamespace(
        children=children,
        width=RIGHT - LEFT,
        content_box_x=lambda: LEFT,
        margin_width=lambda: WIDE,
        margin_height=lambda: BOTTOM,
    )
    main = etree.fromstring(f"<main>{words}</main>")
    pages = [SimpleNamespace(_page_box=page)]
    return [f"{problem.place} {problem.code} {problem.message}" for problem in misfits(pages, main, "p1")]


def faults(*children):
    """How many there are on a page."""
    return len(told(*children))


# A letter may lean out by less than three pixels.
LEANS = [(2.99, 0), (3, 1), (3.01, 1), (59, 1)]


@pytest.mark.parametrize(("out", "found"), LEANS)
@pytest.mark.parametrize("kind", [TextBox, BlockReplacedBox, InlineReplacedBox])
def test_words_and_pictures_may_lean_out_of_a_page_by_less_than_three_pixels(kind, out, found):
    assert faults(kind(left=LEFT - out, text="aim")) == found
    assert faults(kind(left=RIGHT - 10 + out, width=10, text="aim")) == found
    assert faults(kind(top=BOTTOM - 10 + out, height=10, text="aim")) == found


@pytest.mark.parametrize(("out", "found"), LEANS)
def test_words_may_lean_out_of_a_cell_by_less_than_three_pixels(out, found):
    left, right = CELL

    for place in (left - out, right - 10 + out):
        cell = TableCellBox(TextBox(left=place, width=10, text="aim"), left=left, width=right - left)
        assert faults(cell) == found


@pytest.mark.parametrize(("out", "found"), LEANS)
def test_what_stands_in_a_margin_may_take_the_whole_paper(out, found):
    assert faults(MarginBox(TextBox(left=-out, text="aim"))) == found
    assert faults(MarginBox(TextBox(left=WIDE - 10 + out, width=10, text="aim"))) == found


def test_a_cell_is_as_tall_as_its_page():
    assert faults(TableCellBox(TextBox(left=30, top=150, text="aim"), left=20, width=40, height=10)) == 0


def test_what_leaves_its_place_is_named_with_its_nearest_address():
    words = TextBox(left=80, width=40, text=" " + "a word " * 12)
    inner = Box(Box(words), address="p1_sa__aim")

    assert told(Box(inner, address="p1_sa"), Box(BlockReplacedBox(left=95))) == [
        f'p1#p1_sa__aim O113 "{("a word " * 12).strip()[:60]}" does not fit and leaves its page',
        "p1 O113 a picture does not fit and leaves its page",
    ]
    assert told(Box(BlockReplacedBox(left=95), address="none")) == [
        "p1 O113 a picture does not fit and leaves its page"
    ]


def test_the_same_fault_is_told_once_and_signs_alone_never():
    assert faults(*[Box(TextBox(left=95, text="aim")) for _ in range(2)]) == 1
    assert faults(TextBox(left=95, text=" ,– ")) == 0


def test_what_is_out_of_the_flow_is_looked_at_where_it_stands():
    assert faults(SimpleNamespace(_box=TextBox(left=95, text="aim"))) == 1


def lines(*texts, kind=Box):
    """A block of lines, each of one text."""
    return kind(*(LineBox(TextBox(text=text)) for text in texts), left=20.0, width=144.0, address="a")


BROKEN = 'p1#a O112 the word "{}" does not fit a line of 1.50 in and is broken'


@pytest.mark.parametrize(
    ("texts", "words", "broken"),
    [
        (("school", "house"), "<p>schoolhouse</p>", ["schoolhouse"]),
        (("a school", "house b"), "<p>a schoolhouse b</p>", ["schoolhouse"]),
        (("(school", "house),"), "<p>(schoolhouse),</p>", ["schoolhouse"]),
        (("School", "house"), "<p>schoolHouse</p>", ["Schoolhouse"]),
        (("school", "hou", "se"), "<p>schoolhouse</p>", ["schoolhouse"]),
        (("school", "house", "keeper"), "<p>schoolhousekeeper</p>", ["schoolhousekeeper"]),
        (("the school", "house and play", "ground"), "<p>the schoolhouse and playground</p>",
         ["schoolhouse", "playground"]),
        (("school\u00ad", "house"), "<p>school\u00adhouse</p>", []),
        (("schoo\u00adl", "house"), "<p>schoo\u00adlhouse</p>", ["schoolhouse"]),
        (("school", "house"), "<p>school <em>house</em></p>", []),
        (("school", "house"), "<p>school<em>house</em></p>", ["schoolhouse"]),
        (("school", "house"), "<p><em>school</em>house</p>", ["schoolhouse"]),
        (("school", "house"), "<p>school</p><p>house</p>", []),
        (("school", "house"), "<p>school<br/>house schoolhouse</p>", []),
        (("school", "house"), "<p>school<span class='footnote'>7</span>house</p>", []),
        (("school", "house"), "<p>schoolyard</p>", []),
        (("school", "", "house"), "<p>schoolhouse</p>", []),
        (("school-", "house"), "<p>school-house</p>", []),
        (("school7", "house"), "<p>school7house</p>", []),
        (("school", "7house"), "<p>school7house</p>", []),
        (("school", "house/a"), "<p>schoolhouse/a</p>", []),
        (("school a", "house"), "<p>schoolhouse a</p>", []),
        (("ครู", "ใหญ่"), "<p>ครูใหญ่</p>", []),
        (("學", "校"), "<p>學校</p>", []),
        (("schoolhouse",), "<p>schoolhouse</p>", []),
    ],
)  # fmt: skip
def test_words_that_two_lines_part_are_named(texts, words, broken):
    assert told(lines(*texts), words=words) == [BROKEN.format(word) for word in broken]


@pytest.mark.parametrize(("pieces", "found"), [(10, 1), (11, 0)])
def test_a_word_is_followed_over_ten_lines(pieces, found):
    parts = [letter * 3 for letter in "abcdefghijk"[:pieces]]

    assert len(told(lines(*parts), words=f"<p>{''.join(parts)}</p>")) == found


def test_a_picture_in_a_line_is_no_part_of_a_word():
    house = LineBox(TextBox(text="house"))
    parted = Box(LineBox(TextBox(text="school"), Box()), house, width=144.0, address="a")
    pieces = Box(TextBox(text="sch"), TextBox(text="ool"))
    within = Box(LineBox(pieces), house, width=144.0, address="a")

    assert told(parted, words="<p>schoolhouse</p>") == []
    assert told(within, words="<p>schoolhouse</p>") == [BROKEN.format("schoolhouse")]


@pytest.mark.parametrize(("kind", "hint"), [(TableCellBox, "have fewer columns"), (Box, "put a soft hyphen")])
def test_only_in_a_table_there_is_talk_of_columns(kind, hint):
    main = etree.fromstring("<main><p>schoolhouse</p></main>")
    page = SimpleNamespace(
        children=[lines("school", "house", kind=kind)], width=200, content_box_x=lambda: 0,
        margin_width=lambda: 200, margin_height=lambda: 200,
    )  # fmt: skip

    (problem,) = misfits([SimpleNamespace(_page_box=page)], main, "p1")

    assert problem.hint.startswith(hint)
