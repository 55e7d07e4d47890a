"""Colours and boxes on the pages of a PDF."""

from collections.abc import Iterable
from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green, blue and alpha, from 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int = 255

    def over(self, below: "Colour") -> "Colour":
        """What is seen of it on another, opaque colour."""
        share = self.alpha / 255
        mixed = (
            round(share * mine + (1 - share) * its) for mine, its in zip(self[:3], below[:3], strict=True)
        )
        return Colour(*mixed)

    @property
    def name(self) -> str:
        """As a stylesheet writes it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


class Box(NamedTuple):
    """Edges in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def thin(self) -> float:
        """The shorter side."""
        return min(self.right - self.left, self.top - self.bottom)

    @classmethod
    def around(cls, boxes: "Iterable[Box]") -> "Box":
        """The least box that holds some others, of which there is one at least."""
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return cls(min(lefts), min(bottoms), max(rights), max(tops))

    def within(self, other: "Box") -> "Box":
        """What of it lies in another that it meets."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def holds(self, other: "Box", slack: float = 0.5) -> bool:
        """Whether another lies within it."""
        return (
            self.left - slack <= other.left
            and self.bottom - slack <= other.bottom
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def meets(self, other: "Box") -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )
