"""Where in the sources a problem of a file comes from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..content.texts import PrintedText, texts
from ..content.toolkit import Toolkit
from ..errors import OutputError, Place, Problem

_QUOTED = re.compile(r'"(.+?)"')


def in_sources(error: OutputError, toolkit: Toolkit) -> OutputError:
    """The same error with file and line where a writer could only name an address.

    A packet that shows one text twice meets its problem twice; it is told once.
    """
    by_address: dict[str, list[PrintedText]] = defaultdict(list)
    for text in texts(toolkit):
        by_address[text.address].append(text)
    return OutputError(
        _without_repeats(_with_place(problem, by_address) for problem in error.problems), len(toolkit.sources)
    )


def _without_repeats(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Variants differ in how wide a line is, but a word that does not fit is one thing to mend."""
    kept: dict[tuple[object, ...], Problem] = {}
    for problem in sorted(problems):
        quoted = _QUOTED.search(problem.message)
        subject = quoted[1] if quoted and problem.code in ("O112", "O113") else problem.message
        kept.setdefault((problem.place, problem.code, subject), problem)
    return kept.values()


def _with_place(problem: Problem, by_address: Mapping[str, list[PrintedText]]) -> Problem:
    """A problem with the place of its address, else of what that is a part of: material__thing, material."""
    if problem.place.line:
        return problem
    address = problem.place.path.rpartition("#")[2]
    while address and address not in by_address:
        address = address.rpartition("__")[0]
    if not address:
        return problem
    return Problem(
        _place_of_quote(problem.message, by_address[address]), problem.code, problem.message, problem.hint
    )


def _place_of_quote(message: str, candidates: list[PrintedText]) -> Place:
    """The text that holds what the message quotes, to the letter where it stands on the first line."""
    quoted = _QUOTED.search(message)
    words = quoted[1] if quoted else ""
    text = next((text for text in candidates if words and words in text.text), candidates[0])
    place = text.place
    column = place.text.find(words, place.column - 1) + 1 if words else 0
    return Place(place.path, place.line, column, len(words), place.text) if column else place
