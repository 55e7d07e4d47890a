"""Properties of shapes: read, and written as plain attributes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..faults import PictureError
from .css import PLAIN
from .values import LONGEST, colour, length, number, numbers, one_of, share, url, written
from .viewport import Viewport


@dataclass(frozen=True, slots=True)
class Around:
    """What an element has from those around it.

    Args:
        viewport: what percentages are counted of.
        colour: what `currentColor` is.
        within: ids that are being used, from the outermost.
        depth, layers: groups around, and those of them that are drawn apart.
        in_clip: whether shapes only cut.
        dashes: length of one run of dashes and gaps; 0 where lines are whole.
    """

    viewport: Viewport
    colour: str = "#000000"
    within: tuple[str, ...] = ()
    depth: int = 0
    layers: int = 0
    in_clip: bool = False
    dashes: float = 0.0


@dataclass(slots=True)
class Appearance:
    """How one element looks.

    Args:
        attributes: plain properties.
        references: fill, stroke, clip-path, mask -> id that it leads to.
        is_shown: whether it is drawn at all.
        colour: its `color`.
        transform: the property, where a style has it; else the attribute.
        overflows: whether what leaves a symbol is seen.
    """

    attributes: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    is_shown: bool = True
    colour: str = "#000000"
    transform: str = ""
    overflows: bool = False


_WORDS = {
    "fill-rule": one_of("nonzero", "evenodd"),
    "clip-rule": one_of("nonzero", "evenodd"),
    "stroke-linecap": one_of("butt", "round", "square"),
    "stroke-linejoin": one_of("miter", "round", "bevel"),
}
_SHARES = ("fill-opacity", "stroke-opacity", "opacity", "stop-opacity")
_RESETS = ("inherit", "initial", "unset")
_INITIAL = {"fill": "#000000", "stroke": "none", "stroke-width": "1", "opacity": "1", "stop-color": "#000000"}
_REFERRING = ("fill", "stroke", "clip-path", "mask")


def look(values: dict[str, list[str]], tag: str, around: Around) -> Appearance:
    """The look of an element.

    Args:
        values: what is said of each property, the strongest last; what cannot be read is passed over if
            something weaker can, as in every browser.
        tag: its name, for messages.
        around: what it stands in.

    Raises:
        PictureError: C407 it refers to something outside, C421 a value cannot be read.
    """
    result = Appearance(colour=around.colour)
    # First, since the others may refer to it.
    for name in sorted(values, key=lambda each: each != "color"):
        _read(result, name, values[name], (tag, around))
    return result


def _read(result: Appearance, name: str, candidates: list[str], about: tuple[str, Around]) -> None:
    tag, around = about
    fault = ""
    for value in reversed(candidates):
        try:
            if len(value) > LONGEST:
                raise ValueError("it is too long")
            return _set(result, name, value, around)
        except ValueError as error:
            if isinstance(error, PictureError):
                raise
            fault = fault or f'the SVG says {name}="{value[:40]}" at <{tag}>: {error}'
    raise PictureError("C421", fault, f"write it so, or save it again ({PLAIN})")


def _set(result: Appearance, name: str, value: str, around: Around) -> None:
    if value in _RESETS:
        if value == "initial" and name in _INITIAL:
            result.attributes[name] = _INITIAL[name]
        elif value == "inherit" and name in ("opacity", "clip-path", "mask", "transform"):
            raise ValueError("this is not handed down")
    elif name == "color":
        result.colour = colour(value, around.colour)
    elif name == "display":
        result.is_shown = value != "none"
    elif name == "transform":
        result.transform = value
    elif name == "overflow":
        result.overflows = value in ("visible", "auto")
    elif name in _REFERRING:
        _refer(result, name, value)
    elif name == "visibility":  # WeasyPrint knows no other word for it
        result.attributes[name] = "visible" if value == "visible" else "hidden"
    else:
        result.attributes[name] = _plain(name, value, result, around.viewport)


def _refer(result: Appearance, name: str, value: str) -> None:
    if (target := url(value)) is not None:
        result.references[name] = local(target, name)
    elif name in ("fill", "stroke"):
        result.attributes[name] = "none" if value == "none" else colour(value, result.colour)
    elif value != "none":
        raise ValueError("url(#…) or none is needed")


def local(target: str, name: str) -> str:
    """The id that a reference leads to.

    Args:
        target: such as #a.
        name: of the attribute, for the message.

    Raises:
        PictureError: C407, it leads outside.
    """
    if not target.startswith("#") or len(target) < 2:
        message = f"the SVG refers to something outside ({name})"
        raise PictureError("C407", message, "save it as a plain SVG, with everything inside")
    return target[1:]


def _plain(name: str, value: str, result: Appearance, viewport: Viewport) -> str:
    if name in _WORDS:
        return _WORDS[name](value)
    if name in _SHARES:
        return share(value)
    readers: dict[str, Callable[[], str]] = {
        "stop-color": lambda: colour(value, result.colour),
        "stroke-miterlimit": lambda: written(max(1.0, number(value))),
        "stroke-dasharray": lambda: _dashes(value, viewport),
    }
    if name in readers:
        return readers[name]()
    width = length(value, viewport.whole("d"))
    return written(max(0.0, width) if name == "stroke-width" else width)


def _dashes(value: str, viewport: Viewport) -> str:
    if value == "none":
        return "none"
    parts = [length(part, viewport.whole("d")) for part in value.replace(",", " ").split()]
    if min(parts) < 0:
        raise ValueError("dashes are not shorter than nothing")
    return " ".join(map(written, parts)) if sum(parts) else "none"


def run_of_dashes(look_of: Appearance, around: Around) -> float:
    """Length of one run of dashes and gaps of an element; 0 where its lines are whole.

    Args:
        look_of: its look.
        around: what it stands in.
    """
    dashes = look_of.attributes.get("stroke-dasharray")
    if dashes is None:
        return around.dashes
    return sum(numbers(dashes)) if dashes != "none" else 0.0
