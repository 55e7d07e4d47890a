"""A packet on paper: what to take out of a binder, and what to put in, when some of its parts have changed.

Paper is taken out by the leaf, two pages each, and a part may begin or end in the middle of one. So every
leaf that holds something outdated goes, and what else stood on it is put in again with what is new: nothing
outdated stays in the binder, and nothing is lost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from .manuscript import Places

CHANGED, NEW, SAME = "changed", "new", "same"
Span = tuple[int, int]
"""First and last page."""


@dataclass(frozen=True, slots=True)
class PacketPart:
    """A stretch of a packet under one heading.

    Args:
        address: of its section.
        anchor: where it stands among what is put in.
        title: with its number; empty for a cover.
        within: title of the material that it belongs to, in a packet of several.
        stays: it speaks of the whole packet, so that no new one fits between old pages.
    """

    address: str
    anchor: str
    title: str
    within: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class InsertedPart:
    """A part that is put in.

    Args:
        part: what it is.
        state: CHANGED, NEW, or SAME where it only stood on a leaf that goes.
    """

    part: PacketPart
    state: str


@dataclass(frozen=True, slots=True)
class BinderRow:
    """What is done in one place of the binder.

    Args:
        pages: that are taken out; None where nothing is.
        gone: titles of parts that nothing replaces.
        put: what is put in.
        after: title of the part after which it is put where no pages are taken out; empty at the front.
        crossed: pages that stay for what else is on them, each with the title of the part to cross out there.
    """

    pages: Span | None
    gone: tuple[str, ...] = ()
    put: tuple[InsertedPart, ...] = ()
    after: str = ""
    crossed: tuple[tuple[Span, str], ...] = ()

    @property
    def by_material(self) -> tuple[tuple[str, tuple[InsertedPart, ...]], ...]:
        """Title of a material and the parts of it that follow one another."""
        parts = groupby(self.put, lambda inserted: inserted.part.within)
        return tuple((within, tuple(group)) for within, group in parts)


@dataclass(slots=True)
class _OpenRow:
    """A row that is still written."""

    pages: Span | None = None
    after: str = ""
    gone: list[str] = field(default_factory=list)
    put: list[InsertedPart] = field(default_factory=list)
    crossed: dict[str, Span] = field(default_factory=dict)

    def cross(self, title: str, pages: Sequence[int]) -> None:
        """Pages that stay although something on them is outdated; a cover does no harm."""
        if pages and title:
            first, last = self.crossed.get(title, (pages[0], pages[-1]))
            self.crossed[title] = min(first, pages[0]), max(last, pages[-1])

    def closed(self) -> BinderRow:
        crossed = tuple((pages, title) for title, pages in self.crossed.items())
        return BinderRow(self.pages, tuple(self.gone), tuple(self.put), self.after, crossed)


class Binder:
    """A packet on paper, in the earlier edition and in the new one.

    Args:
        before, after: its parts in the two.
        places: on which pages things stood in the earlier one.
        states: address of each part that says something else in the new one -> CHANGED or NEW.
    """

    def __init__(
        self,
        before: Sequence[PacketPart],
        after: Sequence[PacketPart],
        places: Places,
        states: Mapping[str, str],
    ) -> None:
        pages = {address: (first, last) for address, first, last in places}
        present = {part.address for part in after}
        self._pages = {part.address: pages[part.address] for part in before if part.address in pages}
        self._last = max((last for _, last in pages.values()), default=0)
        self._parts = [part for part in after if not part.stays]
        self._gone = [part for part in before if part.address not in present and not part.stays]
        remaining = {part.within for part in before if part.address in present}
        self._lost = {part.within for part in before} - remaining
        own = {part.address: states[part.address] for part in self._parts if part.address in states}
        outdated = [*own, *(part.address for part in self._gone)]
        self._kept = {leaf for part in before if part.stays for leaf in self._leaves(part.address)}
        self._taken = {leaf for name in outdated for leaf in self._leaves(name)} - self._kept
        shared = [part.address for part in self._parts if self._taken & self._leaves(part.address)]
        self._inserted = dict.fromkeys(shared, SAME) | own
        self._taken |= self._leaves_of_only({*self._inserted, *outdated}) - self._kept
        self._rows: dict[float, _OpenRow] = {}

    def rows(self) -> tuple[BinderRow, ...]:
        """In the order of the pages."""
        self._rows = {
            float(first): _OpenRow((2 * first - 1, min(2 * last, self._last)))
            for first, last in _runs(self._taken)
        }
        at, previous, title = 0.0, "", ""
        for part in self._parts:
            if part.address in self._inserted:
                at = self._place(
                    part.address, at if previous in self._inserted else self._behind(previous, at)
                )
                row = self._rows.setdefault(at, _OpenRow(after=title))
                row.put.append(InsertedPart(part, self._inserted[part.address]))
                if self._inserted[part.address] == CHANGED:
                    row.cross(part.title, self._staying(part.address))
            previous, title = part.address, part.title
        for part in self._gone:
            first = min(self._leaves(part.address), default=0)
            row = self._rows.setdefault(self._place(part.address, float(first)), _OpenRow())
            title = part.within if part.within in self._lost else part.title
            row.gone += [title] if title not in row.gone else []
            row.cross(title, self._staying(part.address))
        return tuple(self._rows[at].closed() for at in sorted(self._rows))

    def _place(self, name: str, otherwise: float) -> float:
        """Where the row stands that takes a part out; what has no leaf to take stands elsewhere."""
        taken = sorted(self._taken & self._leaves(name))
        return max(at for at in self._rows if at <= taken[0] and self._rows[at].pages) if taken else otherwise

    def _behind(self, name: str, otherwise: float) -> float:
        leaves = self._leaves(name)
        return max(leaves) + 0.5 if leaves else otherwise

    def _staying(self, name: str) -> list[int]:
        """Pages of a part on leaves that are not taken out."""
        first, last = self._pages.get(name, (1, 0))
        return [page for page in range(first, last + 1) if _leaf(page) in self._kept]

    def _leaves(self, name: str) -> set[int]:
        first, last = self._pages.get(name, (1, 0))
        return {_leaf(page) for page in range(first, last + 1)}

    def _leaves_of_only(self, names: Iterable[str]) -> set[int]:
        """Leaves that hold nothing but some parts."""
        other_names = (name for name in self._pages if name not in names)
        return {leaf for name in names for leaf in self._leaves(name)} - {
            leaf for name in other_names for leaf in self._leaves(name)
        }


def _leaf(page: int) -> int:
    return (page + 1) // 2


def _runs(leaves: Iterable[int]) -> Iterator[Span]:
    """First and last of those that follow one another."""
    run: list[int] = []
    for leaf in sorted(leaves):
        if run and leaf > run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(leaf)
    if run:
        yield run[0], run[-1]
