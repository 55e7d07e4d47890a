"""What was published stays: no id vanishes or changes its meaning unless an edition says so."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...errors import Place, Problem, SourceError
from ..comparing.descent import descent
from ..comparing.redline import alike
from ..comparing.state import State, Thing, address_of, name_of, things_of
from ..model import Material
from ..toolkit import Source, Toolkit
from .descent import origins_were_published, path_of
from .mentions import outdated

# Nothing outside an edition points at these: no answer, bookmark or link.
_FREE = {"reference", "tier", "brand", "rule"}
_RENAMED = 0.7  # share of words from which on a new thing is taken for an old one under another id


def vanished(toolkit: Toolkit, states: Sequence[State]) -> Iterator[Problem]:
    """C333, C334: every id of a sealed edition is there and names the same kind of thing, or is retired.

    What something else came from is not lost. Of what lies inside a thing that vanished nothing is said.
    Drafts and retired materials keep their ids.

    Args:
        toolkit: the sources as they are.
        states: of all sealed editions, the newest first.
    """
    guard = _Guard.of(toolkit, states)
    retired = {address_of(entry.id) for edition in toolkit.editions for entry in edition.retired}
    now = State(toolkit.name, "", tuple(there.thing for there in guard.things.values()))
    told: set[str] = set()
    for number, state in enumerate(states):
        old = {thing.address: thing for thing in state.things}
        lines = descent(state, now, states[:number])
        for thing in state.things:
            there = guard.things.get(thing.address)
            if thing.address in told or thing.kind in _FREE or (there and there.thing.kind == thing.kind):
                continue
            if there is None and lines.follows(thing.address):
                continue  # what lies in it may have stayed behind
            told.add(thing.address)
            if there is None and thing.owner in told and thing.owner not in guard.things:
                continue  # told of with what it lay in
            if not _given_up(thing, old, retired):
                yield guard.other(thing, there, state) if there else guard.gone(thing, state)


def _given_up(thing: Thing, old: Mapping[str, Thing], retired: set[str]) -> bool:
    """Whether a thing, or one around it, is retired."""
    around: Thing | None = thing
    while around is not None:
        if around.address in retired:
            return True
        around = old.get(around.owner)
    return False


class _PlacedThing(NamedTuple):
    """A thing of the sources, and the file that it stands in."""

    thing: Thing
    source: Source

    @property
    def place(self) -> Place:
        """Where its id is written."""
        path = (*path_of(self.thing, self.source), "id")
        return self.source.marks.value(path) if path in self.source.marks else Place(self.source.path)

    @property
    def is_printed(self) -> bool:
        return not isinstance(self.source.node, Material) or self.source.node.status == "approved"


@dataclass(frozen=True, slots=True)
class _Guard:
    """Says what is wrong with an id.

    Args:
        newest: the file of the newest edition.
        sealed: whether that edition is sealed, so that its file stays as it is.
        things: address -> every thing of the sources, drafts too.
        new: those in print that no sealed edition has.
    """

    newest: Source
    sealed: bool
    things: Mapping[str, _PlacedThing]
    new: Sequence[_PlacedThing]

    @classmethod
    def of(cls, toolkit: Toolkit, states: Sequence[State]) -> "_Guard":
        edition = toolkit.editions[-1]
        things = {
            thing.address: _PlacedThing(thing, source)
            for source in toolkit.sources
            for thing in things_of(source.node, toolkit.file.id)
        }
        seen = {thing.address for state in states for thing in state.things}
        return cls(
            next(source for source in toolkit.sources if source.node is edition),
            any(state.edition == edition.id for state in states),
            things,
            [there for name, there in things.items() if name not in seen and there.is_printed],
        )

    def gone(self, thing: Thing, state: State) -> Problem:
        """An id is not there any more."""
        name = name_of(thing.address)
        message = f'"{name}" of edition {state.edition} is gone: the {thing.kind} "{thing.title}"'
        if heir := self._heir(thing):
            own = name.rpartition("/")[2]
            hint = (
                f"if this is the same {thing.kind}, write its published id here: {own}\n"
                f"if it is new and came from that one, write here:\ncame_from:\n  - {own}\n"
                f"{self._retire(name)}"
            )
            return Problem(heir.place, "C333", message, hint)
        place = self.newest.marks.key(("retired",) if ("retired",) in self.newest.marks else ("id",))
        return Problem(place, "C333", message, f"put it back; {self._retire(name)}")

    def other(self, thing: Thing, there: _PlacedThing, state: State) -> Problem:
        """An id names something else."""
        name, kind = name_of(thing.address), there.thing.kind
        message = f'"{name}" names a {thing.kind} in edition {state.edition}, and a {kind} here'
        hint = f"give the {kind} an id of its own; {self._retire(name)}"
        return Problem(there.place, "C334", message, hint)

    def _heir(self, thing: Thing) -> _PlacedThing | None:
        """The new thing that is most like one that is gone, if it is very like it."""
        words = _words(thing)
        likely = [
            (alike(words, _words(there.thing)), there) for there in self.new if there.thing.kind == thing.kind
        ]
        share, heir = max(likely, key=lambda pair: (pair[0], pair[1].thing.address), default=(0.0, None))
        return heir if share >= _RENAMED else None

    def _retire(self, name: str) -> str:
        where = "the next edition (`toolkit new edition`)" if self.sealed else self.newest.name
        entry = f"retired:\n  - id: {name}\n    why: One sentence for readers."
        return f"if it is given up, write in {where}:\n{entry}"


def _words(thing: Thing) -> Counter[str]:
    return Counter(" ".join(thing.texts.values()).split())


def guard(toolkit: Toolkit, earlier: Sequence[State]) -> None:
    """Every id that was published is still there, or is retired on purpose, or something came from it.

    Raises:
        SourceError: C333, C334; C356 a text types an old name; C371 to C374 what something says it came from.
    """
    problems = [
        *vanished(toolkit, earlier), *origins_were_published(toolkit, earlier), *outdated(toolkit, earlier)
    ]  # fmt: skip
    if problems:
        raise SourceError(problems, len(toolkit.sources))
