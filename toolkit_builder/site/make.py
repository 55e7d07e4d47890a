"""The download site, on one page: every tier is made whole before the first tree changes."""

from collections.abc import Callable
from dataclasses import dataclass

from ..content.comparing.state import name_of
from ..errors import UnknownName
from ..machine.cache import Cache
from ..machine.lock import locked
from ..project import Project
from ..publish.archive import Archive
from .audience import tiers
from .folder import bring
from .load import gather
from .tier_tree import tree

FOLDER = "site"

Listener = Callable[[int, int, str], object]
"""Told of each tier that was made: how many, of how many, and its name."""


@dataclass(frozen=True, slots=True)
class TierSite:
    """A tier's tree.

    Args:
        tier: id.
        folder: where it lies.
        pages, files: how many it holds; pages are among the files.
        bytes: size of them all.
        written, removed: names of files that were not as they should be.
        address: where toolkit.yaml says that it stands, or empty.
    """

    tier: str
    folder: str
    pages: int
    files: int
    bytes: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class MadeSites:
    """What `site` made.

    Args:
        toolkit: its name.
        editions: numbers of the sealed editions, the oldest first.
        sites: the trees.
    """

    toolkit: str
    editions: tuple[str, ...]
    sites: tuple[TierSite, ...]


def make_sites(project: Project, wanted: tuple[str, ...], listener: Listener) -> MadeSites:
    """Make the sites of a toolkit.

    Args:
        wanted: ids of tiers; none for all.
        listener: told of progress.

    Raises:
        EditionError, SourceError: see `gather`.
        LayoutError, OutputError: see `making.tree` and `tree.bring`.
        UnknownName: a tier that the newest edition does not have.
    """
    with locked(project.lock):
        library = gather(project.toolkit, project.sources, project.name, Archive(project.archive))
        known = {name_of(tier.address).rpartition("/")[2]: tier for tier in tiers(library)}
        for name in wanted:
            if name not in known:
                raise UnknownName("tier", name, known)
        chosen = wanted or tuple(known)
        cache = Cache(project.cache)
        made = {}
        for number, name in enumerate(chosen, 1):
            made[name] = tree(library, known[name], project.layouts, cache)
            listener(number, len(chosen), name)
        found = []
        for name, parts in made.items():
            folder = project.output / FOLDER / name
            brought = bring(folder, parts)
            found.append(
                TierSite(
                    tier=name,
                    folder=str(folder),
                    pages=sum(each.endswith(".html") for each in parts),
                    files=len(parts),
                    bytes=sum(part.size for part in parts.values()),
                    written=brought.written,
                    removed=brought.removed,
                    address=library.addresses.get(name, ""),
                )
            )
        cache.prune()
        return MadeSites(project.toolkit, tuple(held.id for held in library.editions), tuple(found))
