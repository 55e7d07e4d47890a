"""Packets that somebody looks at, filled again only when what they are made from has changed."""

from collections import OrderedDict
from dataclasses import dataclass

from ..errors import LayoutError, Problem
from ..layout import Manuscript, Plan
from .snapshot import Snapshot

_KEPT = 24  # packets; a book takes about as much room as all others together


@dataclass(frozen=True, slots=True)
class FilledPacket:
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
        self._filled: OrderedDict[str, tuple[object, FilledPacket]] = OrderedDict()

    def get(self, plan: Plan, snapshot: Snapshot) -> FilledPacket:
        """A packet.

        Raises:
            Exception: it cannot be filled though nothing is wrong with the files.
        """
        touching = snapshot.touching(plan)
        filled_from, filled = self._filled.get(plan.packet.id, (None, None))
        if filled is None or filled.old or filled_from != touching:
            filled = self._fill(plan, snapshot, filled.manuscript if filled else None)
            self._filled[plan.packet.id] = touching, filled
        self._filled.move_to_end(plan.packet.id)
        while len(self._filled) > _KEPT:
            self._filled.popitem(last=False)
        return filled

    def _fill(self, plan: Plan, snapshot: Snapshot, last: Manuscript | None) -> FilledPacket:
        assert snapshot.packets is not None
        try:
            return FilledPacket(snapshot.packets.filler_of(plan.packet.id).fill(plan))
        except LayoutError as error:
            # A text that is wrong leaves a layout without words; then only the text is to be mended.
            return FilledPacket(last, () if snapshot.problems else error.problems, old=True)
        except Exception:
            if not snapshot.problems:
                raise
            return FilledPacket(last, old=True)
