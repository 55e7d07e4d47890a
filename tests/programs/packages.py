"""Node's packages that tests need, as the lock names them, and other programs of the system."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def need(program: str, package: str) -> None:
    """Skip where a program is missing, but not where the project is checked.

    Args:
        program: as it is called.
        package: of Debian, that brings it.
    """
    if shutil.which(program) is None:
        why = f"needs {program} (Debian: apt-get install {package})"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


@cache
def node_modules() -> Path:
    """The folder of Node's packages, installed where they are missing or older than the lock."""
    need("npm", "nodejs npm")
    done = HERE / "node_modules" / ".package-lock.json"
    if not done.exists() or done.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        command = ["npm", "ci", "--omit=optional", "--ignore-scripts", "--silent"]
        subprocess.run(command, cwd=HERE, check=True, timeout=300)
    return HERE / "node_modules"
