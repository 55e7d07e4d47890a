"""What this machine has of what the commands need, and the line to run for what it lacks."""

import os
import platform
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .versions import installed, libraries, requirements

if TYPE_CHECKING:
    from packaging.requirements import Requirement


def _by_system(debian: str, fedora: str, macos: str) -> str:
    """A hint with the line of each system."""
    return (
        "install it with the line that fits this machine:\n"
        f"Debian, Ubuntu   sudo apt-get install {debian}\n"
        f"Fedora           sudo dnf install {fedora}\n"
        f"macOS            brew install {macos}\n"
        "Windows          in WSL (wsl --install), the line of Debian"
    )


# Broken as a shell takes it, so that it fits 80 columns.
INSTALL = _by_system(
    f"libpango-1.0-0 \\\n{'':17}libpangoft2-1.0-0 libharfbuzz-subset0", "pango harfbuzz", "pango"
)
_PYTHON = _by_system("python3 python3-venv", "python3", "python")
OFFICE = _by_system("libreoffice-writer", "libreoffice-writer", "--cask libreoffice")
_GIT = _by_system("git", "git", "git")
# Extra -> what it is for; what needs an extra is needed for that and for nothing else.
EXTRAS = {
    "proof": "toolkit proof, toolkit publish",
    "site": "toolkit site",
    "serve": "toolkit serve",
    "sign": "toolkit publish --sign, toolkit verify --trusted",
}
_SPACE = 500_000_000


@dataclass(frozen=True, slots=True)
class Need:
    """One thing looked at.

    Args:
        name: what.
        good: whether it will do.
        found: what is there.
        hint: what to do when it is not good.
        group: what it is told with, in words.
        needed_for: the commands that need it; empty when building does.
    """

    name: str
    good: bool
    found: str
    hint: str
    group: str
    needed_for: str = ""


def examine(root: Path) -> tuple[Need, ...]:
    """Look at everything that any command needs; what building needs comes first.

    Args:
        root: folder where output/ and .cache/ are made.
    """
    return (_python(), *_packages(), *_libraries(), *_disk(root), *_extras(), _office(), _git())


def ready(needs: Iterable[Need]) -> bool:
    """Whether building has all that it needs."""
    return all(need.good for need in needs if not need.needed_for)


def _python() -> Need:
    good = sys.version_info >= (3, 11)
    hint = f"Python 3.11 or newer is needed; {_PYTHON}"
    return Need("Python", good, platform.python_version(), hint, "Python and its packages")


def _packages() -> Iterator[Need]:
    try:
        needed = _needed()
    except ModuleNotFoundError:  # what reads the list is on the list
        hint = f"run: {sys.executable} -m pip install packaging"
        yield Need("package packaging", False, "missing", hint, "Python and its packages")
        return
    fonts = [requirement for requirement in needed[""] if _is_font(requirement)]
    for requirement in needed[""]:
        if requirement not in fonts:
            for part in _with_parts(requirement):
                yield _package(part, "Python and its packages")
    for requirement in fonts:
        yield _package(requirement, "Fonts")


def _extras() -> Iterator[Need]:
    with suppress(ModuleNotFoundError):  # `_packages` says so
        for extra, asked in _needed().items():
            for requirement in asked if extra else ():
                for part in _with_parts(requirement):
                    yield _package(part, f"For {EXTRAS[extra]}", extra)


def _with_parts(requirement: "Requirement") -> Iterator["Requirement"]:
    """A requirement, and those of its extras: what the package has only on demand."""
    yield requirement
    for extra in requirement.extras:
        yield from requirements(requirement.name, extra)


def _package(requirement: "Requirement", group: str, extra: str = "") -> Need:
    """A package held against its requirement.

    Args:
        requirement: its line.
        group: as in `Need`.
        extra: the extra of this program that asks for it.
    """
    from packaging.utils import canonicalize_name

    version = installed().get(canonicalize_name(requirement.name), "")
    what = "font" if _is_font(requirement) else "package"
    wanted = f"toolkit-builder[{extra}]" if extra else f"{requirement.name}{requirement.specifier}"
    return Need(
        name=f"{what} {requirement.name}",
        good=fits(requirement, version),
        found=version or "missing",
        hint=f"run: {sys.executable} -m pip install '{wanted}'",
        group=group,
        needed_for=EXTRAS[extra] if extra else "",
    )


def fits(requirement: "Requirement", version: str) -> bool:
    """Whether an installed version is one that a requirement line takes.

    Args:
        requirement: the line.
        version: as installed; empty where the package is missing.

    Source: PEP 440 (2.0rc1 comes before 2.0).
    """
    from packaging.version import InvalidVersion, Version

    try:
        return requirement.specifier.contains(Version(version), prereleases=True)
    except InvalidVersion:
        return False


def _is_font(requirement: "Requirement") -> bool:
    return requirement.name.startswith("fontpkg-")


def _needed() -> Mapping[str, list["Requirement"]]:
    """Extra -> what it asks for, empty for building; from pyproject.toml in a checkout, else as installed."""
    from packaging.requirements import Requirement

    file = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if not file.is_file():
        return {extra: requirements("toolkit-builder", extra) for extra in ("", *EXTRAS)}
    project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: [Requirement(line) for line in lines] for extra, lines in lists.items()}


def _libraries() -> Iterator[Need]:
    for name, version in libraries().items():
        yield Need(f"library {name}", bool(version), version or "missing", INSTALL, "Libraries of the system")


def _disk(root: Path) -> Iterator[Need]:
    free = shutil.disk_usage(root).free
    hint = "at least 0.5 GB should be free"
    yield Need("free space", free >= _SPACE, f"{free / 1e9:.1f} GB", hint, "Disk")
    for name in ("output", ".cache"):
        folder = root / name if (root / name).is_dir() else root
        hint = f"make it writable for {_user()}"
        yield Need(f"writing to {name}", _writable(folder), str(folder), hint, "Disk")


def _office() -> Need:
    """LibreOffice, which counts the page numbers of Word files."""
    command = "toolkit publish"
    program = shutil.which("soffice") or ""
    return Need(
        "LibreOffice (soffice)", bool(program), program or "missing", OFFICE, f"For {command}", command
    )


def _git() -> Need:
    """What keeps sources and sealed editions; a new project begins as a repository."""
    command = "keeping sources and sealed editions"
    program = shutil.which("git") or ""
    return Need("git", bool(program), program or "missing", _GIT, f"For {command}", command)


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "you"
