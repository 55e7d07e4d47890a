"""What tells of an earlier edition on paper: marked copies for reviewers, update packets for binders.

Neither belongs to the edition: they lie in a folder of their own beside it, under names that say so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..content.load import load_toolkit
from ..content.packet_kinds import NAMED, PACKET_KINDS, UPDATE
from ..content.rules.published import guard
from ..content.toolkit import Toolkit
from ..content.variants import VARIANTS
from ..errors import Misuse
from ..layout import Filler, Manuscript, filler_for
from ..layout.names import Names
from ..layout.news import News
from ..layout.update_packet import OldPacket
from ..machine.lock import locked
from ..output.keys import key
from ..output.prepare import Work, left_out, make_missing, plan, prepare
from ..output.run import Run
from ..output.style import families
from ..output.task import Task
from ..project import Project, Request
from .built import Built
from .folder import EditionFolder, FinishedRun, update
from .manifest import About
from .news import news_of, news_since
from .restore import check_sources
from .sealed_editions import SealedEdition, is_sealed, sealed_edition, sealed_editions, states
from .unchanged import fingerprint, remember

MARKED = tuple(name for name, variant in VARIANTS.items() if variant.is_tagged)
UPDATED = tuple(sorted(PACKET_KINDS[UPDATE].variants, key=lambda name: not VARIANTS[name].on_paper))


def revise(request: Request, run: Run) -> Built:
    """Make the marked copies or update packets that are asked for.

    Args:
        request: says since which edition, in one of `marks_since` and `update_since`.
        run: toolkit, workers, and who is told of progress.

    Raises:
        Misuse: a variant that is not marked or not kept in binders; the edition is the newest one.
        EditionError: P106 the earlier edition is not sealed; P101 the newest one is, and the sources have
            moved on; P120 a seal cannot be read; P123 a bundle is not whole.
        SourceError, LayoutError, OutputError, UnknownName: as `build`.
    """
    _check_variants(request)
    project = run.project
    with locked(project.lock):
        run.cache.sweep()
        digest = fingerprint(project, request)
        toolkit = load_toolkit(project.sources, project.name)
        before = sealed_editions(project.sources, project.name)
        guard(toolkit, states(before))
        earlier, folder = _earlier(before, toolkit, request, project), _folder(toolkit, request, project)
        sealed = is_sealed(toolkit, before)
        if sealed:
            check_sources(before[-1], project)
        named = any(row.packet.startswith(tuple(f"{name}-" for name in NAMED)) for row in folder.rows)
        request = replace(request, packets=Names.of_toolkit(toolkit).packets_of(request.packets))
        plans = plan(toolkit, request.packets, also_named=named)
        work = prepare(toolkit, plans, news_since(toolkit, before), project.layouts, draft=not sealed)
        later = before[before.index(earlier) + 1 :]
        news = news_of(toolkit, earlier, later)
        finished, same = _to_make(work, news, earlier, request, project.layouts)
        made_keys = make_missing(finished.wanted, work, run)
        finished = replace(finished, made=frozenset(made_keys))
        built, names = update(folder, finished, run.cache, whole=request.whole)
        built = replace(built, same=same, warnings=toolkit.warnings)
        remember(project, request, digest, built, names)
        run.cache.prune()
        return built


def _check_variants(request: Request) -> None:
    allowed, papers = (MARKED, "marked copies") if request.marks_since else (UPDATED, "update packets")
    for variant in request.variants:
        if variant not in allowed:
            message = f"{papers} are made for {', '.join(allowed)}, and not for {variant}"
            raise Misuse(message, f"leave out {variant}")


def _earlier(
    before: Sequence[SealedEdition], toolkit: Toolkit, request: Request, project: Project
) -> SealedEdition:
    """The edition that is asked for."""
    number = request.since
    if number == toolkit.editions[-1].id:
        raise Misuse(f"{number} is the newest edition: nothing can have changed since", "name an earlier one")
    return sealed_edition(before, number, project.name)


def _folder(toolkit: Toolkit, request: Request, project: Project) -> EditionFolder:
    kind = "marks" if request.marks_since else UPDATE
    folder = project.output / f"{toolkit.editions[-1].id}-{kind}-since-{request.since}"
    return EditionFolder.of(folder, toolkit)


@dataclass(frozen=True, slots=True)
class _RevisedPacket:
    """A packet and what is made of it for those who know the earlier edition.

    Args:
        packet: its id.
        tasks: empty where nothing has changed.
    """

    packet: str
    tasks: tuple[Task, ...]


def _to_make(
    work: Work, news: News, earlier: SealedEdition, request: Request, layouts: tuple[Path, ...]
) -> tuple[FinishedRun, tuple[str, ...]]:
    """All files that there are to make, those that are asked for, and the packets that have not changed."""
    filler = filler_for(work.toolkit, layouts)
    if request.marks_since:
        revised = [*_marked(work, request.packets, filler, news)]
    else:
        revised = [*_updates(work, earlier, filler, news)]
    usual = [variant for variant in MARKED if variant in work.toolkit.file.variants]
    variants = request.variants or (usual if request.marks_since else UPDATED)
    asked_packets = [packet for packet in revised if _is_asked(packet.packet, request)]
    tasks = tuple(task for packet in revised for task in packet.tasks)
    wanted = tuple(task for packet in asked_packets for task in packet.tasks if task.variant in variants)
    about = About.of(work.imprint, families(work.house))
    finished = FinishedRun(tasks, wanted, wanted, frozenset(), left_out(work.toolkit), about)
    return finished, tuple(packet.packet for packet in asked_packets if not packet.tasks)


def _is_asked(packet: str, request: Request) -> bool:
    return packet in request.packets if request.packets else packet not in NAMED


def _marked(work: Work, names: Sequence[str], filler: Filler, news: News) -> Iterator[_RevisedPacket]:
    """Every packet with its changes marked; one without changes only where it is named."""
    head = filler.words("mark_head")
    for manuscript in _packets(work):
        copy = filler.marked_copy(manuscript, news)
        is_named = manuscript.packet.id in names
        variants = MARKED if is_named or b" data-changed=" in copy.body else ()
        tasks = tuple(_task(copy, variant, work, draft=head) for variant in variants)
        yield _RevisedPacket(manuscript.packet.id, tasks)


def _updates(work: Work, earlier: SealedEdition, filler: Filler, news: News) -> Iterator[_RevisedPacket]:
    """What is taken out and put in, by what readers have printed; also of packets that are gone."""
    page, bundle = filler.words("update_page_word"), earlier.bundle()
    old_packets = {manuscript.id: manuscript for manuscript in bundle.manuscripts if _has_texts(manuscript)}
    packets = {manuscript.id: manuscript for manuscript in _packets(work)}
    places = bundle.places
    files = {(row.id, row.variant): row.path for row in earlier.seal.files}
    for document in dict.fromkeys((*packets, *old_packets)):
        if document not in old_packets or (document.packet in NAMED and document not in packets):
            continue  # there is nothing of it in a binder, or nobody asks
        tasks = []
        for variant in UPDATED:
            if (document, variant) in files:
                old = OldPacket(old_packets[document], variant, places[files[document, variant]])
                update = filler.update_packet(packets.get(document), old, news)
                if update is not None:
                    tasks.append(_task(update, variant, work, page=page))
        yield _RevisedPacket(document.packet, tuple(tasks))


def _packets(work: Work) -> Iterator[Manuscript]:
    return filter(_has_texts, work.manuscripts)


def _has_texts(manuscript: Manuscript) -> bool:
    return PACKET_KINDS[manuscript.packet.kind].has_texts


def _task(manuscript: Manuscript, variant: str, work: Work, **words: str) -> Task:
    """A file to make; some words at the edges of its pages are others."""
    on_pages = replace(work.imprint, words={**work.imprint.words, **words})
    if "draft" in words:
        on_pages = replace(on_pages, draft=True)  # so that the word is shown
    return Task(manuscript, variant, on_pages, key(manuscript, variant, on_pages, work.house))
