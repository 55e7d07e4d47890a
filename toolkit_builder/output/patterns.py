"""The marks that tell principles apart in grey too: one geometric pattern each, drawn for the cover.

White shapes of one strength on nothing: the colour below is the principle's accent, from the stylesheet.
Plain shapes only, since not every PDF viewer paints SVG patterns and gradients.
"""

from collections.abc import Iterator
from math import pi, sin

WIDTH, HEIGHT, STEP = 816, 420, 48  # CSS pixels; the band of a letter cover


def pattern(name: str) -> bytes:
    """SVG of one pattern, the same bytes each time."""
    shapes = "".join(PATTERNS[name]())
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
    group = '<g fill="none" stroke="#ffffff" stroke-opacity="0.28" stroke-width="5">'
    return f'{head}viewBox="0 0 {WIDTH} {HEIGHT}">{group}{shapes}</g></svg>'.encode()


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
        yield f'<circle {place} fill="#ffffff" fill-opacity="0.24" stroke="none"/>'


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
