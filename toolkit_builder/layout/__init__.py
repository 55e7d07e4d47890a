"""Toolkit + layouts/ -> Manuscripts.

Takes a Toolkit and the layout folders, gives one Manuscript a packet: semantic HTML in a closed vocabulary,
every block with an address. News, marked copies and update packets, which tell of an earlier edition, come
from here too. Never looks at the number or the date of the edition that is made, or at a format.
"""

from .fill import Filler
from .manuscript import Manuscript, Packet
from .packets import Plan, packets

__all__ = ["Filler", "Manuscript", "Packet", "Plan", "packets"]
