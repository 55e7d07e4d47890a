"""Whether sealed editions are still what was sealed: seals and their chain, bundles, archive, files.

Everything is hashed again; nothing is written.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import EditionError, Place, Problem
from ..layout.manuscript import PacketId
from ..machine.files import is_litter
from ..project import Project
from . import manifest, sealed_editions
from .archive import Archive
from .bundle import Bundle
from .page_words import DIFFERENT, compare_words
from .seal import Sum
from .sealed_editions import SealedEdition

_FROM_VERSION_CONTROL = "take it from version control again"


@dataclass(slots=True)
class Verdict:
    """What was found of one edition.

    Args:
        edition: its number.
        files: how many were hashed, wherever they lie.
        problems: what is wrong.
        notes: what is worth knowing and is not wrong.
    """

    edition: str
    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, place: str, code: str, message: str, hint: str = "") -> None:
        """Add a problem.

        Args:
            place: the file.
            code: of the rule.
            message, hint: as in a `Problem`.
        """
        self.problems.append(Problem(Place(place), code, message, hint))


@dataclass(frozen=True, slots=True)
class EditionPlaces:
    """Where a toolkit's editions lie.

    Args:
        toolkit: its name.
        sources, name: its folder, and how messages name it.
        output: folder of its built editions.
        archive: of all toolkits.
    """

    toolkit: str
    sources: Path
    name: str
    output: Path
    archive: Path

    @classmethod
    def of(cls, project: Project) -> "EditionPlaces":
        """The places of a project."""
        return cls(project.toolkit, project.sources, project.name, project.output, project.archive)


def verify(places: EditionPlaces, edition: str = "") -> tuple[Verdict, ...]:
    """Check all sealed editions or one of them; the chain of seals is checked each time.

    Args:
        places: where they lie.
        edition: its number; empty for all.

    Raises:
        EditionError: P106 no edition of this number is sealed.
    """
    verdicts = []
    for verdict, sealed in _seals(places):
        if sealed and edition in ("", verdict.edition):
            _check_edition(sealed, places, verdict)
        if verdict.problems or edition in ("", verdict.edition):
            verdicts.append(verdict)
    if edition and not any(verdict.edition == edition for verdict in verdicts):
        known = sealed_editions.sealed_editions(places.sources, places.name)
        sealed_editions.sealed_edition(known, edition, places.name)
    return tuple(verdicts)


def check_chain(places: EditionPlaces) -> None:
    """Check the seals alone, before another one is put on top of them.

    Raises:
        EditionError: P120 to P122, what is wrong with them.
    """
    problems = [problem for verdict, _ in _seals(places) for problem in verdict.problems]
    if problems:
        raise EditionError(problems)


def _seals(places: EditionPlaces) -> Iterator[tuple[Verdict, SealedEdition | None]]:
    """Every seal, held against its folder and the seal before it; None where one cannot be read."""
    before: SealedEdition | None = None
    lost = False
    for number, folder in enumerate(sealed_editions.sealed_folders(places.sources), 1):
        verdict = Verdict(folder.name)
        try:
            edition = sealed_editions.read(folder, f"{places.name}/{sealed_editions.EDITIONS}/{folder.name}")
        except EditionError as error:
            verdict.problems += error.problems
            lost = True
            yield verdict, None
            continue
        if edition.seal.toolkit != places.toolkit:
            message = f"this is a seal of another toolkit, {edition.seal.toolkit}"
            verdict.add(f"{edition.place}/seal.json", "P121", message, _FROM_VERSION_CONTROL)
        _check_link(edition, None if lost else _Link(number, before), verdict)
        before, lost = edition, False
        yield verdict, edition


class _Link(NamedTuple):
    """What a seal should say of itself.

    Args:
        number: counted from 1.
        before: the edition sealed before; None for the first.
    """

    number: int
    before: SealedEdition | None


def _check_link(edition: SealedEdition, link: _Link | None, verdict: Verdict) -> None:
    """A seal belongs to its folder and names the seal before it; where that cannot be read, link is None."""
    seal, place = edition.seal, f"{edition.place}/seal.json"
    if seal.edition != edition.folder.name:
        message = f"this is the seal of another edition, {seal.edition}"
        verdict.add(place, "P121", message, _FROM_VERSION_CONTROL)
    if link is None:
        return
    number, before = link
    if seal.number != number:
        message = (
            f"this is seal number {seal.number}, and number {number} belongs here: a seal is missing or old"
        )
        verdict.add(place, "P122", message, _FROM_VERSION_CONTROL)
    elif (seal.before.sha256 if seal.before else "") != (before.sha256 if before else ""):
        named = seal.before.edition if seal.before else "none"
        message = f"the seal before it (edition {named}) is not the one that it names"
        verdict.add(place, "P122", message, _FROM_VERSION_CONTROL)


def _check_edition(edition: SealedEdition, places: EditionPlaces, verdict: Verdict) -> None:
    try:
        bundle = edition.bundle()
    except EditionError as error:
        verdict.problems += error.problems
        bundle = None
    verdict.files += 2  # the seal and the bundle
    if bundle:
        _check_bundle(edition, bundle, verdict)
    _check_archive(edition, places, verdict)
    _Folder(edition, bundle, places.output / edition.id, verdict).check()


def _check_bundle(edition: SealedEdition, bundle: Bundle, verdict: Verdict) -> None:
    """What was read is in the bundle, to the byte."""
    inputs = [file for file in edition.seal.inputs if not file.path.startswith("fonts/")]
    for file in (*inputs, *(file for file in edition.seal.beside if file.path in bundle.parts)):
        data = bundle.parts.get(file.path)
        if data is None or sha256(data).hexdigest() != file.sha256:
            how = "is missing" if data is None else "is another"
            verdict.add(bundle.place, "P123", f"{file.path} {how} in the bundle", _FROM_VERSION_CONTROL)


def _check_archive(edition: SealedEdition, places: EditionPlaces, verdict: Verdict) -> None:
    """The archive holds every file, or none where it is kept elsewhere."""
    archive = Archive(places.archive)
    names = {file.sha256: file.path for file in edition.seal.outputs}
    hashed = _hashed([path for path in map(archive.path, names) if path.is_file()])
    if not hashed:
        verdict.notes.append(f"{places.archive.name}/ holds none of its {len(names)} files")
        return
    verdict.files += len(hashed)
    hint = f"`toolkit regenerate {edition.id}` makes it again"
    for digest, name in names.items():
        path = archive.path(digest)
        place = f"{places.archive.name}/{path.relative_to(places.archive).as_posix()}"
        if path not in hashed:
            verdict.add(place, "P125", f"{name} is missing in the archive", hint)
        elif hashed[path] != digest:
            verdict.add(place, "P125", f"{name} is damaged in the archive", hint)


@dataclass(slots=True)
class _Folder:
    """The built files of an edition, held against its seal.

    Args:
        edition, bundle: what was sealed; None for a bundle that is not whole.
        folder: where the files lie.
        verdict: takes what is wrong.
        table, rows: what manifest.json says, and its rows by file name.
        renamed: names of sealed files that are called otherwise in the folder.
    """

    edition: SealedEdition
    bundle: Bundle | None
    folder: Path
    verdict: Verdict
    table: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)

    def check(self) -> None:
        if not self.folder.is_dir():
            self.verdict.notes.append(
                f"its files are not in {self._place()}: `toolkit regenerate {self.edition.id}`"
            )
            return
        paths = [
            path for path in sorted(self.folder.rglob("*")) if path.is_file() and not is_litter(path.name)
        ]
        hashed = _hashed(paths)
        sums = {path.relative_to(self.folder).as_posix(): hashed[path] for path in paths}
        self.verdict.files += len(sums)
        expected = {file.path: file for file in self.edition.seal.outputs}
        rebuilt = self._check_manifest(sums, expected)
        moved = {digest: name for name, digest in sums.items() if name not in {*expected, manifest.SUMS}}
        for name, file in expected.items():
            if name != manifest.NAME and name not in rebuilt:
                self._check_file(file, sums.get(name), moved)
        for name in rebuilt:
            self._check_rebuilt(name, sums.get(name, ""))
        self._check_unsealed(sums, expected)
        self._check_sums(sums)

    def _check_manifest(self, sums: Mapping[str, str], expected: Mapping[str, Sum]) -> list[str]:
        """Hold the manifest against the seal; names of files that another renderer has made."""
        if manifest.NAME not in sums:
            self._wrong(manifest.NAME, "P111", "is missing")
            return []
        try:
            self.table = json.loads((self.folder / manifest.NAME).read_bytes())
            self.rows = {row["path"]: row for row in self.table["files"]}
            identity = self.table["toolkit"], self.table["edition"], self.table["sealed"]
        except (ValueError, KeyError, TypeError):
            self._wrong(manifest.NAME, "P115", "is not a whole manifest")
            return []
        seal = self.edition.seal
        if identity != (seal.toolkit, seal.edition, True):
            toolkit, edition, _ = identity
            is_draft = (toolkit, edition) == (seal.toolkit, seal.edition)
            what = "of a draft" if is_draft else f"of {toolkit} {edition}"
            self._wrong(manifest.NAME, "P115", f"is not the manifest that was sealed, it is one {what}")
            return []
        if sums[manifest.NAME] == expected[manifest.NAME].sha256:
            return []
        return self._rebuilt()

    def _rebuilt(self) -> list[str]:
        """A manifest with other sums is good only where it says that another renderer was at work."""
        changed = other_versions(self.edition.seal.built_with, dict(self.table.get("built_with", {})))
        sealed_rows = {row.path: row for row in self.edition.seal.files}
        rebuilt = [
            name
            for name, row in self.rows.items()
            if name in sealed_rows and row["sha256"] != sealed_rows[name].sha256
        ]
        more = self.rows.keys() - sealed_rows.keys()
        lost = sealed_rows.keys() - self.rows.keys()
        if (rebuilt and not changed) or lost or not (rebuilt or more):
            self._wrong(manifest.NAME, "P115", "is not the manifest that was sealed")
            return []
        if rebuilt:
            versions = ", ".join(
                f"{name} {other or 'none'} instead of {sealed_version or 'none'}"
                for name, sealed_version, other in changed
            )
            self.verdict.notes.append(
                f"{len(rebuilt)} files were made by another renderer ({versions}): "
                "words and pages were compared"
            )
        return rebuilt

    def _check_file(self, file: Sum, digest: str | None, moved: Mapping[str, str]) -> None:
        """One file, to the byte."""
        if digest == file.sha256:
            return
        if digest is None:
            name = moved.get(file.sha256)
            if name:
                self.renamed.add(name)
                self._wrong(file.path, "P113", f"is called {name} now")
            else:
                self._wrong(file.path, "P111", "is missing")
            return
        size = (self.folder / file.path).stat().st_size
        if size < file.bytes:
            self._wrong(file.path, "P114", f"is cut short: {size:,} of {file.bytes:,} bytes")
        else:
            self._wrong(file.path, "P110", "is not what was sealed")

    def _check_rebuilt(self, name: str, digest: str) -> None:
        """A file of another renderer: whole, and the same words on as many pages."""
        if digest != self.rows[name]["sha256"]:
            self._wrong(
                name,
                "P110" if digest else "P111",
                "is not what its manifest says" if digest else "is missing",
            )
        elif self.bundle:
            words = self.bundle.words.get(name, ())
            verdict, where = compare_words(
                words, (self.folder / name).read_bytes(), self.rows[name]["format"]
            )
            if verdict == DIFFERENT:
                self._wrong(name, "P116", f"does not say what was sealed: {where}", "")

    def _check_unsealed(self, sums: Mapping[str, str], expected: Mapping[str, Sum]) -> None:
        """What nobody has sealed: made later from the bundle, or put there by somebody."""
        rows = self.rows.values()
        beside = {
            name for row in rows for name in manifest.names_beside(PacketId(row["packet"], row["language"]))
        }
        later = 0
        for name, digest in sums.items():
            if name in expected or name == manifest.SUMS or name in self.renamed:
                continue
            if name in beside or self.rows.get(name, {}).get("sha256") == digest:
                later += 1
            else:
                self._wrong(name, "P112", "was not sealed", "move it elsewhere")
        if later:
            self.verdict.notes.append(f"{later} files were made later and do not belong to the edition")

    def _check_sums(self, sums: Mapping[str, str]) -> None:
        """SHA256SUMS says what the manifest and the seal say."""
        if manifest.SUMS not in sums:
            self._wrong(manifest.SUMS, "P111", "is missing")
            return
        expected = {file.path: file.sha256 for file in self.edition.seal.outputs}
        expected |= {name: row["sha256"] for name, row in self.rows.items()}
        expected[manifest.NAME] = sums.get(manifest.NAME, "")
        if (self.folder / manifest.SUMS).read_bytes() != manifest.sums(expected.items()):
            self._wrong(manifest.SUMS, "P110", "is not what was sealed")

    def _wrong(self, name: str, code: str, what: str, hint: str | None = None) -> None:
        if hint is None:
            hint = "`toolkit build` or `toolkit regenerate` brings it back"
        self.verdict.add(f"{self._place()}/{name}", code, f"{name} {what}", hint)

    def _place(self) -> str:
        """How messages name the folder."""
        return "/".join(self.folder.parts[-3:])


def other_versions(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Name and both versions of what differs; what only a seal names, such as LibreOffice, is left out."""
    return tuple(
        (name, before.get(name, ""), version)
        for name, version in after.items()
        if before.get(name, "") != version
    )


def _hashed(paths: Sequence[Path]) -> dict[Path, str]:
    """sha256 of files; hashing lets go of the interpreter, so threads help here."""
    with ThreadPoolExecutor() as threads:
        return dict(zip(paths, threads.map(_digest, paths), strict=True))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
