"""The folders are the story: one list holds the import order of every file of the package."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import toolkit_builder
from toolkit_builder.cli.words.codes import CODES

PACKAGE = Path(toolkit_builder.__file__).parent
# A room imports from itself and from rooms of the lines above its own.
ORDER = (
    ("errors", ""),
    ("machine",),
    ("project",),
    *((stage,) for stage in toolkit_builder.STAGES),
    ("build",),
    ("cli",),
    ("__main__",),
)
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MODULES[""] = MODULES.pop("__init__")
# What a file from a stranger could break; `machine` has the careful hands.
BARE = {
    "etree.fromstring", "etree.XML", "etree.parse", "etree.iterparse", "etree.XMLParser",
    "etree.XMLPullParser", "etree.HTML", "html.fromstring",
    "ElementTree.fromstring", "ElementTree.XML", "ElementTree.parse",
    "ZipFile", "zipfile.ZipFile", "tarfile.open", "unpack_archive", "shutil.unpack_archive",
}  # fmt: skip

UNSAFE = ("zipfile", "tarfile", "xml.etree", "lxml.html", *(f"lxml.{name}" for name in BARE))


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def called(name: str) -> set[str]:
    """What a module calls, as it is written."""
    return {ast.unparse(node.func) for node in ast.walk(tree(name)) if isinstance(node, ast.Call)}


def imported(name: str) -> Iterator[str]:
    """Full names of what a module imports, also inside functions."""
    path = MODULES[name].relative_to(PACKAGE)
    package = ["toolkit_builder", *path.parent.parts]
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = [*base, *(node.module.split(".") if node.module else [])]
            yield from (".".join([*module, alias.name]) for alias in node.names)


def modules_of(name: str) -> set[str]:
    """Modules of this package that a module imports."""
    found = set()
    for full in imported(name):
        first, _, rest = full.partition(".")
        if first == "toolkit_builder":
            found.add(rest if rest in MODULES else rest.rpartition(".")[0])
    return found - {name}


def room(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("name", MODULES, ids=lambda name: name or "toolkit_builder")
def test_a_module_imports_only_from_rooms_below(name):
    floors = {each: floor for floor, rooms in enumerate(ORDER) for each in rooms}

    above = [each for each in modules_of(name) if floors[room(each)] > floors[room(name)]]
    beside = [
        each for each in modules_of(name)
        if floors[room(each)] == floors[room(name)] and room(each) != room(name)
    ]  # fmt: skip

    assert not above + beside


def test_no_modules_import_each_other_in_a_circle():
    left = {name: modules_of(name) for name in MODULES}

    while left and (done := [name for name, needs in left.items() if not needs & left.keys()]):
        for name in done:
            del left[name]

    assert not left


def test_at_the_top_stand_only_the_run_the_project_and_its_errors():
    files = {path.name for path in PACKAGE.iterdir() if path.suffix == ".py"}

    assert files == {"__init__.py", "__main__.py", "build.py", "errors.py", "project.py"}
    assert {name for name in MODULES if "build" in modules_of(name)} == {"cli.commands.build"}


def test_only_the_command_line_prints_or_exits():
    for name in MODULES:
        if room(name) in ("cli", "__main__"):
            continue
        assert not called(name) & {"print", "exit", "quit", "sys.exit"}, name
        assert not any(each.split(".")[0] == "click" for each in imported(name)), name


def test_files_of_strangers_are_opened_by_the_careful_hands_of_machine():
    """Neither called, nor imported so that it could be called by another name."""
    for name in MODULES:
        if room(name) != "machine":
            assert not called(name) & BARE, name
            assert not {each for each in imported(name) if each.startswith(UNSAFE)}, name


def test_a_public_class_name_is_unique():
    names = Counter(
        node.name
        for name in MODULES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )

    assert not [name for name, count in names.items() if count > 1]


def test_modules_and_functions_fit_their_reader():
    for name, path in MODULES.items():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, name
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{name}.{node.name}"


def test_the_library_says_what_is_wrong_without_words_of_the_command_line():
    """Of what makes no sense; hints of other problems may name the command that mends them."""
    for name in MODULES:
        if room(name) in ("cli", "errors"):
            continue
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Misuse", "UnknownName"):
                words = " ".join(ast.unparse(argument) for argument in node.args)
                assert "--" not in words, name
                assert "toolkit " not in words.replace("a toolkit ", "").replace("no toolkit ", ""), name


def test_every_code_can_be_explained_and_is_used():
    used = {
        node.value
        for name in MODULES
        if not name.endswith("codes")  # the tables themselves
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) == 4
        and node.value[0] in "CLOPS"
        and node.value[1:].isdigit()
    }

    assert used == set(CODES)
