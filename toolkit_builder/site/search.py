"""The search index of a tree, made by Pagefind; its own pages and looks are left out."""

import hashlib
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable

from ..errors import OutputError, Place, Problem
from ..machine.cache import Cache
from ..machine.files import below
from ..machine.zips import unzipped, zipped
from .cache import cached

FOLDER = "pagefind"
# What a page of ours loads; the rest of a bundle is ready-made forms.
_WANTED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_WANTED_TYPES = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind")


def index(pages: Mapping[str, bytes], cache: Cache) -> dict[str, bytes]:
    """The files of an index.

    Pagefind lists filters in another order each time, so what it made of the same pages is kept.

    Args:
        pages: name below the site -> HTML; only those with `data-pagefind-body` are searched.
        cache: of finished files.

    Returns:
        Name below the site -> content.

    Raises:
        OutputError: O551, Pagefind fails.
    """
    sums = [f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in sorted(pages.items())]
    return unzipped(cached(cache, [FOLDER, *sums], ("pagefind-bin",), lambda: zipped(_index_files(pages))))


def _index_files(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    with TemporaryDirectory(prefix="toolkit-site-") as name:
        site = Path(name) / "site"
        for page, data in pages.items():
            path = below(site, page)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _run(site)
        paths = (path for path in (site / FOLDER).rglob("*") if path.is_file() and _wanted(path))
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(paths)}


def _run(site: Path) -> None:
    command = [str(get_executable()), "--site", str(site), "--keep-index-url", "--silent"]
    process = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if process.returncode:
        reason = (process.stderr or process.stdout).strip().split("\n")[-1]
        raise OutputError([Problem(Place("pagefind"), "O551", f"the search index cannot be made: {reason}")])


def _wanted(path: Path) -> bool:
    return path.name in _WANTED or path.suffix in _WANTED_TYPES
