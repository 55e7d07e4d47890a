"""The built-in layouts, read as Jinja2 reads them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, nodes

from tests.projects import ROOT

LAYOUTS = ROOT / "layouts"
FILES = sorted(path for path in LAYOUTS.rglob("*.html") if "starter" not in path.parts)
STRINGS = sorted((LAYOUTS / "strings").glob("*.yaml"))
SHEETS = sorted((LAYOUTS / "styles").glob("*.css"))


def parsed(path: Path) -> nodes.Template:
    environment = Environment(trim_blocks=True, lstrip_blocks=True)
    return environment.parse(path.read_text(encoding="utf-8"))


def literal(path: Path) -> str:
    """What a layout prints itself, with a zero for everything that is filled in."""
    parts = []
    for output in parsed(path).find_all(nodes.Output):
        parts += [node.data if isinstance(node, nodes.TemplateData) else "0" for node in output.nodes]
    return "".join(parts)


def spoken(path: Path) -> Iterator[nodes.Expr | str]:
    """What a layout asks `say` for: the key, or the expression that makes it."""
    asking: Any
    for asking in parsed(path).find_all((nodes.Getattr, nodes.Getitem, nodes.Call)):
        say = asking.node
        if not (isinstance(say, nodes.Name) and say.name == "say"):
            continue
        if isinstance(asking, nodes.Getattr):
            yield asking.attr
        else:
            key = asking.arg if isinstance(asking, nodes.Getitem) else asking.args[0]
            yield key.value if isinstance(key, nodes.Const) else key


def strings(path: Path) -> dict[str, str]:
    words: dict[str, str] = yaml.load(path.read_bytes(), yaml.CBaseLoader)
    return words
