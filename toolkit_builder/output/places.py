"""Where in the sources a problem of a file comes from."""

from collections.abc import Mapping

from ..content.texts import texts
from ..content.toolkit import Toolkit
from ..errors import OutputError, Place, Problem


def in_sources(error: OutputError, toolkit: Toolkit) -> OutputError:
    """The same error with file and line where a writer could only name an address.

    A packet that shows one text twice meets its problem twice; it is told once.
    """
    known: dict[str, Place] = {}
    for text in texts(toolkit):
        known.setdefault(text.address, text.place)
    return OutputError((_placed(problem, known) for problem in error.problems), len(toolkit.sources))


def _placed(problem: Problem, known: Mapping[str, Place]) -> Problem:
    """Looks for the address, then for what it is a part of: material__thing, material."""
    if problem.place.line:
        return problem
    address = problem.place.path.rpartition("#")[2]
    while address and address not in known:
        address = address.rpartition("__")[0]
    if not address:
        return problem
    return Problem(known[address], problem.code, problem.message, problem.hint)
