"""How much a layout may take: it may come from a stranger, and a loop in a loop ends for nobody.

Python hears of a signal between two of its steps, and a comparison of lists in lists is one step however long
it takes. So whoever fills a stranger's layout in a process of its own lets the system end that process.
"""

import faulthandler
import math
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_RAN = re.compile(r'  File "(.+)", line (\d+) in ')
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


@contextmanager
def ended(told: Path) -> Iterator[None]:
    """Let the system end this process where what runs inside goes on after its time is over.

    Where there are no such limits, as on Windows, only the caller's deadline holds.

    Args:
        told: file that is then told which lines ran.

    Source: setrlimit(2), RLIMIT_CPU.
    """
    try:
        import resource
    except ModuleNotFoundError:
        yield
        return
    before, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with told.open("wb") as stream:
        faulthandler.register(signal.SIGXCPU, stream, all_threads=False, chain=True)
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
            most = math.ceil(time.process_time() + SECONDS + 1)
            if hard != resource.RLIM_INFINITY:
                most = min(most, hard)
            resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_CPU, (before, hard))
            faulthandler.unregister(signal.SIGXCPU)


def last_lines(told: Path) -> list[tuple[Path, int]]:
    """Files and lines that ran when a process was ended, the innermost first; none where nothing was told."""
    with suppress(OSError):
        lines = told.read_text(encoding="utf-8", errors="replace").splitlines()
        return [(Path(found[1]), int(found[2])) for line in lines if (found := _RAN.match(line))]
    return []


def _over(*_: object) -> None:
    raise TimeoutError(f"it was stopped after {SECONDS:.0f} seconds")
