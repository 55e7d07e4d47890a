"""Whatever lies in the place of a cache entry or a lock: it heals, or one sentence says what is wrong."""

import os
import shutil

import pytest

from toolkit_builder.errors import OutputError
from toolkit_builder.machine.cache import Cache, keep_record, kept_record
from toolkit_builder.machine.lock import locked

KEY = "ab" + "0" * 62


def _folder(path):
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x")


def _pipe(path):
    path.unlink()
    os.mkfifo(path)


def _link(target):
    def damage(path):
        path.unlink()
        path.symlink_to(target or path)

    return damage


def _parent(path):
    shutil.rmtree(path.parent)
    path.parent.write_text("x")


DAMAGE = {
    "folder": _folder,
    "pipe": _pipe,
    "link to itself": _link(""),
    "link to another file": _link("/etc/passwd"),
    "link to nothing": _link("/none"),
    "link to a device that never ends": _link("/dev/zero"),
    "file for its folder": _parent,
    "nothing in it": lambda path: path.write_bytes(b""),
    "a line that never ends": lambda path: path.write_bytes(b"{" + b" " * 11_000_000),
    "lists deep inside each other": lambda path: path.write_bytes(b"[" * 200_000 + b"\nx"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_entry_is_absent_and_can_be_made_anew(tmp_path, kind):
    cache = Cache(tmp_path)
    cache.put(KEY, b"one")
    assert cache.data(KEY) == b"one"
    DAMAGE[kind](tmp_path / "ab" / KEY)

    assert cache.facts(KEY) is None
    cache.put(KEY, b"two")

    assert cache.data(KEY) == b"two"


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_entry_is_named_and_gone(tmp_path, kind):
    cache = Cache(tmp_path)
    cache.put(KEY, b"one")
    DAMAGE[kind](tmp_path / "ab" / KEY)

    with pytest.raises(OutputError, match="O505"):
        cache.data(KEY)

    assert not os.path.lexists(tmp_path / "ab" / KEY)


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_record_is_none_and_can_be_kept_again(tmp_path, kind):
    path = tmp_path / "last" / "mine.json"
    keep_record(path, {"a": 1})
    assert kept_record(path) == {"a": 1}
    DAMAGE[kind](path)

    assert kept_record(path) is None
    keep_record(path, {"a": 2})

    assert kept_record(path) == {"a": 2}


def _no_folder(path):
    path.parent.write_text("x")


def _lock_folder(path):
    path.mkdir(parents=True)


def _lock_link(path):
    path.parent.mkdir()
    path.symlink_to(path)


@pytest.mark.parametrize("prevent", [_no_folder, _lock_folder, _lock_link])
def test_a_lock_that_is_refused_is_said_in_words(tmp_path, prevent):
    path = tmp_path / "cache" / "lock"
    prevent(path)

    with pytest.raises(OutputError, match=r"O50[123]"), locked(path):
        pass


def test_a_lock_in_a_new_folder_is_held(tmp_path):
    with locked(tmp_path / "cache" / "lock"):
        assert (tmp_path / "cache" / "lock").exists()
