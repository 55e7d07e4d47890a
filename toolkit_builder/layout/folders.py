"""The folders that layouts are taken from, and where in them a fault lies."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError

from ..errors import LayoutError, Place, Problem
from ..machine.files import beginning, entry

MAX_BYTES = 200_000
"""Of a file among layouts; the longest of ours has 30,000."""
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

    def ended(self, ran: Sequence[tuple[Path, int]], layout: str, jinja: Environment) -> Problem:
        """L101: where a layout was that the system has ended.

        Args:
            ran: files and lines that ran, the innermost first; lines of what Jinja made of a layout.
            layout: that was being filled.
            jinja: what has compiled it.
        """
        name, line = layout, 0
        for path, number in ran:
            folder = next((folder for folder in self.paths if path.is_relative_to(folder)), None)
            if folder is not None:
                name = path.relative_to(folder).as_posix()
                line = jinja.get_template(name).get_corresponding_lineno(number)
                break
        message = "cannot be filled: it takes too long, at one step, and was stopped"
        return Problem(Place(self.place(name), line, text=self._line(name, line)), "L101", message)

    def _folder_of(self, name: str) -> Path | None:
        """The folder that a layout is taken from."""
        found = _found(self.paths, name)
        return found[0] if found else None

    def _line(self, name: str, line: int) -> str:
        words = read_layout(self.paths, name)
        return words.split("\n")[line - 1] if line and words is not None else ""


def called(folder: Path) -> str:
    """How messages name a folder of layouts: that of a toolkit by its path in a project."""
    toolkit = folder.parent
    return f"sources/{toolkit.name}/layouts" if toolkit.parent.name == "sources" else "layouts"


def read_layout(paths: tuple[Path, ...], name: str) -> str | None:
    """The words of a file among layouts; None where there is none of this name.

    What hidden or temporary files and links hold is in no list of what somebody trusts, and so in no layout.

    Args:
        paths: folders to look in; the first that has it wins.
        name: below them, such as styles/screen.css.

    Raises:
        LayoutError: L114 it is too long, or not written in UTF-8.
    """
    found = _found(paths, name)
    return _words(*found, name) if found else None


def _found(paths: tuple[Path, ...], name: str) -> tuple[Path, Path] | None:
    """The folder that has a file of this name, and where it lies."""
    return next(((folder, path) for folder in paths if (path := entry(folder, name))), None)


def _words(folder: Path, path: Path, name: str) -> str:
    data = beginning(path, MAX_BYTES)
    try:
        why = f"it is longer than {MAX_BYTES // 1000} KB" if len(data) > MAX_BYTES else ""
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        why = why or "it is not written in UTF-8"
    if why:
        place = Place(f"{called(folder)}/{name}")
        raise LayoutError([Problem(place, "L114", f"this cannot be taken: {why}")])
    return words.replace("\r\n", "\n")


class LayoutLoader(BaseLoader):
    """Gives Jinja the files of layout folders.

    Args:
        paths: the toolkit's own folder first, if it has one, then the built-in one.
    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Words of a layout, where it lies, and whether that is still so.

        Args:
            environment: that asks.
            template: its path below layouts/.

        Raises:
            TemplateNotFound: there is none.
            LayoutError: see `read_layout`.
        """
        found = _found(self._paths, template)
        if found is None:
            raise TemplateNotFound(template)
        path = found[1]
        changed = path.stat().st_mtime_ns
        return _words(*found, template), str(path), lambda: _is_still(path, changed)


def _is_still(path: Path, changed: int) -> bool:
    return path.exists() and path.stat().st_mtime_ns == changed
