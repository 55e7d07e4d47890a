"""seal.json: what an edition was made from and what it consists of, by sums, tied to the seal before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..errors import EditionError, Place, Problem
from .manifest import About, Row, rows
from .sums import unified

SCHEMA = 1
NAME = "seal.json"
BUNDLE = "bundle.zip"


@dataclass(frozen=True, slots=True)
class Sum:
    """A file by what is in it.

    Args:
        path: of an input: sources/…, layouts/… or fonts/…; of an output: below the edition's folder.
        bytes: its size.
        sha256: its sum in hex.
    """

    path: str
    bytes: int
    sha256: str


def file_sum(path: str, data: bytes) -> Sum:
    """The sum of a file."""
    return Sum(path, len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Before:
    """The edition sealed before, by the sum of its seal.json."""

    edition: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed edition; the fields are those of the JSON.

    Args:
        toolkit, edition: folder of sources/ and number.
        label, date, language, title, publisher, citation: as printed.
        licence: id (SPDX), name and url.
        number: 1 for the first edition of a toolkit, then one more each.
        before: None for the first.
        built_with: name -> version of everything that decides the bytes of a file.
        fonts: families that its PDFs may hold.
        bundle: bundle.zip.
        inputs: sources, layouts, and fonts as they were cut.
        files: packets, as in the manifest.
        beside: what else lies in the folder.
    """

    toolkit: str
    edition: str
    label: str
    date: str
    language: str
    title: str
    publisher: str
    licence: Mapping[str, str]
    citation: str
    number: int
    before: Before | None
    built_with: Mapping[str, str]
    fonts: tuple[str, ...]
    bundle: Sum
    inputs: tuple[Sum, ...]
    files: tuple[Row, ...]
    beside: tuple[Sum, ...]

    @property
    def about(self) -> About:
        """What holds for all its files."""
        return About(self.toolkit, self.edition, self.label, self.fonts)

    @property
    def outputs(self) -> tuple[Sum, ...]:
        """Every file of the edition's folder."""
        return (*(Sum(row.path, row.bytes, row.sha256) for row in self.files), *self.beside)

    @property
    def sources(self) -> dict[str, Sum]:
        """The inputs that lie in the toolkit's folder, by path below it."""
        start = "sources/"
        return {file.path.removeprefix(start): file for file in self.inputs if file.path.startswith(start)}


def as_json(seal: Seal) -> bytes:
    """The seal as it lies on disk: keys in the order of the fields, rows by path, a sum of all before it."""
    value = {
        "schema": SCHEMA,
        **asdict(seal),
        "licence": dict(seal.licence),
        "built_with": dict(sorted(seal.built_with.items())),
        "inputs": _sorted(seal.inputs),
        "files": _sorted(seal.files),
        "beside": _sorted(seal.beside),
    }
    return _written({**value, "sum": hashlib.sha256(_written(value)).hexdigest()})


def _written(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def _sorted(rows: Iterable[Sum | Row]) -> list[dict[str, Any]]:
    return [asdict(row) for row in sorted(rows, key=lambda row: row.path)]


def from_json(data: bytes, place: str) -> Seal:
    """Read a seal.

    Args:
        data: seal.json.
        place: how messages name the file.

    Raises:
        EditionError: P120, it is not whole or is no seal.
    """
    data = unified(NAME, data)
    try:
        value: dict[str, Any] = json.loads(data)
        if value.pop("schema") != SCHEMA:
            raise ValueError("another schema")
        del value["sum"]
        seal = _seal(value)
        if as_json(seal) != data:
            raise ValueError("another sum, or written by another hand")
        return seal
    except (ValueError, KeyError, TypeError, AttributeError):
        hint = "take the file from version control again"
        message = "this is not a whole seal as this program writes it"
        raise EditionError([Problem(Place(place), "P120", message, hint)]) from None


def _seal(value: dict[str, Any]) -> Seal:
    before = Before(**value["before"]) if value["before"] else None
    sums = {name: tuple(Sum(**row) for row in value[name]) for name in ("inputs", "beside")}
    parts = {
        "before": before,
        "files": rows(value["files"]),
        "fonts": tuple(value["fonts"]),
        "bundle": Sum(**value["bundle"]),
    }
    return Seal(**{**value, **parts, **sums})
