"""What `build` tells people, as text, and programs, as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .text import count, listed, near

if TYPE_CHECKING:
    from ...publish.built import Built

_FEW = 10  # files that are listed without being asked for


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
        (
            result.toolkit,
            result.packets,
            result.pages,
            result.unchanged + len({*result.made, *result.restored}),
            seconds,
        )
        for result, seconds in results
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


def built_json(result: "Built", seconds: float) -> dict[str, Any]:
    """What a build did, for programs."""
    left_out = [{"path": path, "status": status} for path, status in result.left_out]
    extra = {"left_out": left_out, "warnings": listed(result.warnings), "seconds": round(seconds, 2)}
    return {**asdict(result), **extra}
