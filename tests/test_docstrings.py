"""Public functions say what goes in, and what they raise."""

import ast
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
def test_functions_of_three_parameters_tell_of_them(name):
    silent = [
        function.name
        for function in public(name)
        if len(parameters(function)) >= 3 and "Args:" not in (ast.get_docstring(function) or "")
    ]

    assert not silent


@pytest.mark.parametrize("name", MODULES, ids=lambda name: name or "toolkit_builder")
def test_functions_that_raise_say_what(name):
    silent = [
        function.name
        for function in public(name)
        if raises(function) and "Raises:" not in (ast.get_docstring(function) or "")
    ]

    assert not silent
