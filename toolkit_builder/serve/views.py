"""What somebody looks at: packets as pages, where their words are written, and files made from them."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from ..content.comparing.compare import Change
from ..content.comparing.state import State
from ..content.packet_kinds import PACKET_KINDS
from ..errors import Problem
from ..layout import Manuscript, Plan
from ..layout.changed_blocks import ChangedBlocks
from ..layout.wording import Wording, read_strings
from ..output.keys import key
from ..output.prepare import imprint
from ..output.task import HouseStyle, Imprint, Task
from ..project import Project, layouts_path
from ..publish.manifest import file_name
from .fill_cache import FillCache, Filled
from .jobs import Orders
from .packet_page import Mark, frame, name_blocks, parsed
from .preview import TellFault, fault
from .snapshot import Moment, Packets
from .source_map import BlockOrigin, Origins
from .styles_cache import Houses
from .stylesheets import Sheets, sheets

_KEPT = 8  # packets
_OFFERED = 500  # files
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

Kept = TypeVar("Kept")


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
class Made:
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


class _Kept(Generic[Kept]):
    """Something for each of the last packets, with what it was made of."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[tuple[object, ...], Kept]] = OrderedDict()

    def get(self, name: str, of: tuple[object, ...], make: Callable[[], Kept]) -> Kept:
        """What is known for a packet, or made anew where it is made of anything else now."""
        known = self._known.get(name)
        if known is None or not all(a is b or a == b for a, b in zip(known[0], of, strict=True)):
            known = self._known[name] = of, make()
        self._known.move_to_end(name)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return known[1]


def _places(manuscript: Manuscript, before: State, changes: Sequence[Change]) -> Mapping[Change, str]:
    main = parsed(manuscript.body)
    names = {block: name for name, block in name_blocks(main).items()}
    sites = ChangedBlocks(main, before)
    found = {change: next(iter(sites.find(change).blocks), None) for change in changes}
    return {
        change: names.get(block, block.get("id", "")) for change, block in found.items() if block is not None
    }


class Views:
    """Every method may be called by any thread; they take turns.

    Args:
        project: which toolkit.
        orders: has files made.
        tell_fault: see there.
    """

    def __init__(self, project: Project, orders: Orders, tell_fault: TellFault) -> None:
        self._project, self._orders, self._tell_fault = project, orders, tell_fault
        self._turn = threading.RLock()
        self._shelf, self._houses, self._origins = FillCache(), Houses(), Origins()
        self._frames, self._tasks = _Kept[PacketView](), _Kept[tuple[Task, ...]]()
        # Key -> name of the files that a page may have offered.
        self._offered: OrderedDict[str, str] = OrderedDict()
        self._sheets, self._words = _Kept[Sheets](), _Kept[Wording]()
        self._imprints, self._places_of = _Kept[Imprint](), _Kept[Mapping[Change, str]]()

    def say(self, now: Moment) -> Wording:
        """Words of the toolkit's language; of English where the toolkit cannot be read."""
        language = now.packets.toolkit.file.language if now.packets else "en"
        with self._turn:
            layouts = self._project.layouts
            return self._words.get("", (language, now.look), lambda: Wording(read_strings(layouts, language)))

    def sheets(self, now: Moment) -> Sheets:
        """Stylesheets, script and fonts."""
        with self._turn:
            house, toolkit = self._house(now), now.packets.toolkit if now.packets else None
            brand = toolkit.brand if toolkit else None
            folder = layouts_path() / "serve"
            return self._sheets.get("", (house, brand, now.look), lambda: sheets(folder, toolkit, house))

    def problems_of_look(self) -> tuple[Problem, ...]:
        """Why fonts or colours cannot be had."""
        return self._houses.problems

    def filled(self, plan: Plan, now: Moment) -> Filled:
        """A packet as it can be shown now."""
        with self._turn:
            try:
                return self._shelf.get(plan, now)
            except Exception as error:
                self._tell_fault(error)
                return Filled(None, (fault(plan.packet.id, error),), old=True)

    def frame(self, plan: Plan, now: Moment) -> PacketView | None:
        """The page of a packet; None where it has never been right."""
        with self._turn:
            manuscript, shown = self.filled(plan, now).manuscript, now.packets
            if manuscript is None or shown is None:
                return None
            problems, sheet = self.problems_of(plan, now), f"/packet.css?{self.sheets(now).sum}"
            label, brand = shown.toolkit.editions[-1].label, shown.toolkit.brand
            of = (manuscript, problems, sheet, label, brand, now.look)
            return self._frames.get(
                plan.packet.id, of, lambda: self._draw(plan, manuscript, problems, sheet, shown, now)
            )

    def problems_of(self, plan: Plan, now: Moment) -> tuple[Problem, ...]:
        """Those of the files that a packet is made from."""
        own = {f"{self._project.name}/{name}" for name in now.files_of(plan)}
        return tuple(problem for problem in now.problems if problem.place.path in own)

    def places_of(self, plan: Plan, changes: Sequence[Change], now: Moment) -> Mapping[Change, str]:
        """Change -> the block that says what is new; what the packet does not show is missing."""
        with self._turn:
            manuscript = self.filled(plan, now).manuscript
            before = now.packets.before if now.packets else None
            if manuscript is None or before is None or not changes:
                return {}
            of = (manuscript, tuple(changes))
            return self._places_of.get(plan.packet.id, of, lambda: _places(manuscript, before, changes))

    def origin(self, plan: Plan, block: str, now: Moment) -> BlockOrigin | None:
        """Where a block of a packet is written; None where nothing in the sources says it."""
        with self._turn:
            manuscript, shown = self.filled(plan, now).manuscript, now.packets
            if manuscript is None or shown is None:
                return None
            self._origins.forget(now.reading.files)
            files = now.reading.files.values()
            return self._origins.of(manuscript.body, block, files, shown.toolkit.file.id)

    def made(self, plan: Plan, now: Moment) -> tuple[Made, ...]:
        """Every form of a packet as a file."""
        with self._turn:
            shown = now.packets
            if shown is None:
                return ()
            found = self._tasks_of(plan, now, shown)
            return tuple(self._state(task, shown.toolkit.name) for task in found)

    def order(self, plan: Plan, variant: str, now: Moment) -> bool:
        """Ask for a file; whether there is such a one."""
        with self._turn:
            shown, house = now.packets, self._house(now)
            if shown is None or house is None:
                return False
            task = next((each for each in self._tasks_of(plan, now, shown) if each.variant == variant), None)
            toolkit = now.reading.drafts or shown.toolkit
        if task is None:
            return False
        self._orders.order(task, house, toolkit)
        return True

    def file(self, key: str, name: str) -> tuple[str, bytes] | None:
        """Media type and bytes of a file that was made here; None where there is none of this name."""
        with self._turn:
            offered = self._offered.get(key)
        if offered != name or self._orders.cache.facts(key) is None:
            return None
        return MEDIA_TYPES[name.rpartition(".")[2]], self._orders.cache.data(key)

    def _house(self, now: Moment) -> HouseStyle | None:
        if now.packets is None:
            return None
        try:
            return self._houses.of(now.packets.toolkit, now, self._project.layouts)
        except Exception as error:
            self._tell_fault(error)
            return None

    def _draw(
        self, plan: Plan, manuscript: Manuscript, problems: tuple[Problem, ...], sheet: str, shown: Packets,
        now: Moment,
    ) -> PacketView:  # fmt: skip
        at = self._places(plan, manuscript, problems, shown, now)
        marks: dict[str, list[Mark]] = {}
        for number, problem in enumerate(problems, 1):
            if problem in at:
                words = self.say(now)("serve_mark", n=number)
                marks.setdefault(at[problem], []).append(
                    Mark(words, f"/packet/{plan.packet.id}#problem-{number}")
                )
        label = str(shown.toolkit.editions[-1].label)
        html = frame(manuscript, shown.toolkit, label, sheet, marks)
        return PacketView(html, hashlib.sha256(html.encode()).hexdigest()[:16], at)

    def _places(
        self, plan: Plan, manuscript: Manuscript, problems: tuple[Problem, ...], shown: Packets, now: Moment
    ) -> dict[Problem, str]:
        """Problem -> the block that it is told beside."""
        start = f"{self._project.name}/"
        lines: dict[str, list[int]] = {}
        for problem in problems:
            if problem.place.line:
                lines.setdefault(problem.place.path.removeprefix(start), []).append(problem.place.line)
        if not lines:
            return {}
        files = [now.reading.files[name] for name in lines]
        found = self._origins.blocks_at(manuscript.body, lines, files, shown.toolkit.file.id)
        named = {
            problem: found.get((problem.place.path.removeprefix(start), problem.place.line))
            for problem in problems
        }
        return {problem: name for problem, name in named.items() if name}

    def _tasks_of(self, plan: Plan, now: Moment, shown: Packets) -> tuple[Task, ...]:
        manuscript, house = self.filled(plan, now).manuscript, self._house(now)
        if manuscript is None or house is None:
            return ()
        toolkit = shown.toolkit
        on_pages = self._imprints.get(
            "",
            (toolkit.file, toolkit.editions[-1], now.look),
            lambda: imprint(toolkit, self._project.layouts, draft=True),
        )
        return self._tasks.get(
            plan.packet.id,
            (manuscript, house, on_pages),
            lambda: tuple(
                Task(manuscript, variant, on_pages, key(manuscript, variant, on_pages, house))
                for variant in PACKET_KINDS[plan.packet.kind].variants
            ),
        )

    def _state(self, task: Task, toolkit: str) -> Made:
        name = file_name(toolkit, task.manuscript.packet, task.variant, task.imprint.edition)
        self._offered[task.key] = name
        while len(self._offered) > _OFFERED:
            self._offered.popitem(last=False)
        order, facts = self._orders.known(task.key), self._orders.cache.facts(task.key)
        if facts is not None:
            age = order.age if order else 0.0
            return Made(task.variant, "done", age, name, task.key, int(facts["pages"]), int(facts["bytes"]))
        if order is None or order.state == "done":
            return Made(task.variant, "none", 0.0, name, task.key)
        return Made(task.variant, order.state, order.age, name, task.key, problems=order.problems)
