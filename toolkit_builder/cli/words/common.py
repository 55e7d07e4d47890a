"""What commands tell people, as text, and programs, as JSON. Nothing here prints."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import BuildError, Place, Problem

if TYPE_CHECKING:
    from ...errors import Misuse
    from ...layout.where import FoundText
    from ...machine.doctor import Need
    from ...proof import Finding
    from ...publish.built import Built
    from ...publish.prove import Proof

WELCOME = """\
Makes branded, accessible PDF and Word packets from texts in YAML.

  toolkit init my-toolkit                      a new toolkit that builds at once
  toolkit new case-study north-valley          a new text, every field explained
  toolkit check                                reads everything, reports every problem at once
  toolkit build                                makes every packet that has changed
  toolkit serve                                shows the pages in a browser while you write

All commands: toolkit --help      One of them: toolkit build --help"""


_PLACES = 3
_FEW = 10  # files that are listed without being asked for

NOWHERE = """\
no text holds these words
    hint: try fewer of them; words of layouts stand in layouts/strings/"""


def as_json(value: Any) -> str:
    """A result for programs."""
    return json.dumps(value, indent=1, ensure_ascii=False)


def problems(error: BuildError) -> dict[str, Any]:
    """An error for programs."""
    return {"problems": listed(error.problems), "files_read": error.files_read}


def listed(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems or warnings for programs."""
    return [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def warnings(found: Sequence[Problem]) -> str:
    """What nothing was stopped by, and how many of it."""
    return "\n".join([*map(str, found), count(len(found), "warning")])


def misuse(error: "Misuse") -> dict[str, Any]:
    """Wrong usage for programs: a problem that has neither place nor code."""
    return problems(BuildError([Problem(Place(""), "", error.message, error.hint)]))


def count(number: int, noun: str) -> str:
    """1 file, 2 files."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def built(result: "Built", seconds: float, here: Path, verbose: bool) -> str:
    """What a build did.

    Args:
        result: what was done.
        seconds: that it took.
        here: folder that paths are shown from.
        verbose: whether every file is named.
    """
    state = ", sealed" * result.sealed + ", not complete" * (not result.complete)
    lines = [f"{result.toolkit} {result.edition}{state}"]
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
            *_files("out of date", result.stale, verbose or len(result.stale) <= _FEW),
            "              `toolkit build` brings packets up to date,",
        ]
        lines.append("              `toolkit build book` the book")
    if result.others:
        lines += [
            *_files("other bytes", result.others, verbose),
            "              `toolkit verify` compares words",
        ]
    if result.same:
        lines.append(f"  no change   in {count(len(result.same), 'packet')}")
        lines += [f"              {name}" for name in result.same if verbose or len(result.same) <= _FEW]
    lines.append(f"  packets     {result.packets:,}")
    printed = ", ".join(f"{variant} {pages:,}" for variant, pages in result.printed)
    lines.append(f"  pages       {result.pages:,} in PDF" + f": {printed}" * (len(result.printed) > 1))
    return "\n".join([*lines, f"  in          {near(Path(result.folder), here)}, {seconds:.1f} s"])


def together(results: Sequence[tuple["Built", float]]) -> str:
    """A line a toolkit, and all of them in one."""
    rows = [
        (each.toolkit, each.packets, each.pages, each.unchanged + len({*each.made, *each.restored}), seconds)
        for each, seconds in results
    ]
    _, packets, pages, files, seconds = zip(*rows, strict=True)
    rows.append((f"{len(rows)} toolkits", sum(packets), sum(pages), sum(files), sum(seconds)))
    wide = max(len(row[0]) for row in rows)
    return "\n".join(
        f"{name:<{wide}}  {packets:>5,} packets  {pages:>6,} pages in PDF  {files:>5,} files{seconds:>8.1f} s"
        for name, packets, pages, files, seconds in rows
    )


def _files(label: str, names: Sequence[str], listed: bool) -> list[str]:
    if not names:
        return []
    return [
        f"  {label:<11} {count(len(names), 'file')}",
        *(f"              {name}" for name in names if listed),
    ]


def proof(result: "Proof", seconds: float, here: Path, verbose: bool) -> str:
    """What a proof found; findings last, the file before each.

    Args:
        result: what was found.
        seconds: that it took.
        here: folder that paths are shown from.
        verbose: whether every file is named.
    """
    folder = Path(result.folder)
    lines = [f"{result.toolkit} {result.edition}"]
    lines.append(f"  proved      {count(len(result.files), 'file')}, {result.again:,} of them anew")
    lines += [f"              {each.path}" for each in result.files if verbose]
    if result.unproved:
        lines.append(f"  not proved  {count(len(result.unproved), 'file')}")
    lines.append(f"  page        {near(folder / result.pages[-1], here)}")
    total = sum(len(each.findings) for each in result.files)
    lines.append(f"  findings    {total:,}, {seconds:.1f} s")
    for each in result.files:
        if each.findings:
            lines.append(f"\n{each.path}")
            lines += [f"  {line}" for line in _findings(each.findings)]
    return "\n".join(lines)


def _findings(found: Iterable["Finding"]) -> list[str]:
    """One line a fault: places that have the same one stand together, and no more than fit a line."""
    places: dict[tuple[str, str], list[str]] = {}
    for each in found:
        places.setdefault((each.code, each.message), []).append(each.where)
    lines = []
    for (code, message), where in places.items():
        more = f" and {len(where) - _PLACES} more places" if len(where) > _PLACES else ""
        lines.append(f"{code} {', '.join(where[:_PLACES])}{more}: {message}")
    return lines


def proof_json(result: "Proof", seconds: float) -> dict[str, Any]:
    """What a proof found, for programs."""
    return {"good": result.good, **asdict(result), "seconds": round(seconds, 2)}


def built_json(result: "Built", seconds: float) -> dict[str, Any]:
    """What a build did, for programs."""
    left_out = [{"path": path, "status": status} for path, status in result.left_out]
    told = {"left_out": left_out, "warnings": listed(result.warnings), "seconds": round(seconds, 2)}
    return {**asdict(result), **told}


def doctor(needs: Sequence["Need"]) -> str:
    """What was looked at by groups, then what to run for what is missing."""
    lines: list[str] = []
    for group, members in groupby(needs, key=lambda need: need.group):
        lines += ["", group, *(f"  {_mark(need)} {need.name:<36} {need.found}" for need in members)]
    hints: dict[str, dict[str, None]] = {}
    for need in needs:
        if not need.good:
            hints.setdefault(need.needed_for or "building", {})[need.hint] = None
    for command, asked in hints.items():
        lines += ["", f"Needed for {command}:", *asked]
    if "building" not in hints:
        lines += ["", "Building has all that it needs."]
    return "\n".join(lines[1:])


def _mark(need: "Need") -> str:
    """NO where building lacks it, -- where only other commands do."""
    return "ok" if need.good else "--" if need.needed_for else "NO"


def where(found: Sequence["FoundText"]) -> str:
    """One text a block: place, words, packets."""
    blocks = [f"{each.place}\n    {each.excerpt}\n    in {', '.join(each.packets)}" for each in found]
    return "\n".join(blocks)


def near(path: Path, here: Path) -> str:
    """A path as short as can be typed from a folder."""
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
