"""A tree changes as a whole or not at all."""

import os
from pathlib import Path

import pytest

from tests.projects import snapshot
from toolkit_builder.errors import EditionError, OutputError, Place, Problem
from toolkit_builder.site.folder import TreePart, lost_files, update_tree

BEFORE = {"index.html": b"one", "a/kept.html": b"kept", "a/gone.html": b"gone"}
AFTER = {"index.html": b"two", "a/kept.html": b"kept", "b/new.html": b"new"}


def parts(files: dict[str, bytes]) -> dict[str, TreePart]:
    return {name: TreePart.of(data) for name, data in files.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tree that holds `BEFORE`, written a while ago."""
    update_tree(tmp_path / "public", parts(BEFORE))
    for path in (tmp_path / "public").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return tmp_path / "public"


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*.html")}


def test_a_tree_takes_what_is_new_and_drops_what_is_gone(folder: Path):
    update = update_tree(folder, parts(AFTER))

    assert snapshot(folder) == AFTER
    assert update.written == ("b/new.html", "index.html")
    assert update.removed == ("a/gone.html",)
    assert times(folder)["kept.html"] == 1_000_000_000 * 10**9
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


def test_a_tree_that_is_as_it_should_be_is_not_touched(folder: Path):
    before = times(folder), folder.stat().st_mtime_ns, folder.stat().st_ino

    update = update_tree(folder, parts(BEFORE))

    assert (update.written, update.removed, update.kept) == ((), (), 3)
    assert (times(folder), folder.stat().st_mtime_ns, folder.stat().st_ino) == before


def test_a_file_that_somebody_changed_is_put_right(folder: Path):
    (folder / "a" / "kept.html").write_bytes(b"KEPT")

    update_tree(folder, parts(BEFORE))

    assert snapshot(folder) == BEFORE


def test_a_file_that_is_damaged_at_its_source_changes_nothing(folder: Path):
    def damaged() -> bytes:
        raise EditionError([Problem(Place("x"), "P125", "x is damaged")])

    wanted = {**parts(AFTER), "z.pdf": TreePart("0" * 64, 4, damaged)}

    with pytest.raises(EditionError):
        update_tree(folder, wanted)

    assert snapshot(folder) == BEFORE
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


def test_a_name_that_leads_out_of_the_tree_is_refused(folder: Path):
    with pytest.raises(OutputError, match="O504"):
        update_tree(folder, parts({"../outside.html": b"x"}))

    assert snapshot(folder.parent) == {f"public/{name}": data for name, data in BEFORE.items()}


def test_where_folders_cannot_be_exchanged_they_are_renamed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("toolkit_builder.site.folder._swapped", lambda *_: False)

    update_tree(folder, parts(AFTER))

    assert snapshot(folder) == AFTER
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


def test_what_a_killed_run_left_is_put_back_or_swept(folder: Path):
    folder.rename(folder.with_name(".public-1.old"))  # killed between two renames
    growing = folder.with_name(".public-2.tmp")
    growing.mkdir()
    (growing / "half.html").write_bytes(b"half")

    update = update_tree(folder, parts(BEFORE))

    assert snapshot(folder) == BEFORE
    assert update.written == ()
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


def test_a_full_disk_leaves_the_old_tree(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("toolkit_builder.site.folder.write", full)

    with pytest.raises(OutputError, match="O501"):
        update_tree(folder, parts(AFTER))

    assert snapshot(folder) == BEFORE
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


@pytest.mark.parametrize(
    "name",
    [
        ".htaccess", ".well-known/security.txt", "CNAME", "latest/own.pdf", "pictures/photo.jpg",
        "fonts/own.ttf", "editions/2026.1/index.html", "a/.nojekyll",
    ],
)  # fmt: skip
def test_what_readers_or_hosts_may_want_is_not_lost_unasked(folder: Path, name: str):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"x")

    assert lost_files(folder, parts(BEFORE)) == (name,)


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store", "Thumbs.db", "latest/gone.html", "pagefind/x.pf_meta", "fonts/old.woff2",
        "pictures/old.webp", "a/._x", "page.html.tmp",
    ],
)  # fmt: skip
def test_what_nobody_wants_goes(folder: Path, name: str):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"x")

    assert lost_files(folder, parts(BEFORE)) == ()


def test_a_tree_that_is_a_link_stays_one(folder: Path):
    shown = folder.rename(folder.with_name("www"))
    folder.symlink_to(shown)

    with pytest.raises(OutputError, match="O503 cannot be written: it is a link"):
        update_tree(folder, parts(AFTER))

    assert folder.is_symlink()
    assert snapshot(shown) == BEFORE
