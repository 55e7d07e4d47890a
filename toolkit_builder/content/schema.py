"""JSON Schema for editors and a reference page for readers, both from the model."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .model import (
    FOLDERS,
    MATERIALS,
    Brand,
    EditionFile,
    Glossary,
    Node,
    Principle,
    References,
    StyleFile,
    ToolkitFile,
)
from .model.status import StatusFile

FILES: dict[str, tuple[type[Node], str]] = {
    "toolkit": (ToolkitFile, "toolkit.yaml"),
    "brand": (Brand, "brand.yaml"),
    "references": (References, "references.yaml"),
    "glossary": (Glossary, "glossary.yaml"),
    "style": (StyleFile, "style.yaml"),
    "edition": (EditionFile, "editions/2026.1.yaml"),
    "status": (StatusFile, "editions/status.yaml"),
    Principle.kind: (Principle, "principles/NAME/principle.yaml"),
    **{kind: (MATERIALS[kind], f"principles/NAME/{folder}/NAME.yaml") for folder, kind in FOLDERS.items()},
}
_DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, str]:
    """Name of each kind of file -> its JSON Schema (draft-07, which editors read) as text."""
    return {
        name: json.dumps(_schema(model), indent=2, ensure_ascii=False) + "\n"
        for name, (model, _) in FILES.items()
    }


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Write every schema as NAME.json into a folder that is there; gives the file names."""
    for name, text in schemas().items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
    return tuple(f"{name}.json" for name in FILES)


def reference() -> str:
    """All files and fields as a page of Markdown."""
    parts = ["# Files and fields\n"]
    for name, (model, place) in FILES.items():
        parts.append(f"## {name}\n\n`{place}` - {_first_line(model)}\n")
        schema = _schema(model)
        parts.append(_table(schema))
        for title, part in schema.get("definitions", {}).items():
            parts.append(f"### {_title(title)} in {name}\n\n{part.get('description', '')}\n\n{_table(part)}")
    return "\n".join(parts)


def _schema(model: type[Node]) -> dict[str, Any]:
    # `$schema` stands in the comment of the first line, not among the keys, so it is no property here.
    plain: dict[str, Any] = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = plain.pop("$defs", {})
    for part in (plain, *definitions.values()):
        for field in part.get("properties", {}).values():
            if "$ref" in field and "description" not in field:  # left out where the definition says the same
                field["description"] = definitions[field["$ref"].rpartition("/")[2]]["description"]
    schema = {"$schema": _DRAFT, **_draft7(plain)}
    if definitions:
        schema["definitions"] = {name: _draft7(part) for name, part in sorted(definitions.items())}
    return schema


def _draft7(part: Any) -> Any:
    """pydantic writes the 2020 draft: what draft-07 does not know is put in its way."""
    if isinstance(part, list):
        return [_draft7(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {
        key: _properties(value) if key == "properties" else _draft7(value)
        for key, value in part.items()
        if key not in ("discriminator", "title", "default")
    }
    if allowed := _allowed(part):
        listed = f"One of: {', '.join(allowed)}."
        part["description"] = " ".join(filter(None, (part.get("description"), listed)))
    if "$ref" in part and len(part) > 1:  # draft-07 overlooks everything beside $ref
        part = {"allOf": [{"$ref": part.pop("$ref")}], **part}
    return part


def _properties(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields by name: a field may well be named title or default."""
    return {name: _draft7(field) for name, field in fields.items()}


def _allowed(part: dict[str, Any]) -> list[str]:
    """The words that may stand here, since editors do not list them on hover."""
    items = part.get("items")
    for place in (part, items if isinstance(items, dict) and "description" in part else {}):
        if "enum" in place:
            return [str(word) for word in place["enum"]]
    return []


def _table(schema: dict[str, Any]) -> str:
    rows = [f"| `{name}` | {needed} | {kind} | {text} |" for name, needed, kind, text in _fields(schema)]
    return "\n".join(["| field | needed | holds | what it is |", "|---|---|---|---|", *rows, ""])


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        text = field.get("description", "").replace("|", "\\|")
        yield name, "yes" if name in required else "", _kind(field), text


def _kind(field: dict[str, Any]) -> str:
    """What a field holds, in a word or two."""
    for group in ("anyOf", "allOf", "oneOf"):
        if group in field:
            kinds = [_kind(choice) for choice in field[group]]
            return " or ".join(kind for kind in dict.fromkeys(kinds) if kind != "nothing")
    if "$ref" in field:
        return _title(field["$ref"].rpartition("/")[2])
    kind = field.get("type")
    if kind == "array":
        return f"list of {_kind(field.get('items', {}))}"
    if isinstance(kind, list):
        return "text"
    names = {"integer": "whole number", "boolean": "true or false", "null": "nothing", "object": "fields"}
    return names.get(str(kind), "number" if kind == "number" else "word" if "const" in field else "text")


def _title(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r" \1", name).lower()


def _first_line(model: type[Node]) -> str:
    return (model.__doc__ or "").strip().split("\n")[0]
