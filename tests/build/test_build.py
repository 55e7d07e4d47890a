"""The run: what is made, what is not, and what lies in output/ whatever happens."""

import hashlib
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from typing import Any

import pytest

from tests.projects import command, make_project, quiet, run, snapshot, surroundings
from toolkit_builder.build import build
from toolkit_builder.errors import OutputError, SourceError, UnknownName
from toolkit_builder.machine import versions
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.output.pdf import document as pdf
from toolkit_builder.project import Project, Request
from toolkit_builder.publish import manifest
from toolkit_builder.publish.unchanged import last_answer

STATEMENT = "The first hour of each day is kept free of meetings."


def rows(project: Project) -> dict[str, dict[str, Any]]:
    found = json.loads((project.output / "2026.1" / "manifest.json").read_bytes())
    return {row["path"]: row for row in found["files"]}


def change(project: Project, name: str, old: str, new: str) -> None:
    path = project.sources / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def change_a_word(project: Project) -> None:
    change(
        project,
        "principles/calm-days/self-assessments/main.yaml",
        STATEMENT,
        STATEMENT.replace("free", "clear"),
    )


@pytest.mark.slow
def test_manifest_tells_of_every_file(finished):
    found = json.loads((finished.output / "2026.1" / "manifest.json").read_bytes())
    folder = finished.output / "2026.1"

    assert list(found) == [
        "schema",
        "toolkit",
        "edition",
        "label",
        "sealed",
        "complete",
        "built_with",
        "fonts",
        "files",
    ]
    assert (found["toolkit"], found["edition"], found["complete"]) == ("harbor", "2026.1", True)
    assert {"toolkit_builder", "weasyprint", "pango"} <= set(found["built_with"])
    paths = [row["path"] for row in found["files"]]
    assert paths == sorted(paths)
    assert set(paths) | {"manifest.json"} == {path.name for path in folder.iterdir() if path.is_file()}
    for row in found["files"]:
        data = (folder / row["path"]).read_bytes()
        assert (row["bytes"], row["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert bool(row["pages"]) == (row["format"] == "pdf")


def test_a_row_says_what_its_packet_is_made_from(finished):
    row = rows(finished)["harbor-p2-member-2026.1.pdf"]

    assert row["packet"] == "p2-member"
    assert (row["kind"], row["principle"], row["access"]) == ("principle", "p2", "member")
    assert row["materials"] == ["p2-sa", "p2-plan"]
    assert (row["variant"], row["format"], row["language"], row["title"]) == (
        "screen",
        "pdf",
        "en-US",
        "Calm days",
    )


@pytest.mark.parametrize(("folder", "ending"), [("fields", "json"), ("manuscripts", "html")])
def test_every_packet_has_its_fields_and_its_manuscript(finished, folder, ending):
    packets = {row["packet"] for row in rows(finished).values()}

    found = {path.name for path in (finished.output / "2026.1" / folder).iterdir()}

    assert found == {f"{packet}.en-US.{ending}" for packet in packets}


@pytest.mark.slow
def test_a_variant_that_is_not_listed_is_made_when_it_is_asked_for(project):
    run(project)

    built, laid_out = run(project, Request(packets=("p1-artifact",), variants=("copier",)))

    assert laid_out == ["p1-artifact (copier)"]
    assert built.complete
    assert "harbor-p1-artifact-copier-2026.1.pdf" in rows(project)
    assert run(project)[0].complete


def test_a_full_cache_makes_nothing_again(project, finished):
    built, laid_out = run(project)

    assert laid_out == []
    assert len(built.restored) == 33
    assert snapshot(project.output) == snapshot(finished.output)


@pytest.mark.slow
def test_one_word_changed_makes_only_its_packets(project):
    run(project)
    before = snapshot(project.output)
    change_a_word(project)

    built, laid_out = run(project)

    assert laid_out == [f"{p} ({v})" for p in ("p2-member", "p2-self-assessment") for v in ("screen", "word")]
    assert built.unchanged == 29
    changed = {name for name, data in snapshot(project.output).items() if data != before.get(name)}
    assert {name.rpartition("/")[2].split("-2026")[0] for name in changed} <= {
        "harbor-p2-member", "harbor-p2-self-assessment", "manifest.json",
        "p2-member.en-US.json", "p2-self-assessment.en-US.json",
        "p2-member.en-US.html", "p2-self-assessment.en-US.html",
    }  # fmt: skip


@pytest.mark.slow
def test_a_part_of_a_build_changes_only_its_rows(project):
    run(project)
    before = rows(project)
    change_a_word(project)

    built, _ = run(project, Request(packets=("p2-self-assessment",), variants=("word",)))

    after = rows(project)
    changed = [path for path in before if before[path] != after[path]]
    assert changed == ["harbor-p2-self-assessment-2026.1.docx"]
    assert not built.complete
    assert built.stale == (
        "harbor-p2-member-2026.1.docx", "harbor-p2-member-2026.1.pdf", "harbor-p2-self-assessment-2026.1.pdf",
    )  # fmt: skip
    assert run(project)[0].complete


def test_what_was_never_built_is_not_complete(project):
    built, _ = run(project, Request(packets=("p1-artifact",)))

    assert list(rows(project)) == ["harbor-p1-artifact-2026.1.docx", "harbor-p1-artifact-2026.1.pdf"]
    assert not built.complete


@pytest.mark.slow
def test_files_of_packets_that_are_gone_are_removed_and_named(project):
    week = "principles/calm-days/artifacts/week-plan.yaml"
    change(project, week, "status: draft", "status: approved")
    run(project)
    (project.output / "2026.1" / "notes.txt").write_text("mine")
    change(project, week, "status: approved", "status: draft")

    built, _ = run(project)

    assert built.removed == ("harbor-p2-artifact-week-2026.1.docx", "harbor-p2-artifact-week-2026.1.pdf")
    left = {path.name for path in (project.output / "2026.1").rglob("*")}
    assert not {"harbor-p2-artifact-week-2026.1.pdf", "p2-artifact-week.en-US.json"} & left
    assert "notes.txt" in left


def test_drafts_are_left_out_and_named(finished):
    built = last_answer(finished, Request())

    assert built is not None
    assert built.left_out == (("sources/harbor/principles/calm-days/artifacts/week-plan.yaml", "draft"),)


@pytest.mark.slow
def test_an_output_that_somebody_changed_is_put_right(project, finished):
    run(project)
    folder = project.output / "2026.1"
    (folder / "harbor-p1-2026.1.pdf").write_bytes(b"torn")
    (folder / "harbor-p2-2026.1.docx").unlink()

    built, laid_out = run(project)

    assert laid_out == []
    assert built.restored == ("harbor-p1-2026.1.pdf", "harbor-p2-2026.1.docx")
    assert snapshot(project.output) == snapshot(finished.output)


def test_an_unknown_packet_gets_a_proposal(project):
    with pytest.raises(UnknownName) as caught:
        run(project, Request(packets=("p2-self-assesment",)))

    assert caught.value.hint == "did you mean p2-self-assessment?"


def test_a_wrong_source_leaves_output_as_it_was(project):
    run(project)
    before = snapshot(project.output)
    change(project, "principles/calm-days/self-assessments/main.yaml", "scale: practice", "scale: stars")

    with pytest.raises(SourceError, match="C310"):
        run(project)

    assert snapshot(project.output) == before


@pytest.mark.slow
def test_a_letter_that_no_font_has_leaves_output_as_it_was(project):
    run(project)
    before = snapshot(project.output)
    change(project, "principles/calm-days/self-assessments/main.yaml", STATEMENT, "Held free \U00013080.")
    change_more = "principles/shared-aim/self-assessments/main.yaml"
    change(project, change_more, "Plans name different aims.", "Plans name other aims.")

    with pytest.raises(OutputError) as caught:
        run(project)

    assert "p2-self-assessment" in str(caught.value) or "calm-days" in str(caught.value)
    assert snapshot(project.output) == before


@pytest.mark.slow
def test_a_full_disk_leaves_output_as_it_was(project, monkeypatch):
    run(project)
    before = snapshot(project.output)
    change_a_word(project)
    with Pool(warm_up) as pool:
        monkeypatch.setattr(os, "fsync", _full)

        with pytest.raises(OutputError, match=r"no space left on .*, nothing was changed"):
            build(Request(), quiet(project, pool))

    assert snapshot(project.output) == before


def test_a_full_temporary_folder_is_said_in_words(project, monkeypatch):
    change_a_word(project)
    pdf._parsed.cache_clear()  # workers inherit what another test of this process has parsed
    monkeypatch.setattr("weasyprint.text.fonts.mkdtemp", _full)
    pool = Pool(nothing)
    pool._context = multiprocessing.get_context("fork")  # so that workers know what was put in above
    with pool, pytest.raises(OutputError, match=r"O501 no space left on") as caught:
        build(Request(), quiet(project, pool))

    assert "nothing was changed" in str(caught.value)
    assert not project.output.exists()


def nothing() -> None:
    """No warm-up."""


def _full(*_arguments: object, **_named: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_source_that_cannot_be_read_is_named(project, monkeypatch):
    real = os.open

    def refuse(path, *arguments, **named):
        if str(path).endswith("glossary.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **named)

    monkeypatch.setattr("os.open", refuse)  # root may read everything

    with pytest.raises(SourceError, match=r"glossary\.yaml: C112 the file cannot be read"):
        run(project)


@pytest.mark.slow
def test_missing_pango_is_named_with_what_to_install(project, monkeypatch):
    change_a_word(project)
    monkeypatch.setattr(
        "toolkit_builder.output.make.libraries", lambda: dict.fromkeys(versions.LIBRARIES, "")
    )

    with pytest.raises(OutputError) as caught:
        run(project)

    assert "O521" in str(caught.value)
    assert "apt-get install libpango-1.0-0" in str(caught.value)


@pytest.mark.slow
def test_the_book_is_made_when_it_is_named(project):
    built, laid_out = run(project, Request(packets=("book",), variants=("word",)))

    assert laid_out == ["book (word)"]
    assert list(rows(project)) == ["harbor-book-2026.1.docx"]

    change_a_word(project)
    built, laid_out = run(project, Request(variants=("word",)))
    assert "book (word)" not in laid_out
    assert built.stale == ("harbor-book-2026.1.docx",)


def test_the_last_answer_stands_until_something_changes(project):
    run(project)

    built = last_answer(project, Request())
    assert built is not None
    assert (built.made, built.restored, built.unchanged) == ((), (), 33)
    assert last_answer(project, Request(variants=("word",))) is None
    (project.output / "2026.1" / "harbor-p1-2026.1.pdf").touch()
    assert last_answer(project, Request()) is None


def test_a_changed_file_ends_the_last_answer(project):
    run(project)
    change_a_word(project)

    assert last_answer(project, Request()) is None


HEAVY = (
    "pydantic",
    "jinja2",
    "yaml",
    "weasyprint",
    "docx",
    "lxml",
    "babel",
    "fontTools",
    "PIL",
    "markdown_it",
    "filelock",
    "packaging",
)


@pytest.mark.slow
def test_nothing_to_do_loads_nothing_heavy(project):
    run(project)
    script = (
        "import sys; from toolkit_builder.cli import toolkit\n"
        "toolkit(['build'], prog_name='toolkit', standalone_mode=False)\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project.root, env=surroundings(), capture_output=True, text=True
    )

    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "[]"
    assert "up to date  33 files" in done.stdout


@pytest.mark.slow
def test_built_elsewhere_the_bytes_are_the_same(tmp_path, finished):
    project = make_project(tmp_path / "another place")
    (tmp_path / "home").mkdir()
    deeper = project.sources / "principles"

    done = command(
        "build", cwd=deeper, TZ="Pacific/Kiritimati", LC_ALL="C", HOME=str(tmp_path / "home"),
        PYTHONHASHSEED="4711", LANG="de_DE.UTF-8",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert snapshot(project.output) == snapshot(finished.output)


@pytest.mark.slow
def test_ten_kills_leave_nothing_torn_and_the_next_run_goes_on(tmp_path, finished):
    project = make_project(tmp_path)
    dice = random.Random(7)
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-m", "toolkit_builder", "build", "-q"],
            cwd=project.root, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(dice.uniform(0.3, 4.0))
        process.kill()
        process.wait()
        for path in project.output.rglob("harbor-*"):
            assert path.name in rows(finished)
            assert path.read_bytes() == (finished.output / "2026.1" / path.name).read_bytes()

    built, _ = run(project)

    assert built.complete
    assert snapshot(project.output) == snapshot(finished.output)
    assert not list(project.root.rglob(".*.tmp"))


def test_word_files_are_whole_zips(finished):
    for path in (finished.output / "2026.1").glob("*.docx"):
        with zipfile.ZipFile(path) as file:
            assert file.testzip() is None


def test_a_manifest_of_another_schema_is_not_read(tmp_path):
    (tmp_path / "manifest.json").write_text('{"schema": 2, "files": []}')

    assert manifest.read(tmp_path) == ()


@pytest.mark.slow
def test_cache_alone_is_enough_after_clean(project, finished):
    run(project)
    shutil.rmtree(project.root / "output")

    built, laid_out = run(project)

    assert laid_out == []
    assert len(built.restored) == 33


@pytest.mark.slow
def test_a_machine_without_fonts_is_not_complained_of(tmp_path):
    settings = tmp_path / "fonts.conf"
    settings.write_text("<fontconfig></fontconfig>", encoding="utf-8")
    project = make_project(tmp_path / "project")

    done = command("build", "p1-artifact", "-q", cwd=project.root, FONTCONFIG_FILE=str(settings))

    assert done.returncode == 0
    assert done.stderr == ""
