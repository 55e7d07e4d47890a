"""What the commands tell that answer questions."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...layout.where import FoundText
    from ...machine.doctor import Need

WELCOME = """\
Makes branded, accessible PDF and Word packets from texts in YAML.

  toolkit init my-toolkit                      a new toolkit that builds at once
  toolkit new case-study north-valley          a new text, every field explained
  toolkit check                                reads everything, reports every problem at once
  toolkit build                                makes every packet that has changed
  toolkit serve                                shows the pages in a browser while you write

All commands: toolkit --help      One of them: toolkit build --help"""

NOWHERE = """\
no text holds these words
    hint: try fewer of them; words of layouts stand in layouts/strings/"""


def doctor(needs: Sequence["Need"]) -> str:
    """What was looked at by groups, then what to run for what is missing."""
    lines: list[str] = []
    for group, members in groupby(needs, key=lambda need: need.group):
        lines += ["", group, *(f"  {_mark(need)} {need.name:<36} {need.found}" for need in members)]
    hints: dict[str, dict[str, None]] = {}
    for need in needs:
        if not need.good:
            hints.setdefault(need.needed_for or "building", {})[need.hint] = None
    for command, lines_to_run in hints.items():
        lines += ["", f"Needed for {command}:", *lines_to_run]
    if "building" not in hints:
        lines += ["", "Building has all that it needs."]
    return "\n".join(lines[1:])


def _mark(need: "Need") -> str:
    """NO where building lacks it, -- where only other commands do."""
    return "ok" if need.good else "--" if need.needed_for else "NO"


def where(texts: Sequence["FoundText"]) -> str:
    """One text a block: place, words, packets."""
    blocks = [f"{text.place}\n    {text.excerpt}\n    in {', '.join(text.packets)}" for text in texts]
    return "\n".join(blocks)
