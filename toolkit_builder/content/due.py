"""What is due by the calendar: readings, permissions, addresses, editions."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ..errors import Place
from .model import Artifact, EditionFile, Material, References
from .reading.spans import Path
from .toolkit import Source, Toolkit

ASKING = timedelta(days=90)  # to get leave again before a permission ends
GROUPS = ("review", "permission", "reference", "edition")
_NEVER = ""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One thing to see to.

    Args:
        group: of `GROUPS`.
        day: since when it is due, as 2026-02-28; empty where it was never done.
        place: of the date that says so, or of what lacks one.
        id: of the material, reference or edition.
        title: what it is called.
        what: what is to be done, in a few words.
    """

    group: str
    day: str
    place: Place
    id: str
    title: str
    what: str


def due(toolkit: Toolkit, on: date, sealed: Collection[str]) -> tuple[Due, ...]:
    """What is due on a day, by group and day; what was never done comes first.

    Args:
        toolkit: the sources.
        on: the day.
        sealed: ids of the sealed editions.
    """
    items = [item for item in _all(toolkit, sealed) if item.day <= on.isoformat()]
    return tuple(sorted(items, key=lambda item: (GROUPS.index(item.group), item)))


def following(toolkit: Toolkit, on: date, sealed: Collection[str]) -> str:
    """The first day after a day on which more is due; empty if there is none.

    Args:
        toolkit: the sources.
        on: the day.
        sealed: ids of the sealed editions.
    """
    return min((item.day for item in _all(toolkit, sealed) if item.day > on.isoformat()), default="")


def _all(toolkit: Toolkit, sealed: Collection[str]) -> Iterator[Due]:
    """Everything that has a day, with its day."""
    for source in toolkit.sources:
        node = source.node
        if isinstance(node, Material) and node.status != "retired":
            yield _review(source, node)
        if isinstance(node, Artifact) and node.status != "retired":
            yield from _permission(source, node)
        if isinstance(node, References):
            yield from _references(source, node)
    yield from _editions(toolkit, sealed)


def _review(source: Source, node: Material) -> Due:
    """A year after it was read, or on the day that is set, whichever comes first."""
    year, by = _a_year_after(node.last_reviewed), node.review_by
    day, field = (by, "review_by") if by and by <= year else (year, "last_reviewed")
    what = f"read it again, last read {node.last_reviewed}"
    return Due("review", day, source.marks.key((field,)), node.id, str(node.title), what)


def _permission(source: Source, node: Artifact) -> Iterator[Due]:
    leave = node.permission
    if leave and leave.until:
        day = (date.fromisoformat(leave.until) - ASKING).isoformat()
        path, what = ("permission", "until"), f"ask again, the permission ends on {leave.until}"
        yield Due("permission", day, source.marks.key(path), node.id, str(node.title), what)
    if node.body and (leave is None or leave.status == "unknown"):
        path, what = ("permission", "status"), "ask whether it may be printed"
        yield Due("permission", _NEVER, source.marks.key(path), node.id, str(node.title), what)


def _references(source: Source, node: References) -> Iterator[Due]:
    for number, reference in enumerate(node.references):
        path: Path = ("references", number)
        if reference.url and reference.accessed:
            what = f"open the address again, last opened {reference.accessed}"
            day = _a_year_after(reference.accessed)
            yield Due(
                "reference",
                day,
                source.marks.key((*path, "accessed")),
                reference.id,
                str(reference.title),
                what,
            )
        elif reference.url:
            what = "open the address and write `accessed:`"
            yield Due(
                "reference",
                _NEVER,
                source.marks.key((*path, "url")),
                reference.id,
                str(reference.title),
                what,
            )


def _editions(toolkit: Toolkit, sealed: Collection[str]) -> Iterator[Due]:
    """An edition is to be sealed on its day; a year after the newest was, it is time for another."""
    for source in toolkit.sources:
        node = source.node
        if not isinstance(node, EditionFile):
            continue
        if node.id not in sealed:
            what = "publish it, or give it a later date"
            yield Due("edition", node.date, source.marks.key(("date",)), node.id, str(node.label), what)
        elif node is toolkit.editions[-1]:
            what = "begin the next edition: `toolkit new edition`"
            yield Due(
                "edition",
                _a_year_after(node.date),
                source.marks.key(("date",)),
                node.id,
                str(node.label),
                what,
            )


def _a_year_after(day: str) -> str:
    """The same day a year later; for February 29 it is March 1."""
    before = date.fromisoformat(day)
    try:
        return before.replace(year=before.year + 1).isoformat()
    except ValueError:
        return before.replace(year=before.year + 1, month=3, day=1).isoformat()


class Calendar(NamedTuple):
    """Args: on, the day looked at; due, what is due then; following, the next day when more is, or empty."""

    on: str
    due: tuple[Due, ...]
    following: str


def calendar(toolkit: Toolkit, on: date, sealed: Iterable[str]) -> Calendar:
    """What is due on a day.

    Args:
        toolkit: the sources.
        on: the day.
        sealed: ids of the sealed editions.
    """
    done = frozenset(sealed)
    return Calendar(on.isoformat(), due(toolkit, on, done), following(toolkit, on, done))
