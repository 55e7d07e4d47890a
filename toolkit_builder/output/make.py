"""Files made by workers: each writes one file into a cache and tells its facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from ..content.variants import VARIANTS
from ..errors import OutputError, Place, Problem
from ..machine.cache import Cache
from ..machine.files import disk
from ..machine.pool import Pool
from ..machine.versions import libraries
from .run import Listener

if TYPE_CHECKING:
    from .task import HouseStyle, Task

# Seconds that a file may take: generous, so that only what never ends is stopped on a slow machine.
_SECONDS, _SECONDS_PER_KB = 120.0, 1.0


def warm_up() -> None:
    """Load both writers and lay out a line: what every first packet of a process would wait for."""
    from . import writer

    for variant in VARIANTS:
        writer(variant)
    # Only now: the PDF writer loads WeasyPrint without the machine's fonts, and without its word about them.
    from weasyprint import HTML

    HTML(string="<table><tr><td>ready</table>").render()


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the files of one toolkit.

    Args:
        house: the house style of all tasks.
        cache: folder of the cache.
    """

    house: "HouseStyle"
    cache: Path

    def __call__(self, task: "Task") -> int:
        """Write a task's file into the cache under its key; gives its page count.

        Raises:
            OutputError: what the writer found wrong, or the disk.
        """
        from . import writer

        # Fonts pass through the temporary folder. A full disk has none, which is an OSError of its own.
        with disk(self.cache), disk(Path(gettempdir())):
            file = writer(task.variant)(task, self.house)
        Cache(self.cache).put(task.key, file.data, pages=file.pages, places=file.places)
        return file.pages


def make(tasks: Sequence["Task"], house: "HouseStyle", cache: Path, pool: Pool, listener: Listener) -> None:
    """Write files into a cache, each under its key.

    Args:
        tasks: the files.
        house: what all of them share.
        cache: folder of the cache.
        pool: its workers make them.
        listener: told of each file that is made.

    Raises:
        OutputError: O521 a system library is missing; else the problems of all files.
    """
    if any(VARIANTS[task.variant].is_pdf for task in tasks):
        _need_pango()
    done = 0

    def count(task: "Task", _pages: int) -> None:
        nonlocal done
        done += 1
        listener(done, len(tasks), _name(task))

    pool.run(Maker(house, cache), tasks, deadline=_deadline, name=_name, on_done=count)


def _need_pango() -> None:
    missing = [name for name in ("pango", "pangoft2", "harfbuzz", "fontconfig") if not libraries()[name]]
    if missing:
        from ..machine.doctor import INSTALL

        message = f"PDFs need a system library that is not installed: {', '.join(missing)}"
        raise OutputError([Problem(Place("system"), "O521", message, INSTALL)])


def _deadline(task: "Task") -> float:
    weight = 1.0 if VARIANTS[task.variant].is_pdf else 0.2
    return weight * (_SECONDS + _SECONDS_PER_KB * len(task.manuscript.body) / 1000)


def _name(task: "Task") -> str:
    return f"{task.manuscript.packet.id} ({task.variant})"
