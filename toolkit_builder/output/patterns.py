"""The marks that tell principles apart in grey too: a geometric pattern each, on cover and page edge.

Shapes of one strength on nothing, dressed for each variant (`dress`): white where the colour below is the
principle's accent, black lines for a copier.
Plain shapes only, since not every PDF viewer paints SVG patterns and gradients.
"""

from collections.abc import Iterator
from math import pi, sin

WIDTH, HEIGHT, STEP = 816, 420, 48  # CSS pixels; the band of a letter cover
EDGE, TALL = 36, 77  # the mark at the edge of a page, with its bleed


def pattern(name: str) -> bytes:
    """SVG of one pattern, the same bytes each time."""
    shapes = "".join(PATTERNS[name]())
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="{WIDTH}" height="{HEIGHT}" '
    clip = f'<clipPath id="band"><path d="M0 0H{WIDTH}V{HEIGHT}H0Z"/></clipPath>'
    group = f'{clip}<g class="pattern" clip-path="url(#band)" fill="none" stroke-width="5">'
    return f'{head}viewBox="0 0 {WIDTH} {HEIGHT}">{group}{shapes}</g></svg>'.encode()


def mark(name: str) -> bytes:
    """SVG of the small form of one pattern, for the edge of a page."""
    return _small("mark spot" if name == "dots" else "mark", EDGE, TALL, MARKS[name])


def ruled() -> bytes:
    """SVG of lines to write on, for a page that would be empty: 6.5 by 9 inches."""
    lines = "".join(f"M0 {y}H624" for y in range(34, 860, 34))
    return _small("axis", 624, 860, lines)


def _small(name: str, width: int, height: int, path: str) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="{width}" height="{height}" '
    return (
        f'{head}viewBox="0 0 {width} {height}"><path class="{name}" fill="none" d="{path}"/></svg>'.encode()
    )


def _grid() -> Iterator[tuple[int, int]]:
    for y in range(0, HEIGHT + STEP, STEP):
        for x in range(0, WIDTH + STEP, STEP):
            yield x, y


def _dots() -> Iterator[str]:
    """Discs that grow towards the right edge."""
    for x, y in _grid():
        radius = 2 + 14 * x / WIDTH
        shift = STEP // 2 if y // STEP % 2 else 0
        place = f'cx="{x + shift}" cy="{y}" r="{radius:.1f}"'
        yield f'<circle class="disc" {place} stroke="none"/>'


def _diagonals() -> Iterator[str]:
    for x in range(-HEIGHT, WIDTH + HEIGHT, STEP):
        yield f'<path d="M{x} {HEIGHT}L{x + HEIGHT} 0"/>'


def _bricks() -> Iterator[str]:
    wide = STEP * 2
    for row, y in enumerate(range(0, HEIGHT, STEP)):
        yield f'<path d="M0 {y}H{WIDTH}"/>'
        for x in range(row % 2 * STEP, WIDTH + wide, wide):
            yield f'<path d="M{x} {y}V{y + STEP}"/>'


def _waves() -> Iterator[str]:
    for y in range(0, HEIGHT + STEP, STEP // 2 + 8):
        points = " ".join(f"{x},{y + 12 * sin(x / 136 * 2 * pi):.1f}" for x in range(0, WIDTH + 8, 8))
        yield f'<polyline points="{points}"/>'


def _rings() -> Iterator[str]:
    for radius in range(STEP, WIDTH + STEP * 4, STEP):
        yield f'<circle cx="{WIDTH - 90}" cy="{HEIGHT}" r="{radius}"/>'


PATTERNS = {"dots": _dots, "diagonals": _diagonals, "waves": _waves, "bricks": _bricks, "rings": _rings}


def _round(x: float, y: float, radius: float) -> str:
    """A circle as part of a path."""
    half = f"a{radius:g} {radius:g} 0 1 0 "
    return f"M{x - radius:g} {y:g}{half}{2 * radius:g} 0{half}{-2 * radius:g} 0"


# One path each, since it is drawn on every page.
MARKS = {
    "dots": "".join(
        _round(x + 6 * (y // 12 % 2), y, 2.5) for y in range(5, TALL, 12) for x in range(0, EDGE + 12, 12)
    ),
    "diagonals": "".join(f"M-4 {y}L{EDGE + 4} {y - EDGE - 8}" for y in range(4, TALL + EDGE, 11)),
    "waves": "".join(f"M0 {y}q4.5 -7 9 0t9 0t9 0t9 0" for y in range(6, TALL, 11)),
    "bricks": "".join(f"M0 {y}H{EDGE}M{6 + 9 * (y // 11 % 2)} {y}v11m18 -11v11" for y in range(0, TALL, 11)),
    "rings": "".join(_round(EDGE / 2, TALL / 2, radius) for radius in range(5, 45, 8)),
}
