"""The Jinja2 templates of the site; where one cannot be filled, its file and line are named."""

from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined

from ..errors import LayoutError
from ..layout.bounds import bounded
from ..layout.confined import MEMORY
from ..layout.folders import LayoutFolders
from ..layout.sandbox import Sandbox
from ..layout.wording import Wording, day
from ..machine.pool import at_most


class Layouts:
    """The layouts of one toolkit's site.

    Args:
        folders: where they are looked for.
        say: words of its language.
        language: tag.
    """

    def __init__(self, folders: LayoutFolders, say: Wording, language: str) -> None:
        self._folders = folders
        self._jinja = Sandbox(
            loader=FileSystemLoader(folders.paths),
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
            with bounded(), at_most(MEMORY if len(self._folders.paths) > 1 else 0):
                return self._jinja.fill(name, values)
        except Exception as error:  # whatever a layout does wrong; of ours nothing else runs here
            raise LayoutError([self._folders.problem(error, name)]) from error

    def text(self, name: str) -> str:
        """A file of the layouts as it is, such as a stylesheet."""
        path = next(path for folder in self._folders.paths if (path := folder / name).is_file())
        return path.read_text(encoding="utf-8")
