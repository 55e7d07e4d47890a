"""What commands tell people, as text, and programs, as JSON. Nothing here prints."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import BuildError, Place, Problem

if TYPE_CHECKING:
    from .doctor import Finding
    from .request import Built, Misuse
    from .where import Found

WELCOME = """\
Makes branded, accessible PDF and Word packets from texts in YAML.

  toolkit init my-toolkit                      a new toolkit that builds at once
  toolkit new case-study north-valley          a new text, every field explained
  toolkit check                                reads everything, reports every problem at once
  toolkit build                                makes every packet that has changed
  toolkit where "words on a page"              finds the file and line of a printed text

All commands: toolkit --help      One of them: toolkit build --help"""


NOWHERE = """\
no text holds these words
    hint: try fewer of them; words of layouts stand in layouts/strings/"""


def as_json(value: Any) -> str:
    """A result for programs."""
    return json.dumps(value, indent=1, ensure_ascii=False)


def problems(error: BuildError) -> dict[str, Any]:
    """An error for programs."""
    listed = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in error.problems
    ]
    return {"problems": listed, "files_read": error.files_read}


def misuse(error: "Misuse") -> dict[str, Any]:
    """Wrong usage for programs: a problem that has neither place nor code."""
    return problems(BuildError([Problem(Place(""), "", error.message, error.hint)]))


def count(number: int, noun: str) -> str:
    """1 file, 2 files."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def built(result: "Built", seconds: float, here: Path, verbose: bool) -> str:
    """What a build did."""
    lines = [f"{result.toolkit} {result.edition}" + ("" if result.complete else ", not complete")]
    lines += _files("made", result.made, verbose)
    lines += _files("from cache", result.restored, verbose)
    if result.unchanged:
        lines.append(f"  up to date  {count(result.unchanged, 'file')}")
    lines += _files("removed", result.removed, True)
    if result.left_out:
        lines.append(f"  left out    {count(len(result.left_out), 'material')} not approved yet")
        lines += [f"              {path} ({status})" for path, status in result.left_out]
    if result.stale:
        lines += [
            *_files("out of date", result.stale, True),
            "              `toolkit build` brings packets up to date,",
        ]
        lines.append("              `toolkit build book` the book")
    lines.append(f"  pages       {result.pages:,} in PDF")
    return "\n".join([*lines, f"  in          {near(Path(result.folder), here)}, {seconds:.1f} s"])


def _files(label: str, names: Sequence[str], listed: bool) -> list[str]:
    if not names:
        return []
    return [
        f"  {label:<11} {count(len(names), 'file')}",
        *(f"              {name}" for name in names if listed),
    ]


def built_json(result: "Built", seconds: float) -> dict[str, Any]:
    """What a build did, for programs."""
    left_out = [{"path": path, "status": status} for path, status in result.left_out]
    return {**asdict(result), "left_out": left_out, "seconds": round(seconds, 2)}


def doctor(findings: Iterable["Finding"]) -> str:
    """What was looked at, what is missing and what to run."""
    lines, hints = [], []
    for finding in findings:
        lines.append(f"{'ok ' if finding.good else 'NO '} {finding.name:<40} {finding.found}")
        if not finding.good and finding.hint not in hints:
            hints.append(finding.hint)
    return "\n".join([*lines, *(f"\n{hint}" for hint in hints)])


def where(found: Sequence["Found"]) -> str:
    """One text a block: place, words, packets."""
    blocks = [f"{each.place}\n    {each.excerpt}\n    in {', '.join(each.packets)}" for each in found]
    return "\n".join(blocks)


def near(path: Path, here: Path) -> str:
    """A path as short as can be typed from a folder."""
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
