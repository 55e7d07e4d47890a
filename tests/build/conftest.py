"""One cold build a session; most tests start from its cache."""

from pathlib import Path

import pytest

from tests.projects import make_project, run
from toolkit_builder.project import Project


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that has been built; not to be changed."""
    project = make_project(tmp_path_factory.mktemp("finished"))
    run(project)
    return project


@pytest.fixture
def project(tmp_path: Path, finished: Project) -> Project:
    """A project of one's own with a full cache and no output."""
    return make_project(tmp_path, finished.cache)
