"""The pages of the preview, filled from layouts/serve/."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..content.comparing.compare import Change
from ..content.model import MATERIALS, Glossary, Material, Principle
from ..content.packet_kinds import PACKET_KINDS
from ..content.texts import texts_of
from ..errors import Problem
from ..layout import Plan
from ..project import layouts_path
from .editor import Desk
from .line_map import moved
from .navigation import Leaf, tree
from .snapshot import Moment
from .source_cache import CachedFile
from .source_map import BlockOrigin
from .views import Views

_BEFORE, _AFTER = 2, 5  # lines of a file that are shown around those that are meant
_MOST = 30  # lines
_MOST_CHANGES = 100  # that are looked for in a packet


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem as a page tells it.

    Args:
        number: counted from 1, on this page.
        message, hint, code: see `Problem`.
        file: as editors know it.
        line: 0 where the whole file is meant.
        link: opens it in the editor; empty where nothing does.
        before, words, after: the line, with the words meant; empty where it is not shown.
        block: of the packet on this page that it is told beside, or empty.
        to: address of the page where it can be seen best, or empty.
    """

    number: int
    message: str
    hint: str
    code: str
    file: str
    line: int
    link: str
    before: str = ""
    words: str = ""
    after: str = ""
    block: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text of a file, as a page lists it.

    Args:
        field: what it is, in words.
        words: as they are written.
        line: where.
        link: opens it in the editor.
    """

    field: str
    words: str
    line: int
    link: str


class Pages:
    """Fills the pages of one preview.

    Args:
        views: what is shown.
        desk: knows where files lie and how to open them.
    """

    def __init__(self, views: Views, desk: Desk) -> None:
        self._views, self._desk = views, desk
        self._jinja = Environment(
            loader=FileSystemLoader(layouts_path() / "serve"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    def start(self, now: Moment, version: int, saved: Iterable[str]) -> str:
        """The first page."""
        around = self._around(now, version, "/")
        leaves = {leaf.file: leaf for leaf in around["leaves"] if leaf.file}
        to = {name: leaf.to for name, leaf in leaves.items()}
        problems = [*self._told((*now.problems, *self._views.problems_of_look()), to=to)]
        return self._fill(
            "start.html", around,
            problems=problems,
            warnings=[*self._told(now.reading.warnings, len(problems), to=to)],
            saved=[leaves.get(name) or Leaf(name, "", "", name) for name in saved],
            files=[leaf for leaf in leaves.values() if leaf.changed],
        )  # fmt: skip

    def packet(self, plan: Plan, now: Moment, version: int) -> str:
        """A packet."""
        around = self._around(now, version, f"/packet/{plan.packet.id}")
        filled, frame = self._views.filled(plan, now), self._views.frame(plan, now)
        made, own = self._views.made(plan, now), self._views.problems_of(plan, now)
        others = dict.fromkeys([*filled.problems, *(problem for each in made for problem in each.problems)])
        leaf = next((leaf for leaf in around["leaves"] if leaf.to == around["here"]), None)
        held = now.reading.files.get(leaf.file) if leaf else None
        files = [now.reading.files[name] for name in now.files_of(plan)]
        return self._fill(
            "packet.html", around,
            packet={
                "id": plan.packet.id,
                "title": plan.title,
                "kind": _kind(plan, leaf),
                "file": held.name if held else "",
                "link": self._desk.link(held.path) if held else "",
                "status": leaf.status if leaf else "",
                "old": filled.old or any(each.sum != each.good_sum for each in files),
            },
            problems=[*self._told((*own, *others), marks=frame.marks if frame else {})],
            elsewhere=len(now.problems) - len(own),
            changes=self._changes(plan, now),
            made=made,
            frame=frame.sum if frame else "",
        )  # fmt: skip

    def file(self, held: CachedFile, now: Moment, version: int) -> str:
        """A file that has no packet of its own."""
        around = self._around(now, version, f"/file/{held.name}")
        leaf = next((leaf for leaf in around["leaves"] if leaf.file == held.name), None)
        changes = now.packets.changes if now.packets else ()
        return self._fill(
            "file.html", around,
            file={
                "name": held.name,
                "title": leaf.title if leaf else held.name,
                "kind": leaf.kind if leaf else "",
                "link": self._desk.link(held.path),
                "leaf": leaf or Leaf(held.name, "", "", held.name),
            },
            problems=[*self._told([each for each in now.problems if each.place.path == held.path])],
            changes=[_changed(each, "") for each in changes if now.file_of(each) == held.name],
            packets=_holding(held, now),
            texts=[*self._texts(held, now)],
        )  # fmt: skip

    def missing(self, now: Moment, version: int) -> str:
        """What was asked for is not there."""
        return self._fill(
            "missing.html", self._around(now, version, ""), problems=[*self._told(now.problems)]
        )

    def where(self, origin: BlockOrigin | None, now: Moment) -> str:
        """Where a block is written: a part of a page."""
        told = None
        if origin is not None:
            first, last = max(1, origin.line - _BEFORE), min(len(origin.held.lines), origin.last + _AFTER)
            rows = range(first, min(last, first + _MOST) + 1)
            told = {
                "file": origin.held.name,
                "line": origin.line,
                "link": self._desk.link(origin.held.path, origin.line, origin.column),
                "name": origin.name,
                "field": _said(origin.field),
                "lines": [
                    (row, origin.held.lines[row - 1], origin.line <= row <= origin.last) for row in rows
                ],
            }
        return self._fill("where.html", {"say": self._views.say(now)}, origin=told)

    def _texts(self, held: CachedFile, now: Moment) -> Iterator[TextRow]:
        """What a file says, line by line, as it was right last."""
        if held.source is None or now.packets is None:
            return
        for text in texts_of(held.source, now.packets.toolkit.file.id):
            if text.place.line:
                line = moved(held.good_lines, held.lines, text.place.line)
                where = _said(text.field)
                yield TextRow(where, text.text, line, self._desk.link(held.path, line, text.place.column))

    def _changes(self, plan: Plan, now: Moment) -> list[dict[str, str]]:
        """What has changed in the files of a packet since the last sealed edition."""
        changes = _in_packet(plan, now)
        places = self._views.places_of(plan, changes[:_MOST_CHANGES], now)
        return [_changed(each, places.get(each, "")) for each in changes]

    def _around(self, now: Moment, version: int, here: str) -> dict[str, Any]:
        """What every page shows."""
        say = self._views.say(now)
        branches = tree(now, self._desk.shown, say)
        toolkit = now.packets.toolkit if now.packets else None
        edition = toolkit.editions[-1] if toolkit else None
        about = {
            "title": str(toolkit.file.title) if toolkit else self._desk.sources.name,
            "logo": "/logo" if toolkit and toolkit.brand.logo in toolkit.pictures else "",
            "edition": say("serve_edition", label=edition.label, edition=edition.id) if edition else "",
            "notice": say("serve_sealed_notice", edition=now.since) if now.sealed else "",
        }
        changes = now.packets.changes if now.packets else ()
        gone = [each for each in changes if each.kind == "removed" and not each.field]
        return {
            "say": say, "version": version, "here": here,
            "shape": "packet" if here.startswith("/packet/") else "page",
            "about": about, "since": now.since,
            "language": toolkit.file.language if toolkit else "en",
            "sum": self._views.sheets(now).sum,
            "branches": branches,
            "leaves": [leaf for branch in branches for leaf in branch.leaves],
            "gone": [each.title for each in gone if each.thing in (*MATERIALS, Principle.kind)],
        }  # fmt: skip

    def _fill(self, layout: str, around: Mapping[str, Any], **values: object) -> str:
        return self._jinja.get_template(layout).render({**around, **values})

    def _told(
        self,
        problems: Iterable[Problem],
        after: int = 0,
        *,
        marks: Mapping[Problem, str] | None = None,
        to: Mapping[str, str] | None = None,
    ) -> Iterator[ProblemRow]:
        """Problems as a page tells them.

        Args:
            after: how many the page tells before these.
            marks: problem -> block of the packet that the page shows.
            to: name of a file -> address of its page.
        """
        for number, problem in enumerate(problems, after + 1):
            place = problem.place
            file = place.path.removeprefix(f"{self._desk.shown}/")
            before, words, rest = _parted(problem)
            yield ProblemRow(
                number, problem.message, problem.hint, problem.code, file, place.line,
                self._desk.link(place.path, place.line, place.column), before, words, rest,
                (marks or {}).get(problem, ""), (to or {}).get(file, ""),
            )  # fmt: skip


def _parted(problem: Problem) -> tuple[str, str, str]:
    """The line of a problem before, at and after the words meant; nothing where it is not shown."""
    place = problem.place
    if not place.text or not place.line:
        return "", "", ""
    start = max(0, place.column - 1)
    end = start + place.length if place.column else len(place.text)
    # What is missing stands behind the line.
    return place.text[:start].lstrip(), place.text[start:end] or "\u00a0", place.text[end:]


def _said(field: str) -> str:
    """A field in words: `levels.emerging.label` is `levels › emerging › label`."""
    return field.replace("_", " ").replace(".", " › ")


def _kind(plan: Plan, leaf: Leaf | None) -> str:
    """What stands over the title of a packet."""
    if leaf is None:
        return ""
    return leaf.kind or (leaf.title if leaf.title != plan.title else "")


def _in_packet(plan: Plan, now: Moment) -> list[Change]:
    """Changes since the last sealed edition in the files that a packet is made from."""
    if now.packets is None:
        return []
    if PACKET_KINDS[plan.packet.kind].is_everything:
        return [*now.packets.changes]
    own = {*now.files_of(plan)}
    return [each for each in now.packets.changes if now.file_of(each) in own]


def _changed(change: Change, block: str) -> dict[str, str]:
    """A change as a page lists it; `block` is the one that shows it, or empty."""
    title = " › ".join(part for part in (change.title, _said(change.field)) if part)
    return {"kind": change.kind, "title": title, "block": block}


def _holding(held: CachedFile, now: Moment) -> list[tuple[str, str]] | None:
    """Address and title of the packets that print a file; None for one that belongs to all of them."""
    node = held.source.node if held.source else None
    if isinstance(node, Material):
        found = [plan for plan in now.plans.values() if node.id in plan.packet.materials]
    elif isinstance(node, Principle):
        found = [plan for plan in now.plans.values() if node.id == plan.packet.principle]
        found += [plan for plan in now.plans.values() if PACKET_KINDS[plan.packet.kind].is_everything]
    elif isinstance(node, Glossary):
        found = [plan for plan in now.plans.values() if PACKET_KINDS[plan.packet.kind].is_everything]
    else:
        return None
    return [(f"/packet/{plan.packet.id}", plan.title) for plan in found]
