"""Where a line went."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit_builder.serve.line_map import moved

LINES = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(LINES, LINES, LINES, LINES)
def test_what_stands_before_and_after_a_change_is_found(head, old, new, tail):
    before, after = [*head, "<", *old, ">", *tail], [*head, "<", *new, ">", *tail]

    for line in range(1, len(head) + 2):
        assert moved(before, after, line) == line
    for back in range(len(tail) + 1):
        line = len(before) - back
        assert after[moved(before, after, line) - 1] == before[line - 1]


@given(LINES, LINES)
def test_it_is_always_a_line_of_the_newer_text(before, after):
    for line in range(1, len(before) + 1):
        assert 1 <= moved(before, after, line) <= max(1, len(after))
