"""Sealing: what a seal names, what it refuses, and what it leaves alone."""

import hashlib
import json
import shutil
import subprocess
from typing import Any

import pytest
from pypdf import PdfReader

from tests.editions.sealed_projects import LETTER, NEXT, SMALL, change, next_edition, publish, toolkit
from tests.projects import make_project, run, snapshot, write_own_words
from toolkit_builder.errors import EditionError, Misuse, OutputError, SourceError
from toolkit_builder.machine.zips import unzipped
from toolkit_builder.project import Project
from toolkit_builder.proof.finding import Finding
from toolkit_builder.proof.record import Proved


def seal_of(project: Project, edition: str = SMALL) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project.sources / "editions" / edition / "seal.json").read_bytes())
    return found


@pytest.mark.slow
def test_a_seal_names_every_file_with_sum_and_size(small_sealed):
    seal, folder = seal_of(small_sealed), small_sealed.output / SMALL

    named = {each["path"]: each for each in (*seal["files"], *seal["beside"])}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert set(named) == there - {"SHA256SUMS"}
    for name, each in named.items():
        data = (folder / name).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_a_seal_names_every_input(small_sealed):
    seal = seal_of(small_sealed)
    inputs = {each["path"] for each in seal["inputs"]}

    sources = {
        f"sources/{path.relative_to(small_sealed.sources)}" for path in small_sealed.sources.rglob("*.yaml")
    }
    assert sources <= inputs
    assert {"sources/mark.svg", "layouts/styles/common.css", "layouts/artifact/body.html"} <= inputs
    assert "fonts/public-sans-700" in inputs
    assert not any(path.startswith(("layouts/starter/", "layouts/schema/")) for path in inputs)


def test_a_seal_says_what_it_was_made_with(small_sealed):
    seal = seal_of(small_sealed)

    assert (seal["number"], seal["before"], seal["date"]) == (1, None, "2026-01-16")
    assert seal["licence"]["id"] == "CC-BY-4.0"
    assert seal["citation"] == "Harbor Editors, The Harbor Toolkit, First edition, 2026."
    libraries = {"weasyprint", "pydantic", "jinja2", "pango", "harfbuzz", "freetype", "fontconfig", "python"}
    assert libraries <= seal["built_with"].keys()
    assert all(seal["built_with"].values())


@pytest.mark.slow
def test_no_page_says_draft_any_more(small_sealed):
    for path in (small_sealed.output / SMALL).glob("*.pdf"):
        assert not any("Draft" in page.extract_text() for page in PdfReader(path).pages)


def test_the_sums_are_those_that_sha256sum_reads(small_sealed):
    folder = small_sealed.output / SMALL

    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True)

    assert (done.returncode, done.stdout) == (0, b"")


def test_the_archive_has_every_file_by_its_sum(small_sealed):
    seal = seal_of(small_sealed)

    for each in (*seal["files"], *seal["beside"]):
        data = (small_sealed.archive / each["sha256"][:2] / each["sha256"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == each["sha256"]


@pytest.mark.slow
def test_the_second_seal_names_the_first(small_twice):
    first = (small_twice.sources / "editions" / SMALL / "seal.json").read_bytes()

    second = seal_of(small_twice, NEXT)

    assert second["number"] == 2
    assert second["before"] == {"edition": SMALL, "sha256": hashlib.sha256(first).hexdigest()}


def test_latest_is_the_newest(small_twice):
    latest = small_twice.output / "latest"

    assert latest.is_symlink()
    assert latest.resolve() == (small_twice.output / NEXT).resolve()


def test_sealed_again_with_the_same_content_changes_nothing(sealed):
    before = snapshot(sealed.root / "sources"), snapshot(sealed.output)

    found = publish(sealed, SMALL)

    assert found.known
    assert (snapshot(sealed.root / "sources"), snapshot(sealed.output)) == before


def test_sealed_again_brings_back_what_is_gone(sealed):
    before = snapshot(sealed.output)
    shutil.rmtree(sealed.output)

    assert publish(sealed, SMALL).known
    assert snapshot(sealed.output) == before
    assert (sealed.output / "latest").is_symlink()


@pytest.mark.slow
def test_other_content_is_refused_and_the_file_named(sealed):
    change(sealed, LETTER, "how far we have come", "what we have done")

    done = toolkit(sealed, "publish", SMALL, "--without-page-numbers")

    assert done.returncode == 6
    assert f"sources/harbor/{LETTER}: P101 edition 2026.1 is sealed and does not change" in done.stderr


def test_a_build_of_what_has_moved_on_is_refused_with_the_way_on(sealed):
    change(sealed, LETTER, "how far we have come", "what we have done")

    with pytest.raises(EditionError) as caught:
        run(sealed)

    assert caught.value.exit_code == 6
    assert "toolkit new edition" in str(caught.value)


def test_a_build_gives_the_sealed_files_again(sealed):
    before = snapshot(sealed.output)
    shutil.rmtree(sealed.output / SMALL)

    built, laid_out = run(sealed)

    assert (laid_out, built.sealed, built.complete) == ([], True, True)
    assert snapshot(sealed.output) == before


@pytest.mark.slow
def test_a_fresh_clone_builds_the_sealed_files(sealed):
    before = snapshot(sealed.output)
    for folder in (sealed.output, sealed.archive, sealed.cache):
        shutil.rmtree(folder)

    built, _ = run(sealed)

    assert built.others == ()
    assert snapshot(sealed.output) == {
        name: data for name, data in before.items() if not name.startswith("latest/")
    }


@pytest.mark.slow
def test_a_variant_that_is_not_sealed_is_made_from_the_bundle(sealed):
    name = "harbor-p1-artifact-copier-2026.1.pdf"

    done = toolkit(sealed, "build", "p1-artifact", "--variant", "copier", "-q")

    assert done.returncode == 0, done.stderr
    assert (sealed.output / SMALL / name).is_file()
    again = toolkit(sealed, "verify")
    assert again.returncode == 0, again.stdout
    assert "made later and do not belong to the edition" in again.stdout


@pytest.mark.slow
def test_a_trial_keeps_nothing(unsealed):
    found = publish(unsealed, SMALL, trial=True)

    assert found.trial
    assert found.files > 0
    assert not (unsealed.sources / "editions" / SMALL).exists()
    assert not unsealed.output.exists()
    assert not unsealed.archive.exists()


def test_only_the_newest_edition_can_be_sealed(unsealed):
    with pytest.raises(Misuse, match=r"2026\.1"):
        publish(unsealed, "2025.4")


def test_what_a_proof_finds_stops_a_seal(unsealed, monkeypatch):
    def faulty(jobs, run):
        found = Finding("O601", "heading", "something is not tagged")
        return [Proved(job.row.path, job.seen, (found,)) for job in jobs]

    shutil.rmtree(unsealed.cache / "proof")
    monkeypatch.setattr("toolkit_builder.publish.prepare.prove_all", faulty)

    with pytest.raises(EditionError, match="P103 O601 something is not tagged"):
        publish(unsealed, SMALL)

    assert not (unsealed.sources / "editions" / SMALL).exists()


def test_a_major_change_needs_a_note(sealed):
    next_edition(sealed)
    change(sealed, f"editions/{NEXT}.yaml", "      - p1-south\n", "      - p1-letter\n")

    with pytest.raises(EditionError) as caught:
        publish(sealed, NEXT)

    assert 'P105 no note says why the case-study "' in str(caught.value)
    assert "- p1-south" in str(caught.value)


def test_an_id_that_was_published_may_not_vanish(sealed):
    next_edition(sealed)
    change(sealed, LETTER, "id: reply", "id: answer")

    with pytest.raises(SourceError, match=r"C333"):
        publish(sealed, NEXT)


def test_packets_tell_what_is_new(small_twice):
    bundle = unzipped((small_twice.sources / "editions" / NEXT / "bundle.zip").read_bytes())

    letter = bundle["manuscripts/p1-artifact.en-US.html"].decode()
    assert 'class="news"' in letter
    # What did not change says nothing.
    assert 'class="news"' not in bundle["manuscripts/artifact-others.en-US.html"].decode()


def test_an_unchanged_packet_keeps_its_words(small_twice):
    first = unzipped((small_twice.sources / "editions" / SMALL / "bundle.zip").read_bytes())
    second = unzipped((small_twice.sources / "editions" / NEXT / "bundle.zip").read_bytes())

    name = "manuscripts/artifact-others.en-US.html"
    assert first[name] == second[name]


@pytest.mark.slow
def test_a_draft_in_the_folder_gives_way(unsealed):
    run(unsealed)
    draft = snapshot(unsealed.output)

    publish(unsealed, SMALL)

    sealed_files = snapshot(unsealed.output / SMALL)
    assert all(
        sealed_files[name.partition("/")[2]] != data for name, data in draft.items() if name.endswith(".docx")
    )
    assert toolkit(unsealed, "verify").returncode == 0


@pytest.mark.slow
def test_an_output_that_cannot_be_written_stops_a_seal(unsealed):
    unsealed.output.parent.mkdir(exist_ok=True)
    unsealed.output.write_text("a file in the place of a folder")

    with pytest.raises(OutputError):
        publish(unsealed, SMALL)

    assert not (unsealed.sources / "editions" / SMALL / "seal.json").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bound", "why"), [("MAX_PART", "a part that is too long"), ("MAX_BYTES", "it has 0 MB")]
)
def test_a_bundle_that_could_not_be_opened_again_is_not_sealed(unsealed, monkeypatch, bound, why):
    monkeypatch.setattr(f"toolkit_builder.publish.prepare.{bound}", 10_000)

    with pytest.raises(EditionError, match=f"P148 this bundle could not be opened again: .*{why}"):
        publish(unsealed, SMALL)

    assert not (unsealed.sources / "editions" / SMALL / "bundle.zip").exists()


@pytest.mark.slow
def test_a_clock_set_back_changes_nothing(unsealed, small_sealed, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 0.0)

    publish(unsealed, SMALL)

    assert seal_of(unsealed) == seal_of(small_sealed)


def test_the_status_of_an_edition_stands_beside_its_seal(twice):
    (twice.sources / "editions" / "status.yaml").write_text(
        'editions:\n  - id: "2026.1"\n    status: withdrawn\n    on: 2026-09-01\n'
        "    reason: A figure was wrong.\n    notice: Use the second edition.\n"
    )
    from toolkit_builder.publish.sealed_editions import sealed_editions as read

    first, second = read(twice.sources, twice.name)

    assert (first.status.kind, first.status.notice) == ("withdrawn", "Use the second edition.")
    assert (second.status.kind, first.status.newest) == ("current", NEXT)
    assert publish(twice, NEXT).known, "what is said of editions is no input of one"


def test_a_status_of_an_edition_that_is_not_sealed_is_named(twice):
    (twice.sources / "editions" / "status.yaml").write_text(
        'editions:\n  - id: "2025.9"\n    status: withdrawn\n    on: 2026-09-01\n    reason: Wrong.\n'
    )

    done = toolkit(twice, "check")

    assert done.returncode == 3
    assert "status.yaml:2:9: P107 edition 2025.9 is not sealed" in done.stderr


@pytest.mark.slow
@pytest.mark.soffice
def test_contents_lists_of_sealed_word_files_have_page_numbers(tmp_path):
    from docx import Document

    project = make_project(tmp_path)
    write_own_words(project.sources)
    text = (project.sources / "toolkit.yaml").read_text("utf-8")
    head, _, _ = text.partition("packets:\n")
    (project.sources / "toolkit.yaml").write_text(
        f"{head}packets:\n  - principle\nvariants:\n  - word\n", "utf-8"
    )

    done = toolkit(project, "publish", SMALL, "-q")

    assert done.returncode == 0, done.stderr
    document = Document(str(project.output / SMALL / "harbor-p1-2026.1.docx"))
    entries = [each.text for each in document.paragraphs if "\t" in each.text]
    numbered = [entry for entry in entries if entry.rpartition("\t")[2].isdigit()]
    assert len(numbered) >= 6, entries
    assert seal_of(project)["built_with"]["libreoffice"].startswith("LibreOffice")
