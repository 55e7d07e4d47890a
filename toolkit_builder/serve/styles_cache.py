"""The house style of a toolkit whose texts change all the time: worked out anew only where it can differ."""

from collections.abc import Mapping
from pathlib import Path

from ..content.toolkit import Toolkit
from ..content.walk import walk
from ..content.words import Text
from ..errors import OutputError, Problem
from ..output.style import house_style
from ..output.task import HouseStyle
from .snapshot import Moment
from .source_cache import CachedFile


class Houses:
    """Gives the house style of each moment; cutting its fonts takes as long as reading a whole toolkit."""

    def __init__(self) -> None:
        self._letters: dict[str, frozenset[str]] = {}
        self._key: object = None
        self._house: HouseStyle | None = None
        self._problems: tuple[Problem, ...] = ()

    def of(self, toolkit: Toolkit, now: Moment, layouts: tuple[Path, ...]) -> HouseStyle | None:
        """The house style, or the last that could be had; None where there was none yet.

        Args:
            toolkit: what is printed.
            now: the moment that it is of.
            layouts: folders with `styles/`.
        """
        printed = self._printed(now.reading.files)
        key = (toolkit.brand, toolkit.pictures, printed, toolkit.file.language, layouts, now.look)
        if key != self._key:
            self._key = key
            self._house, self._problems = _house(toolkit, layouts, self._house, now)
        return self._house

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it could not be had, such as a font that is not installed."""
        return self._problems

    def _printed(self, files: Mapping[str, CachedFile]) -> frozenset[str]:
        """Every letter of the texts; a file is looked through once."""
        known = self._letters
        self._letters = {
            held.good_sum: known[held.good_sum] if held.good_sum in known else _letters(held)
            for held in files.values()
            if held.source
        }
        return frozenset().union(*self._letters.values())


def _house(
    toolkit: Toolkit, layouts: tuple[Path, ...], before: HouseStyle | None, now: Moment
) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    try:
        return house_style(toolkit, layouts), ()
    except OutputError as error:
        return before, error.problems
    except Exception:
        if not now.problems:
            raise
        return before, ()  # what is wrong with the files is told already


def _letters(held: CachedFile) -> frozenset[str]:
    assert held.source is not None
    texts = (part.value for part in walk(held.source.node) if isinstance(part.value, Text))
    return frozenset("".join(texts))
