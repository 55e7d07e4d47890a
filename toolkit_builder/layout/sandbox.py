"""Jinja for layouts, which may come from strangers: they read what a packet prints, and reach nothing else.

Source: the sandbox of Jinja keeps private names and code objects away; here it also calls, filters and
multiplies nothing but what stands in the lists below. How long a layout may run is not decided here.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..content.model import Node
from .wording import Wording

FILTERS = (
    "abs", "batch", "capitalize", "count", "default", "d", "dictsort", "e", "escape", "first", "float",
    "groupby", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string",
    "striptags", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
_OF_WORDS = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdecimal",
    "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower", "lstrip",
    "partition", "removeprefix", "removesuffix", "replace", "rfind", "rpartition", "rsplit", "rstrip",
    "split", "splitlines", "startswith", "strip", "title", "upper",
})  # fmt: skip
_OF_MAPPINGS = frozenset({"get", "items", "keys", "values"})
_OF_LISTS = frozenset({"count", "index"})
_PLAIN = re.compile(r"([^%]|%[ds%])*")  # words with values to put in, none of them of a width of its own
_READ = (Node, TemplateModule, LoopContext, Wording)
_MOST = 10_000  # times that anything is repeated


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of layouts."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.globals = {"range": self.globals["range"]}
        self._given = self._called = frozenset[int]()
        self.give({})

    def give(self, values: Mapping[str, Any]) -> None:
        """Let layouts read values by their names, and call those that are functions.

        Args:
            values: name -> value or function, beside those that layouts have.
        """
        self.globals = {**self.globals, **values}
        self._given = frozenset(map(id, self.globals.values()))

    def fill(self, layout: str, values: Mapping[str, Any]) -> str:
        """A filled layout; what is wrong with it is raised as Jinja or Python does.

        Args:
            layout: its path below layouts/.
            values: what it may read, and call where it is a function; what these hold is read alone.
        """
        before = self._called  # a function that is given may fill a layout itself
        self._called = before | frozenset(id(value) for value in values.values() if callable(value))
        try:
            return self.get_template(layout).render(values)
        finally:
            self._called = before

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a layout reads of something; of values of ours without looking for what only words have."""
        kind: Any = type(obj)
        if _is_read(kind) and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass  # it may be an item
        return super().getattr(obj, attribute)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a layout may call something: macros, what was given to it, what looks at plain values."""
        if isinstance(obj, Macro | LoopContext) or id(obj) in self._given | self._called:
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "_")
        if isinstance(owner, str):
            return name in _OF_WORDS
        if isinstance(owner, Mapping):
            return name in _OF_MAPPINGS
        return isinstance(owner, tuple | list) and name in _OF_LISTS

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What a layout reckons.

        Args:
            context: of the layout.
            operator: one of the three that can make much of little.
            left, right: what stands at its sides.

        Raises:
            SecurityError: it would be something too large for a page.
        """
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator == "%" and not numbers and not _PLAIN.fullmatch(str(left))):
            raise SecurityError(f"a layout may not use {operator} here")
        if operator == "*" and not numbers and max(_times(left), _times(right)) > _MOST:
            raise SecurityError(f"a layout may repeat nothing more than {_MOST:,} times")
        return super().call_binop(context, operator, left, right)


@cache
def _is_read(kind: type) -> bool:
    """Whether values of a kind are ours; asked once a kind, since layouts read a hundred thousand of them."""
    return issubclass(kind, _READ)


def _times(value: Any) -> int:
    return value if isinstance(value, int) else 0
