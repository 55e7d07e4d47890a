"""One run at a time: a lock that waits, and that a killed process does not hold."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .files import disk


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock while the block runs; waits for whoever holds it, and a killed process holds none.

    Raises:
        OutputError: see `disk`.
    """
    with disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _flock(descriptor, "LOCK_EX")
        yield
    finally:
        _flock(descriptor, "LOCK_UN")  # a worker that was forked meanwhile has the descriptor too
        os.close(descriptor)


def _flock(descriptor: int, how: str) -> None:
    with suppress(ImportError):  # Windows has no flock; two builds at once are then the user's to avoid
        import fcntl

        fcntl.flock(descriptor, getattr(fcntl, how))
