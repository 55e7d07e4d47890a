"""The house style of a toolkit whose texts change all the time: worked out anew only where it can differ."""

from collections.abc import Mapping
from pathlib import Path

from ..content.toolkit import Toolkit
from ..content.walk import walk
from ..content.words import Text
from ..errors import OutputError, Problem
from ..output.style import house_style
from ..output.task import HouseStyle
from .snapshot import Snapshot
from .source_cache import CachedFile


class StylesCache:
    """Gives the house style of each snapshot; cutting its fonts takes as long as reading a whole toolkit."""

    def __init__(self) -> None:
        self._letters: dict[str, frozenset[str]] = {}
        self._key: object = None
        self._house: HouseStyle | None = None
        self._problems: tuple[Problem, ...] = ()

    def get(self, toolkit: Toolkit, snapshot: Snapshot, layouts: tuple[Path, ...]) -> HouseStyle | None:
        """The house style, or the last that could be had; None where there was none yet.

        Args:
            toolkit: what is printed.
            snapshot: that the toolkit is of.
            layouts: folders with `styles/`.
        """
        letters = self._printed(snapshot.sources.files)
        look = (toolkit.brand, toolkit.pictures, toolkit.fonts, layouts, snapshot.layouts_stamp)
        key = (*look, letters, toolkit.file.language)
        if key != self._key:
            self._key = key
            self._house, self._problems = _house(toolkit, layouts, self._house, snapshot)
        return self._house

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it could not be had, such as a font that is not installed."""
        return self._problems

    def _printed(self, files: Mapping[str, CachedFile]) -> frozenset[str]:
        """Every letter of the texts; a file is looked through once."""
        known = self._letters
        self._letters = {
            file.good_sum: known[file.good_sum] if file.good_sum in known else _letters(file)
            for file in files.values()
            if file.source
        }
        return frozenset().union(*self._letters.values())


def _house(
    toolkit: Toolkit, layouts: tuple[Path, ...], before: HouseStyle | None, snapshot: Snapshot
) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    try:
        return house_style(toolkit, layouts), ()
    except OutputError as error:
        return before, error.problems
    except Exception:
        if not snapshot.problems:
            raise
        return before, ()  # what is wrong with the files is told already


def _letters(file: CachedFile) -> frozenset[str]:
    assert file.source is not None
    texts = (part.value for part in walk(file.source.node) if isinstance(part.value, Text))
    return frozenset("".join(texts))
