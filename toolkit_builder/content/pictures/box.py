"""Where a picture is printed."""

from dataclasses import dataclass

DPI = 300  # what a printing works asks for; more is never seen and makes every file heavy


@dataclass(frozen=True, slots=True)
class PrintedBox:
    """The largest room that a picture gets in any variant.

    Args:
        width, height: in inches.
    """

    width: float
    height: float

    def dots(self, width: float, height: float) -> tuple[int, int]:
        """Width and height in dots of a picture of this shape that fills the box at `DPI`."""
        scale = self.scale(width, height) * DPI
        return max(1, round(width * scale)), max(1, round(height * scale))

    def scale(self, width: float, height: float) -> float:
        """Inches for one unit of a picture, where it fills the box."""
        return min(self.width / width, self.height / height)
