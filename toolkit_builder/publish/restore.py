"""A sealed edition once more: its files from the archive, or written again from its bundle."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..content.fonts import fonts_in
from ..content.packet_kinds import PACKET_KINDS
from ..content.variants import VARIANTS, with_companions
from ..layout.manuscript import PacketId
from ..layout.names import Names
from ..machine.cache import Cache
from ..machine.files import Batch, disk, sweep
from ..machine.lock import locked
from ..output.fonts import faces_among
from ..output.keys import key
from ..output.make import make
from ..output.run import Run
from ..output.task import Task
from ..project import Project, Request
from . import manifest
from .archive import Archive
from .built import Built
from .bundle import Bundle, Makings
from .folder import add_changed, is_whole, remove_files, row_of, totals
from .manifest import Row
from .page_words import SAME, SAME_WORDS
from .rewritten import SealedWords
from .seal import Sum, file_sum
from .sealed_editions import SealedEdition, check_inputs, source_files


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
        renderers: what decides the bytes of a file and is another version here, see `renderers`.
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


@dataclass(frozen=True, slots=True)
class _Opened:
    """A sealed edition while its files are written again.

    Args:
        edition: what was sealed.
        bundle, makings: what its files are written from.
        archive: takes what comes out as it was sealed.
        scratch: a cache for files under sealed keys: another renderer may give them other bytes.
        run: workers, and the cache of builds.
    """

    edition: SealedEdition
    bundle: Bundle
    makings: Makings
    archive: Archive
    scratch: Cache
    run: Run

    def write_again(self, rows: Sequence[Row]) -> list[Remade]:
        """Write sealed files again, hold each against its seal, and keep what came out the same."""
        tasks = [self.makings.task(row) for row in rows]
        make(tasks, self.makings.house, self.scratch.folder, self.run.pool, self.run.listener)
        words = SealedWords(self.bundle, self.edition.seal.about)
        remade = [_compared(row, self.scratch, words) for row in rows]
        self._keep(remade)
        return remade

    def _keep(self, remade: Iterable[Remade]) -> None:
        """Put into the archive what came out as it was sealed, and what lies beside it."""
        seal = self.edition.seal
        for file in remade:
            if file.verdict == SAME:
                self.archive.put(self.scratch.data(file.row.key))
        for beside in seal.beside:
            if beside.path != manifest.NAME:
                self.archive.put(self.bundle.file_beside(beside.path))
        self.archive.put(
            manifest.as_json(seal.about, seal.files, seal.built_with, complete=True, sealed=True)
        )
        for data in faces_among(self.makings.house.assets).values():
            self.archive.put(data)

    def make_extra(self, extra: Sequence[tuple[PacketId, str]]) -> list[Row]:
        """Make what the seal does not hold, by packet and variant; it goes through the cache as any build."""
        cache = self.run.cache
        tasks = [_task(self.makings, document, variant) for document, variant in extra]
        missing = [task for task in tasks if cache.facts(task.key) is None]
        make(missing, self.makings.house, cache.folder, self.run.pool, self.run.listener)
        return [row_of(task, self.edition.seal.language, cache) for task in tasks]


def regenerate(edition: SealedEdition, run: Run, into: Path | None = None) -> Regenerated:
    """Write every file of a sealed edition again from its bundle, and tell whether it is the same.

    What comes out the same is put into the archive, so that this also fills an empty one.

    Args:
        edition: what was sealed.
        run: workers, and where everything lies.
        into: folder for the files; None for the edition's own in output/.

    Raises:
        EditionError: P123, P124 see `Bundle`.
        OutputError: a file cannot be written, or the writers find something wrong.
    """
    project = run.project
    folder = into or project.output / edition.id
    with locked(project.lock), _scratch(project) as scratch:
        opened = _open(edition, edition.bundle(), scratch, run)
        remade = opened.write_again(edition.seal.files)
        _write(
            folder,
            opened.edition,
            opened.bundle,
            _Files([file.row for file in remade], lambda row: scratch.data(row.key)),
        )
    files = tuple(sorted(remade, key=lambda file: file.row.path))
    return Regenerated(project.toolkit, edition.id, str(folder), files, renderers(edition))


def restore(edition: SealedEdition, request: Request, run: Run) -> tuple[Built, tuple[str, ...]]:
    """Bring the folder of a sealed edition to the state that was sealed.

    Files come from the folder itself, the archive or the cache; what none of them has is written again from
    the bundle. A packet or variant that is not in the seal is made from the bundle too, and stands in the
    manifest without belonging to the edition.

    Args:
        edition: what was sealed.
        request: packets and variants; none for all that was sealed.
        run: workers, and where everything lies.

    Returns:
        What was done, and the names of all files that belong to the folder now.

    Raises:
        EditionError: P101 the sources are not as sealed; P123, P124 see `Bundle`.
        OutputError: as `regenerate`.
        UnknownName: a packet that the edition does not have.
    """
    project = run.project
    check_sources(edition, project)
    archive, folder, bundle = Archive(project.archive), project.output / edition.id, edition.bundle()
    wanted, extra = _wanted(edition, bundle, request)
    missing = [row for row in wanted if not _at_hand(row, folder, archive, run.cache)]
    with _scratch(project) as scratch:
        remade: list[Remade] = []
        made_extra: list[Row] = []
        if missing or extra:
            opened = _open(edition, bundle, scratch, run)
            remade, made_extra = opened.write_again(missing), opened.make_extra(extra)
        rewritten = {file.row.path: file.row for file in remade}

        def data(row: Row) -> bytes:
            if row.path in rewritten:
                return scratch.data(row.key)
            return archive.get(row.sha256) or run.cache.data(row.key)

        rows = [rewritten.get(row.path, row) for row in wanted] + made_extra
        changed, names = _write(folder, edition, bundle, _Files(rows, data))
    made_paths = {*rewritten, *(row.path for row in made_extra)}
    return Built(
        toolkit=project.toolkit,
        edition=edition.id,
        folder=str(folder),
        made=tuple(sorted(made_paths)),
        restored=tuple(sorted(path for path in changed if path not in made_paths)),
        unchanged=sum(row.path not in changed and row.path not in made_paths for row in rows),
        removed=(),
        stale=(),
        left_out=(),
        **totals(rows),
        complete={row.path for row in edition.seal.files} <= {*names},
        sealed=True,
        others=tuple(sorted(file.row.path for file in remade if file.verdict != SAME)),
    ), names


def renderers(edition: SealedEdition) -> tuple[tuple[str, str, str], ...]:
    """What decides the bytes of a file and is another version than when an edition was sealed.

    Returns:
        Name, sealed version, version here; empty where there was or is none.
    """
    return manifest.other_versions(edition.seal.built_with, manifest.built_with())


def check_sources(edition: SealedEdition, project: Project) -> None:
    """Make sure that the sources are those of a sealed edition.

    Raises:
        EditionError: P101 some of them are not.
    """
    sums = {name: file_sum(name, data) for name, data in source_files(project.sources).items()}
    check_inputs(edition.id, edition.seal.sources, sums, lambda name: f"{project.name}/{name}")


def _open(edition: SealedEdition, bundle: Bundle, scratch: Cache, run: Run) -> _Opened:
    archive = Archive(run.project.archive)
    makings = bundle.makings(archive, fonts_in(run.project.sources))
    return _Opened(edition, bundle, makings, archive, scratch, run)


def _wanted(
    edition: SealedEdition, bundle: Bundle, request: Request
) -> tuple[list[Row], list[tuple[PacketId, str]]]:
    """Sealed files that are asked for; document and variant of what is asked for and not sealed.

    Raises:
        UnknownName: a packet that the edition does not have.
    """
    rows = edition.seal.files
    variants_of = {
        manuscript.id: PACKET_KINDS[manuscript.packet.kind].variants for manuscript in bundle.manuscripts
    }
    named = Names.of(manuscript.packet for manuscript in bundle.manuscripts).packets_of(request.packets)
    packets = named or tuple(dict.fromkeys(row.packet for row in rows))
    variants = with_companions(request.variants or tuple(row.variant for row in rows))
    wanted = [row for row in rows if row.packet in packets and row.variant in variants]
    sealed = {(row.id, row.variant) for row in rows}
    extra = [
        (document, variant)
        for document, own in variants_of.items()
        for variant in variants
        if document.packet in packets and variant in own and (document, variant) not in sealed
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
def _scratch(project: Project) -> Iterator[Cache]:
    with disk(project.cache):
        project.cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".again-", suffix=".tmp", dir=project.cache) as name:
            yield Cache(Path(name))


def _compared(row: Row, scratch: Cache, words: SealedWords) -> Remade:
    facts = scratch.held(row.key)
    written = replace(row, pages=facts.pages, bytes=facts.bytes, sha256=facts.sha256)
    if written.sha256 == row.sha256:
        return Remade(written, SAME)
    verdict, where = words.compare(row, scratch.data(row.key))
    return Remade(written, verdict, where)


def _task(makings: Makings, document: PacketId, variant: str) -> Task:
    manuscript = makings.manuscript(document)
    contents = makings.contents.get(document, ()) if VARIANTS[variant].is_packet_in_word else ()
    name = key(manuscript, variant, makings.imprint, makings.house, contents)
    return Task(manuscript, variant, makings.imprint, name, contents)


@dataclass(frozen=True, slots=True)
class _Files:
    """Files for a folder: their rows, and what gives the bytes of one."""

    rows: Sequence[Row]
    data: Callable[[Row], bytes]


def _write(
    folder: Path, edition: SealedEdition, bundle: Bundle, files: _Files
) -> tuple[list[str], tuple[str, ...]]:
    """Bring a folder to the state of some of its files; names of what changed, and of all that belongs there.

    What a draft of the edition left there goes, and so does its manifest.
    """
    seal, before = edition.seal, manifest.read(folder)
    kept_rows = before if manifest.is_sealed(folder) else ()
    rows = {row.path: row for row in (*kept_rows, *files.rows)}
    gone_rows = [row for row in before if row.path not in rows]
    sealed = {row.path: row for row in seal.files}
    whole = sealed.keys() <= rows.keys()
    pure = all(sealed.get(path) == row for path, row in rows.items())
    made_by = seal.built_with if pure else manifest.built_with()
    table = manifest.as_json(seal.about, rows.values(), made_by, complete=whole, sealed=True)
    more = {**_files_beside(bundle, files.rows, seal.beside if whole else ()), manifest.NAME: table}
    if whole:
        sums = {output.path: output.sha256 for output in seal.outputs}
        sums |= {path: row.sha256 for path, row in rows.items()}
        sums[manifest.NAME] = file_sum(manifest.NAME, table).sha256
        more[manifest.SUMS] = manifest.sums(sums.items())
    with disk(folder), Batch(folder) as batch:
        sweep(folder)
        changed = add_changed(batch, files.rows, files.data, more)
        remove_files(folder, gone_rows)
        batch.commit()
    return changed, (*rows, *more)


def _files_beside(bundle: Bundle, rows: Iterable[Row], all_of: Iterable[Sum]) -> dict[str, bytes]:
    """What lies beside the files: with some of them their own, with all of them everything."""
    documents = dict.fromkeys(row.id for row in rows)
    names = [name for document in documents for name in manifest.names_beside(document)]
    names += [beside.path for beside in all_of if beside.path != manifest.NAME]
    return {name: bundle.file_beside(name) for name in dict.fromkeys(names)}
