"""`toolkit serve`, on one page: what looks at the disk, what answers browsers, what makes files."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..project import Project, layouts_path
from .editor import Editor, FileLinks
from .jobs import Jobs
from .pages import Pages
from .preview import Preview, TellFault
from .routes import Routes
from .server import Server, listen
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
    with listen(port) as listening:
        preview = Preview(project, tell_fault)
        jobs = Jobs(project, preview.tell)
        views = Views(project, jobs, tell_fault)
        links = FileLinks(editor, project.sources, project.name, layouts_path())
        server = Server(listening, Routes(preview, views, Pages(views, links)), tell_fault)
        watcher = Watcher((project.sources, *project.layouts), preview.refresh, tell_fault)
        server.start()
        watcher.start()
        jobs.start()
        try:
            # Cutting fonts takes a while, which no first page shall wait for.
            views.stylesheets(preview.snapshot)
            yield server
        finally:
            watcher.stop()
            jobs.stop()
            server.end()
