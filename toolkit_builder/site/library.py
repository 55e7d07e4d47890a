"""The library of a site: the sealed editions of a toolkit with everything that its pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..content.comparing.state import State, Thing
from ..content.fonts import OwnFont
from ..content.model import Brand
from ..content.richtext import parse, plain
from ..layout.manuscript import Manuscript, PacketId
from ..publish.manifest import Row

# Fields of the toolkit -> what begins the keys that layouts have for them, as in `layout.wording`.
_OWN_WORDS = {"own_words.readers.": "reader", "own_words.forms.": "kind", "own_words.units.": "unit"}


@dataclass(frozen=True, slots=True)
class LibraryEdition:
    """One sealed edition.

    Args:
        id, label, date: as printed; the date is ISO 8601.
        withdrawn: whether it should not be used any more.
        why: what readers are told of what became of it, or empty.
        summary: what is new, in plain words, or empty.
        state: what it says.
        manuscripts: the packets as they were filled.
        rows: its files.
        rewritten: names of files that another renderer has made since: other bytes, the same words.
        brand: colours, fonts, patterns.
        own_fonts: those of the brand's own that may be passed on.
        logo: the picture that the brand names, or empty.
        proof: proof.json of its files, or empty where no proof was kept.
        data: sha256 -> file.
    """

    id: str
    label: str
    date: str
    withdrawn: bool
    why: str
    summary: str
    state: State
    manuscripts: Mapping[PacketId, Manuscript]
    rows: tuple[Row, ...]
    rewritten: tuple[str, ...]
    brand: Brand
    own_fonts: tuple[OwnFont, ...] = field(repr=False)
    logo: bytes = field(repr=False)
    proof: bytes = field(repr=False)
    data: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Library:
    """All sealed editions of a toolkit.

    Args:
        name: folder of sources/.
        editions: the oldest first; at least one.
        addresses: tier -> where its site stands, with a slash at the end; a tier may be left out.
    """

    name: str
    editions: tuple[LibraryEdition, ...]
    addresses: Mapping[str, str]

    @property
    def newest(self) -> LibraryEdition:
        """The newest edition that is not withdrawn; the newest of all if every one is."""
        usable = [edition for edition in self.editions if not edition.withdrawn]
        return (usable or list(self.editions))[-1]

    @property
    def language(self) -> str:
        """Tag of the language of the newest edition."""
        return Things(self.newest.state).toolkit.values["language"]

    @property
    def own_strings(self) -> dict[str, str]:
        """What is printed for the toolkit's own words of all editions; the newest has the last say."""
        return {
            f"{key}_{name.removeprefix(start)}": words
            for edition in self.editions
            for name, words in Things(edition.state).toolkit.texts.items()
            for start, key in _OWN_WORDS.items()
            if name.startswith(start)
        }


class Things:
    """The things of a state, by address and kind."""

    def __init__(self, state: State) -> None:
        self._by_address = {thing.address: thing for thing in state.things}

    @property
    def toolkit(self) -> Thing:
        """The publication as a whole."""
        return next(iter(self.of_kind("toolkit")))

    def of_kind(self, *kinds: str) -> tuple[Thing, ...]:
        """In printed order."""
        return tuple(thing for thing in self._by_address.values() if thing.kind in kinds)

    def inside(self, owner: Thing, *kinds: str) -> tuple[Thing, ...]:
        """Things of some kinds that stand in another one, in printed order."""
        return tuple(thing for thing in self.of_kind(*kinds) if thing.owner == owner.address)

    def get(self, address: str) -> Thing | None:
        """The thing of an address."""
        return self._by_address.get(address)


def words(thing: Thing, name: str) -> str:
    """A line of a thing without its marks; empty where it has none."""
    return plain(parse(thing.texts.get(name, ""), blocks=False))


def listed(thing: Thing, name: str) -> tuple[str, ...]:
    """A list of names, such as readers."""
    value = thing.values.get(name, "")
    return tuple(value.split(", ")) if value else ()
