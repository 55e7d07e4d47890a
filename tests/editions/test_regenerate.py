"""A sealed edition is written again from its bundle alone, and told apart from what was sealed."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.editions.sealed_projects import LETTER, SMALL, change, copied, toolkit
from tests.projects import quiet, snapshot
from toolkit_builder.errors import EditionError
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.output.task import Task
from toolkit_builder.project import Project
from toolkit_builder.publish import bundle, manifest
from toolkit_builder.publish.restore import Regenerated, regenerate
from toolkit_builder.publish.sealed_editions import sealed_editions as read

NAME = "harbor-p1-artifact-2026.1.docx"


def again(project: Project, edition: str = SMALL) -> Regenerated:
    (found,) = (each for each in read(project.sources, project.name) if each.id == edition)
    with Pool(warm_up, size=1) as pool:
        return regenerate(found, quiet(project, pool))


def verdicts(found: Regenerated) -> set[str]:
    return {each.verdict for each in found.files}


def only_seals(project: Project) -> None:
    """Take away everything of the toolkit but its sealed editions."""
    for path in project.sources.iterdir():
        if path.name != "editions":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in (project.sources / "editions").glob("*.yaml"):
        path.unlink()


@pytest.mark.slow
def test_every_file_is_the_same_without_today_s_sources(sealed):
    before = snapshot(sealed.output)
    only_seals(sealed)
    for folder in (sealed.output, sealed.archive, sealed.cache):
        shutil.rmtree(folder)

    done = toolkit(sealed, "regenerate", SMALL, "--json", "-q")

    assert done.returncode == 0, done.stderr
    assert {each["verdict"] for each in json.loads(done.stdout)["files"]} == {"same"}
    after = snapshot(sealed.output)
    assert after == {name: data for name, data in before.items() if not name.startswith("latest/")}


@pytest.mark.slow
def test_an_empty_archive_is_filled(sealed):
    shutil.rmtree(sealed.archive)

    again(sealed)

    done = toolkit(sealed, "verify")
    assert done.returncode == 0, done.stdout
    assert "holds none" not in done.stdout


@pytest.mark.slow
def test_an_old_edition_is_written_again_beside_a_newer_one(twice):
    change(twice, LETTER, "how far we have come together", "nothing of it")
    before = snapshot(twice.output / SMALL)
    shutil.rmtree(twice.output / SMALL)

    found = again(twice)

    assert verdicts(found) == {"same"}
    assert snapshot(twice.output / SMALL) == before


@pytest.mark.slow
def test_files_go_into_another_folder(sealed, tmp_path):
    before = snapshot(sealed.output / SMALL)

    done = toolkit(sealed, "regenerate", SMALL, "--into", str(tmp_path / "again"), "-q")

    assert done.returncode == 0, done.stderr
    assert snapshot(tmp_path / "again") == before


@pytest.mark.slow
def test_today_s_layouts_do_not_count(sealed, monkeypatch, tmp_path):
    """The styles of today are others; those in the bundle are used."""
    own = sealed.sources / "layouts" / "styles"
    own.mkdir(parents=True)
    (own / "screen.css").write_text("p { color: red }", encoding="utf-8")

    assert verdicts(again(sealed)) == {"same"}


def alter(monkeypatch: pytest.MonkeyPatch, change: Callable[[Task], Task]) -> None:
    """Let a renderer of another version write something else."""
    real = bundle.Makings.task
    monkeypatch.setattr(bundle.Makings, "task", lambda makings, row: change(real(makings, row)))
    monkeypatch.setattr(manifest, "built_with", lambda: {"lxml": "99.0"})


@pytest.mark.slow
def test_another_renderer_is_named_and_words_are_compared(sealed, monkeypatch):
    """Other bytes, the same words: the day in a file's properties is another."""
    alter(monkeypatch, lambda task: replace(task, imprint=replace(task.imprint, date="2026-02-20")))

    found = again(sealed)

    assert verdicts(found) == {"same words"}
    assert ("lxml", "99.0") in {(name, now) for name, _, now in found.renderers}
    assert found.good
    monkeypatch.undo()
    done = toolkit(sealed, "verify")
    assert done.returncode == 0, done.stdout
    assert "files were made by another renderer (lxml 99.0 instead of" in done.stdout


@pytest.mark.slow
def test_other_words_are_told_from_other_bytes(sealed, monkeypatch):
    """A renderer that changes a word is found out."""

    def forgetful(task: Task) -> Task:
        body = task.manuscript.body.replace(b"Dear families", b"Dear all")
        return replace(task, manuscript=replace(task.manuscript, body=body))

    alter(monkeypatch, forgetful)

    found = again(sealed)

    assert not found.good
    wrong = {each.row.path: each.where for each in found.files if each.verdict == "different"}
    assert wrong[NAME] == "other words"
    assert "other words on page" in wrong["harbor-p1-artifact-2026.1.pdf"]
    monkeypatch.undo()
    done = toolkit(sealed, "verify")
    assert done.returncode == 6
    assert f"P116 {NAME} does not say what was sealed" in done.stdout


def test_one_changed_byte_in_the_bundle_is_found(sealed):
    path = sealed.sources / "editions" / SMALL / "bundle.zip"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    with pytest.raises(EditionError, match="P123 is not the one that was sealed"):
        again(sealed)


@pytest.mark.slow
def test_a_font_of_another_version_comes_from_the_archive(sealed, monkeypatch):
    monkeypatch.setattr(bundle, "brand_faces", lambda *_: [])

    assert verdicts(again(sealed)) == {"same"}

    shutil.rmtree(sealed.archive)
    with pytest.raises(EditionError, match=r"P124 the font .* is neither installed"):
        again(sealed)


@pytest.mark.slow
def test_an_edition_that_is_not_sealed_is_named(sealed):
    done = toolkit(sealed, "regenerate", "2031.1")

    assert done.returncode == 6
    assert "P106 there is no sealed edition 2031.1" in done.stderr
    assert "sealed are: 2026.1" in done.stderr


@pytest.mark.slow
def test_a_project_may_move(sealed, tmp_path):
    moved = copied(sealed, tmp_path / "elsewhere")
    shutil.rmtree(sealed.root)

    assert verdicts(again(moved)) == {"same"}
