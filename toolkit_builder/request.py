"""What a build is asked for, what it answers, and whether the last answer still stands.

Loads nothing heavy: a build with nothing to do ends here, before YAML, layouts or a renderer are touched.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .errors import Place, Problem
from .files import layouts_path, write
from .versions import environment, installed

# Those of `output`, which would load too much here; a test holds the two together.
VARIANTS = ("screen", "copier", "large-print", "press", "word")


class Misuse(Exception):
    """What a command was given makes no sense.

    Args:
        message: one sentence, without a full stop.
        hint: what to type instead, or empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


class UnknownName(Misuse):
    """A name does not exist.

    Args:
        what: what kind of thing it should be, such as packet.
        name: as given.
        known: the names there are.
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        import difflib  # only when something is wrong

        known = tuple(known)
        near = difflib.get_close_matches(name, known, 1)
        listed = ", ".join(known) or "none"
        super().__init__(
            f"there is no {what} '{name}'", f"did you mean {near[0]}?" if near else f"there are: {listed}"
        )


@dataclass(frozen=True, slots=True)
class Request:
    """What to build.

    Args:
        root: folder that holds sources/; output/ and .cache/ are made beside it.
        toolkit: folder of sources/.
        packets: ids of packets; empty for all but the book.
        variants: of `VARIANTS`; empty for those that toolkit.yaml lists.
        shown: how messages name the toolkit's folder.
        kept_in: folder of the archive; None for the usual one.
        marks_since: edition since which changes are marked; empty for packets as readers have them.
        update_since: edition that readers keep in binders; empty for whole packets.
    """

    root: Path
    toolkit: str
    packets: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    shown: str = ""
    kept_in: Path | None = None
    marks_since: str = ""
    update_since: str = ""

    @property
    def archive(self) -> Path:
        """Folder of the files of sealed editions."""
        return self.kept_in or self.root / "archive"

    @property
    def sources(self) -> Path:
        return self.root / "sources" / self.toolkit

    @property
    def output(self) -> Path:
        return self.root / "output" / self.toolkit

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def layouts(self) -> tuple[Path, ...]:
        """Folders of layouts, the toolkit's own first."""
        own = self.sources / "layouts"
        return (own, layouts_path()) if own.is_dir() else (layouts_path(),)

    @property
    def name(self) -> str:
        """How messages name the toolkit's folder."""
        return self.shown or f"sources/{self.toolkit}"

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return not self.packets and not self.variants


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Args:
        toolkit, edition: what was built.
        folder: where it lies.
        made: names of files laid out in this run.
        restored: names of files that were missing and came from the cache.
        unchanged: number of files that were up to date.
        removed: names of files whose packets no longer exist.
        stale: names of files that are out of date and were not asked for.
        left_out: materials that are not approved: path and status.
        packets: number of packets asked for; the Word template is none.
        pages: pages of all PDFs asked for.
        printed: variant -> pages of its PDFs among these.
        complete: whether the folder holds all packets in their current state.
        sealed: whether the files are those of a sealed edition.
        others: of a sealed edition, names of files that this machine lays out with other bytes.
        same: of marked copies and updates, packets that have not changed since.
        warnings: of the sources.
    """

    toolkit: str
    edition: str
    folder: str
    made: tuple[str, ...]
    restored: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    stale: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    packets: int
    pages: int
    printed: tuple[tuple[str, int], ...]
    complete: bool
    sealed: bool = False
    others: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


def unchanged(request: Request) -> Built | None:
    """The last answer, if the same was asked, no input has changed and all files lie where it put them."""
    try:
        record: dict[str, Any] = json.loads(_record(request).read_bytes())
        folder = Path(record["built"]["folder"])
        if record["fingerprint"] != fingerprint(request):
            return None
        if any(_look(folder / name) != look for name, look in record["files"].items()):
            return None
        built = record["built"]
        lists = {name: tuple(map(_frozen, built[name])) for name in built if isinstance(built[name], list)}
        lists["warnings"] = tuple(
            Problem(**{**each, "place": Place(**each["place"])}) for each in built["warnings"]
        )
        was = len(built["made"]) + len(built["restored"]) + built["unchanged"]
        return Built(**{**built, **lists, "made": (), "restored": (), "removed": (), "unchanged": was})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(request: Request, seen: str, built: Built, names: tuple[str, ...]) -> None:
    """Keep an answer for `unchanged`.

    Args:
        seen: the fingerprint taken before the sources were read.
        names: files that must still be there, below the folder.

    Raises:
        OutputError: see `files.disk`.
    """
    files = {name: _look(Path(built.folder) / name) for name in names}
    record = {"fingerprint": seen, "built": asdict(built), "files": files}
    write(_record(request), json.dumps(record).encode())


def fingerprint(request: Request) -> str:
    """sha256 over the request and everything that a build reads."""
    digest = hashlib.sha256()
    wanted = [sorted(request.packets), sorted(request.variants), str(request.root)]
    wanted += [request.marks_since, request.update_since]
    digest.update(json.dumps([wanted, dict(environment()), dict(installed())], sort_keys=True).encode())
    for folder in dict.fromkeys((request.sources, *request.layouts)):
        for name, path in _walk(folder):
            digest.update(f"\0{name}\0".encode(errors="surrogateescape"))
            digest.update(_content(path))
    return digest.hexdigest()


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder that has not a hidden name, in a fixed order."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = os.path.join(parent, name)  # noqa: PTH118 - several thousand Paths would be slow
                yield os.path.relpath(path, folder), path


def _content(path: str) -> bytes:
    """Sum of a file; for what no build accepts, such as a link or what cannot be read, only what it is."""
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):
            return str(mode).encode()
        with open(path, "rb") as stream:  # noqa: PTH123
            return hashlib.sha256(stream.read()).digest()
    except OSError as error:
        return f"unreadable {error.errno}".encode()


def _look(path: Path) -> list[int]:
    """Size and time of a file: enough to tell that nobody has touched it."""
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]


def _record(request: Request) -> Path:
    kind = "-marks" * bool(request.marks_since) + "-update" * bool(request.update_since)
    return request.cache / "last" / f"{request.toolkit}{kind}.json"


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
