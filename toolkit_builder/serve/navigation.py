"""The tree on the left: every file and packet of a toolkit where people look for it, and how it is."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..content.model import FOLDERS, MATERIALS, EditionFile, Material, Principle
from ..content.packet_kinds import PACKET_KINDS, Holds
from ..layout import Plan
from .snapshot import Snapshot
from .source_cache import CachedFile

# Files of the whole toolkit in the order in which editors meet them.
_OWN = {
    "toolkit.yaml": "serve_tree_toolkit",
    "glossary.yaml": "serve_tree_glossary",
    "references.yaml": "serve_tree_references",
    "brand.yaml": "serve_tree_brand",
}
# Things that are a file each.
_FILES = (*MATERIALS, Principle.kind, "glossary")

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line of the tree.

    Args:
        title: what it is called.
        kind: of what, in the toolkit's words; empty where the title says it.
        to: address of its page.
        file: name of the file; empty for a packet that has none of its own.
        problems: how many the file has.
        changed: "", "new" or "changed" since the last sealed edition.
        status: draft or retired; empty for what is approved.
        ours: how many of the file's texts are still to be written.
    """

    title: str
    kind: str
    to: str
    file: str
    problems: int = 0
    changed: str = ""
    status: str = ""
    ours: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of the tree.

    Args:
        key: that it is known by from one page to the next.
        title: empty for the files of the whole toolkit.
        leaves: in printed order.
    """

    key: str
    title: str
    leaves: tuple[Leaf, ...] = field(repr=False)

    @property
    def problems(self) -> int:
        """How many the files of this part have."""
        return sum(leaf.problems for leaf in self.leaves)

    @property
    def documents(self) -> int:
        """How many packets it has."""
        return sum(leaf.to.startswith("/packet/") for leaf in self.leaves)

    @property
    def changed(self) -> int:
        """How many files of this part have changed."""
        return sum(bool(leaf.changed) for leaf in self.leaves)


def tree(snapshot: Snapshot, name: str, say: Say) -> tuple[Branch, ...]:
    """The whole tree.

    Args:
        snapshot: the toolkit.
        name: how messages call its folder.
        say: words of the toolkit's language.
    """
    return tuple(_TreeBuilder(snapshot, name, say).build())


class _TreeBuilder:
    def __init__(self, snapshot: Snapshot, name: str, say: Say) -> None:
        self._snapshot = snapshot
        self._say = say
        self._problems = Counter(problem.place.path.removeprefix(f"{name}/") for problem in snapshot.problems)
        self._changed = changed(snapshot)
        # A material stands in several packets; its page is that of its own.
        self._own = snapshot.own
        self._placed: set[str] = set()

    def build(self) -> Iterator[Branch]:
        files = self._snapshot.sources.files
        folders = dict.fromkeys(name.split("/")[1] for name in files if name.startswith("principles/"))
        toolkit = self._snapshot.packets.toolkit if self._snapshot.packets else None
        if toolkit is not None:
            known = [folder for folder in map(str, toolkit.file.principles) if folder in folders]
            folders = dict.fromkeys((*known, *folders))
        whole = [*self._packets(), *self._materials(depth=0)]
        own = [*self._files()]
        principles = [self._principle(folder) for folder in folders]
        yield from principles
        if whole:
            yield Branch("whole", self._say("serve_tree_whole"), tuple(whole))
        yield Branch("files", self._say("serve_tree_files"), tuple(own))
        if others := [*self._others()]:
            yield Branch("others", self._say("serve_tree_others"), tuple(others))

    def _principle(self, folder: str) -> Branch:
        name = f"principles/{folder}/principle.yaml"
        file = self._snapshot.sources.files.get(name)
        node = file.source.node if file and file.source else None
        title, leaves = folder, []
        if isinstance(node, Principle) and self._snapshot.packets:
            words = self._snapshot.packets.toolkit.file.words
            title = self._say("unit_and_name", unit=words.unit, number=node.number, name=node.short_name)
            plans = [plan for plan in self._snapshot.plans.values() if plan.packet.principle == node.id]
            for plan in plans:
                kind = PACKET_KINDS[plan.packet.kind]
                if kind.each_tier:
                    first = plan.packet.id == node.id
                    leaves.append(self._leaf(plan, self._whole(plan), name if first else ""))
                elif kind.holds is Holds.PRINCIPLE:
                    leaves.append(self._leaf(plan, self._called(plan), ""))
        if file and name not in self._placed:
            leaves.insert(0, self._file(file))
        return Branch(folder, title, (*leaves, *self._materials(depth=2, folder=folder)))

    def _whole(self, plan: Plan) -> str:
        """What the packet of a whole principle is called: one a tier."""
        assert self._snapshot.packets is not None
        file = self._snapshot.packets.toolkit.file
        words = self._say("serve_tree_principle", unit=file.words.unit)
        if plan.packet.id == plan.packet.principle:
            return words
        tier = next((str(tier.name) for tier in file.access if tier.id == plan.packet.access), "")
        return self._say("serve_tree_tier", title=words, tier=tier)

    def _packets(self) -> Iterator[Leaf]:
        for plan in self._snapshot.plans.values():
            if PACKET_KINDS[plan.packet.kind].holds is Holds.TOOLKIT:
                yield self._leaf(plan, self._called(plan), "")

    def _called(self, plan: Plan) -> str:
        """What a kind is called: the toolkit has words for some, the preview for the others."""
        assert self._snapshot.packets is not None
        words = self._snapshot.packets.toolkit.file.words
        own = getattr(words, plan.packet.kind.replace("-", "_"), None)
        return str(own) if own else self._say(f"serve_tree_{plan.packet.kind}")

    def _materials(self, depth: int, folder: str = "") -> Iterator[Leaf]:
        """Files of materials in a folder, by kind, then by name."""
        kinds = list(FOLDERS)
        rows = []
        for name, file in self._snapshot.sources.files.items():
            parts = name.split("/")
            if len(parts) == depth + 2 and parts[depth] in FOLDERS and (not depth or parts[1] == folder):
                rows.append((kinds.index(parts[depth]), parts[-1], file))
        for _, _, file in sorted(rows, key=lambda row: row[:2]):
            yield self._file(file)

    def _files(self) -> Iterator[Leaf]:
        files = self._snapshot.sources.files
        editions = sorted((name for name in files if name.startswith("editions/")), reverse=True)
        for name in (*_OWN, *editions):
            if name in files:
                yield self._file(files[name])

    def _others(self) -> Iterator[Leaf]:
        """What lies in the folder and is not read, or is missing there."""
        for name in sorted(self._problems):
            if name not in self._placed and name not in self._snapshot.sources.files:
                yield Leaf(name, "", "/", name, self._problems[name])

    def _leaf(self, plan: Plan, title: str, file: str) -> Leaf:
        self._placed.add(file)
        known = self._snapshot.sources.files.get(file)
        return Leaf(
            title, "", f"/packet/{plan.packet.id}", file, self._problems[file] if file else 0,
            self._changed.get(file, "") if file else "", ours=len(known.ours) if known else 0,
        )  # fmt: skip

    def _file(self, file: CachedFile) -> Leaf:
        name = file.name
        self._placed.add(name)
        node = file.source.node if file.source else None
        plan = self._own.get(node.id) if isinstance(node, Material) else None
        return Leaf(
            title=self._title(file),
            kind=self._kind(name),
            to=f"/packet/{plan.packet.id}" if plan else f"/file/{name}",
            file=name,
            problems=self._problems[name],
            changed=self._changed.get(name, ""),
            status=node.status if isinstance(node, Material) and node.status != "approved" else "",
            ours=len(file.ours),
        )

    def _title(self, file: CachedFile) -> str:
        node = file.source.node if file.source else None
        if isinstance(node, Material):
            return str(node.title)
        if isinstance(node, EditionFile):
            return str(node.label)
        if file.name in _OWN:
            return self._say(_OWN[file.name])
        return file.name.rpartition("/")[2]

    def _kind(self, name: str) -> str:
        folder = name.split("/")[-2] if "/" in name else ""
        kind = FOLDERS.get(folder, "")
        if kind and self._snapshot.packets:
            return str(getattr(self._snapshot.packets.toolkit.file.words, kind.replace("-", "_")))
        return kind or (self._say("edition") if folder == "editions" else "")


def changed(snapshot: Snapshot) -> dict[str, str]:
    """Name of a file -> "new" or "changed", since the last sealed edition."""
    states: dict[str, str] = {}
    if not snapshot.since or snapshot.packets is None:
        return states
    for change in snapshot.packets.changes:
        if name := snapshot.file_of(change):
            whole = change.kind == "added" and not change.field and change.thing in _FILES
            states[name] = "new" if whole else states.get(name, "changed")
    newest = snapshot.packets.toolkit.editions[-1].id
    for name, file in snapshot.sources.files.items():
        node = file.source.node if file.source else None
        if isinstance(node, EditionFile) and node.id == newest and not snapshot.sealed:
            states[name] = "new"
    return states
