"""Editions as they lie on disk, of a few bytes each: for what is said of seals, with nothing rendered."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.editions.tables import tables, written
from toolkit_builder.machine.zips import zipped
from toolkit_builder.publish import manifest
from toolkit_builder.publish import seal as form
from toolkit_builder.publish.archive import Archive
from toolkit_builder.publish.manifest import About, Row
from toolkit_builder.publish.page_words import page_sums
from toolkit_builder.publish.seal import Before, Seal, file_sum, from_json
from toolkit_builder.publish.verify import EditionPlaces, verify

FIRST, SECOND, THIRD = "2026.1", "2026.2", "2026.3"
WORD, PDF, FORM = "harbor-p1-2026.1.docx", "harbor-p1-2026.1.pdf", "fields/p1.en-US.json"
BUILT = {"lxml": "5.0", "pango": "1.50"}


def word(text: str, more: str = "") -> bytes:
    """As much of a Word file as is compared; `more` is no word of it."""
    start = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    return zipped(
        {
            "word/document.xml": f"{start}<w:t>{text}</w:t></w:document>".encode(),
            "docProps/more.xml": f"<more>{more}</more>".encode(),
        }
    )


def row(path: str, data: bytes, **changes: Any) -> Row:
    kind = path.rpartition(".")[2]
    made = Row(
        path=path, packet="p1", kind="artifact", principle="p1", materials=("p1-letter",),
        variant={"docx": "word"}.get(kind, "screen"), format=kind, language="en-US", access="public",
        title="Letter", pages=1, bytes=len(data), sha256=hashlib.sha256(data).hexdigest(), key="k",
    )  # fmt: skip
    return replace(made, **changes)


@dataclass
class Shelf:
    """Editions of a toolkit as they lie on disk, each with two files, a form and what was read for it."""

    root: Path
    files: dict[str, bytes] = field(
        default_factory=lambda: {WORD: word("Dear families"), PDF: b"%PDF-1.7 of a letter"}
    )

    @property
    def places(self) -> EditionPlaces:
        sources = self.root / "sources" / "harbor"
        return EditionPlaces("harbor", sources, "sources/harbor", self.root / "output", self.root / "archive")

    def folder(self, edition: str = FIRST) -> Path:
        return self.places.output / edition

    def seals(self, edition: str = FIRST) -> Path:
        return self.places.sources / "editions" / edition

    def seal(self, edition: str = FIRST) -> Seal:
        return from_json((self.seals(edition) / form.NAME).read_bytes(), form.NAME)

    def reseal(self, edition: str = FIRST, /, **changes: Any) -> None:
        (self.seals(edition) / form.NAME).write_bytes(form.as_json(replace(self.seal(edition), **changes)))

    def add(self, edition: str, number: int = 1, before: str = "") -> None:
        """Seal an edition with its files, its archive and its manifest."""
        rows = [row(name, data) for name, data in self.files.items()]
        said = self.manifest(rows, edition=edition)
        beside = {FORM: b"{}\n", manifest.NAME: said}
        self.put({**self.files, **beside}, edition)
        parts = {
            "sources/toolkit.yaml": b"id: harbor\n", "layouts/a.css": b"a {}\n", FORM: b"{}\n",
            "manuscripts/p1.en-US.html": b"<main><p>Dear families</p></main>\n",
            **written({**tables(rows, edition), "words.json": self.words(rows)}),
        }  # fmt: skip
        bundle = zipped(parts)
        inputs = [file_sum(name, parts[name]) for name in ("sources/toolkit.yaml", "layouts/a.css")]
        seal = Seal(
            toolkit="harbor", edition=edition, label="An edition", date="2026-03-01", language="en-US",
            title="Harbor", publisher="Editors", licence={"id": "MIT"}, citation="Harbor", number=number,
            before=self.named(before) if before else None, built_with=BUILT, fonts=("Arial",),
            bundle=file_sum(form.BUNDLE, bundle), inputs=(*inputs, file_sum("fonts/a", b"a font")),
            files=tuple(rows), beside=tuple(file_sum(name, data) for name, data in beside.items()),
        )  # fmt: skip
        self.seals(edition).mkdir(parents=True)
        (self.seals(edition) / form.BUNDLE).write_bytes(bundle)
        (self.seals(edition) / form.NAME).write_bytes(form.as_json(seal))
        archive = Archive(self.places.archive)
        for data in (*self.files.values(), *beside.values()):
            archive.put(data)
        self.sums(edition, {each.path: each.sha256 for each in seal.outputs})

    def words(self, rows: list[Row]) -> dict[str, Any]:
        """Sums of the words of each page; the PDFs here are none that could be read."""
        word = {WORD: page_sums(self.files[WORD], "docx")} if WORD in self.files else {}
        return {row.path: ["0" * 16] * row.pages for row in rows} | word

    def named(self, edition: str) -> Before:
        data = (self.seals(edition) / form.NAME).read_bytes()
        return Before(edition, hashlib.sha256(data).hexdigest())

    def manifest(self, rows: list[Row], built: dict[str, str] = BUILT, edition: str = FIRST) -> bytes:
        about = About("harbor", edition, "An edition", ("Arial",))
        return manifest.as_json(about, rows, built, complete=True, sealed=True)

    def put(self, files: dict[str, bytes], edition: str = FIRST) -> None:
        for name, data in files.items():
            path = self.folder(edition) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def sums(self, edition: str, sums: dict[str, str]) -> None:
        (self.folder(edition) / manifest.SUMS).write_bytes(manifest.sums(sums.items()))

    def rebuild(self, files: dict[str, bytes], built: dict[str, str], rows: list[Row] | None = None) -> None:
        """Other files in the folder, with a manifest that says so."""
        self.put(files)
        now = {**self.files, **files}
        rows = rows if rows is not None else [row(name, data) for name, data in now.items()]
        said = self.manifest(rows, built)
        self.put({manifest.NAME: said})
        digests = {each.path: each.sha256 for each in self.seal().outputs}
        digests |= {each.path: each.sha256 for each in rows}
        digests[manifest.NAME] = hashlib.sha256(said).hexdigest()
        self.sums(FIRST, digests)

    def archived(self, data: bytes) -> Path:
        return Archive(self.places.archive).path(hashlib.sha256(data).hexdigest())

    def told(self, edition: str = "") -> list[str]:
        return [
            f"{problem.place} {problem.code} {problem.message}"
            for verdict in verify(self.places, edition)
            for problem in verdict.problems
        ]

    def notes(self) -> list[str]:
        return [note for verdict in verify(self.places) for note in verdict.notes]
