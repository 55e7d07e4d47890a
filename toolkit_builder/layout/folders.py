"""The folders that layouts are taken from, and where in them a fault lies."""

import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError

from ..errors import Place, Problem

NO_MEMORY = "it needs more memory than it may have"
"""Where Python has no words."""
# How Jinja names our objects: 'toolkit_builder.content.model.case.Chart object'.
_OURS = re.compile(r"'toolkit_builder\.[\w.]*?(\w+) object'")


@dataclass(frozen=True, slots=True)
class LayoutFolders:
    """Where layouts lie.

    Args:
        paths: the toolkit's own folder first, if it has one, then the built-in one.
        own: how messages name the toolkit's own.
    """

    paths: tuple[Path, ...]
    own: str

    def place(self, name: str) -> str:
        """How messages name a layout."""
        is_own = len(self.paths) > 1 and self._folder_of(name) == self.paths[0]
        return f"{self.own if is_own else 'layouts'}/{name}"

    def problem(self, error: Exception, layout: str) -> Problem:
        """L101: the layout's file and line, taken from the error or from where it passed through.

        Args:
            error: that filling has raised.
            layout: that was being filled.
        """
        name, line = self._name_and_line(error, layout)
        if isinstance(error, TemplateNotFound):
            message = f"there is no layout '{error.name}'"
        else:
            what = _OURS.sub(r"\1", str(error)) or NO_MEMORY
            message = f"cannot be filled: {what}"
        return Problem(Place(self.place(name), line, text=self._line(name, line)), "L101", message)

    def _name_and_line(self, error: Exception, layout: str) -> tuple[str, int]:
        """The layout that an error comes from, and the line; 0 where it came from none."""
        if isinstance(error, TemplateSyntaxError):
            return error.name or layout, error.lineno
        name, line = layout, 0
        trace = error.__traceback__
        while trace:
            path = Path(trace.tb_frame.f_code.co_filename)
            for folder in self.paths:
                if path.is_relative_to(folder):
                    name, line = path.relative_to(folder).as_posix(), trace.tb_lineno
            trace = trace.tb_next
        return name, line

    def _folder_of(self, name: str) -> Path | None:
        """The folder that a layout is taken from."""
        return next((folder for folder in self.paths if (folder / name).is_file()), None)

    def _line(self, name: str, line: int) -> str:
        folder = self._folder_of(name)
        if not line or folder is None:
            return ""
        return (folder / name).read_text(encoding="utf-8").split("\n")[line - 1]
