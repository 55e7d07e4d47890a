"""What `proof` tells people, as text, and programs, as JSON."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .text import count, near

if TYPE_CHECKING:
    from ...proof import Finding
    from ...publish.prove import Proof

_PLACES = 3  # that are named of one fault


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
    lines += [f"              {file.path}" for file in result.files if verbose]
    if result.unproved:
        lines.append(f"  not proved  {count(len(result.unproved), 'file')}")
    lines.append(f"  page        {near(folder / result.pages[-1], here)}")
    total = sum(len(file.findings) for file in result.files)
    lines.append(f"  findings    {total:,}, {seconds:.1f} s")
    for file in result.files:
        if file.findings:
            lines.append(f"\n{file.path}")
            lines += [f"  {line}" for line in _findings(file.findings)]
    return "\n".join(lines)


def _findings(findings: Iterable["Finding"]) -> list[str]:
    """One line a fault: places that have the same one stand together, and no more than fit a line."""
    places: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        places.setdefault((finding.code, finding.message), []).append(finding.where)
    lines = []
    for (code, message), wheres in places.items():
        more = f" and {len(wheres) - _PLACES} more places" if len(wheres) > _PLACES else ""
        lines.append(f"{code} {', '.join(wheres[:_PLACES])}{more}: {message}")
    return lines


def proof_json(result: "Proof", seconds: float) -> dict[str, Any]:
    """What a proof found, for programs."""
    return {"good": result.good, **asdict(result), "seconds": round(seconds, 2)}
