"""What tests of commands share."""

import pytest

from tests.projects import make_project


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A project as the current folder."""
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
