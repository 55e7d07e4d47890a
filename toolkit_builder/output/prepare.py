"""A toolkit made ready: every layout filled, and what files there are to make."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..content.packet_kinds import NAMED, PACKET_KINDS, MadeWhen
from ..content.toolkit import Toolkit
from ..content.variants import VARIANTS
from ..errors import OutputError, collect
from ..layout import Manuscript, Plan, filler_for, packets
from ..layout.news import News
from ..layout.wording import read_strings
from .in_sources import in_sources
from .keys import key
from .make import make
from .run import Listener, Run
from .style import house_style
from .task import HouseStyle, Imprint, Task

# The strings that writers print themselves.
WORDS = ("page", "of", "edition", "draft", "choose", "writing_room", "date")


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made of a toolkit.

    Args:
        toolkit: the sources.
        manuscripts: every packet that is known.
        house, imprint: what all files share.
        tasks: every packet in every variant.
    """

    toolkit: Toolkit
    manuscripts: tuple[Manuscript, ...]
    house: HouseStyle
    imprint: Imprint
    tasks: tuple[Task, ...]


def prepare(
    toolkit: Toolkit, plans: Sequence[Plan], news: News | None, layouts: tuple[Path, ...], draft: bool
) -> Work:
    """Fill every layout and say what files there are to make.

    Args:
        toolkit: the sources.
        plans: the packets, see `plan`.
        news: what packets tell of an earlier edition.
        layouts: folders of layouts, the toolkit's own first.
        draft: whether the pages say so.

    Raises:
        LayoutError: the problems of all packets.
        OutputError: O101 a font is not installed.
        SourceError: see `read_strings`.
    """
    manuscripts = compose(toolkit, plans, news, layouts)
    house, page_imprint = house_style(toolkit, layouts), imprint(toolkit, layouts, draft)
    tasks = to_make(manuscripts, page_imprint, house)
    return Work(toolkit, tuple(manuscripts), house, page_imprint, tuple(tasks))


def plan(toolkit: Toolkit, names: Sequence[str] = (), also_named: bool = False) -> tuple[Plan, ...]:
    """Every packet whose state is to be known, and the Word template.

    Args:
        toolkit: the sources.
        names: ids of packets that are asked for.
        also_named: whether what is only made by name, the book, is among them even if nobody asks for it.
    """
    plans = (*packets(toolkit), *packets(toolkit, MadeWhen.ALWAYS))
    named = also_named or not {*NAMED}.isdisjoint(names)
    return (*plans, *packets(toolkit, MadeWhen.NAMED)) if named else plans


def compose(
    toolkit: Toolkit,
    plans: Sequence[Plan],
    news: News | None,
    layouts: tuple[Path, ...],
    listener: Listener = lambda *_: None,
) -> list[Manuscript]:
    """Fill the layout of every packet.

    Args:
        toolkit: the sources.
        plans: the packets.
        news: what packets tell of an earlier edition.
        layouts: folders of layouts, the toolkit's own first.
        listener: told of each packet before it is filled.

    Raises:
        LayoutError: the problems of all packets.
    """
    filler = filler_for(toolkit, layouts, news)

    def fill(numbered: tuple[int, Plan]) -> Manuscript:
        done, packet_plan = numbered
        listener(done, len(plans), packet_plan.packet.id)
        return filler.fill(packet_plan)

    return collect(fill, enumerate(plans))


def imprint(toolkit: Toolkit, layouts: tuple[Path, ...], draft: bool) -> Imprint:
    """What stands on every page of the newest edition.

    Args:
        toolkit: the sources.
        layouts: folders of layouts, the toolkit's own first.
        draft: whether the pages say that it is one.

    Raises:
        LayoutError, SourceError: see `read_strings`.
    """
    edition, file = toolkit.editions[-1], toolkit.file  # C326 saw to it that there is one
    strings = read_strings(layouts, file.language)
    return Imprint(
        toolkit=toolkit.name,
        toolkit_title=str(file.title),
        publisher=str(file.publisher.name),
        edition=edition.id,
        label=str(edition.label),
        date=edition.date,
        draft=draft,
        words={word: strings[word] for word in WORDS},
    )


def to_make(manuscripts: Sequence[Manuscript], page_imprint: Imprint, house: HouseStyle) -> list[Task]:
    """Every packet in every variant, with its key.

    Args:
        manuscripts: the packets.
        page_imprint: what stands on every page.
        house: brand, sheets and fonts.
    """
    return [
        Task(manuscript, variant, page_imprint, key(manuscript, variant, page_imprint, house))
        for manuscript in manuscripts
        for variant in PACKET_KINDS[manuscript.packet.kind].variants
    ]


def is_usual(task: Task, toolkit: Toolkit) -> bool:
    """Whether a build that is asked for nothing in particular makes a file: the book is only made by name."""
    return task.manuscript.packet.id not in NAMED and is_one_of(task, toolkit.file.variants)


def is_one_of(task: Task, variants: Sequence[str]) -> bool:
    """Whether a file is of one of some variants, or goes with one."""
    return (VARIANTS[task.variant].goes_with or task.variant) in variants


def make_missing(tasks: Sequence[Task], work: Work, run: Run) -> set[str]:
    """Make the files that the cache does not hold; gives their keys.

    Args:
        tasks: files that are wanted.
        work: what they are made from.
        run: cache and workers.

    Raises:
        OutputError: all problems, with their places in the sources.
    """
    missing = [task for task in tasks if run.cache.facts(task.key) is None]
    try:
        make(missing, work.house, run.cache.folder, run.pool, run.listener)
    except OutputError as error:
        raise in_sources(error, work.toolkit) from error
    return {task.key for task in missing}


def left_out(toolkit: Toolkit) -> tuple[tuple[str, str], ...]:
    """Materials that no packet holds since they are not approved: file and status."""
    statuses: list[tuple[str, Any]] = [
        (source.path, getattr(source.node, "status", "approved")) for source in toolkit.sources
    ]
    return tuple((path, status) for path, status in statuses if status != "approved")
