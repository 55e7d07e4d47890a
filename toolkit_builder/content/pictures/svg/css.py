"""StyleRules of an SVG: `style` elements and attributes, laid on each element in the order of the cascade.

Selectors are what drawing programs write: a name, a class, an id, and lists of them.
Sources: CSS Cascading 4, 6; Selectors 3, 9 (specificity); SVG 2, 6.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from lxml import etree

from ..faults import PictureError
from .markup import SVG, name
from .vocabulary import PASSED, PASSED_STARTS, PROPERTIES, UNCHANGED

_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w\u0080-\uffff-]+)*)")
_PART = re.compile(r"[.#][\w\u0080-\uffff-]+")
_DROPPED = {"font-face", "charset", "namespace"}  # of words, which are refused, and of the encoding
_MAX_RULES, _MAX_CHARACTERS = 2000, 400_000
_MAX_LAID = 1_000_000  # rules that are tried and declarations that are laid on elements, in all
PLAIN = "in Illustrator: Export As, SVG, Styling: Presentation Attributes; in Inkscape: Save As, Plain SVG"

Rank = tuple[bool, int, int, int, int, int]
"""Weight of a declaration: important, from the attribute `style`, ids, classes, names, place."""
Ranked = tuple[Rank, str, str]
"""Weight, property and value."""


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    marks: frozenset[str]
    rank: tuple[int, int, int, int]
    declarations: tuple[Any, ...]


@dataclass(slots=True)
class StyleRules:
    """The rules of all `style` elements of one SVG, found by class, id or name."""

    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _own: dict[str, list[Ranked]] = field(default_factory=dict)
    _read: dict[tuple[int, int, int, int], list[Ranked]] = field(default_factory=dict)
    _count: int = 0
    _laid: int = 0
    _characters: int = 0

    @classmethod
    def of(cls, root: etree._Element) -> "StyleRules":
        """The styles of an SVG.

        Raises:
            PictureError: C407 one is outside, C419 one is of a kind that is not taken.
        """
        styles = cls()
        for element in root.iter(f"{SVG}style"):
            text = "".join(map(str, element.itertext()))
            styles._spend(text)
            for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
                styles._add(rule)
        return styles

    def values(self, element: etree._Element) -> dict[str, list[str]]:
        """Property -> what is said of it, the strongest last; what changes no picture is left out.

        Raises:
            PictureError: C419, a property that would change the picture; C420, too many rules for too many
                elements.
        """
        ranked: list[Ranked] = []
        for place, (key, value) in enumerate(element.attrib.items()):
            if (property_name := str(key)) in PROPERTIES or property_name in UNCHANGED:
                ranked.append(((False, 0, 0, 0, 0, place - 1000), property_name, str(value).strip()))
        for rule in self._matching(element):
            ranked += self._of_rule(rule)
        if style := element.get("style"):
            ranked += self._of_attribute(style)
        self._lay(len(ranked))
        ranked.sort(key=lambda item: item[0])
        found: dict[str, list[str]] = {}
        for _, property_name, value in ranked:
            found.setdefault(property_name, []).append(value)
        for property_name in found.keys() & UNCHANGED.keys():
            _unchanged(property_name, found.pop(property_name)[-1], name(element))
        return found

    def _of_rule(self, rule: _Rule) -> list[Ranked]:
        """The declarations of a rule, read when the first element has it: others may say what they like."""
        if rule.rank not in self._read:
            self._read[rule.rank] = [*_ranked(rule.declarations, (0, *rule.rank))]
        return self._read[rule.rank]

    def _of_attribute(self, style: str) -> list[Ranked]:
        """The declarations of an attribute; the same text, as of uses, is read once."""
        if style not in self._own:
            self._spend(style)
            self._own[style] = [*_ranked(_declarations(style), (1, 0, 0, 0, 0))]
        return self._own[style]

    def _lay(self, count: int) -> None:
        self._laid += count
        if self._laid > _MAX_LAID:
            raise PictureError("C420", "the SVG has too many rules of style for its many elements", PLAIN)

    def _spend(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > _MAX_CHARACTERS:
            raise PictureError("C420", f"the SVG has more than {_MAX_CHARACTERS} characters of style", PLAIN)

    def _add(self, rule: Any) -> None:
        if rule.type == "at-rule" and rule.lower_at_keyword in _DROPPED:
            return
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            raise PictureError("C407", "the style of the SVG refers to a file outside (@import)", PLAIN)
        if rule.type != "qualified-rule":
            what = f"@{rule.at_keyword}" if rule.type == "at-rule" else "a mistake"
            raise PictureError("C419", f"the style of the SVG has {what}", PLAIN)
        declarations = tuple(_declarations(rule.content))
        for selector in tinycss2.serialize(rule.prelude).split(","):
            self._count += 1
            if self._count > _MAX_RULES:
                raise PictureError("C420", f"the SVG has more than {_MAX_RULES} rules of style", PLAIN)
            self._keep(selector.strip(), declarations)

    def _keep(self, selector: str, declarations: tuple[Any, ...]) -> None:
        match = _SELECTOR.fullmatch(selector)
        if match is None or not selector:
            raise PictureError("C419", f'the style of the SVG has the selector "{selector[:40]}"', PLAIN)
        marks = frozenset(_PART.findall(match[2]))
        ids = sum(mark.startswith("#") for mark in marks)
        tag = match[1] or "*"
        rank = (ids, len(marks) - ids, int(tag != "*"), self._count)
        rule = _Rule(tag, marks, rank, declarations)
        self._rules.setdefault(min(marks, default=tag), []).append(rule)

    def _matching(self, element: etree._Element) -> Iterator[_Rule]:
        tag = name(element)
        marks = {f".{each}" for each in (element.get("class") or "").split()}
        if element.get("id"):
            marks.add(f"#{element.get('id')}")
        for key in (*marks, tag, "*"):
            rules = self._rules.get(key, ())
            self._lay(len(rules))
            for rule in rules:
                if rule.marks <= marks and rule.tag in ("*", tag):
                    yield rule


def _declarations(text: Any) -> Iterator[Any]:
    for part in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if part.type != "declaration":
            raise PictureError("C419", "the style of the SVG has a mistake", PLAIN)
        yield part


def _ranked(declarations: Any, rank: tuple[int, int, int, int, int]) -> Iterator[Ranked]:
    for declaration in declarations:
        property_name = declaration.lower_name
        if property_name not in PROPERTIES and property_name not in UNCHANGED:
            _passed(property_name)
            continue
        value = tinycss2.serialize(declaration.value).strip()
        yield (declaration.important, *rank), property_name, value


def _passed(property_name: str) -> None:
    if property_name not in PASSED and not property_name.startswith(PASSED_STARTS):
        message = f'the style of the SVG has the property "{property_name[:40]}"'
        raise PictureError("C419", message, PLAIN)


def _unchanged(property_name: str, value: str, tag: str) -> None:
    if " ".join(value.split()) in (*UNCHANGED[property_name], "inherit", "initial", ""):
        return
    cures = {
        "filter": "in Inkscape: Edit, Make a Bitmap Copy; in Illustrator: Object, Rasterize; or save as PNG",
        "marker": "in Inkscape: Path, Stroke to Path; in Illustrator: Object, Expand Appearance",
    }
    cure = cures.get(property_name.partition("-")[0], "take the effect away, or save the picture as PNG")
    raise PictureError("C419", f"the SVG has the effect {property_name}: {value[:40]} (<{tag}>)", cure)
