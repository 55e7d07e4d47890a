"""A pool of processes that survives the death of any of them.

The standard pool loses all its tasks when one worker is killed. Here a dead worker costs one more try of its
task, a task past its deadline is killed and named, one that takes too much memory is named, and Ctrl-C ends
everything at once without a word. Knows nothing of what the tasks are.

Source: setrlimit(2): RLIMIT_AS bounds what a process maps, not what it uses; so a limit is counted from what
a worker has mapped when its task begins.
"""

import contextlib
import ctypes
import gc
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from ..errors import BuildError, OutputError, Place, Problem

T = TypeVar("T")
R = TypeVar("R")

RECYCLE = 300  # tasks; renderers keep a little memory each time
EARLY = 4  # workers started before anybody knows how many tasks there are
START = 120.0  # seconds until a worker must be ready
TRIES = 2
# Thresholds of the garbage collector: trees of a layout live as long as their task, and need no looking at.
COLLECT = (100_000, 50, 100)
_OUT_OF_TIME = getattr(signal, "SIGXCPU", math.inf)  # the system ends who has used up the time it was given
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _threads() -> int:
    """Threads of this process, also those that libraries started and Python does not know of."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


@dataclass(slots=True)
class _Worker:
    """One process. `task` is the number of what it works on, -1 while it has nothing to do."""

    process: Any
    pipe: "Connection[Any, Any]"
    until: float
    ready: bool = False
    knows: object = None
    task: int = -1
    done: int = 0


@dataclass(slots=True)
class _Run:
    """The state of one `Pool.run`."""

    function: Callable[[Any], Any]
    tasks: Sequence[Any]
    seconds: list[float]
    names: list[str]
    waiting: deque[int]
    tries: list[int]
    lost: int = 0
    results: dict[int, Any] = field(default_factory=dict)
    wrong: dict[int, BuildError] = field(default_factory=dict)


class Stopped(Exception):
    """Another thread has stopped the pool."""


def nothing() -> None:
    """For workers that have nothing to load before their first task."""


class Pool:
    """Worker processes, one a core.

    Args:
        warm: called once in each new worker, before its first task, to load what tasks need; what it raises
            is ignored, since the tasks will raise it again.
        size: number of workers; 0 takes one a core.
        memory: bytes that a task may take beyond what its worker holds when it begins; 0 for no limit. On
            Linux alone; elsewhere only the deadline holds.

    The first workers start at once, so that they warm up while the caller still reads its input.
    """

    def __init__(self, warm: Callable[[], object] = nothing, size: int = 0, *, memory: int = 0) -> None:
        self._warm = warm
        self._memory = memory
        self._size = size or cores()
        self._workers: list[_Worker] = []
        self._stopped = False
        # A process with threads must not fork. Without threads fork is the quickest start.
        fork = sys.platform == "linux" and _threads() == 1
        self._context: Any = multiprocessing.get_context("fork" if fork else "spawn")

    def __enter__(self) -> "Pool":
        while len(self._workers) < min(self._size, EARLY):
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            self._end(self._workers[0])

    def stop(self) -> None:
        """End all work at once; for other threads than the one that runs it, which is told by `Stopped`."""
        self._stopped = True
        for worker in list(self._workers):
            worker.process.kill()

    def run(
        self,
        function: Callable[[T], R],
        tasks: Sequence[T],
        *,
        deadline: Callable[[T], float],
        name: Callable[[T], str],
        on_done: Callable[[T, R], object] = lambda task, result: None,
    ) -> list[R]:
        """Call a function on every task, the longest first.

        Args:
            function: of a module, so that it can be sent to a worker; the same for all tasks.
            tasks: values that can be pickled.
            deadline: seconds that a task may take; those that may take longest begin first.
            name: what messages call a task.
            on_done: told of each task as it is finished.

        Returns:
            One result a task, in the order of the tasks.

        Raises:
            BuildError: what the function raised, the problems of all tasks together.
            OutputError: O511 a worker died twice over one task; O512 a task took longer than its deadline;
                O810 a task took more than its memory.
            RuntimeError: the function failed in a way that is a bug; holds its traceback.
            Stopped: see `stop`.
        """
        seconds = [deadline(task) for task in tasks]
        order = sorted(range(len(tasks)), key=lambda number: -seconds[number])
        run = _Run(function, tasks, seconds, [name(task) for task in tasks], deque(order), [0] * len(tasks))
        while len(run.results) + len(run.wrong) < len(tasks):
            self._hand_out(run)
            for number in self._collect(run):
                on_done(tasks[number], run.results[number])
        if run.wrong:
            errors = list(run.wrong.values())
            raise type(errors[0])(problem for error in errors for problem in error.problems)
        return [run.results[number] for number in range(len(tasks))]

    def _hand_out(self, run: _Run) -> None:
        """Give every idle worker a task; start workers while there are fewer than tasks and cores."""
        if self._stopped:
            raise Stopped
        idle = [worker for worker in self._workers if worker.task < 0]
        for _ in range(min(len(run.waiting) - len(idle), self._size - len(self._workers))):
            self._start()
        for worker in idle:
            if worker.ready and run.waiting:
                self._give(worker, run)

    def _give(self, worker: _Worker, run: _Run) -> None:
        number = worker.task = run.waiting.popleft()
        worker.until = time.monotonic() + run.seconds[number]
        try:
            if worker.knows is not run.function:
                worker.pipe.send(("function", run.function))
                worker.knows = run.function
            worker.pipe.send(("task", run.tasks[number]))
        except OSError:  # it died while it had nothing to do, which is not the task's fault
            run.waiting.appendleft(number)
            worker.task = -1
            self._died(worker, run)

    def _collect(self, run: _Run) -> list[int]:
        """Wait until something happens; numbers of the tasks that were finished."""
        finished: list[int] = []
        if not self._workers:
            return finished
        soonest = min(worker.until for worker in self._workers)
        pipes = wait([worker.pipe for worker in self._workers], max(0.0, soonest - time.monotonic()))
        for worker in list(self._workers):
            if worker.pipe in pipes:
                if self._hear(worker, run):
                    finished.append(worker.task)
                    self._rest(worker)
            elif time.monotonic() > worker.until:
                self._overdue(worker, run)
        return finished

    def _hear(self, worker: _Worker, run: _Run) -> bool:
        """Take what a worker says; whether it has finished its task well."""
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._died(worker, run)
            return False
        if kind == "ready":
            worker.ready = True
            worker.until = math.inf
        elif kind == "bug":
            raise RuntimeError(f"{run.names[worker.task]} failed in a worker:\n{value}")
        elif kind == "wrong":
            run.wrong[worker.task] = value
            self._rest(worker)
        elif kind == "memory":
            self._too_large(worker, run)
        else:
            run.results[worker.task] = value
            return True
        return False

    def _rest(self, worker: _Worker) -> None:
        worker.task, worker.until = -1, math.inf
        worker.done += 1
        if worker.done >= RECYCLE:
            self._end(worker)

    def _died(self, worker: _Worker, run: _Run) -> None:
        """A worker is gone: its task gets another try, or a name."""
        number = worker.task
        worker.process.join(1)  # its pipe closes before the system has said how it ended
        self._end(worker)
        if number < 0:
            self._lose(run)
            return
        if worker.process.exitcode == -_OUT_OF_TIME:
            self._name_overdue(number, run)
            return
        run.tries[number] += 1
        if run.tries[number] < TRIES:
            run.waiting.appendleft(number)
            return
        exit_code = worker.process.exitcode
        ending = f"by signal {-exit_code}" if exit_code and exit_code < 0 else f"with code {exit_code}"
        message = f"the process that makes it ended twice, {ending}"
        hint = "signal 9 often means that memory ran out: `toolkit doctor`"
        if self._memory:  # libraries in C do not ask twice: they end the process
            hint = f"it may need more than the {self._memory / 1e6:.0f} MB of memory that it is given"
        run.wrong[number] = OutputError([Problem(Place(run.names[number]), "O511", message, hint)])

    def _too_large(self, worker: _Worker, run: _Run) -> None:
        """Name a task that ran out of its memory; the worker goes, since libraries may be left half-way."""
        number = worker.task
        self._end(worker)
        message = f"needs more than {self._memory / 1e6:.0f} MB of memory and was stopped"
        hint = "look for a table with very many cells, or a loop that goes on for ever"
        run.wrong[number] = OutputError([Problem(Place(run.names[number]), "O810", message, hint)])

    def _overdue(self, worker: _Worker, run: _Run) -> None:
        """Kill a worker that takes too long; a second try would take as long."""
        number = worker.task
        self._end(worker)
        if number < 0:
            self._lose(run)
            return
        self._name_overdue(number, run)

    def _name_overdue(self, number: int, run: _Run) -> None:
        message = f"took longer than {run.seconds[number]:.0f} seconds and was stopped"
        hint = "look for a table with very many cells, or lists deep inside each other"
        run.wrong[number] = OutputError([Problem(Place(run.names[number]), "O512", message, hint)])

    def _lose(self, run: _Run) -> None:
        """Count a worker that is gone without having had a task: some may, not one after another."""
        run.lost += 1
        if run.lost > TRIES * self._size:
            raise OutputError([Problem(Place("build"), "O513", "worker processes end before they are ready")])

    def _start(self) -> None:
        own_end, worker_end = self._context.Pipe()
        # A forked child holds our ends of all pipes; with them open nobody would notice when we are gone.
        forked = self._context.get_start_method() == "fork"
        inherited = [own_end, *(worker.pipe for worker in self._workers)] if forked else []
        arguments = (worker_end, inherited, self._warm, self._memory)
        process = self._context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        worker_end.close()
        self._workers.append(_Worker(process, own_end, time.monotonic() + START))

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)


def _work(
    pipe: "Connection[Any, Any]",
    inherited: Sequence["Connection[Any, Any]"],
    warm: Callable[[], object],
    memory: int,
) -> None:
    """The life of a worker: warm up, then a task after another until the pool is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the pool decides
    _die_with_parent()
    for connection in inherited:
        connection.close()
    # Libraries print; the caller's stdout is for results.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with contextlib.suppress(Exception):
        warm()
    gc.collect()
    gc.freeze()  # what the libraries keep for ever is not looked through again
    gc.set_threshold(*COLLECT)
    function: Callable[[Any], Any] = str
    with contextlib.suppress(EOFError, OSError):
        pipe.send(("ready", None))
        while True:
            kind, value = pipe.recv()
            if kind == "function":
                function = value
            else:
                pipe.send(_answer(function, value, memory))
                gc.collect()  # the caller has its answer, and the trees of a layout are garbage now


def _answer(function: Callable[[Any], Any], task: Any, memory: int) -> tuple[str, Any]:
    try:
        with at_most(memory):
            return "done", function(task)
    except BuildError as error:
        return "wrong", error
    except MemoryError:
        return "memory", None
    except Exception:
        return "bug", traceback.format_exc()


@contextlib.contextmanager
def at_most(memory: int) -> Iterator[None]:
    """Let this process map so many bytes more, and afterwards what it could before.

    Args:
        memory: bytes; 0 for no limit.

    Raises:
        MemoryError: what runs inside asks for more; from it, and not from here.
    """
    if not memory or sys.platform != "linux":
        yield
        return
    import resource  # which other systems do not have

    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = mapped + memory if before == resource.RLIM_INFINITY else min(mapped + memory, before)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def _die_with_parent() -> None:
    """On Linux a worker ends at once when its pool is killed; elsewhere it ends after its task."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
