"""Contrast of the words in a Word file, worked out from styles, theme colours and surfaces as Word does.

Source: ECMA-376 Part 1, 17.7.2 (order in which styles apply), 17.7.3 (toggle properties); WCAG 2.1, 1.4.3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...content.rules.brand import contrast as ratio
from ...readback.word.nodes import Node, W, around, quoted, switched, value, whole, words
from ...readback.word.package import WordStory
from ...readback.word.styles import Styles
from .check import BuiltWord, Fault, checks

_WHITE = "FFFFFF"
_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 36, 28  # half-points: 18 pt, or 14 pt bold
_STANDARD = 20  # 17.3.2.38: 10 pt where nothing says a size


@checks(
    "O742",
    "Words stand out from their background: contrast of 4.5 to 1, or 3 to 1 from 18 points (14 if bold).",
    "WCAG 2.1, 1.4.3; ECMA-376 Part 1, 17.7.2 (style hierarchy), 17.15.1 (clrSchemeMapping)",
)
def contrast(word: BuiltWord) -> Iterator[Fault]:
    styles = word.styles
    for kind in ("paragraph", "character"):
        for style_id, style in styles.of_type(kind):
            chain = _reversed(styles.chain(style_id))
            if too_low := _too_low(_looks(styles, chain), word):
                yield word.target("styles"), f"the style {value(style, 'name')}: {too_low}"
    seen: dict[tuple[object, ...], str] = {}
    for story in word.stories:
        for paragraph in story.paragraphs:
            yield from _paragraph(word, story, paragraph, seen)


def _paragraph(
    word: BuiltWord, story: WordStory, paragraph: Node, seen: dict[tuple[object, ...], str]
) -> Iterator[Fault]:
    """Runs of a paragraph with too little contrast; each combination of styles is worked out once."""
    styles = word.styles
    cell = around(paragraph, "tc")
    table = _table(cell)
    own = paragraph.find(f"{W}pPr")
    messages: set[str] = set()
    for run in paragraph.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        key = (
            table,
            _sign(cell, "tcPr"),
            styles.id(paragraph),
            _sign(paragraph, "pPr"),
            _key(properties),
        )
        if key not in seen:
            layers = [*_cell_layers(styles, table, cell), *_reversed(styles.chain(styles.id(paragraph)))]
            layers += [] if own is None else [_Layer(paragraph, False)]
            layers += _reversed(styles.chain(value(properties, "rStyle")))
            layers += [_Layer(run, False)]
            seen[key] = _too_low(_looks(styles, layers), word)
        if seen[key] and seen[key] not in messages and words(run):
            messages.add(seen[key])
            yield story.where(paragraph), f"{quoted(run)}: {seen[key]}"


@dataclass(frozen=True, slots=True)
class _Layer:
    """Something with properties; bold in a style is a toggle (17.7.3)."""

    node: Node
    toggles: bool = True


@dataclass(slots=True)
class _Looks:
    """What words look like. Colours are rrggbb, empty for none."""

    color: str = ""
    surface: str = ""
    size: int = _STANDARD
    bold: bool = False


def _reversed(chain: Sequence[Node]) -> list[_Layer]:
    """A chain of styles, the one that it is based on first; bold counts once in a chain (17.7.3)."""
    bold = next((style for style in chain if style.find(f"{W}rPr/{W}b") is not None), None)
    return [_Layer(style, toggles=style is bold) for style in reversed(chain)]


def _looks(styles: Styles, layers: Sequence[_Layer]) -> _Looks:
    """The looks that layers give, the last one winning."""
    looks = _Looks()
    defaults = styles.root.find(f"{W}docDefaults/{W}rPrDefault")
    for layer in ([] if defaults is None else [_Layer(defaults)]) + list(layers):
        _put(looks, layer, styles)
    return looks


def _put(looks: _Looks, layer: _Layer, styles: Styles) -> None:
    node, properties = layer.node, layer.node.find(f"{W}rPr")
    for path in ("tcPr", "pPr", "rPr"):
        shading = node.find(f"{W}{path}/{W}shd")
        if shading is not None:
            looks.surface = styles.color(shading, "fill") or looks.surface
    if properties is None:
        return
    color, bold = properties.find(f"{W}color"), properties.find(f"{W}b")
    if color is not None:
        looks.color = styles.color(color)
    looks.size = whole(value(properties, "sz"), looks.size)
    if bold is not None and (layer.toggles or node.tag == f"{W}r"):
        looks.bold = switched(bold) ^ (looks.bold and layer.toggles)


def _table(cell: Node | None) -> tuple[str, bool] | None:
    """Style of the table around a cell, and whether the cell stands in its first row."""
    row = None if cell is None else around(cell, "tr")
    table = None if row is None else around(row, "tbl")
    if row is None or table is None:
        return None
    look = table.find(f"{W}tblPr/{W}tblLook")
    first = look is not None and look.get(f"{W}firstRow") in ("1", "true", "on")
    return value(table, "tblPr/tblStyle"), first and table.find(f"{W}tr") is row


def _cell_layers(styles: Styles, table: tuple[str, bool] | None, cell: Node | None) -> list[_Layer]:
    """What the table's style and the cell itself say."""
    if table is None or cell is None:
        return []
    style, first = table
    chain = styles.chain(style)
    rows = [part for parent_style in chain for part in parent_style.findall(f"{W}tblStylePr")
            if first and part.get(f"{W}type") == "firstRow"]  # fmt: skip
    return [*_reversed(chain), *_reversed(rows), _Layer(cell, False)]


def _sign(node: Node | None, tag: str) -> str:
    """What tells apart properties that colours depend on."""
    shading = None if node is None else node.find(f"{W}{tag}/{W}shd")
    return "" if shading is None else str(sorted(shading.attrib.items()))


def _key(properties: Node | None) -> tuple[object, ...]:
    own = () if properties is None else properties
    return tuple((element.tag, *element.attrib.values()) for element in own)


def _too_low(looks: _Looks, word: BuiltWord) -> str:
    """What is wrong with the contrast; empty when there is enough, or Word chooses the colour itself."""
    if not looks.color:
        return ""
    page = word.document.root.find(f"{W}background")
    surface = looks.surface or (page is not None and word.styles.color(page, "page")) or _WHITE
    large = looks.size >= (_LARGE_BOLD if looks.bold else _LARGE)
    needed, contrast_found = _ENOUGH_LARGE if large else _ENOUGH, ratio(f"#{looks.color}", f"#{surface}")
    if contrast_found >= needed:
        return ""
    return f"{looks.color} on {surface} has a contrast of {contrast_found:.1f}, {needed} is needed"
