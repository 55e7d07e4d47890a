"""What `trust` prints."""

from collections.abc import Sequence

from .text import count


def nothing(name: str) -> str:
    """A toolkit whose layouts are those of the program."""
    return f"{name} has no layouts of its own: there is nothing to trust"


def trusted(name: str, files: Sequence[str]) -> str:
    """What may run from now on.

    Args:
        name: of the toolkit's folder.
        files: names below its layouts.
    """
    head = f"{count(len(files), 'file')} of {name}/layouts may run from now on, until one of them changes:"
    return "\n".join([head, *(f"  {file}" for file in files)])
