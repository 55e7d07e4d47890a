"""Toolkit + layouts/ -> Manuscripts.

Takes a Toolkit and the layout folders, gives one Manuscript a packet: semantic HTML in a closed vocabulary,
every block with an address. Never looks at an edition, a date, a variant or a format.
"""

from .fill import Filler
from .manuscript import Manuscript, Packet
from .packets import Plan, packets

__all__ = ["Filler", "Manuscript", "Packet", "Plan", "packets"]
