"""Pages for those who join: what they name is there, and what is generated is up to date."""

import ast
import re
from pathlib import Path

import pytest

from tests.test_architecture import MODULES, tree
from toolkit_builder.layout.functions_page import reference

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [DOCS / "architecture.md", DOCS / "contributing.md"]
FUNCTIONS = DOCS / "layout-functions.md"
BESIDE = {"fields/", "manuscripts/"}  # folders of an edition's output


def named(page: Path) -> set[str]:
    """What stands between backticks in running text; blocks of commands apart."""
    text = re.sub(r"(?ms)^```.*?^```", "", page.read_text(encoding="utf-8"))
    return set(re.findall(r"`([^`\n]+)`", text))


def known() -> set[str]:
    """Names that the package defines, alone and as `module.name` or `Class.member`."""
    found: set[str] = set()
    for module in MODULES:
        short = module.rpartition(".")[2]
        for node in tree(module).body:
            names = _defined(node)
            found |= {*names, *(f"{short}.{name}" for name in names)}
            if isinstance(node, ast.ClassDef):
                members = {name for inner in node.body for name in _defined(inner)}
                found |= {*members, *(f"{node.name}.{member}" for member in members)}
    return found


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return (
        {node.target.id} if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) else set()
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_that_a_page_names_are_there(page):
    """A path has a slash or an ending; with a capital word or `…` in it, it is a pattern."""
    paths = {
        name
        for name in named(page)
        if re.fullmatch(r"[\w.…<>*-]*(/[\w.…<>*-]*)+|[\w-]+\.(py|md|yaml|toml|sh)", name)
    }
    plain = {name for name in paths if not re.search(r"[…<>*]|\b[A-Z]{2,}\b(?!\.)", name)}
    folders = (ROOT, ROOT / "toolkit_builder", DOCS, ROOT / "tests")
    files = {path.name for path in MODULES.values()}

    missing = sorted(
        name
        for name in plain - BESIDE
        if not any((folder / name).exists() for folder in folders) and name not in files
    )

    assert plain
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_names_that_a_page_names_are_defined(page):
    """A name of the code is one word with a capital or an underscore inside, or ends in brackets."""
    pattern = r"([A-Za-z_]+\.)?(?=\w*[A-Z_])[A-Za-z]\w*(\(\))?|([a-z_]+\.)?[a-z_]+\(\)"
    names = {name.removesuffix("()") for name in named(page) if re.fullmatch(pattern, name)}
    names -= {
        name for name in names if re.fullmatch(r"[A-Z]\d+|[A-Z]+|\w+__\w+", name)
    }  # codes, tags, addresses

    assert names
    assert not sorted(names - known())


@pytest.mark.parametrize("page", [*DOCS.glob("*.md"), ROOT / "README.md"], ids=lambda page: page.name)
def test_links_of_a_page_lead_to_files_that_are_there(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_reference_of_layout_functions_is_up_to_date(update):
    if update:
        FUNCTIONS.write_text(reference(), encoding="utf-8", newline="\n")

    assert FUNCTIONS.read_text(encoding="utf-8") == reference()
