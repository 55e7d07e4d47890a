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
