"""One run at a time: a lock that waits, and that a killed process does not hold."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .files import disk


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock while the block runs; waits for whoever holds it, and a killed process holds none.

    Raises:
        OutputError: see `disk`.
    """
    # A build with nothing to do takes no lock, and loads no library for it.
    from filelock import lock_descriptor, unlock_descriptor

    with disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        with disk(path):
            lock_descriptor(descriptor)
        try:
            yield
        finally:
            unlock_descriptor(descriptor)  # a worker that was forked meanwhile has the descriptor too
    finally:
        os.close(descriptor)
