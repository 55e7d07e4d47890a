"""Editors, the starter and the reference page say what the model says."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from toolkit_builder.content.model import CardsBlock, DocumentsBlock, Node
from toolkit_builder.content.schema import FILES, reference, schemas

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
STARTER = LAYOUTS / "starter"
STARTERS = {
    "case-study": "case-studies/north-valley.yaml",
    "artifact": "artifacts/family-letter.yaml",
    "self-assessment": "self-assessments/main.yaml",
    "companion-guide": "companion-guides/main.yaml",
    "principle": "principle.yaml",
}


def test_schemas_are_up_to_date():
    """`toolkit schema` writes them."""
    kept = {file.stem: file.read_text("utf-8") for file in (LAYOUTS / "schema").glob("*.json")}

    assert kept == schemas()


@pytest.mark.parametrize("name", FILES)
def test_every_field_is_described(name):
    schema = json.loads(schemas()[name])

    for part in (schema, *schema.get("definitions", {}).values()):
        for field, value in part["properties"].items():
            assert value.get("description"), field
            for word in value.get("enum", ()):
                assert word in value["description"]
    assert "$defs" not in json.dumps(schema)


def test_reference_names_every_field():
    page = reference()

    for model, _ in FILES.values():
        for node in _nodes(model):
            assert all(f"| `{field}` |" in page for field in node.model_fields)


# Nothing can be said of a sealed edition where there is none: the starter has no status.yaml. Nor has it a
# style.yaml, since the words that are known suffice to begin with.
@pytest.mark.parametrize("name", [name for name in FILES if name not in ("status", "style")])
def test_starter_names_every_field(name):
    model, place = FILES[name]
    file = STARTER / (f"principles/first-principle/{STARTERS[name]}" if name in STARTERS else place)
    written = set(re.findall(r"(?m)^[\s#-]*(\w+):", file.read_text("utf-8")))

    wanted = {field for node in _nodes(model) for field in node.model_fields}
    if name == "artifact":  # the other blocks are shown in the guide's handout
        wanted -= {"items", "columns", "width", "rows", "blank_rows", "kind"}
    if name == "companion-guide":  # and those that lead elsewhere in the artifact
        wanted -= {
            field
            for node in (CardsBlock, DocumentsBlock)
            for part in _nodes(node)
            for field in part.model_fields
        }
    assert wanted <= written


def _nodes(kind, seen=None):
    """A kind of node and all that stand inside it."""
    seen = set() if seen is None else seen
    if isinstance(kind, type) and issubclass(kind, Node) and kind not in seen:
        seen.add(kind)
        for field in kind.model_fields.values():
            _nodes(field.annotation, seen)
    for part in get_args(kind):
        _nodes(part, seen)
    return seen
