"""What `site` tells, as text and, for programs, as JSON. Nothing here prints."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from .text import as_json, count, near

if TYPE_CHECKING:
    from ...site.make import MadeSites


def sites(result: "MadeSites", seconds: float, here: Path, verbose: bool) -> str:
    """What was made for each tier; where to look first, last.

    Args:
        result: what was made.
        seconds: that it took.
        here: folder that paths are shown from.
        verbose: whether every file is named.
    """
    lines = [f"{result.toolkit}, {count(len(result.editions), 'edition')}: {', '.join(result.editions)}"]
    for tier_site in result.sites:
        size = f"{tier_site.bytes / 1e6:,.1f} MB"
        pages, files = count(tier_site.pages, "page"), count(tier_site.files, "file")
        lines.append(f"  {tier_site.tier:<11} {pages}, {files}, {size}")
        changed = [(tier_site.written, "written"), (tier_site.removed, "removed")]
        changes = [f"{count(len(names), 'file')} {how}" for names, how in changed if names]
        lines.append(f"              {', '.join(changes) or 'nothing has changed'}")
        lines += [f"              {name}" for names, _ in changed for name in names if verbose]
    for edition, rewritten in result.rewritten.items():
        files = count(rewritten, "file")
        lines.append(f"  {edition:<11} {files} made again by today's program: other bytes, the same words")
    for left_out in result.left_out:
        lines.append(
            f"  left out    {left_out.edition}: made again, its words would differ: {left_out.files[0]}"
        )
    if any(not tier_site.address for tier_site in result.sites):
        lines.append("  no sitemap  where toolkit.yaml does not say under `site:` where a tier's site stands")
    first = Path(result.sites[0].folder) / "index.html"
    return "\n".join([*lines, f"  open        {near(first, here)}, {seconds:.1f} s"])


def sites_json(result: "MadeSites", seconds: float) -> str:
    """What was made, for programs."""
    return as_json({**asdict(result), "seconds": round(seconds, 2)})
