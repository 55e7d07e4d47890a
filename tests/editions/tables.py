"""The tables of a bundle whose packets have given files: who may have them, and what is printed."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import yaml

from tests.projects import FIXTURE
from toolkit_builder.publish.manifest import Row

TIERS = ("public", "member")


def tables(rows: Sequence[Row], edition: str) -> dict[str, Any]:
    """Name of each table -> what it says; of no file any words.

    Args:
        rows: the files.
        edition: number of the edition.
    """
    packets = {row.packet: packet(row) for row in rows}
    things = [thing("harbor", "toolkit", "")]
    things += [thing(f"harbor__access__{tier}", "tier", "harbor", "access") for tier in TIERS]
    for name, access in {material: row.access for row in rows for material in row.materials}.items():
        things.append(thing(name.replace("-", "_"), "artifact", "harbor", "materials", access=access))
    brand = yaml.load((FIXTURE / "harbor" / "brand.yaml").read_bytes(), yaml.BaseLoader)
    return {
        "packets.json": [*packets.values()],
        "house.json": {
            "brand": brand, "styles": {}, "drawings": {}, "sha256": "0" * 64, "assets": {}, "packages": {},
            "letters": "", "fonts": {"font:a": {"sha256": hashlib.sha256(b"a font").hexdigest(), "bytes": 6}},
        },
        "imprint.json": {
            "toolkit": "harbor", "toolkit_title": "Harbor", "publisher": "Editors", "edition": edition,
            "label": "An edition", "date": "2026-03-01", "draft": False, "words": {},
        },
        "contents.json": {},
        "words.json": {},
        "places.json": {},
        "state.json": {"schema": 1, "toolkit": "harbor", "edition": edition, "notes": [], "things": things},
    }  # fmt: skip


def packet(row: Row) -> dict[str, Any]:
    """The row of packets.json that a file is of."""
    made_from = {name: getattr(row, name) for name in ("kind", "principle", "materials", "access")}
    return {
        "packet": {"id": row.packet, **made_from},
        "language": row.language,
        "title": row.title,
        "assets": {},
    }


def thing(address: str, kind: str, owner: str, among: str = "", **values: str) -> dict[str, Any]:
    """A thing of state.json."""
    return {
        "address": address, "kind": kind, "owner": owner, "title": address, "texts": {"title": address},
        "values": values, "among": among,
    }  # fmt: skip


def written(told: dict[str, Any]) -> dict[str, bytes]:
    """Tables as parts of a bundle."""
    return {name: json.dumps(value).encode() for name, value in told.items()}
