"""Whatever happens while an edition is sealed: it is sealed whole or not at all, and the next run goes on."""

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.editions.sealed_projects import (
    NEXT,
    SMALL,
    change,
    copied,
    make_small,
    next_edition,
    publish,
    publish_with,
    toolkit,
)
from tests.projects import snapshot, surroundings
from toolkit_builder.errors import EditionError, OutputError
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.project import Project

SEALED = ("publish", SMALL, "--without-page-numbers", "-q")


def start(project: Project, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "toolkit_builder", *arguments],
        cwd=project.root, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def is_sealed(project: Project) -> bool:
    return (project.sources / "editions" / SMALL / "seal.json").exists()


def hold_to(project: Project, good: Project) -> None:
    """Nothing that is there is torn: it is what a run without trouble leaves, or it is not there."""
    for root in ("archive", "output"):
        for path in sorted((project.root / root).rglob("*")):
            if path.is_file() and not path.name.endswith(".tmp"):
                name = path.relative_to(project.root)
                assert path.read_bytes() == (good.root / name).read_bytes(), name
    if is_sealed(project):
        folder = project.sources / "editions" / SMALL
        assert snapshot(folder) == snapshot(good.sources / "editions" / SMALL)


def left(project: Project) -> list[Path]:
    return [
        path for root in ("sources", "output", "archive") for path in (project.root / root).rglob(".*.tmp")
    ]


@pytest.mark.slow
def test_sixty_kills_never_leave_half_a_seal(unsealed, small_sealed):
    dice = random.Random(11)
    for _ in range(60):
        process = start(unsealed, *SEALED)
        time.sleep(dice.uniform(0.2, 2.5))
        process.kill()
        process.communicate()
        hold_to(unsealed, small_sealed)
        if is_sealed(unsealed) and dice.random() < 0.7:  # begin again, with the leftovers of this run
            shutil.rmtree(unsealed.sources / "editions" / SMALL)
            shutil.rmtree(unsealed.output, ignore_errors=True)

    done = toolkit(unsealed, *SEALED)

    assert done.returncode == 0, done.stderr
    hold_to(unsealed, small_sealed)
    assert snapshot(unsealed.output) == snapshot(small_sealed.output)
    assert toolkit(unsealed, "verify").returncode == 0


@pytest.mark.slow
def test_leftovers_are_swept_at_the_next_start(unsealed, small_sealed):
    for name in ("archive/ab", "output/harbor/2026.1", "sources/harbor/editions/2026.1"):
        (unsealed.root / name).mkdir(parents=True)
        (unsealed.root / name / ".123-4.tmp").write_bytes(b"half")

    publish(unsealed, SMALL)

    assert left(unsealed) == []
    assert is_sealed(unsealed)


@pytest.mark.slow
def test_two_at_once_seal_one_edition(unsealed, small_sealed):
    processes = [start(unsealed, *SEALED), start(unsealed, *SEALED)]

    said = [process.communicate(timeout=120)[0].decode() for process in processes]

    assert [process.returncode for process in processes] == [0, 0]
    assert sorted("is sealed already" in each for each in said) == [False, True]
    hold_to(unsealed, small_sealed)
    assert toolkit(unsealed, "verify").returncode == 0


class Failing:
    """Lets writing calls through until the Nth, which fails as a full disk does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        self.left = number
        monkeypatch.setattr(os, "fsync", self._counted(os.fsync))
        for name in ("replace", "mkdir", "symlink_to"):
            monkeypatch.setattr(Path, name, self._counted(getattr(Path, name)))

    def _counted(self, real):
        def call(*arguments, **named):
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **named)

        return call


@pytest.mark.slow
def test_whichever_call_of_the_disk_fails_it_is_old_or_new(unsealed, tmp_path):
    change(unsealed, "toolkit.yaml", "  - screen\n", "")  # fewer files, fewer calls
    with Pool(warm_up, size=1) as pool:
        publish_with(pool, unsealed, SMALL)  # so that the cache knows all, its proof included
        good = copied(unsealed, tmp_path / "good")
        for number in range(1, 1000):
            begin_again(unsealed)
            if not fails(pool, unsealed, number):
                break
            hold_to(unsealed, good)
            if number % 10 == 0:
                sealed = is_sealed(unsealed)
                assert publish_with(pool, unsealed, SMALL).known == sealed
                hold_to(unsealed, good)
        else:
            pytest.fail("no number of calls was enough")
    hold_to(unsealed, good)
    assert number > 50, "the disk was asked far less often than there are files"
    assert toolkit(unsealed, "verify").returncode == 0


def begin_again(project: Project) -> None:
    for folder in (project.sources / "editions" / SMALL, project.output, project.archive):
        shutil.rmtree(folder, ignore_errors=True)


def fails(pool: Pool, project: Project, number: int) -> bool:
    """Seal with a disk that fails at the Nth call; whether it came to that."""
    with pytest.MonkeyPatch.context() as patched:
        failing, said = Failing(patched, number), ""
        try:
            publish_with(pool, project, SMALL)
        except (OutputError, EditionError) as error:
            said = str(error)
    assert not said or "no space left on" in said
    return failing.left <= 0


@pytest.mark.slow
def test_a_full_disk_says_so_and_seals_nothing(unsealed, small_sealed):
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "from toolkit_builder.cli import main\n"
        f"sys.argv = ['toolkit', *{SEALED!r}]\n"
        "main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=unsealed.root, env=surroundings(), capture_output=True, text=True
    )

    assert done.returncode == 5
    assert "O501 no space left on" in done.stderr
    assert not is_sealed(unsealed)
    assert toolkit(unsealed, *SEALED).returncode == 0
    hold_to(unsealed, small_sealed)


@pytest.mark.slow
def test_sealed_elsewhere_the_sums_are_the_same(tmp_path, small_twice):
    """Another place, time zone, language, home, hash seed, umask and user."""
    project = make_small(tmp_path / "another place")
    (tmp_path / "home").mkdir()
    deeper = project.sources / "principles"
    for edition in (SMALL, NEXT):
        if edition == NEXT:
            next_edition(project)
        done = subprocess.run(
            [*_AS, sys.executable, "-c", _STRANGER.format(edition=edition)],
            cwd=deeper, capture_output=True, text=True,
            env=surroundings(
                TZ="Pacific/Kiritimati", LC_ALL="C", HOME=str(tmp_path / "home"), PYTHONHASHSEED="4711",
                LANG="de_DE.UTF-8", USER="stranger", LOGNAME="stranger",
            ),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    for edition in (SMALL, NEXT):
        mine, theirs = (each.sources / "editions" / edition for each in (project, small_twice))
        assert snapshot(mine) == snapshot(theirs)
    assert snapshot(project.output) == snapshot(small_twice.output)


_AS = ("unshare", "--user", "--map-user=1234")
_STRANGER = """
import os, sys
assert os.getuid() == 1234
os.umask(0o077)
sys.argv = ["toolkit", "publish", "{edition}", "--without-page-numbers", "-q"]
from toolkit_builder.cli import main
main()
"""


def test_a_copy_of_a_seal_in_another_toolkit_is_refused(sealed, tmp_path):
    other = copied(sealed, tmp_path / "other")
    shutil.move(other.sources, other.root / "sources" / "bay")
    bay = Project(other.root, "bay")

    done = toolkit(bay, "verify")

    assert done.returncode == 6
    assert "P121 this is a seal of another toolkit, harbor" in done.stdout
