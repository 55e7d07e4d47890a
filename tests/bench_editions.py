"""How fast editions are sealed, checked and made again: lines of the table of `make bench`."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench import Bench, Line

_MB = 1024 * 1024


def measure(bench: "Bench") -> "Iterator[Line]":
    """Seal the toolkit once, then verify it and write it again."""
    from tests.bench import Line, timed

    project = bench.project.root / "sealed"
    sources = shutil.copytree(bench.project.sources, project / "sources" / bench.project.toolkit)
    edition = newest(sources)
    start = [bench.seconds(project, "verify") for _ in range(3 * bench.rounds)]  # nothing is sealed yet
    sealing = bench.seconds(project, "publish", edition, "-q", "--without-page-numbers")
    again = bench.seconds(project, "regenerate", edition, "-q")
    yield Line("regenerate / publish of the same edition, cold", "s", again, sealing, 1.1)
    files = [path for name in ("output", "archive") for path in (project / name).rglob("*") if path.is_file()]
    ours, theirs = [], []
    for _ in range(3 * bench.rounds):
        ours.append(bench.seconds(project, "verify", edition))
        theirs.append(timed(lambda: _sha256sum(files)))
    median = len(start) // 2
    theirs_and_start = sorted(theirs)[median] + sorted(start)[median]
    yield Line(
        "verify / start-up and sha256sum of the same files", "s", sorted(ours)[median], theirs_and_start, 2.5
    )
    bundle = (sources / "editions" / edition / "bundle.zip").stat().st_size
    made = sum(path.stat().st_size for path in (project / "output").rglob("*.pdf"))
    yield Line("bundle (texts, layouts, manuscripts) / its PDFs", "MB", bundle / _MB, made / _MB, 0)


def newest(sources: Path) -> str:
    """Number of the newest edition; seals that came along are taken away."""
    for path in (sources / "editions").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    names = [path.stem for path in (sources / "editions").glob("[0-9]*.yaml")]
    return max(names, key=lambda name: [int(part) for part in name.split(".")])


def _sha256sum(files: list[Path]) -> None:
    subprocess.run(["sha256sum", *map(str, files)], check=True, stdout=subprocess.DEVNULL)
