"""The problems of one file while it is read: the first hundred, and how many more there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ...errors import MOST, Problem, more
from .spans import place


class LineFault(NamedTuple):
    """Something wrong on a line; in words only when it is told.

    Args:
        line, column, length: where, counted from 0.
        explain: code, sentence and hint.
    """

    line: int
    column: int
    length: int
    explain: Callable[[], tuple[str, str, str]]

    def problem(self, file: str, lines: list[str]) -> Callable[[], Problem]:
        """What makes a problem of it.

        Args:
            file: as messages name it.
            lines: the file line by line.
        """
        return lambda: Problem(place(file, lines, self.line, self.column, self.length), *self.explain())


@dataclass(slots=True)
class Tally:
    """Counts all and keeps the first, since a file may have a hundred thousand of them.

    Args:
        problems: those kept.
        over: how many more were met.
    """

    problems: list[Problem] = field(default_factory=list)
    over: int = 0

    @property
    def has_room(self) -> bool:
        """Whether the next problem will be kept."""
        return len(self.problems) < MOST

    def add(self, make: Callable[[], Problem]) -> None:
        """One more problem; it is only made where it is kept."""
        if self.has_room:
            self.problems.append(make())
        else:
            self.over += 1

    def take(self, problems: Iterable[Problem]) -> None:
        """Problems that are made one by one."""
        for problem in problems:
            self.add(lambda made=problem: made)  # type: ignore[misc]

    def told(self) -> list[Problem]:
        """What is to be told: those kept, and a line for the others."""
        return [*self.problems, more(self.problems[-1], self.over)] if self.over else self.problems
