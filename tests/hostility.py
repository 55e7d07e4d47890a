"""What each hostile case may take, a layout, a bundle, a picture or a request that was made to harm.

A test that is marked so is held to ten seconds of CPU time and 500 MB beyond what was there before it, with
the processes that it starts.
"""

import gc
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

SECONDS = 10
MEMORY = 500_000  # KB
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@pytest.fixture(autouse=True)
def within_bounds(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold a test that is marked `hostile` to its bounds; Linux alone tells how much memory was used."""
    if not request.node.get_closest_marker("hostile"):
        yield
        return
    gc.collect()  # processes of the test before end here, and count to that one
    with suppress(OSError):
        _CLEAR.write_text("5", "ascii")  # proc(5): forget the highest resident size
    before, started = _resident("VmRSS"), _seconds()
    children = _of_children()
    yield
    seconds, memory, child = _seconds() - started, _resident("VmHWM") - before, _of_children()
    assert seconds < SECONDS, f"it took {seconds:.1f} seconds"
    assert memory < MEMORY, f"it took {memory / 1000:.0f} MB"
    # A process that was forked has all that its parent had.
    assert child == children or child < MEMORY + before, f"a process of it took {child / 1000:.0f} MB"


def _seconds() -> float:
    took = os.times()
    return time.process_time() + took.children_user + took.children_system


def _resident(name: str) -> int:
    if not _STATUS.exists():
        return 0
    line = next(line for line in _STATUS.read_text("ascii").splitlines() if line.startswith(name))
    return int(line.split()[1])


def _of_children() -> int:
    """Most memory of a process that has ended, in KB."""
    try:
        import resource
    except ModuleNotFoundError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
