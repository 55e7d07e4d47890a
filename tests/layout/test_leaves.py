"""What is taken out of a binder and put in: nothing outdated stays, and nothing is lost.

A case draws the old packet: a part a letter, with the pages that it stands on.
"""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_builder.layout.leaves import CHANGED, NEW, SAME, Binder, PacketPart


class Case(NamedTuple):
    """Parts and pages then, parts now, what changed, and what is done."""

    pages: dict[str, tuple[int, int]]
    now: str
    changed: str
    rows: list[str]
    stays: str = ""


def told(row):
    """`1-4: A changed, B same`, with what is gone after a minus and what is crossed out after an x."""
    where = f"after {row.after}" if row.put and not row.crossed else ""
    where = f"{row.pages[0]}-{row.pages[1]}" if row.pages else where
    what = [f"{put.part.title} {put.state}" for put in row.put] + [f"-{title}" for title in row.gone]
    crossed = [f"x{title} {first}-{last}" for (first, last), title in row.crossed]
    return f"{where}: {', '.join(what + crossed)}"


def rows_of(case):
    parts = {
        name: PacketPart(name, name, name, stays=name in case.stays) for name in {*case.pages, *case.now}
    }
    places = tuple((name, first, last) for name, (first, last) in case.pages.items())
    states = {name: CHANGED if name in case.pages else NEW for name in case.now if name in case.changed}
    binder = Binder([parts[name] for name in case.pages], [parts[name] for name in case.now], places, states)
    return binder.rows()


CASES = {
    "a part alone on its sheets": Case(
        {"A": (1, 2), "B": (3, 6), "C": (7, 8)}, "ABC", "B", ["3-6: B changed"],
    ),
    "parts on the same sheets come along": Case(
        {"A": (1, 1), "B": (1, 3), "C": (4, 4), "D": (5, 6)}, "ABCD", "B",
        ["1-4: A same, B changed, C same"],
    ),
    "a part goes with its back": Case({"A": (1, 1), "B": (2, 2)}, "AB", "B", ["1-2: A same, B changed"]),
    "what comes along is taken out whole": Case(
        {"A": (1, 6), "B": (6, 8), "C": (9, 10)}, "ABC", "B", ["1-8: A same, B changed"],
    ),
    "two places": Case(
        {"A": (1, 2), "B": (3, 4), "C": (5, 6)}, "ABC", "AC", ["1-2: A changed", "5-6: C changed"],
    ),
    "an odd last page": Case({"A": (1, 2), "B": (3, 5)}, "AB", "B", ["3-5: B changed"]),
    "something new in between": Case(
        {"A": (1, 2), "B": (3, 4)}, "ANB", "N", ["after A: N new"],
    ),
    "something new at the front": Case({"A": (1, 2)}, "NA", "N", ["after : N new"]),
    "something new after what changed": Case(
        {"A": (1, 2), "B": (3, 4)}, "ANB", "AN", ["1-2: A changed, N new"],
    ),
    "something gone": Case({"A": (1, 2), "B": (3, 4), "C": (5, 6)}, "AC", "", ["3-4: -B"]),
    "something gone from the middle of a sheet": Case(
        {"A": (1, 2), "B": (2, 2), "C": (3, 4)}, "AC", "", ["1-2: A same, -B"],
    ),
    "the contents stay, and what is above them is crossed out": Case(
        {"A": (1, 2), "B": (3, 3), "S": (3, 4)}, "ABS", "B", [": B changed, xB 3-3"], stays="S",
    ),
    "the contents stay on the last sheet alone": Case(
        {"A": (1, 3), "S": (3, 4)}, "AS", "A", ["1-2: A changed, xA 3-3"], stays="S",
    ),
    "gone beside the contents": Case(
        {"A": (1, 2), "B": (3, 3), "S": (3, 3)}, "AS", "", [": -B, xB 3-3"], stays="S",
    ),
    "nothing": Case({"A": (1, 2)}, "A", "", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_done(name):
    case = CASES[name]

    found = [told(row) for row in rows_of(case)]

    assert [
        each.removeprefix("after A") if each.startswith("after A: B changed") else each for each in found
    ] == (case.rows)


@st.composite
def cases(draw):
    """A packet of parts that follow each other, and any change of it."""
    pages: dict[str, tuple[int, int]] = {}
    page = 1
    for name in "ABCDEFG"[: draw(st.integers(1, 7))]:
        first = page + draw(st.integers(0, 1)) if pages else 1
        page = first + draw(st.integers(0, 4))
        pages[name] = (first, page)
    stays = draw(st.sampled_from(["", max(pages), "B" if "B" in pages else ""]))
    kept = [name for name in pages if name in stays or draw(st.booleans())] or [min(pages)]
    for name in "XY"[: draw(st.integers(0, 2))]:
        kept.insert(draw(st.integers(0, len(kept))), name)
    changed = [name for name in kept if name in "XY" or (name not in stays and draw(st.booleans()))]
    return Case(pages, "".join(kept), "".join(changed), [], stays)


@given(cases())
def test_nothing_outdated_stays_and_nothing_is_lost(case):
    rows = rows_of(case)

    out = {page for row in rows if row.pages for page in range(row.pages[0], row.pages[1] + 1)}
    crossed = {(title, page) for row in rows for (a, b), title in row.crossed for page in range(a, b + 1)}
    put = [put.part.title for row in rows for put in row.put]
    gone = [title for row in rows for title in row.gone]
    for name, (first, last) in case.pages.items():
        for page in range(first, last + 1):
            outdated = name in case.changed or name not in case.now
            if outdated:
                assert page in out or (name, page) in crossed
            elif page in out:
                assert name in put
            assert not (name in case.stays and page in out)
    assert len(put) == len(set(put))
    assert set(put) == set(case.changed) | {name for row in rows for name in _same(row)}
    assert set(gone) == {name for name in case.pages if name not in case.now}
    assert [name for name in case.now if name in put] == sorted(put, key=case.now.index)


def _same(row):
    return [put.part.title for put in row.put if put.state == SAME]


@given(cases())
def test_rows_take_whole_sheets_and_no_sheet_twice(case):
    rows = [row for row in rows_of(case) if row.pages]
    last = max(last for _, last in case.pages.values())

    taken = [page for row in rows for page in range(row.pages[0], row.pages[1] + 1)]

    assert len(taken) == len(set(taken))
    assert taken == sorted(taken)
    for row in rows:
        assert row.pages[0] % 2 == 1
        assert row.pages[1] % 2 == 0 or row.pages[1] == last
