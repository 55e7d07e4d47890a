"""What somebody looks at: packets as pages, where their words are written, and files made from them."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from ..content.comparing.compare import Change
from ..content.comparing.state import State
from ..content.toolkit import Toolkit
from ..errors import Problem
from ..layout import Manuscript, Plan
from ..layout.changed_blocks import ChangedBlocks, passages, tight
from ..layout.wording import Wording, read_strings
from ..machine.xml import parse
from ..output.check import packet_problems
from ..output.prepare import imprint, to_make
from ..output.task import HouseStyle, Imprint, Task
from ..project import Project, layouts_path
from ..publish.manifest import file_name
from .fill_cache import FillCache, FilledPacket
from .jobs import Jobs
from .packet_page import Mark, OwnTexts, frame, name_blocks
from .preview import TellFault, fault
from .snapshot import Packets, Snapshot
from .source_map import BlockOrigin, SourceMap
from .styles_cache import StylesCache
from .stylesheets import Stylesheets, stylesheets

_KEPT = 8  # packets
_OFFERED = 500  # files
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PacketView:
    """The right side of a page.

    Args:
        html: a whole document.
        sum: of it.
        marks: problem -> name of the block that it is told beside.
    """

    html: str = field(repr=False)
    sum: str
    marks: Mapping[Problem, str]


@dataclass(frozen=True, slots=True)
class PacketFile:
    """One form of a packet as a file.

    Args:
        variant: name of one of `VARIANTS`.
        state: none, waiting, making, done or wrong.
        age: seconds since that began.
        name: of the file.
        key: of the file.
        pages, bytes: of a file that is there.
        problems: why it could not be made.
    """

    variant: str
    state: str
    age: float
    name: str
    key: str
    pages: int = 0
    bytes: int = 0
    problems: tuple[Problem, ...] = ()


class _Memo(Generic[Value]):
    """Something for each of the last packets, with what it was made of."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[tuple[object, ...], Value]] = OrderedDict()

    def get(self, name: str, of: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """What is known for a packet, or made anew where it is made of anything else by now.

        Args:
            name: of the packet; empty for what all packets share.
            of: what it is made of.
            make: makes it.
        """
        known = self._known.get(name)
        if known is None or not all(a is b or a == b for a, b in zip(known[0], of, strict=True)):
            known = self._known[name] = of, make()
        self._known.move_to_end(name)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return known[1]


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page of a packet is drawn from."""

    plan: Plan
    manuscript: Manuscript
    packets: Packets
    snapshot: Snapshot


class Views:
    """Every method may be called by any thread; they take turns.

    Args:
        project: which toolkit.
        jobs: has files made.
        tell_fault: see there.
    """

    def __init__(self, project: Project, jobs: Jobs, tell_fault: TellFault) -> None:
        self._project, self._jobs, self._tell_fault = project, jobs, tell_fault
        self._turn = threading.RLock()
        self._fill_cache, self._styles_cache, self._source_map = FillCache(), StylesCache(), SourceMap()
        self._frames, self._tasks = _Memo[PacketView](), _Memo[tuple[Task, ...]]()
        # Key -> name of the files that a page may have offered.
        self._offered: OrderedDict[str, str] = OrderedDict()
        self._stylesheets, self._words = _Memo[Stylesheets](), _Memo[Wording]()
        self._imprints, self._places = _Memo[Imprint](), _Memo[Mapping[Change, str]]()
        self._refusals = _Memo[tuple[Problem, ...]]()

    def say(self, snapshot: Snapshot) -> Wording:
        """Words of the toolkit's language; of English where the toolkit cannot be read."""
        language = snapshot.packets.toolkit.file.language if snapshot.packets else "en"
        layouts, of = snapshot.layouts, (language, snapshot.layouts_stamp)
        with self._turn:
            return self._words.get("", of, lambda: Wording(read_strings(layouts, language)))

    def stylesheets(self, snapshot: Snapshot) -> Stylesheets:
        """Stylesheets, script and fonts."""
        with self._turn:
            house, toolkit = self._house(snapshot), snapshot.packets.toolkit if snapshot.packets else None
            folder = layouts_path() / "serve"
            of = (house, toolkit.brand if toolkit else None, snapshot.layouts_stamp)
            return self._stylesheets.get("", of, lambda: stylesheets(folder, toolkit, house))

    def problems_of_style(self) -> tuple[Problem, ...]:
        """Why fonts or colours cannot be had."""
        return self._styles_cache.problems

    def filled(self, plan: Plan, snapshot: Snapshot) -> FilledPacket:
        """A packet as it can be shown now."""
        with self._turn:
            try:
                filled = self._fill_cache.get(plan, snapshot)
                return replace(filled, problems=(*filled.problems, *self._refused(plan, filled, snapshot)))
            except Exception as error:
                self._tell_fault(error)
                return FilledPacket(None, (fault(plan.packet.id, error),), old=True)

    def _refused(self, plan: Plan, filled: FilledPacket, snapshot: Snapshot) -> tuple[Problem, ...]:
        """For what no writer would write the packet, as `toolkit check` says it."""
        house, manuscript, packets = self._house(snapshot), filled.manuscript, snapshot.packets
        if filled.old or manuscript is None or packets is None or house is None:
            return ()
        toolkit = packets.toolkit
        on_pages = self._imprint(toolkit, snapshot)
        return self._refusals.get(
            plan.packet.id,
            (manuscript, house, on_pages, toolkit),
            lambda: packet_problems(toolkit, manuscript, house, on_pages),
        )

    def _imprint(self, toolkit: Toolkit, snapshot: Snapshot) -> Imprint:
        return self._imprints.get(
            "",
            (toolkit.file, toolkit.editions[-1], snapshot.layouts_stamp),
            lambda: imprint(toolkit, snapshot.layouts, draft=True),
        )

    def frame(self, plan: Plan, snapshot: Snapshot) -> PacketView | None:
        """The page of a packet; None where it has never been right."""
        with self._turn:
            page = self._page(plan, snapshot)
            if page is None:
                return None
            problems, sheet = (
                self.problems_of(plan, snapshot),
                f"/packet.css?{self.stylesheets(snapshot).sum}",
            )
            toolkit = page.packets.toolkit
            label, stamp = toolkit.editions[-1].label, snapshot.layouts_stamp
            of = (page.manuscript, problems, sheet, label, toolkit.brand, stamp)
            return self._frames.get(plan.packet.id, of, lambda: self._draw(page, problems, sheet))

    def problems_of(self, plan: Plan, snapshot: Snapshot) -> tuple[Problem, ...]:
        """Those of the files that a packet is made from."""
        own = {f"{self._project.name}/{name}" for name in snapshot.files_of(plan)}
        return tuple(problem for problem in snapshot.problems if problem.place.path in own)

    def places_of(self, plan: Plan, changes: Sequence[Change], snapshot: Snapshot) -> Mapping[Change, str]:
        """Where a packet says what is new.

        Args:
            plan: the packet.
            changes: since the newest sealed edition.
            snapshot: that the packet is of.

        Returns:
            Change -> name of a block; what the packet does not show is missing.
        """
        with self._turn:
            manuscript = self.filled(plan, snapshot).manuscript
            before = snapshot.packets.before if snapshot.packets else None
            if manuscript is None or before is None or not changes:
                return {}
            of = (manuscript, tuple(changes))
            return self._places.get(
                plan.packet.id, of, lambda: _blocks_of_changes(manuscript, before, changes)
            )

    def origin(self, plan: Plan, block: str, snapshot: Snapshot) -> BlockOrigin | None:
        """Where a block of a packet is written; None where nothing in the sources says it.

        Args:
            plan: the packet.
            block: its name.
            snapshot: that the packet is of.
        """
        with self._turn:
            page = self._page(plan, snapshot)
            if page is None:
                return None
            self._source_map.forget(snapshot.sources.files)
            files, toolkit = snapshot.sources.files.values(), page.packets.toolkit.file.id
            return self._source_map.origin(page.manuscript.body, block, files, toolkit)

    def packet_files(self, plan: Plan, snapshot: Snapshot) -> tuple[PacketFile, ...]:
        """Every form of a packet as a file."""
        with self._turn:
            page = self._page(plan, snapshot)
            if page is None:
                return ()
            toolkit = page.packets.toolkit
            return tuple(self._state(task, toolkit) for task in self._tasks_of(page))

    def make(self, plan: Plan, variant: str, snapshot: Snapshot) -> bool:
        """Have a file made; whether there is such a one.

        Args:
            plan: the packet.
            variant: name of one of `VARIANTS`.
            snapshot: that the packet is of.
        """
        with self._turn:
            page, house = self._page(plan, snapshot), self._house(snapshot)
            if page is None or house is None:
                return False
            tasks = {task.variant: task for task in self._tasks_of(page)}
        if variant not in tasks:
            return False
        self._jobs.submit(tasks[variant], house, snapshot.sources.drafts or page.packets.toolkit)
        return True

    def file(self, key: str, name: str) -> tuple[str, bytes] | None:
        """Media type and bytes of a file that was made here; None where there is none of this name."""
        with self._turn:
            offered = self._offered.get(key)
        if offered != name or self._jobs.cache.facts(key) is None:
            return None
        return MEDIA_TYPES[name.rpartition(".")[2]], self._jobs.cache.data(key)

    def _house(self, snapshot: Snapshot) -> HouseStyle | None:
        if snapshot.packets is None:
            return None
        try:
            return self._styles_cache.get(snapshot.packets.toolkit, snapshot, snapshot.layouts)
        except Exception as error:
            self._tell_fault(error)
            return None

    def _page(self, plan: Plan, snapshot: Snapshot) -> _Page | None:
        """None where the packet has never been right."""
        manuscript, packets = self.filled(plan, snapshot).manuscript, snapshot.packets
        if manuscript is None or packets is None:
            return None
        return _Page(plan, manuscript, packets, snapshot)

    def _draw(self, page: _Page, problems: tuple[Problem, ...], sheet: str) -> PacketView:
        blocks = self._blocks_of(page, problems)
        marks: dict[str, list[Mark]] = {}
        for number, problem in enumerate(problems, 1):
            if problem in blocks:
                words = self.say(page.snapshot)("serve_mark", n=number)
                mark = Mark(words, f"/packet/{page.plan.packet.id}#problem-{number}")
                marks.setdefault(blocks[problem], []).append(mark)
        toolkit = page.packets.toolkit
        own = OwnTexts(self.say(page.snapshot)("serve_ours"), self._ours(page))
        html = frame(page.manuscript, toolkit, sheet, marks, own)
        return PacketView(html, hashlib.sha256(html.encode()).hexdigest()[:16], blocks)

    def _ours(self, page: _Page) -> frozenset[str]:
        """Words that nobody has rewritten since the program wrote them, without spaces."""
        files = page.snapshot.sources.files
        names = [name for name in ("toolkit.yaml", *page.snapshot.files_of(page.plan)) if name in files]
        texts = [text for name in names for text in files[name].ours]
        return frozenset(tight(words) for text in texts for words in passages(text))

    def _blocks_of(self, page: _Page, problems: tuple[Problem, ...]) -> dict[Problem, str]:
        """Problem -> the block that it is told beside."""
        start = f"{self._project.name}/"
        lines: dict[str, list[int]] = {}
        for problem in problems:
            if problem.place.line:
                lines.setdefault(problem.place.path.removeprefix(start), []).append(problem.place.line)
        if not lines:
            return {}
        files, toolkit = [page.snapshot.sources.files[name] for name in lines], page.packets.toolkit.file.id
        blocks = self._source_map.blocks_at(page.manuscript.body, lines, files, toolkit)
        named = {
            problem: blocks.get((problem.place.path.removeprefix(start), problem.place.line))
            for problem in problems
        }
        return {problem: name for problem, name in named.items() if name}

    def _tasks_of(self, page: _Page) -> tuple[Task, ...]:
        manuscript, house, toolkit = page.manuscript, self._house(page.snapshot), page.packets.toolkit
        if house is None:
            return ()
        on_pages = self._imprint(toolkit, page.snapshot)
        return self._tasks.get(
            page.plan.packet.id,
            (manuscript, house, on_pages),
            lambda: tuple(to_make((manuscript,), on_pages, house)),
        )

    def _state(self, task: Task, toolkit: Toolkit) -> PacketFile:
        name = file_name(
            toolkit.name, task.manuscript, task.variant, task.imprint.edition, toolkit.file.language
        )
        self._offered[task.key] = name
        while len(self._offered) > _OFFERED:
            self._offered.popitem(last=False)
        job, facts = self._jobs.find(task.key), self._jobs.cache.facts(task.key)
        if facts is not None:
            age = job.age if job else 0.0
            return PacketFile(task.variant, "done", age, name, task.key, facts.pages, facts.bytes)
        if job is None or job.state == "done":
            return PacketFile(task.variant, "none", 0.0, name, task.key)
        return PacketFile(task.variant, job.state, job.age, name, task.key, problems=job.problems)


def _blocks_of_changes(
    manuscript: Manuscript, before: State, changes: Sequence[Change]
) -> Mapping[Change, str]:
    main = parse(manuscript.body)
    names = {block: name for name, block in name_blocks(main).items()}
    changed = ChangedBlocks(main, before)
    blocks = {change: next(iter(changed.find(change).blocks), None) for change in changes}
    return {
        change: names.get(block, block.get("id", "")) for change, block in blocks.items() if block is not None
    }
