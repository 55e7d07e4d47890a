"""The whole run on one page, one line a stage.

Everything is read and filled before anything is written, and nothing in output/ changes until every file that
was asked for is good. Finished files wait in the cache, so a run that was killed goes on where it was.
"""

from collections.abc import Sequence
from dataclasses import replace

from .content.load import load_toolkit
from .content.packet_kinds import NAMED
from .content.rules.published import guard
from .content.toolkit import Toolkit
from .machine.cache import Cache
from .machine.lock import locked
from .machine.pool import Pool
from .output.make import Listener
from .output.prepare import is_one_of, is_usual, left_out, make_missing, prepare
from .output.style import families
from .output.task import Task
from .project import Request
from .publish.built import Built
from .publish.folder import EditionFolder, Shown, update
from .publish.manifest import About
from .publish.news import news_since
from .publish.restore import restore
from .publish.sealed_editions import Sealed, sealed, states
from .publish.unchanged import fingerprint, remember


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
        guard(toolkit, states(before))
        if before and before[-1].id == toolkit.editions[-1].id:
            built, names = restore(before[-1], request, pool, listener)
        else:
            built, names = _draft(toolkit, before, request, pool, listener)
        built = replace(built, warnings=toolkit.warnings)
        remember(request, seen, built, names)
        cache.prune()
        return built


def _draft(
    toolkit: Toolkit, before: Sequence[Sealed], request: Request, pool: Pool, listener: Listener
) -> tuple[Built, tuple[str, ...]]:
    """Make the newest edition from the sources; "Draft" stands on its pages."""
    edition = EditionFolder.of(request.output / toolkit.editions[-1].id, toolkit)
    work = prepare(
        toolkit, news_since(toolkit, before), request, draft=True, with_book=any(map(edition.holds, NAMED))
    )
    usual = [task for task in work.tasks if is_usual(task, toolkit)]
    wanted = [task for task in work.tasks if _asked(task, request, toolkit)]
    made = make_missing(wanted, work, request, pool, listener)
    about = About(str(toolkit.editions[-1].label), families(work.house))
    shown = Shown(work.tasks, tuple(usual), tuple(wanted), frozenset(made), left_out(toolkit), about)
    return update(edition, shown, Cache(request.cache), whole=request.whole)


def _asked(task: Task, request: Request, toolkit: Toolkit) -> bool:
    """Whether a file is asked for."""
    packet = task.manuscript.packet
    named = packet.id in request.packets if request.packets else packet.id not in NAMED
    return named and is_one_of(task, request.variants or toolkit.file.variants)
