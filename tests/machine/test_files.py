"""Files are whole or absent, whatever the disk does."""

import errno
import os
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.projects import surroundings
from toolkit_builder import project
from toolkit_builder.errors import OutputError
from toolkit_builder.machine.cache import Cache, Facts
from toolkit_builder.machine.files import Batch, below, write
from toolkit_builder.machine.lock import locked

KEY = "ab" + "0" * 62


class Failing:
    """Lets calls through until the Nth, which fails as a full disk does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, code: int = errno.ENOSPC) -> None:
        self.left, self.code = number, code
        monkeypatch.setattr(os, "fsync", self._counted(os.fsync))
        monkeypatch.setattr(Path, "replace", self._counted(Path.replace))
        monkeypatch.setattr(Path, "open", self._counted(Path.open))

    def _counted(self, real):
        def call(*arguments, **named):
            self.left -= 1
            if self.left == 0:
                raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **named)

        return call


def test_a_batch_is_old_or_new_whichever_call_fails(tmp_path, monkeypatch):
    names = ["a", "b", "sub/c"]
    for number in range(1, 100):
        folder = tmp_path / str(number)
        for name in names:
            write(folder / name, b"old")
        failed = None
        with monkeypatch.context() as patched:
            failing = Failing(patched, number)
            try:
                with Batch(folder) as batch:
                    for name in names:
                        batch.add(name, b"new")
                    batch.commit()
            except OutputError as error:
                failed = error

        content = [(folder / name).read_bytes() for name in names]
        assert not list(folder.rglob(".*")), "a temporary file was left"
        if failed is None:
            assert content == [b"new"] * 3
            assert failing.left > 0
            return
        assert "no space left on" in str(failed)
        assert set(content) <= {b"old", b"new"}
        if number <= 6:  # opening and syncing three files come before the first rename
            assert content == [b"old"] * 3
    pytest.fail("no number of calls was enough")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EACCES, "O502 the folder is not writable, nothing was changed"),
        (errno.EROFS, "O502 the disk is read-only, nothing was changed"),
        (errno.EDQUOT, "O501 no space left on"),
        (errno.EIO, "O503 cannot be written"),
    ],
)
def test_what_the_disk_refuses_is_said_in_words(tmp_path, monkeypatch, code, words):
    Failing(monkeypatch, 1, code)

    with pytest.raises(OutputError) as caught:
        write(tmp_path / "a", b"new")

    assert words in str(caught.value)


def test_a_full_disk_keeps_the_old_file(tmp_path):
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from toolkit_builder.machine.files import write\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write(Path(sys.argv[1]), b'x' * 5000)"
    )
    target = tmp_path / "a"
    target.write_bytes(b"old")

    done = subprocess.run(
        [sys.executable, "-c", script, str(target)], env=surroundings(), capture_output=True, text=True
    )

    assert "O501" in done.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", "", "c:/x", "a\\b"])
def test_no_name_leads_out_of_its_folder(tmp_path, name):
    with pytest.raises(OutputError, match="O504"):
        below(tmp_path, name)


def test_an_entry_tells_its_facts_and_gives_its_data(tmp_path):
    cache = Cache(tmp_path)

    cache.put(KEY, b"one\ntwo", pages=3, places=(("a", 1, 2), ("b", 3, 3)))

    told = Facts(3, (("a", 1, 2), ("b", 3, 3)), 7, sha256(b"one\ntwo").hexdigest())
    assert cache.facts(KEY) == cache.held(KEY) == told
    assert cache.data(KEY) == b"one\ntwo"


def test_a_torn_entry_is_absent(tmp_path):
    cache = Cache(tmp_path)
    cache.put(KEY, b"x" * 100)
    entry = tmp_path / "ab" / KEY

    entry.write_bytes(entry.read_bytes()[:-1])

    assert cache.facts(KEY) is None


def test_an_entry_without_pages_has_none(tmp_path):
    cache = Cache(tmp_path)
    cache.put(KEY, b"x")

    assert (cache.held(KEY).pages, cache.held(KEY).places) == (0, ())


def test_an_entry_in_the_place_of_another_is_none(tmp_path):
    cache, other = Cache(tmp_path), KEY[:2] + "1" * 62
    cache.put(KEY, b"what anybody may read")
    cache.put(other, b"what members may read")

    (tmp_path / "ab" / other).replace(tmp_path / "ab" / KEY)

    assert cache.facts(KEY) is None
    with pytest.raises(OutputError, match="O505"):
        cache.data(KEY)


def test_an_entry_of_an_earlier_version_is_made_anew(tmp_path):
    cache = Cache(tmp_path)
    cache.put(KEY, b"x")
    line = b'{"bytes": 1, "sha256": "%s", "pages": 0, "places": []}'  # does not say whose it is
    (tmp_path / "ab" / KEY).write_bytes(line % cache.held(KEY).sha256.encode() + b"\nx")

    assert cache.facts(KEY) is None


@pytest.mark.parametrize(
    "line",
    [
        b"", b"no json", b"[]", b"{}", b"7", b'{"bytes": 1}', b'{"bytes": "1", "sha256": "0"}',
        b'{"bytes": 1, "sha256": "0", "places": [[1]]}', b'{"key": 1, "bytes": 1, "sha256": "0"}',
    ],
)  # fmt: skip
def test_an_entry_without_its_facts_is_absent_and_named(tmp_path, line):
    cache = Cache(tmp_path)
    cache.put(KEY, b"x")
    entry = tmp_path / "ab" / KEY
    entry.write_bytes(line + b"\nx")

    assert cache.facts(KEY) is None
    with pytest.raises(OutputError, match="O505"):
        cache.data(KEY)
    assert not entry.exists()
    with pytest.raises(OutputError, match="O505"):
        cache.held(KEY)


def test_a_damaged_entry_is_named_once_and_then_gone(tmp_path):
    cache = Cache(tmp_path)
    cache.put(KEY, b"x" * 100)
    entry = tmp_path / "ab" / KEY
    entry.write_bytes(entry.read_bytes()[:-1] + b"y")

    with pytest.raises(OutputError, match="O505"):
        cache.data(KEY)

    assert cache.facts(KEY) is None


def test_sweeping_takes_leftovers_and_what_nobody_wanted_for_a_month(tmp_path):
    cache = Cache(tmp_path)
    old = KEY.replace("0", "1")
    month_ago = time.time() - 40 * 86_400
    for key in (KEY, old):
        cache.put(key, b"x")
        os.utime(tmp_path / "ab" / key, (month_ago, month_ago))
    (tmp_path / "ab" / ".123-0.tmp").write_bytes(b"half")

    cache.facts(KEY)
    cache.sweep()
    cache.prune()

    assert [path.name for path in (tmp_path / "ab").iterdir()] == [KEY]


def test_a_lock_is_held_by_one_at_a_time(tmp_path):
    entered = threading.Event()

    def other() -> None:
        with locked(tmp_path / "lock"):
            entered.set()

    thread = threading.Thread(target=other)
    with locked(tmp_path / "lock"):
        thread.start()
        early = entered.wait(0.2)

    assert not early
    assert entered.wait(5)
    thread.join()


def test_layouts_lie_beside_the_package_or_in_it(tmp_path, monkeypatch):
    assert (project.layouts_path() / "parts").is_dir()

    monkeypatch.setattr(
        project, "__file__", str(tmp_path / "site-packages" / "toolkit_builder" / "project.py")
    )

    assert project.layouts_path() == tmp_path / "site-packages" / "toolkit_builder" / "_layouts"


def test_a_lock_ends_though_a_process_was_forked_under_it(tmp_path):
    """A worker that starts during one build goes on to the next, which waits for the same lock."""
    with locked(tmp_path / "lock"):
        child = subprocess.Popen(["sleep", "60"], pass_fds=_open_files(tmp_path / "lock"))
    try:
        assert _free(tmp_path / "lock")
    finally:
        child.kill()
        child.wait()


def test_a_killed_process_holds_no_lock(tmp_path):
    script = (
        "import pathlib, sys, time; from toolkit_builder.machine.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "lock")],
        env=surroundings(), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == "held\n"
        assert not _free(tmp_path / "lock")
        holder.kill()
        holder.wait()

    assert _free(tmp_path / "lock")


def _free(path: Path) -> bool:
    """Whether nobody holds a lock, as another program sees it."""
    return subprocess.run(["flock", "--nonblock", str(path), "true"], timeout=20).returncode == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOLCK, "O503 cannot be written"),
        (errno.ENOSYS, "O503 cannot be written"),
        (errno.EROFS, "O502 the disk is read-only"),
    ],
)
def test_a_disk_that_gives_no_lock_is_said_in_words(tmp_path, monkeypatch, code, words):
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("fcntl.flock", refuse)

    with pytest.raises(OutputError, match=words), locked(tmp_path / "lock"):
        pytest.fail("nobody holds this lock")


def test_a_lock_without_a_folder_is_said_in_words(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(OutputError, match="O503"), locked(tmp_path / "file" / "lock"):
        pytest.fail("there is no such folder")


def test_what_fails_under_a_lock_stays_what_it_is_and_the_lock_ends(tmp_path):
    with pytest.raises(OSError, match=r"^of the block$"), locked(tmp_path / "lock"):
        raise OSError("of the block")

    assert _free(tmp_path / "lock")


def _open_files(path: Path) -> tuple[int, ...]:
    """Descriptors of this process that are open on a file."""
    folder = Path("/proc/self/fd")
    return tuple(
        int(entry.name) for entry in folder.iterdir() if os.path.realpath(entry) == str(path.resolve())
    )
