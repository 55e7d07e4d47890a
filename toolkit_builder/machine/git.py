"""Version control, where git is there: whether a folder is in a repository, and a new repository."""

import os
import shutil
import subprocess
from pathlib import Path

# What a repository around might have set; a new one must not land in it.
_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
_NOBODY = ("-c", "user.name=Toolkit Builder", "-c", "user.email=toolkit-builder@localhost")
_SECONDS = 60


def is_in_repository(folder: Path) -> bool:
    """Whether a folder that is there lies in a repository; also told where git itself is missing."""
    return any((above / ".git").exists() for above in (folder, *folder.parents))


def begin_repository(folder: Path, message: str) -> bool:
    """Make a repository of a folder and commit everything in it.

    A commit needs a name. Where git knows none, this program's stands there, and later commits ask.

    Args:
        folder: all of it is committed, but what its .gitignore names.
        message: of the commit.

    Returns:
        Whether there is one now; without git, or where git refuses, there is none.
    """
    program = shutil.which("git")
    if program is None:
        return False
    author = () if _git(program, folder, "config", "user.email") else _NOBODY
    good = (
        _git(program, folder, "init", "--quiet", "--initial-branch=main")
        and _git(program, folder, "add", "--all")
        and _git(program, folder, *author, "-c", "commit.gpgsign=false", "commit", "--quiet", "--no-verify",
                 "--message", message)
    )  # fmt: skip
    if not good:
        shutil.rmtree(folder / ".git", ignore_errors=True)
    return good


def _git(program: str, folder: Path, *arguments: str) -> bool:
    """Whether a command of git's ends well."""
    around = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    try:
        done = subprocess.run(
            [program, *arguments], cwd=folder, env=around, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
