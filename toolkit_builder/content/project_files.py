"""What lies in a new project beside its sources: for people, for git, for an editor."""

import json
from collections.abc import Iterator
from pathlib import Path

from .model import FOLDERS
from .schema import FILES

FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}

_README = """\
# {name}

A toolkit: plain texts in YAML, from which Toolkit Builder makes branded, accessible PDF and Word files. Its
texts lie in `sources/{name}/`; every field there is explained in the line above it.

## Write

    toolkit serve                 shows the pages in a browser while you write
    toolkit check                 reads everything and reports every problem at once
    toolkit check --ours          lists the texts that still stand as the program wrote them
    toolkit build                 makes every packet into output/

Begin with `sources/{name}/toolkit.yaml` (title, publisher, what things are called) and `brand.yaml` (colours,
fonts, logo). Then add what you need; each new file is a draft until its `status` is `approved`:

    toolkit new principle second-idea
    toolkit new self-assessment main --principle second-idea
    toolkit new case-study north-valley --principle second-idea

## Publish

    toolkit doctor                is everything installed that publishing needs?
    toolkit publish 2026.1 --dry-run
    toolkit publish 2026.1        seals the edition: from then on it never changes
    toolkit site                  makes the download site of all sealed editions

Then commit `sources/{name}/editions/`: the seal and the bundle in it make every file again. `output/` and
`archive/` are made from them, so git leaves them out; keep a copy of `archive/` where you keep copies.
The next edition begins with `toolkit new edition`.
"""
_IGNORED = """\
/output/
/archive/
/.cache/
/.venv/
.DS_Store
Thumbs.db
desktop.ini
# Word and LibreOffice leave these beside an open file.
~$*
.~lock.*
"""
_ATTRIBUTES = """\
# Sealed editions hold sums of their sources: the same bytes on every system.
* text=auto eol=lf
*.docx binary
*.icc binary
*.jpeg binary
*.jpg binary
*.otf binary
*.pdf binary
*.png binary
*.pptx binary
*.ttf binary
*.woff2 binary
*.zip binary
"""


def project_files(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Path and text of each.

    Args:
        folder: of the project.
        name: of its first toolkit.
    """
    yield folder / "README.md", _README.format(name=name)
    yield folder / ".gitignore", _IGNORED
    yield folder / ".gitattributes", _ATTRIBUTES
    yield folder / ".vscode" / "settings.json", _as_json(_settings())
    yield folder / ".vscode" / "extensions.json", _as_json({"recommendations": ["redhat.vscode-yaml"]})


def _settings() -> dict[str, object]:
    """Which schema explains which files."""
    schemas = {}
    for name, (_, place) in FILES.items():
        files = "editions/[0-9]*.yaml" if name == "edition" else place.replace("NAME", "*")
        own = [f"sources/*/{FOLDER_OF[name]}/*.yaml"] if name in FOLDER_OF else []
        schemas[f"./.vscode/schema/{name}.json"] = [f"sources/*/{files}", *own]
    return {"yaml.schemas": schemas, "yaml.schemaStore.enable": False, "yaml.format.enable": False}


def _as_json(value: object) -> str:
    return json.dumps(value, indent=4) + "\n"
