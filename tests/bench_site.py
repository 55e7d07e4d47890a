"""The download site of two sealed editions: lines of the table of `make bench`."""

import re
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench_editions import newest

if TYPE_CHECKING:
    from tests.bench import Bench, Line

_KB = 1000
_HOME_KB = 150.0


def measure(bench: "Bench") -> "Iterator[Line]":
    """Seal two editions; make their sites from the archive, then once more; weigh the start page."""
    from tests.bench import Line

    project = bench.project.root / "site"
    sources = Path(shutil.copytree(bench.project.sources, project / "sources" / bench.project.toolkit))
    first = newest(sources)
    cold = bench.seconds(project, "build", "-q")
    second = f"{int(first.split('.')[0]) + 1}.1"
    for edition in (first, second):
        path = sources / "editions" / f"{edition}.yaml"
        if edition == second:
            path.write_text(f'id: "{second}"\nlabel: Another edition\ndate: 2030-01-31\n', encoding="utf-8")
        bench.seconds(project, "publish", edition, "-q", "--without-page-numbers")
    trees = project / "output" / bench.project.toolkit / "site"
    took = []
    for _ in range(bench.rounds):
        shutil.rmtree(project / ".cache")
        shutil.rmtree(trees, ignore_errors=True)
        took.append(bench.seconds(project, "site", "-q"))
    yield Line(
        "site of two editions / building their packets, cold", "s", statistics.median(took), 2 * cold, 0.5
    )
    before = _dates(trees)
    again = bench.seconds(project, "site", "-q")
    kept = sum(_dates(trees).get(path) == date for path, date in before.items())
    yield Line("files of a site / kept when nothing has changed", "files", len(before), kept, 1.0)
    yield Line("site when nothing has changed / the first time", "s", again, statistics.median(took), 0)
    yield Line("start page before fonts / what it may weigh", "KB", _weight(trees / "public"), _HOME_KB, 1.0)


def _dates(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _weight(tree: Path) -> float:
    """The page, its stylesheet and every picture that either shows."""
    page, sheet = ((tree / name).read_text(encoding="utf-8") for name in ("index.html", "site.css"))
    pictures = {*re.findall(r'<img[^>]* src="([^"]+)"', page), *re.findall(r"url\((pictures/[^)]+)\)", sheet)}
    size: int = sum((tree / name).stat().st_size for name in ("index.html", "site.css", *pictures))
    return size / _KB
