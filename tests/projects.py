"""Projects to build in tests: the fixture toolkit in a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

from toolkit_builder.build import build
from toolkit_builder.content.edit import YamlFile
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.placeholders import texts_of_starter
from toolkit_builder.content.splices import part_at
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.output.run import Run
from toolkit_builder.project import Project, Request
from toolkit_builder.publish.built import Built

ROOT = Path(__file__).parent.parent
FIXTURE = Path(__file__).parent / "fixture" / "sources"
NAME = "harbor"


def make_project(folder: Path, cache: Path | None = None) -> Project:
    """The fixture toolkit in a folder; `cache` is copied, so that what it holds is not made again."""
    shutil.copytree(FIXTURE, folder / "sources")
    if cache:
        shutil.copytree(cache, folder / ".cache")
    return Project(folder, NAME)


def write_own_words(sources: Path) -> None:
    """Give the fixture toolkit in a folder words of its own, since nobody seals those of the starter.

    Each of them keeps its words and gets four more; days and example addresses become others.
    """
    for name, data in _own_words().items():
        (sources / name).write_bytes(data)


@cache
def _own_words() -> dict[str, bytes]:
    """File of the fixture toolkit -> the file with words of its own."""
    toolkit = load_toolkit(FIXTURE / NAME, NAME)
    files = {}
    for source in toolkit.sources:
        data = (FIXTURE / NAME / source.name).read_bytes()
        data = data.replace(b"2026-01-15", b"2026-01-16").replace(b"example.org", b"harbor.ca.gov")
        file = YamlFile.of(source.name, data)
        ours = {text.replace("example.org", "harbor.ca.gov") for text in texts_of_starter(source)}
        for path in source.marks:
            value = part_at(file.tree, path)
            if isinstance(value, str) and (words := value.strip()) in ours:
                end = "." if words.endswith(".") else ","
                more = f"{words.removesuffix(end)} in all our towns{end}".removesuffix(",")
                file = file.with_value(path, value.replace(words, more).replace("Name of your", "The"))
        files[source.name] = file.data
    return files


def run(project: Project, request: Request | None = None) -> tuple[Built, list[str]]:
    """Build, and the names of the files that were laid out."""
    told: list[str] = []
    with Pool(warm_up) as pool:
        built = build(request or Request(), Run(project, pool, lambda done, total, name: told.append(name)))
    return built, sorted(told)


def quiet(project: Project, pool: Pool) -> Run:
    """A run that tells nobody of its progress."""
    return Run(project, pool, lambda *_: None)


def command(*arguments: str, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """`toolkit ...` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit_builder", *arguments],
        cwd=cwd, env=surroundings(**environment), capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def surroundings(**environment: str) -> dict[str, str]:
    """Environment of a process that finds this package."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **environment}


def hear_ctrl_c() -> None:
    """For `preexec_fn`: what runs in the background of a shell ignores Ctrl-C, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
