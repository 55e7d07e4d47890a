"""The whole run of `site`: every tier is made whole before the first tree changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..content.comparing.state import name_of
from ..errors import EditionError, Place, Problem, UnknownName, some
from ..layout.folders import LayoutFolders
from ..machine.cache import Cache
from ..machine.lock import locked
from ..project import Project
from ..publish import newest
from ..publish.newest import NewestEdition, remember
from ..publish.sealed_editions import sealed_editions
from .audience import tiers
from .files import Listener
from .folder import TreePart, lost_files, update_tree
from .load import LeftOut, load_library
from .tier_tree import tier_tree

FOLDER = "site"
_NAMED = 9  # and the tenth, where there are no more


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
        rewritten: edition -> number of its files that another renderer has made, where there are any.
        left_out: editions that cannot be shown.
    """

    toolkit: str
    editions: tuple[str, ...]
    sites: tuple[TierSite, ...]
    rewritten: Mapping[str, int]
    left_out: tuple[LeftOut, ...]


def make_sites(
    project: Project, names: tuple[str, ...], listener: Listener, may_remove: bool = False
) -> MadeSites:
    """Make the sites of a toolkit.

    Args:
        project: where its sources, editions and archive lie.
        names: ids of tiers; none for all.
        listener: told of progress: of each file that has to be made, of each tier.
        may_remove: whether published files may go.

    Raises:
        EditionError, SourceError: see `load_library`; a file may also turn out to be damaged, P125; P146
            published files would go.
        LayoutError, OutputError: see `tier_tree` and `update_tree`.
        UnknownName: a tier that the newest edition does not have.
    """
    library, left_out = load_library(project, listener)
    last = sealed_editions(project.sources, project.name)[-1]
    with locked(project.lock):
        by_id = {name_of(tier.address).rpartition("/")[2]: tier for tier in tiers(library)}
        for name in names:
            if name not in by_id:
                raise UnknownName("tier", name, by_id)
        chosen = names or tuple(by_id)
        cache = Cache(project.cache)
        layouts = LayoutFolders(project.layouts, f"{project.shown}/layouts")
        trees = {}
        for number, name in enumerate(chosen, 1):
            trees[name] = tier_tree(library, by_id[name], layouts, cache)
            trees[name][newest.NAME] = TreePart.of(newest.as_json(NewestEdition.of(last)))
            listener(number, len(chosen), name)
        if not may_remove:
            _require_kept(project, trees)
        remember(last, project.archive)
        sites = []
        for name, parts in trees.items():
            folder = project.output / FOLDER / name
            update = update_tree(folder, parts)
            sites.append(
                TierSite(
                    tier=name,
                    folder=str(folder),
                    pages=sum(path.endswith(".html") for path in parts),
                    files=len(parts),
                    bytes=sum(part.size for part in parts.values()),
                    written=update.written,
                    removed=update.removed,
                    address=library.addresses.get(name, ""),
                )
            )
        cache.prune()
    return MadeSites(
        project.toolkit,
        tuple(edition.id for edition in library.editions),
        tuple(sites),
        {edition.id: len(edition.rewritten) for edition in library.editions if edition.rewritten},
        left_out,
    )


def _require_kept(project: Project, trees: Mapping[str, Mapping[str, TreePart]]) -> None:
    """P146: nothing that is published goes unasked; the first ten of what would are named."""
    lost = [
        f"{FOLDER}/{tier}/{name}"
        for tier, parts in trees.items()
        for name in lost_files(project.output / FOLDER / tier, parts)
    ]
    if lost:
        number = f"{len(lost):,} published files" if len(lost) > 1 else "a published file"
        message = f"{number} would go: {some(lost, _NAMED)}"
        hint = (
            "bring back what is missing: `toolkit verify`; if they should go: `toolkit site --allow-removal`"
        )
        raise EditionError([Problem(Place(f"{project.output.name}/{FOLDER}"), "P146", message, hint)])
