"""What was found in a text that somebody's tool has left there."""

from typing import NamedTuple


class Trace(NamedTuple):
    """A trace.

    Args:
        start: where it begins in the text.
        words: as they stand there.
        message: what they are.
        hint: what to write instead.
    """

    start: int
    words: str
    message: str
    hint: str
