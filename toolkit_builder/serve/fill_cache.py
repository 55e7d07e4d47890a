"""Packets that somebody looks at, filled again only when what they are made from has changed."""

from collections import OrderedDict
from dataclasses import dataclass

from ..errors import LayoutError, Problem
from ..layout import Manuscript, Plan
from .snapshot import Moment

_KEPT = 24  # packets; a book takes about as much room as all others together


@dataclass(frozen=True, slots=True)
class Filled:
    """A packet as it can be shown.

    Args:
        manuscript: None where it could not be filled yet.
        problems: of its layout.
        old: whether this is what it was before something went wrong.
    """

    manuscript: Manuscript | None
    problems: tuple[Problem, ...] = ()
    old: bool = False


class FillCache:
    """Keeps the packets that were asked for last; to be used by one thread at a time."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[object, Filled]] = OrderedDict()

    def get(self, plan: Plan, moment: Moment) -> Filled:
        """A packet.

        Raises:
            Exception: it cannot be filled though nothing is wrong with the files.
        """
        touching = moment.touching(plan)
        before = self._known.get(plan.packet.id)
        if before is None or before[0] != touching or before[1].old:
            filled = self._fill(plan, moment, before[1].manuscript if before else None)
            self._known[plan.packet.id] = touching, filled
        self._known.move_to_end(plan.packet.id)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return self._known[plan.packet.id][1]

    def _fill(self, plan: Plan, moment: Moment, last: Manuscript | None) -> Filled:
        assert moment.packets is not None
        try:
            return Filled(moment.packets.filler_of(plan.packet.id).fill(plan))
        except LayoutError as error:
            # A text that is wrong leaves a layout without words; then only the text is to be mended.
            return Filled(last, () if moment.problems else error.problems, old=True)
        except Exception:
            if not moment.problems:
                raise
            return Filled(last, old=True)
