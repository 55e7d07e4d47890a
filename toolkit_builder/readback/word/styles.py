"""The styles of a Word file: names, what they inherit, heading levels, and the theme's colours.

Source: ECMA-376 Part 1, 17.7 (styles), 17.18.97 (theme colours), 17.15.1.20 (clrSchemeMapping).
"""

import re
from collections.abc import Iterator
from functools import cached_property

from .nodes import A, Node, W, value, whole

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
# Name of a theme colour in WordprocessingML -> its name in the colour scheme, by way of clrSchemeMapping.
_MAPPED = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
_SCHEME = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2",
           "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip
_NO_LEVEL = 9  # 17.3.1.20: body text
_COLOR = re.compile("[0-9A-Fa-f]{6}")
# The attributes that hold a colour, name a theme colour, and (with Tint or Shade) change it.
_COLORS = {
    "words": ("val", "themeColor", "theme"),
    "fill": ("fill", "themeFill", "themeFill"),
    "page": ("color", "themeColor", "theme"),
}


class Styles:
    """Styles, theme and colour mapping of one file.

    Args:
        root: the styles part.
        theme: the theme part.
        settings: the settings part, which says what the theme's colours are used for.
    """

    def __init__(self, root: Node, theme: Node, settings: Node) -> None:
        self.root = root
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self._theme, self._settings = theme, settings
        self._levels: dict[str, int | None] = {}

    @cached_property
    def defaults(self) -> dict[str, str]:
        """Style type -> id of its default style."""
        return {
            style.get(f"{W}type", ""): style.get(f"{W}styleId", "")
            for style in self.by_id.values()
            if style.get(f"{W}default") in ("1", "true", "on")
        }

    def id(self, paragraph: Node) -> str:
        """Style id of a paragraph."""
        return value(paragraph, "pPr/pStyle") or self.defaults.get("paragraph", "")

    def name(self, paragraph: Node) -> str:
        """Name of a paragraph's style in small letters."""
        return value(self.by_id.get(self.id(paragraph)), "name").lower()

    def chain(self, style_id: str) -> list[Node]:
        """A style and what it is based on, itself first."""
        styles: list[Node] = []
        while (style := self.by_id.get(style_id)) is not None and style not in styles:
            styles.append(style)
            style_id = value(style, "basedOn")
        return styles

    def outline(self, style_id: str) -> int | None:
        """Outline level of a style, counted from 0; None for body text."""
        if style_id not in self._levels:
            levels = (value(style, "pPr/outlineLvl") for style in self.chain(style_id))
            self._levels[style_id] = _level(next(filter(None, levels), ""))
        return self._levels[style_id]

    def level(self, paragraph: Node) -> int | None:
        """Outline level of a paragraph, counted from 0; None for body text."""
        own = value(paragraph, "pPr/outlineLvl")
        return _level(own) if own else self.outline(self.id(paragraph))

    def of_type(self, kind: str) -> Iterator[tuple[str, Node]]:
        """Id and element of all styles of a type."""
        return ((name, style) for name, style in self.by_id.items() if style.get(f"{W}type") == kind)

    def color(self, node: Node, kind: str = "words") -> str:
        """The colour that an element means, as rrggbb; empty for "auto" and for none.

        Args:
            kind: words, fill (the surface of a shading) or page.
        """
        own, theme, shade = _COLORS[kind]
        name = node.get(f"{W}{theme}")
        if name and (color := self._themed(name)):
            return _shaded(color, node.get(f"{W}{shade}Tint"), node.get(f"{W}{shade}Shade"))
        plain = node.get(f"{W}{own}", "")
        return plain.upper() if _COLOR.fullmatch(plain) else ""

    def _themed(self, name: str) -> str:
        mapping = self._settings.find(f"{W}clrSchemeMapping")
        slot = _MAPPED.get(name, name)
        mapped = mapping.get(f"{W}{slot}", "") if mapping is not None else ""
        mapped = mapped or {"t1": "dark1", "bg1": "light1", "t2": "dark2", "bg2": "light2"}.get(slot, slot)
        color = self._theme.find(f".//{A}clrScheme/{A}{_SCHEME.get(mapped, mapped)}")
        rgb = (color[0].get("lastClr") or color[0].get("val")) if color is not None and len(color) else None
        return rgb.upper() if rgb and _COLOR.fullmatch(rgb) else ""


def _level(text: str) -> int | None:
    level = whole(text, _NO_LEVEL)
    return level if level < _NO_LEVEL else None


def _shaded(color: str, tint: str | None, shade: str | None) -> str:
    """A theme colour made lighter or darker; 255 leaves it as it is.

    17.18.97 changes the luminance; mixing with white or black comes close enough to judge contrast.
    """
    parts = [int(color[start : start + 2], 16) for start in (0, 2, 4)]
    if tint:
        parts = [255 - (255 - part) * int(tint, 16) // 255 for part in parts]
    if shade:
        parts = [part * int(shade, 16) // 255 for part in parts]
    return "".join(f"{part:02X}" for part in parts)
