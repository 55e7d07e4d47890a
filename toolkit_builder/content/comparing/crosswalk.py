"""From the addresses of one edition to those of the next: for answers, bookmarks and links that are older.

A crosswalk is kept with an edition. It says what each thing that is not there any more became, and of what
stayed which words are others, so that older answers can be read and what they answered can be shown.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from ...errors import short
from ...machine.jsons import fitted, read_json
from .compare import Change, compare
from .descent import Descent, descent
from .numbers import NewNumber, new_numbers
from .state import State

SCHEMA = 1
_WORDS = {"reworded", "retitled", "rescaled", "added", "removed"}


@dataclass(frozen=True, slots=True)
class Heir:
    """A thing that took the place of another.

    Args:
        address: of the later thing.
        words: its fields whose words are others than those of the earlier thing.
        joined: whether it came from several, so that no words are compared.
    """

    address: str
    words: tuple[str, ...] = ()
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of one thing.

    Args:
        address: of the earlier thing.
        kind: of it, such as indicator.
        heirs: what came from it, in printed order; several where it was split.
    """

    address: str
    kind: str
    heirs: tuple[Heir, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """What became of the things of an edition.

    Args:
        before, after: the two editions; empty in that of a first edition.
        successions: of everything whose address is another now, or that was split or joined.
        numbers: things that stayed and are printed under another number.
    """

    before: str = ""
    after: str = ""
    successions: tuple[Succession, ...] = ()
    numbers: tuple[NewNumber, ...] = field(default=(), repr=False)

    def heirs(self, name: str) -> tuple[str, ...]:
        """Addresses that a thing has now; its own where nothing took its place."""
        found = (succession for succession in self.successions if succession.address == name)
        return next((tuple(heir.address for heir in each.heirs) for each in found), (name,))


def crosswalk(before: State, after: State, between: Iterable[State] = ()) -> Crosswalk:
    """What became of what.

    Args:
        before, after: two states of one toolkit.
        between: those in between.
    """
    steps = tuple(between)
    lines = descent(before, after, steps)
    words = _words(compare(before, after, between=steps))
    things = {thing.address: thing for thing in before.things}
    successions = []
    for name, thing in things.items():
        heirs = (
            _heir(heir, heir in lines.origins and heir in things, lines, words)
            for heir in lines.follows(name)
        )
        if follow := tuple(heirs):
            successions.append(Succession(name, thing.kind, follow))
    return Crosswalk(before.edition, after.edition, tuple(successions), new_numbers(before, after, lines))


def _words(changes: Iterable[Change]) -> dict[str, tuple[str, ...]]:
    """Address -> fields whose words are others."""
    found: dict[str, dict[str, None]] = {}
    for change in changes:
        if change.kind in _WORDS and change.field:
            found.setdefault(change.address, {})[change.field] = None
    return {name: tuple(fields) for name, fields in found.items()}


def _heir(name: str, stayed: bool, lines: Descent, words: Mapping[str, tuple[str, ...]]) -> Heir:
    """What took the place of a thing.

    Args:
        name: its address.
        stayed: whether it was there before, and took in another.
        lines: what came from what.
        words: see `_words`.
    """
    joined = stayed or len(lines.origins.get(name, ())) > 1
    return Heir(name, () if joined else words.get(name, ()), joined)


def as_json(value: Crosswalk) -> bytes:
    """For keeping; the same crosswalk gives the same bytes."""
    return json.dumps({"schema": SCHEMA, **asdict(value)}, indent=1, ensure_ascii=False).encode() + b"\n"


def from_json(data: bytes) -> Crosswalk:
    """A crosswalk that was kept.

    Raises:
        ValueError: the bytes are not what `as_json` writes.
    """
    told = read_json(data)
    form = told.pop("schema", None) if isinstance(told, dict) else None
    if form != SCHEMA:
        raise ValueError(f"a crosswalk of form {short(form)}; this program knows form {SCHEMA}")
    return fitted(Crosswalk, told)
