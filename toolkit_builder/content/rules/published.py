"""What was published stays: no id vanishes or changes its meaning unless an edition says so."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...errors import Place, Problem
from ..model import Material, Node
from ..redline import alike
from ..state import State, Thing, address_of, kind_of, name_of, things_of
from ..toolkit import Source, Toolkit
from ..walk import walk

# Nothing outside an edition points at these: no answer, bookmark or link.
_FREE = {"reference", "tier", "brand"}
_RENAMED = 0.7  # share of words from which on a new thing is taken for an old one under another id


def vanished(toolkit: Toolkit, states: Sequence[State]) -> Iterator[Problem]:
    """C333, C334: every id of a sealed edition is there and names the same kind of thing, or is retired.

    Of what lies inside a thing that vanished nothing is said. Drafts and retired materials keep their ids.

    Args:
        toolkit: the sources as they are.
        states: of all sealed editions, the newest first.
    """
    now = {
        thing.address: (thing, source)
        for source in toolkit.sources
        for thing in things_of(source.node, toolkit.file.id)
    }
    retired = {address_of(each.id) for edition in toolkit.editions for each in edition.retired}
    seen = {thing.address for state in states for thing in state.things}
    new = [each for name, each in now.items() if name not in seen and _is_printed(each[1].node)]
    told: set[str] = set()
    for state in states:
        old = {thing.address: thing for thing in state.things}
        for thing in state.things:
            there = now.get(thing.address)
            if thing.address in told or thing.kind in _FREE or (there and there[0].kind == thing.kind):
                continue
            told.add(thing.address)
            if there is None and thing.owner in told and thing.owner not in now:
                continue  # told of with what it lay in
            if not _given_up(thing, old, retired):
                yield _problem(thing, there, state.edition, new, toolkit, states)


def _is_printed(node: Node) -> bool:
    return not isinstance(node, Material) or node.status == "approved"


def _given_up(thing: Thing, old: Mapping[str, Thing], retired: set[str]) -> bool:
    """Whether a thing, or one around it, is retired."""
    around: Thing | None = thing
    while around is not None:
        if around.address in retired:
            return True
        around = old.get(around.owner)
    return False


def _problem(
    thing: Thing,
    there: tuple[Thing, Source] | None,
    edition: str,
    new: list[tuple[Thing, Source]],
    toolkit: Toolkit,
    states: Sequence[State],
) -> Problem:
    name, kind = name_of(thing.address), thing.kind.replace("-", " ")
    if there is not None:
        other = there[0].kind.replace("-", " ")
        message = f'"{name}" names a {kind} in edition {edition}, and a {other} here'
        hint = f"give the {other} an id of its own; {_retire(name, toolkit, states)}"
        return Problem(_place(*there), "C334", message, hint)
    message = f'"{name}" of edition {edition} is gone: the {kind} "{thing.title}"'
    if heir := _heir(thing, new):
        hint = f"if this is the same {kind}, write its published id here: {name.rpartition('/')[2]}"
        return Problem(_place(*heir), "C333", message, f"{hint}\n{_retire(name, toolkit, states)}")
    newest = next(source for source in toolkit.sources if source.node is toolkit.editions[-1])
    place = newest.marks.key(("retired",) if toolkit.editions[-1].retired else ("id",))
    return Problem(place, "C333", message, f"put it back; {_retire(name, toolkit, states)}")


def _retire(name: str, toolkit: Toolkit, states: Sequence[State]) -> str:
    newest = toolkit.editions[-1].id
    sealed = any(state.edition == newest for state in states)
    where = "the next edition (`toolkit new edition`)" if sealed else f"editions/{newest}.yaml"
    return (
        f"if it is given up, write in {where}:\nretired:\n  - id: {name}\n    why: One sentence for readers."
    )


def _heir(thing: Thing, new: list[tuple[Thing, Source]]) -> tuple[Thing, Source] | None:
    """The new thing that is most like one that is gone, if it is very like it."""
    words = _words(thing)
    alike_to = [(alike(words, _words(each)), each, source) for each, source in new if each.kind == thing.kind]
    found = max(alike_to, key=lambda each: (each[0], each[1].address), default=None)
    return found[1:] if found and found[0] >= _RENAMED else None


def _words(thing: Thing) -> Counter[str]:
    return Counter(" ".join(thing.texts.values()).split())


def _place(thing: Thing, source: Source) -> Place:
    """Where the id of a thing is written."""
    own = name_of(thing.address).rpartition("/")[2]
    for path, value, _ in walk(source.node):
        if isinstance(value, Node) and getattr(value, "id", None) == own and kind_of(value) == thing.kind:
            return source.marks.value((*path, "id"))
    return Place(source.path)
