"""Toolkits whose texts are others."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from toolkit_builder.content.model import Node
from toolkit_builder.content.toolkit import Shelf, Toolkit
from toolkit_builder.content.words import Text

Change = Callable[[Text], str]


def changed(toolkit: Toolkit, change: Change) -> Toolkit:
    """The toolkit with every text that packets print put through a function.

    Args:
        toolkit: left as it is.
        change: from a text, which knows its kind, to its new words.
    """
    return replace(
        toolkit,
        file=rewritten(toolkit.file, change),
        references={name: rewritten(each, change) for name, each in toolkit.references.items()},
        shelves=tuple(
            Shelf(rewritten(shelf.principle, change), rewritten(shelf.materials, change))
            for shelf in toolkit.shelves
        ),
        glossary=rewritten(toolkit.glossary, change),
    )


def rewritten(value: Any, change: Change) -> Any:
    """The same value with other texts; ids, numbers and fixed words stay."""
    if isinstance(value, Text):
        return type(value)(change(value))
    if isinstance(value, Node):
        return value.model_copy(
            update={name: rewritten(child, change) for name, child in value.__dict__.items()}
        )
    if isinstance(value, dict):
        return {name: rewritten(child, change) for name, child in value.items()}
    if isinstance(value, tuple):
        return tuple(rewritten(child, change) for child in value)
    return value
