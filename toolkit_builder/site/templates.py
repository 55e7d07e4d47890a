"""The Jinja2 templates of the site; where one cannot be filled, its file and line are named."""

from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound

from ..errors import LayoutError, Place, Problem
from ..layout.bounds import bounded
from ..layout.confined import MEMORY
from ..layout.folders import NO_MEMORY
from ..layout.sandbox import Sandbox
from ..layout.wording import Wording, day
from ..machine.pool import at_most


class Layouts:
    """The layouts of one toolkit's site.

    Args:
        folders: where they are looked for, the toolkit's own first.
        say: words of its language.
        language: tag.
    """

    def __init__(self, folders: tuple[Path, ...], say: Wording, language: str) -> None:
        self._folders = folders
        self._jinja = Sandbox(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.give({"say": say, "day": lambda iso: day(iso, language)})

    def fill(self, name: str, values: dict[str, Any]) -> str:
        """A filled layout.

        Args:
            name: below layouts/, such as site/home.html.

        Raises:
            LayoutError: L101, it cannot be filled.
        """
        try:
            with bounded(), at_most(MEMORY if len(self._folders) > 1 else 0):
                return self._jinja.fill(name, values)
        except Exception as error:  # whatever a layout does wrong; of ours nothing else runs here
            raise LayoutError([self._problem(error, name)]) from error

    def text(self, name: str) -> str:
        """A file of the layouts as it is, such as a stylesheet."""
        path = next(path for folder in self._folders if (path := folder / name).is_file())
        return path.read_text(encoding="utf-8")

    def _problem(self, error: Exception, name: str) -> Problem:
        line = getattr(error, "lineno", None) or 0
        name = getattr(error, "name", None) or name if line else name
        trace = error.__traceback__
        while trace and not getattr(error, "lineno", None):
            path = Path(trace.tb_frame.f_code.co_filename)
            for folder in self._folders:
                if path.is_relative_to(folder):
                    name, line = path.relative_to(folder).as_posix(), trace.tb_lineno
            trace = trace.tb_next
        if isinstance(error, TemplateNotFound):
            return Problem(Place(f"layouts/{name}", line), "L101", f"there is no layout '{error.name}'")
        what = str(error) or NO_MEMORY
        return Problem(Place(f"layouts/{name}", line), "L101", f"cannot be filled: {what}")
