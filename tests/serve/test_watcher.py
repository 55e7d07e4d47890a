"""Whoever looks at the disk goes on looking, whatever it meets."""

import sys
import threading

import pytest

from toolkit_builder.serve.watcher import Watcher


@pytest.fixture(params=["watchfiles", "looking"])
def watched(request, tmp_path, monkeypatch):
    """A folder, and what is called when something was saved in it; with and without the package."""
    if request.param == "looking":
        monkeypatch.setitem(sys.modules, "watchfiles", None)
    looked = threading.Semaphore(0)
    told: list[BaseException] = []
    fails = [OSError("once"), OSError("once"), OSError("twice")]

    def look():
        looked.release()
        if fails:
            raise fails.pop(0)

    watcher = Watcher([tmp_path], look, told.append)
    watcher.start()
    yield tmp_path, looked, told
    watcher.stop()


def test_a_fault_is_told_once_and_ends_nothing(watched):
    folder, looked, told = watched
    for number in range(5):
        (folder / "a.yaml").write_text(str(number), encoding="utf-8")
        assert looked.acquire(timeout=5)

    assert [str(error) for error in told] == ["once", "twice"]


def test_it_ends_when_it_is_told_to(tmp_path):
    watcher = Watcher([tmp_path, tmp_path / "missing"], lambda: None, lambda error: None)
    watcher.start()

    watcher.stop()

    assert not any(thread.is_alive() for thread in watcher._threads)
