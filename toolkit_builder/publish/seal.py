"""seal.json: what an edition was made from and what it consists of, by sums, tied to the seal before."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import PurePosixPath
from typing import Any

from ..content.model import EDITION
from ..content.variants import VARIANTS
from ..errors import EditionError, Place, Problem, short
from ..machine.jsons import fitted, read_json
from .manifest import NAME as NAME_OF_MANIFEST
from .manifest import About, Row, by_path, file_format
from .sums import unified

SCHEMA = 1
NAME = "seal.json"
BUNDLE = "bundle.zip"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


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
        **{each.name: getattr(seal, each.name) for each in fields(seal)},
        "licence": dict(seal.licence),
        "before": asdict(seal.before) if seal.before else None,
        "built_with": dict(sorted(seal.built_with.items())),
        "bundle": asdict(seal.bundle),
        "inputs": by_path(seal.inputs),
        "files": by_path(seal.files),
        "beside": by_path(seal.beside),
    }
    return _written({**value, "sum": hashlib.sha256(_written(value)).hexdigest()})


def _written(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def from_json(data: bytes, place: str) -> Seal:
    """Read a seal.

    Args:
        data: seal.json.
        place: how messages name the file.

    Raises:
        EditionError: P120, it is not whole or is no seal.
    """
    data = unified(NAME, data)
    message = "this is not a whole seal as this program writes it"
    try:
        value = read_json(data)
        if not isinstance(value, dict) or value.pop("schema", None) != SCHEMA:
            raise ValueError("it is of another form")
        value.pop("sum", None)
        seal = fitted(Seal, value)
        if as_json(seal) != data:
            raise ValueError("its sum does not fit, or another hand has written it")
        _check(seal)
        return seal
    except ValueError as error:
        hint = "take the file from version control again"
        raise EditionError([Problem(Place(place), "P120", f"{message}: {error}", hint)]) from None


def _check(seal: Seal) -> None:
    """Refuse what no seal of ours says, such as a name that leads out of its folder.

    Raises:
        ValueError: what it says.
    """
    sums = (*seal.inputs, *seal.outputs, seal.bundle)
    for each in sums:
        if not _SHA256.fullmatch(each.sha256) or each.bytes < 0 or not _is_inside(each.path):
            raise ValueError(f"no file has this name, size or sum: {short(each.path)}")
    for names in ([each.path for each in seal.inputs], [each.path for each in seal.outputs]):
        if len({name.casefold() for name in names}) < len(names):
            raise ValueError("two files have one name")
    for row in seal.files:
        if row.variant not in VARIANTS or row.format != file_format(row.variant) or row.pages < 0:
            raise ValueError(f"no file is made so: {short(row.path)}")
        if not all(_NAME.fullmatch(name) for name in (row.packet, row.language, row.key)):
            raise ValueError(f"no packet is called so: {short(row.packet)}")
    editions = (seal.edition, *([seal.before.edition] if seal.before else ()))
    if not all(re.fullmatch(EDITION, edition) for edition in editions):
        raise ValueError("it names an edition that cannot be")
    if NAME_OF_MANIFEST not in {each.path for each in seal.beside} and seal.files:
        raise ValueError("it names no manifest")


def _is_inside(name: str) -> bool:
    steps = PurePosixPath(name).parts
    leads_out = not steps or name.startswith("/") or ".." in steps or "\\" in name or ":" in name
    return name.isprintable() and not leads_out
