"""The preview: lines of the table of `make bench`."""

import http.client
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.projects import surroundings

if TYPE_CHECKING:
    from tests.bench import Bench, Line

_PAGES = 24  # of the packet that is looked at, about
_MOST = 1.0  # seconds from a save to the new page
# Tells when a packet says something; five milliseconds are as exact as a browser's clock.
_SEEN = """words => new Promise(done => {
    const look = () => document.body.textContent.includes(words) ? done() : setTimeout(look, 5);
    look();
})"""


@dataclass
class Preview:
    """`toolkit serve` of the project, and a packet in it whose file can be saved.

    Args:
        address: of the preview.
        packet: its id.
        file: what it is made from.
    """

    address: str
    packet: str
    file: Path
    saves: int = 0

    def save(self) -> str:
        """Write the file with other words; gives them."""
        self.saves += 1
        text = self.file.read_text(encoding="utf-8")
        line = f"tagline: Save number {self.saves}."
        self.file.write_text(re.sub(r"(?m)^tagline: .*(\n +.*)*$", line, text, count=1), encoding="utf-8")
        return f"Save number {self.saves}."

    def get(self, path: str, method: str = "GET", body: str | None = None) -> str:
        """The body of an answer."""
        connection = http.client.HTTPConnection(self.address, timeout=120)
        connection.request(method, path, body, {"Origin": f"http://{self.address}"})
        answer = connection.getresponse().read().decode("utf-8", "replace")
        connection.close()
        return answer

    @contextmanager
    def events(self) -> Iterator[Callable[[], object]]:
        """A function that waits until something has changed."""
        connection = http.client.HTTPConnection(self.address, timeout=120)
        connection.request("GET", "/events")
        answer = connection.getresponse()

        def wait() -> None:
            while not answer.readline().startswith(b"data: "):
                pass

        wait()
        yield wait
        connection.close()


def measure(bench: "Bench") -> "Iterator[Line]":
    """Saves until the browser shows them, and until there is a new PDF."""
    from tests.bench import Line, load, timed
    from toolkit_builder.content.load import load_toolkit
    from toolkit_builder.output import writer

    project = bench.project
    tasks, house = load(project)
    task = next(
        each for each in tasks if each.variant == "screen" and each.manuscript.packet.id == _packet(bench)
    )
    file = next(
        project.sources / source.name
        for source in load_toolkit(project.sources, project.name).sources
        if getattr(source.node, "id", "") == task.manuscript.packet.materials[0]
    )
    with _serving(bench, task.manuscript.packet.id, file) as preview:
        reading = [
            timed(lambda: load_toolkit(project.sources, project.name)) for _ in range(5 * bench.rounds)
        ]
        shown = [*_shown(preview, 5 * bench.rounds)]
        printed = [*_printed(preview, bench.rounds)]
    write = writer("screen")
    write(task, house)
    rendered = [timed(lambda: write(task, house)) for _ in range(bench.rounds)]
    middle = statistics.median
    yield Line(
        "save to new HTML in the browser / reading the toolkit", "s", middle(shown), middle(reading), 2.0
    )
    yield Line("save to new HTML in the browser / what it may take", "s", middle(shown), _MOST, 1.0)
    yield Line("save to a new PDF / its warm render", "s", middle(printed), middle(rendered), 1.2)


def _packet(bench: "Bench") -> str:
    """Id of a packet of one material that has about as many pages as wanted."""
    single = {
        each.manuscript.packet.id for each in bench.tasks if len(each.manuscript.packet.materials) == 1
        and each.manuscript.packet.kind in ("self-assessment", "companion-guide")
    }  # fmt: skip
    return str(min(single, key=lambda packet: abs(bench.pages[packet] - _PAGES)))


@contextmanager
def _serving(bench: "Bench", packet: str, file: Path) -> Iterator[Preview]:
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit_builder", "serve", "--port", "0", "--toolkit", bench.project.toolkit],
        cwd=bench.project.root, env=surroundings(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        match = re.search(r"http://([^/]*)/", process.stdout.readline())
        assert match
        preview = Preview(match[1], packet, file)
        _make(preview, "screen")  # workers are warm from here on
        yield preview
    finally:
        process.kill()
        process.wait()


def _shown(preview: Preview, times: int) -> Iterator[float]:
    """Seconds from a save until a browser shows it; without Chromium, until it could ask for it."""
    from tests.conftest import ARGUMENTS, CHROMIUM

    if not CHROMIUM.exists():
        yield from _fetched(preview, times)
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"http://{preview.address}/packet/{preview.packet}")
        page.locator("#packet[data-shown]").wait_for()
        frame: Any = next(frame for frame in page.frames if "/frame/" in frame.url)
        for _ in range(times):
            started = time.perf_counter()
            frame.evaluate(_SEEN, preview.save())
            yield time.perf_counter() - started
            page.wait_for_timeout(300)
        browser.close()


def _fetched(preview: Preview, times: int) -> Iterator[float]:
    for _ in range(times):
        with preview.events() as wait:
            started = time.perf_counter()
            words = preview.save()
            while words not in preview.get(f"/frame/{preview.packet}"):
                wait()
            yield time.perf_counter() - started


def _printed(preview: Preview, times: int) -> Iterator[float]:
    """Seconds from a save until there is a PDF with it."""
    for _ in range(times):
        with preview.events() as wait:
            started = time.perf_counter()
            words = preview.save()
            while words not in preview.get(f"/frame/{preview.packet}"):
                wait()
            _make(preview, "screen")
            yield time.perf_counter() - started


def _make(preview: Preview, variant: str) -> None:
    with preview.events() as wait:
        preview.get("/make", "POST", f"packet={preview.packet}&variant={variant}")
        while not re.search(r'href="/made/[^"]*\.pdf"', preview.get(f"/packet/{preview.packet}")):
            wait()
