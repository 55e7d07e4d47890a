"""A file from outside is read in a process of its own, which is stopped when it takes too long or too much.

The libraries that read PDF and XML are written in C: what goes wrong in them ends a process, or never ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..errors import OutputError, Place, Problem, Unreadable
from ..machine.limits import Limits
from ..machine.pool import Pool

R = TypeVar("R")
_SAID = 200  # letters of what a library says
_REREAD = "open it in the program that makes such files, save it under a new name, and hand in that file"


@dataclass(frozen=True, slots=True)
class _Reading:
    """Calls a reader; what it cannot read is a Problem here, since a worker hands those on."""

    reader: Callable[[bytes, Limits], Any]
    name: str
    limits: Limits

    def __call__(self, data: bytes) -> Any:
        try:
            return self.reader(data, self.limits)
        except Unreadable as error:
            raise self._refused(str(error)) from None
        except MemoryError:
            raise
        except Exception as error:  # a number where a name should be shows as whatever Python makes of it
            raise self._refused(f"it is not built as such files are ({str(error)[:_SAID]})") from None

    def _refused(self, why: str) -> OutputError:
        return OutputError([Problem(Place(self.name), "O811", f"cannot be read: {why}", _REREAD)])


def read_apart(
    reader: Callable[[bytes, Limits], R], data: bytes, name: str, limits: Limits | None = None
) -> R:
    """What a reader gives for a file of which nothing is known.

    Args:
        reader: a function of a module, which opens the file with `Pdf` or `open_word`, and the limits that it
            is given; its result is sent between processes, so it holds plain values and no open file.
        data: the file.
        name: what messages call it.
        limits: those of `Limits` unless it is known to be of another kind.

    Raises:
        OutputError: O811 it is damaged, or holds more than it may; O812 it takes longer, or more memory.
    """
    limits = limits or Limits()
    try:
        with Pool(size=1, memory=limits.memory) as pool:
            reading = _Reading(reader, name, limits)
            results: list[R] = pool.run(
                reading, [data], deadline=lambda _: limits.seconds, name=lambda _: name
            )
        return results[0]
    except OutputError as error:
        if error.problems[0].code not in ("O511", "O512", "O810"):
            raise
        message = f"cannot be read within {limits.seconds:.0f} seconds and {limits.memory / 1e6:.0f} MB"
        raise OutputError([Problem(Place(name), "O812", message, _REREAD)]) from None
