"""Standard streams as they really are: closed, full, or with nobody at the other end."""

import errno
import os
import sys
from contextlib import suppress
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


def lost(error: OSError) -> str:
    """Why what was written does not arrive; empty where an error has another cause.

    Args:
        error: that ended a command.
    """
    if error.errno not in _LOST or error.filename is not None:
        return ""
    try:
        os.write(sys.stdout.fileno(), b"\n")  # where the output was at fault, this fails as well
    except OSError as again:
        return again.strerror or str(again)
    return ""


def is_left(error: OSError) -> bool:
    """Whether whoever read the output has gone, such as `head`."""
    return error.errno == errno.EPIPE


def drop() -> None:
    """Forget what could not be written: Python tries again at exit, and would complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
