"""What all tests share."""

import gc
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cpu import pytest_runtest_protocol, pytest_runtest_teardown, pytest_terminal_summary
from tests.hostility import within_bounds
from toolkit_builder.machine.pool import COLLECT

__all__ = ["pytest_runtest_protocol", "pytest_runtest_teardown", "pytest_terminal_summary", "within_bounds"]

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A machine with other work takes its time: how long an example takes says nothing of ours.
settings.register_profile(
    "busy", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("busy")
LONGEST = ("tests/parity/", "tests/build/test_states.py")
STARTER = Path(__file__).resolve().parents[1] / "layouts" / "starter"


def pytest_addoption(parser):
    parser.addoption("--slowest", type=int, default=20, help="how many of the slowest tests are told")
    parser.addoption("--update", action="store_true", help="rewrite expected files; read the diff afterwards")


def pytest_collection_modifyitems(items):
    """The files with the longest tests come first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish():
    """What is loaded stays: the garbage collector need not look it through, as in the workers of a build."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


@pytest.fixture
def update(request):
    """Whether to rewrite what is expected."""
    return request.config.getoption("--update")


@pytest.fixture
def starter(tmp_path):
    """A toolkit to change: a fresh copy of layouts/starter."""
    return Path(shutil.copytree(STARTER, tmp_path / "starter"))


@pytest.fixture
def change(starter):
    """A function that changes that copy as a `change.txt` says, see `change_files`."""
    return lambda changes: change_files(starter, changes)


@pytest.fixture(scope="session")
def browser():
    """Chromium of the system. Without it tests are skipped, but not where the project is checked."""
    if not CHROMIUM.exists():
        why = f"needs Chromium at {CHROMIUM} (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


def change_files(folder: Path, changes: str) -> None:
    """Change a toolkit as a `change.txt` says.

    `delete PATH`, `copy PATH TO` and `move PATH TO` come first; then `@ PATH` and below it lines with `-`
    (they stand in the file) and `+` (they replace them, or end the file where there is no `-`), hunks parted
    by an empty line.
    """
    commands, *files = re.split(r"(?m)^@ ", changes)
    for line in commands.split("\n"):
        word, _, rest = line.partition(" ")
        if word:
            _command(folder, word, *re.split(r" (?=principles/)", rest))
    for part in files:
        name, _, body = part.partition("\n")
        file = folder / name.strip()
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for hunk in re.split(r"\n\n(?=[-+])", body.rstrip("\n")):
            text = _replace(text, hunk)
        file.write_text(text, encoding="utf-8", newline="\n")


def _command(folder: Path, word: str, path: str, to: str = "") -> None:
    (folder / to).parent.mkdir(parents=True, exist_ok=True)
    if word == "delete":
        (folder / path).unlink()
        return
    (folder / to).parent.mkdir(parents=True, exist_ok=True)
    if word == "copy":
        shutil.copy(folder / path, folder / to)
    else:
        (folder / path).rename(folder / to)


def _replace(text: str, hunk: str) -> str:
    lines = hunk.split("\n")
    old = "".join(line[2:] + "\n" for line in lines if line.startswith("-"))
    new = "".join(line[2:] + "\n" for line in lines if line.startswith("+"))
    if not old:
        return text + new
    assert old in text, f"not in the file:\n{old}"
    return text.replace(old, new, 1) if text.startswith(old) else text.replace("\n" + old, "\n" + new, 1)
