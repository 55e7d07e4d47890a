"""The accessibility conformance page of an edition: what was checked, by what, with which result.

A district can put it on file. It claims nothing that was not checked: files that no proof has read are listed
as such, and what only a person can judge is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..content.packet_kinds import CONFORMANCE, PACKET_KINDS
from ..content.toolkit import Toolkit
from ..layout import filler_for
from ..layout.manuscript import Manuscript, Packet, PacketId
from ..machine.cache import Cache
from ..output.html import write_html
from ..output.keys import key
from ..output.make import Maker
from ..output.prepare import imprint
from ..output.style import house_style
from ..output.task import HouseStyle, Task
from ..project import Project
from ..proof import RULES, Rule
from ..proof.record import Proved, proved_with
from .manifest import Row, file_name

_OURS = "toolkit-builder"


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule and how it went.

    Args:
        rule: what must hold.
        tool: package that checked it.
        files: how many files were held to it; what cannot be read was not.
        failed: how many of them broke it.
    """

    rule: Rule
    tool: str
    files: int
    failed: int


@dataclass(frozen=True, slots=True)
class ProvedPacket:
    """A packet and its files.

    Args:
        title: of the packet, with its id, since two packets may be called alike.
        files: its variants in printed order, each with the number of findings; None was not checked.
    """

    title: str
    files: tuple[tuple[str, int | None], ...]


def conformance(
    toolkit: Toolkit, project: Project, rows: Sequence[Row], proved: Mapping[str, Proved], draft: bool
) -> dict[str, bytes]:
    """The page as HTML and as PDF.

    Args:
        toolkit: the sources.
        project: layouts, and the cache that keeps the page.
        rows: all files of the edition.
        proved: what is known of them, by file name.
        draft: whether the edition is not sealed yet.

    Returns:
        File name -> bytes.

    Raises:
        SourceError, LayoutError: as `compose`.
        OutputError: O101 a font is not installed; or the page cannot be written.
    """
    manuscript = compose(toolkit, project.layouts, rows, proved)
    on_pages, house = imprint(toolkit, project.layouts, draft), house_style(toolkit, project.layouts)
    (variant,) = PACKET_KINDS[manuscript.packet.kind].variants
    task = Task(manuscript, variant, on_pages, key(manuscript, variant, on_pages, house))
    name = file_name(toolkit.name, manuscript, variant, on_pages.edition, toolkit.file.language)
    return {
        name: _pdf(task, house, Cache(project.cache)),
        f"{name.removesuffix('.pdf')}.html": write_html(task, house).data,
    }


def _pdf(task: Task, house: HouseStyle, cache: Cache) -> bytes:
    """The page as PDF, from the cache where the same was proved before."""
    if cache.facts(task.key) is None:
        Maker(house, cache.folder)(task)
    return cache.data(task.key)


def compose(
    toolkit: Toolkit, layouts: tuple[Path, ...], rows: Sequence[Row], proved: Mapping[str, Proved]
) -> Manuscript:
    """The page as a manuscript.

    Args:
        toolkit: the sources.
        layouts: folders of layouts, the toolkit's own first.
        rows: all files of the edition.
        proved: what is known of them, by file name.

    Raises:
        LayoutError: L101 to L105 the layout of the page cannot be filled; L110 the language has no strings.
        SourceError: C2xx the strings are written in a way that YAML would quietly change.
    """
    filler = filler_for(toolkit, layouts)
    packet = Packet("accessibility", CONFORMANCE, "", (), toolkit.file.access[0].id)
    return filler.page(
        packet,
        filler.words("conformance_title", title=toolkit.file.title),
        documents=_documents(rows, proved),
        rules=[_checked(rule, rows, proved) for rule in RULES],
        tools=proved_with(),
        files=len(rows),
        checked=sum(row.path in proved for row in rows),
        findings=sum(len(file.findings) for file in proved.values()),
    )


def _documents(rows: Sequence[Row], proved: Mapping[str, Proved]) -> list[ProvedPacket]:
    """Packets with their files, in the order of the manifest."""
    by_packet: dict[PacketId, list[Row]] = {}
    for row in rows:
        by_packet.setdefault(row.id, []).append(row)
    return [
        ProvedPacket(
            f"{own[0].title} ({document.packet})",
            tuple((row.variant, _count(proved.get(row.path))) for row in own),
        )
        for document, own in by_packet.items()
    ]


def _count(proved: Proved | None) -> int | None:
    return None if proved is None else len(proved.findings)


def _checked(rule: Rule, rows: Sequence[Row], proved: Mapping[str, Proved]) -> Checked:
    codes_of_files = [
        {finding.code for finding in proved[row.path].findings}
        for row in rows
        if row.path in proved and rule.holds_for(row.variant)
    ]
    failed = sum(rule.code in codes for codes in codes_of_files)
    # Of a file that cannot be read (O600, O700, O800) only what was found is known.
    unread = sum(rule.code not in codes and f"{rule.code[:2]}00" in codes for codes in codes_of_files)
    return Checked(rule, rule.tool or _OURS, len(codes_of_files) - unread, failed)
