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
class Put:
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
    put: tuple[Put, ...] = ()
    after: str = ""
    crossed: tuple[tuple[Span, str], ...] = ()

    @property
    def by_material(self) -> tuple[tuple[str, tuple[Put, ...]], ...]:
        """Title of a material and the parts of it that follow one another."""
        return tuple((within, tuple(held)) for within, held in groupby(self.put, lambda put: put.part.within))


@dataclass(slots=True)
class _Open:
    """A row that is still written."""

    pages: Span | None = None
    after: str = ""
    gone: list[str] = field(default_factory=list)
    put: list[Put] = field(default_factory=list)
    crossed: dict[str, Span] = field(default_factory=dict)

    def cross(self, title: str, pages: Sequence[int]) -> None:
        """Pages that stay although something on them is outdated; a cover does no harm."""
        if pages and title:
            known = self.crossed.get(title, (pages[0], pages[-1]))
            self.crossed[title] = min(known[0], pages[0]), max(known[1], pages[-1])

    def row(self) -> BinderRow:
        crossed = tuple((pages, title) for title, pages in self.crossed.items())
        return BinderRow(self.pages, tuple(self.gone), tuple(self.put), self.after, crossed)


class Binder:
    """A packet on paper, then and now.

    Args:
        were, are: its parts.
        places: on which pages things stood.
        states: address of each part that says something else now -> CHANGED or NEW.
    """

    def __init__(
        self, were: Sequence[PacketPart], are: Sequence[PacketPart], places: Places, states: Mapping[str, str]
    ) -> None:
        pages = {address: (first, last) for address, first, last in places}
        now = {part.address for part in are}
        self._pages = {part.address: pages[part.address] for part in were if part.address in pages}
        self._last = max((last for _, last in pages.values()), default=0)
        self._are = [part for part in are if not part.stays]
        self._gone = [part for part in were if part.address not in now and not part.stays]
        self._lost = {part.within for part in were} - {part.within for part in were if part.address in now}
        own = {part.address: states[part.address] for part in self._are if part.address in states}
        outdated = [*own, *(part.address for part in self._gone)]
        self._kept = {leaf for part in were if part.stays for leaf in self._leaves(part.address)}
        self._taken = {leaf for name in outdated for leaf in self._leaves(name)} - self._kept
        shared = [part.address for part in self._are if self._taken & self._leaves(part.address)]
        self._put = dict.fromkeys(shared, SAME) | own
        self._taken |= self._wholly({*self._put, *outdated}) - self._kept
        self._rows: dict[float, _Open] = {}

    def rows(self) -> tuple[BinderRow, ...]:
        """In the order of the pages."""
        self._rows = {
            float(first): _Open((2 * first - 1, min(2 * last, self._last)))
            for first, last in _runs(self._taken)
        }
        at, before, titled = 0.0, "", ""
        for part in self._are:
            if part.address in self._put:
                at = self._place(part.address, at if before in self._put else self._behind(before, at))
                row = self._rows.setdefault(at, _Open(after=titled))
                row.put.append(Put(part, self._put[part.address]))
                if self._put[part.address] == CHANGED:
                    row.cross(part.title, self._staying(part.address))
            before, titled = part.address, part.title
        for part in self._gone:
            first = min(self._leaves(part.address), default=0)
            row = self._rows.setdefault(self._place(part.address, float(first)), _Open())
            title = part.within if part.within in self._lost else part.title
            row.gone += [title] if title not in row.gone else []
            row.cross(title, self._staying(part.address))
        return tuple(row.row() for _, row in sorted(self._rows.items(), key=lambda each: each[0]))

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

    def _wholly(self, names: Iterable[str]) -> set[int]:
        """Leaves that hold nothing but some parts."""
        others = (name for name in self._pages if name not in names)
        return {leaf for name in names for leaf in self._leaves(name)} - {
            leaf for name in others for leaf in self._leaves(name)
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
