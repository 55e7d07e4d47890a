"""A sealed edition once more: its files from the archive, or written again from its bundle."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import EditionError, Place, Problem, UnknownName
from ..machine.cache import Cache
from ..machine.files import Batch, disk, sweep
from ..machine.lock import locked
from ..machine.pool import Pool
from ..output.keys import key
from ..output.make import Listener, make
from ..output.task import Task
from ..project import Request
from . import manifest
from .archive import Archive
from .built import Built
from .bundle import FONT, Bundle, Makings
from .folder import add, counted, is_whole, remove, row_of
from .manifest import About, Row
from .page_words import SAME, SAME_WORDS, held_against
from .seal import Sum, summed
from .sealed_editions import Sealed, differences, working
from .verify import other_versions

Data = Callable[[Row], bytes]


@dataclass(frozen=True, slots=True)
class Remade:
    """A file that was written again.

    Args:
        row: of what was written, under the name and key that are sealed.
        verdict: `SAME` bytes; `SAME_WORDS` on all pages and as many pages; or `DIFFERENT`.
        where: in words, what differs; empty where nothing does.
    """

    row: Row
    verdict: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Regenerated:
    """What `regenerate` found.

    Args:
        toolkit, edition, folder: what was made, and where it lies.
        files: every file, in order of name.
        renderers: what decides the bytes of a file and is another version here: name, then, now.
    """

    toolkit: str
    edition: str
    folder: str
    files: tuple[Remade, ...]
    renderers: tuple[tuple[str, str, str], ...]

    @property
    def good(self) -> bool:
        """Whether all files are the same, in bytes or, where the renderer is another, in words and pages."""
        allowed = {SAME, SAME_WORDS} if self.renderers else {SAME}
        return all(file.verdict in allowed for file in self.files)


def regenerate(
    sealed: Sealed, request: Request, pool: Pool, listener: Listener, into: Path | None = None
) -> Regenerated:
    """Write every file of a sealed edition again from its bundle, and tell whether it is the same.

    What comes out the same is put into the archive, so that this also fills an empty one.

    Args:
        into: folder for the files; None for the edition's own in output/.

    Raises:
        EditionError: P123, P124 see `Bundle`.
        OutputError: a file cannot be written.
    """
    folder = into or request.output / sealed.id
    archive = Archive(request.archive)
    with locked(request.cache / "lock"), _scratch(request) as scratch:
        bundle = sealed.bundle()
        makings = bundle.makings(archive)
        remade = _remake(sealed.seal.files, makings, bundle, scratch, pool, listener)
        _keep(sealed, bundle, makings, remade, scratch, archive)
        _write(folder, sealed, bundle, [each.row for each in remade], lambda row: scratch.data(row.key))
    found = tuple(sorted(remade, key=lambda each: each.row.path))
    return Regenerated(request.toolkit, sealed.id, str(folder), found, renderers(sealed))


def restore(
    sealed: Sealed, request: Request, pool: Pool, listener: Listener
) -> tuple[Built, tuple[str, ...]]:
    """Bring the folder of a sealed edition to the state that was sealed.

    Files come from the folder itself, the archive or the cache; what none of them has is written again from
    the bundle. A packet or variant that is not in the seal is made from the bundle too, and stands in the
    manifest without belonging to the edition.

    Returns:
        What was done, and the names of all files that belong to the folder now.

    Raises:
        EditionError: P101 the sources are not as sealed; P123, P124 see `Bundle`.
        UnknownName: a packet that the edition does not have.
    """
    as_sealed(sealed, request)
    archive, cache, folder = Archive(request.archive), Cache(request.cache), request.output / sealed.id
    bundle = sealed.bundle()
    asked, extra = _asked(sealed, bundle, request)
    missing = [row for row in asked if not _at_hand(row, folder, archive, cache)]
    with _scratch(request) as scratch:
        remade: list[Remade] = []
        more: list[Row] = []
        if missing or extra:
            makings = bundle.makings(archive)
            remade = _remake(missing, makings, bundle, scratch, pool, listener)
            _keep(sealed, bundle, makings, remade, scratch, archive)
            more = _make_more(extra, makings, sealed, cache, pool, listener)
        now = {each.row.path: each.row for each in remade}
        rows = [now.get(row.path, row) for row in asked] + more

        def data(row: Row) -> bytes:
            if row.path in now:
                return scratch.data(row.key)
            return archive.get(row.sha256) or cache.data(row.key)

        touched, names = _write(folder, sealed, bundle, rows, data)
    made = {*now, *(row.path for row in more)}
    return Built(
        toolkit=request.toolkit,
        edition=sealed.id,
        folder=str(folder),
        made=tuple(sorted(made)),
        restored=tuple(sorted(path for path in touched if path not in made)),
        unchanged=sum(row.path not in touched and row.path not in made for row in rows),
        removed=(),
        stale=(),
        left_out=(),
        **counted(rows),
        complete={row.path for row in sealed.seal.files} <= {*names},
        sealed=True,
        others=tuple(sorted(each.row.path for each in remade if each.verdict != SAME)),
    ), names


def renderers(sealed: Sealed) -> tuple[tuple[str, str, str], ...]:
    """What decides the bytes of a file and is another version than when an edition was sealed.

    Returns:
        Name, version then, version now; empty where there was or is none.
    """
    return other_versions(sealed.seal.built_with, manifest.built_with())


def as_sealed(sealed: Sealed, request: Request) -> None:
    """Make sure that the sources are those of a sealed edition.

    Raises:
        EditionError: P101 one of them is not.
    """
    now = {name: summed(name, data) for name, data in working(request.sources).items()}
    # The paths of a seal begin with sources/.
    then = sealed.seal.sources
    for name, how in differences(then, now):
        place = Place(f"{request.name}/{name}")
        words = {"new": "was not there", "gone": "is gone", "changed": "has changed"}[how]
        message = f"edition {sealed.id} is sealed and does not change, and this file {words} since"
        hint = "start the next one: `toolkit new edition`"
        raise EditionError([Problem(place, "P101", message, hint)])


def _asked(sealed: Sealed, bundle: Bundle, request: Request) -> tuple[list[Row], list[tuple[str, str]]]:
    """Sealed files that are asked for; packet and variant of what is asked for and not sealed."""
    rows = sealed.seal.files
    known = tuple(each.packet.id for each in bundle.manuscripts)
    for name in request.packets:
        if name not in known:
            raise UnknownName("packet", name, known)
    packets = request.packets or tuple(dict.fromkeys(row.packet for row in rows))
    variants = request.variants or tuple(dict.fromkeys(row.variant for row in rows))
    if "word" in variants:
        variants = (*variants, "template")
    wanted = [row for row in rows if row.packet in packets and row.variant in variants]
    there = {(row.packet, row.variant) for row in rows}
    extra = [
        (packet, variant)
        for packet in packets
        for variant in variants
        if (packet, variant) not in there and (packet == "template") == (variant == "template")
    ]
    return wanted, extra


def _at_hand(row: Row, folder: Path, archive: Archive, cache: Cache) -> bool:
    facts = cache.facts(row.key)
    return (
        is_whole(folder / row.path, row.sha256)
        or archive.get(row.sha256) is not None
        or (facts is not None and facts.sha256 == row.sha256)
    )


@contextmanager
def _scratch(request: Request) -> Iterator[Cache]:
    """A cache of its own for files under sealed keys: another renderer may give them other bytes."""
    with disk(request.cache):
        request.cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".again-", suffix=".tmp", dir=request.cache) as name:
            yield Cache(Path(name))


def _remake(
    rows: Sequence[Row], makings: Makings, bundle: Bundle, scratch: Cache, pool: Pool, listener: Listener
) -> list[Remade]:
    """Write sealed files again and hold each against its seal."""
    make([makings.task(row) for row in rows], makings.house, scratch.folder, pool, listener)
    words = bundle.words
    return [_held(row, scratch, words.get(row.path, ())) for row in rows]


def _held(row: Row, scratch: Cache, words: Sequence[str]) -> Remade:
    facts = scratch.held(row.key)
    now = replace(row, pages=facts.pages, bytes=facts.bytes, sha256=facts.sha256)
    if now.sha256 == row.sha256:
        return Remade(now, SAME)
    verdict, where = held_against(words, scratch.data(row.key), row.format)
    return Remade(now, verdict, where)


def _keep(
    sealed: Sealed,
    bundle: Bundle,
    makings: Makings,
    remade: Iterable[Remade],
    scratch: Cache,
    archive: Archive,
) -> None:
    """Put into the archive what came out as it was sealed, and what lies beside it."""
    for each in remade:
        if each.verdict == SAME:
            archive.put(scratch.data(each.row.key))
    for beside in sealed.seal.beside:
        if beside.path != manifest.NAME:
            archive.put(bundle.beside(beside.path))
    seal = sealed.seal
    about = About(seal.label, seal.fonts)
    archive.put(
        manifest.manifest(seal.toolkit, seal.edition, seal.files, about, True, seal.built_with, sealed=True)
    )
    for name, data in makings.house.assets.items():
        if name.startswith(FONT):
            archive.put(data)


def _make_more(
    extra: Sequence[tuple[str, str]],
    makings: Makings,
    sealed: Sealed,
    cache: Cache,
    pool: Pool,
    listener: Listener,
) -> list[Row]:
    """Make what the seal does not hold; it goes through the cache as any build."""
    tasks = [_task(makings, packet, variant) for packet, variant in extra]
    make(
        [task for task in tasks if cache.facts(task.key) is None], makings.house, cache.folder, pool, listener
    )
    rows = []
    for task in tasks:
        name = manifest.file_name(sealed.seal.toolkit, task.manuscript.packet, task.variant, sealed.id)
        rows.append(row_of(task, name, cache.held(task.key)))
    return rows


def _task(makings: Makings, packet: str, variant: str) -> Task:
    manuscript = makings.manuscript(packet)
    contents = makings.contents.get(packet, ()) if variant == "word" else ()
    name = key(manuscript, variant, makings.imprint, makings.house, contents)
    return Task(manuscript, variant, makings.imprint, name, contents)


def _write(
    folder: Path, sealed: Sealed, bundle: Bundle, rows: Sequence[Row], data: Data
) -> tuple[list[str], tuple[str, ...]]:
    """Bring a folder to the state of some of its files; names of what changed, and of all that belongs there.

    What a draft of the edition left there goes, and so does its manifest.
    """
    seal, before = sealed.seal, manifest.read(folder)
    kept = before if manifest.is_sealed(folder) else ()
    held = {row.path: row for row in (*kept, *rows)}
    gone = [row for row in before if row.path not in held]
    as_sealed = {row.path: row for row in seal.files}
    whole = as_sealed.keys() <= held.keys()
    pure = all(as_sealed.get(path) == row for path, row in held.items())
    about = About(seal.label, seal.fonts)
    made_by = seal.built_with if pure else manifest.built_with()
    sheet = manifest.manifest(seal.toolkit, seal.edition, held.values(), about, whole, made_by, sealed=True)
    more = {**_beside(bundle, rows, seal.beside if whole else ()), manifest.NAME: sheet}
    if whole:
        sums = {each.path: each.sha256 for each in seal.outputs}
        sums |= {path: row.sha256 for path, row in held.items()}
        sums[manifest.NAME] = summed(manifest.NAME, sheet).sha256
        more[manifest.SUMS] = manifest.sums(sums.items())
    with disk(folder), Batch(folder) as batch:
        sweep(folder)
        touched = add(batch, rows, data, more)
        remove(folder, gone)
        batch.commit()
    return touched, (*held, *more)


def _beside(bundle: Bundle, rows: Iterable[Row], all_of: Iterable[Sum]) -> dict[str, bytes]:
    """What lies beside the files: with some of them their own, with all of them everything."""
    packets = dict.fromkeys((row.packet, row.language) for row in rows)
    names = [name for packet in packets for name in manifest.beside(*packet)]
    names += [each.path for each in all_of if each.path != manifest.NAME]
    return {name: bundle.beside(name) for name in dict.fromkeys(names)}
