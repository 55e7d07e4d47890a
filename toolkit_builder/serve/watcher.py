"""Notices that something was saved: the system tells where watchfiles is installed, else by looking."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from .preview import TellFault

_LOOK = 0.3  # seconds between two looks at the disk
_SURE = 2.0  # the same where the system tells of changes: network folders and containers may keep silent
_STEP = 30  # milliseconds that must pass without another change
_LONGEST = 200  # milliseconds that a change waits for others at most


class Watcher:
    """Calls a function whenever something was saved, from a thread of its own.

    Args:
        folders: with everything below them.
        look: looks at the disk; cheap where nothing has changed.
        tell_fault: told of a fault of ours, once, though each look meets it again.
    """

    def __init__(self, folders: Sequence[Path], look: Callable[[], object], tell_fault: TellFault) -> None:
        self._folders, self._look, self._tell_fault = folders, look, tell_fault
        self._fault = ""
        self._ending, self._wake = threading.Event(), threading.Event()
        self._told = False
        self._threads = [
            threading.Thread(target=self._listen, name="listening", daemon=True),
            threading.Thread(target=self._go_on_looking, name="looking", daemon=True),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End."""
        self._ending.set()
        self._wake.set()
        for thread in self._threads:
            thread.join(5)

    def _go_on_looking(self) -> None:
        while not self._ending.is_set():
            self._wake.wait(_SURE if self._told else _LOOK)
            self._wake.clear()
            if not self._ending.is_set():
                self._look_once()

    def _look_once(self) -> None:
        try:
            self._look()
            self._fault = ""
        except Exception as error:
            if repr(error) != self._fault:
                self._fault = repr(error)
                self._tell_fault(error)

    def _listen(self) -> None:
        """Wake the other thread; ends where the system cannot tell, for then looking must do."""
        with contextlib.suppress(ImportError, OSError, RuntimeError):
            from watchfiles import watch

            self._told = True
            changes = watch(
                *self._folders, watch_filter=None, step=_STEP, debounce=_LONGEST, stop_event=self._ending,
                rust_timeout=1000, raise_interrupt=False,
            )  # fmt: skip
            for _ in changes:
                self._wake.set()
        self._told = False
