"""What an edition must have said of its changes before it is sealed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..content.comparing.compare import Change
from ..content.comparing.descent import Family, descent
from ..content.comparing.state import State, Thing, address_of, name_of, state
from ..content.model import MATERIALS, EditionFile, Principle
from ..content.toolkit import Toolkit
from ..errors import EditionError, Place, Problem
from ..project import Project
from .news import news_since
from .sealed_editions import EDITIONS, SealedEdition, states

# Answers are kept by these, so that it must be known which of them took the place of which.
_ANSWERED = ("section", "indicator", "level")
_FEW = 4


def needs_note(change: Change) -> bool:
    """Whether readers must be told of a change: of what changes their answers, figures or shelves."""
    came_or_went = change.kind in ("added", "removed", "came-from") and not change.field
    counts = change.thing in (*MATERIALS, Principle.kind, "indicator", "section")
    return (
        (came_or_went and counts)
        or change.kind == "rescaled"
        or (change.kind == "revalued" and change.thing == "result")
    )


def require_told(toolkit: Toolkit, before: Sequence[SealedEdition], project: Project) -> None:
    """Make sure that the newest edition says what readers must know.

    Args:
        toolkit: the sources.
        before: the sealed editions, the oldest first.
        project: where they lie.

    Raises:
        EditionError: P105 a change that readers must know of has no note; P108 something is given up, others
            are new beside it, and nothing says whether they came from it; P123 a bundle is not whole.
    """
    edition = toolkit.editions[-1]
    place = Place(f"{project.name}/{EDITIONS}/{edition.id}.yaml")
    problems = [*_without_notes(toolkit, before, place)]
    if earlier := states(before)[:1]:
        problems += _without_heirs(earlier[0], state(toolkit), edition, place)
    if problems:
        raise EditionError(problems)


def _without_notes(toolkit: Toolkit, before: Sequence[SealedEdition], place: Place) -> Iterator[Problem]:
    news = news_since(toolkit, before)
    for change in news.changes if news else ():
        if needs_note(change) and not change.note:
            kind = "came from another" if change.kind == "came-from" else f"is {change.kind}"
            yield Problem(
                place, "P105", f'no note says why the {change.thing} "{change.title}" {kind}',
                f"notes:\n  - about:\n      - {name_of(change.address)}\n    weight: major\n"
                "    text: One sentence for readers.",
            )  # fmt: skip


def _without_heirs(before: State, after: State, edition: EditionFile, place: Place) -> Iterator[Problem]:
    """P108: it is said what took the place of what is given up, where others of its kind are new."""
    old, new, lines = Family(before), Family(after), descent(before, after)
    fresh: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in after.things:
        if thing.address not in old.things and thing.address not in lines.inside and not thing.came_from:
            fresh[_beside(thing), thing.kind].append(thing)
    final = {address_of(gone.id) for gone in edition.retired if gone.replaced_by}
    for thing in before.things:
        others = fresh[_beside(thing), thing.kind]
        is_gone = thing.address not in new.things and not lines.follows(thing.address)
        if thing.kind in _ANSWERED and others and is_gone and not final & {*_around(thing, old)}:
            yield _no_heir(thing, others, place)


def _beside(thing: Thing) -> str:
    """Address of the material, or of the scale, that holds a thing."""
    return thing.owner if thing.kind == "level" else thing.address.partition("__")[0]


def _around(thing: Thing | None, family: Family) -> Iterator[str]:
    while thing is not None:
        yield thing.address
        thing = family.things.get(thing.owner)


def _no_heir(thing: Thing, others: Sequence[Thing], place: Place) -> Problem:
    name, own = name_of(thing.address), name_of(thing.address).rpartition("/")[2]
    named = ", ".join(f'"{other.title}" ({name_of(other.address)})' for other in others[:_FEW])
    more = f" and {len(others) - _FEW} more" if len(others) > _FEW else ""
    are = "is" if len(others) == 1 else "are"
    message = (
        f'the {thing.kind} "{thing.title}" ({name}) is given up, {named}{more} {are} new, '
        "and nothing says whether one came from the other"
    )
    hint = (
        f"below the id of each that took its place, write:\ncame_from: [{own}]\n"
        f"if none did, write in this file:\nretired:\n  - id: {name}\n    why: One sentence for readers.\n"
        "    replaced_by: nothing"
    )
    return Problem(place, "P108", message, hint)
