"""What may stand in an SVG: everything else is refused by its name, and never silently left out.

Kept is what WeasyPrint (PDF), resvg (Word) and browsers (site, preview) draw alike; passed over is what says
nothing about how shapes look. Sources: SVG 2, 6.6 (presentation attributes), appendix; CSS Masking 1.
"""

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
GROUPS = {"g", "a", "svg", "switch", "use"}
# Drawn only where something refers to them, or not at all.
SILENT = {
    "title", "desc", "metadata", "defs", "style", "symbol", "clipPath", "mask", "linearGradient",
    "radialGradient", "pattern", "marker", "filter", "view", "color-profile", "font", "font-face", "cursor",
}  # fmt: skip
ACTIVE = {
    "script",
    "foreignObject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "handler",
    "listener",
}
MOVING = {"animate", "animateColor", "animateMotion", "animateTransform", "set", "discard", "mpath"}
WORDS = {"text", "tspan", "textPath", "tref", "altGlyph", "flowRoot", "flowPara", "flowSpan", "textArea"}

# Attribute of a shape -> what 100 % of it is: the width, the height or the diagonal.
GEOMETRY = {
    "rect": {"x": "x", "y": "y", "width": "x", "height": "y", "rx": "x", "ry": "y"},
    "circle": {"cx": "x", "cy": "y", "r": "d"},
    "ellipse": {"cx": "x", "cy": "y", "rx": "x", "ry": "y"},
    "line": {"x1": "x", "y1": "y", "x2": "x", "y2": "y"},
    "image": {"x": "x", "y": "y", "width": "x", "height": "y"},
}
PROPERTIES = {
    "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "clip-path",
    "clip-rule", "mask", "color", "display", "visibility", "stop-color", "stop-opacity", "transform",
    "overflow",
}  # fmt: skip
# Properties that would change the picture -> values that leave it as it is.
UNCHANGED = {
    "filter": ("none",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "mix-blend-mode": ("normal",),
    "paint-order": ("normal", "fill", "fill stroke", "fill stroke markers"),
    "vector-effect": ("none",),
    "transform-origin": ("0 0", "0px 0px", "0", "0px"),
    "transform-box": ("view-box", "border-box"),
    "clip": ("auto",),
    "mask-type": ("luminance",),
    "baseline-shift": ("baseline", "0"),
}
PASSED = {
    "isolation", "enable-background", "color-interpolation", "color-interpolation-filters", "color-profile",
    "color-rendering", "shape-rendering", "image-rendering", "flood-color", "flood-opacity", "lighting-color",
    "cursor", "pointer-events", "font", "direction", "unicode-bidi", "letter-spacing", "word-spacing",
    "white-space", "writing-mode", "line-height", "dominant-baseline", "alignment-baseline", "kerning",
    "glyph-orientation-horizontal", "glyph-orientation-vertical", "inline-size", "block-progression",
    "solid-color", "solid-opacity", "buffered-rendering", "will-change", "background", "background-color",
    "user-select", "margin", "max-width", "max-height",
}  # fmt: skip
PASSED_STARTS = (
    "font-",
    "text-",
    "shape-",
    "-",
    "mask-",
    "stroke-align",
    "border",
    "outline",
    "padding",
    "margin-",
)
