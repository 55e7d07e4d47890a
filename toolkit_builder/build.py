"""The whole run on one page, one line a stage.

Everything is read and filled before anything is written, and nothing in output/ changes until every file that
was asked for is good. Finished files wait in the cache, so a run that was killed goes on where it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .content import Toolkit, load_toolkit
from .content.compare import compare
from .content.rules.published import vanished
from .content.state import notes_of, state
from .errors import LayoutError, OutputError, Problem, SourceError
from .files import Cache, locked
from .layout import Filler, Manuscript, Plan, book, packets, template
from .layout.news import News
from .layout.wording import read_strings
from .making import Listener, make
from .output.keys import key
from .output.places import in_sources
from .output.style import families, house_style
from .output.task import HouseStyle, Imprint, Task
from .publish.folder import Edition, Shown, update
from .publish.manifest import About
from .publish.sealed import Sealed, order, sealed
from .request import VARIANTS, Built, Request, UnknownName, fingerprint, remember
from .restoring import restore
from .workers import Pool

# The strings that writers print themselves.
WORDS = ("page", "of", "edition", "draft", "choose", "writing_room", "date")


def build(request: Request, pool: Pool, listener: Listener) -> Built:
    """Make what is asked for.

    Args:
        request: toolkit, packets and variants.
        pool: workers that make files.
        listener: told of progress.

    Returns:
        What was made and where it lies.

    Raises:
        SourceError, LayoutError, OutputError: all problems of that stage; what lay in output/ is untouched.
        EditionError: P101 the edition is sealed, and the sources have moved on.
        UnknownName: a packet that the toolkit does not have.
    """
    with locked(request.cache / "lock"):
        cache = Cache(request.cache)
        cache.sweep()
        seen = fingerprint(request)
        toolkit = load_toolkit(request.sources, request.name)
        before = sealed(request.sources, request.name)
        guard(toolkit, before)
        if before and before[-1].id == toolkit.editions[-1].id:
            built, names = restore(before[-1], request, pool, listener)
        else:
            built, names = _draft(toolkit, before, request, pool, listener)
        built = replace(built, warnings=toolkit.warnings)
        remember(request, seen, built, names)
        cache.prune()
        return built


def guard(toolkit: Toolkit, before: Sequence[Sealed]) -> None:
    """Every id that was published is still there, or is retired on purpose.

    Raises:
        SourceError: C333, C334.
    """
    problems = [*vanished(toolkit, [each.state() for each in reversed(before)])]
    if problems:
        raise SourceError(problems, len(toolkit.sources))


def news_since(toolkit: Toolkit, before: Sequence[Sealed]) -> News | None:
    """What packets of the newest edition tell of the edition sealed before it; None for the first."""
    earlier = [each for each in before if each.id != toolkit.editions[-1].id]
    if not earlier:
        return None
    return news_of(toolkit, earlier[-1])


def news_of(toolkit: Toolkit, earlier: Sealed) -> News:
    """What has changed since a sealed edition."""
    notes = notes_of([each for each in toolkit.editions if order(each.id) > order(earlier.id)])
    was = earlier.state()
    changes = compare(was, state(toolkit), notes)
    return News(was, earlier.seal.label, changes, toolkit.editions[-1].summary)


def _draft(
    toolkit: Toolkit, before: Sequence[Sealed], request: Request, pool: Pool, listener: Listener
) -> tuple[Built, tuple[str, ...]]:
    """Make the newest edition from the sources; "Draft" stands on its pages."""
    edition = Edition.of(request.output, toolkit.name, toolkit.editions[-1].id)
    work = prepare(toolkit, before, request, draft=True, with_book=edition.holds("book"))
    usual = [task for task in work.tasks if is_usual(task, toolkit)]
    wanted = [task for task in work.tasks if _asked(task, request, toolkit)]
    made = make_missing(wanted, work, request, pool, listener)
    about = About(str(toolkit.editions[-1].label), families(work.house))
    shown = Shown(work.tasks, tuple(usual), tuple(wanted), frozenset(made), left_out(toolkit), about)
    return update(edition, shown, Cache(request.cache), whole=request.whole)


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
    toolkit: Toolkit, before: Sequence[Sealed], request: Request, draft: bool, with_book: bool
) -> Work:
    """Fill every layout and say what files there are to make.

    Args:
        before: the sealed editions, the oldest first.
        draft: whether the pages say so.
        with_book: whether the book is among them even if nobody asks for it.

    Raises:
        LayoutError: the problems of all packets.
        OutputError: O101 a font is not installed.
        UnknownName: a packet that is asked for and does not exist.
    """
    news = news_since(toolkit, before)
    manuscripts = compose(toolkit, plan(toolkit, request, with_book), request, news)
    house, on_pages = house_style(toolkit, request.layouts), imprint(toolkit, request, draft)
    tasks = to_make(manuscripts, on_pages, house)
    return Work(toolkit, tuple(manuscripts), house, on_pages, tuple(tasks))


def plan(toolkit: Toolkit, request: Request, with_book: bool) -> tuple[Plan, ...]:
    """Every packet whose state is to be known, and the Word template; the book only when it is asked for or
    was made before.

    Raises:
        UnknownName: a packet that is asked for and does not exist.
    """
    plans = (*packets(toolkit), template(toolkit))
    known = tuple(each.packet.id for each in plans)
    for name in request.packets:
        if name not in (*known, "book"):
            raise UnknownName("packet", name, (*known, "book"))
    return (*plans, book(toolkit)) if with_book or "book" in request.packets else plans


def compose(
    toolkit: Toolkit, plans: Sequence[Plan], request: Request, news: News | None = None
) -> list[Manuscript]:
    """Fill the layout of every packet.

    Args:
        news: what packets tell of an earlier edition.

    Raises:
        LayoutError: the problems of all packets.
    """
    filler = Filler(toolkit, request.layouts, news)
    manuscripts: list[Manuscript] = []
    problems: list[Problem] = []
    for each in plans:
        try:
            manuscripts.append(filler.fill(each))
        except LayoutError as error:
            problems += error.problems
    if problems:
        raise LayoutError(problems)
    return manuscripts


def imprint(toolkit: Toolkit, request: Request, draft: bool) -> Imprint:
    """What stands on every page of the newest edition."""
    edition, file = toolkit.editions[-1], toolkit.file  # C326 saw to it that there is one
    strings = read_strings(request.layouts, file.language)
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


def to_make(manuscripts: Sequence[Manuscript], on_pages: Imprint, house: HouseStyle) -> list[Task]:
    """Every packet in every variant, with its key."""
    return [
        Task(manuscript, variant, on_pages, key(manuscript, variant, on_pages, house))
        for manuscript in manuscripts
        for variant in (VARIANTS if manuscript.packet.kind != "template" else ("template",))
    ]


def is_usual(task: Task, toolkit: Toolkit) -> bool:
    """Whether a build that is asked for nothing in particular makes a file: the book is only made by name."""
    return task.manuscript.packet.kind != "book" and _is_one_of(task, toolkit.file.variants)


def _asked(task: Task, request: Request, toolkit: Toolkit) -> bool:
    """Whether a file is asked for."""
    packet = task.manuscript.packet
    named = packet.id in request.packets if request.packets else packet.kind != "book"
    return named and _is_one_of(task, request.variants or toolkit.file.variants)


def _is_one_of(task: Task, variants: Sequence[str]) -> bool:
    """The template goes with the Word files."""
    return ("word" if task.variant == "template" else task.variant) in variants


def make_missing(
    tasks: Sequence[Task], work: Work, request: Request, pool: Pool, listener: Listener
) -> set[str]:
    """Make the files that the cache does not hold; gives their keys.

    Raises:
        OutputError: all problems, with their places in the sources.
    """
    cache = Cache(request.cache)
    missing = [task for task in tasks if cache.facts(task.key) is None]
    try:
        make(missing, work.house, cache.folder, pool, listener)
    except OutputError as error:
        raise in_sources(error, work.toolkit) from error
    return {task.key for task in missing}


def left_out(toolkit: Toolkit) -> tuple[tuple[str, str], ...]:
    """Materials that no packet holds since they are not approved: file and status."""
    found: list[tuple[str, Any]] = [
        (source.path, getattr(source.node, "status", "approved")) for source in toolkit.sources
    ]
    return tuple((path, status) for path, status in found if status != "approved")
