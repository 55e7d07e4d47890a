"""A whole check on one page: everything is read, filled and looked at, and nothing is laid out.

What it found is kept in the cache, so that asking again costs nothing until a byte changes that counts.
"""

from typing import TYPE_CHECKING

from ..errors import BuildError
from ..project import Project
from .check_verdict import CheckVerdict, keep, kept, stamp

if TYPE_CHECKING:
    from ..output.run import Listener


def check(project: Project, listener: "Listener") -> CheckVerdict:
    """What is to be said of a toolkit: the last verdict where it still stands, else a new one.

    Args:
        project: the toolkit.
        listener: told of each packet that is filled.

    Raises:
        SourceError: all problems of the sources.
        EditionError: P120, P123 a sealed edition cannot be read.
        LayoutError: all problems of layouts.
        OutputError: all problems for which a writer would not write a packet.
    """
    seen = stamp(project)
    verdict = kept(project, seen)
    if verdict is None:
        verdict = _looked(project, listener)
        keep(project, seen, verdict)
    if verdict.error is not None:
        raise verdict.error
    return verdict


def _looked(project: Project, listener: "Listener") -> CheckVerdict:
    try:
        return look(project, listener)
    except BuildError as error:
        return CheckVerdict(error.files_read, error=error)


def look(project: Project, listener: "Listener") -> CheckVerdict:
    """Read the sources and the sealed editions, fill every layout, and look at what it gives.

    Args:
        project: the toolkit.
        listener: told of each packet that is filled.

    Raises:
        BuildError: as `check`.
    """
    # What a kept verdict needs nothing of.
    from ..content.load import load_toolkit
    from ..content.packet_kinds import PACKET_KINDS
    from ..content.placeholders import placeholders
    from ..content.rules.published import guard
    from ..output.check import check_packets
    from ..output.prepare import compose, plan
    from .access_changes import closed
    from .news import news_since
    from .sealed_editions import sealed_editions, states

    toolkit = load_toolkit(project.sources, project.name)
    before = sealed_editions(project.sources, project.name)
    guard(toolkit, states(before))
    plans = plan(toolkit, also_named=True)
    manuscripts = compose(toolkit, plans, news_since(toolkit, before), project.layouts, listener)
    check_packets(toolkit, manuscripts, project.layouts)
    packets = sum(PACKET_KINDS[manuscript.packet.kind].has_texts for manuscript in manuscripts)
    ours = len(placeholders(toolkit))
    warnings = (*toolkit.warnings, *closed(toolkit, before))
    return CheckVerdict(len(toolkit.sources), packets, warnings, ours)
