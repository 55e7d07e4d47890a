"""proof.json: what was found in each file of an edition, kept by the sum of what was looked at."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .. import __version__
from ..machine.versions import environment, installed
from .finding import Finding

SCHEMA = 1
NAME = "proof.json"
TOOLS = ("page-validation", "openxml-audit", "ooxml-integrity", "pikepdf", "pypdfium2", "lxml", "pillow")


@dataclass(frozen=True, slots=True)
class Proved:
    """A file and what was found in it.

    Args:
        path: file name in the edition's folder.
        seen: sum of all that the proof looked at; what has the same sum is not proved again.
        findings: empty for a good file.
    """

    path: str
    seen: str
    findings: tuple[Finding, ...]


def proved_with() -> dict[str, str]:
    """Name -> version of everything that could find another thing in the same file."""
    versions = installed()
    source = environment()["toolkit_builder"]
    return {
        "toolkit_builder": f"{__version__}+{source[:12]}",
        **{name: versions.get(name, "") for name in TOOLS},
    }


def sum_of(*parts: bytes) -> str:
    """sha256 over several files."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def read(folder: Path) -> Mapping[str, Proved]:
    """What earlier runs of the same tools found, by file name; nothing where there is no such record."""
    try:
        record: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        if record["schema"] != SCHEMA or record["proved_with"] != proved_with():
            return {}
        return {row["path"]: _row(row) for row in record["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _row(row: dict[str, Any]) -> Proved:
    return Proved(row["path"], row["seen"], tuple(Finding(**finding) for finding in row["findings"]))


def as_json(toolkit: str, edition: str, proved: Iterable[Proved]) -> bytes:
    """The record as it lies on disk: rows in a fixed order, no date.

    Args:
        toolkit, edition: what was proved.
        proved: what was found in each file.
    """
    value = {
        "schema": SCHEMA,
        "toolkit": toolkit,
        "edition": edition,
        "proved_with": proved_with(),
        "files": [asdict(file) for file in sorted(proved, key=lambda file: file.path)],
    }
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"
