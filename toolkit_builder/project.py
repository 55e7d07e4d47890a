"""Where a command works: the folder with sources/, and which toolkit is meant."""

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path

from .request import Misuse, Request, UnknownName


def find_root(start: Path) -> Path:
    """The nearest folder, upwards, that holds sources/.

    Raises:
        Misuse: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "sources").is_dir():
            return folder
    raise Misuse(f"there is no folder sources/ in {start} or above it", "make one: toolkit init my-toolkit")


def toolkits(root: Path) -> tuple[str, ...]:
    """Names of all toolkits, also of those of which only sealed editions are left."""
    sources = root / "sources"
    found = {path.parent.name for path in sources.glob("[!.]*/toolkit.yaml")}
    return tuple(
        sorted(found | {path.parents[2].name for path in sources.glob("[!.]*/editions/*/seal.json")})
    )


def choose(root: Path, name: str | None) -> str:
    """The toolkit that is meant: the one named, else the default of pyproject.toml, else the only one.

    Raises:
        Misuse: the name is not known, or nothing says which of several is meant.
    """
    known = toolkits(root)
    name = name or setting(root, "default")
    if name:
        if name not in known:
            raise UnknownName("toolkit", name, known)
        return name
    if len(known) == 1:
        return known[0]
    if not known:
        raise Misuse(f"there is no toolkit in {root / 'sources'}", "make one: toolkit init my-toolkit")
    raise Misuse("which toolkit?", f"add --toolkit NAME; there are: {', '.join(known)}")


def request(
    start: Path,
    name: str | None,
    packets: Iterable[str] = (),
    variants: Iterable[str] = (),
    archive: Path | None = None,
) -> Request:
    """A request as the user of a folder means it; names in messages are relative to that folder."""
    root = find_root(start)
    toolkit = choose(root, name)
    shown = os.path.relpath(root / "sources" / toolkit, start).replace(os.sep, "/")
    return Request(
        root, toolkit, tuple(dict.fromkeys(packets)), tuple(dict.fromkeys(variants)), shown, archive
    )


def setting(root: Path, key: str) -> str:
    """A line of [tool.toolkit] in pyproject.toml; empty where there is none."""
    try:
        settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        return str(settings["tool"]["toolkit"][key])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
