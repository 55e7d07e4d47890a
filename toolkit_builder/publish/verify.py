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
from ..project import Project
from . import manifest
from . import sealed_editions as sealed
from .archive import Archive
from .bundle import Bundle
from .page_words import DIFFERENT, held_against
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

    def wrong(self, place: str, code: str, message: str, hint: str = "") -> None:
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
        sources, shown: its folder, and how messages name it.
        output: folder of its built editions.
        archive: of all toolkits.
    """

    toolkit: str
    sources: Path
    shown: str
    output: Path
    archive: Path

    @classmethod
    def of(cls, project: Project) -> "EditionPlaces":
        """The places of a project."""
        return cls(project.toolkit, project.sources, project.name, project.output, project.archive)


def verify(places: EditionPlaces, edition: str = "") -> tuple[Verdict, ...]:
    """Check all sealed editions or one of them; the chain of seals is checked each time.

    Args:
        edition: its number; empty for all.
    """
    verdicts = []
    for verdict, found in _seals(places):
        if found and edition in ("", verdict.edition):
            _edition(found, places, verdict)
        if verdict.problems or edition in ("", verdict.edition):
            verdicts.append(verdict)
    return tuple(verdicts)


def chain(places: EditionPlaces) -> None:
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
    for number, folder in enumerate(sealed.folders(places.sources), 1):
        verdict = Verdict(folder.name)
        try:
            found = sealed.read(folder, f"{places.shown}/{sealed.EDITIONS}/{folder.name}")
        except EditionError as error:
            verdict.problems += error.problems
            lost = True
            yield verdict, None
            continue
        if found.seal.toolkit != places.toolkit:
            message = f"this is a seal of another toolkit, {found.seal.toolkit}"
            verdict.wrong(f"{found.place}/seal.json", "P121", message, _FROM_VERSION_CONTROL)
        _chain(found, None if lost else _Link(number, before), verdict)
        before, lost = found, False
        yield verdict, found


class _Link(NamedTuple):
    """What a seal should say of itself.

    Args:
        number: counted from 1.
        before: the edition sealed before; None for the first.
    """

    number: int
    before: SealedEdition | None


def _chain(found: SealedEdition, link: _Link | None, verdict: Verdict) -> None:
    """A seal belongs to its folder and names the seal before it; where that cannot be read, link is None."""
    seal, place = found.seal, f"{found.place}/seal.json"
    if seal.edition != found.folder.name:
        message = f"this is the seal of another edition, {seal.edition}"
        verdict.wrong(place, "P121", message, _FROM_VERSION_CONTROL)
    if link is None:
        return
    number, before = link
    if seal.number != number:
        message = (
            f"this is seal number {seal.number}, and number {number} belongs here: a seal is missing or old"
        )
        verdict.wrong(place, "P122", message, _FROM_VERSION_CONTROL)
    elif (seal.before.sha256 if seal.before else "") != (before.sha256 if before else ""):
        named = seal.before.edition if seal.before else "none"
        message = f"the seal before it (edition {named}) is not the one that it names"
        verdict.wrong(place, "P122", message, _FROM_VERSION_CONTROL)


def _edition(found: SealedEdition, places: EditionPlaces, verdict: Verdict) -> None:
    try:
        bundle = found.bundle()
    except EditionError as error:
        verdict.problems += error.problems
        bundle = None
    verdict.files += 2
    if bundle:
        _bundle(found, bundle, verdict)
    _archive(found, places, verdict)
    _Folder(found, bundle, places.output / found.id, verdict).check()


def _bundle(found: SealedEdition, bundle: Bundle, verdict: Verdict) -> None:
    """What was read is in the bundle, to the byte."""
    inputs = [each for each in found.seal.inputs if not each.path.startswith("fonts/")]
    for each in (*inputs, *(each for each in found.seal.beside if each.path in bundle.parts)):
        data = bundle.parts.get(each.path)
        if data is None or sha256(data).hexdigest() != each.sha256:
            how = "is missing" if data is None else "is another"
            verdict.wrong(bundle.place, "P123", f"{each.path} {how} in the bundle", _FROM_VERSION_CONTROL)


def _archive(found: SealedEdition, places: EditionPlaces, verdict: Verdict) -> None:
    """The archive holds every file, or none where it is kept elsewhere."""
    archive = Archive(places.archive)
    sums = dict.fromkeys(each.sha256 for each in found.seal.outputs)
    here = [each for each in sums if archive.path(each).is_file()]
    if not here:
        verdict.notes.append(f"{places.archive.name}/ holds none of its {len(sums)} files")
        return
    names = {each.sha256: each.path for each in found.seal.outputs}
    hashed = _hashed([archive.path(each) for each in here])
    verdict.files += len(here)
    hint = f"`toolkit regenerate {found.id}` makes it again"
    for each in sums:
        path = archive.path(each)
        place = f"{places.archive.name}/{path.relative_to(places.archive).as_posix()}"
        if path not in hashed:
            verdict.wrong(place, "P125", f"{names[each]} is missing in the archive", hint)
        elif hashed[path] != each:
            verdict.wrong(place, "P125", f"{names[each]} is damaged in the archive", hint)


@dataclass(slots=True)
class _Folder:
    """The built files of an edition, held against its seal."""

    found: SealedEdition
    bundle: Bundle | None
    folder: Path
    verdict: Verdict
    said: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)

    def check(self) -> None:
        if not self.folder.is_dir():
            self.verdict.notes.append(
                f"its files are not in {self._near()}: `toolkit regenerate {self.found.id}`"
            )
            return
        paths = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        hashed = _hashed(paths)
        here = {path.relative_to(self.folder).as_posix(): hashed[path] for path in paths}
        self.verdict.files += len(here)
        expected = {each.path: each for each in self.found.seal.outputs}
        others = self._manifest(here, expected)
        moved = {digest: name for name, digest in here.items() if name not in {*expected, manifest.SUMS}}
        for name, each in expected.items():
            if name != manifest.NAME and name not in others:
                self._one(each, here.get(name), moved)
        for name in others:
            self._other(name, here.get(name, ""))
        self._extra(here, expected)
        self._sums(here)

    def _manifest(self, here: Mapping[str, str], expected: Mapping[str, Sum]) -> list[str]:
        """Hold the manifest against the seal; names of files that another renderer has made."""
        if manifest.NAME not in here:
            self._wrong(manifest.NAME, "P111", "is missing")
            return []
        try:
            self.said = json.loads((self.folder / manifest.NAME).read_bytes())
            self.rows = {row["path"]: row for row in self.said["files"]}
            its = self.said["toolkit"], self.said["edition"], self.said["sealed"]
        except (ValueError, KeyError, TypeError):
            self._wrong(manifest.NAME, "P115", "is not a whole manifest")
            return []
        seal = self.found.seal
        if its != (seal.toolkit, seal.edition, True):
            what = "of a draft" if its[:2] == (seal.toolkit, seal.edition) else f"of {its[0]} {its[1]}"
            self._wrong(manifest.NAME, "P115", f"is not the manifest that was sealed, it is one {what}")
            return []
        if here[manifest.NAME] == expected[manifest.NAME].sha256:
            return []
        return self._rebuilt()

    def _rebuilt(self) -> list[str]:
        """A manifest with other sums is good only where it says that another renderer was at work."""
        seal, said = self.found.seal, dict(self.said.get("built_with", {}))
        changed = other_versions(seal.built_with, said)
        rows = {row.path: row for row in seal.files}
        others = [
            name for name, row in self.rows.items() if name in rows and row["sha256"] != rows[name].sha256
        ]
        more = self.rows.keys() - rows.keys()
        lost = rows.keys() - self.rows.keys()
        if (others and not changed) or lost or not (others or more):
            self._wrong(manifest.NAME, "P115", "is not the manifest that was sealed")
            return []
        if others:
            told = ", ".join(
                f"{name} {now or 'none'} instead of {then or 'none'}" for name, then, now in changed
            )
            self.verdict.notes.append(
                f"{len(others)} files were made by another renderer ({told}): words and pages were compared"
            )
        return others

    def _one(self, each: Sum, digest: str | None, moved: Mapping[str, str]) -> None:
        """One file, to the byte."""
        if digest == each.sha256:
            return
        if digest is None:
            name = moved.get(each.sha256)
            if name:
                self.renamed.add(name)
                self._wrong(each.path, "P113", f"is called {name} now")
            else:
                self._wrong(each.path, "P111", "is missing")
            return
        size = (self.folder / each.path).stat().st_size
        if size < each.bytes:
            self._wrong(each.path, "P114", f"is cut short: {size:,} of {each.bytes:,} bytes")
        else:
            self._wrong(each.path, "P110", "is not what was sealed")

    def _other(self, name: str, digest: str) -> None:
        """A file of another renderer: whole, and the same words on as many pages."""
        if digest != self.rows[name]["sha256"]:
            self._wrong(
                name,
                "P110" if digest else "P111",
                "is not what its manifest says" if digest else "is missing",
            )
        elif self.bundle:
            words = self.bundle.words.get(name, ())
            verdict, where = held_against(words, (self.folder / name).read_bytes(), self.rows[name]["format"])
            if verdict == DIFFERENT:
                self._wrong(name, "P116", f"does not say what was sealed: {where}", "")

    def _extra(self, here: Mapping[str, str], expected: Mapping[str, Sum]) -> None:
        """What nobody has sealed: made later from the bundle, or put there by somebody."""
        rows = self.rows.values()
        beside = {name for row in rows for name in manifest.beside(PacketId(row["packet"], row["language"]))}
        later = 0
        for name, digest in here.items():
            if name in expected or name == manifest.SUMS or name in self.renamed:
                continue
            if name in beside or self.rows.get(name, {}).get("sha256") == digest:
                later += 1
            else:
                self._wrong(name, "P112", "was not sealed", "move it elsewhere")
        if later:
            self.verdict.notes.append(f"{later} files were made later and do not belong to the edition")

    def _sums(self, here: Mapping[str, str]) -> None:
        """SHA256SUMS says what the manifest and the seal say."""
        if manifest.SUMS not in here:
            self._wrong(manifest.SUMS, "P111", "is missing")
            return
        sums = {each.path: each.sha256 for each in self.found.seal.outputs}
        sums |= {name: row["sha256"] for name, row in self.rows.items()}
        sums[manifest.NAME] = here.get(manifest.NAME, "")
        if (self.folder / manifest.SUMS).read_bytes() != manifest.sums(sums.items()):
            self._wrong(manifest.SUMS, "P110", "is not what was sealed")

    def _wrong(self, name: str, code: str, what: str, hint: str | None = None) -> None:
        said = hint if hint is not None else "`toolkit build` or `toolkit regenerate` brings it back"
        self.verdict.wrong(f"{self._near()}/{name}", code, f"{name} {what}", said)

    def _near(self) -> str:
        return "/".join(self.folder.parts[-3:])


def other_versions(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Name and both versions of what differs; what only a seal names, such as LibreOffice, is left out."""
    return tuple(
        (name, then.get(name, ""), version) for name, version in now.items() if then.get(name, "") != version
    )


def _hashed(paths: Sequence[Path]) -> dict[Path, str]:
    """sha256 of files; hashing lets go of the interpreter, so threads help here."""
    with ThreadPoolExecutor() as threads:
        return dict(zip(paths, threads.map(_digest, paths), strict=True))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
