"""What a proof found in the files of an edition, for its accessibility statement."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from .views import EditionView


@dataclass(frozen=True, slots=True)
class VariantCheck:
    """All files of one variant: how many there are, how many were checked, how much was found."""

    variant: str
    files: int
    checked: int
    findings: int


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A fault of a file that has not been mended."""

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
    forms: tuple[VariantCheck, ...]
    open: tuple[OpenFinding, ...]


def statement(edition: EditionView) -> Statement | None:
    """What the record of a proof says of the files that a tier may have; None without a record."""
    if not edition.proof:
        return None
    findings_of: dict[str, Any] = {row["path"]: row["findings"] for row in json.loads(edition.proof)["files"]}
    rows = [row for row in edition.rows if row.path in findings_of]
    files = Counter(row.variant for row in edition.rows)
    checked = Counter(row.variant for row in rows)
    findings = Counter(dict.fromkeys(files, 0))
    for row in rows:
        findings[row.variant] += len(findings_of[row.path])
    messages = [
        OpenFinding(row.title, row.variant, message)
        for row in rows
        for message in dict.fromkeys(finding["message"] for finding in findings_of[row.path])
    ]
    forms = [VariantCheck(variant, files[variant], checked[variant], findings[variant]) for variant in files]
    return Statement(len(edition.rows), len(rows), sum(findings.values()), tuple(forms), tuple(messages))
