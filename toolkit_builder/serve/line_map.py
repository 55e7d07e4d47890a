"""Where a line of a file went when the file was changed."""

from collections.abc import Sequence


def moved(before: Sequence[str], after: Sequence[str], line: int) -> int:
    """The line of a newer text that stands where a line of an older one stood.

    Args:
        before, after: lines of both texts; what they begin and end with in common is taken for unchanged.
        line: counted from 1.
    """
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    end = next((n for n in range(shorter - start) if before[-1 - n] != after[-1 - n]), shorter - start)
    if line <= start:
        return line
    if line > len(before) - end:
        return line + len(after) - len(before)
    return max(1, min(line, len(after) - end))
