"""Sites to look at, a browser, and a host."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.shelf import Shelf, here, shelf

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Two sealed editions and their sites; not to be changed."""
    folder = here(tmp_path_factory.getbasetemp())
    folder.mkdir(exist_ok=True)
    return shelf(folder)


@pytest.fixture(scope="session")
def browser():
    """Chromium of the system. Without it tests are skipped, but not where the project is checked."""
    if not CHROMIUM.exists():
        why = f"needs Chromium at {CHROMIUM} (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def host(made: Shelf) -> Iterator[str]:
    """Address of a plain static host with all trees, each in a sub-folder; ends with a slash."""
    handler = functools.partial(_Quiet, directory=str(made.request.output / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
