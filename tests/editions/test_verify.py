"""Each way to tamper with a sealed edition is found and named."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.editions.sealed_projects import NEXT, SMALL, copied, toolkit
from tests.projects import run
from toolkit_builder.project import Project
from toolkit_builder.publish import seal as form

WORD = "harbor-p1-artifact-2026.1.docx"
PDF = "harbor-p1-artifact-2026.1.pdf"
NOT_SEALED = "P115 manifest.json is not the manifest that was sealed"


def folder(project: Project, edition: str = SMALL) -> Path:
    return project.output / edition


def seals(project: Project, edition: str = SMALL) -> Path:
    return project.sources / "editions" / edition


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def edit_json(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    value = json.loads(path.read_bytes())
    change(value)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def reseal(project: Project, where: str = SMALL, /, **changes: Any) -> None:
    """A seal that is whole and says something else."""
    path = seals(project, where) / "seal.json"
    path.write_bytes(form.as_json(replace(form.from_json(path.read_bytes(), "seal.json"), **changes)))


def archived(project: Project, name: str = WORD) -> Path:
    seal = json.loads((seals(project) / "seal.json").read_bytes())
    sha256: str = next(row["sha256"] for row in seal["files"] if row["path"] == name)
    return project.archive / sha256[:2] / sha256


def draft_manifest(project: Project) -> None:
    """Put the manifest of a draft of the same edition in the place of the sealed one."""
    other = copied(project, project.root.parent / "draft")
    shutil.rmtree(seals(other))
    shutil.rmtree(other.output)
    run(other)
    shutil.copy(folder(other) / "manifest.json", folder(project) / "manifest.json")


TAMPERED = {
    "altered": (lambda it: flip(folder(it) / WORD), f"P110 {WORD} is not what was sealed"),
    "missing": (lambda it: (folder(it) / PDF).unlink(), f"P111 {PDF} is missing"),
    "extra": (lambda it: put(folder(it) / "more.pdf", b"x"), "P112 more.pdf was not sealed"),
    "renamed": (
        lambda it: (folder(it) / WORD).rename(folder(it) / "letter.docx"),
        f"P113 {WORD} is called letter.docx now",
    ),
    "a copy": (
        lambda it: shutil.copy(folder(it) / WORD, folder(it) / "copy.docx"),
        "P112 copy.docx was not sealed",
    ),
    "truncated": (lambda it: cut(folder(it) / PDF), f"P114 {PDF} is cut short"),
    "fields altered": (
        lambda it: flip(folder(it) / "fields" / "p1-artifact.en-US.json"),
        "P110 fields/p1-artifact.en-US.json is not what was sealed",
    ),
    "manifest of a draft": (draft_manifest, f"{NOT_SEALED}, it is one of a draft"),
    "manifest swapped": (
        lambda it: edit_json(folder(it) / "manifest.json", lambda value: value.update(edition="2025.1")),
        f"{NOT_SEALED}, it is one of harbor 2025.1",
    ),
    "manifest with another sum": (
        lambda it: edit_json(
            folder(it) / "manifest.json", lambda value: value["files"][0].update(sha256="0" * 64)
        ),
        NOT_SEALED,
    ),
    "manifest cut short": (
        lambda it: cut(folder(it) / "manifest.json"),
        "P115 manifest.json is not a whole manifest",
    ),
    "manifest missing": (lambda it: (folder(it) / "manifest.json").unlink(), "P111 manifest.json is missing"),
    "sums altered": (lambda it: flip(folder(it) / "SHA256SUMS"), "P110 SHA256SUMS is not what was sealed"),
    "sums missing": (lambda it: (folder(it) / "SHA256SUMS").unlink(), "P111 SHA256SUMS is missing"),
    "bundle altered": (lambda it: flip(seals(it) / "bundle.zip"), "P123 is not the one that was sealed"),
    "bundle missing": (lambda it: (seals(it) / "bundle.zip").unlink(), "P123 is missing"),
    "seal cut short": (lambda it: cut(seals(it) / "seal.json"), "P120 this is not a whole seal"),
    "a word of the seal": (
        lambda it: edit_json(seals(it) / "seal.json", lambda value: value.update(label="Another name")),
        "P120 this is not a whole seal",
    ),
    "seal of another toolkit": (
        lambda it: reseal(it, toolkit="other"),
        "P121 this is a seal of another toolkit, other",
    ),
    "seal of another edition": (
        lambda it: reseal(it, edition="2025.1"),
        "P121 this is the seal of another edition, 2025.1",
    ),
    "archive damaged": (lambda it: flip(archived(it)), f"P125 {WORD} is damaged in the archive"),
    "archive incomplete": (lambda it: archived(it).unlink(), f"P125 {WORD} is missing in the archive"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", TAMPERED)
def test_tampering_is_found_and_named(sealed, case):
    tamper, words = TAMPERED[case]
    tamper(sealed)

    done = toolkit(sealed, "verify")

    assert done.returncode == 6, done.stdout
    assert words in done.stdout
    assert "NOT as sealed" in done.stdout


@pytest.mark.slow
def test_two_sealed_editions_are_as_they_were(twice):
    done = toolkit(twice, "verify", "--json")

    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert [(each["edition"], each["good"], each["problems"]) for each in told["editions"]] == [
        (SMALL, True, []),
        (NEXT, True, []),
    ]


def test_a_changed_seal_breaks_the_chain(twice):
    reseal(twice, label="Another name")

    done = toolkit(twice, "verify", NEXT)

    assert done.returncode == 6
    assert f"P122 the seal before it (edition {SMALL}) is not the one that it names" in done.stdout


def test_a_seal_that_was_taken_out_is_missed(twice):
    shutil.rmtree(seals(twice))

    done = toolkit(twice, "verify")

    assert done.returncode == 6
    assert "P122 this is seal number 2, and number 1 belongs here" in done.stdout


def test_an_older_seal_in_its_place_is_found(twice):
    shutil.copy(seals(twice) / "seal.json", seals(twice, NEXT) / "seal.json")

    done = toolkit(twice, "verify")

    assert done.returncode == 6
    assert f"P121 this is the seal of another edition, {SMALL}" in done.stdout


def test_what_is_kept_elsewhere_is_no_fault(sealed):
    shutil.rmtree(sealed.output)
    shutil.rmtree(sealed.archive)

    done = toolkit(sealed, "verify")

    assert done.returncode == 0
    assert "archive/ does not hold its files" in done.stdout
    assert "its files are not in" in done.stdout


def test_an_archive_elsewhere_is_read(sealed, tmp_path):
    sealed.archive.rename(tmp_path / "kept")

    done = toolkit(sealed, "verify", "--archive", str(tmp_path / "kept"))

    assert done.returncode == 0
    assert "holds none" not in done.stdout


def test_nothing_sealed_is_said(unsealed):
    done = toolkit(unsealed, "verify")

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "harbor: no edition is sealed yet")


@pytest.mark.slow
def test_a_build_puts_files_right(sealed):
    flip(folder(sealed) / WORD)
    (folder(sealed) / PDF).unlink()

    assert toolkit(sealed, "build", "-q").returncode == 0
    assert toolkit(sealed, "verify").returncode == 0
