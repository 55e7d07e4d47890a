"""Standard streams as they really are: closed, full, or with nobody at the other end."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_STREAMS = 3
_LOST = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def open_missing() -> None:
    """Give whoever closed a stream one that swallows all: else the next file that is opened takes its place.

    To be called before anything is opened or written.
    """
    for number in range(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    sys.stdout = sys.stdout or _swallowing()
    sys.stderr = sys.stderr or _swallowing()


def _swallowing() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open until the end


class Unheard(Exception):
    """What was written does not arrive.

    Args:
        why: in the system's words.
        is_left: whoever read the output has gone, such as `head`: no fault.
    """

    def __init__(self, why: str, is_left: bool) -> None:
        super().__init__(why)
        self.why = why
        self.is_left = is_left


@contextmanager
def heard() -> Iterator[None]:
    """Tell an output that does not arrive from other errors; click would end with another code.

    Raises:
        Unheard: it does not arrive.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if why := _lost(error):
            raise Unheard(why, error.errno == errno.EPIPE) from error
        raise


def _lost(error: OSError) -> str:
    """Why what was written does not arrive; empty where an error has another cause."""
    if error.errno not in _LOST or error.filename is not None:
        return ""
    try:
        os.write(sys.stdout.fileno(), b"\n")  # where the output was at fault, this fails as well
    except OSError as again:
        return again.strerror or str(again)
    return ""


def drop() -> None:
    """Forget what could not be written: Python tries again at exit, and would complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
