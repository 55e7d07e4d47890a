"""What tells of an earlier edition on paper: marked copies for reviewers, update packets for binders.

Neither belongs to the edition: they lie in a folder of their own beside it, under names that say so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..content.load import load_toolkit
from ..content.packet_kinds import NAMED, PACKET_KINDS, UPDATE
from ..content.rules.published import guard
from ..content.toolkit import Toolkit
from ..content.variants import VARIANTS
from ..errors import EditionError, Misuse, Place, Problem
from ..layout import Filler, Manuscript
from ..layout.update_packet import Old
from ..machine.cache import Cache
from ..machine.lock import locked
from ..machine.pool import Pool
from ..output.keys import key
from ..output.make import Listener
from ..output.prepare import Work, left_out, make_missing, prepare
from ..output.style import families
from ..output.task import Task
from ..project import Request
from .built import Built
from .folder import EditionFolder, Shown, update
from .manifest import About
from .news import news_of, news_since
from .restore import as_sealed
from .sealed_editions import Sealed, sealed, states
from .unchanged import fingerprint, remember

MARKED = tuple(name for name, variant in VARIANTS.items() if variant.is_tagged)
UPDATED = tuple(sorted(PACKET_KINDS[UPDATE].variants, key=lambda name: not VARIANTS[name].on_paper))


def revise(request: Request, pool: Pool, listener: Listener) -> Built:
    """Make the marked copies or update packets that are asked for.

    Args:
        request: says since which edition, in one of `marks_since` and `update_since`.
        pool: workers that make files.
        listener: told of progress.

    Raises:
        Misuse: a variant that is not marked or not kept in binders; the edition is the newest one.
        EditionError: P106 the earlier edition is not sealed; P101 the newest one is, and the sources have
            moved on; P123 the bundle of the earlier one is not whole.
        SourceError, LayoutError, OutputError, UnknownName: as `build`.
    """
    _fits(request)
    with locked(request.cache / "lock"):
        cache = Cache(request.cache)
        cache.sweep()
        seen = fingerprint(request)
        toolkit = load_toolkit(request.sources, request.name)
        before = sealed(request.sources, request.name)
        guard(toolkit, states(before))
        earlier, folder = _earlier(before, toolkit, request), _folder(toolkit, request)
        is_sealed = before[-1].id == toolkit.editions[-1].id
        if is_sealed:
            as_sealed(before[-1], request)
        has_book = any(row.packet.startswith(tuple(f"{name}-" for name in NAMED)) for row in folder.rows)
        work = prepare(toolkit, news_since(toolkit, before), request, draft=not is_sealed, with_book=has_book)
        shown, same = _shown(work, earlier, request)
        made = make_missing(shown.wanted, work, request, pool, listener)
        built, names = update(folder, replace(shown, made=frozenset(made)), cache, whole=request.whole)
        built = replace(built, same=same, warnings=toolkit.warnings)
        remember(request, seen, built, names)
        cache.prune()
        return built


def _fits(request: Request) -> None:
    allowed, what = (MARKED, "marked copies") if request.marks_since else (UPDATED, "update packets")
    for variant in request.variants:
        if variant not in allowed:
            message = f"{what} are made for {', '.join(allowed)}, and not for {variant}"
            raise Misuse(message, f"leave out --variant {variant}")


def _earlier(before: Sequence[Sealed], toolkit: Toolkit, request: Request) -> Sealed:
    """The edition that is asked for."""
    name = request.marks_since or request.update_since
    if name == toolkit.editions[-1].id:
        raise Misuse(f"{name} is the newest edition: nothing can have changed since", "name an earlier one")
    found = next((each for each in before if each.id == name), None)
    if found is None:
        known = ", ".join(each.id for each in before) or "none yet"
        place, message = Place(f"{request.name}/editions"), f"there is no sealed edition {name}"
        raise EditionError([Problem(place, "P106", message, f"sealed are: {known}")])
    return found


def _folder(toolkit: Toolkit, request: Request) -> EditionFolder:
    what = "marks" if request.marks_since else UPDATE
    folder = (
        request.output
        / f"{toolkit.editions[-1].id}-{what}-since-{request.marks_since or request.update_since}"
    )
    return EditionFolder.of(folder, toolkit)


@dataclass(frozen=True, slots=True)
class _Revised:
    """A packet and what is made of it for those who know the earlier edition.

    Args:
        packet: its id.
        tasks: empty where nothing has changed.
    """

    packet: str
    tasks: tuple[Task, ...]


def _shown(work: Work, earlier: Sealed, request: Request) -> tuple[Shown, tuple[str, ...]]:
    """All files that there are to make, those that are asked for, and the packets that have not changed."""
    revised = [*(_marked if request.marks_since else _updates)(work, earlier, request)]
    usual = [variant for variant in MARKED if variant in work.toolkit.file.variants]
    variants = request.variants or (usual if request.marks_since else UPDATED)

    def asked(each: _Revised) -> bool:
        return each.packet in request.packets if request.packets else each.packet not in NAMED

    tasks = [task for each in revised for task in each.tasks]
    wanted = [task for each in revised if asked(each) for task in each.tasks if task.variant in variants]
    about = About(work.imprint.label, families(work.house))
    shown = Shown(tuple(tasks), tuple(wanted), tuple(wanted), frozenset(), left_out(work.toolkit), about)
    return shown, tuple(each.packet for each in revised if asked(each) and not each.tasks)


def _marked(work: Work, earlier: Sealed, request: Request) -> Iterator[_Revised]:
    """Every packet with its changes marked; one without changes only where it is named."""
    filler, news = Filler(work.toolkit, request.layouts), news_of(work.toolkit, earlier)
    head = filler.words("mark_head")
    for each in _packets(work):
        marked = filler.marked(each, news)
        named = each.packet.id in request.packets
        made = [(marked, variant) for variant in MARKED] if named or b" data-changed=" in marked.body else []
        yield _Revised(each.packet.id, tuple(_task(*pair, work, draft=head) for pair in made))


def _updates(work: Work, earlier: Sealed, request: Request) -> Iterator[_Revised]:
    """What is taken out and put in, by what readers have printed; also of packets that are gone."""
    filler, news = Filler(work.toolkit, request.layouts), news_of(work.toolkit, earlier)
    page, bundle = filler.words("update_page_word"), earlier.bundle()
    were = {each.id: each for each in bundle.manuscripts if PACKET_KINDS[each.packet.kind].has_texts}
    are = {each.id: each for each in _packets(work)}
    places = bundle.places
    files = {(row.id, row.variant): row.path for row in earlier.seal.files}
    for document in dict.fromkeys((*are, *were)):
        if document not in were or (document.packet in NAMED and document not in are):
            continue  # there is nothing of it in a binder, or nobody asks
        held = [variant for variant in UPDATED if (document, variant) in files]
        olds = [Old(were[document], variant, places[files[document, variant]]) for variant in held]
        made = [(filler.update(are.get(document), old, news), old.variant) for old in olds]
        yield _Revised(
            document.packet, tuple(_task(each, variant, work, page=page) for each, variant in made if each)
        )


def _packets(work: Work) -> Iterator[Manuscript]:
    return (each for each in work.manuscripts if PACKET_KINDS[each.packet.kind].has_texts)


def _task(manuscript: Manuscript, variant: str, work: Work, **words: str) -> Task:
    """A file to make; some words at the edges of its pages are others."""
    on_pages = replace(work.imprint, words={**work.imprint.words, **words})
    if "draft" in words:
        on_pages = replace(on_pages, draft=True)  # so that the word is shown
    return Task(manuscript, variant, on_pages, key(manuscript, variant, on_pages, work.house))
