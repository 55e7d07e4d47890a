"""What a proof found in the files of an edition, for its accessibility statement."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from .views import EditionView


@dataclass(frozen=True, slots=True)
class Form:
    """All files of one variant: how many there are, how many were checked, how much was found."""

    variant: str
    files: int
    checked: int
    findings: int


@dataclass(frozen=True, slots=True)
class Open:
    """Something that was found."""

    title: str
    variant: str
    message: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What is known of an edition's files.

    Args:
        files, checked, findings: how many.
        forms: by variant.
        open: what was found, each fault of a file once.
    """

    files: int
    checked: int
    findings: int
    forms: tuple[Form, ...]
    open: tuple[Open, ...]


def statement(edition: EditionView) -> Statement | None:
    """What the record of a proof says of the files that a tier may have; None without a record."""
    if not edition.proof:
        return None
    found: dict[str, Any] = {row["path"]: row["findings"] for row in json.loads(edition.proof)["files"]}
    rows = [row for row in edition.rows if row.path in found]
    files = Counter(row.variant for row in edition.rows)
    checked = Counter(row.variant for row in rows)
    findings = Counter(dict.fromkeys(files, 0))
    for row in rows:
        findings[row.variant] += len(found[row.path])
    told = [
        Open(row.title, row.variant, message)
        for row in rows
        for message in dict.fromkeys(each["message"] for each in found[row.path])
    ]
    forms = [Form(variant, files[variant], checked[variant], findings[variant]) for variant in files]
    return Statement(len(edition.rows), len(rows), sum(findings.values()), tuple(forms), tuple(told))
