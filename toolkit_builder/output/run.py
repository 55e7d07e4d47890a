"""What goes with every step of a command that makes files."""

from collections.abc import Callable
from dataclasses import dataclass

from ..machine.cache import Cache
from ..machine.pool import Pool
from ..project import Project

Listener = Callable[[int, int, str], object]
"""Told of each finished file: how many are done, of how many, and its name."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command; made once, by the command line.

    Args:
        project: where everything lies.
        pool: workers that make files.
        listener: told of progress.
    """

    project: Project
    pool: Pool
    listener: Listener

    @property
    def cache(self) -> Cache:
        """Finished files by key."""
        return Cache(self.project.cache)
