"""The last answer of a build, where it still stands.

Loads nothing heavy: a build with nothing to do ends here, before YAML, layouts or a renderer are touched.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..errors import Place, Problem
from ..machine.cache import keep_record, kept_record
from ..machine.files import is_litter, sum_of
from ..machine.versions import environment, installed
from ..project import Project, Request
from .built import Built

_SUMMED = 64 * 1024 * 1024  # bytes; whatever a build takes is shorter


def last_answer(project: Project, request: Request) -> Built | None:
    """The last answer, if the same was asked, no input has changed and all files lie where it put them."""
    try:
        record = kept_record(_record(project, request))
        folder = Path(record["built"]["folder"])
        if record["fingerprint"] != fingerprint(project, request):
            return None
        if any(_size_and_time(folder / name) != state for name, state in record["files"].items()):
            return None
        built = record["built"]
        lists = {name: tuple(map(_frozen, built[name])) for name in built if isinstance(built[name], list)}
        lists["warnings"] = tuple(
            Problem(**{**warning, "place": Place(**warning["place"])}) for warning in built["warnings"]
        )
        count = len(built["made"]) + len(built["restored"]) + built["unchanged"]
        return Built(**{**built, **lists, "made": (), "restored": (), "removed": (), "unchanged": count})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(project: Project, request: Request, digest: str, built: Built, names: tuple[str, ...]) -> None:
    """Keep an answer for `last_answer`.

    Args:
        project, request: what was asked.
        digest: the fingerprint taken before the sources were read.
        built: the answer.
        names: files that must still be there, below the folder.

    Raises:
        OutputError: see `machine.files.disk`.
    """
    files = {name: _size_and_time(Path(built.folder) / name) for name in names}
    record = {"fingerprint": digest, "built": asdict(built), "files": files}
    keep_record(_record(project, request), record)


def fingerprint(project: Project, request: Request) -> str:
    """sha256 over the request and everything that a build reads."""
    digest = hashlib.sha256()
    wanted = [sorted(request.packets), sorted(request.variants), str(project.root)]
    wanted += [request.marks_since, request.update_since]
    digest.update(json.dumps([wanted, dict(environment()), dict(installed())], sort_keys=True).encode())
    for folder in dict.fromkeys((project.sources, *project.layouts)):
        for name, path in _walk(folder):
            digest.update(f"\0{name}\0".encode(errors="surrogateescape"))
            digest.update(_content(path))
    return digest.hexdigest()


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file and folder below a folder that somebody put there, in a fixed order."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_litter(name))
        for name in sorted((*folders, *files)):
            if not is_litter(name):
                path = os.path.join(parent, name)  # noqa: PTH118 - several thousand Paths would be slow
                yield os.path.relpath(path, folder), path


def _content(path: str) -> bytes:
    """Sum of a file; for what no build accepts, such as a link or what is too large, only what it is."""
    try:
        state = os.lstat(path)
        if not stat.S_ISREG(state.st_mode):
            return str(state.st_mode).encode()
        if state.st_size > _SUMMED:
            return f"{state.st_size} {state.st_mtime_ns}".encode()
        return sum_of(Path(path))
    except OSError as error:
        return f"unreadable {error.errno}".encode()


def _size_and_time(path: Path) -> list[int]:
    """Size and time of a file: enough to tell that nobody has touched it."""
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]


def _record(project: Project, request: Request) -> Path:
    kind = "-marks" * bool(request.marks_since) + "-update" * bool(request.update_since)
    return project.cache / "last" / f"{project.toolkit}{kind}.json"


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
