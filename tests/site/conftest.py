"""Sites to look at, and a host."""

import functools
import http.server
import threading
from collections.abc import Iterator
from typing import Any

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


class Seen:
    """A tab that notes what goes wrong.

    Args:
        page: of Playwright.
        site: address that everything must come from.
    """

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._asked(request.url))

    def _failed(self, request: Any) -> None:
        # A page that is left while its pictures still load gives them up; one that is not there answers 404.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url}")

    def _asked(self, url: str) -> None:
        if not url.startswith(self.site):
            self.wrong.append(f"outside: {url}")

    def open(self, path: str) -> Any:
        self.page.goto(self.site + path)
        return self.page


@pytest.fixture
def tab(browser, host: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A function that opens a tab; in the end nothing may have gone wrong in any of them."""
    opened = []

    def new(width: int = 1280, tier: str = "public", site: str = "", **options: Any) -> Seen:
        page = browser.new_context(viewport={"width": width, "height": 800}, **options).new_page()
        opened.append(Seen(page, site or f"{host}{tier}/"))
        return opened[-1]

    yield new
    for seen in opened:
        seen.page.context.close()
        assert seen.wrong == []
