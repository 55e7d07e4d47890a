"""Values of SVG attributes: read strictly, and written in one plain form that every renderer reads alike.

Sources: SVG 2, 8 (coordinates), 9 (shapes), 13 (painting); CSS Values 4, absolute lengths; CSS Color 4.
"""

import math
import re
from collections.abc import Callable, Sequence

from tinycss2.color4 import parse_color as parse_color_4

LARGEST = 1e7
LONGEST = 10_000  # characters of a value that is neither a path nor a picture
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "pt": 96 / 72,
    "pc": 16.0,
}
_NUMBER = re.compile(NUMBER)
_LENGTH = re.compile(rf"({NUMBER})\s*(px|in|cm|mm|q|pt|pc|%|)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s,]*")
_CALL = re.compile(r"\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)\s*,?")
_ARGUMENT = re.compile(rf"\s*({NUMBER})\s*(deg|rad|turn|grad|px|)\s*,?")
_ANGLES = {"": 1.0, "deg": 1.0, "rad": 180 / math.pi, "turn": 360.0, "grad": 0.9}
_COUNTS = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}
_ICC = re.compile(r"\s+(icc-color|device-cmyk)\(.*", re.DOTALL)

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def written(value: float) -> str:
    """A number without an exponent."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def checked(value: float) -> float:
    """A number that renderers can count with.

    Raises:
        ValueError: it is too large.
    """
    if not abs(value) <= LARGEST:
        raise ValueError("a number is too large")
    return value


def number(text: str) -> float:
    """One number.

    Raises:
        ValueError: it is none.
    """
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError("a number is needed, such as 12.5")
    return checked(float(text))


def length(text: str, whole: float) -> float:
    """A length in pixels of 1/96 inch.

    Args:
        text: such as 100mm.
        whole: what 100 % is.

    Raises:
        ValueError: it is no length.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise ValueError("a length is needed, such as 12.5, 100mm or 50%")
    if match[2] == "%":
        return checked(float(match[1]) * whole / 100)
    return checked(float(match[1]) * _UNITS[match[2].lower()])


def numbers(text: str, most: int = 100) -> list[float]:
    """Numbers between spaces and commas.

    Args:
        text: an attribute.
        most: that are read; of more only one.

    Raises:
        ValueError: there is something else.
    """
    found: list[float] = []
    position = _SEPARATOR.match(text).end()  # type: ignore[union-attr]
    while position < len(text) and len(found) <= most:
        match = _NUMBER.match(text, position)
        if match is None:
            raise ValueError("only numbers may stand here")
        found.append(checked(float(match[0])))
        position = _SEPARATOR.match(text, match.end()).end()  # type: ignore[union-attr]
    return found


def share(text: str) -> str:
    """An opacity from 0 to 1.

    Raises:
        ValueError: it is no number.
    """
    value = length(text, 1.0) if text.strip().endswith("%") else number(text)
    return written(min(1.0, max(0.0, value)))


def one_of(*words: str) -> Callable[[str], str]:
    """A reader of one of some words."""

    def read(text: str) -> str:
        if text.strip() not in words:
            raise ValueError(f"one of {', '.join(words)} is needed")
        return text.strip()

    return read


def colour(text: str, current: str) -> str:
    """A colour in sRGB, as #rrggbb or rgba().

    Args:
        text: as CSS has it.
        current: what `currentColor` is.

    Raises:
        ValueError: it is none.
    """
    value = parse_color_4(_ICC.sub("", text.strip()))
    if value is None:
        raise ValueError("a colour is needed, such as #17456b")
    if value == "currentcolor":
        return current
    try:
        coordinates = value.to("srgb").coordinates
    except NotImplementedError as error:  # Figma writes one for wide screens, after one that all can read
        raise ValueError("a colour of sRGB is needed, such as #17456b") from error
    parts = [round(255 * min(1.0, max(0.0, part or 0.0))) for part in coordinates]
    alpha = 1.0 if value.alpha is None else value.alpha
    if alpha < 1:
        return f"rgba({parts[0]},{parts[1]},{parts[2]},{written(max(0.0, alpha))})"
    return "#" + "".join(f"{part:02x}" for part in parts)


def url(text: str) -> str | None:
    """What `url()` leads to, whatever colour stands behind it; None where there is no `url()`."""
    text = text.strip()
    if text[:4].lower() != "url(":
        return None
    return text[4:].partition(")")[0].strip().strip("\"'").strip()


def transform(text: str) -> Matrix:
    """A list of transformations as one.

    Raises:
        ValueError: it cannot be read.
    """
    matrix, position, text = IDENTITY, 0, text.strip()
    if text == "none":
        return matrix
    if len(text) > LONGEST:
        raise ValueError("it is too long")
    while position < len(text):
        match = _CALL.match(text, position)
        if match is None:
            raise ValueError("a transformation is needed, such as translate(10 20)")
        matrix = product(matrix, _call(match[1], match[2]))
        position = match.end()
    return matrix


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """A transformation inside another one."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    values = (
        a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f,
    )  # fmt: skip
    return tuple(map(checked, values))  # type: ignore[return-value]


def matrix_text(matrix: Matrix) -> str:
    """A transformation as an attribute; empty where nothing is changed."""
    if matrix == IDENTITY:
        return ""
    return f"matrix({' '.join(f'{value:.9f}'.rstrip('0').rstrip('.') for value in matrix)})"


def _call(name: str, inside: str) -> Matrix:
    values, position = [], 0
    while inside[position:].strip():
        match = _ARGUMENT.match(inside, position)
        if match is None:
            raise ValueError(f"{name}() takes numbers")
        factor = _ANGLES.get(match[2], 1.0)
        values.append(checked(float(match[1])) * factor)
        position = match.end()
    if len(values) not in _COUNTS[name]:
        raise ValueError(f"{name}() takes {' or '.join(map(str, _COUNTS[name]))} numbers")
    return _matrix(name, values)


def _matrix(name: str, values: Sequence[float]) -> Matrix:
    if name == "matrix":
        return tuple(values)  # type: ignore[return-value]
    if name == "translate":
        return (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0)
    if name == "scale":
        return (values[0], 0, 0, values[-1], 0, 0)
    angle = math.radians(values[0])
    if name == "skewX":
        return (1, 0, math.tan(angle), 1, 0, 0)
    if name == "skewY":
        return (1, math.tan(angle), 0, 1, 0, 0)
    turned: Matrix = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0, 0)
    if len(values) == 1:
        return turned
    x, y = values[1:]
    return product(product((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))
