"""Public functions say what goes in, and what they raise."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.test_architecture import MODULES, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public(name: str) -> Iterator[Function]:
    """Functions of a module, and methods of its classes, that others may call."""
    for node in tree(name).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (each for each in node.body if isinstance(each, Function) and _is_public(each))
        elif isinstance(node, Function) and _is_public(node):
            yield node


def _is_public(function: Function) -> bool:
    return not function.name.startswith("_") and not any(
        _is_of_click(each) for each in function.decorator_list
    )


def _is_of_click(decorator: ast.expr) -> bool:
    """Help of a command stands in its docstring."""
    return ast.unparse(decorator).startswith(("toolkit.", "click."))


def parameters(function: Function) -> list[str]:
    given = function.args
    return [
        each.arg
        for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)
        if each.arg not in ("self", "cls")
    ]


def gathered(function: Function) -> list[str]:
    """Parameters that take what is left over."""
    return [each.arg for each in (function.args.vararg, function.args.kwarg) if each is not None]


def section(function: Function, title: str) -> str:
    """The lines of a docstring under `Args:` or another title."""
    _, _, rest = f"\n{ast.get_docstring(function) or ''}\n".partition(f"\n{title}:\n")
    return re.split(r"\n(?=\S)", rest)[0]


def told_of(arguments: str) -> list[str]:
    """Names before a colon at the beginning of an entry: `a: …`, or `a, b: …`."""
    entries = re.findall(r"^ {4}(\w+(?:, \w+)*):", arguments, flags=re.MULTILINE)
    return [name for names in entries for name in names.split(", ")]


def raises(function: Function) -> bool:
    """Whether it raises something itself; what is raised again as it came is not counted."""
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            return True
        if not isinstance(node, Function | ast.ClassDef | ast.Lambda):
            left += ast.iter_child_nodes(node)
    return False


@pytest.mark.parametrize("name", MODULES, ids=lambda name: name or "toolkit_builder")
def test_functions_of_three_parameters_tell_of_each(name):
    silent = [
        f"{function.name}: {parameter}"
        for function in public(name)
        if len(parameters(function)) >= 3
        for parameter in parameters(function)
        if parameter not in told_of(section(function, "Args"))
    ]

    assert not silent


@pytest.mark.parametrize("name", MODULES, ids=lambda name: name or "toolkit_builder")
def test_functions_tell_of_no_parameter_that_they_do_not_have(name):
    old = [
        f"{function.name}: {parameter}"
        for function in public(name)
        for parameter in told_of(section(function, "Args"))
        if parameter not in [*parameters(function), *gathered(function)]
    ]

    assert not old


@pytest.mark.parametrize("name", MODULES, ids=lambda name: name or "toolkit_builder")
def test_functions_that_raise_say_what(name):
    silent = [
        function.name
        for function in public(name)
        if raises(function) and "Raises:" not in (ast.get_docstring(function) or "")
    ]

    assert not silent
