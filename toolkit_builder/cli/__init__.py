"""The command line: options in, one call, text out. The only place that prints or exits.

Commands import what they need themselves: `toolkit build` with nothing to do is quicker than loading a
renderer.
"""

import atexit
import os
import signal
import sys
from typing import NoReturn

import click

from . import streams
from .commands import build, changes, check, editions, help, new, proof, serve, site, trust
from .door import toolkit

_AGAIN = 2.0  # seconds; longer than it takes to end all workers

__all__ = [
    "build", "changes", "check", "editions", "help", "main", "new", "proof", "serve", "site", "toolkit",
    "trust",
]  # fmt: skip


def main() -> None:
    """Entry point of `toolkit`."""
    streams.open_missing()
    stop = _Stop()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a shell may want it ignored
        signal.signal(signal.SIGINT, stop)
    atexit.register(stop.leave)
    try:
        with streams.heard():
            code = toolkit(prog_name="toolkit", standalone_mode=False)
        sys.exit(code)
    except streams.Unheard as error:
        _unheard(error)
    except (click.Abort, KeyboardInterrupt):  # click makes the first of the second
        _stopped()
    except Exception:
        if stop.asked:
            _stopped()
        raise


class _Stop:
    """Ctrl-C. Some libraries turn the exception into an error of their own, so the wish is also kept.

    Python drops it where nothing can catch it, in a finalizer or a callback: then it comes again.
    """

    asked = False

    def __call__(self, *_: object) -> None:
        self.asked = True
        if hasattr(signal, "setitimer"):  # not on Windows
            signal.signal(signal.SIGALRM, self)
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        raise KeyboardInterrupt

    def leave(self) -> None:
        """The last thing at exit: if Ctrl-C fell into `exec`, CPython would now end itself by the signal."""
        if self.asked:
            sys.stderr.flush()
            os._exit(130)


def _unheard(error: streams.Unheard) -> NoReturn:
    """End where what was written does not arrive."""
    streams.drop()
    if error.is_left:
        sys.exit(0)
    click.echo(f"the result cannot be written: {error.why}", err=True)
    sys.exit(5)


def _stopped() -> NoReturn:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    click.echo("stopped; nothing was left half done", err=True)
    sys.exit(130)
