"""The search index of a tree, made by Pagefind; its own pages and looks are left out."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable

from ..errors import OutputError, Place, Problem
from ..files import below

FOLDER = "pagefind"
# What a page of ours loads; the rest of a bundle is ready-made forms.
_WANTED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_WANTED_TYPES = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind")


def index(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index.

    Args:
        pages: name below the site -> HTML; only those with `data-pagefind-body` are searched.

    Returns:
        Name below the site -> content; the same for the same pages.

    Raises:
        OutputError: O551, Pagefind fails.
    """
    with TemporaryDirectory(prefix="toolkit-site-") as name:
        site = Path(name) / "site"
        for page, data in pages.items():
            path = below(site, page)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _run(site)
        found = (path for path in (site / FOLDER).rglob("*") if path.is_file() and _wanted(path))
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(found)}


def _run(site: Path) -> None:
    command = [str(get_executable()), "--site", str(site), "--keep-index-url", "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().split("\n")[-1]
        raise OutputError([Problem(Place("pagefind"), "O551", f"the search index cannot be made: {said}")])


def _wanted(path: Path) -> bool:
    return path.name in _WANTED or path.suffix in _WANTED_TYPES
