"""`toolkit serve`, on one page: what looks at the disk, what answers browsers, what makes files."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Misuse
from ..project import Project, layouts_path
from .editor import Desk, Editor
from .jobs import Orders
from .pages import Pages
from .preview import Preview, TellFault
from .routes import Routes
from .server import Server
from .views import Views
from .watcher import Watcher


@contextmanager
def serving(project: Project, port: int, editor: Editor, tell_fault: TellFault) -> Iterator[Server]:
    """Serve a toolkit for as long as the block runs.

    Args:
        port: 0 for any that is free.
        editor: opens files.
        tell_fault: told of a fault of ours, which must not end the preview.

    Raises:
        Misuse: the port is taken.
    """
    preview = Preview(project, tell_fault)
    orders = Orders(project.cache, preview.tell)
    views = Views(project, orders, tell_fault)
    desk = Desk(editor, project.sources, project.name, layouts_path())
    watcher = Watcher((project.sources, *project.layouts), preview.refresh, tell_fault)
    with _listening(port, Routes(preview, views, Pages(views, desk)), tell_fault) as server:
        watcher.start()
        orders.start()
        try:
            views.sheets(preview.moment)  # cutting fonts takes a moment that no first page shall wait for
            yield server
        finally:
            watcher.stop()
            orders.stop()


@contextmanager
def _listening(port: int, routes: Routes, tell_fault: TellFault) -> Iterator[Server]:
    try:
        server = Server(port, routes, tell_fault)
    except (OSError, OverflowError) as error:
        hint = f"perhaps another preview runs there; take another one: toolkit serve --port {port + 1}"
        raise Misuse(f"port {port} is taken", hint) from error
    server.start()
    try:
        yield server
    finally:
        server.end()
