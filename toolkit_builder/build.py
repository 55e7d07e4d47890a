"""The whole run on one page, one line a stage.

Everything is read and filled before anything is written, and nothing in output/ changes until every file that
was asked for is good. Finished files wait in the cache, so a run that was killed goes on where it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from .content import Toolkit, load_toolkit
from .content.model import EditionFile
from .errors import EditionError, LayoutError, OutputError, Place, Problem
from .files import Cache, locked
from .layout import Filler, Manuscript, Plan, book, packets, template
from .layout.wording import read_strings
from .making import Maker
from .output.keys import key
from .output.places import in_sources
from .output.style import families, house_style
from .output.task import HouseStyle, Imprint, Task
from .publish.folder import Edition, Shown, publish
from .publish.manifest import About
from .request import VARIANTS, Built, Request, UnknownName, fingerprint, remember
from .versions import libraries
from .workers import Pool

# The strings that writers print themselves.
WORDS = ("page", "of", "edition", "draft", "choose", "writing_room", "date")

# Seconds that a file may take: generous, so that only what never ends is stopped on a slow machine.
_SECONDS, _SECONDS_PER_KB = 120.0, 1.0

Listener = Callable[[int, int, str], object]
"""Told of each finished file: how many are done, of how many, and its name."""


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
        EditionError: P101 the edition is sealed.
        UnknownName: a packet that the toolkit does not have.
    """
    with locked(request.cache / "lock"):
        cache = Cache(request.cache)
        cache.sweep()
        seen = fingerprint(request)
        toolkit = load_toolkit(request.sources, request.name)
        edition = Edition.of(request.output, toolkit.name, newest(toolkit, request).id)
        plans = plan(toolkit, request, with_book=edition.holds("book"))
        manuscripts = compose(toolkit, plans, request)
        house = house_style(toolkit, request.layouts)
        tasks = to_make(manuscripts, imprint(toolkit, request), house)
        usual = [task for task in tasks if _usual(task, toolkit)]
        wanted = [task for task in tasks if _asked(task, request, toolkit)]
        made = make(wanted, toolkit, house, request, pool, listener)
        about = About(str(newest(toolkit, request).label), families(house))
        shown = Shown(tuple(tasks), tuple(usual), tuple(wanted), frozenset(made), left_out(toolkit), about)
        built, names = publish(edition, shown, cache, whole=request.whole)
        built = replace(built, warnings=toolkit.warnings)
        remember(request, seen, built, names)
        cache.prune()
        return built


def newest(toolkit: Toolkit, request: Request) -> EditionFile:
    """The edition that a build makes.

    Raises:
        EditionError: P101 it is sealed.
    """
    edition = toolkit.editions[-1]  # C326 saw to it that there is one
    seal = request.sources / "editions" / edition.id / "seal.json"
    if seal.exists():
        place = Place(f"{request.name}/editions/{edition.id}")
        hint = "start the next one: `toolkit new edition`"
        raise EditionError(
            [Problem(place, "P101", f"edition {edition.id} is sealed and does not change", hint)]
        )
    return edition


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


def compose(toolkit: Toolkit, plans: Sequence[Plan], request: Request) -> list[Manuscript]:
    """Fill the layout of every packet.

    Raises:
        LayoutError: the problems of all packets.
    """
    filler = Filler(toolkit, request.layouts)
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


def imprint(toolkit: Toolkit, request: Request) -> Imprint:
    """What stands on every page of the newest edition."""
    edition, file = newest(toolkit, request), toolkit.file
    strings = read_strings(request.layouts, file.language)
    return Imprint(
        toolkit=toolkit.name,
        toolkit_title=str(file.title),
        publisher=str(file.publisher.name),
        edition=edition.id,
        label=str(edition.label),
        date=edition.date,
        draft=True,  # a sealed edition is not built again, see `newest`
        words={word: strings[word] for word in WORDS},
    )


def to_make(manuscripts: Sequence[Manuscript], on_pages: Imprint, house: HouseStyle) -> list[Task]:
    """Every packet in every variant, with its key."""
    return [
        Task(manuscript, variant, on_pages, key(manuscript, variant, on_pages, house))
        for manuscript in manuscripts
        for variant in (VARIANTS if manuscript.packet.kind != "template" else ("template",))
    ]


def _usual(task: Task, toolkit: Toolkit) -> bool:
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


def make(
    wanted: list[Task], toolkit: Toolkit, house: HouseStyle, request: Request, pool: Pool, listener: Listener
) -> set[str]:
    """Make the files that the cache does not hold; gives their keys.

    Raises:
        OutputError: all problems, with their places in the sources.
    """
    cache = Cache(request.cache)
    missing = [task for task in wanted if cache.facts(task.key) is None]
    if any(task.variant not in ("word", "template") for task in missing):
        _need_pango()
    done = 0

    def count(task: Task, _pages: int) -> None:
        nonlocal done
        done += 1
        listener(done, len(missing), _name(task))

    try:
        pool.run(Maker(house, cache.folder), missing, deadline=_deadline, name=_name, on_done=count)
    except OutputError as error:
        raise in_sources(error, toolkit) from error
    return {task.key for task in missing}


def _need_pango() -> None:
    lacking = [name for name in ("pango", "pangoft2", "harfbuzz", "fontconfig") if not libraries()[name]]
    if lacking:
        from .doctor import INSTALL

        message = f"PDFs need a system library that is not installed: {', '.join(lacking)}"
        raise OutputError([Problem(Place("system"), "O521", message, INSTALL)])


def _deadline(task: Task) -> float:
    weight = 0.2 if task.variant in ("word", "template") else 1.0
    return weight * (_SECONDS + _SECONDS_PER_KB * len(task.manuscript.body) / 1000)


def _name(task: Task) -> str:
    return f"{task.manuscript.packet.id} ({task.variant})"


def left_out(toolkit: Toolkit) -> tuple[tuple[str, str], ...]:
    """Materials that no packet holds since they are not approved: file and status."""
    found: list[tuple[str, Any]] = [
        (source.path, getattr(source.node, "status", "approved")) for source in toolkit.sources
    ]
    return tuple((path, status) for path, status in found if status != "approved")
