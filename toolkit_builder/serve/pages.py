"""The pages of the preview, filled from layouts/serve/."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..content.comparing.compare import Change
from ..content.model import MATERIALS, EditionFile, Glossary, Material, Principle
from ..content.packet_kinds import PACKET_KINDS
from ..content.pictures.logo import logo_in_preview
from ..content.texts import texts_of
from ..errors import Problem
from ..layout import Plan
from ..project import layouts_path
from .editor import FileLinks
from .line_map import moved
from .navigation import Leaf, Say, tree
from .snapshot import Snapshot
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
        links: knows where files lie and how to open them.
    """

    def __init__(self, views: Views, links: FileLinks) -> None:
        self._views, self._links = views, links
        self._jinja = Environment(
            loader=FileSystemLoader(layouts_path() / "serve"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    def start(self, snapshot: Snapshot, version: int, saved: Iterable[str]) -> str:
        """The first page.

        Args:
            snapshot: what is shown.
            version: of the preview, which the page asks to be told of when it grows.
            saved: names of the files that were saved last.
        """
        around = self._around(snapshot, version, "/")
        leaves = {leaf.file: leaf for leaf in around["leaves"] if leaf.file}
        to = {name: leaf.to for name, leaf in leaves.items()}
        problems = [*self._problem_rows((*snapshot.problems, *self._views.problems_of_style()), to=to)]
        return self._fill(
            "start.html", around,
            problems=problems,
            warnings=[*self._problem_rows(snapshot.sources.warnings, len(problems), to=to)],
            saved=[leaves.get(name) or Leaf(name, "", "", name) for name in saved],
            files=[leaf for leaf in leaves.values() if leaf.changed],
        )  # fmt: skip

    def packet(self, plan: Plan, snapshot: Snapshot, version: int) -> str:
        """A packet.

        Args:
            plan: the packet.
            snapshot: that it is of.
            version: see `start`.
        """
        around = self._around(snapshot, version, f"/packet/{plan.packet.id}")
        filled, frame = self._views.filled(plan, snapshot), self._views.frame(plan, snapshot)
        made, own = self._views.packet_files(plan, snapshot), self._views.problems_of(plan, snapshot)
        others = dict.fromkeys([*filled.problems, *(problem for row in made for problem in row.problems)])
        leaf = next((leaf for leaf in around["leaves"] if leaf.to == around["here"]), None)
        file = snapshot.sources.files.get(leaf.file) if leaf else None
        files = [snapshot.sources.files[name] for name in snapshot.files_of(plan)]
        return self._fill(
            "packet.html", around,
            packet={
                "id": plan.packet.id,
                "title": plan.title,
                "kind": _kind(plan, leaf),
                "file": file.name if file else "",
                "link": self._links.link(file.path) if file else "",
                "status": leaf.status if leaf else "",
                "old": filled.old or any(part.sum != part.good_sum for part in files),
            },
            problems=[*self._problem_rows((*own, *others), marks=frame.marks if frame else {})],
            elsewhere=len(snapshot.problems) - len(own),
            changes=self._changes(plan, snapshot),
            made=made,
            frame=frame.sum if frame else "",
        )  # fmt: skip

    def file(self, file: CachedFile, snapshot: Snapshot, version: int) -> str:
        """A file that has no packet of its own.

        Args:
            file: what it says.
            snapshot: that it is of.
            version: see `start`.
        """
        around = self._around(snapshot, version, f"/file/{file.name}")
        leaf = next((leaf for leaf in around["leaves"] if leaf.file == file.name), None)
        changes = snapshot.packets.changes if snapshot.packets else ()
        problems = [problem for problem in snapshot.problems if problem.place.path == file.path]
        return self._fill(
            "file.html", around,
            file={
                "name": file.name,
                "title": leaf.title if leaf else file.name,
                "kind": leaf.kind if leaf else "",
                "link": self._links.link(file.path),
                "leaf": leaf or Leaf(file.name, "", "", file.name),
            },
            problems=[*self._problem_rows(problems)],
            changes=[_change_row(change, "") for change in changes if snapshot.file_of(change) == file.name],
            packets=_holding(file, snapshot),
            texts=[*self._texts(file, snapshot)],
        )  # fmt: skip

    def missing(self, snapshot: Snapshot, version: int) -> str:
        """What was asked for is not there."""
        return self._fill(
            "missing.html",
            self._around(snapshot, version, ""),
            problems=[*self._problem_rows(snapshot.problems)],
        )

    def where(self, origin: BlockOrigin | None, snapshot: Snapshot) -> str:
        """Where a block is written: a part of a page."""
        shown = None
        if origin is not None:
            first, last = max(1, origin.line - _BEFORE), min(len(origin.file.lines), origin.last + _AFTER)
            rows = range(first, min(last, first + _MOST) + 1)
            shown = {
                "file": origin.file.name,
                "line": origin.line,
                "link": self._links.link(origin.file.path, origin.line, origin.column),
                "name": origin.name,
                "field": _in_words(origin.field),
                "lines": [
                    (row, origin.file.lines[row - 1], origin.line <= row <= origin.last) for row in rows
                ],
            }
        return self._fill("where.html", {"say": self._views.say(snapshot)}, origin=shown)

    def _texts(self, file: CachedFile, snapshot: Snapshot) -> Iterator[TextRow]:
        """What a file says, line by line, as it was right last."""
        if file.source is None or snapshot.packets is None:
            return
        for text in texts_of(file.source, snapshot.packets.toolkit.file.id):
            if text.place.line:
                line = moved(file.good_lines, file.lines, text.place.line)
                where = _in_words(text.field)
                yield TextRow(where, text.text, line, self._links.link(file.path, line, text.place.column))

    def _changes(self, plan: Plan, snapshot: Snapshot) -> list[dict[str, str]]:
        """What has changed in the files of a packet since the last sealed edition."""
        changes = _in_packet(plan, snapshot)
        places = self._views.places_of(plan, changes[:_MOST_CHANGES], snapshot)
        return [_change_row(change, places.get(change, "")) for change in changes]

    def _around(self, snapshot: Snapshot, version: int, here: str) -> dict[str, Any]:
        """What every page shows."""
        say = self._views.say(snapshot)
        branches = tree(snapshot, self._links.name, say)
        toolkit = snapshot.packets.toolkit if snapshot.packets else None
        edition = toolkit.editions[-1] if toolkit else None
        about = {
            "title": str(toolkit.file.title) if toolkit else self._links.sources.name,
            "logo": "/logo" if toolkit and logo_in_preview(toolkit.brand, toolkit.pictures) else "",
            "edition": named_in_head(edition, say) if edition else "",
            "notice": say("serve_sealed_notice", edition=snapshot.since) if snapshot.sealed else "",
        }
        changes = snapshot.packets.changes if snapshot.packets else ()
        gone = [change for change in changes if change.kind == "removed" and not change.field]
        return {
            "say": say, "version": version, "here": here,
            "shape": "packet" if here.startswith("/packet/") else "page",
            "about": about, "since": snapshot.since,
            "language": toolkit.file.language if toolkit else "en",
            "sum": self._views.stylesheets(snapshot).sum,
            "branches": branches,
            "leaves": [leaf for branch in branches for leaf in branch.leaves],
            "gone": [change.title for change in gone if change.thing in (*MATERIALS, Principle.kind)],
        }  # fmt: skip

    def _fill(self, layout: str, around: Mapping[str, Any], **values: object) -> str:
        return self._jinja.get_template(layout).render({**around, **values})

    def _problem_rows(
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
            file = place.path.removeprefix(f"{self._links.name}/")
            before, words, rest = _parted(problem)
            yield ProblemRow(
                number, problem.message, problem.hint, problem.code, file, place.line,
                self._links.link(place.path, place.line, place.column), before, words, rest,
                (marks or {}).get(problem, ""), (to or {}).get(file, ""),
            )  # fmt: skip


def _parted(problem: Problem) -> tuple[str, str, str]:
    """The line of a problem before, at and after the words meant; nothing where it is not shown."""
    place = problem.place
    if not place.text or not place.line:
        return "", "", ""
    start = max(0, place.column - 1 - place.skipped)
    end = start + place.length if place.column else len(place.text)
    # What is missing stands behind the line.
    return place.text[:start].lstrip(), place.text[start:end] or "\u00a0", place.text[end:]


def _in_words(field: str) -> str:
    """A field in words: `levels.emerging.label` is `levels › emerging › label`."""
    return field.replace("_", " ").replace(".", " › ")


def _kind(plan: Plan, leaf: Leaf | None) -> str:
    """What stands over the title of a packet."""
    if leaf is None:
        return ""
    return leaf.kind or (leaf.title if leaf.title != plan.title else "")


def _in_packet(plan: Plan, snapshot: Snapshot) -> list[Change]:
    """Changes since the last sealed edition in the files that a packet is made from."""
    if snapshot.packets is None:
        return []
    if PACKET_KINDS[plan.packet.kind].is_everything:
        return [*snapshot.packets.changes]
    own = {*snapshot.files_of(plan)}
    return [change for change in snapshot.packets.changes if snapshot.file_of(change) in own]


def _change_row(change: Change, block: str) -> dict[str, str]:
    """A change as a page lists it; `block` is the one that shows it, or empty."""
    title = " › ".join(part for part in (change.title, _in_words(change.field)) if part)
    return {"kind": change.kind, "title": title, "block": block}


def _holding(file: CachedFile, snapshot: Snapshot) -> list[tuple[str, str]] | None:
    """Address and title of the packets that print a file; None for one that belongs to all of them."""
    node = file.source.node if file.source else None
    if isinstance(node, Material):
        plans = [plan for plan in snapshot.plans.values() if node.id in plan.packet.materials]
    elif isinstance(node, Principle):
        plans = [plan for plan in snapshot.plans.values() if node.id == plan.packet.principle]
        plans += [plan for plan in snapshot.plans.values() if PACKET_KINDS[plan.packet.kind].is_everything]
    elif isinstance(node, Glossary):
        plans = [plan for plan in snapshot.plans.values() if PACKET_KINDS[plan.packet.kind].is_everything]
    else:
        return None
    return [(f"/packet/{plan.packet.id}", plan.title) for plan in plans]


def named_in_head(edition: EditionFile, say: Say) -> str:
    """An edition by its label, and by its number where that does not stand in it."""
    label = str(edition.label)
    said = edition.id in re.findall(r"[\d.]*\d", label)
    return label if said else say("serve_edition", label=label, edition=edition.id)
