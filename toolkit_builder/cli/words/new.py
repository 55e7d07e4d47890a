"""What the commands tell that begin something. Nothing here prints."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from .text import near

if TYPE_CHECKING:
    from ...content.starter import NewPrinciple


def begun(sources: Path, here: Path, kept: bool) -> str:
    """Where a new toolkit lies.

    Args:
        sources: its folder.
        here: folder that paths are shown from.
        kept: whether it has a new git repository.
    """
    repository = ", in a new git repository" if kept else ""
    return f"A new toolkit lies in {near(sources, here)}{repository}"


def what_next(folder: Path, first: Path, here: Path) -> str:
    """The file to open and the next commands.

    Args:
        folder: of the project.
        first: file to open first.
        here: folder that the commands will be typed in.
    """
    there = [f"  cd {shlex.quote(near(folder, here))}"] if folder.resolve() != here.resolve() else []
    lines = [
        f"Open next: {near(first, here)}",
        "Then:",
        *there,
        "  toolkit serve      shows its pages in the browser while you write",
    ]
    if not there:
        lines.append("  toolkit build      makes every packet into output/")
    return "\n".join(lines)


def principle(new: "NewPrinciple") -> str:
    """What tells a new principle apart from the others."""
    line = f"Its accent is {new.color}, its pattern {new.pattern}."
    if new.shared_with:
        others = ", ".join(new.shared_with)
        line += (
            f" No accent of brand.yaml was free: {others} has it too. Add one under `accents:` for its own."
        )
    return line
