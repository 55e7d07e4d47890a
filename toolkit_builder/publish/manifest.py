"""manifest.json: what lies in an edition's folder, one row a file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .. import __version__
from ..content.variants import VARIANTS
from ..layout.manuscript import Manuscript, PacketId
from ..machine.files import beginning
from ..machine.jsons import MAX_BYTES, fitted, read_json
from ..machine.versions import PACKAGES, environment
from ..output.task import Imprint

SCHEMA = 1
NAME = "manifest.json"
SUMS = "SHA256SUMS"
_LIBRARIES = ("python", "pango", "harfbuzz", "harfbuzz-subset", "freetype", "fontconfig")


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

    @property
    def id(self) -> PacketId:
        """What it is a rendering of."""
        return PacketId(self.packet, self.language)


@dataclass(frozen=True, slots=True)
class About:
    """What holds for all files of an edition.

    Args:
        toolkit: folder of sources/.
        edition: its number.
        label: its name in print.
        fonts: families that may stand in its PDFs.
    """

    toolkit: str
    edition: str
    label: str
    fonts: tuple[str, ...]

    @classmethod
    def of(cls, imprint: Imprint, fonts: Iterable[str]) -> "About":
        """What the pages of an edition say."""
        return cls(imprint.toolkit, imprint.edition, imprint.label, tuple(fonts))


def file_name(toolkit: str, manuscript: Manuscript, variant: str, edition: str, language: str) -> str:
    """`<toolkit>-<packet>[-<variant>][-<language>]-<edition>.<ext>`.

    Args:
        toolkit: name of its folder.
        manuscript: the packet; its language is named where it is not the toolkit's own.
        variant: name of one of `VARIANTS`.
        edition: its number.
        language: of the toolkit.
    """
    packet, own = manuscript.id
    parts = [toolkit, packet, VARIANTS[variant].suffix, "" if own == language else own, edition]
    return f"{'-'.join(part for part in parts if part)}.{file_format(variant)}"


def file_format(variant: str) -> str:
    """pdf, docx or dotx."""
    return VARIANTS[variant].format


def read(folder: Path) -> tuple[Row, ...]:
    """Rows of the manifest in a folder; none where there is no manifest that this version can read."""
    try:
        value = read_json(beginning(folder / NAME, MAX_BYTES))
        if value["schema"] != SCHEMA or not {"label", "fonts"} <= value.keys():
            return ()
        return rows(value["files"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def rows(listed: object) -> tuple[Row, ...]:
    """The files that a manifest lists.

    Args:
        listed: what stands there, as JSON has it.

    Raises:
        ValueError: these are no rows.
    """
    return fitted(tuple[Row, ...], listed)


def is_sealed(folder: Path) -> bool:
    """Whether the files of a folder were made as those of a sealed edition."""
    try:
        return bool(read_json(beginning(folder / NAME, MAX_BYTES))["sealed"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def names_beside(document: PacketId) -> tuple[str, str]:
    """Names of what lies beside a packet's files: its questions, see `questions`, and its manuscript."""
    name = ".".join(document)
    return f"fields/{name}.json", f"manuscripts/{name}.html"


def about(folder: Path) -> About:
    """What the manifest says of all its files, in a folder of which `read` gives rows."""
    value = read_json(beginning(folder / NAME, MAX_BYTES))
    return About(value["toolkit"], value["edition"], value["label"], tuple(value["fonts"]))


def sums(files: Iterable[tuple[str, str]]) -> bytes:
    """SHA256SUMS: what `sha256sum --check` reads.

    Args:
        files: name and sha256 of each.
    """
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(files)).encode()


def built_with() -> dict[str, str]:
    """Name -> version of what decides the bytes of a file here and now; what is missing is left out.

    The version of this program is followed by the first digits of its own sum.
    """
    versions = environment()
    present = {name: versions[name] for name in (*_LIBRARIES, *PACKAGES) if versions[name]}
    return {**present, "toolkit_builder": f"{__version__}+{versions['toolkit_builder'][:12]}"}


def other_versions(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Name and both versions of what differs; what only a seal names, such as LibreOffice, is left out.

    Args:
        before, after: as `built_with` gives them.
    """
    return tuple(
        (name, before.get(name, ""), version)
        for name, version in after.items()
        if before.get(name, "") != version
    )


def as_json(
    about: About, rows: Iterable[Row], made_by: Mapping[str, str], complete: bool, sealed: bool = False
) -> bytes:
    """The manifest as it lies on disk: keys and rows in a fixed order.

    Args:
        about: what holds for all files.
        rows: one a file.
        made_by: as `built_with` gives it, when the files were made.
        complete: whether every packet is there in its current state.
        sealed: whether the files are those of a sealed edition.
    """
    value = {
        "schema": SCHEMA,
        "toolkit": about.toolkit,
        "edition": about.edition,
        "label": about.label,
        "sealed": sealed,
        "complete": complete,
        "built_with": dict(sorted(made_by.items())),
        "fonts": sorted(about.fonts),
        "files": by_path(rows),
    }
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def by_path(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows of a manifest or a seal for JSON, in order of their paths.

    Args:
        rows: dataclasses with a path, whose fields JSON can say.
    """
    return [
        {each.name: getattr(row, each.name) for each in fields(row)}
        for row in sorted(rows, key=lambda row: row.path)
    ]
