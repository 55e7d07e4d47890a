"""Layouts of a toolkit's own are filled in a worker, which is stopped when it takes too much."""

import time
import weakref
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..content.toolkit import Toolkit
from ..errors import LayoutError, OutputError, Place, Problem
from ..machine.pool import Pool
from .bounds import SECONDS, ended, last_lines
from .fill import Filler
from .manuscript import Manuscript, Packet
from .news import News
from .packets import Plan
from .update_packet import OldPacket

# Beyond what the worker has with the toolkit loaded; the whole of a large toolkit takes a tenth of it.
MEMORY = 400_000_000
# Of the clock, for the machine may be busy; what never looks at its own time is killed then.
_DEADLINE = 5 * SECONDS


@dataclass(frozen=True, slots=True)
class _Call:
    """What a worker is asked.

    Args:
        method: of `Filler`.
        shown: what messages call it.
        arguments, values: of the method.
    """

    method: str
    shown: str
    arguments: tuple[Any, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


class _Worker:
    """What lives in the worker: a filler, made at the first call.

    Args:
        toolkit, layouts, news: as of `Filler`.
        told: see `ended`.
    """

    def __init__(self, toolkit: Toolkit, layouts: tuple[Path, ...], news: News | None, told: Path) -> None:
        self._made_of = toolkit, layouts, news
        self._told = told

    @cached_property
    def _filler(self) -> Filler:
        return Filler(*self._made_of)

    def __call__(self, call: _Call) -> Any:
        filler = self._filler
        with ended(self._told):
            return getattr(filler, call.method)(*call.arguments, **call.values)


class ConfinedFiller(Filler):
    """Fills layouts that somebody else may have written.

    Args:
        toolkit, layouts, news: as of `Filler`.

    Raises:
        LayoutError, SourceError: as `Filler`.
    """

    def __init__(self, toolkit: Toolkit, layouts: tuple[Path, ...], news: News | None = None) -> None:
        super().__init__(toolkit, layouts, news)
        self._fault: LayoutError | None = None  # one that takes long is told once
        folder = TemporaryDirectory(prefix="toolkit-layouts-")
        self._told = Path(folder.name) / "ran"
        self._worker = _Worker(toolkit, layouts, news, self._told)
        self._pool = Pool(size=1, memory=MEMORY)
        weakref.finalize(self, _end, self._pool, folder)

    def fill(self, plan: Plan) -> Manuscript:
        """As `Filler.fill`."""
        manuscript: Manuscript = self._ask(_Call("fill", f"{plan.packet.kind}/packet.html", (plan,)))
        return manuscript

    def update_packet(self, new: Manuscript | None, old: OldPacket, news: News) -> Manuscript | None:
        """As `Filler.update_packet`.

        Args:
            new, old, news: as there.
        """
        update: Manuscript | None = self._ask(_Call("update_packet", "update/packet.html", (new, old, news)))
        return update

    def page(self, packet: Packet, title: str, **values: object) -> Manuscript:
        """As `Filler.page`."""
        page: Manuscript = self._ask(_Call("page", f"{packet.kind}/packet.html", (packet, title), values))
        return page

    def text(self, layout: str, tier: str, **values: object) -> str:
        """As `Filler.text`."""
        return str(self._ask(_Call("text", layout, (layout, tier), values)))

    def _ask(self, call: _Call) -> Any:
        if self._fault:
            raise self._fault
        start = time.monotonic()
        try:
            (answer,) = self._pool.run(
                self._worker, [call], deadline=lambda _: _DEADLINE, name=lambda call: call.shown
            )
        except OutputError as error:  # the worker was stopped
            self._fault = self._stopped(error, call)
            raise self._fault from error
        except LayoutError as error:
            if time.monotonic() - start > SECONDS:  # the same part would hold up every other packet too
                self._fault = error
            raise
        return answer

    def _stopped(self, error: OutputError, call: _Call) -> LayoutError:
        """What is said of a layout whose worker is gone; where it stood, if the system has ended it."""
        if ran := last_lines(self._told):
            return LayoutError([self._folders.ended(ran, call.shown, self._jinja)])
        return LayoutError(
            Problem(Place(self._folders.place(problem.place.path)), "L101", problem.message, problem.hint)
            for problem in error.problems
        )


def _end(pool: Pool, folder: TemporaryDirectory[str]) -> None:
    pool.__exit__(None, None, None)
    folder.cleanup()


def filler_for(toolkit: Toolkit, layouts: tuple[Path, ...], news: News | None = None) -> Filler:
    """What fills the layouts of a toolkit; only the built-in ones are filled in this process.

    Args:
        toolkit: what to print.
        layouts: folders to look in, first the toolkit's own, then the built-in one.
        news: what packets tell of an earlier edition.

    Raises:
        LayoutError, SourceError: as `Filler`.
    """
    has_own = len(layouts) > 1
    return (ConfinedFiller if has_own else Filler)(toolkit, layouts, news)
