"""The folders are the story: a stage imports only from itself and from those before it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import toolkit_builder
from toolkit_builder.explanations import CODES

PACKAGE = Path(toolkit_builder.__file__).parent
GROUND = ("errors", "files", "versions", "workers", "request", "zips", "__init__")
MODULES = sorted(PACKAGE.rglob("*.py"))
DOORS = ("cli", "__main__.py")


def imported(path: Path) -> Iterator[str]:
    """Full names of what a module imports, also inside functions."""
    package = ["toolkit_builder", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = [*base, *(node.module.split(".") if node.module else [])]
            yield from (".".join([*module, alias.name]) for alias in node.names)


def part(name: str) -> str:
    """The stage or module of this package that a full name belongs to; empty for other packages."""
    pieces = name.split(".")
    if pieces[0] != "toolkit_builder":
        return ""
    known = len(pieces) > 1 and ((PACKAGE / pieces[1]).is_dir() or (PACKAGE / f"{pieces[1]}.py").is_file())
    return pieces[1] if known else "__init__"


@pytest.mark.parametrize("stage", toolkit_builder.STAGES)
def test_a_stage_imports_only_to_the_left(stage):
    allowed = {"", *GROUND, *toolkit_builder.STAGES[: toolkit_builder.STAGES.index(stage) + 1]}

    for path in sorted((PACKAGE / stage).rglob("*.py")):
        assert {part(name) for name in imported(path)} <= allowed, path


@pytest.mark.parametrize("name", GROUND)
def test_what_all_stand_on_imports_no_stage(name):
    assert not {part(each) for each in imported(PACKAGE / f"{name}.py")} & set(toolkit_builder.STAGES)


def test_only_the_command_line_prints_or_exits():
    for path in MODULES:
        if path.relative_to(PACKAGE).parts[0] in DOORS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not called & {"print", "exit", "quit", "sys.exit"}, path
        assert not any(name.split(".")[0] == "click" for name in imported(path)), path


def test_every_code_can_be_explained():
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)

    used = set(re.findall(r'"([CLOPS]\d{3})"', text))

    assert used == set(CODES)


def test_the_command_line_offers_the_variants_that_there_are():
    from toolkit_builder import output, request

    assert request.VARIANTS == output.VARIANTS
