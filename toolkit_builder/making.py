"""What a worker does: write one file into the cache and tell its facts."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from .files import Cache, disk

if TYPE_CHECKING:
    from .output.task import HouseStyle, Task


def warm_up() -> None:
    """Load both writers and lay out a line: what every first packet of a process would wait for."""
    from .output import VARIANTS, writer

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
        from .output import writer

        # Fonts pass through the temporary folder. A full disk has none, which is an OSError of its own.
        with disk(self.cache), disk(Path(gettempdir())):
            file = writer(task.variant)(task, self.house)
        Cache(self.cache).put(task.key, file.data, pages=file.pages, places=file.places)
        return file.pages
