"""Goes through everything that a source file says."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .model import Node
from .reading.spans import Path


class SourcePart(NamedTuple):
    """A node or text of a file.

    Args:
        path: where it stands.
        value: the node, or the text.
        owner: the nearest node around it; the node itself where it is one.
    """

    path: Path
    value: Any
    owner: Node


def walk(node: Node) -> Iterator[SourcePart]:
    """Every node and every text of a file, from the top down, each before what it holds."""
    return _walk((), node, node)


def _walk(path: Path, value: Any, owner: Node) -> Iterator[SourcePart]:
    if isinstance(value, str):
        yield SourcePart(path, value, owner)
    elif isinstance(value, Node):
        yield SourcePart(path, value, value)
        for name, child in value.__dict__.items():
            yield from _walk((*path, name), child, value)
    elif isinstance(value, tuple):
        for number, child in enumerate(value):
            yield from _walk((*path, number), child, owner)
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _walk((*path, name), child, owner)
