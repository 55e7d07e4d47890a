"""How much an SVG may draw: counted after everything is put in where it is used, before anything is drawn."""

from dataclasses import dataclass

from ..faults import PictureError

ELEMENTS, NUMBERS, LAYERS, DASHES, PIXELS = 10_000, 200_000, 500, 500_000, 25_000_000
DEPTH, LAYER_DEPTH = 64, 8
_CURE = "draw it more simply, or save it as PNG"


@dataclass(slots=True)
class Budget:
    """What has been drawn so far.

    Args:
        elements: shapes and groups, each as often as it is used.
        numbers: of paths.
        layers: groups that are drawn apart first: half clear, clipped or masked.
        dashes: of dashed lines, at most.
        pixels: of pictures in it.
    """

    elements: int = 0
    numbers: int = 0
    layers: int = 0
    dashes: float = 0.0
    pixels: int = 0

    def spend(self, more: "Budget") -> None:
        """Count something in.

        Args:
            more: what is drawn.

        Raises:
            PictureError: C420, it is too much.
        """
        self.elements += more.elements
        self.numbers += more.numbers
        self.layers += more.layers
        self.dashes += more.dashes
        self.pixels += more.pixels
        for count, most, what in (
            (self.elements, ELEMENTS, "shapes and groups"),
            (self.numbers, NUMBERS, "numbers in its paths"),
            (self.layers, LAYERS, "clipped, masked or half clear groups"),
            (self.dashes, DASHES, "dashes"),
            (self.pixels, PIXELS, "pixels of pictures"),
        ):
            if count > most:
                message = (
                    f"the SVG is too much to draw: more than {most} {what}, each counted where it is used"
                )
                raise PictureError("C420", message, _CURE)

    def since(self, before: "Budget") -> "Budget":
        """What was spent after a moment.

        Args:
            before: a copy of this budget as it was.
        """
        return Budget(
            self.elements - before.elements, self.numbers - before.numbers,
            self.layers - before.layers, self.dashes - before.dashes, self.pixels - before.pixels,
        )  # fmt: skip


def check_depth(depth: int, layers: int) -> None:
    """Groups inside groups.

    Args:
        depth: of all groups.
        layers: those of them that are drawn apart.

    Raises:
        PictureError: C420, there are too many.
    """
    if depth > DEPTH or layers > LAYER_DEPTH:
        what = f"{DEPTH} groups" if depth > DEPTH else f"{LAYER_DEPTH} clipped, masked or half clear groups"
        raise PictureError("C420", f"the SVG is too much to draw: more than {what} inside each other", _CURE)


def goes_round(name: str) -> PictureError:
    """C420, an element that is used inside itself."""
    return PictureError("C420", f'the SVG uses "{name[:40]}" inside itself', _CURE)
