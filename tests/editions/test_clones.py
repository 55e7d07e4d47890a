"""A sealed edition on other machines: cloned on Windows, unpacked, moved, in folders of odd names."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.editions.sealed_projects import NEXT, SMALL, copied, toolkit
from tests.projects import snapshot
from toolkit_builder.errors import EditionError
from toolkit_builder.output.task import Task
from toolkit_builder.project import Project
from toolkit_builder.publish import manifest
from toolkit_builder.publish.bundle import Makings
from toolkit_builder.publish.manifest import Row
from toolkit_builder.publish.sealed_editions import source_files
from toolkit_builder.site.make import make_sites

pytestmark = pytest.mark.slow

_GIT = ("git", "-c", "user.name=Nobody", "-c", "user.email=nobody@localhost", "-c", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([*_GIT, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(sealed: Project) -> Project:
    """A sealed project in git, as its sources are: nothing built, no archive."""
    for folder in (sealed.output, sealed.archive, sealed.cache):
        shutil.rmtree(folder)
    git(sealed.root, "init")
    git(sealed.root, "add", "--all")
    git(sealed.root, "commit", "--message", "Sealed")
    return sealed


def cloned(project: Project, folder: Path, *options: str) -> Project:
    folder.parent.mkdir(parents=True, exist_ok=True)
    git(project.root, "clone", *options, str(project.root), str(folder))
    return Project(folder, project.toolkit)


def works(project: Project, **environment: str) -> None:
    """All that people do with a clone: no problem, exit 0, a few lines."""
    for arguments in (["check"], ["verify"], ["build", "-q"], ["verify"], ["changes"]):
        done = toolkit(project, *arguments, **environment)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        assert len(done.stdout.splitlines()) < 20
    assert (project.output / SMALL / "manifest.json").is_file()


def test_a_clone_with_windows_line_ends(committed, tmp_path):
    clone = cloned(committed, tmp_path / "clone", "-c", "core.autocrlf=true")
    seal = clone.sources / "editions" / SMALL / "seal.json"
    assert b"\r\n" in seal.read_bytes()

    works(clone)

    assert source_files(clone.sources) == source_files(committed.sources)


def test_a_changed_word_in_such_a_clone_is_still_found(committed, tmp_path):
    clone = cloned(committed, tmp_path / "clone", "-c", "core.autocrlf=true")
    path = clone.sources / "glossary.yaml"
    path.write_bytes(path.read_bytes() + b"# one more line\r\n")

    done = toolkit(clone, "build", "-q")

    assert done.returncode == 6
    assert done.stderr.count("P101") == 1


FOLDERS = {
    "spaces": "My own toolkits (2026)",
    "letters": "Übung 漢字 Ọ̀ṣun",
    "signs": "it's 100% & more; $HOME",
    "emoji": "🏫 toolkit",
}


@pytest.mark.parametrize("name", FOLDERS.values(), ids=FOLDERS)
def test_a_folder_of_any_name(committed, tmp_path, name):
    works(cloned(committed, tmp_path / name / "toolkit"))


def _bom(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def _crlf(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


REWRITTEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "marks in the sources": (_bom, "*.yaml"),
    "line ends in the sources": (_crlf, "*.yaml"),
    "line ends in a drawing": (_crlf, "*.svg"),
}


@pytest.mark.parametrize(("rewrite", "pattern"), REWRITTEN.values(), ids=REWRITTEN)
def test_what_an_editor_or_unpacker_changes_without_a_word(committed, rewrite, pattern):
    paths = list(committed.sources.rglob(pattern))
    assert paths
    for path in paths:
        rewrite(path)

    works(committed)


@pytest.mark.parametrize("locale", ["C", "tr_TR.UTF-8"])
def test_another_locale(committed, locale):
    works(committed, LC_ALL=locale, LANG=locale)


def test_files_that_only_their_owner_may_read(committed):
    before = os.umask(0o077)
    try:
        works(committed)
    finally:
        os.umask(before)


def test_a_site_of_a_clone_is_the_site_that_was(sealed, tmp_path):
    """Nothing is built and there is no archive: what a site hands out is made from the bundle."""
    toolkit(sealed, "site", "--tier", "public", "-q")
    before = shown(sealed)
    bare = copied(sealed, tmp_path / "bare")
    for folder in (bare.output, bare.archive, bare.cache):
        shutil.rmtree(folder)

    done = toolkit(bare, "site", "--tier", "public", "-q")

    assert done.returncode == 0, done.stderr
    assert shown(bare) == before


def shown(project: Project) -> dict[str, bytes]:
    """A site but for its search index, whose maker gives it another name each time."""
    files = snapshot(project.output / "site")
    return {name: data for name, data in files.items() if "/pagefind/" not in name}


def rewriter(monkeypatch: pytest.MonkeyPatch, edition: str, old: bytes, new: bytes) -> None:
    """Let a renderer of another version write other words in the files of an edition."""
    real = Makings.task

    def task(makings: Makings, row: Row) -> Task:
        made = real(makings, row)
        if makings.imprint.edition != edition:
            return made
        body = made.manuscript.body.replace(old, new)
        return replace(made, manuscript=replace(made.manuscript, body=body), key=made.key)

    monkeypatch.setattr(Makings, "task", task)
    monkeypatch.setattr(manifest, "built_with", lambda: {"lxml": "99.0"})


def only_seals(project: Project) -> None:
    """What a fresh clone has."""
    for folder in (project.output, project.archive, project.cache):
        shutil.rmtree(folder)


def test_files_that_today_s_program_writes_otherwise_are_told_and_shown(twice, monkeypatch):
    """Bytes differ, words do not."""
    rewriter(monkeypatch, SMALL, b"</p>", b" </p>")
    only_seals(twice)

    done = make_sites(twice, ("public",), lambda *_: None)

    assert done.editions == (SMALL, NEXT)
    assert done.left_out == ()
    assert done.rewritten.keys() == {SMALL}


def test_an_edition_whose_words_would_differ_is_left_out_and_said(twice, monkeypatch):
    rewriter(monkeypatch, SMALL, b"families", b"people")
    only_seals(twice)

    done = make_sites(twice, ("public",), lambda *_: None)

    assert done.editions == (NEXT,)
    assert [left_out.edition for left_out in done.left_out] == [SMALL]
    assert "other words" in done.left_out[0].files[0]
    rewriter(monkeypatch, NEXT, b"families", b"people")
    only_seals(twice)
    with pytest.raises(EditionError, match="P126"):
        make_sites(twice, ("public",), lambda *_: None)
