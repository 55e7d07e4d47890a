"""The Jinja2 templates of the site; where one cannot be filled, its file and line are named."""

import sys
from contextlib import suppress
from multiprocessing import Pipe, get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined

from ..errors import LayoutError, Place, Problem
from ..layout.bounds import bounded, ended, last_lines
from ..layout.confined import MEMORY
from ..layout.folders import LayoutFolders, LayoutLoader, read_layout
from ..layout.sandbox import Sandbox
from ..layout.wording import Wording, day
from ..machine.pool import at_most

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


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
            loader=LayoutLoader(folders.paths),
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
        has_own = len(self._folders.paths) > 1
        if has_own and sys.platform == "linux":
            return self._filled_apart(name, values)
        return self._filled(name, values)

    def _filled(self, name: str, values: dict[str, Any]) -> str:
        try:
            with bounded():
                return self._jinja.fill(name, values)
        except LayoutError:
            raise
        except Exception as error:  # whatever a layout does wrong; of ours nothing else runs here
            raise LayoutError([self._folders.problem(error, name)]) from error

    def _filled_apart(self, name: str, values: dict[str, Any]) -> str:
        """The same in a process of its own: a toolkit's own layout may take more than it may have.

        That is a fork of this one, since what a page may ask for are functions.
        """
        receiver, sender = Pipe(duplex=False)
        answer: str | LayoutError | None = None
        with TemporaryDirectory(prefix="toolkit-layouts-") as folder:
            told = Path(folder) / "ran"
            process = get_context("fork").Process(target=self._send, args=(sender, told, name, values))
            process.start()
            sender.close()
            with receiver, suppress(EOFError):  # it was ended before it had an answer
                answer = receiver.recv()
            process.join()
            if answer is None:
                answer = LayoutError([self._unanswered(name, told, process.exitcode)])
        if isinstance(answer, LayoutError):
            raise answer
        return answer

    def _unanswered(self, name: str, told: Path, exit_code: int | None) -> Problem:
        if ran := last_lines(told):
            return self._folders.ended(ran, name, self._jinja)
        message = f"cannot be filled: the process that fills it ended with code {exit_code}"
        hint = f"it may need more than the {MEMORY / 1e6:.0f} MB of memory that it is given"
        return Problem(Place(self._folders.place(name)), "L101", message, hint)

    def _send(self, sender: "Connection[Any, Any]", told: Path, name: str, values: dict[str, Any]) -> None:
        try:
            with ended(told), at_most(MEMORY):
                sender.send(self._filled(name, values))
        except LayoutError as error:
            sender.send(error)

    def text(self, name: str) -> str:
        """A file of the layouts as it is, such as a stylesheet."""
        words = read_layout(self._folders.paths, name)
        assert words is not None  # the built-in folder has all of them
        return words
