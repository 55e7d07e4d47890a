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
from .layout.names import Names
from .machine.lock import locked
from .output.prepare import is_one_of, is_usual, left_out, make_missing, plan, prepare
from .output.run import Run
from .output.style import families
from .output.task import Task
from .project import Request
from .publish.built import Built
from .publish.folder import EditionFolder, FinishedRun, update
from .publish.manifest import About
from .publish.news import news_since
from .publish.restore import restore
from .publish.sealed_editions import SealedEdition, is_sealed, sealed_editions, states
from .publish.unchanged import fingerprint, remember


def build(request: Request, run: Run) -> Built:
    """Make what is asked for.

    Args:
        request: packets and variants; a packet may be named by its material.
        run: toolkit, workers, and who is told of progress.

    Returns:
        What was made and where it lies.

    Raises:
        SourceError, LayoutError, OutputError: all problems of that stage; what lay in output/ is untouched.
        EditionError: P101 the edition is sealed, and the sources have moved on.
        UnknownName, Misuse: see `Names.packets_of`.
    """
    project = run.project
    with locked(project.lock):
        run.cache.sweep()
        seen = fingerprint(project, request)
        toolkit = load_toolkit(project.sources, project.name)
        before = sealed_editions(project.sources, project.name)
        guard(toolkit, states(before))
        if is_sealed(toolkit, before):
            built, names = restore(before[-1], request, run)
        else:
            built, names = _draft(toolkit, before, request, run)
        built = replace(built, warnings=toolkit.warnings)
        remember(project, request, seen, built, names)
        run.cache.prune()
        return built


def _draft(
    toolkit: Toolkit, before: Sequence[SealedEdition], request: Request, run: Run
) -> tuple[Built, tuple[str, ...]]:
    """Make the newest edition from the sources; "Draft" stands on its pages."""
    request = replace(request, packets=Names.of_toolkit(toolkit).packets_of(request.packets))
    folder = EditionFolder.of(run.project.output / toolkit.editions[-1].id, toolkit)
    plans = plan(toolkit, request.packets, also_named=any(map(folder.holds, NAMED)))
    work = prepare(toolkit, plans, news_since(toolkit, before), run.project.layouts, draft=True)
    usual = [task for task in work.tasks if is_usual(task, toolkit)]
    wanted = [task for task in work.tasks if _is_asked(task, request, toolkit)]
    made = make_missing(wanted, work, run)
    about = About.of(work.imprint, families(work.house))
    finished = FinishedRun(work.tasks, tuple(usual), tuple(wanted), frozenset(made), left_out(toolkit), about)
    return update(folder, finished, run.cache, whole=request.whole)


def _is_asked(task: Task, request: Request, toolkit: Toolkit) -> bool:
    packet = task.manuscript.packet
    named = packet.id in request.packets if request.packets else packet.id not in NAMED
    return named and is_one_of(task, request.variants or toolkit.file.variants)
