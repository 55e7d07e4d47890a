"""The files of a toolkit, read again and again while somebody writes in them."""

import os
import threading
import time

import pytest

from tests.serve.conftest import ASSESSMENT, CASE, write
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.serve.source_cache import SourceCache


@pytest.fixture
def cache(project):
    return SourceCache(project.sources, project.name)


def test_it_says_what_a_build_would_read(cache, project):
    reading = cache.read()

    assert reading.whole
    assert reading.toolkit == load_toolkit(project.sources, project.name)


def test_only_the_saved_file_is_read_again(cache, project):
    before = cache.read()
    write(project, CASE, "Two school years.", "Three school years.")

    after = cache.read()

    assert [name for name in after.files if after.files[name] is not before.files[name]] == [CASE]
    assert after.toolkit == load_toolkit(project.sources, project.name)


def test_nothing_saved_is_the_same_reading(cache, project):
    before = cache.read()
    (project.sources / CASE).touch()
    time.sleep(0.15)  # a young file is read again

    assert cache.read() is before


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("challenge: Goals: what was wrong", "C212"),  # no YAML
        ("challenge: |\n  What\nchallange: |", "C104"),  # does not fit the model
        ("challenge: |\n  # What", "C106"),  # a rule of one file
    ],
)
def test_a_broken_file_keeps_its_last_good_text(cache, project, wrong, code):
    good = cache.read()
    write(project, CASE, "challenge: |", wrong)

    broken = cache.read()

    assert [problem.code for problem in broken.problems][:1] == [code]
    assert not broken.whole
    assert broken.toolkit == good.toolkit
    assert broken.files[CASE].sum != broken.files[CASE].good_sum


def test_a_broken_file_does_not_hold_back_the_others(cache, project):
    cache.read()
    write(project, CASE, "challenge: |", "challenge: Goals: what was wrong")
    write(project, ASSESSMENT, "title: ", "title: New ")

    reading = cache.read()

    titles = [material.title for shelf in reading.toolkit.shelves for material in shelf.materials]
    assert any(title.startswith("New ") for title in titles)
    assert len(reading.problems) == 1


def test_what_is_mended_is_right_again(cache, project):
    good = cache.read()
    write(project, CASE, "challenge: |", "challenge: Goals: what was wrong")
    cache.read()
    write(project, CASE, "challenge: Goals: what was wrong", "challenge: |")

    mended = cache.read()

    assert mended.whole
    assert mended.toolkit == good.toolkit


def test_a_file_that_was_never_right_is_left_out(cache, project):
    write(project, CASE, "challenge: |", "challenge: Goals: what was wrong")

    reading = cache.read()

    assert [problem.code for problem in reading.problems] == ["C212"]
    assert {material.id for shelf in reading.toolkit.shelves for material in shelf.materials} >= {"p1-guide"}
    assert reading.files[CASE].source is None


@pytest.mark.parametrize("name", ["toolkit.yaml", "brand.yaml", "references.yaml"])
def test_without_a_file_that_every_toolkit_needs_there_is_none_yet(cache, project, name):
    (project.sources / name).write_text("a: [", encoding="utf-8")

    reading = cache.read()

    assert reading.toolkit is None
    assert [problem.place.path for problem in reading.problems] == [f"sources/harbor/{name}"]


def test_two_saves_of_one_length_in_one_tick_of_the_clock_are_both_seen(cache, project):
    path = project.sources / CASE
    write(project, CASE, "One aim in every plan", "Two aim in every plan")
    # The clock of a shared folder may be ahead, and reading all files may take longer than what counts as young.
    times = (time.time_ns() + 10**10,) * 2
    os.utime(path, ns=times)
    cache.read()
    write(project, CASE, "Two aim in every plan", "Six aim in every plan")
    os.utime(path, ns=times)

    assert cache.read().files[CASE].source.node.title == "Six aim in every plan"


def test_new_renamed_and_deleted_files_are_seen(cache, project):
    cache.read()
    folder = (project.sources / CASE).parent
    (folder / "north-valley.yaml").rename(folder / "south-valley.yaml")
    (project.sources / "glossary.yaml").unlink()
    (project.sources / "case-studies" / "cost.yaml").write_text("id: x\n", encoding="utf-8")

    files = cache.read().files

    assert "principles/shared-aim/case-studies/south-valley.yaml" in files
    assert "case-studies/cost.yaml" in files
    assert not {CASE, "glossary.yaml"} & files.keys()


def test_a_file_that_is_not_read_is_told(cache, project):
    cache.read()
    (project.sources / "notes.txt").write_text("call them", encoding="utf-8")

    reading = cache.read()

    assert [(problem.code, problem.place.path) for problem in reading.problems] == [
        ("C110", "sources/harbor/notes.txt")
    ]


def test_a_save_by_deleting_and_writing_is_no_missing_file(cache, project):
    cache.read()
    path = project.sources / CASE
    text = path.read_text(encoding="utf-8")
    path.unlink()
    back = threading.Timer(0.05, lambda: path.write_text(text, encoding="utf-8"))
    back.start()

    reading = cache.read()

    back.join()
    assert CASE in reading.files
    assert reading.whole


def test_a_link_to_another_place_is_not_followed(cache, project, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: secret\n", encoding="utf-8")
    (project.sources / "case-studies" / "secret.yaml").symlink_to(secret)

    reading = cache.read()

    assert [problem.code for problem in reading.problems] == ["C113"]
    assert "case-studies/secret.yaml" not in reading.files


def test_a_reference_that_is_gone_is_told_where_it_is_cited(cache, project):
    cache.read()
    write(project, CASE, "source: example-report", "source: no-report")

    reading = cache.read()

    assert {problem.code for problem in reading.problems} == {"C305"}
    assert reading.problems[0].place.path == f"sources/harbor/{CASE}"
