"""What a check said, kept until a byte changes that it depends on.

Loads nothing heavy: a check with nothing to do ends here, before YAML, layouts or fonts are touched.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import BuildError, EditionError, LayoutError, OutputError, Place, Problem, SourceError
from ..machine.cache import keep_record, kept_record
from ..project import Project, Request
from .unchanged import fingerprint

_ERRORS: dict[str, type[BuildError]] = {
    error.__name__: error for error in (SourceError, LayoutError, OutputError, EditionError)
}


@dataclass(frozen=True, slots=True)
class CheckVerdict:
    """What is to be said of a toolkit.

    Args:
        files: how many were read.
        packets: how many there would be, the book among them.
        warnings: what stands in nobody's way.
        ours: how many texts are still the starter's.
        error: what is wrong; None where nothing is.
    """

    files: int
    packets: int = 0
    warnings: tuple[Problem, ...] = ()
    ours: int = 0
    error: BuildError | None = None


def stamp(project: Project) -> str:
    """A sum over all that a verdict depends on: sources, layouts, versions, fonts, names of files."""
    digest = hashlib.sha256(json.dumps([fingerprint(project, Request()), project.name]).encode())
    for path in _fonts():
        digest.update(f"\0{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def kept(project: Project, seen: str) -> CheckVerdict | None:
    """The verdict that was given on this stamp, if there is one.

    Args:
        project: the toolkit.
        seen: its stamp now.
    """
    try:
        record = kept_record(_record(project))
        if record["stamp"] != seen:
            return None
        error = record["error"]
        return CheckVerdict(
            record["files"],
            record["packets"],
            _problems(record["warnings"]),
            record["ours"],
            _ERRORS[error["kind"]](_problems(error["problems"]), error["files_read"]) if error else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(project: Project, seen: str, verdict: CheckVerdict) -> None:
    """Keep a verdict for `kept`; where the cache cannot be written it is only not kept.

    Args:
        project: the toolkit.
        seen: its stamp, taken before anything was read.
        verdict: what was found.
    """
    error = verdict.error
    told = None
    if error is not None:
        problems = [asdict(problem) for problem in error.problems]
        told = {"kind": type(error).__name__, "problems": problems, "files_read": error.files_read}
    record = {
        "stamp": seen,
        "files": verdict.files,
        "packets": verdict.packets,
        "warnings": [asdict(warning) for warning in verdict.warnings],
        "ours": verdict.ours,
        "error": told,
    }
    with suppress(OutputError):
        keep_record(_record(project), record)


def _fonts() -> Iterator[Path]:
    """Files of all installed font packages."""
    for folder in dict.fromkeys(sys.path):
        with suppress(OSError):
            yield from sorted(Path(folder or ".").glob("fontpkg_*/files/*.ttf"))


def _problems(rows: list[dict[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(**{**row, "place": Place(**row["place"])}) for row in rows)


def _record(project: Project) -> Path:
    return project.cache / "last" / f"{project.toolkit}-check.json"
