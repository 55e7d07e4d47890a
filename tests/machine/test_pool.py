"""A pool that survives the death of any worker."""

import _thread
import ctypes
import faulthandler
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.projects import hear_ctrl_c, surroundings
from toolkit_builder.errors import OutputError, Place, Problem
from toolkit_builder.machine.pool import Pool, Stopped


def nothing() -> None:
    """No warm-up."""


def work(task: tuple[str, str]) -> str:
    """A task says what befalls its worker."""
    what, argument = task
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "die once" and not Path(argument).exists():
        Path(argument).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "sleep":
        time.sleep(float(argument))
    elif what == "wrong":
        raise OutputError([Problem(Place(argument), "O111", "wrong")])
    elif what == "bug":
        raise ZeroDivisionError(argument)
    elif what == "pid":
        return str(os.getpid())
    elif what == "log":
        path, _, line = argument.partition("|")
        with Path(path).open("a") as stream:
            stream.write(line)
    return f"{what} {argument}"


def take(task: tuple[str, str]) -> str:
    """A task says how its worker takes memory, and how much: in bytes, for a list in numbers."""
    how, amount = task[0], int(task[1])
    if how == "bytes":
        return str(len(bytearray(amount)))
    if how == "list":
        return str(len([str(number) for number in range(amount)]))
    if how == "letters":
        return str(len("x" * amount))
    if ctypes.CDLL(None).malloc(ctypes.c_size_t(amount)) == 0:  # as a library in C does
        faulthandler.disable()
        os.abort()
    return "malloc"


def run(pool, *tasks, function=work, seconds=60.0, **named):
    deadline = seconds if callable(seconds) else lambda _: seconds
    return pool.run(function, list(tasks), deadline=deadline, name=lambda task: f"task {task[1]}", **named)


@pytest.fixture(params=["fork", "spawn"])
def pool(request):
    pool = Pool(nothing, size=2)
    pool._context = multiprocessing.get_context(request.param)
    with pool:
        yield pool


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_a_process_with_threads_does_not_fork_even_when_python_does_not_know_them():
    release = _thread.allocate_lock()
    release.acquire()
    _thread.start_new_thread(release.acquire, ())

    method = Pool(nothing)._context.get_start_method()

    release.release()
    assert method == "spawn"


def test_results_come_in_the_order_of_the_tasks(pool):
    told = []

    results = run(
        pool, *[("do", str(n)) for n in range(20)], on_done=lambda task, result: told.append(result)
    )

    assert results == [f"do {n}" for n in range(20)]
    assert sorted(told) == sorted(results)


def test_no_tasks_give_no_results(pool):
    assert run(pool) == []


def test_a_dead_worker_costs_one_more_try(pool, tmp_path):
    results = run(pool, ("die once", str(tmp_path / "died")), *[("do", str(n)) for n in range(6)])

    assert len(results) == 7


@pytest.mark.slow
def test_a_task_that_kills_twice_is_named_and_the_others_are_done(pool):
    told = []

    with pytest.raises(OutputError) as caught:
        run(pool, ("die", "x"), ("do", "1"), ("do", "2"), on_done=lambda task, result: told.append(result))

    assert "task x: O511 the process that makes it ended twice, by signal 9" in str(caught.value)
    assert sorted(told) == ["do 1", "do 2"]


def test_a_task_past_its_deadline_is_killed_and_named(pool):
    started = time.monotonic()

    with pytest.raises(OutputError, match="O512"):
        run(pool, ("sleep", "60"), ("do", "1"), seconds=lambda task: 1.0 if task[0] == "sleep" else 30.0)

    assert time.monotonic() - started < 20


def test_problems_of_all_tasks_are_told_together(pool):
    with pytest.raises(OutputError) as caught:
        run(pool, ("wrong", "b"), ("do", "1"), ("wrong", "a"))

    assert [problem.place.path for problem in caught.value.problems] == ["a", "b"]


def test_a_bug_keeps_its_traceback(pool):
    with pytest.raises(RuntimeError, match=r"(?s)task seven failed.*ZeroDivisionError: seven"):
        run(pool, ("bug", "seven"))


def test_the_longest_begin_first(tmp_path):
    log = tmp_path / "log"
    with Pool(nothing, size=1) as pool:
        run(pool, *[("log", f"{log}|{n}") for n in "132"], seconds=lambda task: float(task[1][-1]) * 10)

    assert log.read_text() == "321"


@pytest.mark.slow
def test_workers_are_replaced_after_some_tasks(monkeypatch):
    monkeypatch.setattr("toolkit_builder.machine.pool.RECYCLE", 2)
    with Pool(nothing, size=1) as pool:
        pids = run(pool, *[("pid", "")] * 6)

    assert len(set(pids)) == 3


def test_a_warm_up_that_fails_is_no_failure():
    with Pool(_broken, size=1) as pool:
        assert run(pool, ("do", "1")) == ["do 1"]


def _broken() -> None:
    raise OSError("no Pango")


@pytest.mark.slow
def test_workers_that_cannot_start_are_no_endless_loop():
    with Pool(_exit, size=1) as pool, pytest.raises(OutputError, match="O513"):
        run(pool, ("do", "1"))


def _exit() -> None:
    os._exit(3)


def test_two_runs_share_their_workers():
    with Pool(nothing, size=1) as pool:
        assert run(pool, ("pid", "")) == run(pool, ("pid", ""))


def test_workers_that_are_never_ready_are_no_endless_loop(monkeypatch):
    monkeypatch.setattr("toolkit_builder.machine.pool.START", 0.05)
    with Pool(_sleep, size=1) as pool, pytest.raises(OutputError, match="O513"):
        run(pool, ("do", "1"))


def _sleep() -> None:
    time.sleep(30)


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 2])
def test_workers_that_die_idle_are_replaced(size):
    with Pool(nothing, size=size) as pool:
        run(pool, *[("do", "1")] * 2)
        for worker in pool._workers:
            worker.process.kill()
            worker.process.join()

        assert run(pool, ("do", "2")) == ["do 2"]


SCRIPT = """
import sys
from tests.machine.test_pool import nothing, work
from toolkit_builder.machine.pool import Pool
with Pool(nothing, size=2) as pool:
    print(*(worker.process.pid for worker in pool._workers), flush=True)
    pool.run(work, [("sleep", "60")] * 4, deadline=lambda _: 90.0, name=str)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a worker ends after its task")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_the_run(how):
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    assert process.stdout is not None
    pids = [int(pid) for pid in process.stdout.readline().split()]
    time.sleep(0.5)

    os.killpg(process.pid, how) if how == signal.SIGINT else process.kill()

    _, said = process.communicate(timeout=20)
    assert ("KeyboardInterrupt" in said) == (how == signal.SIGINT)
    assert said.count("Traceback") <= 1, "workers keep quiet"
    patience = time.monotonic() + 5
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() < patience, "a worker is still there"
        time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_another_thread_can_stop_all_work(pool):
    started = time.monotonic()
    timer = threading.Timer(1.0, pool.stop)
    timer.start()

    with pytest.raises(Stopped):
        run(pool, ("sleep", "60"), ("sleep", "61"), ("sleep", "62"))

    timer.join()
    assert time.monotonic() - started < 20


LIMIT = 200_000_000
limited = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only the deadline holds")


@limited
@pytest.mark.parametrize(("how", "each"), [("bytes", 1), ("letters", 1), ("list", 50)])
def test_a_task_past_its_memory_is_named_and_its_neighbour_is_done(how, each):
    """Each number of a list takes 50 bytes, at least."""
    told = []
    tasks = (how, str(LIMIT // each * 2)), (how, str(LIMIT // each // 4))
    with Pool(nothing, size=1, memory=LIMIT) as pool:
        with pytest.raises(OutputError) as caught:
            run(pool, *tasks, function=take, on_done=lambda task, result: told.append(result))

        assert run(pool, ("do", "1")) == ["do 1"], "the pool lives on"
    assert [problem.code for problem in caught.value.problems] == ["O810"]
    assert "needs more than 200 MB of memory" in str(caught.value)
    assert told == [tasks[1][1]]


@limited
def test_the_memory_is_a_tasks_own_and_not_what_all_took_together():
    half = str(LIMIT // 2)
    with Pool(nothing, size=1, memory=LIMIT) as pool:
        assert run(pool, *[("bytes", half)] * 5, function=take) == [half] * 5


@limited
def test_a_library_that_ends_its_process_for_lack_of_memory_is_named():
    with Pool(nothing, size=1, memory=LIMIT) as pool, pytest.raises(OutputError) as caught:
        run(pool, ("library", str(LIMIT * 2)), function=take)

    assert "O511 the process that makes it ended twice, by signal 6" in str(caught.value)
    assert "200 MB" in str(caught.value.problems[0].hint)


@limited
def test_a_library_that_finds_its_memory_ends_nothing():
    with Pool(nothing, size=1, memory=LIMIT) as pool:
        assert run(pool, ("library", str(LIMIT // 2)), function=take) == ["malloc"]


def test_without_a_limit_a_task_takes_what_it_needs():
    with Pool(nothing, size=1) as pool:
        assert run(pool, ("bytes", str(LIMIT * 2)), function=take) == [str(LIMIT * 2)]
