"""The built files of a sealed edition, held against its seal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..machine.files import beginning, entries
from ..machine.jsons import MAX_BYTES, read_json
from . import manifest
from .bundle import Bundle
from .manifest import Row
from .page_words import DIFFERENT
from .rewritten import SealedWords
from .seal import Sum
from .sealed_editions import SealedEdition
from .sums import digests, unified
from .verdict import Verdict, missing

_BRING_BACK = "`toolkit build` or `toolkit regenerate` brings it back"


@dataclass(slots=True)
class FolderCheck:
    """The built files of an edition, held against its seal.

    Args:
        edition, bundle: what was sealed; None for a bundle that is not whole.
        folder: where the files lie.
        verdict: takes what is wrong.
        rows: what manifest.json lists, by file name.
        built_with, complete: versions that it names, and whether it says that it is all of the edition.
        renamed: what sealed files are called in the folder whose own names are gone.
        is_part: whether the manifest says that only some packets were brought here.
    """

    edition: SealedEdition
    bundle: Bundle | None
    folder: Path
    verdict: Verdict
    rows: dict[str, Row] = field(default_factory=dict)
    built_with: dict[str, str] = field(default_factory=dict)
    complete: bool = True
    renamed: set[str] = field(default_factory=set)
    is_part: bool = False

    def check(self) -> None:
        if not self.folder.is_dir():
            self.verdict.notes.append(
                f"its files are not in {self._place()}: `toolkit regenerate {self.edition.id}`"
            )
            return
        sums = self._sums()
        expected = {file.path: file for file in self.edition.seal.outputs}
        rebuilt = self._check_manifest(sums, expected)
        for name, file in expected.items():
            if name in sums and name != manifest.NAME and name not in rebuilt:
                self._check_file(file, sums[name])
        words = SealedWords(self.bundle, self.edition.seal.about) if self.bundle else None
        for name in rebuilt:
            self._check_rebuilt(name, sums.get(name, ""), words)
        self._check_missing(sums, expected, rebuilt)
        self._check_unsealed(sums, expected)
        self._check_list(sums)

    def _sums(self) -> dict[str, str]:
        """Sums of all files in the folder, by name below it."""
        paths = []
        for name, path, is_file in entries(self.folder):
            if is_file:
                paths.append(path)
            else:
                self._wrong(name, "P112", "is a link, or something else that is no file", "move it elsewhere")
        found = digests(paths)
        if rewritten := sum(digest.is_rewritten for digest in found.values()):
            self.verdict.notes.append(f"{rewritten} files in {self._place()} differ in nothing but line ends")
        self.verdict.files += len(paths)
        return {path.relative_to(self.folder).as_posix(): digest.sha256 for path, digest in found.items()}

    def _check_manifest(self, sums: Mapping[str, str], expected: Mapping[str, Sum]) -> list[str]:
        """Hold the manifest against the seal; names of files that another renderer has made."""
        if manifest.NAME not in sums:
            self._wrong(manifest.NAME, "P111", "is missing")
            return []
        try:
            table = read_json(beginning(self.folder / manifest.NAME, MAX_BYTES))
            self.rows = {row.path: row for row in manifest.rows(table["files"])}
            self.built_with = {str(name): str(version) for name, version in table["built_with"].items()}
            identity = table["toolkit"], table["edition"], table["sealed"]
            self.complete = table.get("complete") is not False
        except (ValueError, KeyError, TypeError, AttributeError):
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
        changed = manifest.other_versions(self.edition.seal.built_with, self.built_with)
        sealed_rows = {row.path: row for row in self.edition.seal.files}
        rebuilt = [
            name
            for name, row in self.rows.items()
            if name in sealed_rows and row.sha256 != sealed_rows[name].sha256
        ]
        more = self.rows.keys() - sealed_rows.keys()
        lost = sealed_rows.keys() - self.rows.keys()
        self.is_part = bool(lost) and not self.complete
        if (rebuilt and not changed) or (lost and not self.is_part) or not (rebuilt or more or lost):
            self.is_part = False
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

    def _check_file(self, file: Sum, digest: str) -> None:
        """One file, to the byte."""
        if digest == file.sha256:
            return
        size = (self.folder / file.path).stat().st_size
        if size < file.bytes:
            self._wrong(file.path, "P114", f"is cut short: {size:,} of {file.bytes:,} bytes")
        else:
            self._wrong(file.path, "P110", "is not what was sealed")

    def _check_missing(
        self, sums: Mapping[str, str], expected: Mapping[str, Sum], rebuilt: Sequence[str]
    ) -> None:
        """What should be there and is not: under another name, or nowhere."""
        moved = {digest: name for name, digest in sums.items() if name not in {*expected, manifest.SUMS}}
        gone = [name for name in expected if name not in {*sums, *rebuilt, manifest.NAME}]
        for name in [name for name in gone if expected[name].sha256 in moved]:
            self.renamed.add(moved[expected[name].sha256])
            self._wrong(name, "P113", f"is called {moved[expected[name].sha256]} now")
            gone.remove(name)
        if self.is_part:
            brought = {*self.rows, *self._beside_rows()}
            gone = [name for name in gone if name in brought]
            present = sum(name in sums for name in expected)
            note = f"{self._place()} holds {present:,} of its {len(expected):,} files"
            self.verdict.notes.append(f"{note}: `toolkit regenerate {self.edition.id}` makes all")
        if gone:
            place = f"{self._place()}/{gone[0]}" if len(gone) == 1 else self._place()
            self.verdict.add(place, "P111", missing(gone, expected), _BRING_BACK)

    def _beside_rows(self) -> set[str]:
        """What lies beside the packets of the manifest."""
        documents = {row.id for row in self.rows.values()}
        return {name for document in documents for name in manifest.names_beside(document)}

    def _check_rebuilt(self, name: str, digest: str, words: SealedWords | None) -> None:
        """A file of another renderer: whole, and the same words on as many pages."""
        if digest != self.rows[name].sha256:
            self._wrong(
                name,
                "P110" if digest else "P111",
                "is not what its manifest says" if digest else "is missing",
            )
        elif words:
            row = next(row for row in self.edition.seal.files if row.path == name)
            verdict, where = words.compare(row, (self.folder / name).read_bytes())
            if verdict == DIFFERENT:
                self._wrong(name, "P116", f"does not say what was sealed: {where}", "")

    def _check_unsealed(self, sums: Mapping[str, str], expected: Mapping[str, Sum]) -> None:
        """What nobody has sealed: made later from the bundle, or put there by somebody."""
        beside, later = self._beside_rows(), 0
        for name, digest in sums.items():
            if name in expected or name == manifest.SUMS or name in self.renamed:
                continue
            if name in beside or (name in self.rows and self.rows[name].sha256 == digest):
                later += 1
            else:
                self._wrong(name, "P112", "was not sealed", "move it elsewhere")
        if later:
            self.verdict.notes.append(f"{later} files were made later and do not belong to the edition")

    def _check_list(self, sums: Mapping[str, str]) -> None:
        """SHA256SUMS says what the manifest and the seal say; a part of an edition has none."""
        if self.is_part:
            return
        if manifest.SUMS not in sums:
            self._wrong(manifest.SUMS, "P111", "is missing")
            return
        expected = {file.path: file.sha256 for file in self.edition.seal.outputs}
        expected |= {name: row.sha256 for name, row in self.rows.items()}
        expected[manifest.NAME] = sums.get(manifest.NAME, "")
        listed = unified(manifest.SUMS, beginning(self.folder / manifest.SUMS, MAX_BYTES))
        if listed != manifest.sums(expected.items()):
            self._wrong(manifest.SUMS, "P110", "is not what was sealed")

    def _wrong(self, name: str, code: str, what: str, hint: str | None = None) -> None:
        if hint is None:
            hint = _BRING_BACK
        self.verdict.add(f"{self._place()}/{name}", code, f"{name} {what}", hint)

    def _place(self) -> str:
        """How messages name the folder."""
        return "/".join(self.folder.parts[-3:])
