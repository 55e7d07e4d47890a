"""manifest.json: what lies in an edition's folder, one row a file."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .. import __version__
from ..layout.manuscript import Packet
from ..versions import PACKAGES, environment

SCHEMA = 1
NAME = "manifest.json"
_LIBRARIES = ("python", "pango", "harfbuzz", "harfbuzz-subset", "freetype", "fontconfig")
# Variants whose ending says enough.
_PLAIN = ("screen", "word", "template")
_FORMATS = {"word": "docx", "template": "dotx"}


@dataclass(frozen=True, slots=True)
class Row:
    """One file of an edition; the fields are those of the JSON."""

    path: str
    packet: str
    kind: str
    principle: str
    materials: tuple[str, ...]
    variant: str
    format: str
    language: str
    access: str
    title: str
    pages: int
    bytes: int
    sha256: str
    key: str


@dataclass(frozen=True, slots=True)
class About:
    """What holds for all files of an edition.

    Args:
        label: name of the edition in print.
        fonts: families that may stand in its PDFs.
    """

    label: str
    fonts: tuple[str, ...]


def file_name(toolkit: str, packet: Packet, variant: str, edition: str, language: str = "") -> str:
    """`<toolkit>-<packet>[-<variant>][-<language>]-<edition>.<ext>`.

    Args:
        language: only where it is not the toolkit's own.
    """
    parts = [toolkit, packet.id, "" if variant in _PLAIN else variant, language, edition]
    return f"{'-'.join(part for part in parts if part)}.{file_format(variant)}"


def file_format(variant: str) -> str:
    """pdf, docx or dotx."""
    return _FORMATS.get(variant, "pdf")


def read(folder: Path) -> tuple[Row, ...]:
    """Rows of the manifest in a folder; none where there is no manifest that this version can read."""
    try:
        found: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        if found["schema"] != SCHEMA or not {"label", "fonts"} <= found.keys():
            return ()
        return tuple(Row(**{**row, "materials": tuple(row["materials"])}) for row in found["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def beside(packet: str, language: str) -> tuple[str, str]:
    """Names of what lies beside a packet's files: its questions, see `output.fields`, and its manuscript."""
    return f"fields/{packet}.{language}.json", f"manuscripts/{packet}.{language}.html"


def about(folder: Path) -> About:
    """What the manifest in a folder says of all its files."""
    found = json.loads((folder / NAME).read_bytes())
    return About(found["label"], tuple(found["fonts"]))


def manifest(toolkit: str, edition: str, rows: Iterable[Row], about: About, complete: bool) -> bytes:
    """The manifest as it lies on disk: keys and rows in a fixed order."""
    versions = environment()
    built_with = {name: versions[name] for name in (*_LIBRARIES, *PACKAGES) if versions[name]}
    value = {
        "schema": SCHEMA,
        "toolkit": toolkit,
        "edition": edition,
        "label": about.label,
        "complete": complete,
        "built_with": {"toolkit_builder": __version__, **dict(sorted(built_with.items()))},
        "fonts": sorted(about.fonts),
        "files": [asdict(row) for row in sorted(rows, key=lambda row: row.path)],
    }
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"
