"""What all tests share."""

import shutil
from pathlib import Path

import pytest

from tests.changing import change_sources

STARTER = Path(__file__).resolve().parents[1] / "layouts" / "starter"


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite expected files; read the diff afterwards")


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
    """A function that changes that copy as a `change.txt` says, see `change_sources`."""
    return lambda changes: change_sources(starter, changes)
