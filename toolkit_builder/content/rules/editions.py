"""What the file of an edition says of changes: about things that there are, and that are really given up.

That nothing published vanishes unsaid needs what was published, see `published`.
"""

from collections.abc import Iterable, Iterator

from ...errors import Problem
from ..comparing.state import name_of, things_of
from ..model import EditionFile
from ..toolkit import Toolkit
from .meetings import near
from .sheet import Sheet


def notes_speak_once(sheet: Sheet) -> Iterator[Problem]:
    """C332: one thing, one note, so that it is clear what readers are told."""
    edition = sheet.source.node
    if not isinstance(edition, EditionFile):
        return
    seen: dict[str, int] = {}
    for number, note in enumerate(edition.notes):
        for place, name in enumerate(note.about):
            path = ("notes", number, "about", place)
            line = sheet.source.marks.value(path).line
            first = seen.setdefault(name, line)
            if first != line:
                message = f'another note is about "{name}" already (line {first})'
                hint = "make one note of the two, or write what changed in it: material/thing"
                yield sheet.problem(path, "C332", message, hint)


def notes_meet(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C330: notes of the newest edition are about what there is, or what is given up."""
    newest = _newest(toolkit, sheets)
    if newest is None or not toolkit.editions[-1].notes:
        return
    known = {
        *_things(toolkit, sheets),
        *(retired.id for edition in toolkit.editions for retired in edition.retired),
    }
    for number, note in enumerate(toolkit.editions[-1].notes):
        for place, name in enumerate(note.about):
            if name not in known:
                path = ("notes", number, "about", place)
                around = [thing for thing in known if thing.partition("/")[0] == name.partition("/")[0]]
                hint = near(name, around or known, "there are")
                hint += "\nto tell of what is gone, list it under `retired:`"
                yield newest.problem(path, "C330", f'there is no "{name}" to have a note about', hint)


def retired_are_gone(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C331: what an edition gave up is not printed, and its id names nothing else."""
    if not any(edition.retired for edition in toolkit.editions):
        return
    printed = _things(toolkit, [sheet for sheet in sheets if sheet.printed])
    for sheet in sheets:
        edition = sheet.source.node
        for number, retired in enumerate(edition.retired if isinstance(edition, EditionFile) else ()):
            if retired.id in printed:
                message = f'"{retired.id}" is given up here, and there is still one ({printed[retired.id]})'
                gone = "take it out there" if "/" in retired.id else "write `status: retired` there"
                hint = f"{gone}, or take this entry out if it stays;\nwhat is new needs an id that is new"
                yield sheet.problem(("retired", number, "id"), "C331", message, hint)


def _newest(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Sheet | None:
    if not toolkit.editions:
        return None
    return next(sheet for sheet in sheets if sheet.source.node is toolkit.editions[-1])


def _things(toolkit: Toolkit, sheets: Iterable[Sheet]) -> dict[str, str]:
    """Name of every thing as editors write it -> the file that it stands in."""
    return {
        name_of(thing.address): sheet.source.path
        for sheet in sheets
        for thing in things_of(sheet.source.node, toolkit.file.id)
    }
