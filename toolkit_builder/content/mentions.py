"""What stands once and is printed by reference: in a text `{level:emerging}` is the label of a level, and
`{rule:shares}` a rule of the scale.

A text of a toolkit is what is printed, so who reads it need not know; `written` is what stands in its file.
Only `{`, a kind, a colon, an id and `}` are a mention; every other `{` is printed as it stands.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .model import CompanionGuide, Material, Node, Scale, SelfAssessment, ToolkitFile
from .richtext import parse, plain
from .toolkit import Source
from .words import Line, Text

MENTION = re.compile(r"(?<![\\{])\{(level|rule):([^\s{}:]+)\}")
# Signs of Markdown, which a label may hold and a text would take for marks.
_MARKS = re.compile(r"([\\*_`\[\]]|(?<=^\d)[.)])")

Names = Mapping[str, Text]
"""`level:emerging` and `level:practice/emerging` -> the words to print."""


def spelled(text: str, names: Names, is_marked: bool = True) -> str:
    """A text with the words that its mentions stand for; those of unknown names stay as they are.

    Args:
        text: as it stands in the file.
        names: what may be mentioned.
        is_marked: whether signs of Markdown are marks in it.
    """

    def words(match: re.Match[str]) -> str:
        name = names.get(f"{match[1]}:{match[2]}")
        if name is None:
            return match[0]
        if isinstance(name, Line):
            return str(name) if is_marked else plain(parse(name, blocks=False))
        return _MARKS.sub(r"\\\1", name) if is_marked else str(name)

    return MENTION.sub(words, text)


def written_at(text: Text, start: int) -> int:
    """Where in the text as written the character stands that is printed at `start`."""
    written = text.written
    pieces = [*MENTION.finditer(written)] if written != text else []
    here = there = 0  # in print and as written: behind the mention before
    for number, match in enumerate(pieces):
        here += match.start() - there
        if start < here:
            return match.start() - (here - start)
        there = match.end()
        following = written[there : pieces[number + 1].start() if number + 1 < len(pieces) else None]
        # The name ends where the words behind it go on.
        here = max(here, text.find(following, here)) if following else len(text)
        if start < here:
            return match.start()
    return there + start - here


def by_id(scales: Mapping[str, Names], first: Sequence[str] = ()) -> dict[str, Text]:
    """What a text may mention, by its name alone and by its name in its scale.

    Args:
        scales: id of a scale -> what it holds, such as `level:emerging`.
        first: ids of the scales in force where the text stands; what they hold goes before all others. What
            several others hold is meant only where its scale is named.
    """
    names: dict[str, Text] = {}
    for scale, held in scales.items():
        names |= {name.replace(":", f":{scale}/"): words for name, words in held.items()}
    held_by = Counter(name for held in scales.values() for name in held)
    for held in scales.values():
        names |= {name: words for name, words in held.items() if held_by[name] == 1}
    for scale in reversed(first):
        names |= scales.get(scale, {})
    return names


def named_by(scale: Scale) -> dict[str, Text]:
    """What a scale holds that a text may mention; a rule may name levels itself."""
    levels = {f"level:{level.id}": level.label for level in scale.levels}
    return levels | {f"rule:{rule.id}": Line(spelled(rule.text, levels)) for rule in scale.rules}


def in_force(node: Node, materials: Mapping[str, Material]) -> list[str]:
    """Ids of the scales that a file rates by: its own, or those of the self-assessments that a guide is for.

    Args:
        node: the file.
        materials: of the toolkit, by id.
    """
    if isinstance(node, SelfAssessment):
        return [node.scale]
    if isinstance(node, CompanionGuide):
        rated = (materials.get(name) for name in node.accompanies)
        return [material.scale for material in rated if isinstance(material, SelfAssessment)]
    return []


@dataclass(frozen=True, slots=True)
class Speller:
    """Puts words for mentions, file by file.

    Args:
        scales: of the toolkit.
        materials: of the toolkit, by id.
    """

    scales: tuple[Scale, ...]
    materials: Mapping[str, Material]

    @classmethod
    def of(cls, nodes: Sequence[Node]) -> "Speller":
        """The speller of all files of a toolkit."""
        scales = next((node.scales for node in nodes if isinstance(node, ToolkitFile)), ())
        return cls(scales, {node.id: node for node in nodes if isinstance(node, Material)})

    def names(self, node: Node) -> dict[str, Text]:
        """What the texts of a file may mention."""
        scales = {scale.id: named_by(scale) for scale in self.scales}
        return by_id(scales, in_force(node, self.materials))

    def source(self, source: Source) -> Source:
        """A file with the words of its mentions; the same one where it has none."""
        node = source.node
        if not any("{" in line for line in source.marks.lines):
            return source
        names = self.names(node)
        spelt: Node = _mapped(node, lambda text: _text(text, names))
        return source if spelt is node else replace(source, node=spelt)


def _text(text: Text, names: Names) -> Text:
    words = spelled(text, names, is_marked=isinstance(text, Line))
    return text if words == text else text.spelled(words)


def _mapped(value: Any, change: Callable[[Text], Text]) -> Any:
    """A value with other texts; the same value where none is another."""
    if isinstance(value, Text):
        return change(value) if "{" in value else value
    if isinstance(value, Node):
        new = {name: _mapped(child, change) for name, child in value.__dict__.items()}
        if all(new[name] is child for name, child in value.__dict__.items()):
            return value
        return value.model_copy(update=new)
    if isinstance(value, tuple):
        items = tuple(_mapped(child, change) for child in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    if isinstance(value, dict):
        fields = {name: _mapped(child, change) for name, child in value.items()}
        return value if all(fields[name] is child for name, child in value.items()) else fields
    return value
