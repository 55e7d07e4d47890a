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

_REMEMBERED = 200  # finished orders
_MOST = 2  # files at a time: each worker takes up to 250 MB


@dataclass(slots=True)
class Order:
    """A file that was asked for.

    Args:
        task: what to make; its key is the name that the file is found by.
        house: in which style.
        toolkit: whose texts it prints.
        state: waiting, making, done or wrong.
        since: moment of the last change of state.
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


class Orders:
    """Takes orders and has them made.

    Args:
        folder: of the cache.
        tell: called whenever an order changes.
    """

    def __init__(self, folder: Path, tell: Callable[[], object]) -> None:
        self.cache = Cache(folder)
        self._tell = tell
        self._known: OrderedDict[str, Order] = OrderedDict()
        self._waiting: deque[Order] = deque()
        self._changed = threading.Condition()
        self._open = True
        self._pools: list[Pool] = []
        self._lock = _Shared(folder / "lock")
        self._threads = [
            threading.Thread(target=self._work, name=f"order-{number}", daemon=True)
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

    def order(self, task: Task, house: HouseStyle, toolkit: Toolkit) -> Order:
        """Ask for a file; one that is being made is not made twice."""
        with self._changed:
            known = self._known.get(task.key)
            if known is not None and known.state in ("waiting", "making"):
                return known
            order = self._known[task.key] = Order(task, house, toolkit)
            if self.cache.facts(task.key) is not None:
                order.turn("done")
            else:
                self._waiting.append(order)
            self._forget()
            self._changed.notify()
        self._tell()
        return order

    def known(self, key: str) -> Order | None:
        """An order by its key."""
        with self._changed:
            return self._known.get(key)

    def _forget(self) -> None:
        over = len(self._known) - _REMEMBERED
        ended = [key for key, order in self._known.items() if order.state in ("done", "wrong")]
        for key in ended[: max(0, over)]:
            del self._known[key]

    def _next(self) -> Order | None:
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
            while (order := self._next()) is not None:
                self._do(order, pool)
                self._tell()

    def _do(self, order: Order, pool: Pool) -> None:
        order.turn("making")
        self._tell()
        try:
            with self._lock.held():
                make([order.task], order.house, self.cache.folder, pool, lambda *_: None)
            order.turn("done")
        except OutputError as error:
            order.problems = in_sources(error, order.toolkit).problems
            order.turn("wrong")
        except Exception as error:  # a fault of ours must not end the thread
            where = Place(f"{order.task.manuscript.packet.id} ({order.task.variant})")
            order.problems = (Problem(where, "O561", f"failed: {error}"[:2000]),)
            order.turn("wrong")


def _hold_back_ctrl_c() -> None:
    """Ctrl-C also reaches processes that are not ready yet to ignore it; they inherit that it is blocked."""
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # which lets it through again
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


class _Shared:
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
