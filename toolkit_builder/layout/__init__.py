"""Toolkit + layouts/ -> Manuscripts.

Takes a Toolkit and the layout folders, gives one Manuscript a packet: semantic HTML in a closed vocabulary,
every block with an address. News, marked copies and update packets, which tell of an earlier edition, come
from here too. Layouts are filled in a sandbox, those of a toolkit's own in a worker besides. Never looks at
the number or the date of the edition that is made, or at a format.
"""

from .confined import filler_for
from .fill import Filler
from .manuscript import Manuscript, Packet
from .packets import Plan, packets

__all__ = ["Filler", "Manuscript", "Packet", "Plan", "filler_for", "packets"]
