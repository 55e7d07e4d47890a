"""A whole check on one page: everything is read and every layout filled, and nothing is written."""

from dataclasses import dataclass

from ..content.load import load_toolkit
from ..content.packet_kinds import PACKET_KINDS
from ..content.rules.published import guard
from ..content.toolkit import Toolkit
from ..output.prepare import compose, plan
from ..project import Project
from .news import news_since
from .sealed_editions import sealed_editions, states


@dataclass(frozen=True, slots=True)
class CheckedToolkit:
    """A toolkit without problems.

    Args:
        toolkit: its sources, with their warnings.
        packets: how many packets there would be, the book among them.
    """

    toolkit: Toolkit
    packets: int


def check(project: Project) -> CheckedToolkit:
    """Read the sources and the sealed editions, and fill every layout.

    Raises:
        SourceError: all problems of the sources.
        EditionError: P120, P123 a sealed edition cannot be read.
        LayoutError: all problems of layouts.
    """
    toolkit = load_toolkit(project.sources, project.name)
    before = sealed_editions(project.sources, project.name)
    guard(toolkit, states(before))
    plans = plan(toolkit, also_named=True)
    manuscripts = compose(toolkit, plans, news_since(toolkit, before), project.layouts)
    packets = sum(PACKET_KINDS[manuscript.packet.kind].has_texts for manuscript in manuscripts)
    return CheckedToolkit(toolkit, packets)
