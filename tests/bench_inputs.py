"""Wrong files, a check, the seals of a clone, a first toolkit: lines of the table of `make bench`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.content.test_many_problems import LETTER, WRONG
from toolkit_builder.content.starter import init

if TYPE_CHECKING:
    from tests.bench import Bench, Line

ROOT = Path(__file__).resolve().parent.parent
_TOOLKIT = (sys.executable, "-m", "toolkit_builder")
# All that a build does before it writes: the packets tell what is new since the edition before.
_FILL = """
import pathlib
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.output.prepare import compose, plan
from toolkit_builder.project import locate
from toolkit_builder.publish.news import news_since
from toolkit_builder.publish.sealed_editions import sealed_editions
project = locate(pathlib.Path.cwd(), None)
toolkit = load_toolkit(project.sources, project.name)
news = news_since(toolkit, sealed_editions(project.sources, project.name))
compose(toolkit, plan(toolkit, also_named=True), news, project.layouts)
"""

# `toolkit check`, and then its peak: to wait4 that of this process would count as well.
_CHECK = """
import pathlib, re, sys
from toolkit_builder.cli import toolkit
try:
    toolkit(["check"])
finally:
    status = pathlib.Path("/proc/self/status").read_text()
    print("kB", re.search(r"VmHWM:\\s+(\\d+)", status)[1])
"""


@dataclass(frozen=True, slots=True)
class Use:
    """What a process took: seconds of CPU with its children, lines that it said; megabytes where it tells."""

    seconds: float
    megabytes: float
    lines: int


def measure(bench: "Bench") -> "Iterator[Line]":
    """Each in processes of its own."""
    with TemporaryDirectory() as folder:  # no project may lie in another one
        yield from _wrong(Path(folder))
        yield _first(Path(folder))
    yield from _check(bench)
    yield _clone(bench)


def _wrong(folder: Path) -> "Iterator[Line]":
    from tests.bench import Line

    uses = []
    for number, damage in enumerate(WRONG.values()):
        project = folder / f"wrong-{number}"
        file = init(project, "starter").parent / LETTER
        file.write_bytes(damage(file.read_text(encoding="utf-8")))
        uses.append(_used(project, sys.executable, "-c", _CHECK))
    of = f"check of 1 MB of wrong text, the worst of {len(uses)} kinds"
    yield Line(f"{of}: CPU", "s", max(use.seconds for use in uses), 3.0, 1.0)
    yield Line(f"{of}: memory", "MB", max(use.megabytes for use in uses), 150.0, 1.0)
    yield Line(f"{of}: lines", "lines", max(use.lines for use in uses), 200.0, 1.0)


def _check(bench: "Bench") -> "Iterator[Line]":
    from tests.bench import Line

    project = bench.project.root

    def first() -> float:
        shutil.rmtree(bench.project.cache / "last", ignore_errors=True)
        return _used(project, *_TOOLKIT, "check").seconds

    ours, theirs = bench.turns(first, lambda: _used(project, sys.executable, "-c", _FILL).seconds)
    yield Line("check / loading and filling, CPU", "s", ours, theirs, 1.5)
    again, second = bench.turns(lambda: bench.toolkit("check"), lambda: 1.0)
    yield Line("check with nothing changed / a second", "s", again, second, 1.0)


def _clone(bench: "Bench") -> "Line":
    from tests.bench import Line

    project = bench.project.root / "clone"
    shutil.copytree(ROOT / "sources" / bench.project.toolkit, project / "sources" / bench.project.toolkit)
    shutil.copytree(bench.project.cache, project / ".cache")
    bench.seconds(project, "build", "-q")
    use = _used(project, *_TOOLKIT, "verify")
    return Line("verify after a build of a fresh clone", "lines", use.lines, 20.0, 1.0)


def _first(folder: Path) -> "Line":
    from tests.bench import Line

    seconds = _used(folder, *_TOOLKIT, "init", "my-toolkit").seconds
    assert list((folder / "my-toolkit" / "output").rglob("*.pdf"))
    return Line("init to a first PDF, CPU", "s", seconds, 15.0, 1.0)


def _used(folder: Path, *line: str) -> Use:
    """Run a process to its end; a check of wrong texts ends with 3."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        line, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as run:
        assert run.stdout is not None
        lines = run.stdout.read().decode().splitlines()
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode in (0, 3)
    peak = int(lines.pop()[3:]) / 1024 if lines and lines[-1].startswith("kB ") else 0.0
    return Use(used.ru_utime + used.ru_stime, peak, len(lines))
