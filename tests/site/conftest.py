"""Sites to look at, and a host."""

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest

from tests.site.shelf import Shelf, here, shelf


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Two sealed editions and their sites; not to be changed."""
    folder = here(tmp_path_factory.getbasetemp())
    folder.mkdir(exist_ok=True)
    return shelf(folder)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def host(made: Shelf) -> Iterator[str]:
    """Address of a plain static host with all trees, each in a sub-folder; ends with a slash."""
    handler = functools.partial(_Quiet, directory=str(made.project.output / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
