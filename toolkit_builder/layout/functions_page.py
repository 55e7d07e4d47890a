"""The functions of layouts as a page of Markdown, written from their docstrings."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from .functions import Functions, names

_ABOUT = """\
What a file of `layouts/` may call besides Jinja's own filters. `say` gives the words of the toolkit's
language (`say.key`, `say("key", n=3)`), `toolkit` is the toolkit, and `packet.id` begins the addresses of
cover, contents and sources. `toolkit schema --functions` prints this page."""


def reference() -> str:
    """A page of Markdown: every function of layouts with what it takes and gives."""
    parts = ["# Functions of layouts", _ABOUT]
    for name in names():
        function = getattr(Functions, name)
        parts.append(f"### `{_signature(function)}`\n\n{inspect.getdoc(function)}")
    return "\n\n".join(parts) + "\n"


def _signature(function: Callable[..., Any]) -> str:
    """As it is written, without `self`: types by the last words of their names."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(node, ast.FunctionDef)
    assert node.returns is not None
    parameters = ast.unparse(node.args).removeprefix("self").removeprefix(", ")
    return f"{node.name}({parameters}) -> {ast.unparse(node.returns)}"
