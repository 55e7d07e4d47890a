"""The marks that tell principles apart in grey too: a geometric pattern each, on cover and page edge.

Shapes of one strength on nothing, coloured for each variant (`drawing_styles`): white where the colour below
is the principle's accent, black lines for a copier.
Plain shapes only, since not every PDF viewer paints SVG patterns and gradients.
"""

from collections.abc import Iterator
from math import cos, pi, sin, sqrt

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


def _chevrons() -> Iterator[str]:
    for y in range(0, HEIGHT + STEP, STEP - 12):
        points = " ".join(f"{x},{y + 20 * (x // STEP % 2)}" for x in range(0, WIDTH + STEP, STEP))
        yield f'<polyline points="{points}"/>'


def _steps() -> Iterator[str]:
    """Stairs that rise to the right."""
    for x in range(-HEIGHT, WIDTH + STEP, STEP * 2):
        yield f'<path d="M{x} {HEIGHT}{f"h{STEP // 2}v-{STEP // 2}" * (HEIGHT // (STEP // 2) + 1)}"/>'


def _arches() -> Iterator[str]:
    """Three arches in each other, in rows."""
    for row, y in enumerate(range(STEP, HEIGHT + STEP, STEP)):
        for x in range(row % 2 * STEP, WIDTH + STEP * 2, STEP * 2):
            for radius in (10, 26, 42):
                yield f'<path d="{_arch(x, y, radius)}"/>'


def _hexagons() -> Iterator[str]:
    side = 30.0
    wide, tall = side * sqrt(3), side * 1.5
    for row in range(int(HEIGHT / tall) + 2):
        for column in range(int(WIDTH / wide) + 2):
            x, y = column * wide + row % 2 * wide / 2, row * tall
            yield (
                f'<path d="M{x - wide / 2:.1f} {y + side / 2:.1f}v{-side:.1f}l{wide / 2:.1f} {-side / 2:.1f}'
                f'l{wide / 2:.1f} {side / 2:.1f}"/>'
            )


def _crosses() -> Iterator[str]:
    for x, y in _grid():
        shift = STEP // 2 if y // STEP % 2 else 0
        yield f'<path d="M{x + shift - 12} {y}h24m-12 -12v24"/>'


def _rays() -> Iterator[str]:
    """Light from the lower right corner."""
    for turn in range(1, 24):
        yield f'<path d="{_ray(WIDTH, HEIGHT, turn / 24, 90, 980)}"/>'


def _weave() -> Iterator[str]:
    for x, y in _grid():
        over = (x + y) // STEP % 2
        lines = (f"M{x + 6} {y + at}h36" if over else f"M{x + at} {y + 6}v36" for at in (12, 24, 36))
        yield f'<path d="{"".join(lines)}"/>'


def _lattice() -> Iterator[str]:
    for x in range(-HEIGHT, WIDTH + HEIGHT, STEP * 3 // 2):
        yield f'<path d="M{x} {HEIGHT}L{x + HEIGHT} 0M{x} 0L{x + HEIGHT} {HEIGHT}"/>'


def _leaves() -> Iterator[str]:
    for row, y in enumerate(range(0, HEIGHT + STEP, STEP)):
        for x in range(row % 2 * STEP - STEP, WIDTH + STEP, STEP * 2):
            yield f'<path d="M{x + 8} {y}q32 -34 64 0q-32 34 -64 0h64"/>'


PATTERNS = {
    "dots": _dots, "diagonals": _diagonals, "waves": _waves, "bricks": _bricks, "rings": _rings,
    "chevrons": _chevrons, "steps": _steps, "arches": _arches, "hexagons": _hexagons, "crosses": _crosses,
    "rays": _rays, "weave": _weave, "lattice": _lattice, "leaves": _leaves,
}  # fmt: skip


def _arch(x: float, y: float, radius: float) -> str:
    """Half a circle as part of a path."""
    return f"M{x - radius:g} {y:g}a{radius:g} {radius:g} 0 0 1 {2 * radius:g} 0"


def _ray(x: float, y: float, turn: float, near: float, far: float) -> str:
    """A line from a corner, between level and upright, as part of a path."""
    angle = turn * pi / 2
    along, up = cos(angle), sin(angle)
    return f"M{x - near * along:.1f} {y - near * up:.1f}L{x - far * along:.1f} {y - far * up:.1f}"


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
    "chevrons": "".join(f"M0 {y}l9 7l9 -7l9 7l9 -7" for y in range(0, TALL, 11)),
    "steps": "".join(f"M-6 {y}" + "h8v-8" * 6 for y in range(6, TALL + EDGE + 12, 14)),
    "arches": "".join(
        _arch(x, y, radius)
        for row, y in enumerate(range(10, TALL + 12, 11))
        for x in range(row % 2 * 9, EDGE + 18, 18)
        for radius in (3, 8)
    ),
    "hexagons": "".join(
        f"M{x - 6} {2 + y:g}v-7l6 -3.5l6 3.5"
        for row, y in enumerate(range(0, TALL + 11, 10))
        for x in range(row % 2 * 6, EDGE + 12, 12)
    ),
    "crosses": "".join(
        f"M{x + 6 * (y // 12 % 2) - 3} {y}h6m-3 -3v6"
        for y in range(5, TALL, 12)
        for x in range(0, EDGE + 12, 12)
    ),
    "rays": "".join(_ray(EDGE, TALL, turn / 9, 10, 90) for turn in range(10)),
    "weave": "".join(
        f"M{x + 1} {y + at}h10" if (x + y) // 12 % 2 else f"M{x + at} {y + 1}v10"
        for y in range(0, TALL, 12)
        for x in range(0, EDGE, 12)
        for at in (3, 9)
    ),
    "lattice": "".join(
        f"M-4 {y}L{EDGE + 4} {y - EDGE - 8}M-4 {y - EDGE - 8}L{EDGE + 4} {y}"
        for y in range(4, TALL + EDGE, 16)
    ),
    "leaves": "".join(
        f"M{x} {y}q7 -8 14 0q-7 8 -14 0"
        for row, y in enumerate(range(4, TALL + 9, 11))
        for x in range(2 - row % 2 * 9, EDGE, 18)
    ),
}
