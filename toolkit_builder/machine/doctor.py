"""What this machine has of what building needs, and the line to run for what it lacks."""

import os
import platform
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from .versions import installed, libraries

INSTALL = (
    "install it with the line that fits this machine:\n"
    "Debian, Ubuntu   sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "Fedora           sudo dnf install pango harfbuzz\n"
    "macOS            brew install pango"
)
_SPACE = 500_000_000
_FONTS = ("fontpkg-public-sans", "fontpkg-source-serif-4", "fontpkg-atkinson-hyperlegible")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing looked at.

    Args:
        name: what.
        good: whether building can do with it.
        found: what is there.
        hint: what to do when it is not good.
    """

    name: str
    good: bool
    found: str
    hint: str = ""


def examine(root: Path) -> tuple[Requirement, ...]:
    """Look at everything that building needs.

    Args:
        root: folder where output/ and .cache/ are made.
    """
    return (_python(), *_packages(), *_libraries(), *_disk(root))


def _python() -> Requirement:
    good = sys.version_info >= (3, 11)
    return Requirement("Python", good, platform.python_version(), "Python 3.11 or newer is needed")


def _packages() -> Iterator[Requirement]:
    found = installed()
    for name, floor in _needed():
        version = found.get(name, "")
        good = bool(version) and _numbers(version) >= _numbers(floor)
        what = "font" if name in _FONTS else "package"
        hint = f"run: {sys.executable} -m pip install '{name}>={floor}'"
        yield Requirement(f"{what} {name}", good, version or "missing", hint)


def _needed() -> list[tuple[str, str]]:
    """Name and lowest version of each package; from pyproject.toml in a checkout, else as installed."""
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if project.is_file():
        lines = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    else:
        lines = [line for line in metadata.requires("toolkit-builder") or [] if "extra ==" not in line]
    matches = [re.match(r"([A-Za-z0-9._-]+)[^>]*>=\s*([0-9.]+)", line) for line in lines]
    return [(match[1].lower(), match[2]) for match in matches if match]


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _libraries() -> Iterator[Requirement]:
    for name, version in libraries().items():
        yield Requirement(f"library {name}", bool(version), version or "missing", INSTALL)


def _disk(root: Path) -> Iterator[Requirement]:
    free = shutil.disk_usage(root).free
    yield Requirement("free space", free >= _SPACE, f"{free / 1e9:.1f} GB", "at least 0.5 GB should be free")
    for name in ("output", ".cache"):
        folder = root / name if (root / name).is_dir() else root
        yield Requirement(
            f"writing to {name}", _writable(folder), str(folder), f"make it writable for {_user()}"
        )


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "you"
