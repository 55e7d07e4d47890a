"""How much an SVG may draw: counted after everything is put in where it is used, before anything is drawn."""

from dataclasses import dataclass

from ..faults import PictureError

ELEMENTS, NUMBERS, LAYERS, DASHES = 10_000, 200_000, 500, 500_000
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
    """

    elements: int = 0
    numbers: int = 0
    layers: int = 0
    dashes: float = 0.0

    def spend(self, elements: int = 0, numbers: int = 0, layers: int = 0, dashes: float = 0.0) -> None:
        """Count something in.

        Args:
            elements, numbers, layers, dashes: see the class.

        Raises:
            PictureError: C420, it is too much.
        """
        self.elements += elements
        self.numbers += numbers
        self.layers += layers
        self.dashes += dashes
        for count, most, what in (
            (self.elements, ELEMENTS, "shapes and groups"),
            (self.numbers, NUMBERS, "numbers in its paths"),
            (self.layers, LAYERS, "clipped, masked or half clear groups"),
            (self.dashes, DASHES, "dashes"),
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
            self.layers - before.layers, self.dashes - before.dashes,
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
