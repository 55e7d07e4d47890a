"""How much a layout may take: it may come from a stranger, and a loop in a loop ends for nobody."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 6.0
"""Of the processor, for one packet or page; the longest of ours take one."""


@contextmanager
def bounded() -> Iterator[None]:
    """Stop what runs inside once its time is over.

    A signal of the system does it, which reaches the main thread alone: threads ask a worker, see `confined`.

    Raises:
        TimeoutError: where it is over, so that it is known which line ran then.
    """
    is_main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    if not is_main or any(signal.getitimer(signal.ITIMER_PROF)):  # or the time of another one runs already
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    signal.setitimer(signal.ITIMER_PROF, SECONDS, 0.5)  # and again, should something have kept the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _over(*_: object) -> None:
    raise TimeoutError(f"it was stopped after {SECONDS:.0f} seconds")
