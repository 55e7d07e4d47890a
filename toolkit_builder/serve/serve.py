"""`toolkit serve`, on one page: what looks at the disk, what answers browsers, what makes files."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Misuse
from ..project import Project, layouts_path
from .editor import Editor, FileLinks
from .jobs import Jobs
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
        project: which toolkit.
        port: 0 for any that is free.
        editor: opens files.
        tell_fault: told of a fault of ours, which must not end the preview.

    Raises:
        Misuse: the port is taken.
    """
    preview = Preview(project, tell_fault)
    jobs = Jobs(project.cache, preview.tell)
    views = Views(project, jobs, tell_fault)
    links = FileLinks(editor, project.sources, project.name, layouts_path())
    watcher = Watcher((project.sources, *project.layouts), preview.refresh, tell_fault)
    with _listening(port, Routes(preview, views, Pages(views, links)), tell_fault) as server:
        watcher.start()
        jobs.start()
        try:
            # Cutting fonts takes a while, which no first page shall wait for.
            views.stylesheets(preview.snapshot)
            yield server
        finally:
            watcher.stop()
            jobs.stop()


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
