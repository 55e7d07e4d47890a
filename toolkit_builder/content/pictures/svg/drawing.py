"""An SVG drawn anew: only what is seen, with styles, uses and gradients put in where they count.

What comes out has no id but its own, refers only to itself, and holds elements, attributes and values that
PDF, Word and browsers draw alike. What only resvg draws right is marked `for_pixels`.
"""

import base64
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from lxml import etree

from ..box import PrintedBox
from ..faults import PictureError
from .allowed import check_element, words_in
from .budget import Budget, check_depth, goes_round
from .clips import flatten, is_plain_clip
from .css import PLAIN, StyleRules
from .embedded import EmbeddedPictures
from .gradients import KINDS, gradient, href
from .markup import SVG, chosen, is_drawn, name
from .paint import Appearance, Around, local, look, run_of_dashes
from .shapes import measures, shape
from .values import IDENTITY, Matrix, length, matrix_text, product, transform, written
from .viewport import Viewport, aspect, laid, view_box
from .vocabulary import GROUPS, SILENT, WORDS

_APART = {"opacity", "clip-path", "mask"}
_AXES = {"x": "x", "y": "y", "width": "x", "height": "y"}


class Redrawing:
    """One SVG on its way.

    Args:
        source: its root.
        styles: of its `style` elements.
        box: where it is printed.
        prefix: begins every id.
    """

    def __init__(self, source: etree._Element, styles: StyleRules, box: PrintedBox, prefix: str) -> None:
        self._styles = styles
        self._ids = {str(element.get("id")): element for element in source.iter("*") if element.get("id")}
        self._pictures = EmbeddedPictures(box)
        self._budget = Budget()
        self._known: dict[object, tuple[str, Budget]] = {}
        self._new_ids = (f"{prefix}-{number}" for number in count(1))
        self.definitions = etree.Element(f"{SVG}defs")
        self.for_pixels = False

    def draw(self, source: etree._Element, target: etree._Element, around: Around) -> None:
        """Draw an element and what stands in it.

        Args:
            source: the element.
            target: gets what is drawn.
            around: what it stands in.

        Raises:
            PictureError: see `take_in_drawing`.
        """
        tag = name(source)
        if not is_drawn(source) or tag in SILENT:
            return
        self._budget.spend(Budget(elements=1))
        check_depth(around.depth, around.layers)
        check_element(source)
        try:
            shown = look(self._styles.values(source), tag, around)
            new = self._drawn(source, shown, around) if shown.is_shown else None
        except PictureError:
            raise
        except ValueError as error:
            raise PictureError(
                "C421", f"a value of <{tag}> cannot be read: {error}", "save it again"
            ) from error
        if new is not None:
            target.append(new)

    def _drawn(self, source: etree._Element, shown: Appearance, around: Around) -> etree._Element | None:
        tag = name(source)
        if tag in WORDS:
            if "".join(map(str, source.itertext())).strip():
                raise words_in(source)
            return None
        if tag in GROUPS:
            return self._group(source, shown, around)
        for child in source:
            if is_drawn(child) and name(child) not in SILENT:
                check_element(child)  # nothing is drawn in a shape, but it may be moved
        if tag == "image":
            new = None if around.in_clip else self._image(source, around.viewport)
        else:
            plain = shape(source, around.viewport)
            dashes = run_of_dashes(shown, around)
            self._budget.spend(Budget(numbers=plain.count, dashes=plain.reach / dashes if dashes else 0))
            new = plain.element
        if new is not None:
            _set_transform(new, transform(shown.transform or "none"))
            self._dress(new, shown, around)
        return new

    def _group(self, source: etree._Element, shown: Appearance, around: Around) -> etree._Element | None:
        new = etree.Element(f"{SVG}g")
        layers = around.layers + bool(_APART & (shown.attributes.keys() | shown.references.keys()))
        inner = replace(
            around, colour=shown.colour, depth=around.depth + 1, layers=layers,
            dashes=run_of_dashes(shown, around),
        )  # fmt: skip
        own, tag = transform(shown.transform or "none"), name(source)
        if tag == "use":
            view = inner.viewport
            offset = (length(source.get("x", "0"), view.width), length(source.get("y", "0"), view.height))
            own = product(own, (1, 0, 0, 1, *offset))
            self._use(source, new, inner)
        elif tag == "svg" and around.depth:
            self._room(source, new, inner, source)
        else:
            only = chosen(source) if tag == "switch" else None
            for child in source if tag != "switch" else [] if only is None else [only]:
                self.draw(child, new, inner)
        _set_transform(new, own)
        if not len(new):
            return None
        self._dress(new, shown, around)
        return new if new.attrib or len(new) > 1 or not around.depth else new[0]

    def _use(self, source: etree._Element, new: etree._Element, inner: Around) -> None:
        target = local(href(source), "href")
        if target in inner.within:
            raise goes_round(target)
        used = self._found(target)
        inner = replace(inner, within=(*inner.within, target))
        if name(used) in ("symbol", "svg"):
            self._room(used, new, inner, source)
        else:
            self.draw(used, new, inner)

    def _room(
        self, source: etree._Element, new: etree._Element, inner: Around, sized: etree._Element
    ) -> None:
        """A drawing in a drawing, or a symbol: it has its own viewBox, and what leaves it is cut.

        Args:
            source: the drawing.
            new: gets it.
            inner: what it stands in.
            sized: says how large it is: the drawing itself, or its use.
        """
        outer, of_use = inner.viewport, sized is not source
        width, height = (
            length(sized.get(side) or source.get(side) or "100%", whole)
            for side, whole in (("width", outer.width), ("height", outer.height))
        )
        if width <= 0 or height <= 0:
            return
        x, y = (0.0, 0.0) if of_use else (
            length(source.get("x") or "0", outer.width), length(source.get("y") or "0", outer.height)
        )  # fmt: skip
        box = view_box(source.get("viewBox"))
        lies = laid(box, width, height, aspect(source.get("preserveAspectRatio"))) if box else IDENTITY
        place = product((1, 0, 0, 1, x, y), lies)
        room = etree.Element(f"{SVG}g")
        _set_transform(room, place)
        viewport = Viewport(box[2], box[3]) if box else Viewport(width, height)
        shown = look(self._styles.values(source), name(source), inner)
        inside = replace(inner, viewport=viewport, depth=inner.depth + 1)
        for child in source:
            self.draw(child, room, inside)
        if not len(room):
            return
        if of_use:
            self._dress(room, shown, inner)
        new.append(room)
        if not shown.overflows and not inner.in_clip and room.get("clip-path") is None:
            edges = (
                (x - place[4]) / place[0],
                (y - place[5]) / place[3],
                width / place[0],
                height / place[3],
            )
            self._cut(room, edges)

    def _cut(self, room: etree._Element, edges: tuple[float, float, float, float]) -> None:
        """Cut a room at its edges: left, top, width and height in its own units."""
        self._budget.spend(Budget(layers=1))
        clip = etree.SubElement(self.definitions, f"{SVG}clipPath", {"id": next(self._new_ids)})
        values = dict(zip(_AXES, map(written, edges), strict=True))
        etree.SubElement(clip, f"{SVG}rect", values)
        room.set("clip-path", f"url(#{clip.get('id')})")

    def _image(self, source: etree._Element, viewport: Viewport) -> etree._Element:
        raster = self._pictures.get(href(source))
        self._budget.spend(Budget(pixels=raster.width * raster.height))
        places = {"x": 0.0, "y": 0.0, "width": float(raster.width), "height": float(raster.height)}
        places |= measures(source, viewport)
        new = etree.Element(f"{SVG}image", {key: written(value) for key, value in places.items()})
        new.set("preserveAspectRatio", aspect(source.get("preserveAspectRatio")))
        new.set("href", f"data:{raster.media_type};base64,{base64.b64encode(raster.data).decode()}")
        self.for_pixels = True
        return new

    def _dress(self, new: etree._Element, shown: Appearance, around: Around) -> None:
        """Properties and references of an element that is drawn."""
        for key, value in shown.attributes.items():
            new.set(key, value)
        apart = "opacity" in shown.attributes
        for key, target in shown.references.items():
            if key in ("fill", "stroke"):
                new.set(key, self._paint(target, around))
            else:
                new.set(key, f"url(#{self._cutter(key, target, around)})")
                apart = True
        self._budget.spend(Budget(layers=int(apart)))

    def _paint(self, target: str, around: Around) -> str:
        used = self._found(target)
        if name(used) not in KINDS:
            hint = (
                "in Inkscape: Object, Pattern, Pattern to Objects; in Illustrator: Object, Expand; or a PNG"
            )
            raise PictureError("C419", f"the SVG fills a shape with a <{name(used)}>", hint)

        def make() -> str:
            new = gradient(used, self._styles, around, self._found)
            self._budget.spend(Budget(elements=1 + len(new)))
            # WeasyPrint draws many gradients elsewhere or not at all, and writes every repetition out.
            self.for_pixels = True
            return self._defined(new) if len(new) else ""

        known = self._once((target, around.viewport, around.colour), make)
        return f"url(#{known})" if known else "none"

    def _cutter(self, key: str, target: str, around: Around) -> str:
        """The id of a clip or mask."""
        used = self._found(target)
        tag = {"clip-path": "clipPath", "mask": "mask"}[key]
        if name(used) != tag:
            message = f'the SVG uses "{target[:40]}" as a {tag}, which it is not'
            raise PictureError("C422", message, "save it again")
        if target in around.within:
            raise goes_round(target)
        inner = Around(
            around.viewport, within=(*around.within, target), depth=around.depth + 1,
            layers=around.layers + 1, in_clip=tag == "clipPath",
        )  # fmt: skip
        check_depth(inner.depth, inner.layers)

        def make() -> str:
            new = etree.Element(f"{SVG}{tag}")
            self._fill_cutter(used, new, inner)
            return self._defined(new)

        return self._once((target, around.viewport), make)

    def _fill_cutter(self, used: etree._Element, new: etree._Element, inner: Around) -> None:
        shown = look(self._styles.values(used), name(used), inner)
        _set_transform(new, transform(shown.transform or "none"))
        for units in ("clipPathUnits", "maskUnits", "maskContentUnits"):
            if used.get(units) in ("objectBoundingBox", "userSpaceOnUse"):
                new.set(units, str(used.get(units)))
        if name(used) == "mask":
            in_box = used.get("maskUnits") != "userSpaceOnUse"
            for side, axis in _AXES.items():
                if (said := used.get(side)) is not None:
                    new.set(side, written(length(said, 1.0 if in_box else inner.viewport.whole(axis))))
        self._dress(new, shown, inner)
        for child in used:
            self.draw(child, new, inner)
        if inner.in_clip:
            flatten(new)
        self.for_pixels |= not is_plain_clip(new)

    def _once(self, key: object, make: Callable[[], str]) -> str:
        """The id of what is defined once; its shapes count as often as it is used."""
        if key in self._known:
            new_id, cost = self._known[key]
            self._budget.spend(cost)
            return new_id
        before, new_id = replace(self._budget), make()
        self._known[key] = (new_id, self._budget.since(before))
        return new_id

    def _defined(self, new: etree._Element) -> str:
        new.set("id", next(self._new_ids))
        self.definitions.append(new)
        return str(new.get("id"))

    def _found(self, target: str) -> etree._Element:
        if target not in self._ids or not is_drawn(self._ids[target]):
            message = f'the SVG refers to "{target[:40]}", which is not in it'
            raise PictureError("C422", message, f"save it again ({PLAIN})")
        return self._ids[target]


def _set_transform(new: etree._Element, matrix: Matrix) -> None:
    if text := matrix_text(matrix):
        new.set("transform", text)
