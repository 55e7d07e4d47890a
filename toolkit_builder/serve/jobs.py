"""PDF and Word files that somebody asks for: made by warm workers, found again by their key."""

import contextlib
import signal
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..content.toolkit import Toolkit
from ..errors import OutputError, Place, Problem
from ..machine.cache import Cache
from ..machine.lock import locked
from ..machine.pool import Pool, cores
from ..output.in_sources import in_sources
from ..output.make import make, warm_up
from ..output.task import HouseStyle, Task
from ..project import Project

_REMEMBERED = 200  # finished jobs
_MOST = 2  # files at a time: each worker takes up to 250 MB


@dataclass(slots=True)
class FileJob:
    """A file that is to be made.

    Args:
        task: what to make; its key is the name that the file is found by.
        house: in which style.
        toolkit: whose texts it prints.
        state: waiting, making, done or wrong.
        since: when the state changed last, by a clock that only goes on.
        problems: why it could not be made.
    """

    task: Task
    house: HouseStyle = field(repr=False)
    toolkit: Toolkit = field(repr=False)
    state: str = "waiting"
    since: float = field(default_factory=time.monotonic)
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        return self.task.key

    @property
    def age(self) -> float:
        """Seconds since the last change of state."""
        return time.monotonic() - self.since

    def turn(self, state: str) -> None:
        """Note a new state."""
        self.state, self.since = state, time.monotonic()


class Jobs:
    """Has files made, in the order in which they were asked for.

    Args:
        project: whose cache takes the files.
        tell: called whenever a job changes.
    """

    def __init__(self, project: Project, tell: Callable[[], object]) -> None:
        self.cache = Cache(project.cache)
        self._tell = tell
        self._jobs: OrderedDict[str, FileJob] = OrderedDict()
        self._waiting: deque[FileJob] = deque()
        self._changed = threading.Condition()
        self._open = True
        self._pools: list[Pool] = []
        self._lock = _SharedLock(project.lock)
        self._threads = [
            threading.Thread(target=self._work, name=f"job-{number}", daemon=True)
            for number in range(min(_MOST, cores()))
        ]

    def start(self) -> None:
        """Begin to warm up and to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End all work, also what is half done."""
        with self._changed:
            self._open = False
            self._changed.notify_all()
            for pool in self._pools:
                pool.stop()
        for thread in self._threads:
            thread.join(5)

    def submit(self, task: Task, house: HouseStyle, toolkit: Toolkit) -> FileJob:
        """Ask for a file; one that is being made is not made twice.

        Args:
            task: what to make.
            house: in which style.
            toolkit: whose texts it prints.
        """
        with self._changed:
            known = self._jobs.get(task.key)
            if known is not None and known.state in ("waiting", "making"):
                return known
            job = self._jobs[task.key] = FileJob(task, house, toolkit)
            if self.cache.facts(task.key) is not None:
                job.turn("done")
            else:
                self._waiting.append(job)
            self._forget()
            self._changed.notify()
        self._tell()
        return job

    def find(self, key: str) -> FileJob | None:
        """The job that makes or made the file of a key."""
        with self._changed:
            return self._jobs.get(key)

    def _forget(self) -> None:
        over = len(self._jobs) - _REMEMBERED
        ended = [key for key, job in self._jobs.items() if job.state in ("done", "wrong")]
        for key in ended[: max(0, over)]:
            del self._jobs[key]

    def _next(self) -> FileJob | None:
        with self._changed:
            while self._open and not self._waiting:
                self._changed.wait()
            return self._waiting.popleft() if self._open else None

    def _work(self) -> None:
        _hold_back_ctrl_c()
        # The threads of the preview run already, so this pool starts its processes without a fork.
        with Pool(warm_up, 1) as pool:
            with self._changed:
                self._pools.append(pool)
            while (job := self._next()) is not None:
                self._do(job, pool)
                self._tell()

    def _do(self, job: FileJob, pool: Pool) -> None:
        job.turn("making")
        self._tell()
        try:
            with self._lock.held():
                make([job.task], job.house, self.cache.folder, pool, lambda *_: None)
            job.turn("done")
        except OutputError as error:
            job.problems = in_sources(error, job.toolkit).problems
            job.turn("wrong")
        except Exception as error:  # a fault of ours must not end the thread
            where = Place(f"{job.task.manuscript.packet.id} ({job.task.variant})")
            job.problems = (Problem(where, "O561", f"failed: {error}"[:2000]),)
            job.turn("wrong")


def _hold_back_ctrl_c() -> None:
    """Ctrl-C also reaches processes that are not ready yet to ignore it; they inherit that it is blocked."""
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # which lets it through again
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


class _SharedLock:
    """The lock of the cache, held as long as any thread of this process needs it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()
        self._holders = 0
        self._stack = contextlib.ExitStack()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        with self._mutex:
            if not self._holders:
                self._stack.enter_context(locked(self._path))
            self._holders += 1
        try:
            yield
        finally:
            with self._mutex:
                self._holders -= 1
                if not self._holders:
                    self._stack.close()
